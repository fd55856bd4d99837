"""The plain text of minutes as HTML: paragraphs, lists and tables.

What comes in is what meetings/ingest/minutes.py promises: paragraphs separated by a blank line, list points on lines
starting with '- ' or '1. ', table rows as cells separated by ' | '. All of it was written by others, so every piece
of text is escaped before it meets a tag, and no address or markup in it comes to life.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# - at dagsordenen godkendes
BULLET = re.compile(r"\s*[-•–]\s+(?=\S)")
# 2. at sagen sendes i høring
NUMBERED = re.compile(r"\s*(\d{1,3})\.\s+(?=\S)")
# at afsætningspladsen indgår i prioriteringen: the points of many recommendations stand so, a line each
POINT = re.compile(r"\s*at\s+\S")
# 750.000   -1,5 %   12,4 mio. kr.
FIGURE = re.compile(r"[-–+]?\d[\d.,]*\s*(?:%|kr\.?|mio\. kr\.?|t\.kr\.?)?")
# |---|:---:|
RULE = re.compile(r"[\s|:-]+")
# Longer lines than this were broken by the width of the page they came from.
LINE_WIDTH = 60


@register.filter
def prose(text: str) -> SafeString:
    """The text as HTML; '' gives ''. Linear in the length of the text."""
    blocks: list[tuple[str, list[str]]] = []
    for kind, lines in _groups(text):
        if kind in ("bullet", "numbered") and blocks and blocks[-1][0] == kind and _goes_on(kind, blocks[-1][1], lines):
            blocks[-1][1].extend(lines)
        else:
            blocks.append((kind, lines))
    return mark_safe("".join(RENDER[_settled(kind, lines)](lines) for kind, lines in blocks))  # noqa: S308 - escaped


def _groups(text: str) -> Iterator[tuple[str, list[str]]]:
    """Runs of lines of one kind; a blank line ends a run."""
    for kind, lines in groupby(text.splitlines(), key=_kind):
        if kind != "blank":
            yield kind, list(lines)


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    if " | " in line or line.strip().startswith("|"):
        return "table"
    if BULLET.match(line):
        return "bullet"
    return "numbered" if NUMBERED.match(line) else "text"


def _goes_on(kind: str, before: list[str], lines: list[str]) -> bool:
    """List points that stand with blank lines between them are one list, where their numbers follow each other."""
    return kind == "bullet" or _point_number(lines[0]) == _point_number(before[-1]) + 1


def _settled(kind: str, lines: list[str]) -> str:
    """'5. december 2023 …' alone is no list, and one line with a stroke in it no table."""
    if kind == "numbered" and len(lines) == 1 and _point_number(lines[0]) != 1:
        return "text"
    return "text" if kind == "table" and len(lines) == 1 else kind


def _point_number(line: str) -> int:
    match = NUMBERED.match(line)
    return int(match.group(1)) if match else 0


def _paragraph(lines: list[str]) -> SafeString:
    return format_html("<p>{}</p>", mark_safe("".join(_joined(lines))))  # noqa: S308 - _joined escapes


def _joined(lines: list[str]) -> Iterator[str]:
    """A line that was broken for width alone flows on; a short line or a finished one keeps its break."""
    for this, following in zip(lines, [*lines[1:], ""], strict=True):
        yield escape(this.strip())
        if following:
            flows = len(this.strip()) > LINE_WIDTH or following.strip()[:1].islower()
            yield " " if flows and not POINT.match(following) else "<br>"


def _bullets(lines: list[str]) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((BULLET.sub("", p, 1),) for p in lines)))


def _numbers(lines: list[str]) -> SafeString:
    points = format_html_join(
        "", '<li value="{}">{}</li>', ((_point_number(line), NUMBERED.sub("", line, 1)) for line in lines)
    )
    return format_html("<ol>{}</ol>", points)


def _table(lines: list[str]) -> SafeString:
    rows = [_cells(line) for line in lines if not RULE.fullmatch(line)]
    if not rows:
        return SafeString("")
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    has_head = len(rows) > 1 and all(rows[0]) and not any(FIGURE.fullmatch(cell) for cell in rows[0])
    body = rows[1:] if has_head else rows
    marks = [SafeString(' class="number"' if _is_figures(column) else "") for column in zip(*body, strict=True)]
    marks[0] = SafeString("")  # a first column of years names the rows
    head = format_html("<thead><tr>{}</tr></thead>", _row("th", marks, rows[0])) if has_head else ""
    return format_html(
        '<div class="table-scroll" role="group" tabindex="0" aria-label="Tabel">'
        "<table>{}<tbody>{}</tbody></table></div>",
        head,
        format_html_join("", "<tr>{}</tr>", ((_row("td", marks, row),) for row in body)),
    )


def _row(tag: str, marks: list[SafeString], cells: list[str]) -> SafeString:
    scope = SafeString(' scope="col"' if tag == "th" else "")
    return format_html_join(
        "", "<{}{}{}>{}</{}>", ((tag, scope, mark, cell, tag) for mark, cell in zip(marks, cells, strict=True))
    )


def _is_figures(column: tuple[str, ...]) -> bool:
    filled = [cell for cell in column if cell]
    return bool(filled) and all(FIGURE.fullmatch(cell) for cell in filled)


def _cells(line: str) -> list[str]:
    """'a | b', also with strokes at both ends."""
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


RENDER = {"text": _paragraph, "bullet": _bullets, "numbered": _numbers, "table": _table}
