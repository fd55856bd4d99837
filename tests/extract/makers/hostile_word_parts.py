"""Word files whose parts were made to harm: files within files, notes, fields, tables, names and sizes that lie."""

from __future__ import annotations

import io
import struct
import zipfile

from tests.extract.makers.as_docx import OFFICE, PACKAGE, Style, package, paragraph, part, run, table
from tests.extract.makers.hostile import DOCX, SAID, kind, size

P = paragraph(run(SAID))


def _to(name: str, mode: str = "") -> str:
    return f'<Relationship Id="a" Type="{OFFICE}/aFChunk" Target="{name}" {mode}/>'


def _chunk(name: str, data: bytes, body: str = "", mode: str = "") -> bytes:
    relation = f'<Relationship Id="a" Type="{OFFICE}/aFChunk" Target="{name}" {mode}/>'
    return package(
        P + body + '<w:altChunk r:id="a"/>', parts={f"word/{name}": data} if data else {}, relations=relation
    )


# files within the file


@kind("DOCX: a web page put in, half a million elements deep", DOCX, "too_complex", "too_large")
def deep_page_within() -> bytes:
    return _chunk("chunk.html", b"<html><body>" + b"<div>" * size(500_000, 20_000) + SAID.encode())


@kind("DOCX: the document's own part put into it", DOCX, "ok", keeps=True)
def part_within_itself() -> bytes:
    return _chunk("document.xml", b"", '<w:altChunk r:id="a"/>' * 20)


@kind("DOCX: a file put in that lies elsewhere", DOCX, "ok", keeps=True, tells="indsatte fil")
def chunk_elsewhere() -> bytes:
    return _chunk("https://x.invalid/referat.html", b"", mode='TargetMode="External"')


@kind("DOCX: one page put in ten thousand times", DOCX, "ok", "too_complex", keeps=True)
def one_chunk_often() -> bytes:
    page = f"<html><p>{SAID}</p></html>".encode() * 10
    return _chunk("chunk.html", page, '<w:altChunk r:id="a"/>' * size(10_000, 300))


@kind("DOCX: a Word file put in a Word file, put in three thousand times", DOCX, "ok", "too_complex", keeps=True)
def word_within_word() -> bytes:
    inner = package(P + '<w:altChunk r:id="a"/>', parts={"word/b.docx": package(P)}, relations=_to("b.docx"))
    body = P + '<w:altChunk r:id="a"/>' * size(3_000, 20)
    return package(body, parts={"word/chunk.docx": inner}, relations=_to("chunk.docx"))


@kind("DOCX: programs, pictures and a template from elsewhere", DOCX, "ok", keeps=True)
def from_elsewhere() -> bytes:
    kinds = ("image", "oleObject", "attachedTemplate", "subDocument", "frame", "hyperlink", "header", "styles")
    targets = ("file:///etc/passwd", "\\\\server\\share\\x.dotm", "https://x.invalid/a")
    relations = "".join(
        f'<Relationship Id="x{n}{m}" Type="{OFFICE}/{name}" Target="{target}" TargetMode="External"/>'
        for n, name in enumerate(kinds)
        for m, target in enumerate(targets)
    )
    ole = '<w:r><w:object><o:OLEObject xmlns:o="o" Type="Link" r:id="x11"/></w:object></w:r>'
    return package(P + paragraph(ole), relations=relations, parts={"word/embeddings/ole.bin": b"\xd0\xcf\x11\xe0" * 99})


# text that multiplies, and text that hides


