"""A page that nothing is read from is told: an empty one, one that is drawn, one with a page number alone."""

from __future__ import annotations

import io

import pypdfium2

from meetings.ingest import read_minutes
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import LONG, SECOND, THIRD, Block


def test_pages_without_text_are_told_by_their_numbers() -> None:
    titles = ("Sti ved skolen", "Ny bro", "Gadelys")
    blocks = [Block("text", "Referat af møde i Teknisk Udvalg den 5. marts 2024 i Lindeby Kommune")]
    for n, title in enumerate(titles, 1):
        blocks += [Block("item", f"Punkt {n}: {title}"), *(Block("text", text) for text in (LONG, SECOND, THIRD))]
        blocks += [Block("section", "Beslutning"), Block("text", "Godkendt.")]
    printed = as_pdf(blocks)
    whole = pypdfium2.PdfDocument(printed)
    count = len(whole)
    for index in (1, 2):
        whole.new_page(595, 842, index=index)
    whole.new_page(595, 842)
    made = io.BytesIO()
    whole.save(made)
    told = [
        (one.page, one.message) for one in read_minutes(made.getvalue(), "x.pdf").warnings if one.code == "page_blank"
    ]
    assert [page for page, _ in told] == [2, count + 3]
    assert ["Siderne 2-3 har ingen tekst" in message for _, message in told] == [True, False]
    assert "page_blank" not in {one.code for one in read_minutes(printed, "x.pdf").warnings}
