"""Atom for a municipality, a committee, a case and a person: what was published or corrected last stands first."""

from __future__ import annotations

from typing import Any

from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.urls import reverse

from meetings.language.case_numbers import normalise
from meetings.models import Case, Committee, Item, Meeting, Municipality, Person, PersonVote, Presence
from meetings.models.meeting import MeetingQuerySet

from .atom import MOST, ArchiveFeed, Entry, Gone, name_of
from .doors import for_machines
from .entries import of_items, of_meetings

CHANGED = Greatest("published_at", "corrected_at")
ITEM_CHANGED = Greatest("meeting__published_at", "meeting__corrected_at")


class OfMeetings(ArchiveFeed):
    """Entries are meetings, with their items and what came of them."""

    def meetings(self, subject: Any) -> MeetingQuerySet:
        """All meetings the feed is about, whatever their status."""
        raise NotImplementedError

    def entries(self, subject: Any) -> list[Entry]:
        newest = self.meetings(subject).published().order_by(CHANGED.desc(nulls_last=True), "-pk")
        return of_meetings(list(newest.values_list("pk", flat=True)[:MOST]))

    def gone(self, subject: Any) -> list[Gone]:
        withdrawn = self.meetings(subject).filter(status=Meeting.Status.WITHDRAWN, published_at__isnull=False)
        rows = withdrawn.order_by("-withdrawn_at").values_list("pk", "withdrawn_at")[:MOST]
        return [(name_of(Meeting, pk), moment) for pk, moment in rows if moment]


class MunicipalityFeed(OfMeetings):
    def get_object(self, request: HttpRequest, **where: Any) -> Municipality:
        return Municipality.objects.get(slug=where["municipality"])

    def title(self, subject: Municipality) -> str:
        return f"{subject.official_name} – nye referater og dagsordener"

    def feed_url(self, subject: Municipality) -> str:
        return reverse("municipality_feed", args=[subject.slug])

    def meetings(self, subject: Municipality) -> MeetingQuerySet:
        return Meeting.objects.in_municipality(subject)


class CommitteeFeed(OfMeetings):
    def get_object(self, request: HttpRequest, **where: Any) -> Committee:
        known = Committee.objects.select_related("municipality")
        return known.get(municipality__slug=where["municipality"], slug=where["committee"])

    def title(self, subject: Committee) -> str:
        return f"{subject.name}, {subject.municipality.official_name} – nye referater og dagsordener"

    def feed_url(self, subject: Committee) -> str:
        return reverse("committee_feed", args=[subject.municipality.slug, subject.slug])

    def meetings(self, subject: Committee) -> MeetingQuerySet:
        return Meeting.objects.filter(committee=subject)


class CaseFeed(ArchiveFeed):
    def get_object(self, request: HttpRequest, **where: Any) -> Case:
        """404 also where no published item has the number, as on the case's page."""
        published = Item.objects.published().filter(case__isnull=False)
        known = Case.objects.select_related("municipality").filter(items__in=published).distinct()
        return known.get(municipality__slug=where["municipality"], normalised=normalise(where["number"]))

    def title(self, subject: Case) -> str:
        return f"Sag {subject.number}, {subject.municipality.official_name}"

    def feed_url(self, subject: Case) -> str:
        return reverse("case_feed", args=[subject.municipality.slug, subject.normalised])

    def entries(self, subject: Case) -> list[Entry]:
        newest = Item.objects.published().filter(case=subject)
        ordered = newest.order_by(ITEM_CHANGED.desc(nulls_last=True), "-meeting_id", "position")
        return of_items(list(ordered.values_list("pk", flat=True)[:MOST]))

    def gone(self, subject: Case) -> list[Gone]:
        withdrawn = Item.objects.filter(
            case=subject, meeting__status=Meeting.Status.WITHDRAWN, meeting__published_at__isnull=False
        )
        rows = withdrawn.order_by("-meeting__withdrawn_at").values_list("pk", "meeting__withdrawn_at")[:MOST]
        return [(name_of(Item, pk), moment) for pk, moment in rows if moment]


class PersonFeed(OfMeetings):
    """The meetings whose minutes name the person as there, away or voting."""

    def get_object(self, request: HttpRequest, **where: Any) -> Person:
        known = Person.objects.select_related("municipality")
        return known.get(municipality__slug=where["municipality"], slug=where["person"])

    def title(self, subject: Person) -> str:
        return f"{subject.name}, {subject.municipality.official_name} – møder og afstemninger"

    def feed_url(self, subject: Person) -> str:
        return reverse("person_feed", args=[subject.municipality.slug, subject.slug])

    def meetings(self, subject: Person) -> MeetingQuerySet:
        """By ids looked up apart: joined to every meeting and vote, PostgreSQL went through all of them."""
        there = Presence.objects.filter(person=subject).values("meeting")
        voted = PersonVote.objects.filter(person=subject).values("vote__decision__item__meeting")
        return Meeting.objects.filter(pk__in=there.union(voted))

    def gone(self, subject: Person) -> list[Gone]:
        """A name goes with the minutes that named it: nothing is left to tell of."""
        return []


municipality_feed = for_machines(MunicipalityFeed())
committee_feed = for_machines(CommitteeFeed())
case_feed = for_machines(CaseFeed())
person_feed = for_machines(PersonFeed())
