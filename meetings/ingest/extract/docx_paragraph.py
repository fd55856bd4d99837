"""One paragraph of a Word file while it is read, and the small things in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from meetings.ingest.extract.clean import BULLETS
from meetings.ingest.extract.docx_xml import value


@dataclass(slots=True)
class Paragraph:
    parts: list[tuple[str, bool, float]] = field(default_factory=list)  # text, bold, size in points
    style: str = ""
    level: int = 0
    mark: str | None = None
    boxes: list[Any] = field(default_factory=list)  # text boxes fixed to it
    notes: list[Any] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)  # words with a line through them

    @property
    def text(self) -> str:
        return "".join(part for part, _, _ in self.parts)


def rows(paragraph: Paragraph) -> list[list[tuple[str, bool, float]]]:
    """A paragraph's parts, cut where the writer broke the line."""
    found: list[list[tuple[str, bool, float]]] = [[]]
    for text, bold, size in paragraph.parts:
        for n, piece in enumerate(text.split("\n")):
            if n:
                found.append([])
            found[-1].append((piece, bold, size))
    return found


def symbol(code: str | None) -> str:
    try:
        letter = chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""
    return letter if letter in BULLETS or not "\ue000" <= letter <= "\uf8ff" else ""


def by_id(root: Any) -> dict[str, Any]:
    """Notes by their id, without the separators that Word keeps among them."""
    return {value(n, "id") or "": n for n in (root if root is not None else ()) if value(n, "type") is None}
