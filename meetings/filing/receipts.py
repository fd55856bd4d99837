"""What became of one file: the answer to whoever handed it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from meetings.models import Meeting, SourceDocument

Status = Literal["new", "unchanged", "new_version", "failed"]


@dataclass(frozen=True)
class Receipt:
    """status: 'new' meeting, 'unchanged' archive, 'new_version' of a meeting, or 'failed': kept but not filed.

    message_da is for the clerk, one sentence; detail_en for the log. `warnings` are the parser's doubts:
    {code, message, line, page}. `held_back`: filed, but waits for somebody's decision before it can be published.
    asks: what a person must choose before the document is filed; `meeting` is then the one whose place it would take.
    is_all_new: the meeting was made by this filing, and `meeting` holds all its rows.
    """

    status: Status
    document: SourceDocument
    meeting: Meeting | None
    message_da: str
    detail_en: str = ""
    warnings: tuple[dict[str, object], ...] = ()
    held_back: bool = False
    asks: Literal["", "version", "committee"] = ""
    is_all_new: bool = False


def unchanged(document: SourceDocument) -> Receipt:
    return Receipt(
        "unchanged",
        document,
        document.meeting,
        f"Filen ligger allerede i arkivet: {document.meeting}. Intet er ændret.{replaced_by(document)}",
        "same bytes as before",
        warnings_of(document),
    )


def replaced_by(document: SourceDocument) -> str:
    """What to say of a file that comes again when another has taken its place: it does not come back by itself."""
    if document.meeting is None or document.version is None:
        return ""
    newest = document.meeting.documents.order_by("-version").values_list("version", flat=True).first()
    if newest is None or newest <= document.version:
        return ""
    return f" Den er version {document.version}; version {newest} gælder. Ret mødet, hvis den første skal gælde igen."


def failed(document: SourceDocument, detail_en: str) -> Receipt:
    return Receipt(
        "failed",
        document,
        document.meeting,
        document.problem or document.get_outcome_display(),
        detail_en,
        warnings_of(document),
    )


def asking(document: SourceDocument, what: Literal["version", "committee"], meeting: Meeting | None = None) -> Receipt:
    detail = "waits for a person's choice"
    return Receipt("failed", document, meeting, document.problem, detail, warnings_of(document), asks=what)


def beside(document: SourceDocument) -> Receipt:
    """A paper beside an item was read: it is no meeting."""
    held = document.outcome == SourceDocument.Outcome.BLOCKED
    said = document.problem or "Læst som bilag."
    return Receipt("unchanged", document, None, said, "an attachment", warnings_of(document), held_back=held)


def warnings_of(document: SourceDocument) -> tuple[dict[str, object], ...]:
    return tuple(document.warnings or ())
