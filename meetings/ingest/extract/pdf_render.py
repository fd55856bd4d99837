"""A PDF page as a grey picture, for recognition: PDFium draws it, no scripts, no forms, no annotations."""

from __future__ import annotations

import pypdfium2

from meetings.ingest.problems import UnreadableFile

MAX_PIXELS = 40_000_000


def page_picture(data: bytes, number: int, dpi: int) -> bytes:
    """Page `number` (from 1) as PGM, a header and one byte a pixel; smaller than asked where it would be too large."""
    try:
        pdf = pypdfium2.PdfDocument(data)
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = dpi / 72
        if width * height * scale * scale > MAX_PIXELS:
            scale = (MAX_PIXELS / (width * height)) ** 0.5
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("damaged", f"page {number}: {error}") from error
    buffer = bytes(bitmap.buffer)
    rows = (buffer[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)


def page_count(data: bytes) -> int:
    try:
        return len(pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("damaged", str(error)) from error
