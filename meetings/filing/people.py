"""Persons as published minutes of elected bodies name them: who sat there, who was away, who voted how.

Written with the search rows and as they are: made anew for a meeting, and gone with it. Nothing is taken from agendas,
from closed items, from what one item quotes of another meeting, or from running text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Prefetch

from meetings.language.bodies import is_elected
from meetings.language.names import name_key, plain_name
from meetings.language.sorting import address
from meetings.models import Decision, Meeting, Person, PersonVote, Presence, Vote

from .apply import lock


class _Named(NamedTuple):
    """What one meeting says of one name."""

    name: str
    present: bool | None = None
    away: int = 0
    votes: tuple[int, ...] = ()


def index_people(meetings: Iterable[int]) -> None:
    """Write anew who these meetings name; a person whom nothing names any more goes. About ten queries a call."""
    ids = list(meetings)
    with transaction.atomic():
        gone = set(Presence.objects.filter(meeting__in=ids).values_list("person", flat=True))
        old_votes = PersonVote.objects.filter(vote__decision__item__meeting__in=ids)
        gone |= set(old_votes.values_list("person", flat=True))
        old_votes.delete()
        Presence.objects.filter(meeting__in=ids).delete()
        said = [(meeting, _named_in(meeting)) for meeting in _telling(ids)]
        persons = _persons(said)
        Presence.objects.bulk_create(_presences(said, persons), batch_size=1000)
        PersonVote.objects.bulk_create(_votes(said, persons), batch_size=1000, ignore_conflicts=True)
        gone -= {person.pk for person in persons.values()}
        if gone:
            Person.objects.filter(pk__in=gone, presences=None, votes=None).delete()


def _telling(ids: list[int]) -> list[Meeting]:
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
    return [meeting for meeting in rows if is_elected(meeting.committee.name)]


def _decisions(meeting: Meeting) -> list[Decision]:
    return [decision for item in meeting.items.all() for decision in getattr(item, "open_decisions", ())]


def _named_in(meeting: Meeting) -> dict[str, _Named]:
    names: dict[str, str] = {}
    present: dict[str, bool] = {}
    away: Counter[str] = Counter()
    votes: dict[str, list[int]] = defaultdict(list)
    for row in meeting.attendances.all():
        if key := _known(row.name, names):
            present[key] = present.get(key, False) or row.present
    for decision in _decisions(meeting):
        away.update({key for absence in decision.absences.all() if (key := _known(absence.name, names))})
        for vote in decision.votes.all():
            for person in vote.persons:
                if key := _known(person, names):
                    votes[key].append(vote.pk)
    return {
        key: _Named(name, present.get(key), away[key], tuple(dict.fromkeys(votes[key]))) for key, name in names.items()
    }


def _known(printed: str, names: dict[str, str]) -> str:
    key = name_key(printed)
    if key:
        names.setdefault(key, plain_name(printed))
    return key


def _persons(said: list[tuple[Meeting, dict[str, _Named]]]) -> dict[tuple[int, str], Person]:
    """The row of each name, made where it is new."""
    wanted: dict[int, dict[str, str]] = defaultdict(dict)
    for meeting, named in said:
        for key, one in named.items():
            wanted[meeting.committee.municipality_id].setdefault(key, one.name)
    return {
        (municipality, person.key): person
        for municipality, names in sorted(wanted.items())
        for person in _in_municipality(municipality, names)
    }


def _in_municipality(municipality: int, names: dict[str, str]) -> list[Person]:
    here = Person.objects.filter(municipality=municipality)
    if here.filter(key__in=names).count() < len(names):
        lock("persons", municipality)  # two filings may not give one address to two names
        known = set(here.filter(key__in=names).values_list("key", flat=True))
        taken = set(here.values_list("slug", flat=True))
        Person.objects.bulk_create(
            Person(municipality_id=municipality, key=key, name=name, slug=_free(name, taken))
            for key, name in sorted(names.items())
            if key not in known
        )
    return list(here.filter(key__in=names))


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
    said: list[tuple[Meeting, dict[str, _Named]]], persons: dict[tuple[int, str], Person]
) -> Iterator[Presence]:
    for meeting, named in said:
        decided = len(_decisions(meeting))
        for key, one in named.items():
            yield Presence(
                person=persons[meeting.committee.municipality_id, key],
                meeting=meeting,
                date=meeting.date,
                present=True if one.present is None and one.votes else one.present,
                away=one.away,
                decided=decided,
            )


def _votes(
    said: list[tuple[Meeting, dict[str, _Named]]], persons: dict[tuple[int, str], Person]
) -> Iterator[PersonVote]:
    for meeting, named in said:
        for key, one in named.items():
            for vote in one.votes:
                person = persons[meeting.committee.municipality_id, key]
                yield PersonVote(person=person, vote=Vote(pk=vote), date=meeting.date)
