"""The statement that counts in bits (packed.py).

Of each segment there is what is alive in it, and for each end of the question and each filter a bit string, which a
CTE of its own gives (`_Ends`); the question's tree and the filters are & and | and ~ of these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from meetings.models.packed import FACET_COLUMNS

from .condition import EVERYTHING, TABLE, Condition, any_of
from .conditions import DATES, among
from .counting import ARCHIVE, COLUMNS, Choices, passed
from .one_by_one import of_a_row, of_an_end
from .query_language.nodes import Clause, Field, Group, Node
from .question import Question
from .written import as_bits, begun, in_bits

LITTLE = 8_000  # answers that are looked up one by one; more are met sooner by looking at every place

# What is alive in each segment: without a look at freed places, and with one.
_ALL_ALIVE = "SELECT id, municipality_id, alive & ~alive AS zero, alive AS bits FROM meetings_packedsegment"
_ALIVE = """
    SELECT s.id, s.municipality_id, s.alive & ~s.alive AS zero,
        CASE WHEN f.bits IS NULL THEN s.alive ELSE s.alive & ~f.bits END AS bits
    FROM meetings_packedsegment s LEFT JOIN (
        SELECT g.id, bit_or(set_bit(g.alive & ~g.alive, p.place, 1)) AS bits
        FROM meetings_freedplace p JOIN meetings_packedsegment g ON g.id = p.segment_id GROUP BY g.id) f USING (id)"""


def lexeme_of(end: Clause | Field) -> str | None:
    """The one stem that says all that a text asks for; None of phrases, beginnings, names written in several ways."""
    if isinstance(end, Field) or end.phrase or end.prefix or len(end.units) != 1:
        return None
    unit = end.units[0]
    return unit.words[0].stem or None if len(unit.words) == 1 and unit.whole is None else None


class Counting(NamedTuple):
    statement: Condition
    in_bits: bool  # whether nothing is looked up among the search rows


def counting(question: Question, choices: Choices, known: Mapping[str, int], *, few: int, settled: bool) -> Counting:
    """One statement of rows (what, value, number): a column of search rows with one of its values, or a figure.
    `known` have bits; the statement tells as 'ready' how many of them still have when it runs. 'items' are the answers,
    '12,7,31', where no more than `few` pass everything that is chosen.

    `settled`: rows without bits and freed places are not looked at, which is a third of the cost. As 'waiting' the
    statement tells whether there are any; where there are, its numbers are wrong.

    Of each segment: `bits`, what answers, and of that what passes `everything` that is chosen, or all `but` one.
    """
    ends = _Ends(known)
    wanted = ends.of_tree(question.tree) if question.tree else "a.bits"
    filters = {facet: ends.of_filter(facet, choices[facet]) for facet in (*COLUMNS, DATES) if choices.get(facet)}
    masks = {facet: f"w.of_{facet}" for facet in filters}
    ways = {"everything": [*masks.values()]}
    for facet in filters:
        if facet != DATES:
            ways[f"but_{facet}"] = [mask for other, mask in masks.items() if other != facet]
    counted = ", ".join(f"{' & '.join(['w.bits', *of])} AS {way}" for way, of in ways.items())
    of_value = "".join(f" WHEN '{COLUMNS[way[4:]]}' THEN m.{way}" for way in ways if way.startswith("but_"))
    mask = f"CASE f.facet{of_value} ELSE m.everything END" if of_value else "m.everything"
    of_place = "but_kommune" if "kommune" in masks else "everything"
    of_filters = "".join(f", {bits} AS of_{facet}" for facet, bits in filters.items())
    given, apart = ends.given(), _WAITING if settled else _apart(question, choices)
    found = _found(question, choices, few, settled=settled)
    sql = f"""
        WITH alive AS MATERIALIZED ({_ALL_ALIVE if settled else _ALIVE}){given.sql},
        words AS MATERIALIZED (
            SELECT a.id, a.municipality_id, a.bits & {wanted} AS bits{of_filters} FROM alive a{ends.joins()}),
        m AS MATERIALIZED (SELECT w.id, w.municipality_id, w.bits, {counted} FROM words w),
        apart AS MATERIALIZED ({apart.sql})
        SELECT 'total', NULL, sum(bit_count(everything)::int) FROM m
        UNION ALL SELECT 'asked', NULL, sum(bit_count(bits)::int) FROM m
        UNION ALL SELECT 'municipality_id', municipality_id::text, sum(bit_count({of_place})::int) FROM m GROUP BY 2
        UNION ALL SELECT f.facet, f.value, sum(bit_count(f.bits & {mask})::int)
            FROM m JOIN meetings_facetbits f ON f.segment_id = m.id GROUP BY 1, 2
        UNION ALL SELECT * FROM apart{found.sql}
        UNION ALL SELECT 'ready', NULL, count(*) FROM meetings_packedword WHERE ready AND lexeme = ANY(%s)
        UNION ALL SELECT 'archive', NULL, {ARCHIVE}"""
    statement = Condition(sql, (*given.parameters, *apart.parameters, *found.parameters, list(known)))
    return Counting(statement, not ends.looked_up)


class _Ends:
    """Bit strings asked for, each a CTE (segment_id, bits); no row of a segment where none of its items has it."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known
        self._asked: list[Condition] = []
        self.looked_up = False

    def of_tree(self, node: Node) -> str:
        if isinstance(node, Group):
            bits = f"({(' & ' if node.kind == 'all' else ' | ').join(map(self.of_tree, node.parts))})"
        else:
            bits = self._of_end(node)
        return f"(~{bits})" if node.negative else bits

    def of_filter(self, facet: str, values: tuple[Any, ...]) -> str:
        if facet == "kommune":
            return self._bits(_of_places(Condition("municipality_id = ANY(%s)", (list(values),))))
        if facet == DATES:
            return self._of_days(*values)
        return self._bits(
            _of_values(COLUMNS[facet], Condition("value = ANY(%s)", ([_as_text(one) for one in values],)))
        )

    def given(self) -> Condition:
        sql = "".join(f",\n        x{number} AS MATERIALIZED ({one.sql})" for number, one in enumerate(self._asked))
        return Condition(sql, tuple(value for one in self._asked for value in one.parameters))

    def joins(self) -> str:
        return "".join(f" LEFT JOIN x{number} ON x{number}.segment_id = a.id" for number in range(len(self._asked)))

    def _of_end(self, end: Clause | Field) -> str:
        lexeme = lexeme_of(end)
        if lexeme in self._known:
            return self._bits(Condition("SELECT segment_id, bits FROM meetings_wordbits WHERE lexeme = %s", (lexeme,)))
        if written := in_bits(end, self._known):
            return self._bits(written)
        if halves := begun(end, self._known):
            common, others = halves
            return f"({self._bits(common)} | {self._looked_up(others)})"
        condition = of_an_end(end)
        if condition.sql.startswith("municipality_id "):
            return self._bits(_of_places(condition))
        if condition.sql.startswith("committee_id "):
            value = Condition(condition.sql.replace("committee_id", "value::bigint", 1), condition.parameters)
            return self._bits(_of_values("committee_id", value))
        if condition.sql == "date BETWEEN %s AND %s":
            return self._of_days(*condition.parameters)
        return self._looked_up(condition)

    def _of_days(self, first: dt.date | None, last: dt.date | None) -> str:
        """Whole years have bits; what is left of the first and the last year is looked up."""
        first, last = first or dt.date.min, last or dt.date.max
        begins, ends = (
            first.year + ((first.month, first.day) != (1, 1)),
            last.year - ((last.month, last.day) != (12, 31)),
        )
        found = [_of_values("year", Condition("value::int BETWEEN %s AND %s", (begins, ends)))]
        parts = []
        if begins > ends:
            parts = [(first, last)] if first <= last else []
        else:
            if begins > first.year:
                parts.append((first, dt.date(first.year, 12, 31)))
            if ends < last.year:
                parts.append((dt.date(last.year, 1, 1), last))
        if parts:
            days = any_of([Condition("date BETWEEN %s AND %s", part) for part in parts])
            return f"({' | '.join([*map(self._bits, found), self._looked_up(days)])})"
        return f"({' | '.join(map(self._bits, found))})"

    def _looked_up(self, condition: Condition) -> str:
        self.looked_up = True
        return self._bits(_looked_up(condition))

    def _bits(self, condition: Condition) -> str:
        self._asked.append(condition)
        return f"COALESCE(x{len(self._asked) - 1}.bits, a.zero)"


