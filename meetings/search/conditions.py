"""A question as conditions of SQL. Lexemes come from our own analyser and go in as parameters, never into the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meetings.language.analyse import Term, Unit
from meetings.language.lexemes import quoted
from meetings.models import SearchItem

from .question import Clause, Question

TABLE = SearchItem._meta.db_table


@dataclass(frozen=True, slots=True)
class Condition:
    """Part of a WHERE with its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        return Condition(f"{self.sql} AND {other.sql}", self.parameters + other.parameters)


EVERYTHING = Condition("TRUE")


def asked(question: Question) -> Condition:
    """The items that answer the question, whatever the filters.

    A query that is a case number asks for the items of that case; only where no case has that number, for the items
    whose text names it (a document number, say).
    """
    text = _text(question)
    if not question.case_number:
        return text
    of_case = "case_number = %s"
    no_case = f"NOT EXISTS (SELECT FROM {TABLE} WHERE {of_case})"
    number = question.case_number
    return Condition(f"({of_case} OR ({no_case} AND {text.sql}))", (number, number, *text.parameters))


DATES = "dato"  # the choice (first day, last day), both included, either None: no facet, since nobody counts days


def among(columns: Mapping[str, str], choices: Mapping[str, tuple[Any, ...]]) -> Condition:
    """The items that pass every filter in which something is chosen; `columns` says which column a filter looks at."""
    condition = EVERYTHING
    for facet in (*columns, DATES):
        if choices.get(facet):
            condition &= passes(columns.get(facet, "date"), choices[facet])
    return condition


def passes(column: str, values: tuple[Any, ...]) -> Condition:
    """The items with any of the values in a column; of days, those between the two."""
    if column == "date":
        first, last = values
        return Condition("date BETWEEN %s AND %s", (first or dt.date.min, last or dt.date.max))
    if column == "parties":
        return Condition("parties && %s::varchar[]", (list(values),))
    return Condition(f"{column} = ANY(%s)", (list(values),))


def ranking(question: Question) -> str:
    """What is asked for as one tsquery over stems, phrases as nearness: for scores, and for titles."""
    return " & ".join(filter(None, (_by_stems(clause) for clause in question.wanted)))


def is_plain(question: Question) -> bool:
    """Whether words are all that is asked for: then what `ranking` matches is exactly what `asked` matches."""
    words = not question.unwanted and not any(_needs_exact(clause) for clause in question.wanted)
    return words and not question.case_number


def _text(question: Question) -> Condition:
    by_stems = [clause for clause in question.wanted if not _needs_exact(clause)]
    by_words = [clause for clause in question.wanted if _needs_exact(clause)]
    condition = EVERYTHING
    stems = [_by_stems(clause) for clause in by_stems]
    unwanted = list(question.unwanted)
    if stems:  # a 'not' beside a word costs nothing inside the same tsquery
        beside = [clause for clause in unwanted if not _needs_exact(clause)]
        stems += [f"!({_by_stems(clause)})" for clause in beside]
        unwanted = [clause for clause in unwanted if clause not in beside]
        condition &= Condition("vector @@ %s::tsquery", (" & ".join(stems),))
    if by_words:
        condition &= Condition("exact @@ %s::tsquery", (" & ".join(map(_by_words, by_words)),))
    for clause in unwanted:  # alone it has no index to use, so its opposite is looked up and left out
        column, query = ("exact", _by_words(clause)) if _needs_exact(clause) else ("vector", _by_stems(clause))
        left_out = f"SELECT item_id FROM {TABLE} WHERE {column} @@ %s::tsquery"
        condition &= Condition(f"item_id NOT IN ({left_out})", (query,))
    return condition


def _needs_exact(clause: Clause) -> bool:
    """Phrases are matched as written, and stop words stand only among the words as written."""
    return clause.phrase or clause.only_stop_words


def _by_stems(clause: Clause) -> str:
    return _sequence(clause.units, stems=True)


def _by_words(clause: Clause) -> str:
    return _sequence(clause.units, stems=False)


def _sequence(units: Sequence[Unit], *, stems: bool) -> str:
    """Words in their order and distance. One unit of several words may also stand as the whole it was written as."""
    apart = _in_order((word for unit in units for word in unit.words), stems=stems)
    whole = units[0].whole if len(units) == 1 else None
    if whole is None:
        return apart
    name = quoted(whole.stem if stems else whole.exact)
    return f"({name} | {apart})" if apart else name


def _in_order(words: Iterable[Term], *, stems: bool) -> str:
    """'a' <-> 'b' <2> 'c': the distances leave room for stop words, which have no stem."""
    sequence, reached = "", 0
    for word in words:
        lexeme = word.stem if stems else word.exact
        if lexeme:
            sequence += f" <{word.position - reached}> {quoted(lexeme)}" if sequence else quoted(lexeme)
            reached = word.position
    return f"({sequence})" if " " in sequence else sequence
