"""What must be solved, or justified in words, before a draft is published; and what is only worth a look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from meetings.models import Correction, Meeting, SourceDocument

from .document_facts import TABLE
from .personal_findings import DOUBTFUL, NO_NUMBER, RELEASE, SERIOUS, is_settled, mark_of, needs_a_look, of_level

PERSONAL_DATA = "personal_data"
LOOK = "personal_data_look"  # nothing worse than what may be a number: a look is enough
CLOSED_TEXT = SourceDocument.TEXT_UNDER_CLOSED
PAGE_GIVEN_UP = SourceDocument.PAGE_GIVEN_UP
MEETING_ERASED = SourceDocument.MEETING_ERASED
UNREADABLE = "unreadable"
# How the word of a person who justified it is kept, as a fact of the document: a new version asks anew.
JUSTIFIED_AS = {PERSONAL_DATA: RELEASE, LOOK: NO_NUMBER, CLOSED_TEXT: CLOSED_TEXT, PAGE_GIVEN_UP: PAGE_GIVEN_UP}


@dataclass(frozen=True)
class Place:
    """Where in the original something is; both from 1, None where unknown. `said`: in Danish, what is there."""

    line: int | None = None
    page: int | None = None
    said: str = ""


@dataclass(frozen=True)
class Blocker:
    """`code` of this file's; `message_da` a sentence for the clerk; `can_be_justified`: words are enough.

    mark: of LOOK, what a person must have seen who says that it is nothing."""

    code: str
    message_da: str
    places: tuple[Place, ...] = ()
    can_be_justified: bool = True
    mark: str = ""


@dataclass(frozen=True)
class Standing:
    """What stands in the way of a draft, what was justified already, and the notices of its newest document."""

    blockers: tuple[Blocker, ...] = ()
    justified: tuple[Correction, ...] = ()
    notices: tuple[Place, ...] = field(default=())


def standing_of(meeting: Meeting) -> Standing:
    """Of the newest document. Two queries."""
    document = meeting.documents.light().order_by("-version").first()
    if document is None:
        return Standing()
    facts = Correction.objects.filter(target_model=TABLE, target_id=document.pk, field__in=JUSTIFIED_AS.values())
    justified = tuple(facts.exclude(state=Correction.State.REVERTED).select_related("made_by"))
    said = {fact.field: fact.value for fact in justified}
    blockers = tuple(found for found in _found(document) if not _is_justified(found, document, said))
    serious = {SERIOUS, DOUBTFUL, CLOSED_TEXT, PAGE_GIVEN_UP, MEETING_ERASED}
    return Standing(blockers, justified, _places(one for one in document.warnings if one.get("code") not in serious))


def blockers_of(meeting: Meeting, newest: SourceDocument | None = None) -> tuple[Blocker, ...]:
    """newest: the meeting's document, where the caller has it; one that nothing is wrong with takes no query."""
    return () if newest and not any(_found(newest)) else standing_of(meeting).blockers


def blocked(meetings: Iterable[Meeting]) -> set[int]:
    """Which of these something stands in the way of. Two queries, however many they are."""
    documents: dict[int | None, SourceDocument] = {}
    wanted = SourceDocument.objects.light().filter(meeting__in=[meeting.pk for meeting in meetings])
    for document in wanted.order_by("version"):
        documents[document.meeting_id] = document  # the newest comes last
    facts = Correction.objects.filter(target_model=TABLE, target_id__in=[one.pk for one in documents.values()])
    said: dict[int, dict[str, Any]] = {}
    standing = facts.exclude(state=Correction.State.REVERTED)
    for target, name, value in standing.values_list("target_id", "field", "value"):
        said.setdefault(target, {})[name] = value
    return {
        pk
        for pk, document in documents.items()
        if pk and not all(_is_justified(one, document, said.get(document.pk, {})) for one in _found(document))
    }


def _is_justified(blocker: Blocker, document: SourceDocument, said: Mapping[str, Any]) -> bool:
    if blocker.code == LOOK:
        return is_settled(document.warnings, said)
    return JUSTIFIED_AS.get(blocker.code) in said


def _found(document: SourceDocument) -> Iterable[Blocker]:
    warnings = document.warnings
    held = document.outcome == SourceDocument.Outcome.BLOCKED
    found = _places(of_level(warnings, SERIOUS, DOUBTFUL))
    if needs_a_look(warnings):
        message = (held and document.problem) or "Kræver et blik: dokumentet kan indeholde et CPR-nummer."
        yield Blocker(LOOK, message, found, mark=mark_of(document))
    elif held or found:
        message = document.problem or "Dokumentet ser ud til at indeholde CPR-numre."
        yield Blocker(PERSONAL_DATA, message, found)
    if under_closed := _places(one for one in warnings if one.get("code") == CLOSED_TEXT):
        message = "Der står tekst under et lukket punkt. Teksten offentliggøres aldrig, og originalen vises ikke."
        yield Blocker(CLOSED_TEXT, message, under_closed)
    if given_up := _places(one for one in warnings if one.get("code") == PAGE_GIVEN_UP):
        message = "Sider i filen er ikke læst og ikke gennemgået for personoplysninger. Se dem efter i originalen."
        yield Blocker(PAGE_GIVEN_UP, message, given_up)
    if any(one.get("code") == MEETING_ERASED for one in warnings):
        message = "Mødet er slettet tidligere. Kommunens administrator tager stilling, før det kan offentliggøres."
        yield Blocker(MEETING_ERASED, message, can_be_justified=False)
    if not held and document.outcome != SourceDocument.Outcome.OK:
        message = document.problem or f"Den nyeste fil kunne ikke læses: {document.get_outcome_display()}."
        yield Blocker(UNREADABLE, message, can_be_justified=False)


def _places(warnings: Iterable[dict[str, Any]]) -> tuple[Place, ...]:
    return tuple(Place(one.get("line"), one.get("page"), one.get("message", "")) for one in warnings)
