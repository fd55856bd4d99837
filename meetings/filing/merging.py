"""Bodies and persons that turned out to be one, and bodies with a new name: addresses lead on, files find their way.

    merge_committees(gone, kept, …)     every meeting of `gone` is now one of `kept`
    rename_committee(committee, name, …)
    merge_persons(gone, kept, …)        every spelling like that of `gone` is read as `kept`
    part_persons(alias, …)              … and no longer
    retie_case(case, number, …)         every item of a case gets another number, as a correction

Each is one transaction with its AuditEntry. They raise ValueError for what cannot be put together.
"""

from __future__ import annotations

from django.db import models, transaction
from django.db.models import Max

from meetings.language.sorting import address
from meetings.models import (
    Case,
    Committee,
    CommitteeAlias,
    Correction,
    Decision,
    Item,
    Meeting,
    Municipality,
    Person,
    PersonAlias,
    Redaction,
    Redirect,
    Subscription,
    User,
)

from .addresses import keep_address
from .apply import lock, lock_all
from .audit import record
from .corrections import correct
from .indexing import index_meeting
from .meanwhile import tried_again
from .people import index_people
from .redactions import carry_out_again

BODY_GONE = "Det ene udvalg findes ikke længere: en anden har slået det sammen imens."


@tried_again
@transaction.atomic
def merge_committees(gone: Committee, kept: Committee, *, actor: User | None, reason: str = "") -> int:
    """Returns how many meetings moved. Two meetings of one day stand side by side as two sittings."""
    if gone.pk == kept.pk or gone.municipality_id != kept.municipality_id:
        raise ValueError("two bodies of one municipality can be merged")
    lock("committees", gone.municipality_id)  # and so nobody files anything of the municipality at this moment
    if Committee.objects.filter(pk__in=[gone.pk, kept.pk]).count() < 2:
        raise ValueError(BODY_GONE)
    lock_all("meeting", gone.meetings.values_list("pk", flat=True))
    old_address = gone.get_absolute_url()
    moved = list(gone.meetings.with_places().order_by("date", "sequence"))
    for meeting in moved:
        _move(meeting, kept)
    Decision.objects.filter(committee=gone).update(committee=kept)
    Redaction.objects.filter(committee=gone).update(committee=kept)
    _rewrite_corrections(gone, kept)
    Redirect.objects.filter(committee=gone).update(committee=kept)
    Redirect.objects.update_or_create(path=old_address, defaults={"committee": kept, "meeting": None})
    _follow(gone, f"{kept.municipality.slug}/{kept.slug}")
    _also_called(kept, [gone.name, *CommitteeAlias.objects.filter(committee=gone).values_list("name", flat=True)])
    said = {"committee": gone.name, "into": kept.name, "meetings": len(moved)}
    gone.delete()
    for meeting in moved:
        index_meeting(Meeting.objects.with_places().get(pk=meeting.pk))
    carry_out_again(kept)
    record("merge", actor=actor, target=kept, municipality=kept.municipality, after=said, reason=reason)
    return len(moved)


@tried_again
@transaction.atomic
def rename_committee(committee: Committee, name: str, *, actor: User | None, reason: str = "") -> None:
    """A new name gives a new address, and the old one leads there; documents that use the old name still find it."""
    name = " ".join(name.split())
    if not name:
        raise ValueError("a body has a name")
    lock("committees", committee.municipality_id)
    before, old_address = committee.name, committee.get_absolute_url()
    if name == before:
        return
    others = Committee.objects.in_municipality(committee.municipality).exclude(pk=committee.pk)
    slug = address(name) or committee.slug
    if others.filter(models.Q(name=name) | models.Q(slug=slug)).exists():
        raise ValueError("another body has that name: merge them")
    _also_called(committee, [before])
    CommitteeAlias.objects.filter(municipality=committee.municipality, name=name).delete()
    _follow(committee, f"{committee.municipality.slug}/{slug}")
    committee.name, committee.slug = name, slug
    committee.save()
    new_address = committee.get_absolute_url()
    if new_address != old_address:
        Redirect.objects.filter(path=new_address).delete()
        Redirect.objects.update_or_create(path=old_address, defaults={"committee": committee, "meeting": None})
    for meeting in committee.meetings.published().with_places():
        index_meeting(meeting)
    words = {"before": {"name": before}, "after": {"name": name}}
    record("rename", actor=actor, target=committee, municipality=committee.municipality, reason=reason, **words)


