"""The page of a meeting's versions: what came when, and what was rewritten, without what readers may not have."""

from __future__ import annotations

import dataclasses
import datetime
import re
from typing import Any

import pytest
from django.test import Client

from meetings.filing import corrections, difference, word_runs
from meetings.filing.intake import ingest_file
from meetings.models import Item, Meeting, SourceDocument
from tests.make import make_administrator
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db

MEETING = "/varde/teknik-og-miljoeudvalget/2023-12-05/"
PAGE = f"{MEETING}versioner/"
POSTPONED = dataclasses.replace(BATHS, decision="Udsat til næste møde.")


@pytest.fixture
def twice(db: None) -> Meeting:
    """Published, and filed again with another decision on the baths."""
    ingest_file(paper(), "referat.md", publish=True)
    ingest_file(paper(CYCLE_PATH, POSTPONED, BUDGET), "rettet referat.md")
    return Meeting.objects.get()


def test_meeting_and_items_say_when_they_were_corrected_and_lead_to_the_versions(
    twice: Meeting, client: Client
) -> None:
    SourceDocument.objects.filter(version=2).update(received_at=datetime.datetime(2024, 2, 1, 12, tzinfo=datetime.UTC))
    for corrected_at in (datetime.datetime(2024, 2, 1, 13, tzinfo=datetime.UTC), None):
        Meeting.objects.update(corrected_at=corrected_at)  # None: both came before it was published
        for address in (MEETING, f"{MEETING}punkt-1/"):
            page = client.get(address).content.decode()
            assert f'Rettet den 1. februar 2024. <a href="{PAGE}">' in page


def test_what_stands_once_as_it_came_is_not_called_corrected(client: Client) -> None:
    ingest_file(paper(), "referat.md", publish=True)
    for address in (MEETING, f"{MEETING}punkt-1/"):
        assert "Rettet den" not in client.get(address).content.decode()
    assert "Forskellen på" not in client.get(PAGE).content.decode()


def test_versions_are_listed_with_their_files_and_what_changed(twice: Meeting, client: Client, words_of: Any) -> None:
    words = words_of(PAGE)
    assert "Version 2 , modtaget" in words
    assert "rettet referat.md" in words
    assert "Forskellen på version 1 og version 2" in words
    assert "Beslutning fjernet: Godkendt. tilføjet: Udsat til næste møde." in words
    assert "Uændrede punkter 1. Cykelsti langs Lundvej 3. Budgetopfølgning" in words
    page = client.get(PAGE).content.decode()
    assert re.search(r"<del>.*Godkendt\.</del>", page)
    assert re.search(r"<ins>.*Udsat til næste møde\.</ins>", page)
    for document in SourceDocument.objects.all():
        assert f'href="{document.get_absolute_url()}"' in page
    assert "Lundvej er skolevej" not in page  # what did not change is named and not shown


def test_any_two_versions_can_be_compared(twice: Meeting, words_of: Any, client: Client) -> None:
    rejected = dataclasses.replace(BATHS, decision="Ikke godkendt.")
    ingest_file(paper(CYCLE_PATH, rejected, BUDGET), "tredje.md")
    assert "tilføjet: Ikke godkendt." in words_of(PAGE)
    assert "fjernet: Godkendt. tilføjet: Ikke godkendt." in words_of(f"{PAGE}?fra=1&til=3")
    assert "fjernet: Udsat til næste møde. tilføjet: Godkendt." in words_of(f"{PAGE}?fra=2&til=1")
    for bad in ("?fra=1", "?fra=1&til=1", "?fra=1&til=9", "?fra=x&til='"):
        assert client.get(f"{PAGE}{bad}").status_code == 404


