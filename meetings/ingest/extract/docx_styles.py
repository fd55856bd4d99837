"""What a Word file's styles and numberings say of a paragraph: heading, weight, size, the mark of a list point."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from meetings.ingest.extract.docx_xml import child, local, switched_on, switched_on_attribute, value, whole
from meetings.ingest.extract.numbering import numeral

MAX_DEPTH = 20  # of styles based on styles

# 'heading 1', 'Heading1', 'Overskrift 2', 'overskrift3': names and ids of Word's heading styles, Danish and English
_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)$", re.I)
_TITLES = {"title": 1, "titel": 1, "subtitle": 2, "undertitel": 2}
# 'toc 1', 'TOC2', 'Indholdsfortegnelse 1': lines of the contents, whatever outline level they carry
_CONTENTS = re.compile(r"(?:toc|indholdsfortegnelse)\s*\d", re.I)
_FORMATS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


@dataclass(slots=True)
class Style:
    name: str = ""
    based_on: str | None = None
    outline: int | None = None
    bold: bool | None = None
    size: float | None = None  # points
    hidden: bool | None = None
    numbering: tuple[str, int] | None = None


class Styles:
    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        self.size = 10.0
        for element in root if root is not None else ():
            if local(element) == "style":
                identity = value(element, "styleId") or ""
                self._styles[identity] = _style(element)
                if value(element, "type") == "paragraph" and switched_on_attribute(element, "default"):
                    self.default = identity
            elif local(element) == "docDefaults":
                size = value(child(child(child(element, "rPrDefault"), "rPr"), "sz"))
                self.size = _half_points(size) or self.size

    def chain(self, identity: str | None) -> list[Style]:
        """A style and those it is based on."""
        found: list[Style] = []
        while identity in self._styles and len(found) < MAX_DEPTH:
            found.append(self._styles[identity])
            identity = self._styles[identity].based_on
        return found

    def heading_level(self, identity: str | None) -> int:
        """1 to 9; 0 where the style is no heading's."""
        chain = self.chain(identity)
        names = [identity or ""] + [style.name for style in chain]
        if any(_CONTENTS.match(name) for name in names):
            return 0
        for name in names:
            if found := _HEADING.match(name):
                return int(found[1])
            if name.lower() in _TITLES:
                return _TITLES[name.lower()]
        return next((style.outline + 1 for style in chain if style.outline is not None and style.outline < 9), 0)


def _style(element: Any) -> Style:
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    bold, hidden = child(run, "b"), child(run, "vanish")
    return Style(
        name=value(child(element, "name")) or "",
        based_on=value(child(element, "basedOn")),
        outline=whole(value(child(paragraph, "outlineLvl"))),
        bold=None if bold is None else switched_on(bold),
        size=_half_points(value(child(run, "sz"))),
        hidden=None if hidden is None else switched_on(hidden),
        numbering=numbering_of(child(paragraph, "numPr")),
    )


def numbering_of(element: Any) -> tuple[str, int] | None:
    """(list, level) that a paragraph or style asks for; list '0' means none."""
    if element is None:
        return None
    return value(child(element, "numId")) or "", whole(value(child(element, "ilvl"))) or 0


def _half_points(text: str | None) -> float | None:
    number = whole(text)
    return number / 2 if number and number > 0 else None


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = "%1."


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts list points as Word does and gives the mark each is printed with ('3.', 'b)', '2.1'; '-' for bullets)."""

    def __init__(self, root: Any) -> None:
        self._abstract: dict[str, _List] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                self._abstract[value(element, "abstractNumId") or ""] = _List(dict(map(_level, _levels(element))))
            elif local(element) == "num":
                starts = {}
                for override in element:
                    start = whole(value(child(override, "startOverride")))
                    if local(override) == "lvlOverride" and start is not None:
                        starts[whole(value(override, "ilvl")) or 0] = start
                self._lists[value(element, "numId") or ""] = (value(child(element, "abstractNumId")) or "", starts)

    def mark(self, number: str, level: int) -> str | None:
        """The next point's mark; None where the paragraph is no list point after all."""
        if number not in self._lists:
            return None
        identity, starts = self._lists[number]
        points = self._abstract.get(identity)
        if points is None or level not in points.levels:
            return "-"
        form = points.levels[level]
        if form.form == "bullet":
            return "-"
        if level in starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            points.counts[level] = starts[level]
        else:
            points.counts[level] = points.counts.get(level, form.start - 1) + 1
        for deeper in [other for other in points.counts if other > level]:
            del points.counts[deeper]
        if form.form == "none":
            return ""
        return re.sub(r"%(\d)", lambda found: self._figure(points, int(found[1]) - 1), form.text).strip()

    @staticmethod
    def _figure(points: _List, level: int) -> str:
        form = points.levels.get(level, _Level())
        return numeral(points.counts.get(level, form.start), _FORMATS.get(form.form, "1"))


def _levels(element: Any) -> list[Any]:
    return [inner for inner in element if local(inner) == "lvl"]


def _level(element: Any) -> tuple[int, _Level]:
    start = whole(value(child(element, "start")))
    form, text = value(child(element, "numFmt")) or "decimal", value(child(element, "lvlText"))
    return whole(value(element, "ilvl")) or 0, _Level(1 if start is None else start, form, "" if text is None else text)
