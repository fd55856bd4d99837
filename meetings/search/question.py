"""What a person typed, read: words, phrases in quotes, and what must not be there.

`read` never fails. What it had to leave out or guess stands in `notes`, as Danish sentences for the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from meetings.language.analyse import Unit, analyse
from meetings.language.case_numbers import normalise

MOST_CHARACTERS = 300
MOST_WORDS = 30

# “Dansk”, „tysk”, »bøger«, «fransk» and ‟odd‟ quotes all mean ".
_QUOTES = str.maketrans(dict.fromkeys("“”„‟»«″", '"'))
# "præcis frase" · -"præcis frase" · "frase uden slutning; what stands between is words
_PHRASE = re.compile(r'(?P<minus>(?<!\S)-)?"(?P<phrase>[^"]*)(?:"|$)')
# the minus of '-busbane', not of 'Børne- og' or 'høje-taastrup'
_MINUS = re.compile(r"(?<!\S)-$")
# '22 / 24308', as some systems print a case number
_SPACED_SLASH = re.compile(r"(?<=[0-9]) ?/ ?(?=[0-9])")
_CASE_WORDS = frozenset({"sag", "sagen", "sagsnr", "sagsnummer", "journalnr", "journalnummer", "nr", "j"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for (or not): a word, or a phrase of words as written."""

    units: tuple[Unit, ...]
    written: str
    phrase: bool = False
    negative: bool = False

    @property
    def only_stop_words(self) -> bool:
        return not any(word.stem for unit in self.units for word in unit.words)


@dataclass(frozen=True, slots=True)
class Question:
    """A query as search understands it. `text` is what was typed, trimmed and bounded."""

    text: str
    clauses: tuple[Clause, ...] = ()
    case_number: str = ""  # normalised, where the whole query is a case number and nothing else
    notes: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if not clause.negative)

    @property
    def unwanted(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.negative)

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def without(self, clause: Clause) -> Question:
        """The same question with one clause dropped, as a person would type it."""
        left = tuple(other for other in self.clauses if other is not clause)
        return Question(text=" ".join(other.written for other in left), clauses=left)

    def as_text(self) -> Question:
        """The same question about the text of items, also where it is a case number."""
        return replace(self, case_number="")


def read(typed: str) -> Question:
    """The question in what was typed. Long queries are cut, with a note."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())
    notes = []
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rsplit(" ", 1)[0]
        notes.append(f"Søgningen var meget lang. Kun de første {MOST_CHARACTERS} tegn er brugt.")
    plain = text.translate(_QUOTES)
    if plain.count('"') % 2:
        notes.append("Der mangler et anførselstegn. Vi har læst resten af søgningen som en frase.")
    clauses = tuple(_clauses(_SPACED_SLASH.sub("/", plain)))
    kept = _first_words(clauses, MOST_WORDS)
    if len(kept) < len(clauses):
        notes.append(f"Søgningen var meget lang. Kun de første {MOST_WORDS} ord er brugt.")
    clauses = _without_stop_words(kept)
    if text and not clauses:
        notes.append("Der er ingen ord at søge efter i det, du skrev.")
    return Question(text=text, clauses=clauses, case_number=_case_number(clauses), notes=tuple(notes))


def _clauses(plain: str) -> Iterator[Clause]:
    reached = 0
    for match in _PHRASE.finditer(plain):
        yield from _words(plain[reached : match.start()])
        units = tuple(analyse(match["phrase"]))
        sign = match["minus"] or ""
        if units:
            yield Clause(units, f'{sign}"{match["phrase"].strip()}"', phrase=True, negative=bool(sign))
        reached = match.end()
    yield from _words(plain[reached:])


def _words(stretch: str) -> Iterator[Clause]:
    for unit in analyse(stretch):
        sign = "-" if _MINUS.search(stretch, 0, unit.start) else ""
        yield Clause((unit,), sign + stretch[unit.start : unit.end], negative=bool(sign))


def _first_words(clauses: tuple[Clause, ...], most: int) -> tuple[Clause, ...]:
    kept, words = [], 0
    for clause in clauses:
        words += sum(len(unit.words) for unit in clause.units)
        if words > most:
            break
        kept.append(clause)
    return tuple(kept)


def _without_stop_words(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Stop words help only where there is nothing else to go by, or inside a phrase."""
    meaning = tuple(clause for clause in clauses if clause.phrase or not clause.only_stop_words)
    return meaning if any(not clause.negative for clause in meaning) else clauses


def _case_number(clauses: tuple[Clause, ...]) -> str:
    # '22/24308' · 'sag 22/24308' · 'Sagsnr. EMN-2022-81268'; in quotes it is text like any other
    plain = [clause for clause in clauses if clause.written.lower() not in _CASE_WORDS]
    if len(plain) != 1 or plain[0].phrase or plain[0].negative or not plain[0].units[0].identifier:
        return ""
    return normalise(plain[0].written)
