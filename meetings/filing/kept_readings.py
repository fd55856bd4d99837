"""What a kept reading of a file (`SourceDocument.parsed`) says of an item that is to be erased; and it without that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from meetings.language.names import name_key
from meetings.models import Correction, Item, SourceDocument

GONE = "slettet"  # what a file is called that was erased


class Called(NamedTuple):
    """What an item is called, and was before somebody corrected it."""

    numbers: frozenset[str]
    titles: frozenset[str]
    cases: frozenset[str]


def called_of(item: Item) -> Called:
    names = {"number": {item.number}, "title": {item.title}, "case_number": {item.case_number}}
    corrected = Correction.objects.filter(target_model="item", target_id=item.pk, field__in=names)
    for field, as_read in corrected.values_list("field", "parsed_value"):
        names[field].add(str(as_read or ""))
    cases = frozenset(names["case_number"] - {""})
    return Called(frozenset(names["number"]), frozenset(map(_title_key, names["title"])), cases)


def _title_key(title: str) -> str:
    return name_key(title) or title


def without(parsed: Any, called: Called) -> Any:
    """A kept reading without an item, however this version calls it, and without what stands outside the items."""
    if not parsed:
        return None
    mine = _mine(parsed, called)
    empty: dict[str, list[Any]] = {name: [] for name in ("contents", "unread", "aside", "warnings")}
    return nameless(parsed) | empty | {"items": [one for one in parsed["items"] if one not in mine]}


def nameless(parsed: Any) -> Any:
    return parsed and parsed | {"source": parsed["source"] | {"filename": GONE}}


def readings_of(called: Called, documents: Iterable[SourceDocument]) -> list[dict[str, Any]]:
    return [one for document in documents if document.parsed for one in _mine(document.parsed, called)]


def _mine(parsed: Any, called: Called) -> list[dict[str, Any]]:
    """The items of a kept reading that are this one."""
    return [
        one
        for one in parsed["items"]
        if one["number"] in called.numbers
        or _title_key(one["title"]) in called.titles
        or one.get("case_number") in called.cases
    ]


def holds(parsed: Any, called: Called) -> bool:
    """Whether a kept reading has the item; of a file that was not read nobody knows."""
    return not parsed or len(without(parsed, called)["items"]) < len(parsed["items"])
