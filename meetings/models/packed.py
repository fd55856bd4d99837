"""The search rows once more, as bits: what makes counting of common words cheap (docs/adr/0006-words-as-bits.md).

The items of a municipality are dealt into segments, each item at a place; a bit string of a segment says of each place
whether its item has a word, or a value of a filter. All of it can be made anew from the search rows at any time.

Written by `filing.packing` and by triggers on the search rows (migration `search_rows_as_bits`), which hold, whoever
writes:

1. Every search row has either a `PackedPlace` or an `UnpackedItem`, never both.
2. A place whose item is gone, or says something else now, is a `FreedPlace` at once, or no longer alive in its segment.
3. The bits of a `PackedWord` that is ready are right at every place that is alive and not freed.

There are no foreign keys: the triggers are what keeps these tables true, and deleting a search row must not wait.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

MOST_PLACES = 8_192  # of a segment: a bit string of it is 1 kB
WRITTEN = "="  # before a word, or a run of words, as written (SearchItem.exact): no stem begins so
# A spot is the place of an item and where in its text a word stands, in one number. Texts count to 16,383
# (filing.vectors): what is some words further on than a text is long is in no other item yet.
SPOT_BITS = 15
# The columns of a search row whose values have bits. The municipality is its segment's.
FACET_COLUMNS = (
    "committee_id", "year", "kind", "outcome", "departed", "has_attachments", "closed", "parties",
)  # fmt: skip


class BitString(models.Field):
    """PostgreSQL's varbit: in Python '0101…', the first place first."""

    def db_type(self, connection: Any) -> str:
        return "varbit"


class _Bits(models.Model):
    """A table of these. A row goes by what it holds, but for bits and spots."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        columns = (one for one in self._meta.concrete_fields if not isinstance(one, BitString | ArrayField))
        return " ".join(str(getattr(self, one.attname)) for one in columns)


class PackedSegment(_Bits):
    """At most MOST_PLACES items of one municipality. All its bit strings are as long as `alive`."""

    municipality_id = models.BigIntegerField(db_index=True)
    used = models.PositiveSmallIntegerField(default=0)  # places given away, those that are free again included
    alive = BitString()

    class Meta:
        verbose_name = "pakke af søgerækker"
        verbose_name_plural = "pakker af søgerækker"


class PackedPlace(_Bits):
    """Where the bits of a search row stand."""

    item_id = models.BigIntegerField(primary_key=True)
    segment_id = models.BigIntegerField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "plads i en pakke"
        verbose_name_plural = "pladser i pakker"
        indexes = [models.Index(fields=["segment_id", "place"], name="packed_place")]


class FreedPlace(_Bits):
    """A place whose bits no longer count, until `filing.packing` has taken it out of `PackedSegment.alive`."""

    segment_id = models.BigIntegerField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "fri plads"
        verbose_name_plural = "frie pladser"


class UnpackedItem(_Bits):
    """A search row that has no bits yet."""

    item_id = models.BigIntegerField(primary_key=True)

    class Meta:
        verbose_name = "søgerække uden plads"
        verbose_name_plural = "søgerækker uden plads"


class PackedWord(_Bits):
    """A stem so common that it has bits, or a word as written, after WRITTEN, which has spots as well.

    `ready`: in every segment that has an item with it.
    """

    lexeme = models.TextField(primary_key=True)
    documents = models.PositiveIntegerField()  # about so many items have it
    ready = models.BooleanField(default=False)

    class Meta:
        verbose_name = "pakket ord"
        verbose_name_plural = "pakkede ord"


class WordBits(_Bits):
    """Natural key: lexeme + segment. No row where no item of the segment has the word."""

    pk = models.CompositePrimaryKey("lexeme", "segment_id")
    lexeme = models.TextField()
    segment_id = models.BigIntegerField(db_index=True)
    bits = BitString()

    class Meta:
        verbose_name = "et ords bits"
        verbose_name_plural = "ords bits"


class WordSpots(_Bits):
    """Natural key: lexeme + segment, of words as written. For phrases: of each its spots, ascending; runs have none."""

    pk = models.CompositePrimaryKey("lexeme", "segment_id")
    lexeme = models.TextField()
    segment_id = models.BigIntegerField(db_index=True)
    spots = ArrayField(models.IntegerField())  # place << SPOT_BITS | position

    class Meta:
        verbose_name = "et ords steder"
        verbose_name_plural = "ords steder"


class FacetBits(_Bits):
    """Natural key: segment + column + value (as text). No row where no item of the segment has the value."""

    pk = models.CompositePrimaryKey("segment_id", "facet", "value")
    segment_id = models.BigIntegerField()
    facet = models.CharField(max_length=20)  # one of FACET_COLUMNS
    value = models.TextField()
    bits = BitString()

    class Meta:
        verbose_name = "en værdis bits"
        verbose_name_plural = "værdiers bits"
