"""Text to tree. Never fails: what it had to put right stands in `mistakes`, as Danish sentences for the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from meetings.language.analyse import analyse

from .. import days
from .fields import BY_NAME
from .nodes import Clause, Field, Node, joined, turned

LEAST_LETTERS = 3  # before a star: fewer would ask for half the words there are
DEEPEST = 12  # parentheses inside one another; more are read as if they were not there

# What joins letters to one word, as the tokeniser has it: a word does not begin behind it.
_JOINER = "-‐‑–/.,:'’&"
_NEW_WORD = rf"(?<![^\W_])(?<![^\W_][{_JOINER}])"
_NAMES = "|".join(sorted(BY_NAME, key=len, reverse=True))
_FILTERS = "udfald|type|bilag|lukket|fraveget"
_SPECIAL = re.compile(
    # '-(', '-"', '-kommune:', '-cykel*': the minus of a part, after a space or a parenthesis
    rf"""(?P<minus>(?<![^\s(])-)?(?:
    # "præcis frase", and where the last quote is missing the rest of the line
      "(?P<phrase>[^"]*)(?P<closed>"|$)
    # udfald:udsat · udfald:"ikke godkendt" · lukket:ja: filters, typed as if they were fields
    | {_NEW_WORD}(?P<filter>{_FILTERS}):(?P<choice>"[^"]*(?:"|$)|[^\W_][^\s()"]*)
    | (?P<open>\()
    # kommune:varde · udvalg:"Børn og Unge" · dato:maj 2019 · beløb:>1 mio. · beløb:1-2 mio. · 'sag: 22/24308'
    | {_NEW_WORD}(?P<name>{_NAMES}):(?P<space>\s?)(?P<value>
        "[^"]*(?:"|$) | {days.IN_WORDS.replace(" ", "[ ]")}
        | [<>=]{{0,2}}[ ]?[0-9.,–-]+[ ](?:mio|mia|mill|t?kr)\b\.?(?:[ ]kr\b\.?)?
        | [<>=]{{1,2}}[ ]?[^\s()"]+ | [^\s()"]+ )
    # cykel* · høje-taas*
    | {_NEW_WORD}(?P<prefix>[^\W_]+(?:[{_JOINER}][^\W_]+)*)\*+(?![^\W_])
    )
    | (?P<close>\))
    # OG, ELLER, AND, OR between spaces
    | (?<![^\s()])(?P<operator>OG|ELLER|AND|OR)(?![^\s()])
    # a star that ends no word: '*sti', 'cy*sti'
    | (?P<star>\*)(?=[^\W_])""",
    re.VERBOSE | re.IGNORECASE,
)
# the 'kommune:' of '§ 19kommune:varde' and 'x.dk/kommune:varde', which are no fields
_COLON = re.compile(rf"({_NAMES}|{_FILTERS}):", re.IGNORECASE)
# 'titel:skole', which other archives have
_TITLE = re.compile(r"(?<!\S)titel:(?=[^\W_])", re.IGNORECASE)
# the minus of '-busbane', not of 'Børne- og' or 'høje-taastrup'
_MINUS = re.compile(r"(?<![^\s(])-$")
# 'a)', '12)' before a point of a list
_LIST_MARK = re.compile(r"(?<!\S)\w{1,2}$")
# '> 2020'
_SIGN_APART = re.compile(r"^([<>=]+) ")
_A_FILTER = "”{0}:” kan ikke skrives i søgefeltet. Vælg det blandt filtrene."
_NO_TITLES = "Der kan ikke søges i titler alene. Punkter med ordene i titlen står først."
_OPERATORS = {"OG": "all", "AND": "all", "ELLER": "any", "OR": "any"}


@dataclass(slots=True)
class Parsed:
    tree: Node | None = None
    mistakes: list[str] = field(default_factory=list)
    filters: list[tuple[str, str]] = field(default_factory=list)  # name and value as typed: ('udfald', 'udsat')


class _Sign(NamedTuple):
    kind: Literal["open", "close", "all", "any"]
    written: str
    negative: bool = False


def parse(text: str) -> Parsed:
    """`text` has single spaces and plain quotation marks."""
    reading = _Reading(text)
    tree = reading.question()
    mistakes = list(dict.fromkeys(reading.mistakes))
    return Parsed(tree, mistakes, reading.filters)


class _Reading:
    """The signs and parts of a query one after another, and the descent through them."""

    def __init__(self, text: str) -> None:
        self.mistakes: list[str] = []
        self.filters: list[tuple[str, str]] = []
        self._parts: list[Node | _Sign] = list(self._scan(text))
        self._at = 0

    # From text to parts

    def _scan(self, text: str) -> Iterator[Node | _Sign]:
        reached = depth = 0
        for match in _SPECIAL.finditer(text):
            if (match["operator"] or "").upper() != (match["operator"] or ""):
                continue  # 'og' in small letters is a word like any other
            before = text[reached : match.start()]
            yield from self._words(before)
            reached = match.end()
            if match["close"]:
                if depth:
                    depth -= 1
                    yield _Sign("close", ")")
                elif not _LIST_MARK.search(before):
                    self.mistakes.append("Der er en slutparentes for meget.")
            elif match["open"]:
                depth += 1
                yield _Sign("open", "(", negative=bool(match["minus"]))
            elif match["operator"]:
                yield _Sign(_OPERATORS[match["operator"]], match["operator"])  # type: ignore[arg-type]
            elif match["star"]:
                self.mistakes.append("Stjernen skal stå sidst i et ord, fx cykel*.")
            else:
                yield from self._part(match)
        yield from self._words(text[reached:])
        if depth:
            self.mistakes.append("Der mangler en slutparentes.")
            yield from [_Sign("close", ")")] * depth

    def _words(self, stretch: str) -> Iterator[Clause]:
        if _TITLE.search(stretch):
            self.mistakes.append(_NO_TITLES)
        stretch = _COLON.sub(
            r"\1 ", _TITLE.sub("", stretch)
        )  # a word that is written so would be a field when it is read again
        for unit in analyse(stretch):
            sign = "-" if _MINUS.search(stretch, 0, unit.start) else ""
            yield Clause((unit,), sign + stretch[unit.start : unit.end], negative=bool(sign))

    def _part(self, match: re.Match[str]) -> Iterator[Node]:
        sign = "-" if match["minus"] else ""
        if match["phrase"] is not None:
            if not match["closed"]:
                self.mistakes.append("Der mangler et anførselstegn. Vi har læst resten af søgningen som en frase.")
            if units := tuple(analyse(match["phrase"])):
                yield Clause(units, f'{sign}"{match["phrase"].strip()}"', phrase=True, negative=bool(sign))
        elif match["filter"]:
            self.mistakes.append(_A_FILTER.format(match["filter"].lower()))
            if not sign:
                self.filters.append((match["filter"].lower(), match["choice"].strip('"')))
        elif match["prefix"]:
            yield from self._begins(match["prefix"], sign)
        else:
            yield from self._field(match, sign)

    def _begins(self, typed: str, sign: str) -> Iterator[Clause]:
        units = tuple(analyse(typed))
        last = units[-1].words[-1].exact if units else ""
        if len(units) == 1 and len(last) >= LEAST_LETTERS:
            yield Clause(units, f"{sign}{typed}*", negative=bool(sign), prefix=True)
            return
        self.mistakes.append(f"Der skal stå mindst {LEAST_LETTERS} bogstaver før en stjerne.")
        yield from self._words(f"{sign}{typed}")

    def _field(self, match: re.Match[str], sign: str) -> Iterator[Node]:
        word, typed = BY_NAME[match["name"].lower()], match["value"]
        if typed.startswith('"'):
            if len(typed) < 2 or not typed.endswith('"'):
                self.mistakes.append("Der mangler et anførselstegn.")
            value = " ".join(typed.strip('"').split())
        else:
            value = _SIGN_APART.sub(r"\1", typed).strip().rstrip(",;")
        # 'Sag: 22/24308' stays what it was before there were field words: a case number, or the text that names it
        as_text = match["space"] and word.names[0] == "sag"
        condition = word.read(value) if value and not as_text else None
        if condition is not None:
            yield Field(word.names[0], value, condition, negative=bool(sign))
        elif match["space"] or not value:  # 'Sag: renovering', as a heading has it
            yield from self._words(f"{sign}{match['name']} {typed}".replace('"', " "))
        else:
            self.mistakes.append(f"”{value}” kan vi ikke læse som {word.what}. Skriv fx {word.example}.")

    # From parts to tree

    def question(self) -> Node | None:
        return self._any(0)

    def _any(self, depth: int) -> Node | None:
        parts = [self._all(depth)]
        while (sign := self._next("any")) is not None:
            parts.append(self._all(depth))
            if parts[-1] is None or parts[-2] is None:
                self._lonely(sign)
        return joined("any", parts)

    def _all(self, depth: int) -> Node | None:
        parts: list[Node | None] = []
        waiting: _Sign | None = None  # an OG after which nothing has come yet
        while self._at < len(self._parts):
            one = self._parts[self._at]
            if isinstance(one, _Sign) and one.kind in ("close", "any"):
                break
            self._at += 1
            if isinstance(one, _Sign) and one.kind == "all":
                if waiting or not parts:
                    self._lonely(one)
                waiting = one
                continue
            parts.append(self._group(one, depth) if isinstance(one, _Sign) else one)
            waiting = None
        if waiting:
            self._lonely(waiting)
        return joined("all", parts)

    def _group(self, opening: _Sign, depth: int) -> Node | None:
        inside = self._any(depth + 1)
        self._next("close")
        if depth + 1 == DEEPEST:
            self.mistakes.append("Der er så mange parenteser inden i hinanden, at de inderste ikke er læst.")
        return turned(inside) if opening.negative else inside

    def _next(self, kind: str) -> _Sign | None:
        one = self._parts[self._at] if self._at < len(self._parts) else None
        if isinstance(one, _Sign) and one.kind == kind:
            self._at += 1
            return one
        return None

    def _lonely(self, sign: _Sign) -> None:
        self.mistakes.append(f"Der mangler noget at søge efter ved {sign.written}. Små bogstaver gør det til et ord.")
