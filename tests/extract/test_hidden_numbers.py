"""A CPR number is found wherever a file can hold one: what readers see, what nobody sees, and what only programs read.

The number passes the modulus and belongs to nobody known.
"""

from __future__ import annotations

import io
import json
import zipfile
from urllib.parse import quote

import pytest

from meetings.ingest.extract import extract
from meetings.ingest.personal_data import findings, worst
from tests.extract.makers.hostile_pdf import single
from tests.extract.makers.raw_pdf import Pdf, font, shown

N = "150585-1230"
BASE = "Lindeby Kommune. Referat fra Teknisk Udvalg den 3. maj 2023. Punkt 1: Sti ved skolen. Beslutning: Godkendt."
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def level(data: bytes, filename: str) -> str | None:
    return worst(found for found in findings(extract(data, filename), filename) if found.kind == "cpr")


# Word


def docx(body: str = "", relations: str = "", **parts: str) -> bytes:
    """`parts`: names with '__' for '/', without '.xml'; 'w:' stands for Word's own words in all of them."""
    spaces = 'xmlns:w="w" xmlns:r="r" xmlns:a="a" xmlns:m="m" xmlns:wp="wp" xmlns:v="v" xmlns:mc="mc"'
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        main = f'<Relationship Id="m" Type="{TYPES}/officeDocument" Target="word/document.xml"/>'
        package.writestr("_rels/.rels", f'<Relationships xmlns="{links}">{main}</Relationships>')
        text = f"<w:p><w:r><w:t>{BASE}</w:t></w:r></w:p>{body}"
        package.writestr("word/document.xml", f"<w:document {spaces}><w:body>{text}</w:body></w:document>")
        package.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{links}">{relations}</Relationships>')
        for name, content in parts.items():
            package.writestr(f"{name.replace('__', '/')}.xml", f"<root {spaces}>{content}</root>")
    return out.getvalue()


def run(text: str, looks: str = "") -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


