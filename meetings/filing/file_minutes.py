"""Minutes of a known committee -> the rows of their meeting: a new sitting, a new version, or the same read again."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.db.models import Q

from meetings.ingest.minutes import Minutes
from meetings.models import Committee, Erasure, Meeting, SourceDocument, User

from .addresses import keep_address
from .apply import apply_plan, lock
from .audit import record
from .document_facts import ANOTHER_SITTING, PLACE, fact, newest_version, place_of
from .erased import erased_of, whole_erased
from .erased_marks import note_return, said_of, warnings_of_return, warnings_of_whole, without_erased
from .hidden_since import note_hidden
from .indexing import index_meeting
from .match import Bodies, find_meeting, next_sequence, other_meeting_stands_at
from .meanwhile import MEETING_GONE, Overtaken
from .news_of import date_news, news_of_plan
from .plan import make_plan, words_for
from .receipts import Receipt, Status, asking, failed, unchanged, warnings_of
from .standing import Standing, nothing_but, standing
from .steps import Plan
from .striking import is_struck, strikes_over, struck_minutes
from .tables import ITEM, MEETING
from .wanted import Wanted, wanted_meeting


def file_minutes(
    document: SourceDocument,
    minutes: Minutes,
    committee: Committee,
    bodies: Bodies | None = None,
    *,
    actor: User | None,
    said_by_person: bool = False,
    asks: bool = False,
) -> Receipt:
    """Write what was read; saves the document, too. The caller holds the transaction and the document's lock.

    A document that is held back (outcome BLOCKED) fills a draft, but never changes what readers see.
    said_by_person: the file is an old one, but a person has just told what it does not say itself.
    bodies: those of the municipality, where they were looked up before.
    asks: the place of a meeting that stands is taken only by a person's word (document_facts.PLACE); until then the
    document waits (outcome CHOICE) and nothing is changed.
    """
    lock("meetings of the day", committee.pk, minutes.date)
    wanted = wanted_meeting(minutes, committee.pk)
    same_source = document.meeting is not None
    meeting, sequence = _alone_with_place(document, committee, wanted)
    if asks and meeting is not None:
        chosen = fact(document, PLACE)
        if chosen == ANOTHER_SITTING:
            same_day = Meeting.objects.filter(committee=committee, date=meeting.date, kind=meeting.kind)
            meeting, sequence = None, next_sequence(same_day)
        elif chosen != place_of(meeting):
            return _ask(document, meeting, again=bool(chosen))
    erasures, whole = erased_of(meeting) if meeting else ([], whole_erased(committee, wanted.values))
    if meeting is not None and erasures:
        minutes, again = without_erased(minutes, meeting, erasures)
        wanted = wanted_meeting(minutes, committee.pk)
        if again:  # what was not placed, and what the parser was in doubt of, may quote it
            quoting = document.parsed["warnings"] if document.parsed else []
            document.warnings = [one for one in document.warnings if one not in quoting]
            document.parsed, document.unread = minutes.as_json(), []
        document.warnings = [*document.warnings, *warnings_of_return(again)]
    else:
        again = []
    document.warnings = [*document.warnings, *warnings_of_whole(whole)]
    strikes = strikes_over(committee, meeting)
    if strikes:
        wanted = wanted_meeting(struck_minutes(minutes, strikes), committee.pk)
        document.redacted = is_struck(document, strikes)
    held = document.outcome == SourceDocument.Outcome.BLOCKED
    was_erased = [] if same_source else [one for one in erasures if one not in again]
    document.warnings = [*document.warnings, *_too_long(wanted), *map(_erased_here, was_erased)]
    made = meeting is None
    if meeting is None:
        meeting = document.meeting = _made(wanted, committee, sequence)
        document.version = document.version or 1
    document.save()
    if held and meeting.is_published:
        return dataclasses.replace(failed(document, "held back, personal data"), meeting=meeting, held_back=True)
    if same_source and _newer_version_stands(document, meeting):
        note_hidden(meeting)
        return unchanged(document)  # read again, but what the meeting says comes from a later file
    note_return(meeting, document, erasures, again)
    note_return(meeting, document, whole, whole)
    if made:
        here = None
        plan = make_plan(wanted, nothing_but(meeting), same_source=False, keep_addresses=False)
        apply_plan(plan, meeting, bodies)
    else:
        plan, here = _plan(wanted, meeting, same_source=same_source)
        apply_plan(plan, meeting, bodies)
        document.meeting, document.version = meeting, document.version or newest_version(meeting) + 1
        document.save(update_fields=["meeting", "version"])
        # Its committee or day may be another now
        was, meeting = meeting, Meeting.objects.with_places().get(pk=meeting.pk)
        keep_address(meeting, was)
        note_hidden(meeting)
    # Readers take 'Rettet den …' for the municipality's correction: our better reading of the same file is none.
    if here and meeting.is_published and (said_by_person or not same_source):
        news = news_of_plan(plan, here)
        if news.is_public:
            date_news(meeting, news.items, came=~Q(pk__in=[item.row.pk for item in here.of(ITEM)]))
    _note(meeting, document, plan, whole, made=made, same_source=same_source, actor=actor)
    if meeting.is_published and not plan.is_empty:
        index_meeting(meeting)
    receipt = _receipt(meeting, document, plan, made=made, same_source=same_source)
    if made:
        receipt = dataclasses.replace(receipt, is_all_new=True)
    if was_erased or again or whole:
        told = [*warnings_of_whole(whole), *warnings_of_return(again), *map(_erased_here, was_erased)]
        said = " ".join(one["message"] for one in told)
        receipt = dataclasses.replace(receipt, message_da=f"{receipt.message_da} {said}", held_back=bool(whole))
    if held:
        return dataclasses.replace(receipt, held_back=True, message_da=f"{receipt.message_da} {document.problem}")
    return receipt


def _made(wanted: Wanted, committee: Committee, sequence: int) -> Meeting:
    cover = {MEETING.column(name): value for name, value in wanted.values.items() if name != "committee"}
    return Meeting.objects.create(committee=committee, sequence=sequence, **cover)


def _alone_with_place(document: SourceDocument, committee: Committee, wanted: Wanted) -> tuple[Meeting | None, int]:
    """The meeting that the document is of, held off from others and as it stands then, or None and the number that a
    new one gets. What is erased while this waits for it is looked for again."""
    while True:
        meeting, sequence = (document.meeting, 1) if document.meeting else find_meeting(committee, wanted)
        if meeting is None:
            return None, sequence
        lock("meeting", meeting.pk)
        if (fresh := Meeting.objects.filter(pk=meeting.pk).first()) is not None:
            fresh.committee = committee if fresh.committee_id == committee.pk else fresh.committee
            return fresh, sequence
        if document.meeting is not None:
            raise Overtaken(MEETING_GONE)


def _ask(document: SourceDocument, meeting: Meeting, *, again: bool) -> Receipt:
    """again: a person has answered, of an earlier version than the one that stands now."""
    document.outcome = SourceDocument.Outcome.CHOICE
    there = f"Der ligger allerede en fil til {meeting} ({meeting.get_status_display()})."
    if again:
        there = f"Imens du valgte, er der kommet en anden ny version af {meeting}."
    document.problem = f"{there} Er det en ny version?"
    document.save()
    return asking(document, "version", meeting)


def _plan(wanted: Wanted, meeting: Meeting, *, same_source: bool) -> tuple[Plan, Standing]:
    here = standing(meeting)
    if other_meeting_stands_at(meeting, wanted.values["committee"], wanted.values):
        # A better reading moved the document to a day that is taken: the meeting keeps the key it has.
        key = {name: here.read[name] for name in ("committee", "date", "kind")}
        wanted = dataclasses.replace(wanted, values=wanted.values | key)
    return make_plan(wanted, here, same_source=same_source, keep_addresses=meeting.published_at is not None), here


def _too_long(wanted: Wanted) -> list[dict[str, Any]]:
    """A warning, in the form of the parser's, for each field that is longer than its column."""
    names = dict.fromkeys(
        f"{table.model._meta.verbose_name}: {table.model._meta.get_field(field).verbose_name}"  # type: ignore[union-attr]
        for table, field in wanted.everything_shortened()
    )
    message = "Teksten i feltet er for lang og blev afkortet; hele teksten står i det læste: "
    return [{"code": "shortened", "message": f"{message}{name}", "line": None, "page": None} for name in names]


