"""PDF files made to harm: too much in them, no end to them, two things at once, locked, broken."""

from __future__ import annotations

import hashlib
import random
import struct
import zlib
from itertools import pairwise

from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.hostile import FULL, HTML, PDF, WORDS, deflated, kind
from tests.extract.makers.minutes import MINUTES
from tests.extract.makers.raw_pdf import Pdf, font, one_page


def single(
    pdf: Pdf, pages: int, content: int, resources: str, *, page: str = "", root: str = "", trailer: str = ""
) -> bytes:
    """The file of one page whose parent is `pages`; `page`, `root`, `trailer`: further entries."""
    kid = pdf.add(
        f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
        f"/Resources << {resources} >> "
        f"{page} >>"
    )
    pdf.put(pages, f"<< /Type /Pages /Kids [{kid} 0 R] /Count 1 >>")
    return pdf.data(pdf.add(f"<< /Type /Catalog /Pages {pages} 0 R {root} >>"), trailer)


def form(resources: str) -> str:
    return f"/Type /XObject /Subtype /Form /BBox [0 0 999 999] /Resources << {resources} >>"


def page_with(content: bytes, entries: str) -> bytes:
    """One page whose content stream stands in the file as given, packed or not."""
    pdf = Pdf()
    pages, face = pdf.reserve(), font(pdf, "Helvetica")
    stream = pdf.add(b"<< /Length %d %s >>\nstream\n" % (len(content), entries.encode()) + content + b"\nendstream")
    return single(pdf, pages, stream, f"/Font << /F1 {face} 0 R >>")


# too much


@kind("PDF: 2 GiB in one packed stream", PDF, "too_complex", "empty")
def flate_bomb() -> bytes:
    return page_with(deflated(b" " * 2**20, 2048), "/Filter /FlateDecode")