def test_items_that_come_go_and_change_their_titles(words_of: Any, client: Client) -> None:
    ingest_file(paper(CYCLE_PATH, BATHS), "a.md", publish=True)
    reworded = dataclasses.replace(CYCLE_PATH, title="Cykelsti og fortov langs Lundvej")
    ingest_file(paper(reworded, BUDGET), "b.md")
    words = words_of(PAGE)
    assert "Titel Cykelsti tilføjet: og fortov langs Lundvej" in words
    assert "Budgetopfølgning Punktet er kommet til i version 2" in words
    assert "Svømmehal ved Hovmarken Punktet står kun i version 1" in words
    assert ">Svømmehal ved Hovmarken</a>" not in client.get(PAGE).content.decode()  # its number is another's now


SECRET = "Ansøgeren skylder 40.000 kr. i husleje."


def test_text_is_not_shown_of_an_item_that_is_closed_in_one_of_the_versions(client: Client) -> None:
    ingest_file(paper(CYCLE_PATH, dataclasses.replace(BATHS, text=SECRET)), "a.md", publish=True)
    closed = Point("Lukket - Køb af ejendom", text="", recommendation="", decision="", case="23/2200")
    ingest_file(paper(CYCLE_PATH, closed), "b.md")
    assert Item.objects.filter(closed=True).exists()
    page = client.get(PAGE).content.decode()
    assert "Punktet er åbent i version 1 og lukket i version 2; kun overskriften er offentlig" in page
    assert "husleje" not in page
    back = client.get(PAGE, {"fra": "2", "til": "1"}).content.decode()
    assert "husleje" not in back
    ingest_file(paper(CYCLE_PATH, dataclasses.replace(BATHS, title="Køb af ejendom")), "c.md")
    opened = client.get(PAGE).content.decode()
    assert "Punktet er lukket i version 2 og åbent i version 3. Teksten læses på punktets side." in opened
    assert "kun overskriften er offentlig" not in opened


def test_text_is_not_shown_of_an_item_that_a_person_closed_or_took_away(client: Client) -> None:
    ingest_file(paper(CYCLE_PATH, dataclasses.replace(BATHS, text=SECRET)), "a.md", publish=True)
    ingest_file(paper(CYCLE_PATH, dataclasses.replace(BATHS, text=SECRET.replace("40", "50"))), "b.md")
    assert "husleje" in client.get(PAGE).content.decode()
    baths = Item.objects.get(number="2")
    corrections.correct(baths, {"closed": True, "title": "Lukket punkt"}, actor=None)
    page = client.get(PAGE).content.decode()
    assert "husleje" not in page
    assert "punkt: lukket" in page
    corrections.remove_row(baths, actor=None)
    page = client.get(PAGE).content.decode()
    assert BATHS.title not in page
    assert "punkt: fjernet" in page


def test_what_persons_corrected_is_told_by_field_without_names_or_words(twice: Meeting, client: Client) -> None:
    boss = make_administrator("asta", first_name="Asta", last_name="Bruun")
    baths = Item.objects.get(number="2")
    corrections.correct(baths.sections.first(), {"text": "Bygget i 1974."}, actor=boss, reason="Navn på en borger.")
    corrections.correct(Meeting.objects.get(), {"place": "Mødelokale 4"}, actor=boss)
    page = client.get(PAGE).content.decode()
    assert "rettet: afsnit: tekst" in page
    assert "rettet: møde: mødested" in page
    for word in ("Bruun", "borger", "Svømmehallen fra 1974", "Mødelokale"):
        assert word not in page, word  # what was corrected may be what nobody should read on
    assert "Udsat til næste møde" in page  # of the decision nothing was corrected


REWORDED = dataclasses.replace(
    BATHS, title="Svømmehal ved Hovmarkens skole", text="Svømmehallen fra 1978 er nedslidt.", case="23/2201",
    recommendation="Forvaltningen indstiller, at forslaget afvises.", decision="Udsat til næste møde.",
    attachments=["Tegning"],
)  # fmt: skip
WORDS = {
    "title": "Hovmarkens", "text": "1978", "recommendation": "afvises", "case": "23/2201", "decision": "til næste møde",
    "bilag": "Tegning",
}  # fmt: skip