def _of_places(condition: Condition) -> Condition:
    sql = f"SELECT id AS segment_id, alive AS bits FROM meetings_packedsegment WHERE {condition.sql}"
    return Condition(sql, condition.parameters)


def _of_values(column: str, condition: Condition) -> Condition:
    """`condition` speaks of `value`, of that column alone: of others it may be no number."""
    sql = f"""
        SELECT segment_id, bit_or(bits) AS bits FROM meetings_facetbits
        WHERE facet = '{column}' AND CASE facet WHEN '{column}' THEN {condition.sql} END GROUP BY segment_id"""
    return Condition(sql, condition.parameters)


def _looked_up(condition: Condition) -> Condition:
    """The items that an index finds, as bits."""
    found = f"SELECT item_id FROM {TABLE} WHERE {condition.sql}"
    # An array is looked up one by one: for a list that the planner takes for longer, all places would be read.
    sql = f"SELECT segment_id, place FROM meetings_packedplace WHERE item_id = ANY(ARRAY({found}))"
    return as_bits(Condition(sql, condition.parameters))


_WAITING = Condition("""
    SELECT 'waiting', NULL,
        (EXISTS (SELECT FROM meetings_unpackeditem) OR EXISTS (SELECT FROM meetings_freedplace))::int""")


def _apart(question: Question, choices: Choices) -> Condition:
    """The same rows (what, value, number) of what has no bits yet: looked at one by one."""
    chosen = passed(choices)
    passes = "".join(f", ({one.sql}) AS passes_{facet}" for facet, one in chosen.items())
    words = of_a_row(question.tree) if question.tree else EVERYTHING
    but = "".join(
        f" WHEN '{COLUMNS[facet]}' THEN {_all(other for other in chosen if other != facet)}"
        for facet in chosen
        if facet != DATES
    )
    values = ", ".join(f"('{column}', a.{column}::text)" for column in ("municipality_id", *FACET_COLUMNS[:-1]))
    # IS TRUE keeps words from their index, which would fetch all that have them.
    sql = f"""
        SELECT v.what, v.value, count(*) FILTER (WHERE CASE v.what WHEN 'asked' THEN TRUE{but} ELSE {_all(chosen)} END)
        FROM (
            SELECT municipality_id, {", ".join(FACET_COLUMNS)}{passes} FROM {TABLE}
            WHERE item_id = ANY(ARRAY(SELECT item_id FROM meetings_unpackeditem)) AND ({words.sql}) IS TRUE) a
        CROSS JOIN LATERAL (
            VALUES ('total', NULL), ('asked', NULL), {values} UNION ALL SELECT 'parties', unnest(a.parties)
        ) v(what, value)
        GROUP BY 1, 2"""
    return Condition(sql, (*(value for one in chosen.values() for value in one.parameters), *words.parameters))


