"""What is struck out stands nowhere that readers reach, also after the next version, and comes back when lifted."""

from __future__ import annotations

import dataclasses

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.filing import corrections, redactions
from meetings.filing.intake import ingest_file, read_again
from meetings.filing.striking import BLACK, Strike, pattern_of
from meetings.models import Attachment, AuditEntry, Item, Meeting, Redaction, SearchItem, SourceDocument
from tests.everywhere import addresses, saying
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db

NAME = "Kim Opdigtet"
POINT = Point(
    f"Klage fra {NAME} over hegn",
    case="23/7788",
    text=f"{NAME}s hegn ved Skovvej 3 er for højt, mener naboen. KIM  OPDIGTET er hørt.",
    decision=f"Udvalget giver {NAME} afslag.",
    attachments=[f"Brev fra {NAME}.pdf", "Kort over området.pdf"],
)


@pytest.fixture
def meeting() -> Meeting:
    ingest_file(paper(CYCLE_PATH, POINT), f"Referat {NAME}.md", publish=True)
    return Meeting.objects.get()


def redaction(where: Meeting, words: str = NAME, **scope: object) -> Redaction:
    return Redaction(municipality=where.committee.municipality, words=words, reason="Privat person", **scope)


def test_a_name_is_nowhere_after_it_was_struck_out(client: Client, meeting: Meeting) -> None:
    places = addresses(meeting, NAME)
    assert len(saying(client, places, NAME)) > 10  # it was nearly everywhere
    (found,) = redactions.preview(redaction(meeting))
    assert found.times == 5
    assert redactions.redact(redaction(meeting), actor=None) == 1
    assert saying(client, places, NAME) == []
    assert saying(client, [place for place in places if NAME not in place], "Opdigtet") == []
    page = client.get(Item.objects.get(number="2").get_absolute_url()).content.decode()
    assert f"Klage fra {BLACK} over hegn" in page
    assert "Skovvej 3" in page
    document = SourceDocument.objects.get()
    text = client.get(document.get_absolute_url())
    assert "Ord i dette dokument er streget ud" in text.content.decode()
    assert "Lundvej er skolevej" in text.content.decode()
    assert NAME not in str(list(AuditEntry.objects.filter(action="redact").values()))


def test_it_stays_struck_out_in_new_versions_readings_and_corrections(client: Client, meeting: Meeting) -> None:
    redactions.redact(redaction(meeting), actor=None)
    read_again(SourceDocument.objects.get())
    other = dataclasses.replace(POINT, decision=f"Udsat. {NAME} høres igen.")
    ingest_file(paper(CYCLE_PATH, other, BUDGET), f"Brev til {NAME}.md")
    item = Item.objects.get(number="2")
    corrections.correct(item, {"title": f"Sag om {NAME}"}, actor=None)
    assert Item.objects.get(number="2").title == f"Sag om {BLACK}"
    assert saying(client, addresses(Meeting.objects.get(), NAME), NAME) == []


def test_a_new_meeting_of_the_committee_is_struck_from_the_beginning(client: Client, meeting: Meeting) -> None:
    redactions.redact(redaction(meeting, committee=meeting.committee), actor=None)
    ingest_file(paper(POINT, date="06-02-2024"), "b.md", publish=True)
    ingest_file(paper(POINT, date="06-02-2024", committee="Byrådet"), "c.md", publish=True)
    (later,) = Meeting.objects.filter(date="2024-02-06", committee=meeting.committee)
    assert NAME not in str(list(later.items.values("title")))
    assert Item.objects.filter(title__contains=NAME).count() == 1  # the council is another committee


def test_what_people_had_corrected_is_struck_out_and_put_back_with_the_rest(client: Client, meeting: Meeting) -> None:
    item = Item.objects.get(number="2")
    corrections.correct(item, {"title": f"Hegnet hos {NAME}"}, actor=None)
    one = redaction(meeting)
    redactions.redact(one, actor=None)
    assert Item.objects.get(number="2").title == f"Hegnet hos {BLACK}"
    assert saying(client, addresses(meeting, NAME), NAME) == []
    redactions.lift(one, actor=None)
    assert Item.objects.get(number="2").title == f"Hegnet hos {NAME}"
    assert Attachment.objects.filter(title__contains=NAME).exists()
    assert SearchItem.objects.filter(body__contains=NAME).exists()
    original = client.get(SourceDocument.objects.get().get_absolute_url())
    assert original["Content-Disposition"].startswith("attachment")
    assert NAME.encode() in b"".join(original)
    assert corrections.Correction.objects.get(field="title").state == "active"


def test_one_item_alone_can_be_struck(meeting: Meeting) -> None:
    ingest_file(paper(POINT, dataclasses.replace(BATHS, text=f"Også {NAME} svømmer.")), "b.md")
    first = Item.objects.get(case_number="23/7788")
    redactions.redact(redaction(meeting, meeting=meeting, item=first, item_number=first.number), actor=None)
    assert NAME not in Item.objects.get(pk=first.pk).title
    assert SearchItem.objects.get(item__case_number="23/2200").body.count(NAME) == 1


def test_cpr_numbers_are_struck_without_being_named(client: Client, meeting: Meeting) -> None:
    ingest_file(paper(dataclasses.replace(POINT, text="Sagen om 150585-1230 er lukket."), date="01-03-2024"), "cpr.md")
    held = Meeting.objects.get(date="2024-03-01")
    assert SourceDocument.objects.get(meeting=held).outcome == "blocked"
    redactions.redact(redaction(held, "", kind="cpr", meeting=held), actor=None)
    text = str(list(held.items.values("sections__text")))
    assert "150585" not in text
    assert BLACK in text


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Anne-Marie Ås", "Anne-\nMarie Ås"),  # the line ends at the name's own hyphen
        ("Anne-Marie Ås", "Anne\u2011Marie Ås"),
        ("Anne\u2013Marie Ås", "Anne-Marie Ås"),
        ("Anne-Marie Ås", "AnneMarie Ås"),  # the lines were joined
        ("Anne-Marie Ås", "Anne-Marie A\u030as"),
        ("Anne-Marie A\u030as", "Anne-Marie Ås"),  # typed or pasted in another form than it is printed
        ("Opdigtet", "Op\u200bdig\u00adtet"),
        ("Op\u200bdigtet", "Opdigtet"),
        ("Kim Opdigtet", "Kim\u00a0Opdig-\ntets"),
    ],
)
def test_a_name_is_struck_however_its_signs_are_written(words: str, written: str) -> None:
    assert Strike(pattern_of(words)).over(f"Brev fra {written}, modtaget") == f"Brev fra {BLACK}, modtaget"


@given(st.text(max_size=80), st.text(max_size=400))
def test_any_words_make_a_pattern_or_are_refused(words: str, text: str) -> None:
    try:
        strike = Strike(pattern_of(words))
    except ValueError:
        return
    strike.over(text)
    if not any(sign in words for sign in "*\u00ad"):
        assert BLACK in strike.over(f"før {' '.join(words.split())} efter")
