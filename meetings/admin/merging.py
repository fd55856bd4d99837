"""The acts by which what is one becomes one: bodies, persons, case numbers."""

from __future__ import annotations

from typing import Any

from django import forms

from meetings.filing import merging
from meetings.models import Case, Committee, Person

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


def _merge_committees(rows: list[Committee], answers: dict[str, Any], actor: Any) -> int:
    if len({row.municipality_id for row in rows}) > 1:
        raise ValueError("Udvalgene hører til hver sin kommune.")
    kept = next(row for row in rows if row.pk == answers["kept"])
    for gone in rows:
        if gone.pk != kept.pk:
            merging.merge_committees(gone, kept, actor=actor, reason=answers["reason"])
    return len(rows) - 1


def _merge_persons(rows: list[Person], answers: dict[str, Any], actor: Any) -> int:
    if len({row.municipality_id for row in rows}) > 1:
        raise ValueError("Personerne står i hver sin kommunes referater.")
    kept = next(row for row in rows if row.pk == answers["kept"])
    for gone in rows:
        if gone.pk != kept.pk:
            merging.merge_persons(gone, kept, actor=actor, reason=answers["reason"])
    return len(rows) - 1


def _retie(rows: list[Case], answers: dict[str, Any], actor: Any) -> int:
    return sum(merging.retie_case(row, answers["number"], actor=actor, reason=answers["reason"]) for row in rows)


MERGE_COMMITTEES = Act(
    "saml",
    "Slå udvalg sammen",
    "Møderne flyttes til det udvalg, du beholder. Gamle adresser fører dertil, og filer, der bruger et af de andre"
    " navne, finder frem.",
    "Slå sammen",
    _which_stays,
    _merge_committees,
    fewest=2,
)
MERGE_PERSONS = Act(
    "saml",
    "Slå personer sammen",
    "Alle stavemåderne læses som den, du beholder. Gamle adresser fører dertil. Det kan skilles ad igen under"
    " »Andre stavemåder af navne«.",
    "Slå sammen",
    _which_stays,
    _merge_persons,
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
