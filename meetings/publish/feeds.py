"""Atom for a municipality, a committee, a case and a person: what was published or corrected last stands first."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.urls import reverse

from meetings.language.case_numbers import normalise
from meetings.models import Case, Committee, Decision, Item, Meeting, Municipality, Person, PersonVote, Presence
from meetings.models.meeting import MeetingQuerySet

from .atom import ArchiveFeed
from .doors import for_machines
from .wording import changed_at, clean, item_html, meeting_html, meeting_title, outcome_label, own_decision

CHANGED = Greatest("published_at", "corrected_at")
ITEM_CHANGED = Greatest("meeting__published_at", "meeting__corrected_at")


class OfMeetings(ArchiveFeed):
    """Entries are meetings, with their items and what came of them."""

    def meetings(self, obj: Any) -> MeetingQuerySet:
        """All meetings the feed is about, whatever their status."""
        raise NotImplementedError

    def items(self, obj: Any) -> QuerySet[Meeting]:
        agenda = Item.objects.with_own_outcome().order_by("position")
        newest = self.meetings(obj).published().with_places().order_by(CHANGED.desc(), "-pk")
        return newest.prefetch_related(Prefetch("items", agenda))[: self.most]

    def gone(self, obj: Any) -> list[tuple[str, datetime.datetime]]:
        withdrawn = self.meetings(obj).filter(status=Meeting.Status.WITHDRAWN, published_at__isnull=False)
        rows = withdrawn.select_related("committee__municipality").order_by("-withdrawn_at")[: self.most]
        return [(meeting.get_absolute_url(), meeting.withdrawn_at) for meeting in rows if meeting.withdrawn_at]

    def item_title(self, item: Meeting) -> str:
        return clean(meeting_title(item))

    def item_description(self, item: Meeting) -> str:
        return meeting_html(item)

    def item_pubdate(self, item: Meeting) -> datetime.datetime:
        return item.published_at or item.created_at

    def item_updateddate(self, item: Meeting) -> datetime.datetime:
        return changed_at(item)


class OfItems(ArchiveFeed):
    """Entries are items, with what was decided."""

    def item_title(self, item: Item) -> str:
        decision = own_decision(item)
        outcome = outcome_label(decision.outcome, decision.recognised) if decision else ""
        return clean(f"{item.title} – {outcome.lower()}" if outcome else item.title)

    def item_description(self, item: Item) -> str:
        return item_html(item)

    def item_pubdate(self, item: Item) -> datetime.datetime:
        return item.meeting.published_at or item.meeting.created_at

    def item_updateddate(self, item: Item) -> datetime.datetime:
        return changed_at(item.meeting)


def told(items: QuerySet[Item]) -> QuerySet[Item]:
    """Items with all that their entries say, in one query more."""
    own = Decision.objects.filter(own=True).order_by("position")
    return items.with_places().prefetch_related(Prefetch("decisions", own))  # type: ignore[attr-defined]


class MunicipalityFeed(OfMeetings):
    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Municipality:
        return Municipality.objects.get(slug=kwargs["municipality"])

    def title(self, obj: Municipality) -> str:
        return f"{obj.official_name} – nye referater og dagsordener"

    def feed_url(self, obj: Municipality) -> str:
        return reverse("municipality_feed", args=[obj.slug])

    def meetings(self, obj: Municipality) -> MeetingQuerySet:
        return Meeting.objects.in_municipality(obj)


class CommitteeFeed(OfMeetings):
    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Committee:
        known = Committee.objects.select_related("municipality")
        return known.get(municipality__slug=kwargs["municipality"], slug=kwargs["committee"])

    def title(self, obj: Committee) -> str:
        return f"{obj.name}, {obj.municipality.official_name} – nye referater og dagsordener"

    def feed_url(self, obj: Committee) -> str:
        return reverse("committee_feed", args=[obj.municipality.slug, obj.slug])

    def meetings(self, obj: Committee) -> MeetingQuerySet:
        return Meeting.objects.filter(committee=obj)


class CaseFeed(OfItems):
    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Case:
        """404 also where no published item has the number, as on the case's page."""
        published = Item.objects.published().filter(case__isnull=False)
        known = Case.objects.select_related("municipality").filter(items__in=published).distinct()
        return known.get(municipality__slug=kwargs["municipality"], normalised=normalise(kwargs["number"]))

    def title(self, obj: Case) -> str:
        return clean(f"Sag {obj.number}, {obj.municipality.official_name}")

    def feed_url(self, obj: Case) -> str:
        return reverse("case_feed", args=[obj.municipality.slug, obj.normalised])

    def items(self, obj: Case) -> QuerySet[Item]:
        newest = Item.objects.published().filter(case=obj).order_by(ITEM_CHANGED.desc(), "-meeting_id", "position")
        return told(newest)[: self.most]

    def gone(self, obj: Case) -> list[tuple[str, datetime.datetime]]:
        withdrawn = Item.objects.filter(
            case=obj, meeting__status=Meeting.Status.WITHDRAWN, meeting__published_at__isnull=False
        )
        rows = withdrawn.with_places().order_by("-meeting__withdrawn_at")[: self.most]
        return [(item.get_absolute_url(), item.meeting.withdrawn_at) for item in rows if item.meeting.withdrawn_at]


class PersonFeed(OfMeetings):
    """The meetings whose minutes name the person as there, away or voting."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Person:
        known = Person.objects.select_related("municipality")
        return known.get(municipality__slug=kwargs["municipality"], slug=kwargs["person"])

    def title(self, obj: Person) -> str:
        return clean(f"{obj.name}, {obj.municipality.official_name} – møder og afstemninger")

    def feed_url(self, obj: Person) -> str:
        return reverse("person_feed", args=[obj.municipality.slug, obj.slug])

    def meetings(self, obj: Person) -> MeetingQuerySet:
        """By ids looked up apart: joined to every meeting and vote, PostgreSQL went through all of them."""
        there = Presence.objects.filter(person=obj).values("meeting")
        voted = PersonVote.objects.filter(person=obj).values("vote__decision__item__meeting")
        return Meeting.objects.filter(pk__in=there.union(voted))

    def gone(self, obj: Person) -> list[tuple[str, datetime.datetime]]:
        """A name goes with the minutes that named it: nothing is left to tell of."""
        return []


municipality_feed = for_machines(MunicipalityFeed())
committee_feed = for_machines(CommitteeFeed())
case_feed = for_machines(CaseFeed())
person_feed = for_machines(PersonFeed())