def _found(question: Question, choices: Choices, few: int, *, settled: bool) -> Condition:
    """The rows of 'items': what has bits, looked up place by place where it is little, else among all places; and what
    has none yet.

    Written as text, bits are noughts between ones: how many stand before each one tells its place. Behind the last one
    of a segment there is none. It takes a fifth of the time of looking at bit after bit.
    """
    if not few:
        return Condition("")
    total = "(SELECT sum(bit_count(everything)::int) FROM m)"
    sql = f"""
        UNION ALL SELECT 'items', string_agg((
                SELECT item_id FROM meetings_packedplace p WHERE p.segment_id = one.id AND p.place = one.place
            )::text, ','), NULL FROM (
                SELECT m.id, sum(length(noughts) + 1) OVER (PARTITION BY m.id ORDER BY nth) - 1 AS place FROM m
                CROSS JOIN LATERAL unnest(string_to_array(m.everything::text, '1')) WITH ORDINALITY g(noughts, nth)
                WHERE {total} <= {min(LITTLE, few)}) one
        UNION ALL SELECT 'items', string_agg(p.item_id::text, ','), NULL
            FROM m JOIN meetings_packedplace p ON p.segment_id = m.id
            WHERE get_bit(m.everything, p.place) = 1 AND {total} BETWEEN {LITTLE + 1} AND {few}"""
    if settled:
        return Condition(sql)
    words = of_a_row(question.tree) if question.tree else EVERYTHING
    passes = Condition(f"({words.sql})", words.parameters) & among(COLUMNS, choices)
    sql += f"""
        UNION ALL SELECT 'items', string_agg(item_id::text, ','), NULL FROM {TABLE}
            WHERE item_id = ANY(ARRAY(SELECT item_id FROM meetings_unpackeditem)) AND ({passes.sql}) IS TRUE"""
    return Condition(sql, passes.parameters)


def _all(facets: Iterable[str]) -> str:
    return " AND ".join(f"a.passes_{facet}" for facet in facets) or "TRUE"


def _as_text(value: Any) -> str:
    """As PostgreSQL writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
