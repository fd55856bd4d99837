"""A `Document` as JSON and back: the form in which it leaves the child process."""

from __future__ import annotations

from typing import Any, get_args

from meetings.ingest.extract.collect import MAX_LINES, refuse_overlong
from meetings.ingest.lines import Document, Hidden, Hideout, Line, LineKind

_KINDS, _HIDEOUTS = get_args(LineKind), get_args(Hideout)


def to_json(document: Document) -> dict[str, Any]:
    """Raises `UnreadableFile` (too_complex) where there is more than any minutes hold."""
    refuse_overlong(document)
    return {
        "lines": [_line(line) for line in document.lines],
        "media_type": document.media_type,
        "pages": document.pages,
        "removed": [_line(line) for line in document.removed],
        "unseen": [[text.where, text] if isinstance(text, Hidden) else text for text in document.unseen],
        "ocr": document.ocr,
        "attachments": list(document.attachments),
        "overprinted": list(document.overprinted),
        "columns_unsure": list(document.columns_unsure),
        "watermarks": list(document.watermarks),
        "active": list(document.active),
        "left_out": list(document.left_out),
        "pages_given_up": list(document.pages_given_up),
        "pages_without_text": list(document.pages_without_text),
    }


def _line(line: Line) -> list[Any]:
    return [line.text, line.page, line.kind, line.level, line.bold, line.starts_paragraph]


def from_json(data: Any) -> Document:
    """Raises ValueError, TypeError or KeyError on anything that `to_json` would not have written."""
    return Document(
        lines=_lines(data["lines"]),
        media_type=_text(data["media_type"]),
        pages=None if data["pages"] is None else int(data["pages"]),
        removed=_lines(data["removed"]),
        unseen=tuple(map(_unseen, data["unseen"])),
        ocr=bool(data["ocr"]),
        attachments=tuple(map(_text, data["attachments"])),
        overprinted=tuple(map(int, data["overprinted"])),
        columns_unsure=tuple(map(int, data["columns_unsure"])),
        watermarks=tuple(map(_text, data["watermarks"])),
        active=tuple(map(_text, data["active"])),
        left_out=tuple(map(_text, data["left_out"])),
        pages_given_up=tuple(map(int, data["pages_given_up"])),
        pages_without_text=tuple(map(int, data["pages_without_text"])),
    )


def _lines(rows: list[Any]) -> tuple[Line, ...]:
    if len(rows) > MAX_LINES:
        raise ValueError(f"{len(rows)} lines")
    lines = []
    for number, (text, page, kind, level, bold, starts) in enumerate(rows, 1):
        if kind not in _KINDS or not (page is None or isinstance(page, int)):
            raise ValueError("no line")
        lines.append(Line(number, _text(text), page, kind, int(level), bool(bold), bool(starts)))
    return tuple(lines)


def _unseen(value: Any) -> str:
    if isinstance(value, str):
        return value
    where, text = value
    if where not in _HIDEOUTS:
        raise ValueError("no hideout")
    return Hidden(_text(text), where)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value
