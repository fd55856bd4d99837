"""Layers of a PDF that are switched off: text on them is on no screen and no print.

PDFium's text layer gives it all the same, and its interface does not say which are off, so the file's own words are
looked at: the list /OFF of the layers' settings, and the names of those layers. Of packed objects nothing is known.
"""

from __future__ import annotations

import ctypes
import re
from itertools import islice
from typing import Any

import pypdfium2.raw as pdfium

from meetings.ingest.extract.pdf_marks import MAX_MARKS

MAX_OBJECTS = 1_000  # that have a layer's number: a file has each once for each time it was saved
# '/D << /OFF [12 0 R 13 0 R] /Order […] >>'
_OFF = re.compile(rb"/OFF\s*\[((?:\s*\d{1,9}\s+0\s+R){1,200})\s*\]")
# '12 0 obj'
_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s+0\s+obj\b")
# '/Name (Kladde)', '/Name <FEFF004B…>' in '<< /Type /OCG /Name (Kladde) >>'
_NAME = re.compile(rb"/Name\s*(?:\(([^()]{1,200})\)|<([0-9A-Fa-f]{2,800})>)")
_SETTINGS = 1_000  # bytes of a layer's own object that are looked at
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_CONTENT = "OC".encode("utf-16-le")


def switched_off(data: bytes) -> frozenset[str]:
    """The names of the layers that are off when the file is opened."""
    numbers = {number for found in _OFF.finditer(data) for number in re.findall(rb"(\d+)\s+0\s+R", found[1])}
    if not numbers:
        return frozenset()
    names = set()
    wanted = (found for found in _OBJECT.finditer(data) if found[1] in numbers)
    for found in islice(wanted, MAX_OBJECTS):
        layer = data[found.end() : found.end() + _SETTINGS].partition(b"endobj")[0]
        if name := _NAME.search(layer):
            names.add(_spelt(name[1], name[2]))
    return frozenset(names)


def _spelt(plain: bytes | None, figures: bytes | None) -> str:
    name = plain if plain is not None else bytes.fromhex((figures or b"")[: len(figures or b"") // 2 * 2].decode())
    return name[2:].decode("utf-16-be", "replace") if name.startswith(b"\xfe\xff") else name.decode("cp1252", "replace")


def hide(handle: Any, off: frozenset[str]) -> None:
    """Give a text object that lies on one of these layers the ink that is none: it then comes with the unseen text."""
    name, length, buffer = (ctypes.c_ushort * 8)(), ctypes.c_ulong(), ctypes.create_string_buffer(802)
    for i in range(min(max(pdfium.FPDFPageObj_CountMarks(handle), 0), MAX_MARKS)):
        mark = pdfium.FPDFPageObj_GetMark(handle, i)
        if not mark or not pdfium.FPDFPageObjMark_GetName(mark, name, 16, length):
            continue
        if bytes(name)[: max(0, length.value - 2)] != _CONTENT:
            continue
        words = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        if not pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Name", words, 802, length):
            continue
        if buffer.raw[: max(0, min(length.value, 802) - 2)].decode("utf-16-le", "replace") in off:
            pdfium.FPDFTextObj_SetTextRenderMode(handle, _INVISIBLE)
            return