@kind("DOCX: a note that calls itself, and one called ten thousand times", DOCX, "ok", keeps=True)
def notes_in_circles() -> bytes:
    def call(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    notes = "".join(
        f'<w:footnote w:id="{n}">{paragraph(run("en note om stien ved åen ") + call(n) + call(5 - n))}</w:footnote>'
        for n in (2, 3)
    )
    body = P + paragraph((call(2) + call(3)) * size(10_000, 1_000))
    relation = f'<Relationship Id="f" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
    return package(body, parts={"word/footnotes.xml": part("footnotes", notes)}, relations=relation)


@kind("DOCX: fields that begin and never end", DOCX, "ok", "too_complex", "too_large", keeps=True)
def endless_fields() -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE</w:instrText></w:r>'
    return package(paragraph(begin * size(100_000, 3_000)) + P)


@kind("DOCX: a million runs of one letter", DOCX, "ok", "too_complex", "too_large")
def tiny_runs() -> bytes:
    return package(P + paragraph("<w:r><w:t>a</w:t></w:r>" * size(1_000_000, 30_000)), compression=zipfile.ZIP_STORED)


@kind("DOCX: a word of eight million letters", DOCX, "too_complex", "ok")
def endless_word() -> bytes:
    return package(P + paragraph(run("a" * size(8_000_000, 900_000))), compression=zipfile.ZIP_STORED)


@kind("DOCX: changes within changes, two hundred deep", DOCX, "ok", "too_complex", keeps=True)
def deep_changes() -> bytes:
    return package(P + paragraph("<w:ins><w:moveTo>" * 100 + run("dybt") + "</w:moveTo></w:ins>" * 100))


@kind("DOCX: tags and controls within each other, two hundred deep", DOCX, "ok", "too_complex", keeps=True)
def deep_controls() -> bytes:
    return package("<w:sdt><w:sdtContent><w:customXml>" * 66 + P + "</w:customXml></w:sdtContent></w:sdt>" * 66)


@kind("DOCX: choices within choices, each twice", DOCX, "ok", "too_complex")
def deep_choices() -> bytes:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    inner = P * 200
    for _ in range(70):
        inner = f"<mc:AlternateContent {mc}><mc:Choice>{inner}</mc:Choice></mc:AlternateContent>"
    return package(P + inner)


@kind("DOCX: text boxes within text boxes", DOCX, "ok", "too_complex")
def deep_boxes() -> bytes:
    inner = "<w:p/>"
    for n in range(40):
        inner = paragraph(f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>" + run(f"lag {n} "))
    return package(P + inner)


# tables


@kind("DOCX: a hundred thousand tables", DOCX, "ok", "too_complex", "too_large")
def many_tables() -> bytes:
    return package(P + table([[paragraph(run("a"))]]) * size(99_000, 5_000), compression=zipfile.ZIP_STORED)


@kind("DOCX: a row of a hundred thousand cells that each span a billion", DOCX, "ok", "too_complex", "too_large")
def wide_row() -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/><w:vMerge/></w:tcPr>{paragraph(run("a"))}</w:tc>'
    return package(P + f"<w:tbl><w:tr>{cell * size(100_000, 5_000)}</w:tr></w:tbl>", compression=zipfile.ZIP_STORED)


@kind("DOCX: numbers of lists beyond all measure", DOCX, "ok", keeps=True)
def wild_numbers() -> bytes:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="99999999999999999999"/><w:numFmt w:val="upperRoman"/>'
        f'<w:lvlText w:val="{"%1.%9." * 20_000}"/></w:lvl>'
        for n in (0, 8, 99)
    )
    numbering = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    points = "".join(
        paragraph(run("at sagen udsættes"), f'<w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="1"/></w:numPr>')
        for n in (0, 8, 99, 999_999)
    )
    return package(P + points, parts={"word/numbering.xml": numbering})


@kind("DOCX: a hundred thousand styles, each based on the next", DOCX, "ok", "too_complex", keeps=True)
def long_chain_of_styles() -> bytes:
    count = size(100_000, 5_000)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(count)
    )
    points = paragraph(run("Godkendt"), '<w:pStyle w:val="s0"/>') * size(300, 30)
    parts = {"word/styles.xml": part("styles", styles)}
    return package(P + points, parts=parts, compression=zipfile.ZIP_STORED)


@kind("DOCX: an attribute of twenty megabytes", DOCX, "ok", "too_complex", "too_large")
def huge_attribute() -> bytes:
    return package(
        f'<w:p w:rsidR="{"a" * size(20_000_000, 2_000_000)}">{run(SAID)}</w:p>', compression=zipfile.ZIP_STORED
    )


# the package


@kind("DOCX: entities in a part beside the document", DOCX, "too_complex", "ok", keeps=True)
def entities_beside() -> bytes:
    bomb = b'<!DOCTYPE a [<!ENTITY b "' + b"b" * 9_000 + b'">]><a>' + b"&b;" * 9_000 + b"</a>"
    return package(P, parts={"customXml/item1.xml": bomb})


