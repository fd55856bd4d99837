"""A question as conditions of SQL. Lexemes come from our own analyser and go in as parameters, never into the text."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from meetings.language.analyse import Term
from meetings.language.lexemes import quoted
from meetings.language.runs import runs_in

from .condition import EVERYTHING, NOTHING, TABLE, Condition, any_of
from .query_language.nodes import Clause, Field, Group, Node
from .question import Question


def asked(question: Question) -> Condition:
    """The items that answer the question, whatever the filters.

    A query that is a case number asks for the items of that case; only where no case has that number, for the items
    whose text names it (a document number, say).
    """
    if question.refused:
        return NOTHING
    text = _asked(question.tree) if question.tree else EVERYTHING
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
    """What is asked for as one tsquery over stems, phrases as nearness: for scores, and for titles. '' for no words."""
    return _wanted(question.tree) if question.tree else ""


def is_plain(question: Question) -> bool:
    """Whether words that must all be there are all that is asked for: then what `ranking` matches is exactly what
    `asked` matches, and each of `question.wanted` is one part of it."""
    words = question.all_of_words and not any(clause.negative or _needs_exact(clause) for clause in question.clauses)
    return words and not question.case_number and not question.refused


def _wanted(node: Node) -> str:
    if node.negative or isinstance(node, Field):
        return ""
    if isinstance(node, Clause):
        return _sequence(node, stems=True)
    parts = [part for part in map(_wanted, node.parts) if part]
    both = (" & " if node.kind == "all" else " | ").join(parts)
    return f"({both})" if len(parts) > 1 and node.kind == "any" else both


# A node as a condition. Texts of one column become one tsquery as far as an index can answer it, since a 'not' beside
# a word costs nothing inside the same tsquery; alone it has no index to use, so its opposite is looked up and left out.


def _asked(node: Node) -> Condition:
    if isinstance(node, Field):
        return (
            Condition(f"({node.condition.sql}) IS NOT TRUE", node.condition.parameters)
            if node.negative
            else (node.condition)
        )
    if node.negative:
        there = _there(node)
        return Condition(f"item_id NOT IN (SELECT item_id FROM {TABLE} WHERE {there.sql})", there.parameters)
    return _there(node)


def _there(node: Clause | Group) -> Condition:
    """The condition without regard to the node's own minus."""
    if isinstance(node, Clause):
        return _matches(_column(node), _text(node))
    by_column: dict[str, list[Node]] = defaultdict(list)
    for part in node.parts:
        by_column[_column(part)].append(part)
    conditions = []
    for column, parts in by_column.items():
        together, apart = _divided(parts, node.kind) if column else ([], parts)
        if together:
            conditions.append(_matches(column, _text(Group(node.kind, tuple(together)))))
        conditions += map(_asked, apart)
    if node.kind == "any":
        # Where one part has no index, every row is looked at, and must not have its words read for the other parts.
        return any_of(conditions if all(map(_is_quick, node.parts)) else list(map(_looked_up, conditions)))
    condition = conditions[0]
    for other in conditions[1:]:
        condition &= other
    return condition


def _divided(parts: Sequence[Node], kind: str) -> tuple[list[Node], list[Node]]:
    """The parts that make one tsquery, and those that must stand alone."""
    found = [part for part in parts if _has_index(part)]
    if kind == "all" and found:
        return list(parts), []
    return found, [part for part in parts if part not in found]


def _has_index(node: Node) -> bool:
    """Whether some word must be there for the tsquery of this node to hold."""
    if node.negative or isinstance(node, Field):
        return False
    if isinstance(node, Clause):
        return True
    return (any if node.kind == "all" else all)(map(_has_index, node.parts))


def _is_quick(node: Node) -> bool:
    """Whether an index finds the rows of the node."""
    if isinstance(node, Group) and not node.negative:
        return (any if node.kind == "all" else all)(map(_is_quick, node.parts))
    return not node.negative


def _looked_up(condition: Condition) -> Condition:
    return Condition(f"item_id IN (SELECT item_id FROM {TABLE} WHERE {condition.sql})", condition.parameters)


def _matches(column: str, query: str) -> Condition:
    return Condition(f"{column} @@ %s::tsquery", (query,))


def _column(node: Node) -> str:
    """The column whose tsquery can answer the whole node; '' where there is none."""
    if isinstance(node, Field):
        return ""
    if isinstance(node, Clause):
        return "exact" if _needs_exact(node) else "vector"
    columns = {_column(part) for part in node.parts}
    return columns.pop() if len(columns) == 1 else ""


def _text(node: Node) -> str:
    """A node of one column as a tsquery, the minus of its parts included."""
    if isinstance(node, Clause):
        return _sequence(node, stems=not _needs_exact(node))
    if isinstance(node, Field):
        raise TypeError("a field is no text")
    parts = [f"!({_text(part)})" if part.negative else _text(part) for part in node.parts]
    return f"({(' & ' if node.kind == 'all' else ' | ').join(parts)})"


def _needs_exact(clause: Clause) -> bool:
    """Phrases are matched as written, as are beginnings of words; stop words stand only among the words as written."""
    return clause.phrase or clause.prefix or clause.only_stop_words


def _sequence(clause: Clause, *, stems: bool) -> str:
    """Words in their order and distance. One unit of several words may also stand as the whole it was written as."""
    units = clause.units
    words = [word for unit in units for word in unit.words]
    apart = _in_order(words, stems=stems, open_end=clause.prefix)
    if not stems:
        apart = _by_runs(words, apart, open_end=clause.prefix)
    whole = units[0].whole if len(units) == 1 else None
    if whole is None:
        return apart
    name = _lexeme(whole, stems=stems, open_end=clause.prefix)
    return f"({name} | {apart})" if apart else name


def _by_runs(words: Sequence[Term], sequence: str, *, open_end: bool) -> str:
    """The sequence of these words, looked up by their runs of common words, so that few texts are read for it."""
    runs, is_all = runs_in([(word.position, word.exact) for word in (words[:-1] if open_end else words)])
    if is_all and not open_end:
        return quoted(runs[0])
    return f"({' & '.join([*map(quoted, dict.fromkeys(runs)), sequence])})" if runs else sequence


def _in_order(words: Sequence[Term], *, stems: bool, open_end: bool) -> str:
    """'a' <-> 'b' <2> 'c': the distances leave room for stop words, which have no stem."""
    sequence, reached = "", 0
    for word in words:
        lexeme = _lexeme(word, stems=stems, open_end=open_end and word is words[-1])
        if lexeme:
            sequence += f" <{word.position - reached}> {lexeme}" if sequence else lexeme
            reached = word.position
    return f"({sequence})" if " " in sequence else sequence


def _lexeme(word: Term, *, stems: bool, open_end: bool) -> str:
    """'' of a stop word among stems. With an open end whatever begins so, which only words as written can tell."""
    if open_end:
        return f"{quoted(word.exact)}:*"
    lexeme = word.stem if stems else word.exact
    return quoted(lexeme) if lexeme else ""
