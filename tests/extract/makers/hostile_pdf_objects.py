"""PDF files whose objects lie about where they are, how many and how long; files within files, and forms."""

from __future__ import annotations

import zlib

from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.hostile import PDF, SAID, WORDS, deflated, kind, size
from tests.extract.makers.hostile_pdf import page_with, single
from tests.extract.makers.minutes import MINUTES
from tests.extract.makers.raw_pdf import Pdf, font


def _whole(
    *, page: str = "", root: str = "", trailer: str = "", words: bytes = WORDS, more: tuple[bytes, ...] = ()
) -> bytes:
    """One page of words; `more`: further objects, of which the first has the number 1."""
    made = Pdf()
    for body in more:
        made.add(body)
    pages, face = made.reserve(), font(made, "Helvetica")
    stream = made.stream(words)
    return single(made, pages, stream, f"/Font << /F1 {face} 0 R >>", page=page, root=root, trailer=trailer)


def _stream(data: bytes, entries: str) -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), entries.encode()) + data + b"\nendstream"


@kind("PDF: a packed table of two billion places", PDF, "damaged", "ok", "too_complex", keeps=True)
def places_that_lie() -> bytes:
    good = as_pdf(MINUTES)
    table = _stream(b"\x01" * 600, "/Type /XRef /Size 2147483647 /Index [0 2147483647 5 -9] /W [1 8 8] /Root 1 0 R")
    return good + b"\n99 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(good) + 1)


@kind("PDF: 2 GiB in a stream of objects", PDF, "ok", "too_complex", "damaged", keeps=True)
def bomb_of_objects() -> bytes:
    packed = deflated(b" " * 2**20, size(2048, 256))
    return _whole(more=(_stream(packed, "/Type /ObjStm /N 1000000 /First 9 /Filter /FlateDecode"),))


@kind("PDF: a stream of objects that lies in itself", PDF, "ok", "damaged", keeps=True)
def objects_in_themselves() -> bytes:
    return _whole(more=(_stream(b"1 0 2 0 << /Type /ObjStm >>", "/Type /ObjStm /N 2 /First 8 /Extends 1 0 R"),))


@kind("PDF: a page of a hundred thousand streams", PDF, "ok", "too_complex")
def many_contents() -> bytes:
    made = Pdf()
    pages, face, stream = made.reserve(), font(made, "Helvetica"), made.stream(WORDS)
    kid = made.add(
        f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] "
        f"/Contents [{f'{stream} 0 R ' * size(100_000, 3_000)}] /Resources << /Font << /F1 {face} 0 R >> >> >>"
    )
    made.put(pages, f"<< /Type /Pages /Kids [{kid} 0 R] /Count 1 >>")
    return made.data(made.add(f"<< /Type /Catalog /Pages {pages} 0 R >>"))


@kind("PDF: packed ten thousand times over", PDF, "ok", "empty", "too_complex", "damaged")
def many_filters() -> bytes:
    return page_with(zlib.compress(WORDS), "/Filter [" + "/ASCIIHexDecode " * size(10_000, 2_000) + "/FlateDecode]")


@kind("PDF: packed by LZW and run lengths to a gigabyte", PDF, "ok", "empty", "too_complex", "damaged")
def old_packing() -> bytes:
    return page_with(deflated(b"\x81 " * 2**19, size(64, 8)), "/Filter [/FlateDecode /RunLengthDecode]")


@kind("PDF: lengths that lie", PDF, "ok", "damaged", "empty")
def lying_lengths() -> bytes:
    data = _whole()
    return data.replace(b"/Length ", b"/Length -", 1).replace(b"/Count 1", b"/Count -1")


@kind("PDF: names with NUL in them", PDF, "ok", "empty")
def nul_names() -> bytes:
    return _whole(page="/A#00B (a\x00b) /#00 /#00#00", words=WORDS.replace(b"/F1", b"/F#31"))


