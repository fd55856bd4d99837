"""An original page by page: drawn in the sandbox, kept on disk, and only for whom the original is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from meetings.filing import page_pictures
from meetings.filing.intake import ingest_file
from meetings.models import Item, Meeting, SourceDocument
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import MINUTES
from tests.extract.makers.raw_pdf import one_page
from tests.make import make_document, make_item, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pictures_that_vanish(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def original() -> SourceDocument:
    """A PDF of several pages, with an item on the second."""
    meeting = make_meeting("Byrådet", "2023-12-05", published=True)
    make_item(meeting, title="Cykelsti", page=1)
    make_item(meeting, title="Svømmehal", page=2)
    data = as_pdf(MINUTES)
    return make_document(meeting, data=data, filename="Referat.pdf", media_type="application/pdf", pages=3)


def picture_of(document: SourceDocument, number: int) -> str:
    return f"{document.get_absolute_url()}side-{number}.png"


def page_of(document: SourceDocument, number: int) -> str:
    return f"{document.get_absolute_url()}side-{number}/"


def test_a_page_is_a_picture_without_power(original: SourceDocument, client: Client) -> None:
    answer = client.get(picture_of(original, 2))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert not answer.cookies
    image = Image.open(io.BytesIO(answer.content))
    image.load()
    assert image.width == page_pictures.WIDTH
    assert image.getextrema() == (0, 255)  # black letters on white
    again = client.get(picture_of(original, 2), headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_page_drawn_once_is_kept(original: SourceDocument, client: Client, settings: Any) -> None:
    first = client.get(picture_of(original, 1)).content
    kept = list((settings.DATA_DIR / "page_pictures").rglob("*.png"))
    assert [path.read_bytes() for path in kept] == [first]
    kept[0].write_bytes(b"kept")
    assert client.get(picture_of(original, 1)).content == b"kept"


def test_the_oldest_pictures_make_room(
    original: SourceDocument, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_pictures, "ROOM", 256)
    for number in (1, 2):
        assert client.get(picture_of(original, number)).status_code == 200
    kept = [path.name for path in (settings.DATA_DIR / "page_pictures").rglob("*.png")]
    assert kept == [f"{original.sha256}-2.png"]


def test_colours_stay_and_a_giant_page_is_bounded(client: Client) -> None:
    meeting = make_meeting("Byrådet", "2023-12-05", published=True)
    data = one_page(b"1 0 0 rg 0 0 300 300 re f")
    document = make_document(meeting, data=data, media_type="application/pdf", pages=1)
    image = Image.open(io.BytesIO(client.get(picture_of(document, 1)).content))
    assert image.mode == "RGB"
    assert image.getpixel((5, image.height - 5)) == (255, 0, 0)
    tall = one_page(b"1 0 0 rg 0 0 300 300 re f", size=(595, 14_400))
    document = make_document(meeting, data=tall, media_type="application/pdf", pages=1)
    answer = client.get(picture_of(document, 1))
    assert answer.status_code == 200
    image = Image.open(io.BytesIO(answer.content))
    assert image.width * image.height <= 6_100_000


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"meeting__status": Meeting.Status.DRAFT}, 404),
        ({"meeting__status": Meeting.Status.WITHDRAWN}, 410),
        ({"outcome": "blocked"}, 404),
        ({"warnings": [{"code": "text_under_closed"}]}, 404),
        ({"meeting": None, "version": None}, 404),
        ({"media_type": "text/markdown"}, 404),
        ({"pages": 1}, 404),
    ],
)
def test_who_may_not_have_it(original: SourceDocument, client: Client, change: dict[str, Any], status: int) -> None:
    assert client.get(picture_of(original, 2)).status_code == 200  # and lies on the disk since
    state = change.get("meeting__status")
    if state:
        Meeting.objects.update(status=state)
    else:
        SourceDocument.objects.update(**change)
    assert client.get(picture_of(original, 2)).status_code == status
    assert client.get(page_of(original, 2)).status_code == status


def test_pages_that_are_not_there(original: SourceDocument, client: Client) -> None:
    for number in (0, 4, 10**30):
        assert client.get(page_of(original, number)).status_code == 404
        assert client.get(picture_of(original, number)).status_code == 404
    SourceDocument.objects.update(pages=9_000)
    assert client.get(page_of(original, SourceDocument.MOST_PAGES + 1)).status_code == 404


def test_a_file_that_cannot_be_drawn_is_404_and_nothing_worse(client: Client) -> None:
    meeting = make_meeting("Byrådet", "2023-12-05", published=True)
    broken = make_document(meeting, data=b"%PDF-1.7 byraad", media_type="application/pdf", pages=2)
    assert client.get(picture_of(broken, 1)).status_code == 404
    broken.path.unlink()
    assert client.get(picture_of(broken, 2)).status_code == 404


def test_the_page_leads_on_back_and_to_the_text(original: SourceDocument, client: Client, words_of: Any) -> None:
    html = client.get(page_of(original, 2)).content.decode()
    for address in (
        page_of(original, 1), page_of(original, 3), picture_of(original, 2), original.get_absolute_url(),
        original.meeting.get_absolute_url(), *(item.get_absolute_url() for item in Item.objects.all()),
    ):  # fmt: skip
        assert f'"{address}"' in html, address
    assert 'alt="Billede af side 2 af 3 i originalen. Teksten kan læses på punkternes sider' in html
    assert "Næste side" not in words_of(page_of(original, 3))
    assert "Forrige side" not in words_of(page_of(original, 1))
    assert "Svømmehal" not in words_of(page_of(original, 1))


def test_an_item_leads_to_its_page_of_the_newest_version(original: SourceDocument, client: Client) -> None:
    item = Item.objects.get(title="Svømmehal")
    link = f'<a href="{page_of(original, 2)}" rel="nofollow">Se side 2 i originalen</a>'
    assert link in client.get(item.get_absolute_url()).content.decode()
    # A newer version that readers may not have: the item's page is one of that, not of this file.
    make_document(original.meeting, data=b"ny", warnings=[{"code": "text_under_closed"}])
    assert "side-2" not in client.get(item.get_absolute_url()).content.decode()


def test_other_files_than_pdf_are_only_downloaded(client: Client) -> None:
    from tests.papers import paper

    item = ingest_file(paper(), "a.md", publish=True).meeting.items.first()  # type: ignore[union-attr]
    page = client.get(item.get_absolute_url()).content.decode()
    assert "Hent originalen" in page
    assert "side-" not in page.split("<main")[1]
