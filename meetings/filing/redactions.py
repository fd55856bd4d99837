"""Striking words out of what readers see, and letting them see them again.

    found = preview(redaction)                    what would be struck out, before anything is written
    redact(redaction, actor=…)                    strike it out of rows, search, files
    lift(redaction, actor=…)                      back to what the sources say

A redaction that stands is also laid over whatever is filed later (`file_minutes`) or corrected (`corrections`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from meetings.ingest.minutes_json import from_json
from meetings.models import Attachment, Committee, Correction, Meeting, Redaction, SourceDocument, User

from .apply import lock
from .audit import record
from .document_facts import with_given_facts
from .file_minutes import file_minutes
from .indexing import index_meeting
from .meanwhile import tried_again
from .striking import Strikes, is_struck, strike_of, strikes_on
from .tables import ABSENCE, ATTENDANCE, TABLES, Table

AROUND = 60  # letters on either side of what is struck out, in a preview


@dataclass(frozen=True)
class Found:
    """A meeting that a redaction reaches: how often, and the first places as (before, what, after)."""

    meeting: Meeting
    times: int
    places: tuple[tuple[str, str, str], ...]


def preview(redaction: Redaction, *, most: int = 3) -> list[Found]:
    """What an unsaved redaction would strike out, newest meeting first. Reads every document of the scope."""
    strike = strike_of(redaction)
    found = []
    for meeting in _reached(redaction):
        text = "\n".join(document.text for document in _documents(meeting))
        hits = [hit.span() for hit in strike.pattern.finditer(text)] if strike.pattern else []
        places = tuple(
            (text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND])
            for start, end in hits[:most]
        )
        found.append(Found(meeting, len(hits), places))
    return found


@tried_again
@transaction.atomic
def redact(redaction: Redaction, *, actor: User | None) -> int:
    """Save the redaction and carry it out; returns in how many meetings. Raises ValueError without a reason, or where
    the words are too few letters."""
    if not redaction.reason.strip():
        raise ValueError("a redaction needs a reason")
    reached = list(_reached(redaction))
    redaction.made_by = actor
    redaction.save()
    for meeting in reached:
        _carry_out(meeting, redaction)
    _note("redact", redaction, actor, len(reached))
    return len(reached)


@tried_again
@transaction.atomic
def lift(redaction: Redaction, *, actor: User | None) -> int:
    """Let readers see it again; returns in how many meetings. What other redactions strike out stays so."""
    if redaction.lifted_at:
        return 0
    reached = list(_reached(redaction))
    redaction.lifted_at, redaction.lifted_by = timezone.now(), actor
    redaction.save(update_fields=["lifted_at", "lifted_by"])
    _put_back(redaction)
    for meeting in reached:
        _carry_out(meeting, None)
    _note("lift_redaction", redaction, actor, len(reached))
    return len(reached)


@transaction.atomic
def carry_out_again(committee: Committee) -> None:
    """Strike out what the committee's redactions now reach: meetings have moved to it."""
    for redaction in Redaction.objects.standing().filter(committee=committee):
        for meeting in list(_reached(redaction)):
            _carry_out(meeting, redaction)


def _reached(redaction: Redaction) -> Iterator[Meeting]:
    """The meetings of the scope in whose documents or corrections it strikes anything out."""
    strikes = Strikes((strike_of(redaction),))
    meetings = Meeting.objects.with_places().filter(committee__municipality=redaction.municipality).newest_first()
    if redaction.meeting_id:
        meetings = meetings.filter(pk=redaction.meeting_id)
    elif redaction.committee_id:
        meetings = meetings.filter(committee=redaction.committee_id)
    for meeting in meetings.iterator(chunk_size=50):
        if any(is_struck(document, strikes) for document in _documents(meeting)) or any(
            _struck(value, strikes) != value for row in _corrections(meeting) for value in (row.value, row.parsed_value)
        ):
            yield meeting