@tried_again
@transaction.atomic
def merge_persons(gone: Person, kept: Person, *, actor: User | None, reason: str = "") -> int:
    """Returns in how many meetings the spelling stood."""
    if gone.pk == kept.pk or gone.municipality_id != kept.municipality_id:
        raise ValueError("two persons of one municipality can be merged")
    lock("persons", gone.municipality_id)
    municipality = gone.municipality
    said = {"person": gone.name, "into": kept.name}
    PersonAlias.objects.filter(municipality=municipality, of_key=gone.key).update(of_key=kept.key, of_name=kept.name)
    PersonAlias.objects.filter(municipality=municipality, key=kept.key).delete()
    spelling = {"name": gone.name, "slug": gone.slug, "of_key": kept.key, "of_name": kept.name}
    PersonAlias.objects.update_or_create(municipality=municipality, key=gone.key, defaults=spelling)
    meetings = _naming(gone)
    index_people(meetings)
    record("merge", actor=actor, target=kept, municipality=municipality, after=said, reason=reason)
    return len(meetings)


@transaction.atomic
def part_persons(alias: PersonAlias, *, actor: User | None, reason: str = "") -> None:
    """Two again, as the minutes print them."""
    municipality, said = alias.municipality, {"person": alias.name, "from": alias.of_name}
    kept = Person.objects.filter(municipality=municipality, key=alias.of_key).first()
    alias.delete()
    if kept:
        index_people(_naming(kept))
    record("revert", actor=actor, target=kept, municipality=municipality, after=said, reason=reason)


@tried_again
@transaction.atomic
def retie_case(case: Case, number: str, *, actor: User | None, reason: str = "") -> int:
    """Returns how many items got the number."""
    number = " ".join(number.split())
    if not number:
        raise ValueError("a case has a number")
    items = list(case.items.select_related("meeting__committee__municipality").order_by("pk"))
    lock_all("meeting", {item.meeting_id for item in items})
    standing = Item.objects.in_bulk([item.pk for item in items])
    items = [item for item in items if item.pk in standing and standing[item.pk].case_id == case.pk]
    return sum(bool(correct(item, {"case_number": number}, actor=actor, reason=reason)) for item in items)


def _move(meeting: Meeting, kept: Committee) -> None:
    before = Meeting.objects.with_places().get(pk=meeting.pk)
    same = Meeting.objects.filter(committee=kept, date=meeting.date, kind=meeting.kind)
    if same.filter(sequence=meeting.sequence).exists():
        meeting.sequence = (same.aggregate(last=Max("sequence"))["last"] or 0) + 1
    meeting.committee = kept
    meeting.save(update_fields=["committee", "sequence"])
    keep_address(meeting, before)


def _rewrite_corrections(gone: Committee, kept: Committee) -> None:
    """Corrections of which committee a meeting belongs to name it by its key."""
    for column in ("value", "parsed_value", "source_now"):
        rows = Correction.objects.filter(target_model="meeting", field="committee", **{column: gone.pk})
        rows.update(**{column: kept.pk})


def _follow(committee: Committee, target: str) -> None:
    """Who follows a body goes on following it; who follows the other already is told of neither twice."""
    old = f"{committee.municipality.slug}/{committee.slug}"
    followers = Subscription.objects.filter(kind=Subscription.Kind.COMMITTEE)
    same = followers.sending().filter(target=target, email__iexact=models.OuterRef("email"))
    followers.filter(models.Exists(same), target=old).delete()
    followers.filter(target=old).update(target=target)


def _also_called(committee: Committee, names: list[str]) -> None:
    municipality: Municipality = committee.municipality
    for name in names:
        CommitteeAlias.objects.update_or_create(municipality=municipality, name=name, defaults={"committee": committee})


def _naming(person: Person) -> list[int]:
    """The meetings that name somebody."""
    present = person.presences.values_list("meeting", flat=True)
    voted = person.votes.values_list("vote__decision__item__meeting", flat=True)
    return sorted({*present, *voted})
