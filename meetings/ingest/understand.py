"""Lines -> minutes and findings, as JSON: what the child process does with a stranger's file after its lines are read.

The parser and the guard of personal data are our own, but what they look at is not: a text made for it may take them
hours. So they work in the child, under its limits and within a time of their own. `untrusted` gives the order and reads
the answer.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from meetings.ingest import personal_data, source_of
from meetings.ingest.lines import Document
from meetings.ingest.parse import parse


def understood(document: Document, order: dict[str, Any]) -> dict[str, Any]:
    """What the parser and the guard say of these lines. `order`: "filename" and, where known, "municipality" and
    "today" (ISO)."""
    filename = str(order["filename"])
    minutes = parse(document, source_of(document, b"", filename), order.get("municipality"))
    told = [replace(one, message=personal_data.mask_quotes(one.message)) for one in minutes.warnings]
    minutes = replace(minutes, warnings=tuple(told))
    titles = [attachment.title for item in minutes.items for attachment in item.attachments]
    today = datetime.date.fromisoformat(order["today"]) if order.get("today") else None
    found = personal_data.findings(document, filename, titles, today=today)
    return {
        "minutes": minutes.as_json(),
        "findings": [[one.kind, one.level, one.masked, one.place, one.line, one.page, one.where] for one in found],
        "text": "\n".join(line.text for line in document.lines),
    }
