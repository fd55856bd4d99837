"""What seems to be missing, judged from what is there. A gap is a hint and not a proof, and the page says so.

- An agenda whose day has passed, without minutes.
- Numbers of items that jump from one meeting to the next, in a body whose numbers run on; and numbers that are
  missing inside one meeting.
- A meeting that an item quotes a decision of, and that the archive does not have.
- A case that a body recommended on to another, and that never turns up there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from meetings.models import Decision, Meeting, Municipality, SearchItem

from .coverage_rows import Body, Held, numbers_of

MOST = 50  # of one kind that are listed
# A case on its way up gets so long before it counts as lost; the archive's newest minutes are 'now'.
ON_ITS_WAY = datetime.timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Jump:
    """Numbers that stand in no meeting of the body: between two of its meetings, or inside one (before is None)."""

    before: Held | None
    after: Held
    missing: tuple[int, ...]  # the first and the last, or the one

    @property
    def words(self) -> str:
        """'punkt 34', 'punkt 34–41'"""
        return f"punkt {'–'.join(map(str, self.missing))}"


def jumps(body: Body) -> list[Jump]:
    """Between meetings whose numbers run on, newest first.

    Numbers run on where at least half of the body's meetings begin with the number after the last one's. Each year or
    term may begin at 1 again.
    """
    numbered = [
        (row, row.first_number, row.last_number)
        for row in body.held
        if row.first_number is not None and row.last_number is not None and row.is_minutes
    ]
    pairs = list(pairwise(numbered))
    following = sum(later[1] == earlier[2] + 1 for earlier, later in pairs)
    if not following or following * 2 < len(pairs):
        return []
    found = []
    for (earlier, _, last), (later, first, _) in pairs:
        start = last + 1 if first > last else 1
        if start < first:
            found.append(Jump(earlier, later, _range(start, first - 1)))
    return found[::-1]


def holes(held: Sequence[Held]) -> list[Jump]:
    """Numbers left out inside a meeting's minutes, newest first; perhaps closed items. At most two queries."""
    gapped = [row for row in reversed(held) if row.gapped and row.is_minutes]
    found: list[Jump] = []
    for rows in (gapped[:MOST], gapped[MOST:]):  # the first nearly always hold as many as are shown
        if rows and len(found) < MOST:
            numbers = numbers_of(rows)
            found += [Jump(None, row, run) for row in rows for run in _runs(numbers[row.pk])]
    return found[:MOST]


def unseen_meetings(municipality: Municipality) -> list[Decision]:
    """Decisions that published items quote, of meetings the archive has not; one a body and day, newest first."""
    known = Meeting.objects.published().filter(committee=OuterRef("committee"), date=OuterRef("date"))
    quoted = (
        _in(municipality)
        .filter(own=False, date__isnull=False, date__lte=F("item__meeting__date"))
        .exclude(Exists(known))
        .order_by("-date", "body", "-pk")
        .distinct("date", "body")
    )
    return list(quoted.select_related("item__meeting__committee__municipality")[: MOST + 1])


def lost_cases(municipality: Municipality, newest: datetime.date) -> list[Decision]:
    """Recommendations to another body of cases that no other body of the archive treats afterwards, newest first.

    Looked for among the search rows, which are narrow and know a case by its number: the index `search_recommended`
    gives the recommendations in order, `search_case` what else there is of each case.
    """
    rows = SearchItem.objects.filter(municipality=municipality)
    elsewhere = rows.filter(case_number=OuterRef("case_number"), date__gte=OuterRef("date")).exclude(
        committee=OuterRef("committee")
    )
    sent_on = (
        rows.filter(outcome=Decision.Outcome.RECOMMENDED, closed=False, document_kind=Meeting.Kind.MINUTES)
        .filter(date__lt=newest - ON_ITS_WAY)
        .exclude(case_number="")
        .exclude(Exists(elsewhere))
        .order_by("-date", "-item")
        .values_list("item", flat=True)[: MOST + 1]
    )
    decisions = _in(municipality).filter(own=True, outcome=Decision.Outcome.RECOMMENDED, item__in=list(sent_on))
    of_items = decisions.select_related("item__case", "item__meeting__committee__municipality").order_by("-position")
    newest_first = sorted(of_items, key=lambda one: (one.item.meeting.date, one.item_id), reverse=True)
    return list({one.item_id: one for one in newest_first}.values())


def _in(municipality: Municipality) -> QuerySet[Decision]:
    published = Q(item__meeting__status=Meeting.Status.PUBLISHED, item__closed=False)
    return Decision.objects.filter(published, item__meeting__committee__municipality=municipality)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for lower, upper in pairwise(numbers):
        if upper > lower + 1:
            yield _range(lower + 1, upper - 1)


def _range(first: int, last: int) -> tuple[int, ...]:
    return (first,) if first == last else (first, last)
