"""An item that was erased and that a later file brings again: readers do not get it until somebody has decided.

    marks_of(item, readings)        what an erasure remembers: keyed digests of titles and case numbers, no words
    without_erased(minutes, …)      a reading without the items that were erased from its meeting

It is known as items are paired (`pairing`): by title, by case number, and by number where nothing of the file is known
by those; by the two last only where no item that stands has its title. What is both renamed and renumbered and has no
case number is not known again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.crypto import salted_hmac

from meetings.ingest.minutes import Item as ReadItem
from meetings.ingest.minutes import Minutes
from meetings.language.case_numbers import normalise
from meetings.models import Correction, Erasure, Item, Meeting, SourceDocument

from .pairing import fold

CODE = SourceDocument.ERASED_AGAIN


def marks_of(item: Item, readings: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """Of what the item is called here, was called before a correction, and is called in `readings`: their items that
    are this one."""
    own = Correction.objects.filter(target_model="item", target_id=item.pk, field__in=["title", "case_number"])
    before = {"title": [item.title], "case_number": [item.case_number]}
    for field, value in own.values_list("field", "parsed_value"):
        before[field].append(str(value or ""))
    # Of one case there may be several items: those that stand are not taken for this one
    others = {
        (number, fold(title)) for number, title in item.meeting.items.exclude(pk=item.pk).values_list("number", "title")
    }
    for one in readings:
        if (one["number"], fold(one["title"])) in others:
            continue
        before["title"].append(one["title"])
        before["case_number"].append(one.get("case_number") or "")
    return {
        "titles": sorted({_digest(title, settings.SECRET_KEY) for title in map(fold, before["title"]) if title}),
        "cases": sorted({_digest(case, settings.SECRET_KEY) for case in map(normalise, before["case_number"]) if case}),
    }


class Without(NamedTuple):
    minutes: Minutes
    erasures: list[Erasure]  # of the items that were left out


def without_erased(minutes: Minutes, meeting: Meeting, erasures: list[Erasure]) -> Without:
    """`erasures`: those of `erased.erased_of`. Of what stands outside the items nothing is left either, where an item
    is left out: contents and unread lines name it."""
    if not erasures:
        return Without(minutes, [])
    standing = {(number, fold(title)) for number, title in meeting.items.values_list("number", "title")}
    titles = {title for _number, title in standing}
    strange = [item for item in minutes.items if (item.number, fold(item.title)) not in standing]
    found: dict[int, Erasure] = {}
    for item in strange:
        if sure := next((one for one in erasures if _is_it(item, one, titles)), None):
            found[id(item)] = sure
    # The number alone, where nothing of the file is surely what was erased
    missing = {_number_of(one): one for one in erasures if one not in found.values()}
    for item in strange:
        if id(item) not in found and fold(item.title) not in titles and item.number in missing:
            found[id(item)] = missing[item.number]
    if not found:
        return Without(minutes, [])
    kept = tuple(item for item in minutes.items if id(item) not in found)
    bare = dataclasses.replace(minutes, items=kept, contents=(), unread=(), aside=(), warnings=())
    return Without(bare, list(dict.fromkeys(found.values())))


def _is_it(item: ReadItem, erasure: Erasure, titles: set[str]) -> bool:
    title, case = fold(item.title), normalise(item.case_number or "")
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if title and _digest(title, secret) in erasure.marks.get("titles", ()):
            return True
        if case and title not in titles and _digest(case, secret) in erasure.marks.get("cases", ()):
            return True
    return False


def _number_of(erasure: Erasure) -> str:
    """'referat, Byrådet, 5. december 2023, punkt 4' gives '4'."""
    _where, _, number = erasure.what.rpartition(", punkt ")
    return number if _where else ""


def _digest(words: str, secret: str) -> str:
    """Nobody can tell the words from it who does not know them and the site's key."""
    return salted_hmac("meetings.filing.erased_again", words, secret=secret, algorithm="sha256").hexdigest()


def note_return(meeting: Meeting, document: SourceDocument, erasures: list[Erasure], again: list[Erasure]) -> None:
    """Of all the erasures of the meeting, which wait for a decision now that this file is the newest."""
    keys = {one.pk for one in again}
    for one in erasures:
        brought = document if one.pk in keys else None
        if one.returned_in_id != (brought.pk if brought else None):
            one.returned_in, one.meeting = brought, meeting
            one.save(update_fields=["returned_in", "meeting"])


def warnings_of_return(again: list[Erasure]) -> list[dict[str, Any]]:
    """In the form of the parser's; nothing of what the items say."""
    messages = [f"{said_of(one)} Den nye fil bringer det igen, og det er holdt tilbage." for one in again]
    return [{"code": CODE, "message": message, "line": None, "page": None} for message in messages]


def warnings_of_whole(whole: list[Erasure]) -> list[dict[str, Any]]:
    """The same of a whole meeting."""
    messages = [f"{said_of(one)} Den nye fil bringer det igen, og mødet er holdt tilbage." for one in whole[:1]]
    code = SourceDocument.MEETING_ERASED
    return [{"code": code, "message": message, "line": None, "page": None} for message in messages]


def said_of(erasure: Erasure) -> str:
    return f"Slettet tidligere: {erasure.what}."
