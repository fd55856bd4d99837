"""Word files made to harm: bombs, lies about sizes, entities, depth, circles, locks."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from tests.extract.makers.as_docx import OFFICE, Style, as_docx, package, paragraph, part, run, table
from tests.extract.makers.hostile import DOCX, FULL, deflated, kind
from tests.extract.makers.minutes import MINUTES


def _zip(entries: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def _large_part(name: str, head: bytes, piece: bytes, times: int, *, declared: int | None = None) -> bytes:
    """A package whose part `name` unpacks to `times` pieces; `declared`: what the directory says instead."""
    packed = deflated(piece, times)[2:-4]  # without zlib's own head and check
    size = declared if declared is not None else len(piece) * times
    check = zlib.crc32(b"")
    base = _zip([("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", head)])
    end = base.rindex(b"PK\x05\x06")
    directory_at = struct.unpack("<I", base[end + 16 : end + 20])[0]
    local = (
        struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, check, len(packed), size % 2**32, len(name), 0)
        + name.encode()
        + packed
    )
    central = (
        struct.pack(
            "<4sHHHHHHIIIHHHHHII",
            b"PK\x01\x02",
            20,
            20,
            0,
            8,
            0,
            0,
            check,
            len(packed),
            size % 2**32,
            len(name),
            0,
            0,
            0,
            0,
            0,
            directory_at,
        )
        + name.encode()
    )
    directory = base[directory_at:end] + central
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 3, 3, len(directory), directory_at + len(local), 0)
    return base[:directory_at] + local + directory + tail


_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    b'Type="x/officeDocument" Target="word/document.xml"/></Relationships>'
)


@kind("DOCX: two gigabytes of blanks in two megabytes", DOCX, "too_large")
def docx_bomb() -> bytes:
    return _large_part("word/document.xml", _RELS, b" " * 2**20, 2047)


@kind("DOCX: a directory that lies about sizes", DOCX, "too_large", "damaged")
def lying_sizes() -> bytes:
    return _large_part("word/document.xml", _RELS, b" " * 2**20, 2047, declared=1000)


@kind("DOCX: too many parts", DOCX, "too_large")
def many_parts() -> bytes:
    return _zip(
        [("[Content_Types].xml", b"<Types/>")] + [(f"word/{n}.xml", b"") for n in range(100_000 if FULL else 3_000)]
    )


@kind("DOCX: two parts of one name", DOCX, "damaged")
def twin_parts() -> bytes:
    # zipfile warns when asked for twins, so a name of equal length is changed afterwards.
    return _zip([("[Content_Types].xml", b"<Types/>"), ("word/a.xml", b"1"), ("word/b.xml", b"2")]).replace(
        b"word/b", b"word/a"
    )


def _document(xml: bytes) -> bytes:
    return _zip([("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", _RELS), ("word/document.xml", xml)])


@kind("DOCX: entities that multiply", DOCX, "too_complex")
def entity_bomb() -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return _document(b'<!DOCTYPE d [<!ENTITY l0 "lol">' + entities + b"]><d>&l9;</d>")


@kind("DOCX: an entity that reads the server's files", DOCX, "too_complex")
def xxe() -> bytes:
    return _document(b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>')


@kind("DOCX: the same, spelled in UTF-16", DOCX, "too_complex")
def xxe_wide() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    return _document(text.encode("utf-16"))


@kind("DOCX: a hundred thousand elements in each other", DOCX, "too_complex", "damaged")
def deep_xml() -> bytes:
    return _document(b"<a>" * 100_000 + b"</a>" * 100_000)


@kind("DOCX: tables in tables, sixty deep", DOCX, "ok", "too_complex")
def deep_tables() -> bytes:
    inner = paragraph(run("Udvalget godkendte indstillingen om den nye skole ved fjorden."))
    for _ in range(60):
        inner = table([[inner, paragraph(run("x"))]])
    return package(inner)


@kind("DOCX: styles based on each other in a circle, wild numbering", DOCX, "ok")
def style_loop() -> bytes:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    )
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999"/><w:numFmt w:val="lowerRoman"/>'
        '<w:lvlText w:val="%1%2%3%4%5%6%7%8%9"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    body = paragraph(
        run("Udvalget godkendte indstillingen om den nye skole ved fjorden."),
        '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    )
    return package(body, parts={"word/styles.xml": styles, "word/numbering.xml": numbering})


@kind("DOCX: a part outside the package and a link to the network", DOCX, "ok")
def outside() -> bytes:
    relations = (
        f'<Relationship Id="a1" Type="{OFFICE}/aFChunk" Target="../../../../etc/passwd"/>'
        f'<Relationship Id="a2" Type="{OFFICE}/aFChunk" TargetMode="External" Target="http://192.0.2.1/x.html"/>'
        f'<Relationship Id="a3" Type="{OFFICE}/attachedTemplate" TargetMode="External" Target="http://192.0.2.1/x.dotm"/>'
    )
    body = '<w:altChunk r:id="a1"/><w:altChunk r:id="a2"/>' + paragraph(
        run("Udvalget godkendte indstillingen om den nye skole.")
    )
    return package(body, relations=relations)


@kind("DOCX: a third of a million paragraphs", DOCX, "too_complex", "too_large", "ok")
def many_paragraphs() -> bytes:
    return package(paragraph(run("Udvalget godkendte.")) * 330_000)


@kind("DOCX: bytes changed inside", DOCX, "damaged")
def broken_zip() -> bytes:
    data = bytearray(as_docx(MINUTES))
    at = data.index(b"word/document.xml") + 200
    data[at : at + 40] = b"\xff" * 40
    return bytes(data)


@kind("DOCX: cut off in the middle", DOCX, "damaged")
def cut_zip() -> bytes:
    data = as_docx(MINUTES)
    return data[: len(data) // 2]


@kind("DOCX: a zip file with a password", DOCX, "encrypted")
def locked_zip() -> bytes:
    data = bytearray(as_docx(MINUTES, Style()))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


@kind("DOCX: locked with a password by Word", DOCX, "encrypted")
def locked_docx() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 2000
    )


@kind("DOCX: a spreadsheet by another name", DOCX, "unsupported")
def spreadsheet() -> bytes:
    rels = _RELS.replace(b"word/document.xml", b"xl/workbook.xml")
    return _zip([("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", rels), ("xl/workbook.xml", b"<w/>")])


@kind("DOCX: a picture by another name", DOCX, "unsupported")
def picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\x00" * 200


@kind("DOC: the old format of Word", "referat.doc", "unsupported")
def old_word() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000
