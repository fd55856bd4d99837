"""The field words: what 'kommune:', 'udvalg:', 'sag:', 'parti:', 'dato:', 'beløb:' and 'person:' ask of a search row.

Each reads what was typed after its colon into a condition, or into None where that means nothing. Names of places are
looked up by the statement itself, so that a question can be read without the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from meetings.language.analyse import analyse
from meetings.language.case_numbers import normalise
from meetings.language.lexemes import quoted
from meetings.language.names import name_key
from meetings.language.parties import party
from meetings.language.sorting import address
from meetings.models import Committee, Decision, Municipality, Person, PersonVote, Vote

from .. import days
from ..amounts import by_amount
from ..condition import Condition

_PLACES, _BODIES = Municipality._meta.db_table, Committee._meta.db_table
# 'varde-kommune', 'bornholms-regionskommune'
_OF_PLACE = re.compile(r"-(?:regions)?kommune$")


@dataclass(frozen=True, slots=True)
class FieldWord:
    """`names`: as it is printed, then as it may be typed; `what` and `example` are for telling of a mistake."""

    names: tuple[str, ...]
    read: Callable[[str], Condition | None]
    what: str
    example: str


def place_address(typed: str) -> str:
    """'varde' of 'Varde' and of 'Varde Kommune'"""
    return _OF_PLACE.sub("", address(typed))


def _municipality(typed: str) -> Condition | None:
    slug = place_address(typed)
    if not slug:
        return None
    named = f"SELECT id FROM {_PLACES} WHERE slug = %s OR code = %s OR lower(official_name) = lower(%s)"  # noqa: S608
    return Condition(f"municipality_id = ANY(ARRAY({named}))", (slug, slug, " ".join(typed.split())))


def _committee(typed: str) -> Condition | None:
    """The committees of that name; where there are none, those whose names hold it: 'teknik'."""
    slug = address(typed)
    if len(slug) < 2:
        return None
    named = (
        f"SELECT id FROM {_BODIES} WHERE slug = %s OR"  # noqa: S608
        f" (slug LIKE %s AND NOT EXISTS (SELECT FROM {_BODIES} WHERE slug = %s))"
    )
    return Condition(f"committee_id = ANY(ARRAY({named}))", (slug, f"%{slug}%", slug))


def _case(typed: str) -> Condition | None:
    number = normalise(typed)
    return Condition("case_number = %s", (number,)) if number else None


def _party(typed: str) -> Condition | None:
    key = party(typed)
    return Condition("parties && %s::varchar[]", ([key],)) if key else None


def _date(typed: str) -> Condition | None:
    found = days.between(typed)
    return Condition("date BETWEEN %s AND %s", found) if found else None


def _person(typed: str) -> Condition | None:
    """Items whose text names the person, or on which the person votes. A first or a last name alone is only text."""
    words = [word.exact for unit in analyse(typed) for word in unit.words]
    if not words:
        return None
    phrase, key = " <-> ".join(map(quoted, words)), name_key(typed)
    if not key:
        return Condition("exact @@ %s::tsquery", (phrase,))
    votes = (
        f"SELECT decision.item_id FROM {Person._meta.db_table} person"  # noqa: S608
        f" JOIN {PersonVote._meta.db_table} of_vote ON of_vote.person_id = person.id"
        f" JOIN {Vote._meta.db_table} vote ON vote.id = of_vote.vote_id"
        f" JOIN {Decision._meta.db_table} decision ON decision.id = vote.decision_id WHERE person.key = %s"
    )
    return Condition(f"(exact @@ %s::tsquery OR item_id = ANY(ARRAY({votes})))", (phrase, key))


FIELD_WORDS = (
    FieldWord(("kommune",), _municipality, "kommune", "kommune:varde"),
    FieldWord(("udvalg",), _committee, "udvalg", "udvalg:økonomiudvalget"),
    FieldWord(("sag", "sagsnr", "sagsnummer"), _case, "sagsnummer", "sag:22/24308"),
    FieldWord(("parti",), _party, "parti", "parti:venstre"),
    FieldWord(("dato", "år", "aar"), _date, "dato", "dato:14-05-2019, dato:2019..2021 eller dato:>2020"),
    FieldWord(("beløb", "beloeb", "belob"), by_amount, "beløb", "beløb:>1mio eller beløb:500.000-1mio"),
    FieldWord(("person",), _person, "navn", 'person:"Asta Krogh"'),
)
BY_NAME = {name: word for word in FIELD_WORDS for name in word.names}