@kind("DOCX: entities in its styles", DOCX, "too_complex")
def entities_in_styles() -> bytes:
    return package(P, parts={"word/styles.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'})


@kind("DOCX: own data a hundred thousand elements deep", DOCX, "too_complex", "damaged")
def deep_own_data() -> bytes:
    return package(P, parts={"customXml/item1.xml": b"<a>" * 100_000 + b"</a>" * 100_000})


@kind("DOCX: its part in UTF-16", DOCX, "ok", keeps=True)
def wide_part() -> bytes:
    return package(
        P, parts={"word/document.xml": f'<w:document xmlns:w="w"><w:body>{P}</w:body></w:document>'.encode("utf-16")}
    )


@kind("DOCX: a charset that is not the part's", DOCX, "damaged", "ok")
def lying_charset() -> bytes:
    xml = f'<?xml version="1.0" encoding="utf-7"?><w:document xmlns:w="w"><w:body>{P}</w:body></w:document>'
    return package(P, parts={"word/document.xml": xml.encode()})


@kind("DOCX: names of parts that lead out of it", DOCX, "ok", "damaged", "wrong_type", keeps=True)
def paths_outside() -> bytes:
    names = (
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\x.dll",
        "word/../../x",
        "a" * 60_000,
        "nul\x00.xml",
        "\u202efdp.xml",
    )
    return package(P, parts=dict.fromkeys(names, b"x"))


@kind("DOCX: parts whose names differ by capitals", DOCX, "ok", keeps=True)
def capital_parts() -> bytes:
    return package(P, parts={"WORD/Document.XML": part("document", "<w:body/>"), "Word/document.xml": b"x"})


@kind("DOCX: sizes of zip64 that lie", DOCX, "ok", "damaged", "too_large", keeps=True)
def lying_zip64() -> bytes:
    data = package(P, compression=zipfile.ZIP_STORED)
    at = data.rindex(b"PK\x05\x06")
    directory = struct.unpack("<I", data[at + 16 : at + 20])[0]
    end64 = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**63, 2**63, at - directory, 2**62)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
    return data[:at] + end64 + locator + data[at:]


@kind("DOCX: sizes behind the parts that lie", DOCX, "ok", "damaged", "too_large", keeps=True)
def lying_descriptors() -> bytes:
    data = bytearray(package(P))
    at = data.index(b"PK\x03\x04")
    while at >= 0:  # each part says that its size follows it, and nothing does
        data[at + 6 : at + 8] = struct.pack("<H", 8)
        data[at + 14 : at + 26] = bytes(12)
        at = data.find(b"PK\x03\x04", at + 4)
    return bytes(data)


@kind("DOCX: a zip file behind other bytes, and one behind it", DOCX, "ok", "wrong_type", "damaged")
def zip_behind_zip() -> bytes:
    return package(paragraph(run("Udvalget afviste det hele, og det stod i den anden fil."))) + package(P)


# other kinds by this name


def _other(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


@kind("DOCX: an OpenDocument text by its name", DOCX, "unsupported")
def open_document() -> bytes:
    return _other({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"})


@kind("DOCX: any zip file by its name", DOCX, "wrong_type")
def any_zip() -> bytes:
    return _other({"referat.txt": SAID.encode(), "billede.png": b"\x89PNG"})


@kind("DOCX: macros and controls", DOCX, "ok", keeps=True)
def macros() -> bytes:
    return package(P, parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0", "word/activeX/activeX1.bin": b"x"})


@kind("DOCX: a document that says it is a presentation's", DOCX, "unsupported", "wrong_type")
def presentation() -> bytes:
    main = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="ppt/presentation.xml"/>'
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">{main}</Relationships>'.encode()
    return _other({"[Content_Types].xml": b"<Types/>", "_rels/.rels": relations, "ppt/presentation.xml": b"<p/>"})


@kind("DOCX: runs that say they are hidden, gone and struck all over", DOCX, "empty")
def nothing_to_see() -> bytes:
    hidden = "".join(paragraph(run(SAID, f"<w:{mark}/>")) for mark in ("vanish", "strike", "dstrike"))
    return package(hidden + paragraph(f"<w:del>{run(SAID)}</w:del>"), style=Style())