def _documents(meeting: Meeting) -> list[SourceDocument]:
    """Its own, oldest version first, and the files beside its items."""
    beside = Attachment.objects.filter(item__meeting=meeting, document__isnull=False).values("document")
    return list(
        SourceDocument.objects.filter(models.Q(meeting=meeting) | models.Q(pk__in=beside)).order_by("version", "pk")
    )


def _carry_out(meeting: Meeting, redaction: Redaction | None) -> None:
    """The meeting's rows once more from its newest reading, under the redactions that stand now."""
    lock("meetings of the day", meeting.committee_id, meeting.date)  # first, as whoever files does
    lock("meeting", meeting.pk)
    if not Meeting.objects.filter(pk=meeting.pk).exists():
        return  # erased meanwhile
    if redaction is not None:
        _strike_corrections(meeting, redaction)
    own = None
    for document in _documents(meeting):
        struck = is_struck(document, strikes_on(document))
        if struck != document.redacted:
            SourceDocument.objects.filter(pk=document.pk).update(redacted=struck)
            document.redacted = struck
        if document.meeting_id == meeting.pk and document.parsed and document.version:
            own = document
    if own is not None:
        minutes = with_given_facts(own, from_json(own.parsed or {}))
        file_minutes(own, minutes, meeting.committee, actor=None)
    meeting = Meeting.objects.with_places().get(pk=meeting.pk)
    if meeting.is_published:
        index_meeting(meeting)


def _corrections(meeting: Meeting) -> Iterable[Correction]:
    rows = Correction.objects.filter(meeting=meeting, target_model__in=TABLES)
    return rows.exclude(state=Correction.State.REVERTED)


def _strike_corrections(meeting: Meeting, redaction: Redaction) -> None:
    """What people typed, too; and what they replaced, or the next reading would be taken for a changed source."""
    strikes = Strikes((strike_of(redaction),))
    for row in _corrections(meeting):
        before = {name: getattr(row, name) for name in ("value", "parsed_value", "source_now")}
        after = {name: _struck(value, strikes) for name, value in before.items()}
        if after == before:
            continue
        redaction.struck[str(row.pk)] = before
        _write(row, after)
    redaction.save(update_fields=["struck"])


def _put_back(redaction: Redaction) -> None:
    rows = Correction.objects.filter(pk__in=redaction.struck).exclude(state=Correction.State.REVERTED)
    for row in rows:
        _write(row, redaction.struck[str(row.pk)])


def _write(row: Correction, values: dict[str, Any]) -> None:
    """A correction's values, and those of the row that it lies over."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    table = TABLES[row.target_model]
    target = table.model._default_manager.filter(pk=row.target_id).first()
    if target is None or row.value is None:
        return
    said = row.value if row.field == Correction.WHOLE_ROW else {row.field: row.value}
    for name, value in said.items():
        if name in table.fields:
            setattr(target, table.column(name), _free(table, target, name, table.to_python(name, value)))
    target.save()


def _free(table: Table, row: Any, name: str, value: Any) -> Any:
    """A name that no other row beside it has: the database wants each once."""
    if table not in (ATTENDANCE, ABSENCE) or name != "name":
        return value
    beside = table.model._default_manager.filter(**{f"{table.parent}_id": getattr(row, f"{table.parent}_id")})
    taken = beside.exclude(pk=row.pk).filter(name=value).exists()
    return f"{value} ({row.pk})" if taken else value


def _struck(value: Any, strikes: Strikes) -> Any:
    if isinstance(value, dict):
        return {key: _struck(inner, strikes) for key, inner in value.items()}
    if isinstance(value, list):
        return [_struck(inner, strikes) for inner in value]
    return strikes.text(value) if isinstance(value, str) else value


def _note(action: str, redaction: Redaction, actor: User | None, meetings: int) -> None:
    """In which scope and how far, and not what: the trail is read by more people than the words may reach."""
    after = {"scope": redaction.scope, "kind": redaction.kind, "meetings": meetings}
    record(action, actor=actor, target=redaction, municipality=redaction.municipality, after=after)