@pytest.mark.parametrize(("table", "field", "value", "withheld"), [
    ("item", "case_number", "1/1", ["case"]), ("item", "document_number", "7", []),
    ("section", "text", "Ny.", ["text"]), ("section", "heading", "Baggrund", ["text"]),
    ("decision", "text", "Ny.", ["decision"]), ("decision", "note", "Ny.", ["decision"]),
    ("attachment", "title", "Ny", ["bilag"]), ("item", "title", "Badet", ["title"]),
])  # fmt: skip
def test_only_the_words_of_what_was_corrected_are_withheld(
    table: str, field: str, value: str, withheld: list[str], client: Client
) -> None:
    ingest_file(paper(CYCLE_PATH, dataclasses.replace(BATHS, attachments=["Kort"])), "a.md", publish=True)
    ingest_file(paper(CYCLE_PATH, REWORDED), "b.md")
    item = Item.objects.get(number="2")
    rows: dict[str, Any] = {"item": item, "section": item.sections.first(), "decision": item.decisions.get()}
    row = rows.get(table) or item.attachments.get()
    corrections.correct(row, {field: value}, actor=None)
    page = client.get(PAGE).content.decode()
    shown = page.split("Forskellen på")[1].split("</h3>", 1)[-1]
    assert [name for name, word in WORDS.items() if word not in shown] == withheld
    assert ("Arkivet har også rettet her; punktets side viser, hvad der står nu" in page) == bool(withheld)


def test_a_section_that_nobody_finds_again_withholds_all_sections(client: Client) -> None:
    ingest_file(paper(CYCLE_PATH, BATHS), "a.md", publish=True)
    ingest_file(paper(CYCLE_PATH, REWORDED), "b.md")
    section = Item.objects.get(number="2").sections.get(heading="Sagsfremstilling")
    corrections.correct(section, {"text": "Ny."}, actor=None)
    type(section).objects.filter(pk=section.pk).update(heading="Noget, som ingen version siger")
    page = client.get(PAGE).content.decode()
    assert "1978" not in page
    assert "afvises" not in page
    assert "til næste møde" in page


def test_titles_of_one_word_or_with_figures_are_told_apart(client: Client) -> None:
    """None of them could be a person's name."""
    budget, news = Point("Budget 2024", text="Før."), Point("Eventuelt", text="Først.")
    ingest_file(paper(news, budget, Point("Meddelelser")), "a.md", publish=True)
    later = (dataclasses.replace(news, text="Siden."), dataclasses.replace(budget, text="Efter."), Point("Lukning"))
    ingest_file(paper(*later), "b.md")
    item = Item.objects.get(number="2")
    corrections.correct(item.sections.filter(text="Efter.")[0], {"text": "Nu."}, actor=None)
    page = client.get(PAGE).content.decode()
    assert "Siden." in page  # nothing of that was corrected
    assert "Efter." not in page
    assert f'punkt-2/">{item.title}</a>' in page
    assert ">Meddelelser</a>" not in page


def test_an_original_that_readers_may_not_have_is_named_and_not_offered(twice: Meeting, client: Client) -> None:
    first = SourceDocument.objects.get(version=1)
    SourceDocument.objects.filter(pk=first.pk).update(outcome="blocked", filename="Sag om Jens.md")
    page = client.get(PAGE).content.decode()
    assert "Originalen kan ikke hentes her" in page
    assert first.sha256 not in page
    assert "Jens" not in page
    assert "Forskellen på" not in page
    assert client.get(f"{PAGE}?fra=1&til=2").status_code == 404


