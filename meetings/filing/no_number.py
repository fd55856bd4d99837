"""A person's word that what may be a CPR number in a document is none, kept with her name."""

from __future__ import annotations

from meetings.models import SourceDocument, User

from .audit import record
from .document_facts import give_fact
from .personal_findings import NO_NUMBER, NO_NUMBER_SAID, doubts_of


def note_no_number(document: SourceDocument, *, actor: User | None) -> None:
    """The caller holds the transaction, and has seen to it that these are the findings that she looked at."""
    doubts = doubts_of(document.warnings)
    give_fact(document, NO_NUMBER, doubts, actor=actor, reason=NO_NUMBER_SAID)
    record(
        "no_cpr_number",
        actor=actor,
        target=document,
        municipality=document.municipality,
        after={"looked_at": [f"{said} (side {page})" if page else said for said, page in doubts]},
        reason=NO_NUMBER_SAID,
    )
