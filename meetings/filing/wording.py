"""The words of the audit trail and of corrections, as people read them."""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from meetings.models import AuditEntry, Committee, Correction, Vote

# 2023-12-05
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")

MEANWHILE = {
    "status": "status",
    "sha256": "original",
    "version": "version",
    "changed": "ændringer",
    "row": "rækken",
    "how": "måde",
    "network": "netværk",
    "type": "slags",
    "batch": "bunke",
    "version_of": "ny version af",
    "committee": "udvalg",
    "date": "dato",
    "document_kind": "type",
    "attachment": "bilag",
    "blocker": "spærrede",
    "scope": "hvor",
    "files": "filer",
    "kind": "slags",
    "meetings": "møder",
    "person": "person",
    "into": "ind i",
    "from": "fra",
}


def changes(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """What an act changed: (field, before, after), in words."""
    before = entry.before if isinstance(entry.before, dict) else {}
    after = entry.after if isinstance(entry.after, dict) else {}
    if isinstance(entry.after, list):  # Django's own description of a change
        return [("felter", "", ", ".join(_fields_of(entry.after)))]
    model = model_of(entry.target_model)
    rows = []
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if isinstance(old, dict) or isinstance(new, dict):
            old, new = _row(model, old), _row(model, new)
        rows.append((label(model, name), value(model, name, old), value(model, name, new)))
    return rows


def model_of(table: str) -> type[models.Model] | None:
    try:
        return apps.get_model("meetings", table)
    except (LookupError, ValueError):
        return None


def label(model: type[models.Model] | None, name: str) -> str:
    """A column's Danish name."""
    field = _field(model, name)
    return str(field.verbose_name) if field is not None else MEANWHILE.get(name, name)


def value(model: type[models.Model] | None, name: str, said: Any, nothing: str = "–") -> str:
    """A kept value as people say it: 'godkendt' for 'approved', 'ja' for true, '05-12-2023' for a day."""
    if said is None or said == "" or said == []:
        return nothing
    if isinstance(said, bool):
        return "ja" if said else "nej"
    if isinstance(said, list):
        return ", ".join(str(one) for one in said)
    field = _field(model, name)
    if name == "committee" and isinstance(said, int):
        committee = Committee.objects.filter(pk=said).first()
        return str(committee) if committee else f"nr. {said}"
    if name == "sha256":
        return f"{str(said)[:12]}…"
    if model is Vote and name == "position":
        return Vote.POSITIONS.get(said, str(said))
    if day := _DAY.fullmatch(str(said)):
        return f"{day[3]}-{day[2]}-{day[1]}"
    choices = dict(field.flatchoices) if field is not None else {}
    return str(choices.get(said, said))


def correction_value(correction: Correction, which: str) -> str:
    """`which`: 'parsed_value', 'value' or 'source_now'."""
    said = getattr(correction, which)
    model = model_of(correction.target_model)
    if correction.field == Correction.WHOLE_ROW:
        return _row(model, said) or "–"
    return value(model, correction.field, said)


def _row(model: type[models.Model] | None, said: Any) -> str:
    if not isinstance(said, dict):
        return "" if said is None else str(said)
    told = [f"{label(model, name)}: {value(model, name, one)}" for name, one in said.items() if name != "parent"]
    return "; ".join(told)


def _field(model: type[models.Model] | None, name: str) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _fields_of(message: list[Any]) -> list[str]:
    found: list[str] = []
    for part in message:
        for told in part.values() if isinstance(part, dict) else ():
            found += [str(name) for name in told.get("fields", [])]
    return found