def test_who_may_not_see_the_meeting_does_not_see_its_versions(twice: Meeting, client: Client) -> None:
    Meeting.objects.update(status="draft")
    assert client.get(PAGE).status_code == 404
    Meeting.objects.update(status="withdrawn", withdrawal_reason="Fejl.")
    answer = client.get(PAGE)
    assert answer.status_code == 410
    assert "Udsat" not in answer.content.decode()


def test_text_that_looks_like_markup_is_text(client: Client) -> None:
    ingest_file(paper(dataclasses.replace(BATHS, decision="Godkendt.")), "a.md", publish=True)
    ingest_file(paper(dataclasses.replace(BATHS, decision="Godkendt </ins><script>alert(1)</script>")), "b.md")
    assert "<script>alert" not in client.get(PAGE).content.decode()


def test_the_page_takes_few_queries(twice: Meeting, client: Client, django_assert_max_num_queries: Any) -> None:
    item = Item.objects.get(number="2")
    corrections.correct(item.sections.first(), {"text": "Nyt."}, actor=None)
    corrections.correct(item.decisions.get(), {"outcome": "rejected"}, actor=None)
    with django_assert_max_num_queries(9):
        client.get(PAGE)


def reading(text: str) -> dict[str, Any]:
    item = {"number": "1", "title": "Et punkt", "closed": False, "case_number": None, "kind": "unspecified"}
    rest = {"sections": [{"heading": "Tekst", "text": text}], "decisions": [], "attachments": []}
    cover = {"document_kind": "minutes", "committee": "B", "date": "2023-12-05", "start_time": None, "place": None}
    return {**cover, "participants": [], "absent": [], "items": [{**item, **rest}]}


COVER = {
    "Type": ({"document_kind": "agenda"}, "dagsorden"),
    "Udvalg": ({"committee": "Byrådet"}, "Byrådet"),
    "Dato": ({"date": "2023-12-06"}, "2023-12-06"),
    "Mødetid": ({"start_time": "16:00"}, "16:00"),
    "Mødested": ({"place": "Rådhuset"}, "Rådhuset"),
    "Mødedeltagere": ({"participants": ["Asta Krogh"]}, "Asta Krogh"),
    "Fraværende": ({"absent": ["Asta Krogh"]}, "Asta Krogh"),
}


@pytest.mark.parametrize("label", COVER)
def test_whatever_the_cover_says_is_compared(label: str) -> None:
    other, told = COVER[label]
    (change,) = difference.compare(reading("a"), reading("a") | other, is_closed=lambda item: False).cover
    assert change.label == label
    assert "".join(run.text for run in change.runs if run.kind == "added").strip() == told


def test_only_words_near_a_change_are_shown() -> None:
    words = [f"ord{n}" for n in range(200)]
    found = difference.compare(
        reading(" ".join(words)), reading(" ".join([*words[:100], "nyt", *words[100:]])), is_closed=lambda item: False
    )
    runs = found.items[0].changes[0].runs
    assert [run.kind for run in runs] == ["gap", "same", "added", "same", "gap"]
    assert len(runs[1].text.split()) == word_runs.AROUND


def test_what_is_too_long_is_named_and_not_compared() -> None:
    long = "ord " * (difference.MOST_WORDS + 1)
    found = difference.compare(reading(long), reading(f"{long} nyt"), is_closed=lambda item: False)
    assert found.items[0].changes == [difference.Change("Tekst")]


def test_a_page_full_of_changes_comes_to_an_end() -> None:
    many = [dict(reading(f"gammel {n} " * 1500)["items"][0], title=f"Punkt {n}") for n in range(40)]
    new = [dict(reading(f"ny {n} " * 1500)["items"][0], title=f"Punkt {n}") for n in range(40)]
    found = difference.compare(
        {**reading(""), "items": many}, {**reading(""), "items": new}, is_closed=lambda item: False
    )
    letters = sum(len(run.text) for item in found.items for change in item.changes for run in change.runs)
    assert 0 < letters <= difference.LETTERS_SHOWN
    assert found.cut_short
    assert len(found.items) == 40
