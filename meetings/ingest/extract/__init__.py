"""FILE -> LINES: the table of extractors. Each is a module with `extract(data: bytes) -> Document`.

An extractor knows a file format and nothing of what the words mean. The format is told by the first bytes
where they are decisive and by the name's ending otherwise. Modules are imported when first needed, so that
reading a text file never loads a PDF engine.
"""

from __future__ import annotations

import importlib

from meetings.ingest.extract.mhtml import is_saved_page
from meetings.ingest.lines import Document
from meetings.ingest.problems import UnreadableFile

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
JSON = "application/json"
MARKDOWN = "text/markdown"
TEXT = "text/plain"
DOC = "application/msword"

# media type -> module of this package
EXTRACTORS = {
    PDF: "pdf",
    DOCX: "docx",
    HTML: "html",
    JSON: "firstagenda_json",
    MARKDOWN: "text",
    TEXT: "text",
}
ENDINGS = {
    "pdf": PDF,
    "docx": DOCX,
    "html": HTML,
    "htm": HTML,
    "xhtml": HTML,
    "mht": HTML,
    "mhtml": HTML,
    "json": JSON,
    "md": MARKDOWN,
    "markdown": MARKDOWN,
    "txt": TEXT,
    "text": TEXT,
    "doc": DOC,
}
HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")
JSON_STARTS = (b"{", b"[")
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # legacy Word, Excel, Outlook


def is_old_word_xml(data: bytes) -> bool:
    """Word 2003's XML, which case systems call .doc or .xml."""
    return b'progid="Word.Document"' in data[:1024] or b"<w:wordDocument" in data[:1024]


def media_type_of(data: bytes, filename: str) -> str:
    """What the file is: by its first bytes, else by the ending of its name, else text.

    Raises UnreadableFile("unsupported") for legacy .doc and for binary data of no known kind.
    """
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    by_name = ENDINGS.get(filename.rsplit(".", 1)[-1].lower()) if "." in filename else None
    if data.startswith(b"PK\x03\x04"):
        return DOCX
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(OLE_START) or start.startswith(b"{\\rtf") or is_old_word_xml(data):
        raise UnreadableFile("unsupported", "legacy word processor file")
    if start.lower().startswith(HTML_STARTS) or is_saved_page(data):
        return HTML
    if start.startswith(JSON_STARTS) and b"dagsordenpunkter" in data.lower():
        return JSON
    if by_name in (PDF, DOCX):
        raise UnreadableFile("wrong_type", f"named as {by_name} but does not start like one")
    if by_name == DOC:
        raise UnreadableFile("unsupported", "named .doc")
    return by_name or TEXT


def extract(data: bytes, filename: str) -> Document:
    """The lines of a file. Raises UnreadableFile and nothing else."""
    if not data.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf"):
        raise UnreadableFile("empty", "no bytes but white space")
    media_type = media_type_of(data, filename)
    module = importlib.import_module(f"meetings.ingest.extract.{EXTRACTORS[media_type]}")
    document: Document = module.extract(data)
    if not document.lines:
        raise UnreadableFile("empty", f"no lines in {media_type}")
    return document
