"""PDF files whose pages were made to harm: sheets, matrices, fonts and texts that no program for minutes writes."""

from __future__ import annotations

import struct

from tests.extract.makers.hostile import PDF, WORDS, kind, size
from tests.extract.makers.hostile_pdf import form, single
from tests.extract.makers.raw_pdf import Pdf, font

_TEXT = WORDS.decode("latin-1")
_AT = "BT /F1 11 Tf 70 {} Td ({}) Tj ET\n"


def drawn(
    content: str, resources: str = "", *, page: str = "", root: str = "", face: str = "", box: str = "0 0 595 842"
) -> bytes:
    """One page that shows `content`. `face`: entries of the font /F1 in place of Helvetica's."""
    made = Pdf()
    pages = made.reserve()
    helvetica = made.add(f"<< /Type /Font {face} >>") if face else font(made, "Helvetica")
    stream = made.stream(content.encode("latin-1"))
    kid = made.add(
        f"<< /Type /Page /Parent {pages} 0 R /MediaBox [{box}] /Contents {stream} 0 R "
        f"/Resources << /Font << /F1 {helvetica} 0 R >> {resources} >> {page} >>"
    )
    made.put(pages, f"<< /Type /Pages /Kids [{kid} 0 R] /Count 1 >>")
    return made.data(made.add(f"<< /Type /Catalog /Pages {pages} 0 R {root} >>"))


# sheets and places


@kind("PDF: a sheet of no size", PDF, "ok", "empty", keeps=True)
def no_sheet() -> bytes:
    return drawn(_TEXT, box="0 0 0 0")


@kind("PDF: a sheet of a billion points", PDF, "ok", keeps=True)
def vast_sheet() -> bytes:
    return drawn(_TEXT, box="-1000000000 -1000000000 1000000000 1000000000", page="/UserUnit 75000 /Rotate 45")


@kind("PDF: a sheet measured in letters", PDF, "ok", "empty", keeps=True)
def worded_sheet() -> bytes:
    return drawn(_TEXT, box="/a (b) null nan", page="/CropBox [9 9 9] /Rotate (x)")


@kind("PDF: matrices without end or measure", PDF, "ok", "empty")
def wild_matrices() -> bytes:
    turns = ("1e38 0 0 1e38 0 0", "-1 0 0 -1 0 0", "0 0 0 0 0 0", "nan inf -inf 1 0 0", "1 1 1 1 1e300 1")
    return drawn("".join(f"q {turn} cm\n{_TEXT}Q\n" for turn in turns) + "q -1 0 0 1 595 0 cm\n" + _TEXT + "Q\n")


@kind("PDF: text that lies beside the sheet", PDF, "empty")
def off_the_sheet() -> bytes:
    return drawn("".join(_AT.format(y, "Udvalget godkendte indstillingen") for y in (-900, 1900, 90_000)))


@kind("PDF: text that nobody sees", PDF, "empty", "scanned")
def invisible() -> bytes:
    return drawn("3 Tr 1 g\n" + _TEXT * 3)


@kind("PDF: sixty thousand letters on one spot", PDF, "ok", "too_complex", "empty")
def one_spot() -> bytes:
    return drawn(_TEXT + _AT.format(400, "x") * size(59_000, 9_000))


@kind("PDF: a word of half a million letters", PDF, "too_complex", "ok")
def endless_word() -> bytes:
    return drawn(_TEXT + f"BT /F1 1 Tf 70 500 Td ({'a' * size(500_000, 80_000)}) Tj ET")


@kind("PDF: each letter turned a little more", PDF, "ok", "too_complex", "unreadable_text_layer", keeps=True)
def turned_letters() -> bytes:
    turned = "".join(
        f"BT /F1 9 Tf {1 - n % 97 / 97:.3f} {n % 97 / 97:.3f} {-(n % 97) / 97:.3f} 1 {n % 500} {n % 380} Tm (a) Tj ET\n"
        for n in range(size(20_000, 4_000))
    )
    return drawn(_TEXT + turned)


# fonts


@kind("PDF: a font that says nothing of its letters", PDF, "ok", "empty", "unreadable_text_layer")
def font_without_encoding() -> bytes:
    return drawn(_TEXT * 2, face="/Subtype /Type1 /BaseFont /XXXXXX+Nul#00Nul /FirstChar -9 /LastChar 1e9")


