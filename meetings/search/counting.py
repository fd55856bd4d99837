"""How many items answer, counted row by row: right for every question, and what every other way is held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .conditions import DATES, TABLE, Condition, asked, is_plain, passes
from .question import Question
from .running import fetch

COUNT_MS = 450  # counting and a page (query.py) together take less than a second, with all that is done in Python
KEPT = 2_000  # answers of a phrase that are remembered from counting

COLUMNS = {
    "kommune": "municipality_id",
    "udvalg": "committee_id",
    "aar": "year",
    "type": "kind",
    "udfald": "outcome",
    "fraveget": "departed",
    "bilag": "has_attachments",
    "lukket": "closed",
    "parti": "parties",
}
# What is counted together: each group costs a look-up a row, and a facet's numbers are the sums of its group's.
_GROUPS = (("kommune", "udvalg"), ("aar", "type", "udfald", "fraveget", "bilag", "lukket"), ("parti",))
_ALL = 2 ** len(_GROUPS) - 1  # what GROUPING says of the row that sums up everything
Choices = Mapping[str, tuple[Any, ...]]  # facet -> values of its column; an absent facet or () means any
ARCHIVE = f"(SELECT reltuples::bigint FROM pg_class WHERE oid = '{TABLE}'::regclass)"


@dataclass(frozen=True, slots=True)
class Answers:
    """Items by id, as one text '12,7,31': tens of thousands go back to the database without being read here."""

    text: str
    number: int

    def condition(self) -> Condition:
        return Condition("item_id = ANY(%s::bigint[])", (f"{{{self.text}}}",))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items answer, and for each facet how many for each value when that facet's own choice is left out."""

    total: int
    unfiltered: int  # without any choice
    facets: dict[str, dict[Any, int]]
    archive: int  # items that can be found at all, roughly
    # Where they were dear to find and are not too many; some may not pass every choice. Never none at all.
    answers: Answers | None = None


def passed(choices: Choices) -> dict[str, Condition]:
    """What each filter asks in which something is chosen: of DATES too, which is no facet."""
    return {
        facet: passes(COLUMNS.get(facet, "date"), choices[facet]) for facet in (*COLUMNS, DATES) if choices.get(facet)
    }


def by_rows(question: Question, choices: Choices) -> Counts:
    """Exact numbers: one pass over the items that answer the question. Raises TooSlow.

    As few groupings as can be: by committee, which knows its municipality; by year, kind, outcome and what else has
    few values, of which there are some hundred combinations; and by the parties named. The facets are their sums.
    """
    condition, chosen = asked(question), passed(choices)
    kinds = ["", *(facet for facet in chosen if facet != DATES)]
    numbers, parameters = ["count(*)"], []
    for kind in kinds:
        others = [one for facet, one in chosen.items() if facet != kind]
        numbers.append(f"count(*) FILTER (WHERE {' AND '.join(one.sql for one in others) or 'TRUE'})")
        parameters += [value for one in others for value in one.parameters]
    columns = [*COLUMNS.values(), *(["date"] if DATES in chosen else [])]
    found, first = f"SELECT item_id, {', '.join(columns)} FROM {TABLE} WHERE {condition.sql}", "NULL"
    if not is_plain(question):
        first = f"(SELECT array_agg(item_id) FROM (SELECT item_id FROM m LIMIT {KEPT + 1}) f)"
    which = f"GROUPING({', '.join(COLUMNS[group[0]] for group in _GROUPS)})"
    groups = ", ".join(f"({', '.join(COLUMNS[facet] for facet in group)})" for group in _GROUPS)
    sql = f"""
        WITH m AS {"NOT" if is_plain(question) else ""} MATERIALIZED ({found})
        SELECT {which}, {", ".join(COLUMNS.values())}, {", ".join(numbers)},
            CASE WHEN {which} = {_ALL} THEN {first} END, CASE WHEN {which} = {_ALL} THEN {ARCHIVE} END
        FROM m GROUP BY GROUPING SETS ((), {groups})"""
    return _counted(fetch(Condition(sql, (*condition.parameters, *parameters)), ms=COUNT_MS), kinds)


def _counted(rows: list[tuple[Any, ...]], kinds: list[str]) -> Counts:
    """Rows of the groupings: which one (_ALL: everything), the columns, the count without choices, a count for each of
    `kinds` ('': with all choices; a facet: with all but its own), the first items and the size of the archive."""
    facets: dict[str, dict[Any, int]] = {facet: defaultdict(int) for facet in COLUMNS}
    counted = {_ALL - 2 ** (len(_GROUPS) - 1 - place): group for place, group in enumerate(_GROUPS)}
    total, unfiltered, archive, items = 0, 0, 0, None
    # A common word has thousands of rows: where in a row a facet's value and its number stand is looked up once.
    column, first_count = {facet: at for at, facet in enumerate(COLUMNS, 1)}, len(COLUMNS) + 2
    count = {facet: first_count + (kinds.index(facet) if facet in kinds else 0) for facet in COLUMNS}
    of_group = {
        which: [(facets[facet], column[facet], count[facet]) for facet in group] for which, group in counted.items()
    }
    for row in rows:
        if row[0] == _ALL:
            unfiltered, total, items, archive = row[first_count - 1], row[first_count], row[-2], row[-1]
            continue
        for sums, value_at, number_at in of_group[row[0]]:
            if number := row[number_at]:
                for value in _values(row[value_at]):
                    sums[value] += number
    kept = Answers(",".join(map(str, items)), len(items)) if items and len(items) <= KEPT else None
    return Counts(total, unfiltered, {facet: dict(values) for facet, values in facets.items()}, archive, kept)


def _values(value: Any) -> Sequence[Any]:
    """What a row counts under: each party that is named, none where none is; else the one value."""
    return value or () if value is None or isinstance(value, list) else (value,)
