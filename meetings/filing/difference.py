"""What two readings of a document differ in: item by item, and within a text word by word. Knows no database.

`parsed` is a reading as JSON (meetings.ingest.minutes.Minutes.as_json). What is guaranteed:

1. Of an item that is closed in either reading, or that `is_closed` says so of, nothing but its heading comes out.
2. Of an item that only one of the two has, the heading alone: the text stands in its own version.
3. The same goes for items at which `hidden` stands (filing/hidden_since.py): closed since, or gone from the meeting.
4. The work is bounded by WORDS_COMPARED and LETTERS_SHOWN, however long the documents; what is left out is said.
5. What an earlier parser did not tell (parties, absence from one item) is no difference between the documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Literal

from meetings.language.names import with_party
from meetings.models import Decision, Item, Meeting, Vote

from .word_runs import Run, runs, words

Parsed = dict[str, Any]

WORDS_COMPARED = 30_000  # on a page, both sides together; beyond, texts are named and not compared
MOST_WORDS = 4_000  # of one text, a side
LETTERS_SHOWN = 60_000  # on a page


@dataclass(frozen=True)
class Change:
    """A field of an item that says something else. No runs: too long to compare, or not to be shown."""

    label: str
    runs: tuple[Run, ...] = ()


@dataclass
class ItemChange:
    """`what`: changed, added, removed, closed (changed or not, only its heading is public), gone (both have it and the
    meeting does not). `turned`: what it became, where one side alone is closed. A title that may not be told is ''."""

    number: str
    title: str
    what: Literal["changed", "added", "removed", "closed", "gone"]
    changes: list[Change] = field(default_factory=list)
    turned: Literal["", "opened", "closed"] = ""
    labels: frozenset[str] = frozenset()  # of a changed item: what either side says, changed or not


@dataclass
class Difference:
    cover: list[Change] = field(default_factory=list)
    items: list[ItemChange] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)  # '2. Godkendelse af dagsorden'
    cut_short: bool = False


@dataclass
class _Room:
    """What may still be compared and shown on the page."""

    words: int = WORDS_COMPARED
    letters: int = LETTERS_SHOWN


def compare(earlier: Parsed, later: Parsed, *, is_closed: Callable[[Parsed], bool]) -> Difference:
    """`is_closed` may know of an item more than the readings do: a person may have closed it since."""
    found, room = Difference(), _Room()
    earlier, later = _as_told_by_both(earlier, later)
    found.cover = list(_changes(_cover(earlier), _cover(later), room))
    for old, new in paired(earlier["items"], later["items"]):
        item = new or old or {}
        both = [one for one in (old, new) if one]
        closed = any(one["closed"] or one.get("hidden") == "closed" or is_closed(one) for one in both)
        change = ItemChange(item["number"], item["title"], "changed")
        if not old or not new:
            change.what = "added" if new else "removed"
        elif closed:
            if old["number"] == new["number"] and old["title"] == new["title"] and old["closed"] == new["closed"]:
                found.unchanged.append(name_of(new))
                continue
            change.what = "closed"
            if old["closed"] and not new["closed"] and not is_closed(new):
                change.turned = "opened"
            elif new["closed"] and not old["closed"]:
                change.turned = "closed"
        elif any(one.get("hidden") for one in both):
            change.what = "gone"
        else:
            before, after = _fields(old), _fields(new)
            change.changes, change.labels = list(_changes(before, after, room)), frozenset({*before, *after})
            if not change.changes:
                found.unchanged.append(name_of(new))
                continue
        found.items.append(change)
    found.cut_short = room.words <= 0 or room.letters <= 0
    return found


def _as_told_by_both(earlier: Parsed, later: Parsed) -> tuple[Parsed, Parsed]:
    """Where one was read before parties and absence from one item were told, both without them."""
    if "affiliations" in earlier and "affiliations" in later:
        return earlier, later
    return _as_told_before(earlier), _as_told_before(later)


def _as_told_before(parsed: Parsed) -> Parsed:
    nothing: Parsed = {"affiliations": [], "absent_here": []}
    items = [item | {"decisions": [decision | nothing for decision in item["decisions"]]} for item in parsed["items"]]
    return parsed | nothing | {"items": items}


def name_of(item: Parsed) -> str:
    title = item["title"] or "Et punkt"
    return f"{item['number']}. {title}" if item["number"] else str(title)


def paired(earlier: list[Parsed], later: list[Parsed]) -> list[tuple[Parsed | None, Parsed | None]]:
    """Items that are the same: by title and case, by title, by case, at last by number where one side is closed or the
    titles are alike. In the order of the later reading, with what it lacks where it stood."""
    partner: dict[int, int] = {}
    keys: tuple[Callable[[Parsed], Any], ...] = (
        lambda item: (_plain(item["title"]), item["case_number"]),
        lambda item: _plain(item["title"]),
        lambda item: item["case_number"],
    )
    for key in keys:
        waiting = {key(item): n for n, item in reversed(list(enumerate(earlier))) if n not in partner.values()}
        for n, item in enumerate(later):
            if n not in partner and (value := key(item)) and value in waiting:
                partner[n] = waiting.pop(value)
    numbers = {item["number"]: n for n, item in enumerate(earlier) if n not in partner.values() and item["number"]}
    for n, item in enumerate(later):
        if n not in partner and item["number"] in numbers:
            old = earlier[numbers[item["number"]]]
            if old["closed"] or item["closed"] or _alike(old["title"], item["title"]):
                partner[n] = numbers.pop(item["number"])
    rows: list[tuple[int, int, Parsed | None, Parsed | None]] = []
    for n, item in enumerate(later):
        rows.append((n, 1, earlier[partner[n]] if n in partner else None, item))
    rows += [(n, 0, item, None) for n, item in enumerate(earlier) if n not in partner.values()]
    return [(old, new) for _, _, old, new in sorted(rows, key=lambda row: row[:2])]


def _cover(parsed: Parsed) -> dict[str, str]:
    parties = _parties(parsed)
    kinds: dict[str, str] = dict(Meeting.Kind.choices)
    return {
        "Type": kinds.get(parsed["document_kind"], ""),
        "Udvalg": parsed["committee"] or "",
        "Dato": parsed["date"] or "",
        "Mødetid": parsed["start_time"] or "",
        "Mødested": parsed["place"] or "",
        "Mødedeltagere": _persons(parsed["participants"], parties),
        "Fraværende": _persons(parsed["absent"], parties),
    }


def _parties(told: Parsed) -> dict[str, str]:
    """{name: party as printed}"""
    return {one["name"]: one["party"] for one in told["affiliations"]}


def _persons(names: Iterable[str], parties: dict[str, str]) -> str:
    return "\n".join(with_party(name, parties.get(name, "")) for name in names)


def _fields(item: Parsed) -> dict[str, str]:
    """What the page of an open item says, by the names that readers know, in the order in which they read it."""
    fields = {
        "Punkt": item["number"],
        "Titel": item["title"],
        "Sagsnummer": item["case_number"] or "",
        "Type": dict(Item.Kind.choices).get(item["kind"], "") if item["kind"] != Item.Kind.UNSPECIFIED else "",
    }
    seen: Counter[str] = Counter()

    def add(label: str, text: str) -> None:
        seen[label] += 1
        fields[label if seen[label] == 1 else f"{label} ({seen[label]})"] = text

    for section in item["sections"]:
        add(section["heading"] or "Tekst", section["text"])
    for decision in item["decisions"]:
        name = "Beslutning" if decision["own"] else f"Tidligere behandling: {decision['body']}"
        outcome = dict(Decision.Outcome.choices).get(decision["outcome"], "") if decision["recognised"] else ""
        add(name, "\n\n".join(filter(None, (decision["text"], decision["note"]))))
        add(f"{name}, udfald", outcome)
        parties, here = _parties(decision), set(decision["absent_here"])
        add(f"{name}, stemmer", "\n".join(_vote(vote, parties) for vote in decision["votes"]))
        add(f"{name}, fraværende", _persons((who for who in decision["absent"] if who not in here), parties))
        add(f"{name}, deltog ikke i behandlingen", _persons(decision["absent_here"], parties))
    fields["Bilag"] = "\n".join(
        " ".join(filter(None, (one["title"], one["document_number"]))) for one in item["attachments"]
    )
    return fields


def _vote(vote: Parsed, parties: dict[str, str]) -> str:
    who = ", ".join([*vote["parties"], *(with_party(name, parties.get(name, "")) for name in vote["persons"])])
    count = f"{vote['count']} stemmer" if vote["count"] is not None else ""
    return f"{Vote.POSITIONS.get(vote['position'], vote['position'])}: {', '.join(filter(None, (who, count)))}"


def _changes(old: dict[str, str], new: dict[str, str], room: _Room) -> Iterator[Change]:
    for label in dict.fromkeys([*new, *old]):
        before, after = old.get(label, ""), new.get(label, "")
        if before.split() != after.split():
            yield Change(label, _runs(before, after, room))


def _runs(before: str, after: str, room: _Room) -> tuple[Run, ...]:
    old, new = words(before), words(after)
    cost = len(old) + len(new)
    if max(len(old), len(new)) > MOST_WORDS or cost > room.words or room.letters <= 0:
        room.words = min(room.words, 0) if cost > room.words else room.words
        return ()
    room.words -= cost
    found = tuple(runs(old, new))
    letters = sum(len(run.text) for run in found)
    room.letters -= letters
    return found if room.letters >= 0 else ()


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, _plain(one)[:400], _plain(other)[:400]).ratio() >= 0.6