@kind("PDF: a font of two bytes without a map", PDF, "ok", "empty", "unreadable_text_layer", "scanned")
def font_of_two_bytes() -> bytes:
    made = Pdf()
    pages = made.reserve()
    below = made.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << >> /W [0 1e9 9] /DW nan >>")
    face = made.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [{below} 0 R] >>"
    )
    return single(made, pages, made.stream(_TEXT.encode("latin-1")), f"/Font << /F1 {face} 0 R >>")


@kind("PDF: a font whose letters write with it", PDF, "ok", "empty", "too_complex", "unreadable_text_layer")
def font_in_itself() -> bytes:
    made = Pdf()
    pages, face = made.reserve(), made.reserve()
    glyph = made.stream(b"1000 0 d0 BT /F1 1 Tf (UUUUUUUUUU) Tj ET")
    names = f"/Encoding << /Differences [85 /U] >> /CharProcs << /U {glyph} 0 R >>"
    made.put(
        face,
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] {names} /FirstChar 85 "
        f"/LastChar 85 /Widths [1000] /Resources << /Font << /F1 {face} 0 R >> >> >>",
    )
    return single(made, pages, made.stream(b"BT /F1 9 Tf 70 700 Td (UUUUUUUU) Tj ET"), f"/Font << /F1 {face} 0 R >>")


def _mapped(meanings: dict[int, str]) -> bytes:
    made = Pdf()
    pages = made.reserve()
    face = font(made, "Helvetica", unicode_map=meanings)
    return single(made, pages, made.stream(WORDS * 3), f"/Font << /F1 {face} 0 R >>")


@kind("PDF: a map to signs nobody sees, turned around", PDF, "ok", keeps=True)
def map_with_tricks() -> bytes:
    return _mapped({code: f"\u202e\u200b{chr(code)}\u200d\u0007\u2066" for code in range(32, 127)})


@kind("PDF: a map to letters of no language", PDF, "ok", "unreadable_text_layer", "empty")
def map_to_nothing() -> bytes:
    return _mapped({code: chr(0xE000 + code) for code in range(32, 127)})


@kind("PDF: a map of one letter to five hundred", PDF, "ok", "unreadable_text_layer", "too_complex")
def map_that_multiplies() -> bytes:
    return _mapped({code: chr(code) * 500 for code in range(32, 127)})


@kind("PDF: ten thousand fonts", PDF, "ok", "too_complex", keeps=True)
def many_fonts() -> bytes:
    made = Pdf()
    pages, base = made.reserve(), font(made, "Helvetica")
    faces = [font(made, "Helvetica-Bold") for _ in range(size(10_000, 1_000))]
    named = " ".join(f"/G{n} {face} 0 R" for n, face in enumerate(faces))
    shown = "".join(f"BT /G{n} 9 Tf {n % 500} {n % 400} Td (a) Tj ET\n" for n in range(len(faces)))
    return single(made, pages, made.stream((_TEXT + shown).encode()), f"/Font << /F1 {base} 0 R {named} >>")


# what is drawn beside the text


@kind("PDF: four hundred boxes that each show 200,000 words", PDF, "too_complex", "ok", "empty")
def boxes_of_words() -> bytes:
    made = Pdf()
    pages, face = made.reserve(), font(made, "Helvetica")
    fonts = f"/Font << /F1 {face} 0 R >>"
    words = made.stream(b"BT /F1 9 Tf 70 700 Td " + b"(ord ) Tj " * size(200_000, 600) + b"ET", form(fonts))
    boxes = made.stream(WORDS + b"/X Do " * size(400, 12))
    return single(made, pages, boxes, f"{fonts} /XObject << /X {words} 0 R >>")


def _with_notes(count: int, entries: str) -> bytes:
    made = Pdf()
    pages, face, look = made.reserve(), font(made, "Helvetica"), made.reserve()
    made.put(
        look,
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {look} 0 R >> >> /Length 5 >>\n"
        "stream\n/X Do\nendstream",
    )
    note = made.add(f"<< /Type /Annot /Rect [0 0 9 9] {entries.replace('@', f'{look} 0 R')} >>")
    words = made.stream(WORDS)
    return single(made, pages, words, f"/Font << /F1 {face} 0 R >>", page=f"/Annots [{f'{note} 0 R ' * count}]")


