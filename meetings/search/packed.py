"""How many items answer, counted in bits (meetings.models.packed): a few milliseconds where words are common.

It can answer questions of words that have bits, put together with and, or and not, and filters by values and whole
years; or nothing asked at all. Its numbers are those of `counting.by_rows`, to the last: what has no bits yet is
counted row by row, in the same statement and so at the same moment. A test holds the two together.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from meetings.language.lexemes import quoted
from meetings.models.packed import FACET_COLUMNS

from .condition import TABLE, Condition
from .conditions import DATES
from .counting import ARCHIVE, COLUMNS, Choices, Counts, passed
from .query_language.nodes import Clause, Field, Group, Node
from .question import Question
from .running import fetch

# By rows, answers cost some 2 µs each, and in bits a question costs what a thousand rows do, whatever it asks.
WORTH_IT = 1_000  # answers
MOST_APART = 2_000  # rows without bits, and places just freed: with more, counting by rows is no slower

_COUNTED_AS: dict[str, Callable[[str], Any]] = {
    "kommune": int,
    "udvalg": int,
    "aar": int,
    "bilag": "true".__eq__,
    "lukket": "true".__eq__,
}


def by_bits(question: Question, choices: Choices) -> Counts | None:
    """The numbers of `counting.by_rows`, or None where rows must be counted. Two queries. Raises TooSlow."""
    lexemes = _lexemes(question)
    years = _whole_years(choices)
    if lexemes is None or years is None:
        return None
    documents = _ready(lexemes)
    if documents is None or (question.tree and _about(question.tree, documents) < WORTH_IT):
        return None
    rows = fetch(_counting(question, choices, lexemes, years), may_fail=True)
    facets: dict[str, dict[Any, int]] = {facet: defaultdict(int) for facet in COLUMNS}
    named = {column: facet for facet, column in COLUMNS.items()}
    figures: dict[str, int] = defaultdict(int)
    for column, value, number in rows:  # sums are numerics, or null where there was nothing to sum
        if column not in named:
            figures[column] += int(number or 0)
        elif number:
            facet = named[column]
            facets[facet][_COUNTED_AS.get(facet, str)(value)] += int(number)
    if figures["ready"] != len(lexemes):  # since we looked, a word has lost its bits
        return None
    return Counts(
        figures["total"], figures["asked"], {name: dict(of) for name, of in facets.items()}, figures["archive"]
    )


def _lexemes(question: Question) -> list[str] | None:
    """The stems that the question is made of; None where it asks for anything else."""
    if question.refused or question.case_number:
        return None
    found: dict[str, None] = {}
    for one in _ends(question.tree):
        lexeme = _lexeme(one)
        if lexeme is None:
            return None
        found[lexeme] = None
    return list(found)


def _ends(node: Node | None) -> Iterator[Clause | Field]:
    if isinstance(node, Group):
        for part in node.parts:
            yield from _ends(part)
    elif node is not None:
        yield node


def _lexeme(one: Clause | Field) -> str | None:
    """The one stem that says all that a text asks for; None of phrases, beginnings, names written in several ways."""
    if isinstance(one, Field) or one.phrase or one.prefix or len(one.units) != 1:
        return None
    unit = one.units[0]
    return unit.words[0].stem or None if len(unit.words) == 1 and unit.whole is None else None


def _whole_years(choices: Choices) -> tuple[int, int] | None:
    """The first and the last year of the days chosen; None where these are no whole years."""
    first, last = choices.get(DATES) or (None, None)
    if (first and (first.month, first.day) != (1, 1)) or (last and (last.month, last.day) != (12, 31)):
        return None
    return first.year if first else dt.MINYEAR, last.year if last else dt.MAXYEAR


def _ready(lexemes: list[str]) -> Mapping[str, int] | None:
    """About how many items have each of the words; None where not all have bits, or too much has none."""
    apart = " + ".join(
        f"(SELECT count(*) FROM (SELECT FROM meetings_{table} LIMIT {MOST_APART + 1}) t)"
        for table in ("unpackeditem", "freedplace")
    )
    rows = fetch(
        Condition(
            f"SELECT lexeme, documents FROM meetings_packedword WHERE ready AND lexeme = ANY(%s)"
            f" UNION ALL SELECT NULL, {apart} WHERE EXISTS (SELECT FROM meetings_packedsegment)",
            (lexemes,),
        )
    )
    documents = dict(rows)
    if documents.pop(None, MOST_APART + 1) > MOST_APART or len(documents) != len(lexemes):
        return None
    return documents


def _about(node: Node, documents: Mapping[str, int]) -> float:
    """So many items may answer at most, as far as can be told from each word alone."""
    if node.negative:
        return math.inf
    if isinstance(node, Group):
        return (min if node.kind == "all" else sum)(_about(part, documents) for part in node.parts)
    return documents[_lexeme(node) or ""]


def _counting(question: Question, choices: Choices, lexemes: list[str], years: tuple[int, int]) -> Condition:
    """One statement of rows (what, value, number): a column of search rows with one of its values, or a figure.

    Of each segment: `bits`, what answers, and of that what passes `everything` that is chosen, or all `but` one.
    """
    chosen = [facet for facet in (*COLUMNS, DATES) if choices.get(facet)]
    masks = {facet: "w.kommune" if facet == "kommune" else f"COALESCE(c.{facet}, w.zero)" for facet in chosen}
    ways = {"everything": [*masks.values()]}
    for facet in chosen:
        if facet != DATES:
            ways[f"but_{facet}"] = [mask for other, mask in masks.items() if other != facet]
    counted = ", ".join(f"{' & '.join(['w.bits', *of])} AS {way}" for way, of in ways.items())
    of_value = "".join(f" WHEN '{COLUMNS[way[4:]]}' THEN m.{way}" for way in ways if way.startswith("but_"))
    mask = f"CASE f.facet{of_value} ELSE m.everything END" if of_value else "m.everything"
    of_place = "but_kommune" if "kommune" in masks else "everything"
    words, filters, apart = _words(question, choices, lexemes), _filters(choices, years), _apart(question, choices)
    sql = f"""
        WITH words AS MATERIALIZED ({words.sql}), chosen AS MATERIALIZED ({filters.sql}),
        m AS MATERIALIZED (
            SELECT w.id, w.municipality_id, w.bits, {counted}
            FROM words w LEFT JOIN chosen c ON c.segment_id = w.id),
        apart AS MATERIALIZED ({apart.sql})
        SELECT 'total', NULL, sum(bit_count(everything)) FROM m
        UNION ALL SELECT 'asked', NULL, sum(bit_count(bits)) FROM m
        UNION ALL SELECT 'municipality_id', municipality_id::text, sum(bit_count({of_place})) FROM m GROUP BY 2
        UNION ALL SELECT f.facet, f.value, sum(bit_count(f.bits & {mask}))
            FROM m JOIN meetings_facetbits f ON f.segment_id = m.id GROUP BY 1, 2
        UNION ALL SELECT * FROM apart
        UNION ALL SELECT 'ready', NULL, count(*) FROM meetings_packedword WHERE ready AND lexeme = ANY(%s)
        UNION ALL SELECT 'archive', NULL, {ARCHIVE}"""
    return Condition(sql, (*words.parameters, *filters.parameters, *apart.parameters, lexemes))


def _words(question: Question, choices: Choices, lexemes: list[str]) -> Condition:
    """Of each segment: which of the items that are there have the words."""
    joins = "".join(
        f" LEFT JOIN meetings_wordbits w{n} ON w{n}.segment_id = a.id AND w{n}.lexeme = %s" for n in range(len(lexemes))
    )
    wanted = f"a.bits & {_expression(question.tree, lexemes)}" if question.tree else "a.bits"
    of_place = ", CASE WHEN a.municipality_id = ANY(%s) THEN a.bits ELSE a.zero END AS kommune"
    places = choices.get("kommune")
    sql = f"""
        SELECT a.id, a.municipality_id, a.zero, {wanted} AS bits{of_place if places else ""} FROM (
            SELECT s.id, s.municipality_id, s.alive & ~s.alive AS zero,
                CASE WHEN f.bits IS NULL THEN s.alive ELSE s.alive & ~f.bits END AS bits
            FROM meetings_packedsegment s LEFT JOIN (
                SELECT g.id, bit_or(set_bit(g.alive & ~g.alive, p.place, 1)) AS bits
                FROM meetings_freedplace p JOIN meetings_packedsegment g ON g.id = p.segment_id GROUP BY g.id
            ) f USING (id)) a{joins}"""
    return Condition(sql, (*([list(places)] if places else []), *lexemes))


def _expression(node: Node, lexemes: list[str]) -> str:
    if isinstance(node, Group):
        bits = f"({(' & ' if node.kind == 'all' else ' | ').join(_expression(part, lexemes) for part in node.parts)})"
    else:
        bits = f"COALESCE(w{lexemes.index(_lexeme(node) or '')}.bits, a.zero)"
    return f"(~{bits})" if node.negative else bits


def _filters(choices: Choices, years: tuple[int, int]) -> Condition:
    """Of each segment: which items have a chosen value, a column a filter; no row where none has."""
    columns: list[str] = []
    parameters: list[Any] = []
    for facet, column in COLUMNS.items():
        if choices.get(facet) and facet != "kommune":
            columns.append(f"bit_or(bits) FILTER (WHERE facet = '{column}' AND value = ANY(%s)) AS {facet}")
            parameters.append([_as_text(value) for value in choices[facet]])
    if choices.get(DATES):  # CASE, since other values are no numbers
        columns.append(
            f"bit_or(bits) FILTER (WHERE CASE facet WHEN 'year' THEN value::int BETWEEN %s AND %s END) AS {DATES}"
        )
        parameters += years
    if not columns:
        return Condition("SELECT NULL::bigint AS segment_id")
    wanted = [COLUMNS.get(facet, "year") for facet in (*COLUMNS, DATES) if choices.get(facet)]
    sql = f"SELECT segment_id, {', '.join(columns)} FROM meetings_facetbits WHERE facet = ANY(%s) GROUP BY segment_id"
    return Condition(sql, (*parameters, wanted))


def _apart(question: Question, choices: Choices) -> Condition:
    """The same rows (what, value, number) of what has no bits yet: looked at one by one."""
    chosen = passed(choices)
    passes = "".join(f", ({one.sql}) AS passes_{facet}" for facet, one in chosen.items())
    words = Condition("TRUE")
    if question.tree:  # IS TRUE keeps the words from their index, which would fetch all that have them
        words = Condition("(vector @@ %s::tsquery) IS TRUE", (_tsquery(question.tree),))
    but = "".join(
        f" WHEN '{COLUMNS[facet]}' THEN {_all(other for other in chosen if other != facet)}"
        for facet in chosen
        if facet != DATES
    )
    values = ", ".join(f"('{column}', a.{column}::text)" for column in ("municipality_id", *FACET_COLUMNS[:-1]))
    sql = f"""
        SELECT v.what, v.value, count(*) FILTER (WHERE CASE v.what WHEN 'asked' THEN TRUE{but} ELSE {_all(chosen)} END)
        FROM (
            SELECT municipality_id, {", ".join(FACET_COLUMNS)}{passes} FROM {TABLE}
            WHERE item_id = ANY(ARRAY(SELECT item_id FROM meetings_unpackeditem)) AND {words.sql}) a
        CROSS JOIN LATERAL (
            VALUES ('total', NULL), ('asked', NULL), {values} UNION ALL SELECT 'parties', unnest(a.parties)
        ) v(what, value)
        GROUP BY 1, 2"""
    return Condition(sql, (*(value for one in chosen.values() for value in one.parameters), *words.parameters))


def _all(facets: Iterable[str]) -> str:
    return " AND ".join(f"a.passes_{facet}" for facet in facets) or "TRUE"


def _tsquery(node: Node) -> str:
    if isinstance(node, Group):
        query = f"({(' & ' if node.kind == 'all' else ' | ').join(map(_tsquery, node.parts))})"
    else:
        query = quoted(_lexeme(node) or "")
    return f"!{query}" if node.negative else query


def _as_text(value: Any) -> str:
    """As PostgreSQL writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
