"""What holds of every public page: few queries, no cookie, nothing from elsewhere, nothing inline."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting
from tests.cast import PAGES
from tests.make import (
    make_attachment,
    make_attendance,
    make_decision,
    make_document,
    make_item,
    make_meeting,
    make_section,
    make_vote,
)

pytestmark = pytest.mark.usefixtures("kept_archive")
MOST_QUERIES = 9
FEWER = {"item": 3, "unclear item": 3, "closed item": 1, "case": 2}


@pytest.fixture
def much_more(small_archive):
    """The same archive with many of everything that a page lists."""
    meeting = small_archive.meeting
    for number in range(2, 20):
        make_attendance(meeting, f"Person {number}")
        make_section(small_archive)
        make_attachment(small_archive, document=make_document(data=b"bilag %d" % number))
        make_decision(small_archive, own=False, body=f"Udvalg {number}", absent=["En", "To"])
        make_vote(make_decision(small_archive, absent=["En", "To"]))
        make_document(meeting, data=b"%%PDF %d" % number)
        other = make_item(meeting, case_number=f"23/{number}", decision="Godkendt.")
        make_decision(other, absent=["En"])
        later = make_meeting(f"Udvalg {number}", "2024-03-01", municipality="Varde" if number % 2 else f"By {number}",
                             published=True)  # fmt: skip
        again = make_item(later, case_number="23/3223", decision="Godkendt.", recommendation="Indstilles.")
        make_vote(make_decision(again, absent=["En"]))
        make_meeting("Byrådet", f"2022-01-{number:02}", published=True, items=1)


def test_few_queries_however_much_there_is(much_more, client: Client):
    too_many = {}
    for page, address in PAGES.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        if len(queries) > FEWER.get(page, MOST_QUERIES):
            too_many[page] = [query["sql"][:200] for query in queries]
    assert not too_many


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_no_cookie_nothing_inline_nothing_from_elsewhere(small_archive, client: Client, address):
    response = client.get(address)
    page = response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all("src=" in script or "application/ld+json" in script for script in scripts)
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!testserver/)(?!designsystem\.dk)', page)


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_every_page_tells_what_it_is(small_archive, client: Client, address):
    page = client.get(address).content.decode()
    assert '<html lang="da">' in page
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert f'<link rel="canonical" href="http://testserver{address}">' in page
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    assert title
    assert "Referatarkivet" in title.group(1)
    assert re.search(r'<meta property="og:title" content="[^"]+">', page)


def test_titles_of_pages_differ(small_archive, client: Client):
    titles = [
        client.get(address).content.decode().split("<title>")[1].split("</title>")[0] for address in PAGES.values()
    ]
    assert len(set(titles)) == len(titles)


def test_a_page_is_asked_for_again_before_it_is_shown_again(small_archive, client: Client):
    first = client.get("/varde/byraadet/2023-12-05/")
    assert first.headers["Cache-Control"] == "public, no-cache"
    tag = {"if-none-match": first.headers["ETag"]}
    assert client.get("/varde/byraadet/2023-12-05/", headers=tag).status_code == 304
    Meeting.objects.update(status=Meeting.Status.WITHDRAWN)
    assert client.get("/varde/byraadet/2023-12-05/", headers=tag).status_code == 410


def test_scripts_are_small_and_pages_name_only_files_that_are_there(small_archive, client: Client, settings):
    folder = settings.BASE_DIR / "static"
    assert all(len(script.read_text().splitlines()) < 80 for script in (folder / "js").glob("*.js"))
    for address in (*PAGES.values(), "/soeg/?q=cykelsti"):
        files = set(re.findall(r'"/static/([^"]+)"', client.get(address).content.decode()))
        for file in files:
            assert (folder / file).is_file(), file
        scripts = [folder / file for file in files if file.endswith(".js")]
        assert sum(script.stat().st_size for script in scripts) < 5_000, address


def test_who_asks_for_an_icon_in_the_old_place_gets_it(client: Client):
    assert client.get("/favicon.ico")["Location"] == "/static/img/favicon.svg"


def test_static_files_can_be_collected_with_hashed_names(settings, tmp_path):
    from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
    from django.core.management import call_command

    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": f"{ManifestStaticFilesStorage.__module__}.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert list(tmp_path.glob("css/site.*.css"))
