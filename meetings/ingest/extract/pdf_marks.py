"""What a tagged PDF says of its texts: that one is a header, or what it stands for."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

MAX_MARKS = 100  # tags around one text
_ARTIFACT = "Artifact".encode("utf-16-le")
_PAGINATION = (b"Subtype", b"Attached")


def is_pagination(handle: Any) -> bool:
    """Whether a text is marked /Artifact << /Type /Pagination /Subtype /Header >>, as tagged files mark headers and
    footers. PDFium gives no names, but these two keys are Pagination's alone (ISO 32000-1, table 330)."""
    name, length = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    for i in range(min(max(pdfium.FPDFPageObj_CountMarks(handle), 0), MAX_MARKS)):
        mark = pdfium.FPDFPageObj_GetMark(handle, i)
        if not mark or not pdfium.FPDFPageObjMark_GetName(mark, name, 32, length):
            continue
        if bytes(name)[: max(0, length.value - 2)] == _ARTIFACT and any(_has(mark, key) for key in _PAGINATION):
            return True
    return False


def _has(mark: Any, key: bytes) -> bool:
    return bool(pdfium.FPDFPageObjMark_GetParamValueType(mark, key) != pdfium.FPDF_OBJECT_UNKNOWN)


def drop_actual_text(handle: Any) -> None:
    """Take /ActualText from a text object."""
    for i in reversed(range(min(max(pdfium.FPDFPageObj_CountMarks(handle), 0), MAX_MARKS))):
        mark = pdfium.FPDFPageObj_GetMark(handle, i)
        if mark and _has(mark, b"ActualText"):
            pdfium.FPDFPageObj_RemoveMark(handle, mark)
