"""The two questions search puts to the database: how many, and which.

`count` has two ways to the same numbers: row by row (counting.py), which is right for every question, and in bits
(packed.py), for what is common. Where either is late, nothing is counted.

Plans are settled here, not by the planner: it does not know that reading a vector costs far more than reading a row.
A count of a common word would read every vector of the table, and a rare word would be looked for by walking the
dates. So the table is never scanned where a question has words, and `find` walks the dates only for words that
`count` has shown to be common.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .condition import EVERYTHING
from .conditions import TABLE, Condition, among, asked, is_plain, ranking
from .counting import COLUMNS, Choices, Counts, by_rows
from .one_by_one import of_a_row
from .packed import by_bits
from .question import Question
from .running import STATEMENT_MS, TooSlow, fetch, prepared

__all__ = ["COLUMNS", "Choices", "Counts", "TooSlow", "count", "fetch", "find", "how_many", "prepared"]

FIND_MS = 350  # for a page, beside COUNT_MS for counting
NEWEST_MS = 150  # for a page that is late: whatever is newest, met on a walk by date
A_DAY = 0.01 / 365.25  # what being newer is worth
A_PAGE = 100  # answers asked for at once; who wants more than that (an export) may wait longer
HOW_MANY = 1_000  # where a rough number will do, counting stops here
RANKED = 400  # candidates that are ordered by score; what comes after them is ordered by date
RANKED_TITLES = 200  # of them, so many may be taken for their titles alone

# What a row costs, as far as is known; only how they compare matters, and that holds from machine to machine.
_VECTOR = 16.0  # to read its vector and look a word up there
_NARROW = 0.5  # to pass it by, for what its own columns say
_FOUND = 1.3  # to find it through the index of words
Way = Literal["dates", "words", "filters"]  # what a search goes by: the order itself, or an index


def count(question: Question, choices: Choices) -> Counts:
    """Exact numbers: in bits where that is quicker, else row by row. Raises TooSlow."""
    return by_bits(question, choices) or by_rows(question, choices)


def find(question: Question, choices: Choices, *, sort: str, start: int, size: int, counts: Counts | None) -> list[int]:
    """The items' ids from `start` on, in the order of `sort`. Without `counts` the words are taken for common.

    'relevans' orders the RANKED best candidates by score: the newest with the words in their titles and the newest
    of all. All candidates are all answers where there are no more than RANKED. Of a page that cannot be had in time
    the newest answers come instead, which needs no index. Raises TooSlow where not even those can.
    """
    in_hurry = size <= A_PAGE
    ms = FIND_MS if in_hurry else STATEMENT_MS
    try:
        return _in_order(question, choices, sort=sort, start=start, size=size, counts=counts, ms=ms)
    except TooSlow:
        if not in_hurry:
            raise
    order = "ASC" if sort == "aeldste" else "DESC"
    return _ids(_Newest(_asking(question, choices), order, "dates", EVERYTHING).sql(), start, size, NEWEST_MS)


def best(question: Question, choices: Choices, counts: Counts | None) -> list[int]:
    """The RANKED best candidates in their order; none where they cannot be had in time."""
    try:
        return _in_order(question, choices, sort="relevans", start=0, size=RANKED, counts=counts, ms=FIND_MS)
    except TooSlow:
        return []


def where(question: Question, choices: Choices, counts: Counts | None) -> Condition:
    """All that answer, gone by what costs least."""
    if counts and counts.answers:
        return counts.answers.condition() & among(COLUMNS, choices)
    asking = _asking(question, choices)
    needed = counts.total if counts else 0
    days = EVERYTHING if question else _days(counts, choices)  # words have an index of their own
    return _Newest(asking, "DESC", _way(counts, needed, asking), days).where()


def _in_order(
    question: Question, choices: Choices, *, sort: str, start: int, size: int, counts: Counts | None, ms: int
) -> list[int]:
    asking = _asking(question, choices)
    kept = counts.answers if counts else None
    if kept:  # a phrase is looked for once: each look reads the words of many items
        found = kept.condition()
        asking = replace(asking, words=found, one_by_one=found, only_words=False)
    terms = ranking(question)
    order = "ASC" if sort == "aeldste" else "DESC"

    def newest(needed: int) -> _Newest:
        if kept and counts:  # the many are met on a walk, where each row is looked up among them in no time
            walk = min(needed / max(counts.total, 1), 1.0) * max(counts.archive, kept.number) * _NARROW
            return _Newest(asking, order, "dates" if walk < kept.number * _FOUND else "words", EVERYTHING)
        way = _way(counts, needed, asking) if question else "dates"
        years = _years(counts, choices, needed, order) if way == "words" else _days(counts, choices)
        return _Newest(asking, order, way, years)

    if sort == "relevans" and terms and start < RANKED:
        return _ids(_best(newest(RANKED), terms, needed=start + size), start, size, ms)
    if sort == "relevans" and terms:
        rest = _after_the_best(newest(RANKED), newest(start + size), terms, needed=start + size)
        return _ids(rest, start - RANKED, size, ms)
    return _ids(newest(start + size).sql(), start, size, ms)


def _ids(found: Condition, start: int, size: int, ms: int) -> list[int]:
    cut = Condition(f"{found.sql} LIMIT %s OFFSET %s", (*found.parameters, size, start))
    return [row[0] for row in fetch(cut, ms=ms)]


def how_many(questions: Sequence[Question]) -> list[int]:
    """How many items answer each question, counted to HOW_MANY; one query. Raises TooSlow."""
    asking = [asked(question) for question in questions]
    parts = " UNION ALL ".join(
        f"SELECT {number}, (SELECT count(*) FROM (SELECT FROM {TABLE} WHERE {one.sql} LIMIT {HOW_MANY}) m)"
        for number, one in enumerate(asking)
    )
    rows = fetch(Condition(f"{parts} ORDER BY 1", tuple(value for one in asking for value in one.parameters)))
    return [row[1] for row in rows]


@dataclass(frozen=True, slots=True)
class _Asking:
    words: Condition
    one_by_one: Condition  # the words again, as one row can be asked: it looks nothing up
    filters: Condition
    only_words: bool  # no phrases, nothing unwanted, no case number: `words` is one tsquery over stems


def _asking(question: Question, choices: Choices) -> _Asking:
    words = asked(question)
    single = words if question.tree is None or question.case_number or question.refused else of_a_row(question.tree)
    return _Asking(words, single, among(COLUMNS, choices), is_plain(question))


def _way(counts: Counts | None, needed: int, asking: _Asking) -> Way:
    """What costs least: to walk by date until `needed` answers are met, to fetch all that have the words through their
    index, or to look for the words in all that passes the filters.

    Of what is more than words (a phrase) the index only tells where it may be, so that its vector must be read as well.
    """
    if counts is None:
        return "dates"
    archive, with_words = max(counts.archive, counts.unfiltered, 1), max(counts.unfiltered, 1)
    share = min(needed / counts.total, 1.0) if counts.total else 1.0  # of the archive that a walk goes through
    passing = archive * counts.total / with_words  # as if words and filters had nothing to do with one another
    costs: dict[Way, float] = {
        "dates": share * (passing * _VECTOR + archive * _NARROW),
        "words": with_words * (_FOUND if asking.only_words else _VECTOR),
    }
    if asking.filters is not EVERYTHING:
        costs["filters"] = passing * _VECTOR + archive * _NARROW / 2
    return min(costs, key=costs.__getitem__)


def _years(counts: Counts | None, choices: Choices, needed: int, order: str) -> Condition:
    """The years in which the first `needed` answers lie, as far as the numbers tell: what comes after is not sorted."""
    if counts is None:
        return EVERYTHING
    held, chosen = 0, choices.get("aar")
    for year in sorted(counts.facets["aar"], reverse=order == "DESC"):
        held += counts.facets["aar"][year] if not chosen or year in chosen else 0
        if held >= needed:
            return Condition(f"year {'>=' if order == 'DESC' else '<='} %s", (year,))
    return EVERYTHING


def _days(counts: Counts | None, choices: Choices) -> Condition:
    """Between which days all answers lie, as far as the numbers tell: a walk by date begins and ends there."""
    chosen = choices.get("aar")
    years = [year for year in (counts.facets["aar"] if counts else ()) if not chosen or year in chosen]
    if not years:
        return EVERYTHING
    return Condition("date BETWEEN %s AND %s", (dt.date(min(years), 1, 1), dt.date(max(years), 12, 31)))


@dataclass(frozen=True, slots=True)
class _Newest:
    """The answers by date."""

    asking: _Asking
    order: str
    way: Way
    years: Condition  # in which its answers lie

    def sql(self) -> Condition:
        """A SELECT of ids and dates, to be cut by a LIMIT."""
        by, where = f"ORDER BY date {self.order}, item_id {self.order}", self.where()
        if self.way == "dates" or self.asking.words is EVERYTHING:
            return Condition(f"SELECT item_id, date FROM {TABLE} WHERE {where.sql} {by}", where.parameters)
        found = (
            f"WITH m AS MATERIALIZED (SELECT item_id, date FROM {TABLE} WHERE {where.sql}) SELECT item_id, date FROM m"
        )
        return Condition(f"SELECT item_id, date FROM ({found}) m {by}", where.parameters)

    def where(self) -> Condition:
        """What is not gone by is kept from its index: the planner, to which a vector costs no more than a number, would
        take an index of places and read all their vectors. Without words it may do as it likes."""
        words, single, filters = self.asking.words, self.asking.one_by_one, self.asking.filters
        if words is EVERYTHING:
            return self.years & filters
        looked_at = Condition(
            f"(CASE WHEN {filters.sql} THEN {single.sql} END) IS TRUE", filters.parameters + single.parameters
        )
        if self.way == "dates":
            return self.years & looked_at
        if self.way == "filters":
            return filters & looked_at
        others = self.years & filters
        return words & Condition(f"({others.sql}) IS TRUE", others.parameters)


def _candidates(newest: _Newest, terms: str, *, needed: int = RANKED) -> Condition:
    """The CTE `c`: RANKED items, or all that answer where they are fewer; each once.

    Where `needed` have the words in their titles, these are enough, as no other comes before them.
    """
    asking = newest.asking
    titled = Condition("ts_filter(vector, '{a}') @@ %s::tsquery", (terms,))
    single = Condition(f"({asking.one_by_one.sql}) IS TRUE", asking.one_by_one.parameters)
    # A title with the words is an answer where nothing else is asked; then its vector need not be read.
    words = titled if asking.only_words else titled & single
    titles = _Newest(replace(asking, words=words), "DESC", "words", EVERYTHING).sql()
    rest = newest.sql()
    sql = f"""
        t AS MATERIALIZED ({titles.sql} LIMIT {RANKED_TITLES}),
        n AS MATERIALIZED (SELECT * FROM ({rest.sql} LIMIT {RANKED}) r WHERE (SELECT count(*) FROM t) < {int(needed)}),
        c AS MATERIALIZED (SELECT item_id, 1 AS titled FROM t UNION ALL
            (SELECT item_id, 0 FROM n WHERE item_id NOT IN (SELECT item_id FROM t)
             LIMIT {RANKED} - (SELECT count(*) FROM t)))"""
    return Condition(sql, titles.parameters + rest.parameters)


def _best(newest: _Newest, terms: str, *, needed: int) -> Condition:
    """Title over decision over recommendation over the rest; inside each, how often and how near; newer a little first.

    A title with all the words is worth 4; the rank of the text at most 2 (32: r / (r + 1)), however often a word
    stands in it; a year 0.01. Each candidate's vector is read once, which is what ordering costs.
    """
    candidates = _candidates(newest, terms, needed=needed)
    sql = f"""
        WITH {candidates.sql}
        SELECT s.item_id FROM c JOIN {TABLE} s USING (item_id)
        ORDER BY c.titled * 4 + 2 * ts_rank_cd('{{0.008, 0.3, 1.0, 1.0}}', s.vector, %s::tsquery, 32)
            + (s.date - DATE '2000-01-01') * {A_DAY}::float8 DESC, s.date DESC, s.item_id DESC"""
    return Condition(sql, (*candidates.parameters, terms))


def _after_the_best(newest: _Newest, all_of_them: _Newest, terms: str, *, needed: int) -> Condition:
    """By date what is not among the best. The first `needed` of all answers hold them: the best come out of these, or
    stand after them."""
    candidates, rest = _candidates(newest, terms), all_of_them.sql()
    sql = f"""
        WITH {candidates.sql}
        SELECT item_id FROM ({rest.sql} LIMIT %s) r WHERE item_id NOT IN (SELECT item_id FROM c)
        ORDER BY date {all_of_them.order}, item_id {all_of_them.order}"""
    return Condition(sql, (*candidates.parameters, *rest.parameters, needed))
