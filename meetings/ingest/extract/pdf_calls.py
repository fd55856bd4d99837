"""The quick ways into PDFium: functions asked for every object or letter of a page, taking plain addresses.

pypdfium2's own signatures check and wrap every argument, which costs twice the call. These hold Python's lock: each
call is over in less time than it takes to give that up. What an address points at is the caller's business.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

_ADDRESS, _INDEX = ctypes.c_void_p, ctypes.c_int


def _quick(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.cast(function, ctypes.PYFUNCTYPE(result, *arguments))


# Of a page's text, by the number of a character.
unicode_of = _quick(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INDEX)
text_object = _quick(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INDEX)
origin = _quick(pdfium.FPDFText_GetCharOrigin, _INDEX, _ADDRESS, _INDEX, _ADDRESS, _ADDRESS)
loose_box = _quick(pdfium.FPDFText_GetLooseCharBox, _INDEX, _ADDRESS, _INDEX, _ADDRESS)
is_generated = _quick(pdfium.FPDFText_IsGenerated, _INDEX, _ADDRESS, _INDEX)
font_size = _quick(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INDEX)
matrix = _quick(pdfium.FPDFText_GetMatrix, _INDEX, _ADDRESS, _INDEX, _ADDRESS)
colour = _quick(pdfium.FPDFText_GetFillColor, _INDEX, _ADDRESS, _INDEX, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
is_unmapped = _quick(pdfium.FPDFText_HasUnicodeMapError, _INDEX, _ADDRESS, _INDEX)

# Of objects on a page, and of their fonts.
page_object = _quick(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INDEX)
form_object = _quick(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
kind_of = _quick(pdfium.FPDFPageObj_GetType, _INDEX, _ADDRESS)
marks = _quick(pdfium.FPDFPageObj_CountMarks, _INDEX, _ADDRESS)
render_mode = _quick(pdfium.FPDFTextObj_GetTextRenderMode, _INDEX, _ADDRESS)
font = _quick(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
font_name = _quick(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)
font_weight = _quick(pdfium.FPDFFont_GetWeight, _INDEX, _ADDRESS)
glyph_width = _quick(pdfium.FPDFFont_GetGlyphWidth, _INDEX, _ADDRESS, ctypes.c_uint, ctypes.c_float, _ADDRESS)


def address_of(handle: Any) -> int:
    """Where one of pypdfium2's raw handles points."""
    return ctypes.cast(handle, _ADDRESS).value or 0
