"""A question as one row can be asked: it goes by no index and looks nothing up."""

from __future__ import annotations

from dataclasses import replace

from .condition import Condition
from .conditions import asked
from .query_language.nodes import Clause, Field, Group, Node
from .question import Question


def of_a_row(node: Node) -> Condition:
    """The same rows as `asked` finds for the question of this tree. Fields come first: texts are dear to look at."""
    if isinstance(node, Group):
        parts = [of_a_row(part) for part in sorted(node.parts, key=lambda part: not isinstance(part, Field))]
        both = (" AND " if node.kind == "all" else " OR ").join(f"({part.sql})" for part in parts)
        found = Condition(both, tuple(value for part in parts for value in part.parameters))
    else:
        found = of_an_end(node)
    return Condition(f"({found.sql}) IS NOT TRUE", found.parameters) if node.negative else found


def of_an_end(end: Clause | Field) -> Condition:
    """One text or field, without regard to its own minus."""
    return asked(Question("", replace(end, negative=False)))
