"""What a PDF says beside its pages: metadata, bookmarks, notes, field values, embedded and linked files.

None of it is shown; the personal-data guard sees all of it.
"""

from __future__ import annotations

import ctypes
import html
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pypdfium2.raw as pdfium

from meetings.ingest.extract import hidden_numbers
from meetings.ingest.lines import Hidden

MAX_NOTES = 500  # of one page
MAX_BOOKMARKS = 2_000

# '/Collection << /Type /Collection /View /D >>', in the catalog of a PDF that only wraps other files
_COLLECTION = re.compile(rb"/Collection\b")
# 'https://www.example.dk/bilag/Tilsynsrapport%202023.pdf'
_FILE_LINK = re.compile(r"([^/?#=\\]{1,300}\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|txt|csv|zip|msg))(?:[?#]|$)", re.I)


@dataclass(slots=True)
class About:
    unseen: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)  # as in `Document.left_out`


def gather(pdf: pypdfium2.PdfDocument, data: bytes) -> About:
    about = About()
    about.unseen += [
        Hidden(said, "properties")
        for key, said in pdf.get_metadata_dict().items()
        if key in ("Title", "Author", "Subject", "Keywords") and said
    ]
    about.unseen += [Hidden(text, "properties") for text in _xmp(data)]
    for n, bookmark in enumerate(pdf.get_toc(max_depth=6)):
        if n >= MAX_BOOKMARKS:
            break
        title = bookmark.get_title()
        if title:
            about.unseen.append(title)
    for i in range(min(pdfium.FPDFDoc_GetAttachmentCount(pdf.raw), MAX_NOTES)):
        handle = pdfium.FPDFDoc_GetAttachment(pdf.raw, i)
        if handle:
            about.attachments.append(string(pdfium.FPDFAttachment_GetName, handle))
    if about.attachments and _COLLECTION.search(data):
        about.left_out += [f"filen »{name}« i PDF-porteføljen" for name in about.attachments]
    if pdfium.FPDF_GetFormType(pdf.raw) == pdfium.FORMTYPE_XFA_FULL:  # its pages say 'Please wait…'
        about.left_out.append("en formular (XFA), som kun det program, der har lavet den, kan vise")
    return about


def on_page(pdf: Any, page: Any) -> About:
    """Notes, field values and links of one page."""
    about = About()
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page, i)
        if not note:
            continue
        try:
            for key in (b"Contents", b"T", b"V", b"Subj"):
                text = string(pdfium.FPDFAnnot_GetStringValue, note, key)
                if text:
                    about.unseen.append(Hidden(text, "hidden" if key == b"V" else "comment"))
            link = pdfium.FPDFAnnot_GetLink(note)
            action = pdfium.FPDFLink_GetAction(link) if link else None
            if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI:
                address = _address(pdf, action)
                about.attachments += linked_file(address)
                about.unseen += hidden_numbers.in_texts([address])
            if pdfium.FPDFAnnot_GetFileAttachment(note):
                about.attachments.append(
                    string(pdfium.FPDFAttachment_GetName, pdfium.FPDFAnnot_GetFileAttachment(note))
                )
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
    return about


def linked_file(address: str) -> list[str]:
    """The name of the document that a link leads to; nothing where it leads to a page."""
    found = _FILE_LINK.search(address)
    return [unquote(found[1], errors="replace")] if found else []


def string(getter: Any, *args: Any) -> str:
    """A string through one of PDFium's getters, which take a buffer and its length and give UTF-16."""
    length = getter(*args, None, 0)
    if length <= 2 or length > 200_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    getter(*args, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _address(pdf: Any, action: Any) -> str:
    length = pdfium.FPDFAction_GetURIPath(pdf, action, None, 0)
    if not 1 < length < 10_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(pdf, action, buffer, length)
    return buffer.raw[: length - 1].decode("utf-8", "replace")


# <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Referat</rdf:li></rdf:Alt></dc:title>
_PACKET = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.S)
_TAGS = re.compile(r"<[^>]*>")


def _xmp(data: bytes) -> list[str]:
    """The text of the metadata packet, where the file holds it unpacked."""
    found = _PACKET.search(data)
    if not found:
        return []
    text = html.unescape(_TAGS.sub(" ", found[0].decode("utf-8", "replace")))
    return [" ".join(text.split())]
