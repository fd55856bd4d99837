"""What happened to something followed between two moments: what is new, what was corrected, what was withdrawn.

Something that was published before the window and corrected or withdrawn in it is told of once: in the window.
What came and went inside one window is not told at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q

from meetings.models import Decision, Item, Meeting, Subscription
from meetings.search.matching import matching

from .targets import Target
from .withdrawn import answers


@dataclass(frozen=True, slots=True)
class News:
    """Items, or of a committee its meetings; of what was withdrawn only the meetings, whose tombstones say why."""

    new: list[Any] = field(default_factory=list)
    corrected: list[Any] = field(default_factory=list)
    withdrawn: list[Meeting] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.corrected or self.withdrawn)

    def __len__(self) -> int:
        return len(self.new) + len(self.corrected) + len(self.withdrawn)


@dataclass(frozen=True, slots=True)
class Changes:
    """The meetings to which something happened in a window."""

    new: list[int]
    corrected: list[int]
    withdrawn: list[int]

    def __bool__(self) -> bool:
        return bool(self.new or self.corrected or self.withdrawn)


class Happened:
    """All that happened since the follower who was told longest ago; fetched once for a run over many followers."""

    def __init__(self, since: datetime.datetime) -> None:
        later = Q(published_at__gt=since) | Q(corrected_at__gt=since) | Q(withdrawn_at__gt=since)
        columns = ("pk", "status", "published_at", "corrected_at", "withdrawn_at")
        self._rows = list(
            Meeting.objects.exclude(status=Meeting.Status.DRAFT)
            .filter(later, published_at__isnull=False)
            .order_by("date", "pk")
            .values_list(*columns)
        )

    def __bool__(self) -> bool:
        return bool(self._rows)

    def between(self, since: datetime.datetime, until: datetime.datetime) -> Changes:
        """After `since`, up to and with `until`."""
        changes = Changes([], [], [])
        for pk, status, published, corrected, withdrawn in self._rows:
            known = published <= since
            if status == Meeting.Status.WITHDRAWN:
                if known and withdrawn and since < withdrawn <= until:
                    changes.withdrawn.append(pk)
            elif since < published <= until:
                changes.new.append(pk)
            elif known and corrected and since < corrected <= until:
                changes.corrected.append(pk)
        return changes


def news(target: Target, changes: Changes) -> News:
    """Of these changes those that concern what is followed. At most eight queries. Raises TooSlow."""
    if target.kind == Subscription.Kind.COMMITTEE:
        return _of_committee(target, changes)
    candidates = Item.objects.filter(meeting__in=[*changes.new, *changes.corrected])
    if target.kind == Subscription.Kind.CASE:
        ids = list(candidates.filter(case=target.row).values_list("pk", flat=True))
        gone = Meeting.objects.filter(pk__in=changes.withdrawn, items__case=target.row).distinct()
        withdrawn = list(gone.with_places())
    else:
        within = list(candidates.values_list("pk", flat=True))
        ids = matching(target.question, target.choices, within=within) if within else []
        withdrawn = answers(target.question, target.choices, changes.withdrawn)
    return _split(ids, changes, withdrawn)


def _of_committee(target: Target, changes: Changes) -> News:
    everything = [*changes.new, *changes.corrected, *changes.withdrawn]
    rows = Meeting.objects.filter(pk__in=everything, committee=target.row).with_places()
    found = rows.order_by("date", "pk").in_bulk()
    return News(
        *([found[pk] for pk in ids if pk in found] for ids in (changes.new, changes.corrected, changes.withdrawn))
    )


def _split(ids: Iterable[int], changes: Changes, withdrawn: list[Meeting]) -> News:
    own = Decision.objects.filter(own=True).order_by("position")
    rows = Item.objects.published().filter(pk__in=list(ids)).with_places().prefetch_related(Prefetch("decisions", own))
    ordered = list(rows.order_by("meeting__date", "meeting_id", "position"))
    corrected = set(changes.corrected)
    return News(
        [item for item in ordered if item.meeting_id not in corrected],
        [item for item in ordered if item.meeting_id in corrected],
        withdrawn,
    )
