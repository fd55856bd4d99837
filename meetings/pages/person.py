"""A member of an elected body, as the minutes name them: meetings attended and missed, votes and reservations."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, F, Max, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from meetings.language.names import name_key
from meetings.models import Absence, Item, Person, PersonAlias, PersonVote, Presence

from .doors import elsewhere, public_page
from .pages_of import page_of

MEETINGS = 50  # on a page
VOTES = 100  # the newest; a page of minutes prints few names

# As `Presence.attended` says it, for counting.
AWAY = Q(decided__gt=0, away__gte=F("decided")) | Q(present=False)


@public_page
def person(request: HttpRequest, municipality: str, name: str) -> HttpResponse:
    """Found by nobody who does not look for it: search engines are told to leave it alone. At most 8 queries."""
    known = Person.objects.select_related("municipality").filter(municipality__slug=municipality.lower())
    found = known.filter(slug=name.lower()).first()
    if found is None:
        return _other_spelling(municipality, name)
    if answer := elsewhere(request, found.get_absolute_url()):
        return answer
    presences = Presence.objects.filter(person=found)
    figures = presences.aggregate(
        meetings=Count("pk"), missed=Count("pk", filter=AWAY), oldest=Min("date"), newest=Max("date")
    )
    if not figures["meetings"]:
        raise Http404("no published minutes name this person")
    page = page_of(request, presences.newest_first().with_places(), MEETINGS)
    context = {
        "municipality": found.municipality,
        "person": found,
        "figures": figures,
        "page": page,
        "presences": _with_missed_items(found, page.object_list),
        "votes": PersonVote.objects.filter(person=found).newest_first().with_places()[:VOTES],
        "most_votes": VOTES,
    }
    response = render(request, "pages/person.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _with_missed_items(person: Person, presences: Iterable[Presence]) -> list[tuple[Presence, list[Item], list[Item]]]:
    """Each meeting with the items the person was away from, and those in which alone the person took no part; neither
    of a meeting that was missed altogether. Two queries, and none where nobody was away from a part."""
    rows = list(presences)
    partly = {one.meeting_id: one for one in rows if one.was_away_in_part or one.away_here}
    if not partly:
        return [(one, [], []) for one in rows]
    aliases = PersonAlias.objects.filter(municipality=person.municipality, of_key=person.key)
    keys = {person.key, *aliases.values_list("key", flat=True)}
    absences = (
        Absence.objects.filter(decision__own=True, decision__item__closed=False, decision__item__meeting__in=partly)
        .select_related("decision__item")
        .order_by("decision__item__position", "decision__position")
    )
    away: dict[int, dict[int, tuple[Item, bool]]] = {pk: {} for pk in partly}
    for absence in absences:
        if name_key(absence.name) in keys:
            item = absence.decision.item
            item.meeting = partly[item.meeting_id].meeting
            away[item.meeting_id][item.pk] = item, absence.from_item
    return [
        (
            one,
            [item for item, here in missed if not here and one.was_away_in_part],
            [item for item, here in missed if here],
        )
        for one in rows
        for missed in [list(away.get(one.meeting_id, {}).values())]
    ]


def _other_spelling(municipality: str, name: str) -> HttpResponse:
    """To the page of the person that the name at this address was found to be; else 404."""
    alias = get_object_or_404(PersonAlias, municipality__slug=municipality.lower(), slug=name.lower())
    return redirect(get_object_or_404(Person, municipality=alias.municipality, key=alias.of_key), permanent=True)