def bomb_among(*pages: bytes) -> bytes:
    """Pages with these contents; one that is b"" is a bomb of 2 GiB."""
    pdf = Pdf()
    tree, face, kids = pdf.reserve(), font(pdf, "Helvetica"), []
    packed = deflated(b" " * 2**20, 2048)
    bomb = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
    for content in pages:
        shown = pdf.stream(content) if content else pdf.add(bomb)
        kids.append(
            pdf.add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {shown} 0 R "
                f"/Resources << /Font << /F1 {face} 0 R >> >> >>"
            )
        )
    pdf.put(tree, f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>")
    return pdf.data(pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>"))


@kind("PDF: a stream packed twice", PDF, "too_complex", "empty")
def stacked_flate() -> bytes:
    return page_with(zlib.compress(deflated(b" " * 2**20, 2048), 9), "/Filter [/FlateDecode /FlateDecode]")


@kind("PDF: text operators by the million", PDF, "too_complex")
def text_operators() -> bytes:
    return one_page(b"BT /F1 11 Tf 70 700 Td " + b"(a)Tj " * (2_000_000 if FULL else 150_000) + b"ET")


@kind("PDF: lines drawn by the million", PDF, "too_complex", "ok", "empty")
def vector_operators() -> bytes:
    return one_page(WORDS + b"0 0 m 9 9 l S " * (3_000_000 if FULL else 200_000))


@kind("PDF: forms that multiply", PDF, "too_complex", "empty")
def form_explosion() -> bytes:
    pdf = Pdf()
    pages, face = pdf.reserve(), font(pdf, "Helvetica")
    inner = pdf.stream(b"BT /F1 9 Tf 9 9 Td (x) Tj ET", form(f"/Font << /F1 {face} 0 R >>"))
    for _ in range(7 if FULL else 5):
        inner = pdf.stream(b"/X Do " * 10, form(f"/XObject << /X {inner} 0 R >>"))
    return single(pdf, pages, pdf.stream(b"/X Do"), f"/XObject << /X {inner} 0 R >>")


@kind("PDF: a form that shows itself", PDF, "ok", "too_complex", "empty")
def form_loop() -> bytes:
    pdf = Pdf()
    pages, face, number = pdf.reserve(), font(pdf, "Helvetica"), pdf.reserve()
    resources, body = f"/Font << /F1 {face} 0 R >> /XObject << /X {number} 0 R >>", WORDS + b"/X Do"
    pdf.put(number, f"<< {form(resources)} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream")
    return single(pdf, pages, pdf.stream(body), resources)


@kind("PDF: ten thousand pages", PDF, "too_large")
def many_pages() -> bytes:
    pdf = Pdf()
    parent = pdf.reserve()
    kids = [pdf.add(f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 9 9] >>") for _ in range(10_000)]
    pdf.put(parent, f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>")
    return pdf.data(pdf.add(f"<< /Type /Catalog /Pages {parent} 0 R >>"))


@kind("PDF: one page two hundred thousand times", PDF, "too_large")
def shared_pages() -> bytes:
    pdf = Pdf()
    parent = pdf.reserve()
    page = pdf.add(f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 9 9] >>")
    pdf.put(parent, f"<< /Type /Pages /Kids [{f'{page} 0 R ' * 200_000}] /Count 200000 >>")
    return pdf.data(pdf.add(f"<< /Type /Catalog /Pages {parent} 0 R >>"))


@kind("PDF: a font that explains letters by the million", PDF, "ok", "too_complex", "unreadable_text_layer")
def large_cmap() -> bytes:
    pdf = Pdf()
    pairs = b"".join(b"<%04X> <%04X>\n" % (n, 65 + n % 26) for n in range(50_000))
    packed = deflated(b"begincmap 50000 beginbfchar\n" + pairs + b"endbfchar\n", 40, whole=True)
    cmap = pdf.add(b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream")
    pages = pdf.reserve()
    face = pdf.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode {cmap} 0 R >>")
    return single(pdf, pages, pdf.stream(WORDS), f"/Font << /F1 {face} 0 R >>")


# without end


@kind("PDF: a page tree that holds itself", PDF, "damaged", "empty", "too_complex")
def page_tree_loop() -> bytes:
    pdf = Pdf()
    parent = pdf.reserve()
    pdf.put(parent, f"<< /Type /Pages /Kids [{parent} 0 R] /Count 1 >>")
    return pdf.data(pdf.add(f"<< /Type /Catalog /Pages {parent} 0 R >>"))


@kind("PDF: a page tree five thousand deep", PDF, "damaged", "ok", "too_complex", "empty")
def deep_page_tree() -> bytes:
    pdf = Pdf()
    numbers = [pdf.reserve() for _ in range(5_000)]
    page = pdf.add(f"<< /Type /Page /Parent {numbers[-1]} 0 R /MediaBox [0 0 595 842] >>")
    for here, below in pairwise([*numbers, page]):
        pdf.put(here, f"<< /Type /Pages /Kids [{below} 0 R] /Count 1 >>")
    return pdf.data(pdf.add(f"<< /Type /Catalog /Pages {numbers[0]} 0 R >>"))


@kind("PDF: a count of pages that lies", PDF, "ok", "too_large", "damaged")
def count_lies() -> bytes:
    return one_page(WORDS).replace(b"/Count 1 ", b"/Count 2147483647 ")


@kind("PDF: a million arrays in each other", PDF, "damaged", "ok", "empty", "too_complex")
def nested_arrays() -> bytes:
    pdf = Pdf()
    deep = pdf.add(b"[" * 1_000_000 + b"]" * 1_000_000)
    return pdf.data(pdf.add(f"<< /Type /Catalog /Pages {deep} 0 R /X {deep} 0 R >>"))


@kind("PDF: two hundred thousand dictionaries in a page's content", PDF, "damaged", "ok", "empty", "too_complex")
def nested_dictionaries() -> bytes:
    return one_page(WORDS + b"/A " + b"<</A " * 200_000 + b">>" * 200_000 + b" BDC EMC")


@kind("PDF: a table of places that points to itself", PDF, "ok", "damaged")
def xref_loop() -> bytes:
    data = one_page(WORDS)
    start = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    return data.replace(b"trailer\n<< ", b"trailer\n<< /Prev %d " % start)


@kind("PDF: bookmarks and attachments in a circle", PDF, "ok", "too_complex")
def outline_loop() -> bytes:
    pdf = Pdf()
    pages, face, content = pdf.reserve(), font(pdf, "Helvetica"), pdf.stream(WORDS)
    outlines, mark, names = pdf.reserve(), pdf.reserve(), pdf.reserve()
    pdf.put(outlines, f"<< /First {mark} 0 R /Last {mark} 0 R /Count 9 >>")
    pdf.put(mark, f"<< /Title (x) /Parent {outlines} 0 R /Next {mark} 0 R /First {mark} 0 R /Last {mark} 0 R >>")
    pdf.put(names, f"<< /Kids [{names} 0 R {names} 0 R] /Limits [(a) (z)] >>")
    root = f"/Outlines {outlines} 0 R /Names << /EmbeddedFiles {names} 0 R >>"
    return single(pdf, pages, content, f"/Font << /F1 {face} 0 R >>", root=root)


# active, hidden, two things at once


@kind("PDF: scripts, programs to start, embedded files", PDF, "ok")
def active() -> bytes:
    pdf = Pdf()
    pages, face, content = pdf.reserve(), font(pdf, "Helvetica"), pdf.stream(WORDS)
    script = pdf.add("<< /S /JavaScript /JS (app.alert\\('x'\\); while \\(true\\) {}) >>")
    start = pdf.add("<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >>")
    inner = pdf.stream(b"MZ\x90\x00 et program")
    spec = pdf.add(f"<< /Type /Filespec /F (faktura.exe) /UF (faktura.exe) /EF << /F {inner} 0 R >> >>")
    names = f"/JavaScript << /Names [(a) {script} 0 R] >> /EmbeddedFiles << /Names [(faktura.exe) {spec} 0 R] >>"
    return single(
        pdf, pages, content, f"/Font << /F1 {face} 0 R >>", page=f"/AA << /O {script} 0 R >>",
        root=f"/OpenAction {start} 0 R /Names << {names} >>",
    )  # fmt: skip


@kind("PDF: a web page that is a PDF as well", HTML, "wrong_type")
def polyglot() -> bytes:
    return b"<html><!-- " + one_page(WORDS) + b" --><script>alert(1)</script></html>"


@kind("PDF: other bytes before it", PDF, "wrong_type")
def junk_before() -> bytes:
    return b"GARBAGE\n" * 20 + one_page(WORDS)


@kind("PDF: other bytes after it", PDF, "ok")
def junk_after() -> bytes:
    return one_page(WORDS) + b"PK\x03\x04" + b"\x00" * 900


@kind("PDF: a wrong place for the table of places", PDF, "ok", "damaged")
def bad_startxref() -> bytes:
    return one_page(WORDS).replace(b"startxref\n", b"startxref\n99")


@kind("PDF: random bytes after the first line", PDF, "damaged")
def only_header() -> bytes:
    return b"%PDF-1.7\n" + random.Random(1).randbytes(200_000)


for _share in (90, 50, 10):

    @kind(f"PDF: cut off at {_share} %", PDF, "damaged", "ok", "empty")
    def truncated(share: int = _share) -> bytes:
        data = as_pdf(MINUTES)
        return data[: len(data) * share // 100]


for _count in (20, 200, 2_000):  # even where PDFium reads on, half of the minutes must not pass for all of them

    @kind(f"PDF: {_count} bytes changed", PDF, "damaged")
    def flipped(count: int = _count) -> bytes:
        data, chance = bytearray(as_pdf(MINUTES)), random.Random(count)
        for _ in range(count):
            data[chance.randrange(16, len(data))] = chance.randrange(256)
        return bytes(data)


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _encrypted(user: bytes) -> bytes:
    """Standard security, revision 2 (40 bits): enough to be asked for a password."""
    identity = b"0123456789abcdef"
    owner_entry = _rc4(
        hashlib.md5((b"ejer" + _PADDING)[:32], usedforsecurity=False).digest()[:5], (user + _PADDING)[:32]
    )
    permissions = struct.pack("<i", -44)
    key = hashlib.md5((user + _PADDING)[:32] + owner_entry + permissions + identity, usedforsecurity=False).digest()[:5]
    pdf = Pdf()
    pages, face, content = pdf.reserve(), font(pdf, "Helvetica"), pdf.reserve()
    salted = hashlib.md5(key + struct.pack("<I", content)[:3] + b"\x00\x00", usedforsecurity=False).digest()[:10]
    secret = _rc4(salted, WORDS)
    pdf.put(content, b"<< /Length %d >>\nstream\n" % len(secret) + secret + b"\nendstream")
    lock = pdf.add(
        f"<< /Filter /Standard /V 1 /R 2 /O <{owner_entry.hex()}> /U <{_rc4(key, _PADDING).hex()}> /P -44 >>"
    )
    trailer = f"/Encrypt {lock} 0 R /ID [<{identity.hex()}> <{identity.hex()}>]"
    return single(pdf, pages, content, f"/Font << /F1 {face} 0 R >>", trailer=trailer)


@kind("PDF: locked with a password", PDF, "encrypted")
def user_password() -> bytes:
    return _encrypted(b"hemmelig")


@kind("PDF: locked against changes only", PDF, "ok")
def owner_password() -> bytes:
    return _encrypted(b"")
