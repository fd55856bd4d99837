"""Each own decision is judged beside its recommendation when it is read, and again when either of them is corrected."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from meetings.filing import corrections
from meetings.filing.indexing import rebuild_all
from meetings.filing.intake import ingest_file
from meetings.filing.tables import SECTION
from meetings.models import Decision, Item, PersonVote, Presence, SearchItem, Section, User
from tests.make import make_administrator
from tests.papers import Point, paper

pytestmark = pytest.mark.django_db

LOWER = "Godkendt med den ændring, at hastigheden sænkes til 40 km/t."

LOWERED = [("Økonomiudvalget", "21-11-2023", "Anbefales med den ændring, at rammen nedsættes til 2 mio. kr.")]
KEPT = [("Økonomiudvalget", "21-11-2023", "Anbefales.")]


@pytest.fixture
def boss() -> User:
    return make_administrator()


@pytest.fixture
def decision() -> Decision:
    ingest_file(paper(Point("Cykelsti", decision=LOWER, text="Det koster 1,3 mio. kr.")), "a.md", publish=True)
    return Decision.objects.get(own=True)


def departed() -> str:
    return SearchItem.objects.get().departed


def test_reading_judges_and_keeps_the_sentence(decision: Decision) -> None:
    assert (decision.followed, decision.followed_evidence) == ("amended", LOWER)
    assert departed() == "amended"


@pytest.mark.parametrize(
    ("before", "said", "kind"),
    [
        (LOWERED, "Økonomiudvalgets indstilling blev godkendt med 14 stemmer mod 6.", "amended"),
        (LOWERED, "Godkendt som anbefalet af Økonomiudvalget.", "amended"),
        (LOWERED, "Godkendt.", "unrecognised"),  # the one recommendation, or the other?
        (LOWERED, "Ikke godkendt.", "not_followed"),
        (KEPT, "Økonomiudvalgets indstilling blev godkendt.", "followed"),
        (KEPT, "Godkendt.", "followed"),
        ([LOWERED[0][:2] + ("Anbefales ikke.",)], "Økonomiudvalgets indstilling godkendt.", "not_followed"),
        ([*LOWERED, ("Kulturudvalget", "28-11-2023", "Økonomiudvalgets indstilling anbefales.")],
         "Kulturudvalgets indstilling godkendt.", "amended"),
        ([*LOWERED, ("Kulturudvalget", "28-11-2023", "Kulturudvalget anbefaler direktørens indstilling.")],
         "Godkendt.", "followed"),
    ],
)  # fmt: skip
def test_what_bodies_before_made_of_the_recommendation_counts(
    client: Client, before: list[tuple[str, str, str]], said: str, kind: str
) -> None:
    ingest_file(paper(Point("Cykelsti", decision=said, before=before)), "a.md", publish=True)
    (item,) = json.loads(b"".join(client.get("/soeg/udtraek.json").streaming_content))["items"]  # type: ignore[arg-type]
    assert item["followed"] == kind


def test_a_corrected_decision_is_judged_again(decision: Decision, boss: User) -> None:
    corrections.correct(decision, {"text": "Ikke godkendt.", "outcome": "rejected"}, actor=boss)
    decision.refresh_from_db()
    assert (decision.followed, decision.followed_evidence) == ("not_followed", "Ikke godkendt.")
    assert departed() == "not_followed"


def test_a_corrected_recommendation_is_judged_again(decision: Decision, boss: User) -> None:
    recommendation = Section.objects.get(role="recommendation")
    corrections.correct(recommendation, {"text": "at udvalget tager stilling til forslaget."}, actor=boss)
    decision.refresh_from_db()
    assert decision.followed == "unrecognised"
    corrections.remove_row(Section.objects.get(role="recommendation"), actor=boss)
    decision.refresh_from_db()
    assert (decision.followed, decision.followed_evidence, departed()) == ("", "", "")


def test_a_recommendation_put_in_by_hand_counts(boss: User) -> None:
    ingest_file(paper(Point("Cykelsti", recommendation="", decision="Ikke godkendt.")), "a.md", publish=True)
    assert departed() == ""
    fields = {"heading": "Indstilling", "role": "recommendation", "text": "at stien anlægges"}
    corrections.add_row(SECTION, Item.objects.get(), fields, actor=boss)
    assert departed() == "not_followed"


def test_what_is_closed_is_not_judged(decision: Decision, boss: User) -> None:
    corrections.correct(Item.objects.get(), {"closed": True}, actor=boss)
    decision.refresh_from_db()
    assert (decision.followed, decision.followed_evidence) == ("", "")
    row = SearchItem.objects.get()
    assert (row.departed, row.max_amount) == ("", None)


def test_the_largest_amount_goes_to_the_search_row(decision: Decision) -> None:
    assert SearchItem.objects.get().max_amount == 1_300_000


def test_rows_from_before_are_judged_by_reindexing(decision: Decision) -> None:
    Decision.objects.update(followed="", followed_evidence="")
    list(rebuild_all())
    decision.refresh_from_db()
    assert decision.followed == "amended"


def test_what_filing_writes_at_once_is_what_reindexing_would_write() -> None:
    votes = "Godkendt.\n\nFor stemte 5: A, V\n\nImod stemte 2: Asta Krogh og Bent Holm"
    points = (
        Point("Cykelsti", decision=LOWER, absent="Bent Holm"),
        Point("Bro", decision=votes),
        Point("Skole", decision="Ikke godkendt.", before=[("Økonomiudvalget", "21-11-2023", "Anbefales godkendt.")]),
        Point("Havn", decision="Økonomiudvalgets indstilling godkendt.", before=LOWERED),
        Point("Torv", decision="Godkendt.", before=LOWERED),
        Point("Lukket punkt: Salg af grund", text="", recommendation="", decision=""),
    )
    ingest_file(paper(*points), "a.md", publish=True)
    at_once = everything()
    assert {row[1] for row in at_once["judged"]} >= {"amended", "not_followed"}
    assert at_once["voted"]
    Decision.objects.filter(own=True).update(followed="unrecognised", followed_evidence="")
    for table in (SearchItem, Presence, PersonVote):
        table.objects.all().delete()
    list(rebuild_all())
    assert everything() == at_once


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Decisions as judged, search rows, and persons with where they were and how they voted."""
    found = "item title body outcome departed parties max_amount vector exact".split()
    return {
        "judged": list(Decision.objects.order_by("pk").values_list("text", "followed", "followed_evidence")),
        "found": list(SearchItem.objects.order_by("item").values_list(*found)),
        "present": list(
            Presence.objects.order_by("person__key").values_list("person__key", "present", "away", "decided")
        ),
        "voted": list(PersonVote.objects.order_by("person__key", "vote").values_list("person__key", "vote", "date")),
    }
