"""What a correction will change, seen before it is saved: it is made, looked at, and rolled back.

So what is shown is what happens, with everything that follows from it, and never a second rule that guesses at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from meetings.filing import wording
from meetings.filing.tables import TABLES, Table
from meetings.filing.word_runs import Run, runs, words
from meetings.models import AuditEntry, Case, Correction, Meeting, SearchItem, Subscription

FEW_WORDS = 4  # up to so many, both texts are shown whole
MOST_WORDS = 2_000  # of a text, a side; longer ones are shown whole, too


@dataclass(frozen=True)
class Change:
    """A field before and after, in words; `runs` where the two are long enough to be compared word by word.

    Of a row that comes or goes `field` says so, and all its fields stand in `after` or `before`, one on a line.
    """

    what: str
    field: str
    before: str
    after: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Effects:
    changes: tuple[Change, ...]
    told: tuple[str, ...]  # what follows, in Danish sentences
    address: tuple[str, str] | None = None  # the old and the new one


def rehearse(meeting: Meeting, act: Callable[[], Any]) -> Effects:
    """Do it, note what came of it, and take it all back. Raises what `act` raises."""
    with transaction.atomic():
        last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        rows = _search_rows(meeting)
        act()
        now = Meeting.objects.with_places().get(pk=meeting.pk)
        changes = tuple(
            change for entry in AuditEntry.objects.filter(pk__gt=last).order_by("pk") for change in told(entry)
        )
        address = (meeting.get_absolute_url(), now.get_absolute_url())
        follows = tuple(_follows(meeting, now, rows, _search_rows(now))) if changes else ()
        transaction.set_rollback(True)
    moved = address if address[0] != address[1] else None
    return Effects(changes, follows, moved)


def told(entry: AuditEntry) -> Iterator[Change]:
    """What one act of correction changed, field by field."""
    table = TABLES.get(entry.target_model)
    if table is None:
        return
    what = str(table.model._meta.verbose_name).capitalize()
    before = entry.before if isinstance(entry.before, dict) else {}
    after = entry.after if isinstance(entry.after, dict) else {}
    if Correction.WHOLE_ROW in {*before, *after}:
        before, after = before.get(Correction.WHOLE_ROW) or {}, after.get(Correction.WHOLE_ROW) or {}
    if not before or not after:
        facts = [(name, value(table, name, one)) for name, one in (before or after).items() if name in table.fields]
        listed = "\n".join(f"{label(table, name).capitalize()}: {one}" for name, one in facts if one)
        yield Change(
            f"{what}: {entry.shown_target}",
            "fjernes" if before else "tilføjes",
            listed if before else "",
            "" if before else listed,
        )
        return
    for name in dict.fromkeys([*before, *after]):
        old, new = value(table, name, before.get(name)), value(table, name, after.get(name))
        if name in table.fields and old != new:
            yield Change(f"{what}: {entry.shown_target}", label(table, name), old, new, words_between(old, new))


def label(table: Table, name: str) -> str:
    return wording.label(table.model, name)


def value(table: Table, name: str, said: Any) -> str:
    """A kept value as people say it; '' for nothing."""
    return wording.value(table.model, name, said, nothing="")


def words_between(before: str, after: str) -> tuple[Run, ...]:
    """The two as runs of words; none where they are short, too long to compare, or differ in their lines alone."""
    old, new = words(before), words(after)
    if not FEW_WORDS < max(len(old), len(new)) <= MOST_WORDS or before.split() == after.split():
        return ()
    return tuple(runs(old, new)) if old and new else ()


def _search_rows(meeting: Meeting) -> dict[int, tuple[Any, ...]]:
    rows = SearchItem.objects.filter(item__meeting=meeting)
    columns = ("pk", "title", "body", "kind", "outcome", "departed", "closed", "case_number", "date", "committee")
    return {row[0]: row[1:] for row in rows.values_list(*columns)}


def _follows(
    was: Meeting, now: Meeting, before: dict[int, tuple[Any, ...]], after: dict[int, tuple[Any, ...]]
) -> Iterator[str]:
    if not now.is_published:
        yield "Mødet er ikke offentligt: læserne, søgningen og følgerne mærker intet, før det offentliggøres."
        return
    yield "Læserne ser det nye med det samme, og mødets side siger, at der er rettet i dag."
    changed = sum(before.get(pk) != row for pk, row in after.items())
    gone = len(before.keys() - after.keys())
    if changed:
        yield f"Søgningen finder det nye: {changed} {'punkt' if changed == 1 else 'punkter'} ændres."
    if gone:
        yield f"{gone} {'punkt' if gone == 1 else 'punkter'} kan ikke længere findes i søgningen."
    if not changed and not gone:
        yield "Søgningen ændres ikke."
    followers = _followers(was, now)
    if followers:
        yield f"{followers}, der følger udvalget eller en af sagerne, får besked om rettelsen."


def _followers(was: Meeting, now: Meeting) -> int:
    """Of the committee or of a case in the meeting. Who follows a search is found when the mails are written."""
    bodies = {"/".join(meeting.address_parts()[:2]) for meeting in (was, now)}
    place = now.committee.municipality.slug
    numbers = Case.objects.filter(items__meeting=now).values_list("normalised", flat=True)
    cases = {f"{place}/{number}" for number in numbers}
    kinds = Subscription.Kind
    wanted = Q(kind=kinds.COMMITTEE, target__in=bodies) | Q(kind=kinds.CASE, target__in=cases)
    return Subscription.objects.sending().filter(wanted).values("email").distinct().count()
