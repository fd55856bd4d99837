"""Words that a web page holds twice: once for wide screens and once for narrow ones, or as a picture's letters."""

from __future__ import annotations

from typing import Any

from meetings.ingest.extract.clean import clean

_DECORATION = 3  # letters: initials in a round picture, arrows
_LOOKED_THROUGH = 30_000_000  # letters in all: what strangers send may have very many such elements


class Twins:
    """Which of a page's `aria-hidden` elements only repeat what stands elsewhere on it."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._page: str | None = None
        self._left = _LOOKED_THROUGH

    def says_nothing_new(self, element: Any) -> bool:
        """Whether each text in it is decoration or stands on the page more often than in it."""
        texts = [text for text in map(clean, element.itertext()) if len(text) > _DECORATION]
        if self._page is None:
            self._page = clean(" ".join(self._tree.itertext()))
        self._left -= len(self._page) * (len(texts) + 1)
        if self._left < 0:
            return False
        inside = clean(" ".join(element.itertext()))
        return all(self._page.count(text) > inside.count(text) for text in texts)