@kind("PDF: names, fields, tags and labels in a circle", PDF, "ok", "too_complex", keeps=True)
def trees_in_circles() -> bytes:
    tree = b"<< /Kids [1 0 R 1 0 R] /K [1 0 R] /Nums [0 1 0 R] /Names [(a) 1 0 R] /P 1 0 R /Parent 1 0 R /S /P >>"
    root = "/Names 1 0 R /StructTreeRoot 1 0 R /PageLabels 1 0 R /Dests 1 0 R /AcroForm << /Fields [1 0 R] >>"
    return _whole(more=(tree,), root=root, page="/StructParents 0 /Annots [1 0 R]")


@kind("PDF: a hundred thousand bookmarks in a row", PDF, "ok", "too_complex", keeps=True)
def many_bookmarks() -> bytes:
    count = size(100_000, 5_000)
    items = tuple(b"<< /Title (Punkt %d) /Next %d 0 R /Parent 1 0 R >>" % (n, n + 1) for n in range(2, count))
    head = b"<< /Type /Outlines /First 2 0 R /Last %d 0 R /Count %d >>" % (count, count)
    return _whole(more=(head, *items, b"<< /Title (Sidst) >>"), root="/Outlines 1 0 R")


@kind("PDF: two newer versions of a page that disagree", PDF, "ok", keeps=True)
def versions_that_disagree() -> bytes:
    data = _whole()
    for words in (WORDS.replace(b"godkendte", b"afviste"), WORDS):
        at, before = len(data), int(data[data.rindex(b"startxref") + 9 :].split()[0])
        body = b"3 0 obj\n" + _stream(words, "") + b"\nendobj\n"
        trailer = b"trailer\n<< /Size 6 /Root 5 0 R /Prev %d >>\n" % before
        table = b"xref\n3 1\n%010d 00000 n \n" % at
        data += body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (at + len(body))
    return data


@kind("PDF: a lock nobody knows", PDF, "encrypted")
def unknown_lock() -> bytes:
    return _whole(trailer="/Encrypt << /Filter /Nobody.Knows /V 99 /R 99 /O (x) /U (x) /P -1 >> /ID [(a) (b)]")


@kind("PDF: a folder of other files", PDF, "ok", keeps=True, tells="porteføljen")
def portfolio() -> bytes:
    inner = _stream(as_pdf(MINUTES), "/Type /EmbeddedFile")
    files = "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (referat.pdf) /EF << /F 1 0 R >> >>] >> >>"
    return _whole(more=(inner,), root=f"{files} /Collection << /Type /Collection /View /T >>")


@kind("PDF: a form that its program must draw", PDF, "ok", keeps=True, tells="XFA")
def dynamic_form() -> bytes:
    form = f"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template><text>{SAID}</text></template></xdp:xdp>"
    return _whole(more=(_stream(form.encode(), ""),), root="/AcroForm << /XFA 1 0 R /Fields [] >> /NeedsRendering true")


@kind("PDF: hundreds of thousands of objects that each say they are a layer", PDF, "ok", "too_complex", keeps=True)
def many_layers() -> bytes:
    return _whole(more=(b"<< /Type /OCG /Name (a) >>",) * size(390_000, 20_000))


@kind("PDF: fonts of chance bytes", PDF, "ok", "empty", "unreadable_text_layer", "too_complex")
def chance_fonts() -> bytes:
    made = Pdf()
    pages = made.reserve()
    program = bytes((n * n * 31 + n // 7) % 256 for n in range(60_000))
    faces = []
    for key, head in (
        ("FontFile", b"%!PS"),
        ("FontFile2", b"\x00\x01\x00\x00\xff\xff"),
        ("FontFile3", b"OTTO\xff\xff"),
    ):
        held = made.stream(head + program, "/Subtype /OpenType")
        about = made.add(f"<< /Type /FontDescriptor /FontName /A /Flags 4 /{key} {held} 0 R >>")
        faces.append(made.add(f"<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor {about} 0 R >>"))
    named = " ".join(f"/F{n} {face} 0 R" for n, face in enumerate(faces, 1))
    shown = b"".join(WORDS.replace(b"/F1", b"/F%d" % n) for n in (1, 2, 3))
    return single(made, pages, made.stream(shown), f"/Font << {named} >>")
