"""The page of a meeting."""

from __future__ import annotations

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import Meeting, SourceDocument
from tests.make import make_document, make_item, make_meeting

pytestmark = pytest.mark.usefixtures("kept_archive")
ADDRESS = "/varde/byraadet/2023-12-05/"


def test_it_shows_who_when_where_and_what_came_of_each_item(small_archive, words_of):
    words = words_of(ADDRESS)
    assert "Referat tirsdag den 5. december 2023" in words
    assert "1 . Godkendelse af dagsorden Godkendt" in words
    assert "Godkendt med ændringer Indstillingen fulgt med ændringer Sag 23/3223" in words
    assert "Et uklart punkt Udfald ikke genkendt" in words
    assert "Køb af ejendom Lukket punkt Sag 23/9911" in words
    assert "Tirsdag den 5. december 2023 kl. 17.00" in words
    assert "Rådhuset, byrådssalen" in words
    assert "Mødedeltagere Asta Krogh" in words
    assert "Fraværende Povl Due" in words
    assert "Hent originalen Referat.pdf, 1 kB, 12 sider" in words


def test_neighbouring_meetings_of_the_committee_are_linked(small_archive, client: Client):
    make_meeting("Byrådet", "2023-11-07", published=True)
    page = client.get(ADDRESS).content.decode()
    assert 'href="/varde/byraadet/2023-11-07/"' in page
    assert 'href="/varde/byraadet/2024-01-09-dagsorden/"' in page
    assert "teknik-og-miljoeudvalget" not in page


def test_an_agenda_says_that_it_decides_nothing(small_archive, words_of):
    assert "ikke hvad der blev besluttet" in words_of("/varde/byraadet/2024-01-09-dagsorden/")


def test_agenda_and_minutes_of_one_day_know_each_other(small_archive, client: Client):
    make_meeting("Byrådet", "2023-12-05", published=True, kind=Meeting.Kind.AGENDA)
    assert 'href="/varde/byraadet/2023-12-05-dagsorden/"' in client.get(ADDRESS).content.decode()
    assert f'href="{ADDRESS}"' in client.get("/varde/byraadet/2023-12-05-dagsorden/").content.decode()


def test_a_second_meeting_of_the_day_has_its_own_address(small_archive, words_of):
    second = make_meeting("Byrådet", "2023-12-05", published=True, sequence=2)
    make_item(second, title="Ekstraordinært punkt")
    assert "Ekstraordinært punkt" in words_of("/varde/byraadet/2023-12-05-2/")
    assert "Ekstraordinært punkt" not in words_of(ADDRESS)


def test_a_corrected_meeting_says_when_and_offers_the_earlier_version(small_archive, words_of):
    meeting = small_archive.meeting
    Meeting.objects.filter(pk=meeting.pk).update(
        corrected_at=timezone.make_aware(timezone.datetime(2024, 2, 1, 23, 30))
    )
    make_document(meeting, data=b"%PDF-1.7 ny", filename="Rettet referat.pdf", media_type="application/pdf")
    words = words_of(ADDRESS)
    assert "Rettet den 1. februar 2024" in words
    assert "Hent originalen Rettet referat.pdf" in words
    assert "Tidligere udgaver: Version 1" in words
    assert "Rettet den 1. februar 2024" in words_of(small_archive.get_absolute_url())


def test_an_original_with_text_under_a_closed_item_is_not_offered(small_archive, words_of):
    SourceDocument.objects.update(warnings=[{"code": "text_under_closed", "message": "…", "line": 3}])
    assert "Originalen kan ikke hentes her" in words_of(ADDRESS)


def test_search_engines_get_an_event_that_no_name_can_break_out_of(small_archive, client: Client):
    Meeting.objects.filter(pk=small_archive.meeting_id).update(place='</script><script>alert("&")</script>')
    page = client.get(ADDRESS).content.decode()
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    event = json.loads(block)
    assert event["@type"] == "Event"
    assert event["startDate"] == "2023-12-05T17:00:00+01:00"
    assert event["location"]["name"] == '</script><script>alert("&")</script>'
    assert event["url"] == f"http://testserver{ADDRESS}"
    assert "alert(" not in page.replace(block, "").replace("&lt;", "<").split("<main")[0]
    assert "<script>alert" not in page
    assert "Køb af ejendom" not in block


def test_an_agenda_speaks_of_what_is_to_come_until_its_day_is_over(db, words_of):
    today = timezone.localdate()
    for days, words in ((1, "skal behandles"), (0, "skal behandles"), (-1, "skulle behandles")):
        day = today + datetime.timedelta(days)
        make_meeting("Byrådet", f"{day}", published=True, kind=Meeting.Kind.AGENDA, items=1)
        assert words in words_of(f"/varde/byraadet/{day}-dagsorden/")
