"""Tree to text: a query that means the same when it is read again."""

from __future__ import annotations

import re

from .nodes import Clause, Field, Group, Node

_OPERATORS = frozenset({"OG", "ELLER", "IKKE", "AND", "OR", "NOT"})
# A value that needs no quotes: 'varde', '22/24308', '>1mio'
_BARE = re.compile(r'[^\s()"]*[^\s()",;]')
# '§ 19' would take a lone letter after it for its own: '§ 19 a', '§ 19 x,vej'
_SECTION = re.compile(r"§\s*[0-9]+$")
_LONE_LETTER = re.compile(r"[^\W\d_](?!\w)")


def printed(tree: Node | None) -> str:
    """'' of nothing."""
    if tree is None:
        return ""
    return _group(tree) if isinstance(tree, Group) and not tree.negative else _part(tree)


def field(name: str, value: str) -> str:
    """'kommune:varde', 'udvalg:"Børn og Unge"'"""
    plain = " ".join(value.replace('"', " ").split())
    return f"{name}:{plain}" if _BARE.fullmatch(plain) else f'{name}:"{plain}"'


def _part(node: Node) -> str:
    """A node as one part of a query, with its minus."""
    if isinstance(node, Group):
        return f"{'-' if node.negative else ''}({_group(node)})"
    if isinstance(node, Field):
        return f"{'-' if node.negative else ''}{field(node.name, node.value)}"
    return _clause(node)


def _clause(clause: Clause) -> str:
    bare = clause.written.removeprefix("-")
    return clause.written.lower() if bare in _OPERATORS else clause.written


def _group(group: Group) -> str:
    if group.kind == "any":
        return " ELLER ".join(map(_part, group.parts))
    text = ""
    for part in map(_part, group.parts):
        apart = f"({part})" if _LONE_LETTER.match(part) and _SECTION.search(text) else part
        text += f" {apart}" if text else apart
    return text
