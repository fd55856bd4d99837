"""Persons as published minutes of elected bodies name them: who sat there, who was away, who voted how.

Written with the search rows and as they are: made anew for a meeting, and gone with it. Nothing is taken from agendas,
from closed items, from what one item quotes of another meeting, or from running text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects

from meetings.language.bodies import is_elected
from meetings.language.names import name_key, plain_name
from meetings.language.sorting import address
from meetings.models import Decision, Item, Meeting, Person, PersonAlias, PersonVote, Presence, Vote

from .apply import lock


class _Named(NamedTuple):
    """What one meeting says of one name."""

    name: str
    present: bool | None = None
    away: int = 0
    away_here: int = 0
    votes: tuple[tuple[int, str], ...] = ()  # which, and the party that stands with the name there


Spellings = dict[tuple[int, str], tuple[str, str]]


class _Told(NamedTuple):
    """Published minutes of an elected body, and the open decisions of its own that they print."""

    meeting: Meeting
    decisions: list[Decision]


def index_people(meetings: Iterable[int], items: Iterable[Item] = ()) -> None:
    """Write anew who these meetings name; a person whom nothing names any more goes. About ten queries a call.

    items: all of these meetings' where the caller has read them, with meeting and places, decisions and votes. Of new
    meetings the items are enough: `meetings` are those that may have named somebody before.
    """
    ids = list(meetings)
    with transaction.atomic(savepoint=False):
        gone = _forget(ids) if ids else set()
        told_by = _told_by(items) if items else _telling(ids)
        spellings = _spellings({told.meeting.committee.municipality_id for told in told_by})
        said = [(told, _named_in(told, spellings)) for told in told_by]
        persons = _persons(said)
        Presence.objects.bulk_create(_presences(said, persons), batch_size=1000)
        PersonVote.objects.bulk_create(_votes(said, persons), batch_size=1000, ignore_conflicts=True)
        gone -= {person.pk for person in persons.values()}
        if gone:
            Person.objects.filter(pk__in=gone, presences=None, votes=None).delete()


def _forget(ids: list[int]) -> set[int]:
    """Take away what these meetings said before, and return of whom."""
    old_votes = PersonVote.objects.filter(vote__decision__item__meeting__in=ids)
    old_presences = Presence.objects.filter(meeting__in=ids)
    gone: set[int] = set()
    for old in (old_votes, old_presences):
        if of := set(old.values_list("person", flat=True)):
            old.delete()
            gone |= of
    return gone


def _telling(ids: list[int]) -> list[_Told]:
    """Those of the meetings that are published minutes of an elected body, with their lists of names."""
    own = (
        Decision.objects.filter(own=True, item__closed=False)
        .select_related("item")
        .prefetch_related("absences", "votes")
    )
    rows = (
        Meeting.objects.published()
        .filter(pk__in=ids, kind=Meeting.Kind.MINUTES)
        .with_places()
        .prefetch_related("attendances", "items", Prefetch("items__decisions", own, to_attr="open_decisions"))
    )
    return [_Told(row, _open_decisions(row)) for row in rows if is_elected(row.committee.name)]


def _open_decisions(meeting: Meeting) -> list[Decision]:
    return [decision for item in meeting.items.all() for decision in getattr(item, "open_decisions", ())]


def _told_by(items: Iterable[Item]) -> list[_Told]:
    """The same out of items that are in memory. Two queries: absences and lists of members."""
    told: dict[int, _Told] = {}
    for item in items:
        meeting = item.meeting
        if meeting.is_published and meeting.kind == Meeting.Kind.MINUTES and is_elected(meeting.committee.name):
            one = told.setdefault(meeting.pk, _Told(meeting, []))
            one.decisions.extend(decision for decision in item.decisions.all() if decision.own and not item.closed)
    prefetch_related_objects([decision for one in told.values() for decision in one.decisions], "absences")
    prefetch_related_objects([one.meeting for one in told.values()], "attendances")
    return list(told.values())


def _spellings(municipalities: set[int]) -> Spellings:
    """What somebody decided to be one person, by municipality and key: the key and the name to go by. One query."""
    rows = PersonAlias.objects.filter(municipality__in=municipalities)
    return {(row.municipality_id, row.key): (row.of_key, row.of_name) for row in rows}


def _named_in(told: _Told, spellings: Spellings) -> dict[str, _Named]:
    municipality = told.meeting.committee.municipality_id
    names: dict[str, str] = {}
    present: dict[str, bool] = {}
    away: Counter[str] = Counter()
    away_here: Counter[str] = Counter()
    votes: dict[str, dict[int, str]] = defaultdict(dict)
    for row in told.meeting.attendances.all():
        if key := _known(row.name, names, municipality, spellings):
            present[key] = present.get(key, False) or row.present
    for decision in told.decisions:
        from_item: dict[str, bool] = {}
        for absence in decision.absences.all():
            if key := _known(absence.name, names, municipality, spellings):
                from_item[key] = absence.from_item and from_item.get(key, True)
        for key, here in from_item.items():
            (away_here if here else away)[key] += 1
        for vote in decision.votes.all():
            parties = vote.party_of
            for person in vote.persons:
                if key := _known(person, names, municipality, spellings):
                    votes[key][vote.pk] = votes[key].get(vote.pk) or parties.get(person, "")
    return {
        key: _Named(name, present.get(key), away[key], away_here[key], tuple(votes[key].items()))
        for key, name in names.items()
    }


def _known(printed: str, names: dict[str, str], municipality: int, spellings: Spellings) -> str:
    key = name_key(printed)
    if key:
        key, name = spellings.get((municipality, key)) or (key, plain_name(printed))
        names.setdefault(key, name)
    return key


def _persons(said: list[tuple[_Told, dict[str, _Named]]]) -> dict[tuple[int, str], Person]:
    """The row of each name, made where it is new."""
    wanted: dict[int, dict[str, str]] = defaultdict(dict)
    for (meeting, _decisions), named in said:
        for key, one in named.items():
            wanted[meeting.committee.municipality_id].setdefault(key, one.name)
    return {
        (municipality, person.key): person
        for municipality, names in sorted(wanted.items())
        for person in _in_municipality(municipality, names)
    }


def _in_municipality(municipality: int, names: dict[str, str]) -> list[Person]:
    here = Person.objects.filter(municipality=municipality)
    rows = list(here.filter(key__in=names))
    if len(rows) < len(names):
        lock("persons", municipality)  # two filings may not give one address to two names
        known = set(here.filter(key__in=names).values_list("key", flat=True))
        taken = set(here.values_list("slug", flat=True))
        Person.objects.bulk_create(
            Person(municipality_id=municipality, key=key, name=name, slug=_free(name, taken))
            for key, name in sorted(names.items())
            if key not in known
        )
        rows = list(here.filter(key__in=names))
    return rows


def _free(name: str, taken: set[str]) -> str:
    """'asta-krogh'; where another spelling has that ('Håkon', 'Haakon'): 'haakon-krogh-2'."""
    wanted = address(name) or "person"
    slug, count = wanted, 1
    while slug in taken:
        count += 1
        slug = f"{wanted}-{count}"
    taken.add(slug)
    return slug


def _presences(
    said: list[tuple[_Told, dict[str, _Named]]], persons: dict[tuple[int, str], Person]
) -> Iterator[Presence]:
    for (meeting, decisions), named in said:
        decided = len(decisions)
        for key, one in named.items():
            yield Presence(
                person=persons[meeting.committee.municipality_id, key],
                meeting=meeting,
                date=meeting.date,
                present=True if one.present is None and one.votes else one.present,
                away=one.away,
                away_here=one.away_here,
                decided=decided,
            )


def _votes(said: list[tuple[_Told, dict[str, _Named]]], persons: dict[tuple[int, str], Person]) -> Iterator[PersonVote]:
    for (meeting, _decisions), named in said:
        for key, one in named.items():
            for vote, party in one.votes:
                person = persons[meeting.committee.municipality_id, key]
                yield PersonVote(person=person, vote=Vote(pk=vote), date=meeting.date, party=party)
