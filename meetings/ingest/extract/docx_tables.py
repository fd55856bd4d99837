"""Tables of a Word file: their rows and cells, and whether they hold data or only arrange the page."""

from __future__ import annotations

from typing import Any

from meetings.ingest.extract.docx_xml import all_text, child, local, value


def rows_of(table: Any) -> list[Any]:
    """Rows of a table, also those inside content controls, without those that tracking deleted."""
    found = []
    for element in table:
        if local(element) == "tr":
            if child(child(element, "trPr"), "del") is None:
                found.append(element)
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins"):
            found += rows_of(element)
    return found


def cells_of(row: Any) -> list[Any]:
    found = []
    for element in row:
        if local(element) == "tc":
            found.append(element)
        elif local(element) in ("sdt", "sdtContent", "customXml"):
            found += cells_of(element)
    return found


def goes_on(cell: Any) -> bool:
    """Whether a cell only goes on with the one above it."""
    merge = child(child(cell, "tcPr"), "vMerge")
    return merge is not None and (value(merge) or "continue") == "continue"


def frames_the_page(rows: list[list[Any]]) -> bool:
    """Whether a table only arranges the page: one column, tables inside, or cells of several long paragraphs."""
    if max(map(len, rows), default=0) < 2:
        return True
    for row in rows:
        for cell in row:
            paragraphs = [e for e in cell if local(e) == "p" and all_text(e)]
            if any(local(e) == "tbl" for e in cell):
                return True
            if len(paragraphs) > 3 and sum(len(all_text(p)) for p in paragraphs) > 400:
                return True
    return False
