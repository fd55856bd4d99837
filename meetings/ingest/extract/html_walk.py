"""One walk over the tree of a web page: blocks become lines, what is hidden or belongs to the site goes apart.

Iterative, since strangers nest deeper than Python recurses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from meetings.ingest.extract.clean import BULLETS, clean
from meetings.ingest.extract.collect import Collector, row_text
from meetings.ingest.extract.html_hidden import HiddenRules
from meetings.ingest.extract.html_panels import Panels
from meetings.ingest.extract.html_shape import (
    BOLD,
    BOLD_STYLE,
    all_bold,
    arranges_the_page,
    between,
    cover_element,
    heading_level,
    is_badge,
    is_block,
    is_machinery,
    is_struck,
    main_element,
    of_the_site,
    plain_pairs,
    whole,
)
from meetings.ingest.extract.html_unseen import Unseen
from meetings.ingest.extract.numbering import numeral

# '1. at', 'a) at', '- at', '• at': a point that carries its own mark
_OWN_MARK = re.compile(rf"(?:[{re.escape(BULLETS)}–-]|\(?\w{{1,3}}[.)])\s")
_TAB = 6  # a tab heads a part of an item: below whatever heads the item
_BLANKS = re.compile(r"\s+")
_FIGURES = re.compile(r"(?m)^[^A-Za-zÆØÅæøå]+$")  # '1,2' over '1,4': a cell of a table of figures
_BULLET = re.compile(rf"[{re.escape(BULLETS)}]\s*")


@dataclass(slots=True)
class _Context:
    """What the elements around a piece of text say of it."""

    heading: int = 0
    bold: bool = False
    pre: bool = False
    removed: bool = False
    list_kind: str = ""  # '', 'ul', 'ol'
    list_type: str = "1"
    item: list[str] | None = None  # the mark that the next line of this list point begins with, if still unused


class Walk:
    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.collector, self.removed = Collector(), Collector()
        self.unseen = Unseen()
        self.panels = Panels(tree)
        self.hidden = HiddenRules(tree, self.panels)
        self.main = main_element(tree)
        self.cover = cover_element(tree, self.main)
        self._parts: list[tuple[str, bool]] = []
        self._spaced = True
        self._counters: dict[Any, int] = {}
        self._last = _Context()  # of the text gathered so far

    def run(self) -> None:
        """Events of entering and leaving elements, with a stack of contexts instead of recursion."""
        stack: list[tuple[Any, _Context, bool]] = [(self.tree, _Context(removed=self.main is not None), False)]
        while stack:
            element, context, left = stack.pop()
            if left:
                self._leave(element, context)
                continue
            inner = self._enter(element, context)
            stack.append((element, context, True))
            if inner is None:
                continue
            if element.text:
                self._text(element.text, inner)
            stack.extend((child, inner, False) for child in reversed(element))

    def _enter(self, element: Any, context: _Context) -> _Context | None:
        """The context for what stands inside; None where nothing inside is to be read."""
        tag = element.tag
        if not isinstance(tag, str):  # a comment
            if "[if" not in (element.text or ""):
                self.unseen.remark(element)
            return None
        if self.hidden.hides(element):
            self.unseen.hide(element)
            return None
        if is_struck(element):
            self.unseen.strike(element)
            return None
        if is_machinery(element):
            self.unseen.silent(element)
            return None
        if self.panels.is_shown_at_its_panel(element):
            return None
        if tag == "br":
            self._flush()
            self._spaced = False
            return None
        self.unseen.attributes(element, tag)
        if is_block(element):
            self._flush()
            self._spaced = True
            if not context.removed and (label := self.panels.label(element)):
                self.collector.add(label, kind="heading", level=_TAB, bold=True, starts_paragraph=True)
        if tag == "table" and not arranges_the_page(element):
            self._table(element, context)
            return None
        if tag == "dl" and plain_pairs(element):
            self._pairs(element, context)
            return None
        return self._inside(element, tag, context)

    def _inside(self, element: Any, tag: str, context: _Context) -> _Context:
        inner = _Context(
            heading=heading_level(element) or context.heading,
            bold=context.bold or tag in BOLD or bool(BOLD_STYLE.search(element.get("style") or "")),
            pre=context.pre or tag == "pre",
            removed=(context.removed and element not in (self.main, self.cover))
            or (self.main is None and of_the_site(element)),
            list_kind=context.list_kind, list_type=context.list_type, item=context.item,
        )  # fmt: skip
        if tag in ("ul", "ol", "menu"):
            inner.list_kind, inner.list_type, inner.item = (
                "ol" if tag == "ol" else "ul",
                element.get("type") or "1",
                None,
            )
            self._counters[element] = whole(element.get("start"), 1) - 1
        elif tag == "li":
            inner.item = [self._mark(element, context)]
        return inner

    def _mark(self, element: Any, context: _Context) -> str:
        if context.list_kind != "ol":
            return "- "
        parent = element.getparent()
        number = whole(element.get("value"), self._counters.get(parent, 0) + 1)
        self._counters[parent] = number
        return f"{numeral(number, context.list_type)}. "

    def _leave(self, element: Any, context: _Context) -> None:
        if not isinstance(element.tag, str):
            pass
        elif is_block(element):
            self._flush()
            self._spaced = True
        elif element.tag == "a" and not element.tail and element.getnext() is not None and element.getnext().tag == "a":
            self._flush()  # links with nothing between are set below one another, or in boxes
        elif is_badge(element):
            self._badge(element)
        elif self._parts and (gap := between(element)):
            self._parts.append((gap, self._parts[-1][1]))
        if element.tail and element is not self.tree:
            self._text(element.tail, context)

    def _badge(self, element: Any) -> None:
        """'Personsag Lukket', the last word in a box, is 'Personsag (Lukket)'."""
        words = clean(" ".join(element.itertext()))
        if words and self._parts and clean(self._parts[-1][0]) == words and not words.startswith(("(", "[")):
            self._parts[-1] = (f" ({words}) ", self._parts[-1][1])

    def _text(self, text: str, context: _Context) -> None:
        if not text.strip() and not self._parts:
            return
        if context.pre and "\n" in text:
            for n, row in enumerate(text.split("\n")):
                if n:
                    self._flush()
                    self._spaced = False
                self._parts.append((row, context.bold))
        else:
            self._parts.append((text, context.bold))
        self._last = context

    def _flush(self) -> None:
        parts, self._parts = self._parts, []
        text = clean("".join(part for part, _ in parts))
        if not text:
            return
        context = self._last
        bold = all(weight for part, weight in parts if part.strip())
        if context.removed:
            self.removed.add(text)
        elif context.heading:
            if context.item:
                context.item.clear()
            self.collector.add(text, kind="heading", level=context.heading, bold=True, starts_paragraph=self._spaced)
        elif context.item:
            mark = context.item.pop()
            text = _BULLET.sub("- ", text, count=1) if _BULLET.match(text) else text
            text = text if _OWN_MARK.match(text) else mark + text
            self.collector.add(text, kind="list", bold=bold, starts_paragraph=self._spaced)
        else:
            self.collector.add(text, bold=bold, starts_paragraph=self._spaced)

    def _table(self, table: Any, context: _Context) -> None:
        """A table of data: one line a row, cells joined; its caption stands before it."""
        into = self.removed if context.removed else self.collector
        first = True
        for element in table.iter("caption", "tr"):
            if self.hidden.hides(element):
                self.unseen.hide(element)
                continue
            if element.tag == "caption":
                into.add(self._words(element).replace("\n", " "))
                continue
            cells = [cell for cell in element if cell.tag in ("td", "th")]
            texts = [self._words(cell) for cell in cells]
            if len(cells) == 2 and texts[0] and "\n" in texts[1] and not _FIGURES.search(texts[1]):
                self._field(texts, into)
                first = False
                continue
            texts = [text.replace("\n", " ") for text in texts]
            bold = bool(cells) and all(
                cell.tag == "th" or all_bold(cell) for cell, text in zip(cells, texts, strict=True) if text
            )
            into.add(row_text(texts), kind="row", bold=bold, starts_paragraph=first)
            first = False

    def _field(self, texts: list[str], into: Collector) -> None:
        """A form's field of several lines: 'Deltagere' over 'Anne Berg' and 'Bo Holm'."""
        into.add(texts[0].replace("\n", " "), bold=True)
        for text in texts[1].split("\n"):
            into.add(text)

    def _pairs(self, element: Any, context: _Context) -> None:
        into = self.removed if context.removed else self.collector
        term = ""
        for child in element.iter("dt", "dd"):
            words = self._words(child).replace("\n", " ")
            if child.tag == "dt":
                if term:
                    into.add(term)
                term = words
            else:
                into.add(row_text([term, words]) if term else words, kind="row" if term else "text")
                term = ""
        if term:
            into.add(term)

    def _words(self, element: Any) -> str:
        """The visible words of an element; a line ends where one of its blocks or breaks does."""
        parts: list[str] = []
        stack: list[tuple[Any, bool]] = [(element, False)]
        while stack:
            current, left = stack.pop()
            if left:
                if isinstance(current.tag, str) and (is_block(current) or current.tag == "br"):
                    parts.append("\n")
                if current is not element and current.tail:
                    parts.append(_BLANKS.sub(" ", current.tail))
                continue
            stack.append((current, True))
            if not isinstance(current.tag, str):
                if "[if" not in (current.text or ""):
                    self.unseen.remark(current)
                continue
            if current is not element and self.hidden.hides(current):
                self.unseen.hide(current)
                continue
            if current is not element and is_struck(current):
                self.unseen.strike(current)
                continue
            if is_machinery(current):
                self.unseen.silent(current)
                continue
            self.unseen.attributes(current, current.tag)
            if is_block(current):
                parts.append("\n")
            if current.text:
                parts.append(_BLANKS.sub(" ", current.text))
            stack.extend((child, False) for child in reversed(current))
        return "\n".join(text for line in "".join(parts).split("\n") if (text := clean(line)))
