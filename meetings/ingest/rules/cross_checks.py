"""What the parts of one document say of each other: the cover's body, day and persons, and those of the decisions.

Where the two do not fit, one of them was read wrongly or something is not on the cover; which, a person must see.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from meetings.ingest.minutes import Item
from meetings.ingest.reading import Reading
from meetings.ingest.rules import absence, bodies, cover_absence, cover_labels, cover_values, dates, names
from meetings.ingest.rules.cover import Cover
from meetings.ingest.rules.draft import Draft

_NOT_WORD = re.compile(r"[^\wæøå-]+")
_COVER = 60  # lines that a cover may have
_LONG = 160  # characters of its lines
_FEW = 3  # persons on a cover, from which on it is taken to name all
_LONG_NAME = 4  # words of one person's name; more are rarely one person's
_OFTEN = 2  # items whose decisions name another day than the cover


def of_bodies(reading: Reading, items: Sequence[Item], drafts: Sequence[Draft], date: datetime.date | None) -> None:
    """A decision of the meeting's day by another body than the meeting's, where the meeting's own has none."""
    for item, draft in zip(items, drafts, strict=True):
        other = next((one for one in item.decisions if not one.own and one.date == date and date is not None), None)
        if other is not None and not any(one.own for one in item.decisions):
            reading.warn("body_unsure", draft.at, number=item.number, name=other.body)


def of_dates(reading: Reading, items: Sequence[Item], committee: str | None, date: datetime.date | None) -> None:
    """The body's decisions all name one day, and it is not the cover's."""
    own = [one.date for item in items for one in item.decisions[-1:] if committee and bodies.same(one.body, committee)]
    days = Counter(day for day in own if day is not None)
    if date is None or not days or date in days:
        return
    day, count = days.most_common(1)[0]
    if count >= _OFTEN and day > date:
        reading.warn("date_unsure", None, found=f"{date:%d-%m-%Y}", other=f"{day:%d-%m-%Y}")


def of_people(reading: Reading, face: Cover, items: Sequence[Item]) -> None:
    """Persons on the cover who are no persons, and those who voted whom it does not name. The absent it may leave out:
    many templates print those who came."""
    for person in [*face.participants, *face.absent]:
        if not names.is_name(person):
            reading.warn("person_unsure", None, name=person[:60])
    if joined := _in_columns(face.participants):
        reading.warn("person_unsure", None, name=joined[0][:60])
    listed = {_surname(name) for name in [*face.participants, *face.absent]}
    if len(listed) < _FEW:
        return
    listed |= {_surname(name) for one in face.away_from for name in one.names}
    told = [one.note for item in items for one in item.decisions if one.note]
    listed |= {_surname(name) for note in told for name in cover_absence.stand_ins(note)}
    by_number = {line.number: line for line in reading.lines}
    for item in items:
        for decision in item.decisions:
            cast = [name for vote in decision.votes for name in vote.persons]
            unknown = [name for name in cast if _surname(name) not in listed]
            if unknown and decision.own:
                line = by_number.get(decision.line or 0)
                reading.warn("person_unlisted", line, number=item.number, name=", ".join(unknown[:5]))


def _in_columns(people: Sequence[str]) -> list[str]:
    """Names of so many words that two columns of them may have been run together: 'Jens Bo Krog Lise Marie Holm'."""
    words = {name: [part for part in name.split() if len(part) > 2] for name in people}
    long = [name for name in people if len(words[name]) > _LONG_NAME]
    return [name for name in people if len(words[name]) >= _LONG_NAME] if long and len(people) > 1 else []


def of_cover(reading: Reading, face: Cover) -> None:
    """Hours and rooms that stand on the cover and went into no field, and members by their first name alone."""
    for line in reading.lines[:_COVER]:
        if not reading.place_of(line).startswith("cover") or len(line.text) > _LONG:
            continue
        if face.start_time is None and dates.time_of(line.text):
            reading.warn("time_unread", line, text=line.text[:80])
        if face.place is None and cover_values.names_place(line.text):
            reading.warn("place_unread", line, text=line.text[:80])
    known = {_surname(name) for name in [*face.participants, *face.absent]}
    known |= {_surname(name) for one in face.away_from for name in one.names}
    for line in reading.lines[:_COVER]:
        away = absence.label(line.text) if reading.place_of(line) == "cover: absent" else None
        if away and not absence.is_nobody(away) and known.isdisjoint(_NOT_WORD.split(away.casefold())):
            reading.warn("absence_unread", line, text=line.text[:80])
    members = [
        value
        for line in reading.lines[:_COVER]
        if reading.place_of(line) == "cover: participants"
        for _, value in cover_labels.labelled(line.text) or [("", line.text)]
    ]
    whole = {part for name in [*face.participants, *face.absent] for part in name.split()}  # wrapped inside a name
    if first_names := [name for name in cover_values.passed_over(members) if name not in whole]:
        reading.warn("person_unsure", None, name=", ".join(first_names[:5]))


def _surname(name: str) -> str:
    return name.casefold().rsplit(" ", 1)[-1].strip(".")
