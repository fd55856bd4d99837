"""What happened to something followed between two moments: what is new, what was corrected, what was withdrawn and what
was published again.

Something that was published before the window and corrected or withdrawn in it is told of once: in the window.
What came and went inside one window is not told at all. Of a corrected meeting whoever follows a search or a case is
told of the items that were corrected or came to it, and of no others. A better reading of the same file is no
correction, nor is another number.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q

from meetings.models import Decision, Item, Meeting, Subscription
from meetings.search.matching import matching

from .targets import Target
from .withdrawn import answers

Moment = datetime.datetime | None


@dataclass(frozen=True, slots=True)
class News:
    """Items, or of a committee its meetings; of what was withdrawn only the meetings, whose tombstones say why."""

    new: list[Any] = field(default_factory=list)
    corrected: list[Any] = field(default_factory=list)
    withdrawn: list[Meeting] = field(default_factory=list)
    again: list[Any] = field(default_factory=list)

    def __bool__(self) -> bool:
        return len(self) > 0

    def __len__(self) -> int:
        return len(self.new) + len(self.corrected) + len(self.withdrawn) + len(self.again)


@dataclass(frozen=True, slots=True)
class Changes:
    """The meetings to which something happened in a window; of the corrected, and of those corrected once more since,
    the items that came to them and those that say something else."""

    new: list[int] = field(default_factory=list)
    corrected: list[int] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    new_items: list[int] = field(default_factory=list)
    corrected_items: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.new, self.corrected, self.withdrawn, self.again, self.new_items, self.corrected_items))


class Happened:
    """All that happened since the follower who was told longest ago; fetched once for a run over many followers."""

    def __init__(self, since: datetime.datetime) -> None:
        later = Q(published_at__gt=since) | Q(corrected_at__gt=since) | Q(withdrawn_at__gt=since)
        columns = ("pk", "status", "published_at", "corrected_at", "withdrawn_at", "shown_again_at")
        self._rows = list(
            Meeting.objects.exclude(status=Meeting.Status.DRAFT)
            .filter(later | Q(shown_again_at__gt=since), published_at__isnull=False)
            .order_by("date", "pk")
            .values_list(*columns)
        )
        corrected = [pk for pk, _status, _published, moment, *_rest in self._rows if moment and moment > since]
        items = Item.objects.filter(Q(altered_at__gt=since) | Q(came_at__gt=since), meeting__in=corrected)
        self._items: dict[int, list[tuple[int, Moment, Moment]]] = defaultdict(list)
        for row in items.order_by("position").values_list("meeting", "pk", "came_at", "altered_at"):
            self._items[row[0]].append(row[1:])

    def __bool__(self) -> bool:
        return bool(self._rows)

    def between(self, since: datetime.datetime, until: datetime.datetime) -> Changes:
        """After `since`, up to and with `until`."""

        def within(moment: Moment) -> bool:
            return moment is not None and since < moment <= until

        changes = Changes()
        for pk, status, published, corrected, withdrawn, again in self._rows:
            known = published <= since
            if status == Meeting.Status.WITHDRAWN:
                if known and within(withdrawn):
                    changes.withdrawn.append(pk)
            elif within(published):
                changes.new.append(pk)
            elif known and within(again):
                changes.again.append(pk)
            elif known:
                if within(corrected):
                    changes.corrected.append(pk)
                for item, came, altered in self._items[pk]:
                    if within(came):
                        changes.new_items.append(item)
                    elif within(altered):
                        changes.corrected_items.append(item)
        return changes


def news(target: Target, changes: Changes) -> News:
    """Of these changes those that concern what is followed. At most eight queries. Raises TooSlow."""
    if target.kind == Subscription.Kind.COMMITTEE:
        return _of_committee(target, changes)
    of_items = Q(pk__in=[*changes.new_items, *changes.corrected_items])
    candidates = Item.objects.filter(Q(meeting__in=[*changes.new, *changes.again]) | of_items)
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
    lists = (changes.new, changes.corrected, changes.withdrawn, changes.again)
    rows = Meeting.objects.filter(pk__in=[pk for ids in lists for pk in ids], committee=target.row).with_places()
    found = rows.order_by("date", "pk").in_bulk()
    return News(*([found[pk] for pk in ids if pk in found] for ids in lists))


def _split(ids: Iterable[int], changes: Changes, withdrawn: list[Meeting]) -> News:
    own = Decision.objects.filter(own=True).order_by("position")
    rows = Item.objects.published().filter(pk__in=list(ids)).with_places().prefetch_related(Prefetch("decisions", own))
    corrected, again = set(changes.corrected_items), set(changes.again)
    found = News(withdrawn=withdrawn)
    for item in rows.order_by("meeting__date", "meeting_id", "position"):
        back = item.meeting_id in again
        (found.again if back else found.corrected if item.pk in corrected else found.new).append(item)
    return found
