"""Plain text and markdown -> lines.

Text keeps its own lines; what stood between two lines (a blank line, a page break) is told by
`starts_paragraph`. Markdown's marks become kind, level and bold, for text converted from PDFs comes with them
under any file name. A form feed ends a page.
"""

from __future__ import annotations

import html
import re

from meetings.ingest.extract import hidden_numbers
from meetings.ingest.extract.clean import BULLETS, clean
from meetings.ingest.extract.old_charsets import turned_back, western
from meetings.ingest.lines import Document, Line, LineKind
from meetings.ingest.problems import UnreadableFile

# '## **Punkt 4: Årsplan 2023**'
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
# '- at dagsordenen godkendes', '• 10 i praktik', '* Foretræde', 'o Kort over stien'
BULLET = re.compile(rf"^[-–*o{BULLETS}]\s+(?=\S)")
# '1. at Byrådet godkender', 'a) model A'
NUMBERED = re.compile(r"^(?:\d{1,3}|[a-zæøå])[.)]\s+\S")
# '|-----|:---:|', '---', '* * *', '_____'
RULE = re.compile(r"^[\s|:*_=-]*$")
# '<b>Godkendt</b>', '<br/>', '<ul style="…">'
TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
# '**Fraværende**' as a whole line
WHOLE_BOLD = re.compile(r"^\*\*(?!\s)(.+?)(?<!\s)\*\*:?$|^__(?!\s)(.+?)(?<!\s)__:?$")
# 'at **Udvalget** beslutter', '*Prøvehandling: Værdikæder*'
EMPHASIS = re.compile(r"\*\*|(?<!\w)__|__(?!\w)|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
# '[Årsplan](https://…/aarsplan.pdf)'
LINK = re.compile(r"!?\[([^\]]{1,300})\]\((?:[^()\s]{1,500})\)")
# 'Bilag 1\_Nøgletal'
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|])")
NEWLINE = re.compile(r"\r\n|\r|\n|\x0b|\x85|\u2028|\u2029")
LEADERS = re.compile(r"\.{3,}|…|\. \. \.")


def extract(data: bytes) -> Document:
    """Lines of a text file. Raises UnreadableFile("wrong_type") for binary data."""
    text = decode(data)
    pages = text.split("\f")
    lines: list[Line] = []
    for page, content in enumerate(pages, 1):
        _read_page(content, page if len(pages) > 1 else None, lines)
    markdown = any(line.kind == "heading" for line in lines)
    document = Document(
        lines=tuple(lines),
        media_type="text/markdown" if markdown else "text/plain",
        pages=len(pages) if len(pages) > 1 else None,
    )
    return hidden_numbers.shown_to_guard(document, hidden_numbers.in_texts([text]))


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else a charset of older systems (`old_charsets`)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data.count(b"\x00") > len(data) // 100:
        raise UnreadableFile("wrong_type", "NUL bytes in what should be text")
    try:
        return turned_back(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return western(data)


def _read_page(content: str, page: int | None, lines: list[Line]) -> None:
    fresh = True
    for raw in NEWLINE.split(content):
        if not raw.strip() or RULE.match(raw):
            fresh = fresh or not raw.strip("-|: \t") or not raw.strip()
            continue
        line = _line(raw, len(lines) + 1, page, fresh)
        if line is not None:
            lines.append(line)
            fresh = line.kind == "heading"


def _line(raw: str, number: int, page: int | None, fresh: bool) -> Line | None:
    text = _plain(raw)
    kind: LineKind = "text"
    level = 0
    if found := HEADING.match(text):
        kind, level, text = "heading", len(found[1]), found[2]
    elif text.startswith("|") and text.count("|") >= 2:
        kind, text = "row", _cells(text.strip("|").split("|"))
    elif "\t" in raw.strip() and not LEADERS.search(raw):
        cells = [cell for cell in (_plain(part) for part in raw.strip().split("\t")) if cell]
        if len(cells) > 1:
            kind, text = "row", _cells(cells)
    elif " | " in text:
        kind = "row"
    elif BULLET.match(text):
        kind, text = "list", BULLET.sub("", text)
    bold = bool(WHOLE_BOLD.match(text))
    text = ESCAPE.sub(r"\1", EMPHASIS.sub("", text))
    text = " ".join(text.split())
    if kind == "text" and NUMBERED.match(text):
        kind = "list"
    if not text:
        return None
    return Line(number, text, page, kind, level, bold, fresh)


def _cells(cells: list[str]) -> str:
    return " | ".join(cell.strip() for cell in cells)


def _plain(raw: str) -> str:
    """One line without tags and entities, cleaned as every extractor cleans."""
    if "](" in raw:
        raw = LINK.sub(r"\1", raw)
    if "<" in raw:
        raw = TAG.sub(" ", raw)
    if "&" in raw:
        raw = html.unescape(raw)
    return clean(raw)
