"""Items without numbers: headings that the contents promise or that a case follows, and web pages of a single item."""

from __future__ import annotations

from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules.contents import Contents
from meetings.ingest.rules.headings import Heading


def find(lines: Sequence[Line], contents: Contents) -> list[Heading]:
    return []
