"""What can be followed: a search, a committee, a case. Each is kept as its kind and one string."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from meetings.language.case_numbers import normalise
from meetings.models import Case, Committee, Item, Subscription
from meetings.search.facets import choices
from meetings.search.places import Places, all_places
from meetings.search.query import Choices
from meetings.search.question import Question
from meetings.search.search_filter import SearchFilter

from ..searches import described, query_string

Kind = Subscription.Kind


@dataclass(frozen=True, slots=True)
class Target:
    """`title` as a person would say it, `address` its page, `feed` the same without a mail address being given."""

    kind: str
    target: str
    title: str
    address: str
    feed: str
    question: Question = field(default_factory=lambda: Question(""))  # of a search
    choices: Choices = field(default_factory=dict)
    row: Any = None  # the committee or the case


def of_search(parameters: QueryDict, places: Places | None = None) -> Target | None:
    """Any search, also the one for everything; None of one that is not made at all."""
    places = places or all_places()
    asked = SearchFilter(parameters, places=places)
    if asked.question.refused:
        return None
    return Target(
        Kind.SEARCH,
        query_string(asked),
        f"Søgning: {described(asked, places)}",
        asked.address(sort=""),
        asked.address(path="search_feed", sort=""),
        asked.question,
        choices(asked.chosen, places),
    )


def of_committee(municipality: str, committee: str) -> Target | None:
    known = Committee.objects.select_related("municipality")
    found = known.filter(municipality__slug=municipality, slug=committee).first()
    if found is None:
        return None
    parts = [found.municipality.slug, found.slug]
    title = f"{found.name}, {found.municipality.official_name}"
    address, feed = found.get_absolute_url(), reverse("committee_feed", args=parts)
    return Target(Kind.COMMITTEE, "/".join(parts), title, address, feed, row=found)


def of_case(municipality: str, number: str, *, also_withdrawn: bool = False) -> Target | None:
    """None also where no published item has the number, unless somebody follows the case already."""
    known = Case.objects.select_related("municipality")
    found = known.filter(municipality__slug=municipality, normalised=normalise(number)).first()
    if found is None:
        return None
    if not also_withdrawn and not Item.objects.published().filter(case=found).exists():
        return None
    parts = [found.municipality.slug, found.normalised]
    title = f"Sag {found.number}, {found.municipality.official_name}"
    address, feed = found.get_absolute_url(), reverse("case_feed", args=parts)
    return Target(Kind.CASE, "/".join(parts), title, address, feed, row=found)


def of_subscription(subscription: Subscription, places: Places | None = None) -> Target | None:
    """None where what was followed is not in the archive any more."""
    if subscription.kind == Kind.SEARCH:
        return of_search(QueryDict(subscription.target), places)
    place, _, rest = subscription.target.partition("/")
    if subscription.kind == Kind.COMMITTEE:
        return of_committee(place, rest)
    return of_case(place, rest, also_withdrawn=True)
