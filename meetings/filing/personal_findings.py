"""What the guard of personal data found in a document, in words for a clerk; and whether somebody has looked at it.

"block" (almost surely a CPR number) is let pass with a reason, RELEASE. "review" (may be one) is let pass by a person
who looked and says that it is none, NO_NUMBER; her word is of the findings she saw, and a new one asks anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from meetings.ingest import personal_data
from meetings.models import SourceDocument

SERIOUS, DOUBTFUL = "personal_data_block", "personal_data_review"  # codes of warnings
RELEASE = "release"  # a fact of the document: it may be published in spite of what was found
NO_NUMBER = "no_cpr_number"  # a fact of the document: the findings that a person said are none
NO_NUMBER_SAID = "Intet CPR-nummer"

Warnings = Iterable[dict[str, Any]]

_KINDS = {"cpr": "CPR-nummer", "email": "privat e-mailadresse", "phone": "telefonnummer"}
_LEVELS = {"block": "Ser ud til at indeholde", "review": "Kan indeholde", "notice": "Indeholder"}
_PLACES = {
    "running": "i sidens top eller bund",
    "table": "i en tabel",
    "unseen": "i tekst i filen, som ingen ser",
    "comment": "i en kommentar i filen",
    "deleted": "i slettet eller overstreget tekst",
    "properties": "i filens egenskaber",
    "file name": "i filnavnet",
    "attachment": "i navnet på et bilag",
}


def told(found: Iterable[personal_data.Finding]) -> tuple[dict[str, Any], ...]:
    """The findings in the form of the parser's warnings, masked."""
    return tuple(
        {
            "code": f"personal_data_{finding.level}",
            "message": f"{_LEVELS[finding.level]} {_KINDS[finding.kind]}{_where(finding)}: {finding.masked}",
            "line": finding.line,
            "page": finding.page,
        }
        for finding in found
    )


def why_held(found: Iterable[personal_data.Finding]) -> str:
    """Why a document waits for a person; '' where nothing was found that holds it back."""
    found = tuple(found)
    level = personal_data.worst(found)
    if level not in ("block", "review"):
        return ""
    page = {finding: f" på side {finding.page}" for finding in found if finding.page}
    each = [f"{one.masked}{_where(one)}{page.get(one, '')}" for one in found if one.level == level]
    listed = list(dict.fromkeys(each))
    more = f" og {len(listed) - 3} til" if len(listed) > 3 else ""
    said = f"({', '.join(listed[:3])}{more})"
    if level == "block":
        return f"Holdt tilbage: dokumentet ser ud til at indeholde CPR-numre {said}. Nogen skal tage stilling."
    return f"Kræver et blik: dokumentet kan indeholde et CPR-nummer {said}. Nogen skal se efter."


def of_level(warnings: Warnings, *codes: str) -> list[dict[str, Any]]:
    return [one for one in warnings if one.get("code") in codes]


def needs_a_look(warnings: Warnings) -> bool:
    """Whether nothing worse was found than what may be a number: a look is enough."""
    codes = {one.get("code") for one in warnings}
    return DOUBTFUL in codes and SERIOUS not in codes


def doubts_of(warnings: Warnings) -> list[list[Any]]:
    """What a person says of, as her word is kept: each doubtful finding, masked, with its page."""
    return [[one.get("message", ""), one.get("page")] for one in of_level(warnings, DOUBTFUL)]


def mark_of(document: SourceDocument) -> str:
    """A mark of the file and its doubtful findings as a person sees them."""
    seen = json.dumps([document.sha256, doubts_of(document.warnings)])
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


def is_settled(warnings: Warnings, facts: Mapping[str, Any]) -> bool:
    """Whether a person has taken a stand on all of it. facts: the document's, by their names."""
    warnings = list(warnings)
    if RELEASE in facts or not of_level(warnings, SERIOUS, DOUBTFUL):
        return True
    looked = facts.get(NO_NUMBER) or []
    return needs_a_look(warnings) and all(doubt in looked for doubt in doubts_of(warnings))


def _where(finding: personal_data.Finding) -> str:
    place = _PLACES.get(finding.where or finding.place, "")
    return f" {place}" if place else ""
