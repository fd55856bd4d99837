"""A new version says something else under a correction: until somebody decides, outcome, votes and words that readers
see are of one piece; the desk says which item is meant, and one press settles all of it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.test import Client

from meetings.filing import corrections
from meetings.filing.intake import ingest_file, read_again
from meetings.models import AuditEntry, Correction, Decision, Item, Meeting, SearchItem
from tests.clerk.drafts import draft, said, save, words
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db

AMENDED = "Godkendt med den ændring, at taksten stiger med 2 %."
PAGE = "/varde/teknik-og-miljoeudvalget/2023-12-05/punkt-1/"
VOTED = "For stemte 4 (A og F). Imod stemte 2 (V). Godkendt."
TURNED = "For stemte 2 (V). Imod stemte 4 (A og F). Undlod 1 (C). Afvist."


def at(meeting: Meeting, rest: str = "") -> str:
    return f"/bord/moede/{meeting.pk}/{rest}"


def published(decision: str = "Godkendt.") -> Decision:
    meeting = draft(dataclasses.replace(CYCLE_PATH, decision=decision), BATHS, published=True)
    return Decision.objects.get(item__meeting=meeting, item__number="1")


def new_version(decision: str, *others: Point, **changed: Any) -> None:
    ingest_file(paper(dataclasses.replace(CYCLE_PATH, decision=decision, **changed), *(others or (BATHS,))), "ny.md")


def shown(decision: Decision) -> tuple[str, str, list[tuple[Any, ...]]]:
    decision.refresh_from_db()
    votes = decision.votes.order_by("position").values_list("position", "parties", "count")
    return decision.text, decision.outcome, [(side, ", ".join(parties), count) for side, parties, count in votes]


def badge(page: str) -> bool:
    return "ikke godkendt" in page.lower()


def conflict() -> Correction:
    return Correction.objects.filter(state="conflict").order_by("pk")[0]


def test_no_badge_contradicts_the_words_that_were_corrected(client: Client) -> None:
    decision = published()
    corrections.correct(decision, {"text": AMENDED}, actor=None)
    new_version("Afvist.")
    page = client.get(PAGE).content.decode()
    assert AMENDED in page
    assert not badge(page)
    assert shown(decision)[:2] == (AMENDED, "approved")
    assert SearchItem.objects.get(item=decision.item).outcome != "rejected"
    assert not Meeting.objects.get().items.filter(altered_at__isnull=False, number="2").exists()
    versions = words(client.get("/varde/teknik-og-miljoeudvalget/2023-12-05/versioner/"))
    assert "rettet: beslutning: tekst" in versions
    assert "beslutning: udfald" not in versions  # nobody corrected that


@pytest.mark.parametrize(("press", "left"), [
    ("fasthold", (AMENDED, "approved")), ("fortryd", ("Afvist.", "rejected")),
])  # fmt: skip
def test_one_press_settles_words_and_outcome(desk: Client, press: str, left: tuple[str, str]) -> None:
    decision = published()
    save(desk, at(decision.item.meeting, f"ret/decision/{decision.pk}/"), **said(decision, text=AMENDED))
    new_version("Afvist.")
    page = desk.get(at(decision.item.meeting)).content.decode()
    assert page.count("Behold rettelsen<span") == 1
    desk.post(at(decision.item.meeting, f"{press}/{conflict().pk}/"))
    assert shown(decision)[:2] == left
    assert not Correction.objects.filter(state__in=["conflict", "held"]).exists()
    # and no later reading asks again, or undoes it
    read_again(decision.item.meeting.documents.order_by("-version")[0], actor=None)
    new_version("Afvist.", BATHS, BUDGET)
    assert shown(decision)[:2] == left
    assert not Correction.objects.filter(state__in=["conflict", "held"]).exists()
    assert AuditEntry.objects.filter(action="keep" if press == "fasthold" else "revert").count() == 2


def test_words_wait_where_the_outcome_was_corrected(client: Client) -> None:
    decision = published()
    corrections.correct(decision, {"outcome": "approved_amended"}, actor=None)
    new_version("Afvist.")
    assert shown(decision)[:2] == ("Godkendt.", "approved_amended")
    corrections.revert(conflict(), actor=None)
    assert shown(decision)[:2] == ("Afvist.", "rejected")


def test_new_words_that_are_read_alike_ask_about_the_outcome(client: Client) -> None:
    """What a person said of words that are gone says nothing of those that came."""
    decision = published("Forslaget er godkendt.")
    corrections.correct(decision, {"outcome": "rejected"}, actor=None)
    new_version("Forslaget er godkendt enstemmigt.")
    assert shown(decision)[:2] == ("Forslaget er godkendt.", "rejected")
    assert conflict().field == "outcome"
    corrections.keep(conflict(), actor=None)
    assert shown(decision)[:2] == ("Forslaget er godkendt.", "rejected")
    new_version("Forslaget er godkendt enstemmigt.", BATHS, BUDGET)
    assert not Correction.objects.filter(state__in=["conflict", "held"]).exists()


V1 = [("against", "V", 2), ("for", "A, F", 4)]
V2 = [("abstain", "C", 1), ("against", "A, F", 4), ("for", "V", 2)]


@pytest.mark.parametrize("field", ["text", "votes", "added"])
@pytest.mark.parametrize("keeps", [True, False])
def test_votes_belong_to_the_words(field: str, keeps: bool) -> None:
    decision = published(VOTED)
    assert shown(decision)[2] == V1
    mine = list(V1)
    if field == "text":
        corrections.correct(decision, {"text": f"{VOTED} Borgmesteren takkede."}, actor=None)
    elif field == "votes":
        corrections.correct(decision.votes.get(position="for"), {"count": 5}, actor=None)
        mine[1] = ("for", "A, F", 5)
    else:
        vote = {"position": "reservation", "parties": ["B"], "persons": [], "affiliations": [], "count": 1}
        corrections.add_row(corrections.TABLES["vote"], decision, vote, actor=None)
        mine.append(("reservation", "B", 1))
    before = shown(decision)
    assert before[2] == mine
    new_version(TURNED)
    assert shown(decision) == before
    read_again(decision.item.meeting.documents.order_by("-version")[0], actor=None)
    assert shown(decision) == before
    (corrections.keep if keeps else corrections.revert)(conflict(), actor=None)
    assert shown(decision) == (before if keeps else (TURNED, "rejected", V2))
    assert not Correction.objects.filter(state__in=["conflict", "held"]).exists()
    read_again(decision.item.meeting.documents.order_by("-version")[0], actor=None)
    assert shown(decision) == (before if keeps else (TURNED, "rejected", V2))


def test_a_side_that_a_person_corrected_and_the_source_has_no_more_is_not_gone_yet() -> None:
    decision = published(VOTED)
    corrections.correct(decision.votes.get(position="against"), {"count": 3}, actor=None)
    new_version("Godkendt.")
    assert shown(decision) == (VOTED, "approved", [("against", "V", 3), ("for", "A, F", 4)])
    corrections.revert(conflict(), actor=None)
    assert shown(decision) == ("Godkendt.", "approved", [])
    assert not Correction.objects.exclude(state="reverted").exists()


def test_a_version_that_goes_back_takes_the_question_along() -> None:
    decision = published()
    corrections.correct(decision, {"text": AMENDED}, actor=None)
    new_version("Afvist.")
    assert Correction.objects.filter(state="held").exists()
    new_version("Godkendt.", BATHS, BUDGET)
    assert not Correction.objects.filter(state__in=["conflict", "held"]).exists()
    new_version("Udsat.")
    assert shown(decision)[:2] == (AMENDED, "approved")
    corrections.revert(conflict(), actor=None)
    assert shown(decision)[:2] == ("Udsat.", "postponed")


@pytest.mark.parametrize(("typed", "outcome"), [("Afvist.", "rejected"), ("Godkendt i ny form.", "approved")])
def test_who_types_over_the_conflict_has_decided_it(desk: Client, typed: str, outcome: str) -> None:
    decision = published()
    corrections.correct(decision, {"text": AMENDED}, actor=None)
    new_version("Afvist.")
    decision.refresh_from_db()
    save(desk, at(decision.item.meeting, f"ret/decision/{decision.pk}/"), **said(decision, text=typed))
    assert shown(decision)[:2] == (typed, outcome)
    assert not Correction.objects.filter(state__in=["conflict", "held"]).exists()


def test_a_section_keeps_the_heading_that_its_words_stood_under(client: Client) -> None:
    decision = published()
    section = decision.item.sections.get(heading="Indstilling")
    corrections.correct(section, {"text": "Forvaltningen indstiller, at det ændrede forslag godkendes."}, actor=None)
    document = decision.item.meeting.documents.get()
    parsed = document.parsed
    assert parsed
    new_version("Godkendt.", recommendation="Forvaltningen indstiller, at forslaget afvises.")
    section.refresh_from_db()
    assert (section.heading, section.role) == ("Indstilling", "recommendation")
    assert [one.field for one in Correction.objects.filter(state="conflict")] == ["text"]


def test_the_decision_of_another_item_does_not_wait() -> None:
    decision = published()
    corrections.correct(decision, {"text": AMENDED}, actor=None)
    new_version("Afvist.", dataclasses.replace(BATHS, decision="Udsat til næste møde."))
    assert Item.objects.get(number="2").decisions.get().outcome == "postponed"


def test_the_desk_says_which_item_and_what_the_choices_do(desk: Client) -> None:
    decision = published()
    corrections.correct(decision, {"text": AMENDED}, actor=None)
    new_version("Afvist.")
    answer = desk.get(at(decision.item.meeting))
    page = words(answer)
    told = f"beslutningens tekst: rettet til »{AMENDED}«; originalen siger nu »Afvist.«"
    assert f"Punkt 1, Cykelsti langs Lundvej – {told}" in page
    waits = "beslutningens udfald: står som »godkendt«; originalen siger nu »ikke godkendt«"
    assert f"Hører sammen med det: {waits}" in page
    assert "Behold rettelsen: læserne ser fortsat" in page
    assert "Brug originalen: rettelsen falder bort" in page
    assert f'<a href="#punkt-{decision.item.pk}">Punkt 1, ' in answer.content.decode()


def test_of_an_item_that_is_gone_the_desk_says_which_and_what_was_corrected(desk: Client) -> None:
    meeting = draft(CYCLE_PATH, BATHS, published=True)
    decision = Decision.objects.get(item__number="2")
    section = decision.item.sections.get(heading="Sagsfremstilling")
    corrections.correct(decision, {"text": AMENDED}, actor=None)
    corrections.correct(section, {"text": "Svømmehallen fra 1947 er nedslidt."}, actor=None)
    ingest_file(paper(CYCLE_PATH, BUDGET), "ny.md")
    page = words(desk.get(at(meeting)))
    gone = "Punkt 2, Svømmehal ved Hovmarken (ikke med i den nye version)"
    assert f"{gone} – afsnittet: tekst: rettet til »Svømmehallen fra 1947 er nedslidt.«; det står ikke længere" in page
    assert f"rettet til »{AMENDED}«; det står ikke længere i originalen" in page
    assert "Behold rettelsen" not in page
    for one in Correction.objects.filter(state="conflict"):
        desk.post(at(meeting, f"fortryd/{one.pk}/"))
    assert "ikke med i den nye version" not in words(desk.get(at(meeting)))
