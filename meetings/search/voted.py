"""How the parties and persons that a search asks for voted in the items it found, as printed: 'Venstre (V): imod'.

Whoever asks for a party or a person wants to know that, and it may stand nowhere near the words that are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from meetings.language.names import name_key, plain_name
from meetings.language.parties import label, party
from meetings.models import Vote

from .facets import Chosen
from .query_language.nodes import Field, ends
from .question import Question

_MOST_NAMES = 6  # of one side, before 'og 3 andre'


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose votes are asked for: parties by their one name, persons by `name_key` with the name as typed."""

    parties: tuple[str, ...]
    persons: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.parties or self.persons)


@dataclass(frozen=True, slots=True)
class Voted:
    """One line of an item: `who` voted so. `body` is whose decision it was, '' for the meeting's own."""

    who: str
    sides: str  # 'for', 'imod (Per Holm og Jette Lind)', '1. afstemning: for; 2. afstemning: imod'
    body: str


def asked_for(question: Question, chosen: Chosen) -> Asked:
    """What must not be there is not asked for. A first or a last name alone is nobody's."""
    fields = [one for one, negative in ends(question.tree) if isinstance(one, Field) and not negative]
    named = [one.value for one in fields if one.name == "parti"] + list(chosen.get("parti", ()))
    people = [one.value for one in fields if one.name == "person"]
    return Asked(
        parties=tuple(dict.fromkeys(filter(None, map(party, named)))),
        persons={key: plain_name(name) for name in people if (key := name_key(name))},
    )


def voted(items: Sequence[int], asked: Asked) -> dict[int, list[Voted]]:
    """By item; its own decisions before those it quotes. One query, and none where nobody is asked for."""
    if not items or not asked:
        return {}
    found: dict[int, list[Voted]] = defaultdict(list)
    votes = Vote.objects.filter(decision__item__in=items, decision__item__closed=False).select_related("decision")
    ballots: dict[int, list[Vote]] = defaultdict(list)
    for vote in votes.order_by("-decision__own", "decision__position", "sequence", "id"):
        ballots[vote.decision_id].append(vote)
    for of_one in ballots.values():
        decision = of_one[0].decision
        body = "" if decision.own else decision.body
        for key in asked.parties:
            if sides := _told((vote, _of_party(vote, key)) for vote in of_one):
                found[decision.item_id].append(Voted(label(key), sides, body))
        for key, name in asked.persons.items():
            there = ((vote, "" if any(name_key(one) == key for one in vote.persons) else None) for vote in of_one)
            if sides := _told(there):
                found[decision.item_id].append(Voted(name, sides, body))
    return found


def _of_party(vote: Vote, key: str) -> str | None:
    """'' where the party itself is on that side, else its members there by name; None where neither is."""
    if key in map(party, vote.parties):
        return ""
    parties = vote.party_of
    members = [name for name in vote.persons if party(parties.get(name, "")) == key]
    return _names(members) if members else None


def _names(names: Sequence[str]) -> str:
    shown, more = names[:_MOST_NAMES], len(names) - _MOST_NAMES
    if more > 0:
        return f"{', '.join(shown)} og {more} {'anden' if more == 1 else 'andre'}"
    return " og ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _told(sides: Iterable[tuple[Vote, str | None]]) -> str:
    """The sides of one decision; its ballots are numbered where there was more than one."""
    here = [(vote, names) for vote, names in sides if names is not None]
    several = len({vote.sequence for vote, _ in here}) > 1 or any(vote.sequence > 1 for vote, _ in here)
    told = []
    for vote, names in here:
        ballot = f"{vote.sequence}. afstemning: " if several else ""
        told.append(f"{ballot}{vote.label}{f' ({names})' if names else ''}")
    return "; ".join(told)
