"""What lies on a PDF's pages or beside them: fields, text boxes, notes, layers, files in a portfolio."""

from __future__ import annotations

from meetings.ingest.extract import pdf
from meetings.ingest.lines import Document
from tests.extract.makers.raw_pdf import Pdf, font, shown

BASE = "Byrådet behandlede sagen om den nye sti over Ådalen på mødet."
DECISION = "Godkendt mod Bo Lindhøjs stemme."


def page(notes: str = "", *, content: str = "", box: str = "0 0 595 842", root: str = "", layer: str = "") -> bytes:
    """One page with a line of text. '@1' in `notes` stands for a look that shows DECISION, '@2' for 'Udskriv'."""
    made = Pdf()
    pages, face = made.reserve(), font(made, "Helvetica")
    for mark, words in (
        ("@1", f"/Tx BMC BT /F1 10 Tf 2 4 Td {shown(DECISION)} Tj ET EMC"),
        ("@2", "BT (Udskriv) Tj ET"),
    ):
        look = f"/Type /XObject /Subtype /Form /BBox [0 0 450 16] /Resources << /Font << /F1 {face} 0 R >> >>"
        notes = notes.replace(mark, f"<< /N {made.stream(words.encode('latin-1'), look)} 0 R >>")
    group = made.add("<< /Type /OCG /Name (Kladde) >>")
    words = made.stream(f"BT /F1 11 Tf 70 700 Td {shown(BASE)} Tj ET {content}".encode("latin-1"))
    sheet = made.add(
        f"<< /Type /Page /Parent {pages} 0 R /MediaBox [{box}] /Contents {words} 0 R /Annots [{notes}] "
        f"/Resources << /Font << /F1 {face} 0 R >> /Properties << /L1 {group} 0 R >> >> >>"
    )
    made.put(pages, f"<< /Type /Pages /Kids [{sheet} 0 R] /Count 1 >>")
    layers = f"/OCProperties << /OCGs [{group} 0 R] /D << /{layer} [{group} 0 R] >> >>" if layer else ""
    return made.data(made.add(f"<< /Type /Catalog /Pages {pages} 0 R {layers} {root} >>"))


def read(data: bytes) -> tuple[list[str], Document]:
    document = pdf.extract(data)
    return [line.text for line in document.lines], document


def note(kind: str, entries: str) -> str:
    return f"<< /Type /Annot /Subtype /{kind} /Rect [70 600 520 616] {entries} >>"


FIELD = note("Widget", f"/FT /Tx /T (beslutning) /V {shown(DECISION)} /AP @1")
OTHERS = [
    note("Text", "/Contents (husk at ringe)"),
    note("Highlight", "/Contents (tvivl) /QuadPoints [70 720 400 720 70 690 400 690]"),
    note("Widget", "/FT /Btn /T (knap) /AP @2"),
    note("FreeText", f"/F 2 /Contents {shown(DECISION)} /AP @1"),  # hidden
]


def test_words_typed_into_a_field_or_a_text_box_are_read_and_notes_and_buttons_are_not() -> None:
    assert read(page(FIELD))[0] == [BASE, DECISION]
    text_box = note("FreeText", f"/Contents {shown(DECISION)} /AP @1")
    lines, document = read(page(" ".join([*OTHERS, text_box])))
    assert lines == [BASE, DECISION]
    assert {"husk at ringe", "tvivl"} <= set(document.unseen)
    assert read(page(" ".join(OTHERS)))[0] == [BASE]


def test_typed_words_without_an_appearance_are_told_of() -> None:
    lines, document = read(page(FIELD.replace("/AP @1", "")))
    assert (lines, document.left_out) == ([BASE], (f"feltet eller tekstboksen »{DECISION}«",))


def test_text_on_a_layer_that_is_off_is_for_the_guard_alone() -> None:
    draft = "/OC /L1 BDC BT /F1 11 Tf 70 650 Td (Kladde: 150585-1230 har anket.) Tj ET EMC"
    lines, document = read(page(content=draft, layer="OFF"))
    assert (lines, document.unseen) == ([BASE], ("Kladde: 150585-1230 har anket.",))
    assert read(page(content=draft, layer="ON"))[0] == [BASE, "Kladde: 150585-1230 har anket."]


def test_a_sheet_may_be_named_by_any_two_corners() -> None:
    assert read(page(box="595 842 0 0"))[0] == [BASE]


def test_the_files_of_a_portfolio_are_told_of() -> None:
    names = "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (Referat.pdf) >>] >> >>"
    document = read(page(root=f"{names} /Collection << /Type /Collection >>"))[1]
    assert document.left_out == ("filen »Referat.pdf« i PDF-porteføljen",)
    assert not read(page(root=names))[1].left_out
