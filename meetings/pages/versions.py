"""The versions of a meeting's document: when each came, the files, and what two of them differ in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from meetings.filing.difference import Change, Difference, ItemChange, compare
from meetings.filing.hidden_since import items_now, without_hidden
from meetings.filing.striking import Strikes, strikes_over
from meetings.models import Meeting, SourceDocument

from .corrected import Corrected, CorrectedItem, corrected_in
from .doors import elsewhere, public_page, turned_away

Pair = tuple[SourceDocument, SourceDocument]


@dataclass
class Shown:
    """A change beside the item as it stands, where it still does."""

    change: ItemChange
    corrected: CorrectedItem | None

    @property
    def changes(self) -> list[tuple[Change, bool]]:
        """Each with whether its words are withheld: what a person corrected may be what nobody should read on."""
        withheld = self.corrected.withheld(self.change.labels) if self.corrected else set()
        return [
            (Change(one.label) if one.label in withheld else one, one.label in withheld) for one in self.change.changes
        ]


@public_page
def versions(request: HttpRequest, municipality: str, committee: str, date: str) -> HttpResponse:
    """At most 9 queries. `?fra=1&til=3` chooses the versions; without, the newest and the one before it."""
    meeting = get_object_or_404(Meeting.objects.with_places().at_address(municipality, committee, date))
    address = reverse("versions", args=meeting.address_parts())
    if answer := turned_away(request, meeting) or elsewhere(request, address):
        return answer
    documents = list(meeting.documents.light().newest_version_first().filter(version__isnull=False))
    readable = [document for document in documents if document.outcome == SourceDocument.Outcome.OK]
    for later, earlier in pairwise(readable):
        later.earlier = earlier  # type: ignore[attr-defined]
    pair = _chosen(request, readable)
    corrected = corrected_in(meeting)
    difference = _difference(pair, meeting, corrected, strikes_over(meeting.committee, meeting)) if pair else None
    context = {
        "municipality": meeting.committee.municipality,
        "committee": meeting.committee,
        "meeting": meeting,
        "documents": documents,
        "pair": pair,
        "difference": difference,
        "shown": [Shown(change, corrected.find(_key(change))) for change in difference.items] if difference else [],
        "corrected": corrected,
        "corrected_items": [one for one in corrected.items if one.fields],
    }
    return render(request, "pages/versions.html", context)


def _chosen(request: HttpRequest, readable: Sequence[SourceDocument]) -> Pair | None:
    """(earlier, later). Raises Http404 for a version that is not there to be compared."""
    asked = [request.GET.get(name) for name in ("fra", "til")]
    if not any(asked):
        return (readable[1], readable[0]) if len(readable) > 1 else None
    found = [next((one for one in readable if str(one.version) == number), None) for number in asked]
    earlier, later = found
    if not earlier or not later or earlier == later:
        raise Http404("no such versions")
    return earlier, later


def _difference(pair: Pair, meeting: Meeting, corrected: Corrected, strikes: Strikes) -> Difference | None:
    """None where a version was filed before its reading was kept."""
    known: dict[int, Any] = dict(
        SourceDocument.objects.filter(pk__in=[document.pk for document in pair]).values_list("pk", "parsed")
    )
    earlier, later = (known[document.pk] for document in pair)
    if not earlier or not later:
        return None
    now = items_now(meeting)
    earlier, later = (without_hidden(strikes.reading(parsed), now) for parsed in (earlier, later))
    found = compare(corrected.kept(earlier), corrected.kept(later), is_closed=corrected.is_closed)
    if corrected.of_meeting:
        found.cover = [Change(change.label) for change in found.cover]
    return found


def _key(change: ItemChange) -> dict[str, str]:
    """What finds the item as it stands. The number of one that is gone may be another's now."""
    return {"title": change.title, "number": "" if change.what == "removed" else change.number}