def _erased_here(erasure: Erasure) -> dict[str, Any]:
    """The municipality's own system still holds what was erased here, and may send it again in other words."""
    message = f"{said_of(erasure)} Se efter, at den nye fil ikke bringer det tilbage."
    return {"code": "erased_before", "message": message, "line": None, "page": None}


def _newer_version_stands(document: SourceDocument, meeting: Meeting) -> bool:
    return document.version is not None and meeting.documents.filter(version__gt=document.version).exists()


def _note(
    meeting: Meeting,
    document: SourceDocument,
    plan: Plan,
    whole: list[Erasure],
    *,
    made: bool,
    same_source: bool,
    actor: User | None,
) -> None:
    if same_source and plan.is_empty:
        return
    action = "file" if made else "read_again" if same_source else "new_version"
    after: dict[str, Any] = {"sha256": document.sha256, "version": document.version}
    if not made:
        after["changed"] = words_for(plan)
    if whole:
        after["erased_before"] = [one.pk for one in whole]
    record(action, actor=actor, target=meeting, municipality=meeting.committee.municipality, after=after)


def _receipt(meeting: Meeting, document: SourceDocument, plan: Plan, *, made: bool, same_source: bool) -> Receipt:
    status: Status = "new_version"
    if made:
        status, message, detail = "new", f"Nyt i arkivet: {meeting}.", "filed"
    elif same_source:
        status = "unchanged" if plan.is_empty else "new_version"
        message, detail = f"Læst igen: {meeting}: {words_for(plan)}.", "read again"
    else:
        message = f"Ny version ({document.version}) af {meeting}: {words_for(plan)}."
        detail = "filed as a new version"
    if plan.conflicts:
        words = "rettelse" if plan.conflicts == 1 else "rettelser"
        message = f"{message} {plan.conflicts} {words} skal afgøres: kilden er ændret under dem."
    return Receipt(status, document, meeting, message, detail, warnings_of(document))