@kind("PDF: notes by the hundred thousand", PDF, "ok", "too_complex", keeps=True)
def many_notes() -> bytes:
    return _with_notes(size(1_000_000, 60_000), "/Subtype /Text /Contents (note)")


@kind("PDF: a note whose picture shows itself", PDF, "ok", keeps=True)
def note_in_itself() -> bytes:
    return _with_notes(20, "/Subtype /Stamp /AP << /N @ >>")


@kind("PDF: pictures of a billion points", PDF, "ok", "scanned", "too_complex", keeps=True)
def vast_pictures() -> bytes:
    made = Pdf()
    pages, face = made.reserve(), font(made, "Helvetica")
    side = "/Width 32767 /Height 32767 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    jbig2 = bytes.fromhex("0000000030000100000013") + struct.pack(">II", 2**31 - 1, 2**31 - 1) + bytes(11)
    filters = {
        "DCTDecode": b"\xff\xd8\xff\xc0\x00\x11\x08\x7f\xff\x7f\xff\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9",
        "JPXDecode": b"\xff\x4f\xff\x51\x00\x29" + bytes(2) + struct.pack(">II", 2**31 - 1, 2**31 - 1) + bytes(30),
        "JBIG2Decode": jbig2,
        "CCITTFaxDecode": b"\x00" * 99,
        "RunLengthDecode": b"\x81\x00" * 9_000,
    }
    pictures = [
        made.add(
            f"<< /Type /XObject /Subtype /Image {side} /Length {len(data)} /Filter /{name} >>\nstream\n".encode()
            + data
            + b"\nendstream"
        )
        for name, data in filters.items()
    ]
    named = " ".join(f"/I{n} {picture} 0 R" for n, picture in enumerate(pictures))
    shown = WORDS + b"".join(b"q 500 0 0 300 40 40 cm /I%d Do Q\n" % n for n in range(len(pictures)))
    return single(made, pages, made.stream(shown), f"/Font << /F1 {face} 0 R >> /XObject << {named} >>")


@kind("PDF: colours and shadings that never end", PDF, "ok", "too_complex", keeps=True)
def endless_shading() -> bytes:
    made = Pdf()
    pages, face, stitched = made.reserve(), font(made, "Helvetica"), made.reserve()
    made.put(
        stitched,
        f"<< /FunctionType 3 /Domain [0 1] /Functions [{stitched} 0 R {stitched} 0 R] /Bounds [0.5] "
        "/Encode [0 1 0 1] >>",
    )
    deep = made.stream(b"{" * 20_000 + b"}" * 20_000, "/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]")
    shadings = " ".join(
        f"/S{n} << /ShadingType {n} /ColorSpace /DeviceRGB /Function {one} 0 R /Coords [0 0 1e30 1e30 0 0] "
        "/Extend [true true] >>"
        for n, one in ((1, deep), (2, stitched), (3, deep))
    )
    shown = WORDS + b"/S1 sh /S2 sh /S3 sh\n"
    return single(made, pages, made.stream(shown), f"/Font << /F1 {face} 0 R >> /Shading << {shadings} >>")


@kind("PDF: marks, states and inline pictures in each other", PDF, "ok", "empty", "too_complex")
def deep_content() -> bytes:
    count = size(500_000, 6_000)
    return drawn("q " * count + "/P BMC " * count + "BI /W 9 " * (count // 10) + _TEXT)


@kind("PDF: strings and arrays of a page in each other", PDF, "ok", "empty", "too_complex")
def deep_strings() -> bytes:
    count = size(500_000, 6_000)
    return drawn(_TEXT + "(" * count + "[" * count)


@kind("PDF: layers that name each other", PDF, "ok", "empty", keeps=True)
def deep_layers() -> bytes:
    wanted = "[/Not " * 5_000 + "1 0 R" + "]" * 5_000
    layers = f"/Properties << /L << /Type /OCMD /VE {wanted} >> >>"
    return drawn(_TEXT + f"/OC /L BDC\n{_AT.format(500, 'Lag')}EMC", layers, root="/OCProperties << /OCGs [1 0 R] >>")
