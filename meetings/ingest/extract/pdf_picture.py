"""A PDF page as a picture for readers: PDFium draws it as it looks, annotations and all; no script runs, no form opens.

Written as PNG here and not by a library, since the child that draws has nothing else to load. Of PDFium's colours red,
green and blue are kept; a page without colour is written grey, at a third of the size.
"""

from __future__ import annotations

import struct
import zlib

import pypdfium2

from meetings.ingest.problems import UnreadableFile

MAX_PIXELS = 6_000_000  # a page of 1200 pixels' width may be four times as high as it is wide
GREY, RGB = 0, 2  # colour types of the PNG specification, 11.2.2


def page_png(data: bytes, number: int, width: int) -> bytes:
    """Page `number` (from 1), `width` pixels wide, or less where it would be too high. Raises `UnreadableFile`."""
    try:
        page = pypdfium2.PdfDocument(data)[number - 1]
        points_wide, points_high = page.get_size()
        if points_wide < 1 or points_high < 1:
            raise UnreadableFile("damaged", f"page {number} has no size")
        scale = min(width / points_wide, (MAX_PIXELS / (points_wide * points_high)) ** 0.5)
        # PDFium rounds up: a hair less keeps the width.
        bitmap = page.render(scale=scale * 0.9999, rev_byteorder=True, maybe_alpha=False)
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise UnreadableFile("damaged", f"page {number}: {type(error).__name__}") from error
    return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)


def png(buffer: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Rows of `stride` bytes, each pixel 1 (grey), 3 or 4 (red, green, blue, nothing) bytes -> a PNG file."""
    rows = [buffer[y * stride : y * stride + width * channels] for y in range(height)]
    if channels >= 3:
        reds, greens, blues = ([row[colour::channels] for row in rows] for colour in range(3))
        if reds == greens == blues:
            rows, channels = reds, 1
        elif channels == 4:
            rows, channels = [_woven(*row) for row in zip(reds, greens, blues, strict=True)], 3
    head = struct.pack(">IIBBBBB", width, height, 8, GREY if channels == 1 else RGB, 0, 0, 0)
    body = zlib.compress(b"".join(b"\x00" + row for row in rows), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _woven(red: bytes, green: bytes, blue: bytes) -> bytes:
    row = bytearray(3 * len(red))
    row[0::3], row[1::3], row[2::3] = red, green, blue
    return bytes(row)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
