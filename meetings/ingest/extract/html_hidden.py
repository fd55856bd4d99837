"""Which elements of a web page nobody sees: by attribute, by inline style, by the page's own simple style rules."""

from __future__ import annotations

import re
from typing import Any

from meetings.ingest.extract.html_panels import Panels
from meetings.ingest.extract.html_twins import Twins

# 'display: none', 'visibility:hidden', 'font-size: 0'
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)|opacity\s*:\s*0\s*(?:;|!|$)",
    re.I,
)
# '.skjult, #kladde { display: none }'
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"([.#])([\w-]{1,80})$")
# '/* et notat */', '@media print { … }': what a screen does not obey
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


def _without_remarks(css: str) -> str:
    """A remark that never ends goes on to the end of the sheet. What is looked for is there: none is sought in vain."""
    whole, end, rest = css.rpartition("*/")
    return _COMMENT.sub("", whole + end) + rest.partition("/*")[0]


class HiddenRules:
    """`hides(element)` for one page. Only rules of one class or one id count: more would need a browser."""

    def __init__(self, tree: Any, panels: Panels) -> None:
        self._panels = panels
        self._twins = Twins(tree)
        self._classes: set[str] = set()
        self._ids: set[str] = set()
        for style in tree.iter("style"):
            css = _without_remarks((style.text or "")[:200_000])
            if "@media" not in css:
                self._learn(css)

    def _learn(self, css: str) -> None:
        for selectors, body in _RULE.findall(css):
            if not _HIDING.search(body):
                continue
            for selector in selectors.split(","):
                found = _SIMPLE.match(selector.strip())
                if found:
                    (self._classes if found[1] == "." else self._ids).add(found[2])

    def hides(self, element: Any) -> bool:
        """Whether a reader never sees the element, or sees it twice and this is the copy (`Twins`)."""
        if not isinstance(element.tag, str):
            return False
        if element.get("aria-hidden") == "true" and self._twins.says_nothing_new(element):
            return True
        return self._is_styled_away(element) and not self._panels.is_panel(element)

    def _is_styled_away(self, element: Any) -> bool:
        if "hidden" in element.attrib or (element.get("type") == "hidden" and element.tag == "input"):
            return True
        style = element.get("style")
        if style and _HIDING.search(style):
            return True
        if self._ids and element.get("id") in self._ids:
            return True
        return bool(self._classes) and not self._classes.isdisjoint((element.get("class") or "").split())
