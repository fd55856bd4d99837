"""A web page saved as one file (.mht, .mhtml; some case systems call it .doc): the page within the mail-like wrapping.

RFC 2557: a multipart/related message whose first text/html part is the page.
"""

from __future__ import annotations

import re
from email.parser import BytesParser
from email.policy import compat32

from meetings.ingest.extract.html_charset import decoded
from meetings.ingest.problems import UnreadableFile

# 'From: <Saved by Blink>', 'MIME-Version: 1.0', then 'Content-Type: multipart/related; …' within the head
_HEAD = re.compile(rb"(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?MIME-Version:", re.IGNORECASE)
_LOOKED_AT = 4_096  # bytes


def is_saved_page(data: bytes) -> bool:
    start = data[:_LOOKED_AT]
    return b"multipart/related" in start.lower() and _HEAD.match(start) is not None


def pages(data: bytes) -> tuple[bytes, list[str]]:
    """The page as UTF-8, and the other texts of the file, for the guard. Raises `UnreadableFile`: empty, damaged."""
    texts: list[tuple[str, str]] = []
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        texts += [("header", str(value)) for value in message.values()]
        for part in message.walk():
            if part.get_content_maintype() != "text":
                continue
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                texts.append((part.get_content_subtype(), _decoded(content, part.get_content_charset())))
    except (ValueError, LookupError, TypeError) as error:
        raise UnreadableFile("damaged", f"no saved page: {type(error).__name__}") from error
    page = next((text for kind, text in texts if kind == "html"), None)
    if page is None:
        raise UnreadableFile("empty", "a saved page without a page")
    # With a mark at its start nothing that the page declares of itself counts any more.
    return b"\xef\xbb\xbf" + page.encode("utf-8", "replace"), [text for _, text in texts if text is not page]


def _decoded(content: bytes, charset: str | None) -> str:
    try:
        return content.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError, OSError):  # OSError: the child may load no more codecs
        return decoded(content)
