"""Entries of feeds, from rows and not from models: one statement for all meetings or items of a feed."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from django.db import connection

from meetings.models import Committee, Decision, Item, Meeting, Municipality
from meetings.models.addresses import path_of
from meetings.templatetags.danish import long_date

from .atom import Entry, name_of
from .wording import clean, name_of_meeting, numbered, outcome_label, shortened, where_of_item

_ITEM, _MEETING, _DECISION = Item._meta.db_table, Meeting._meta.db_table, Decision._meta.db_table
_PLACES = f"""
    JOIN {Committee._meta.db_table} committee ON committee.id = m.committee_id
    JOIN {Municipality._meta.db_table} place ON place.id = committee.municipality_id"""
# Of an item the dates are its own: that another of its meeting was corrected is no news of it.
_SITTING = """m.id, m.date, m.kind, m.sequence, COALESCE(m.published_at, m.created_at),
    GREATEST(COALESCE(m.published_at, m.created_at), m.shown_again_at, {dates}), {corrected}, committee.name,
    committee.slug, place.name, place.official_name, place.slug"""
_OF_MEETING = _SITTING.format(dates="m.corrected_at", corrected="m.corrected_at")
_OF_ITEM = _SITTING.format(dates="item.came_at, item.altered_at", corrected="item.altered_at")
# The last of the meeting's own decisions on an item; of a closed item there is nothing to tell.
_OWN = f"""
    LEFT JOIN LATERAL (
        SELECT outcome, recognised, text FROM {_DECISION} d
        WHERE d.item_id = item.id AND d.own AND NOT item.closed ORDER BY position DESC LIMIT 1) own ON TRUE"""  # noqa: S608 - names of our own tables
_MEETINGS = f"SELECT m.id, {_OF_MEETING} FROM {_MEETING} m {_PLACES} WHERE m.id = ANY(%s) AND m.status = %s"  # noqa: S608 - as above
_AGENDAS = f"""
    SELECT item.meeting_id, item.number, item.title, item.closed, own.outcome, own.recognised
    FROM {_ITEM} item {_OWN} WHERE item.meeting_id = ANY(%s) ORDER BY item.meeting_id, item.position"""  # noqa: S608 - as above
_ITEMS = f"""
    SELECT item.id, {_OF_ITEM}, item.slug, item.number, item.title, item.closed, item.case_number, own.outcome,
        own.recognised, own.text
    FROM {_ITEM} item JOIN {_MEETING} m ON m.id = item.meeting_id {_PLACES} {_OWN}
    WHERE item.id = ANY(%s) AND m.status = %s"""  # noqa: S608 - as above


class Sitting(NamedTuple):
    """A meeting as an entry names it; of an item's entry `updated` and `corrected_at` are the item's."""

    pk: int
    date: datetime.date
    kind: str
    sequence: int
    published: datetime.datetime
    updated: datetime.datetime
    corrected_at: datetime.datetime | None
    committee: str
    committee_slug: str
    place: str
    official_name: str
    place_slug: str

    @property
    def path(self) -> str:
        return path_of(self.place_slug, self.committee_slug, Meeting.slug_of(self.date, self.kind, self.sequence))

    def note(self, words: str) -> str:
        return f"<p>{words} den {long_date(self.corrected_at)}.</p>" if self.corrected_at else ""


_WIDTH = len(Sitting._fields)


def of_meetings(ids: Sequence[int]) -> list[Entry]:
    """One for each of these meetings that is published, in their order: its items and what came of them. Two
    queries."""
    with connection.cursor() as cursor:
        cursor.execute(_MEETINGS, [list(ids), Meeting.Status.PUBLISHED])
        sittings = {pk: Sitting._make(rest) for pk, *rest in cursor.fetchall()}
        cursor.execute(_AGENDAS, [list(sittings)])
        lines: dict[int, list[str]] = defaultdict(list)
        for meeting, number, title, closed, outcome, recognised in cursor.fetchall():
            lines[meeting].append(f"<li>{escape(numbered(number, title))}{_came_of(closed, outcome, recognised)}</li>")
    return [_of_meeting(sittings[pk], lines[pk]) for pk in ids if pk in sittings]


def of_items(ids: Sequence[int]) -> list[Entry]:
    """One for each of these items that is published, in their order: what was decided. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ITEMS, [list(ids), Meeting.Status.PUBLISHED])
        found = {pk: _of_item(pk, Sitting._make(rest[:_WIDTH]), *rest[_WIDTH:]) for pk, *rest in cursor.fetchall()}
    return [found[pk] for pk in ids if pk in found]


def _of_meeting(sitting: Sitting, lines: Iterable[str]) -> Entry:
    title = name_of_meeting(sitting.kind, sitting.committee, sitting.place, sitting.date)
    items = "".join(lines)
    html = f"{sitting.note('Rettet')}{f'<ul>{items}</ul>' if items else '<p>Ingen punkter.</p>'}"
    return Entry(name_of(Meeting, sitting.pk), sitting.path, title, sitting.published, sitting.updated, html)


def _came_of(closed: bool, outcome: str | None, recognised: bool | None) -> str:
    label = "lukket punkt" if closed else outcome_label(outcome, recognised).lower()
    return f" – <em>{label}</em>" if label else ""


def _of_item(
    pk: int,
    sitting: Sitting,
    slug: str,
    number: str,
    title: str,
    closed: bool,
    case_number: str,
    outcome: str | None,
    recognised: bool | None,
    text: str | None,
) -> Entry:
    label = outcome_label(outcome, recognised)
    where = where_of_item(sitting.official_name, sitting.committee, sitting.kind, sitting.date, number, case_number)
    told, decided = ("Lukket punkt" if closed else label), shortened(text or "")
    html = [
        f"<p>{escape(clean(where))}</p>",
        f"<p><strong>{told}</strong></p>" if told else "",
        f"<p>{escape(decided)}</p>" if decided else "",
        sitting.note("Rettet"),
    ]
    named = f"{title} – {label.lower()}" if label else title
    return Entry(
        name_of(Item, pk), f"{sitting.path}punkt-{slug}/", named, sitting.published, sitting.updated, "".join(html)
    )
