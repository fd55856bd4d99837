"""Writes PDF files object by object: exact control over what stands in them, honest or not."""

from __future__ import annotations

import zlib


class Pdf:
    """Objects are added as bytes and get numbers from 1; `data()` writes them with a right table of places."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, body: bytes | str) -> int:
        self.objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(self.objects)

    def reserve(self) -> int:
        return self.add(b"null")

    def put(self, number: int, body: bytes | str) -> None:
        self.objects[number - 1] = body if isinstance(body, bytes) else body.encode("latin-1")

    def stream(self, data: bytes, entries: str = "", *, packed: bool = True) -> int:
        if packed:
            data, entries = zlib.compress(data, 9), entries + " /Filter /FlateDecode"
        return self.add(b"<< /Length %d %s >>\nstream\n" % (len(data), entries.encode()) + data + b"\nendstream")

    def data(self, root: int, trailer: str = "", *, head: bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") -> bytes:
        out, places = bytearray(head), []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1, root, trailer.encode(), start,
        )  # fmt: skip
        return bytes(out)


def font(
    pdf: Pdf, name: str, *, unicode_map: dict[int, str] | None = None, widths: dict[int, int] | None = None
) -> int:
    """A standard font; `unicode_map` (code -> text) replaces what its letters are said to mean."""
    more = ""
    if unicode_map is not None:
        pairs = "\n".join(
            f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in unicode_map.items()
        )
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
            f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(unicode_map)} beginbfchar\n{pairs}\nendbfchar\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        )
        more += f" /ToUnicode {pdf.stream(cmap.encode())} 0 R"
    if widths is not None:
        table = " ".join(str(widths.get(code, 500)) for code in range(256))
        more += f" /FirstChar 0 /LastChar 255 /Widths [{table}]"
    return pdf.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding{more} >>")


def one_page(content: bytes, *, resources: str = "", entries: str = "", size: tuple[int, int] = (595, 842)) -> bytes:
    """A file of one page that shows `content`; /F1 is Helvetica, /F2 its bold."""
    pdf = Pdf()
    pages = pdf.reserve()
    plain, bold = font(pdf, "Helvetica"), font(pdf, "Helvetica-Bold")
    stream = pdf.stream(content)
    page = pdf.add(
        f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents {stream} 0 R "
        f"/Resources << /Font << /F1 {plain} 0 R /F2 {bold} 0 R >> {resources} >> {entries} >>"
    )
    pdf.put(pages, f"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>")
    return pdf.data(pdf.add(f"<< /Type /Catalog /Pages {pages} 0 R >>"))


def shown(text: str) -> str:
    """Text as a string of a content stream."""
    return (
        "("
        + text.encode("cp1252", "replace")
        .decode("latin-1")
        .replace("\\", r"\\")
        .replace("(", r"\(")
        .replace(")", r"\)")
        + ")"
    )
