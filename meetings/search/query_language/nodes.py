"""A query as a tree: texts and fields at its ends, groups of 'all' and 'any' between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from meetings.language.analyse import Unit

from ..condition import Condition


@dataclass(frozen=True, slots=True)
class Clause:
    """One text asked for (or not): a word, a phrase of words as written, or how words begin."""

    units: tuple[Unit, ...]
    written: str
    phrase: bool = False
    negative: bool = False
    prefix: bool = False

    @property
    def only_stop_words(self) -> bool:
        return not any(word.stem for unit in self.units for word in unit.words)


@dataclass(frozen=True, slots=True)
class Field:
    """'kommune:varde': what a column must hold. `value` is what was typed, `condition` what it asks."""

    name: str
    value: str
    condition: Condition
    negative: bool = False

    @property
    def written(self) -> str:
        return f"{'-' if self.negative else ''}{self.name}:{self.value}"


@dataclass(frozen=True, slots=True)
class Group:
    """All or any of its parts, of which there are two at least; made by `joined` alone."""

    kind: Literal["all", "any"]
    parts: tuple[Node, ...]
    negative: bool = False


Node: TypeAlias = Clause | Field | Group


def joined(kind: Literal["all", "any"], parts: Iterable[Node | None]) -> Node | None:
    """The parts as one: none, the only one, or a group in which no part is a group of the same kind."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, Group) and part.kind == kind and not part.negative:
            flat += part.parts
        elif part is not None:
            flat.append(part)
    if len(flat) < 2:
        return flat[0] if flat else None
    return Group(kind, tuple(flat))


def turned(node: Node | None) -> Node | None:
    """What must not be there, and of that what must."""
    if node is None:
        return None
    if isinstance(node, Clause):
        written = node.written.removeprefix("-") if node.negative else f"-{node.written}"
        return replace(node, negative=not node.negative, written=written)
    return replace(node, negative=not node.negative)


def ends(node: Node | None, *, negative: bool = False) -> Iterator[tuple[Clause | Field, bool]]:
    """Every text and field in order, with whether it must not be there in the end."""
    if isinstance(node, Group):
        for part in node.parts:
            yield from ends(part, negative=negative != node.negative)
    elif node is not None:
        yield node, negative != node.negative


def without(node: Node | None, dropped: Iterable[Clause | Field]) -> Node | None:
    """The tree without some of its ends (the very objects), closed up around the holes."""
    gone = {id(one): None for one in dropped}
    return _changed(node, gone) if gone else node


def replaced(node: Node | None, old: Clause | Field, new: Node | None) -> Node | None:
    """The tree with one of its ends (the very object) as something else."""
    return _changed(node, {id(old): new})


def _changed(node: Node | None, changes: Mapping[int, Node | None]) -> Node | None:
    if isinstance(node, Group):
        kept = joined(node.kind, [_changed(part, changes) for part in node.parts])
        return turned(kept) if node.negative else kept
    return changes.get(id(node), node)


def meaning(node: Node | None) -> Any:
    """What two queries have in common that ask the same, however they are written."""
    if isinstance(node, Group):
        return node.kind, node.negative, tuple(map(meaning, node.parts))
    if isinstance(node, Field):
        return node.name, node.negative, node.condition
    if node is None:
        return None
    words = [word for unit in node.units for word in unit.words]
    first = words[0].position
    whole = node.units[0].whole if len(node.units) == 1 else None
    said = tuple((word.stem, word.exact, word.position - first) for word in words)
    return node.phrase, node.prefix, node.negative, said, (whole.stem, whole.exact) if whole else None
