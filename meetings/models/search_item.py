"""What search needs of a published item, in one narrow row beside it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .item import Item

# kB of new rows that wait beside an index until their words go in together, each once; every search reads these as well
WAITING = 128


class SearchItem(models.Model):
    """One row for each item that can be found: exactly the items of meetings that are `findable`.

    Written by `filing` only, in the same transaction as the rows it describes. `vector` and `exact` are built in
    Python by meetings.language, so that index, query and snippets agree. `vector` holds stems for words (weights:
    A title, B decision, C recommendation, D the rest); `exact` holds the words as written, for phrases in quotes.
    `body` is the public text that snippets are cut from (of a closed item: nothing).

    Beside the indexes below, the migration `search_rows_as_written` indexes the stems of the titles alone, and keeps
    vectors and text out of the table's own pages: counting reads narrow rows.
    """

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="search_row")
    date = models.DateField()
    year = models.PositiveSmallIntegerField()
    municipality = models.ForeignKey("meetings.Municipality", models.CASCADE, related_name="+")
    committee = models.ForeignKey("meetings.Committee", models.CASCADE, related_name="+")
    document_kind = models.CharField(max_length=24)
    kind = models.CharField(max_length=12)
    outcome = models.CharField(max_length=20, blank=True)  # of the meeting's own decision; '' where there is none
    closed = models.BooleanField(default=False)
    # 'amended' or 'not_followed' where the decision departs from the recommendation, else ''.
    departed = models.CharField(max_length=16, blank=True, default="", db_default="")
    has_attachments = models.BooleanField(default=False, db_default=False)  # of an open item: what readers can see
    # Named in its votes, each by its one name (meetings.language.parties), in order; null where none is: most rows.
    parties = ArrayField(models.CharField(max_length=60), null=True)
    max_amount = models.BigIntegerField(null=True)  # the largest amount named in the public text, in whole kroner
    case_number = models.CharField(max_length=80, blank=True)  # normalised, as Case.normalised
    title = models.TextField()
    body = models.TextField(blank=True)
    vector = SearchVectorField()
    exact = SearchVectorField()

    class Meta:
        verbose_name = "søgerække"
        verbose_name_plural = "søgerækker"
        indexes = [
            GinIndex(fields=["vector"], name="search_vector", fastupdate=True, gin_pending_list_limit=WAITING),
            GinIndex(fields=["exact"], name="search_exact", fastupdate=True, gin_pending_list_limit=WAITING),
            models.Index(fields=["-date", "-item"], name="search_newest"),
            models.Index(fields=["municipality", "-date"], name="search_municipality_newest"),
            models.Index(fields=["committee", "-date"], name="search_committee_newest"),
            models.Index(fields=["municipality", "case_number"], name="search_case"),
            models.Index(fields=["case_number"], name="search_case_number", condition=~models.Q(case_number="")),
            models.Index(fields=["max_amount"], name="search_amount", condition=models.Q(max_amount__isnull=False)),
            GinIndex(
                fields=["parties"],
                name="search_parties",
                fastupdate=False,
                condition=models.Q(parties__isnull=False),
            ),
            models.Index(
                fields=["municipality", "-date", "-item"], name="search_closed", condition=models.Q(closed=True)
            ),
            models.Index(
                fields=["municipality", "-date", "-item"],
                name="search_recommended",
                condition=models.Q(outcome="recommended"),
            ),
            models.Index(
                fields=["committee", "-date", "-item"],
                name="search_closed_of_committee",
                condition=models.Q(closed=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title
