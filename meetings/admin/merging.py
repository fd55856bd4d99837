"""The acts by which what is one becomes one: bodies, persons, case numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from meetings.filing import merging
from meetings.models import Case

from .asked_first import Act, ReasonForm


def _which_stays(rows: list[Any]) -> type[forms.Form]:
    class WhichStays(ReasonForm):
        kept = forms.TypedChoiceField(
            label="Behold", choices=[(row.pk, str(row)) for row in rows], coerce=int, widget=forms.RadioSelect
        )
        field_order = ["kept", "reason"]

    return WhichStays


def _number(rows: list[Any]) -> type[forms.Form]:
    class Number(ReasonForm):
        number = forms.CharField(label="Nyt sagsnummer", max_length=80)
        field_order = ["number", "reason"]

    return Number


def _into_one(merge: Callable[..., int], other_places: str) -> Callable[[list[Any], dict[str, Any], Any], int]:
    """Every chosen row into the one that stays; refused with the sentence where they are of several municipalities."""

    def do(rows: list[Any], answers: dict[str, Any], actor: Any) -> int:
        if len({row.municipality_id for row in rows}) > 1:
            raise ValueError(other_places)
        kept = next(row for row in rows if row.pk == answers["kept"])
        gone = [row for row in rows if row.pk != kept.pk]
        for row in gone:
            merge(row, kept, actor=actor, reason=answers["reason"])
        return len(gone)

    return do


def _retie(rows: list[Case], answers: dict[str, Any], actor: Any) -> int:
    return sum(merging.retie_case(row, answers["number"], actor=actor, reason=answers["reason"]) for row in rows)


MERGE_COMMITTEES = Act(
    "saml",
    "Slå udvalg sammen",
    "Møderne flyttes til det udvalg, du beholder. Gamle adresser fører dertil, og filer, der bruger et af de andre"
    " navne, finder frem.",
    "Slå sammen",
    _which_stays,
    _into_one(merging.merge_committees, "Udvalgene hører til hver sin kommune."),
    fewest=2,
)
MERGE_PERSONS = Act(
    "saml",
    "Slå personer sammen",
    "Alle stavemåderne læses som den, du beholder. Gamle adresser fører dertil. Det kan skilles ad igen under"
    " »Andre stavemåder af navne«.",
    "Slå sammen",
    _which_stays,
    _into_one(merging.merge_persons, "Personerne står i hver sin kommunes referater."),
    fewest=2,
)
RETIE = Act(
    "sagsnummer",
    "Ret sagsnummeret på alle sagens punkter",
    "Hvert punkt får en rettelse af sit sagsnummer, som kan fortrydes for sig.",
    "Ret",
    _number,
    _retie,
)
