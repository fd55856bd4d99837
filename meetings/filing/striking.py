"""Striking words out: what a redaction means for a text, for a reading, and for a file.

Everything that readers see comes either from the rows of a meeting, which are written through `struck_minutes`, or
from a document's kept reading and text, which pages show through `Strikes`. There is no third way.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db import models

from meetings.ingest.cpr import numbers, plain
from meetings.ingest.minutes import Minutes
from meetings.ingest.minutes_json import from_json
from meetings.models import Committee, Meeting, Redaction, SourceDocument, Vote

BLACK = "[udstreget]"  # in words, so that feeds, tables and screen readers say it too
FEWEST_LETTERS = 3  # of a word: shorter ones would strike out half a page

# What of a reading is text. The rest are codes, dates and the names of bodies.
_TEXTS = frozenset(
    {
        *("title", "heading", "text", "note", "message", "document_number", "case_number", "place", "filename"),
        *("participants", "absent", "persons", "parties", "contents", "aside", "position", "name"),
        *("absent_here", "party", "affiliations"),
    }
)
_KEPT = frozenset(Vote.POSITIONS)  # 'for', 'against': what `position` says where it is a code
_HIDDEN = r"\u00ad\u200b-\u200d\u2060\ufeff"  # signs that nobody sees
_HYPHENS = r"\-\u2010-\u2013\u2212"
# A word may be divided over two lines, or by signs that nobody sees.
_BREAK = rf"(?:[{_HIDDEN}]+|-[ ]*\n[ ]*)?"
# 'Anne-Marie' also ends a line at its own hyphen, or lost it where its line was joined with the next.
_HYPHEN = rf"[{_HIDDEN}]*(?:[{_HYPHENS}](?:[ ]*\n[ ]*)?)?"
_GENITIVE = r"(?:['’]?s)?"


@dataclass(frozen=True)
class Strike:
    """One redaction, ready to be used. `number`: of the item it is bound to; None for the whole document."""

    pattern: re.Pattern[str] | None  # None: CPR numbers
    position: int | None = None
    number: str | None = None

    def over(self, text: str) -> str:
        if self.pattern is not None:
            return self.pattern.sub(BLACK, text)
        hits = sorted(numbers(plain(text), None), reverse=True)
        if not hits:
            return text
        text = plain(text)
        for hit in hits:
            text = text[: hit.start] + BLACK + text[hit.end :]
        return text


@dataclass(frozen=True)
class Strikes:
    """All redactions that reach into one meeting."""

    strikes: tuple[Strike, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.strikes)

    def text(self, text: str, *, item: int | None = None) -> str:
        """The text with what is redacted struck out; of an item (its place in the document, from 0), or of none: then
        those of every item count, since nobody knows where the text stands."""
        for strike in self.strikes:
            if item is None or strike.position is None or strike.position == item:
                text = strike.over(text)
        return text

    def values(self, values: dict[str, Any]) -> dict[str, Any]:
        """A row's values, as readers may see them."""
        return {name: self._within(name, value) for name, value in values.items()} if self.strikes else values

    def reading(self, parsed: dict[str, Any]) -> dict[str, Any]:
        """A document's kept reading, as readers may see it."""
        if not self.strikes:
            return parsed
        items = parsed.get("items", [])
        bound = Strikes(tuple(_placed(strike, items) for strike in self.strikes))
        everywhere = Strikes(tuple(strike for strike in bound.strikes if strike.position is None))
        # Of what stands outside the items only the contents name one of them.
        whole = {
            name: (bound if name in ("contents", "unread", "aside", "warnings") else everywhere)._within(name, value)
            for name, value in parsed.items()
            if name != "items"
        }
        return whole | {"items": [bound._item(place, item) for place, item in enumerate(items)]}

    def _item(self, place: int, item: dict[str, Any]) -> dict[str, Any]:
        mine = Strikes(tuple(one for one in self.strikes if one.position is None or one.position == place))
        return {name: mine._within(name, value) for name, value in item.items()}

    def _within(self, name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._within(key, inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._within(name, inner) for inner in value]
        if isinstance(value, str) and name in _TEXTS and not (name == "position" and value in _KEPT):
            return self.text(value)
        return value


def strikes_over(committee: Committee, meeting: Meeting | None) -> Strikes:
    """Those of a meeting, or of one that is not there yet. One query."""
    return Strikes(tuple(map(strike_of, Redaction.objects.standing().over(committee, meeting))))


def strikes_on(document: SourceDocument) -> Strikes:
    """Those of every meeting that a document belongs to, as its source or as a paper beside an item: whoever has the
    file has it from all of them."""
    beside = models.Q(items__attachments__document=document) if document.pk else models.Q()
    meetings = Meeting.objects.filter(models.Q(pk=document.meeting_id) | beside).distinct()
    found = {
        one: None for each in meetings.select_related("committee") for one in strikes_over(each.committee, each).strikes
    }
    return Strikes(tuple(found))


def strike_of(redaction: Redaction) -> Strike:
    pattern = None if redaction.kind == Redaction.Kind.CPR else pattern_of(redaction.words)
    if redaction.item_number or redaction.item_id:
        position = redaction.item.position - 1 if redaction.item else None
        return Strike(pattern, position, redaction.item_number)
    return Strike(pattern)


def pattern_of(words: str) -> re.Pattern[str]:
    """'Kim Opdigtet', 'skovvej*': as typed, whatever the capitals and the white space, alone or in the genitive.

    Nothing of what is typed is a regular expression: `*` alone means something, and only at the end of a word or at
    its beginning, so no pattern can be slow. A letter with its accent is the same in one sign and in two. Raises
    ValueError where there is nothing to strike out.
    """
    if sum(letter.isalnum() for letter in words) < FEWEST_LETTERS:
        raise ValueError("too few letters to strike out")
    ways = dict.fromkeys([words, unicodedata.normalize("NFC", words), unicodedata.normalize("NFD", words)])
    return re.compile("|".join(map(_phrase, ways)), re.IGNORECASE)


def _phrase(words: str) -> str:
    typed = [bare for word in words.split() if (bare := re.sub(f"[{_HIDDEN}]", "", word))]
    parts = [_word(word) for word in typed]
    first = r"(?<!\w)" if typed[0][0] not in "*" else ""
    last = "" if typed[-1].endswith("*") else _GENITIVE + r"(?!\w)"
    return first + r"\s+".join(parts) + last


def _word(word: str) -> str:
    kernel = word.strip("*")
    before, after = (r"\w*" if starred else "" for starred in (word.startswith("*"), word.endswith("*")))
    halves = re.split(f"[{_HYPHENS}]+", kernel)
    if not all(halves):  # a dash between words
        return before + _BREAK.join(map(re.escape, kernel)) + after
    return before + _HYPHEN.join(_BREAK.join(map(re.escape, half)) for half in halves) + after


def struck_minutes(minutes: Minutes, strikes: Strikes) -> Minutes:
    return from_json(strikes.reading(minutes.as_json())) if strikes else minutes


def is_struck(document: SourceDocument, strikes: Strikes) -> bool:
    """Whether a redaction reaches words of the document, so that readers may not have the file itself."""
    if not strikes:
        return False
    if any(strikes.text(text) != text for text in (document.text, document.filename)):
        return True
    return bool(document.parsed) and strikes.reading(document.parsed or {}) != document.parsed


def _placed(strike: Strike, items: list[dict[str, Any]]) -> Strike:
    """Where the item stands in this document: by its place and number, by its number, or else anywhere."""
    if strike.number is None:
        return strike
    place = strike.position
    if place is not None and place < len(items) and items[place].get("number") == strike.number:
        return strike
    same = [number for number, item in enumerate(items) if item.get("number") == strike.number]
    return Strike(strike.pattern, same[0] if len(same) == 1 else None, strike.number)