P = paragraph(run(N))
HALVES = paragraph(run("150585") + run("-1230"))
OLD_SHAPE = paragraph(f"<w:r><mc:AlternateContent><mc:Fallback>{run(N)}</mc:Fallback></mc:AlternateContent></w:r>")
IN_WORD = {
    "runs": docx(paragraph(run("1505") + run("85-1") + run("230"))),
    "hyphen that does not break": docx(paragraph("<w:r><w:t>150585</w:t><w:noBreakHyphen/><w:t>1230</w:t></w:r>")),
    "two paragraphs": docx(paragraph(run("150585-")) + paragraph(run("1230"))),
    "inserted": docx(paragraph(f"<w:ins>{run(N)}</w:ins>")),
    "deleted": docx(paragraph(f"<w:del><w:r><w:delText>{N}</w:delText></w:r></w:del>")),
    "half deleted": docx(paragraph(run("150585") + "<w:del><w:r><w:delText>-1230</w:delText></w:r></w:del>")),
    "deleted row": docx(f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{P}</w:tc></w:tr></w:tbl>"),
    "who changed it": docx(paragraph(f'<w:ins w:author="{N}">{run("x")}</w:ins>')),
    "hidden": docx(paragraph(run(N, "<w:vanish/>"))),
    "white": docx(paragraph(run(N, '<w:color w:val="FFFFFF"/>'))),
    "shape": docx(f"<w:p><w:r><w:drawing><a:t>{N}</a:t></w:drawing></w:r></w:p>"),
    "old form of a shape": docx(OLD_SHAPE),
    "name of a picture": docx(f'<w:p><w:r><w:drawing><wp:docPr name="{N}.jpg"/></w:drawing></w:r></w:p>'),
    "words for the blind": docx(f'<w:p><w:r><w:drawing><wp:docPr descr="{N}"/></w:drawing></w:r></w:p>'),
    "caption of a table": docx(f'<w:tbl><w:tblPr><w:tblCaption w:val="{N}"/></w:tblPr></w:tbl>'),
    "address of a link": docx(relations=f'<Relationship Id="l" Type="{TYPES}/hyperlink" Target="https://x.dk/{N}/a"/>'),
    "code of a field": docx(paragraph(f"<w:r><w:instrText> QUOTE {N} </w:instrText></w:r>")),
    "choice of a form": docx(f'<w:sdt><w:sdtPr><w:listItem w:displayText="{N}"/></w:sdtPr></w:sdt>'),
    "formula": docx(paragraph(f"<m:oMath><m:t>{N}</m:t></m:oMath>")),
    "header nobody shows": docx(word__header7=P),
    "note nobody calls": docx(word__footnotes=f'<w:footnote w:id="9">{HALVES}</w:footnote>'),
    "comment": docx(word__comments=f"<w:comment>{P}</w:comment>"),
    "who commented": docx(word__comments=f'<w:comment w:author="{N}">{paragraph(run("x"))}</w:comment>'),
    "text block": docx(word__glossary__document=P),
    "chart": docx(word__charts__chart1=f"<v>{N}</v>"),
    "variable": docx(word__settings=f'<w:docVar w:name="cpr" w:val="{N}"/>'),
    "own data": docx(customXml__item1=f'<borger cpr="{N}"/>'),
    "metadata": docx(docProps__custom=f"<lpwstr>{N}</lpwstr>"),
    "name of a bookmark": docx(paragraph('<w:bookmarkStart w:name="cpr_150585_1230"/>')),
    "half of it hidden": docx(paragraph(run("Borger 150585-") + run("1230", "<w:vanish/>"))),
}  # fmt: skip


@pytest.mark.parametrize("place", IN_WORD)
def test_in_a_word_file(place: str) -> None:
    assert level(IN_WORD[place], "referat.docx") == "block"


def test_in_a_file_within_a_file_and_in_the_remarks_of_a_zip_file() -> None:
    within = docx(P)
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/embeddings/sheet1.xlsx", within)
    assert level(out.getvalue(), "referat.docx") == "block"
    assert level(pdf(stream=within.decode("latin-1"), kind="/Type /EmbeddedFile"), "referat.pdf") == "block"
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = N.encode()
    assert level(out.getvalue(), "referat.docx") == "block"


# Web pages, exports, text

IN_HTML = {
    "tags within": "1505<b>85</b>-<i>12</i>30",
    "entities": "&#49;50585&#8209;1230",
    "blanks": "150585&nbsp;-&#8239;1230",
    "nothing between": "150585&#8203;-<wbr>1230",
    "full width": "１５０５８５－１２３０",
    "arabic": "١٥٠٥٨٥-١٢٣٠",
    "two lines": "150585-<br>1230",
    "two lines, named": "CPR 150585<br>1230",
    "glued": "CPR150585-1230",
    "list": f"Bo,{N},Vej",
    "comment": f"<!-- {N} -->",
    "comment for Word": f"<!--[if mso]>{N}<![endif]-->",
    "hidden": f"<p hidden>{N}</p>",
    "style": f'<p style="display:none">{N}</p>',
    "own attribute": f'<p data-id="{N}">x</p>',
    "id": f'<p id="a_{N}">x</p>',
    "link": f'<a href="/borger/{N}/sag">x</a>',
    "picture": f'<img src="/foto/{N}.jpg">',
    "event": f"<p onclick=\"go('{N}')\">x</p>",
    "escaped": '<a href="/b?n=150585%2D1230">x</a>',
    "script": f"<script>var a='{N}'</script>",
    "escapes of a script": '<script>var a="150585\\u002d1230"</script>',
    "escapes of a style sheet": '<style>p::after{content:"150585\\2d 1230"}</style>',
    "attribute that holds JSON": '<p data-x="{&quot;cpr&quot;:&quot;1505851230&quot;}">x</p>',
    "half of it struck out": "<p>Borger 150585-<del>1230</del></p>",
    "hyphen and half struck out": "<p>Borger 150585<del>-1230</del></p>",
    "term and definition": "<dl><dt>CPR-nr.<dd>15 05 85 12 30</dl>",
    "css": f'<style>p::after{{content:"{N}"}}</style>',
    "named in a script": '<script>{"cprNummer": "1505851230"}</script>',
    "frame": f'<iframe srcdoc="{N}"></iframe>',
    "field": f'<input placeholder="{N}">',
    "head": f'<meta property="og:description" content="{N}">',
    "behind the end": f"</body></html>{N}",
    "formula": f"<math><mi>{N}</mi></math>",
    "column": "<table><tr><th>CPR<th>Navn<tr><td>1505851230<td>Bo</table>",
}


@pytest.mark.parametrize("place", IN_HTML)
def test_in_a_web_page(place: str) -> None:
    page = f"<!doctype html><html><body><p>{BASE}</p>{IN_HTML[place]}</body></html>"
    assert level(page.encode(), "referat.html") == "block"


@pytest.mark.parametrize(
    "more", [{"Note": N}, {"Cpr": 1505851230}, {"Deltagere": [{"Navn": "Bo", "Cpr": N}]}, {"a": {"b": [{N: None}]}}]
)
def test_in_fields_of_an_export_that_nothing_reads(more: dict[str, object]) -> None:
    item = {"Punktnummer": "1", "Navn": "Sti", "Felter": [{"Navn": "Beslutning", "Html": f"<p>{BASE}</p>"}]}
    assert level(json.dumps({"Dagsordenpunkter": [item], **more}).encode(), "referat.json") == "block"


@pytest.mark.parametrize(
    "text", [f"[x](https://x.dk/{N})", f'<p title="{N}">x</p>', f'[x](a.pdf "{N}")', "CPR 150585\n1230"]
)
def test_in_text(text: str) -> None:
    assert level(f"{BASE}\n\n{text}\n".encode(), "referat.md") == "block"


# PDF


def pdf(
    content: str = "", *, page: str = "", root: str = "", stream: str = "", kind: str = "", packed: bool = True
) -> bytes:
    """One page; `stream` is a stream of its own, and '@' in the others its number."""
    made = Pdf()
    pages, face = made.reserve(), font(made, "Helvetica")
    other = f"{made.stream(stream.encode('latin-1'), kind, packed=packed)} 0 R"
    words = made.stream(f"BT /F1 11 Tf 70 700 Td {shown(BASE)} Tj ET\n{content}".encode("latin-1"))
    resources = f"/Font << /F1 {face} 0 R >>"
    return single(made, pages, words, resources, page=page.replace("@", other), root=root.replace("@", other))


def note(entries: str) -> bytes:
    return pdf(page=f"/Annots [<< /Type /Annot /Rect [0 0 9 9] {entries} >>]")


XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d title="{N}"/></x:xmpmeta>'
HEX = N.encode().hex()
IN_PDF = {
    "white": pdf(f"BT 1 g /F1 11 Tf 70 600 Td ({N}) Tj ET"),
    "covered": pdf(f"BT /F1 11 Tf 70 600 Td ({N}) Tj ET 0 g 60 590 200 30 re f"),
    "over two lines": pdf("BT /F1 11 Tf 70 600 Td (Borgeren 150585-) Tj 0 -13 Td (1230 har) Tj ET"),
    "replaced": pdf(f"/Span << /ActualText ({N}) >> BDC EMC"),
    "note": note(f"/Subtype /Text /Contents ({N})"),
    "note in rich text": note(f"/Subtype /FreeText /RC (<p>{N}</p>)"),
    "value of a field": note(f"/Subtype /Widget /FT /Tx /T (a) /V ({N})"),
    "help of a field": note(f"/Subtype /Widget /FT /Tx /T (a) /TU ({N})"),
    "choice of a field": note(f"/Subtype /Widget /FT /Ch /T (a) /Opt [({N}) (b)]"),
    "in hexadecimal": note(f"/Subtype /Widget /FT /Tx /T (a) /DV <{HEX}>"),
    "in hexadecimal with blanks": note(f"/Subtype /Widget /FT /Tx /T (a) /DV <{N.encode().hex(' ')}>"),
    "in hexadecimal UTF-16": note(f"/Subtype /Widget /FT /Tx /T (a) /DV <FEFF{N.encode('utf-16-be').hex()}>"),
    "half of it white": pdf("BT /F1 11 Tf 70 600 Td (Borger 150585) Tj 1 g (-1230) Tj ET"),
    "named in a stream": pdf(stream="<cpr>1505851230</cpr>"),
    "in UTF-16": note(f"/Subtype /Widget /FT /Tx /T (a) /DV (\xfe\xff{N.encode('utf-16-be').decode('latin-1')})"),
    "link": note(f"/Subtype /Link /A << /S /URI /URI (https://x.dk/{N}/a) >>"),
    "field on no page": pdf(root=f"/AcroForm << /Fields [<< /FT /Tx /T (a) /V ({N}) >>] >>"),
    "form": pdf(root="/AcroForm << /XFA @ >>", stream=f"<cpr>{N}</cpr>"),
    "script": pdf(root=f"/OpenAction << /S /JavaScript /JS (x = '{N}') >>"),
    "words for the blind": pdf(root=f"/StructTreeRoot << /K << /S /Figure /Alt ({N}) >> >>"),
    "metadata": pdf(root="/Metadata @", stream=XMP, kind="/Type /Metadata", packed=False),
    "packed metadata": pdf(root="/Metadata @", stream=XMP, kind="/Type /Metadata"),
    "embedded file": pdf(stream=N, kind="/Type /EmbeddedFile"),
    "old version of an object": pdf(stream=f"<< /Note ({N}) >>", packed=False),
}  # fmt: skip


@pytest.mark.parametrize("place", IN_PDF)
def test_in_a_pdf(place: str) -> None:
    assert level(IN_PDF[place], "referat.pdf") == "block"


KEYCAPS = "".join(f"{sign}\ufe0f\u20e3" if sign.isdigit() else sign for sign in N)
DRESSES = {
    "parted unseen": "\u200b".join(N),
    "joined unseen": "15\u200d0585-12\u034f30",
    "full width": "１５０５８５-１２３０",
    "arabic": "١٥٠٥٨٥-١٢٣٠",
    "raised": "¹⁵⁰⁵⁸⁵⁻¹²³⁰",
    "on keys": KEYCAPS,
    "blanks around": "150585\u00a0-\u00a01230",
    "turned": f"\u202e{N}\u202c",
}


@pytest.mark.parametrize("dress", DRESSES)
def test_in_disguise_wherever_it_stands(dress: str) -> None:
    number = DRESSES[dress]
    escaped, wide = quote(number), (b"\xfe\xff" + number.encode("utf-16-be")).decode("latin-1")
    wide = wide.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").replace("\r", "\\r")
    page = f"<!doctype html><html><body><p>{BASE}</p>{{}}</body></html>"
    item = {
        "Punktnummer": "1",
        "Navn": "Sti",
        "Felter": [{"Navn": "Beslutning", "Html": f"<p>{BASE}</p>"}],
        "X": number,
    }
    link = f'<Relationship Id="l" Type="{TYPES}/hyperlink" Target="https://x.dk/{number}/a"/>'
    files = {
        "words": (page.format(f"<p>Borger {number}").encode(), "a.html"),
        "link of a page": (page.format(f'<a href="/b/{escaped}/sag">x</a>').encode(), "a.html"),
        "own attribute": (page.format(f'<p data-x="{number}">x').encode(), "a.html"),
        "words for the blind": (page.format(f'<img alt="{number}">').encode(), "a.html"),
        "field nobody reads": (json.dumps({"Dagsordenpunkter": [item]}).encode(), "a.json"),
        "link of a text": (f"{BASE}\n[x](https://x.dk/{escaped})\n".encode(), "a.md"),
        "name": (BASE.encode(), f"Referat {number}.txt"),
        "header nobody shows": (docx(word__header7=paragraph(run(number))), "a.docx"),
        "own property": (docx(docProps__custom=f"<lpwstr>{number}</lpwstr>"), "a.docx"),
        "link of a Word file": (docx(relations=link), "a.docx"),
        "note": (note(f"/Subtype /Text /Contents ({wide})"), "a.pdf"),
        "figure": (pdf(root=f"/StructTreeRoot << /K << /S /Figure /Alt ({wide}) >> >>"), "a.pdf"),
        "link of a PDF": (note(f"/Subtype /Link /A << /S /URI /URI (https://x.dk/{escaped}/a) >>"), "a.pdf"),
    }  # fmt: skip
    assert {place: level(*file) for place, file in files.items()} == dict.fromkeys(files, "block")


@pytest.mark.parametrize(
    "inner",
    ['<p data-cpr-dato="150585" data-cpr-nr="1230">x', 'CPR <input name="cpr1" value="150585"> - <input value="1230">'],
)
def test_in_two_fields_of_a_form(inner: str) -> None:
    assert level(f"<!doctype html><p>{BASE}</p>{inner}".encode(), "a.html") == "review"
    assert level(f"<!doctype html><p>{BASE}</p>{inner.replace('1230', '2024')}".encode(), "a.html") is None


def test_what_is_read_is_found_once() -> None:
    data = pdf(f"BT /F1 11 Tf 70 600 Td (Borger {N}) Tj ET")
    assert [found.place for found in findings(extract(data, "a.pdf"), "a.pdf")] == ["text"]


@pytest.mark.parametrize("sign", ["~", "_", "/", ".", ":", "--", "·", "־"])
def test_other_signs_than_the_hyphen_are_looked_at(sign: str) -> None:
    assert level(f"{BASE}\n\nBorgeren 150585{sign}1230 har\n".encode(), "a.txt") == "review"
    assert level(f"{BASE}\n\nSagsnr. 150585{sign}1230\n".encode(), "a.txt") is None
