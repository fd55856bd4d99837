"""A row that a document filled as a form: every field that can be corrected, with Danish names and errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models

from meetings.filing.match import Bodies
from meetings.filing.tables import DECISION, MEETING, VOTE, Table
from meetings.models import Meeting, Municipality, Vote

LONG = {"text": 16, "title": 2, "note": 3, "heading": 2, "withdrawal_reason": 3}  # rows of a field on the page
NOT_ASKED = {(DECISION.name, "recognised")}  # follows from a person's choosing the outcome
EARLIEST, LATEST = 1900, 2100  # of a term's years
REQUIRED = "Feltet skal udfyldes."


class Words(forms.CharField):
    """Text as the archive keeps it: a browser's line ends are not a change."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or ""


class Lines(forms.Field):
    """A list, one on each line; a list out of the database is shown so, too."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        given = value if isinstance(value, list) else str(value or "").splitlines()
        return [line.strip() for line in given if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class Side(Words):
    """Of a vote: 'imod' is kept as against; an alternative's own words stay."""

    CODES = {label: code for code, label in Vote.POSITIONS.items()}

    def prepare_value(self, value: Any) -> Any:
        return Vote.POSITIONS.get(value, value)

    def to_python(self, value: Any) -> str:
        said = super().to_python(value)
        return self.CODES.get(said.strip().lower(), said)


class RowForm(forms.Form):
    """Made by `form_for`. `changed()` is what `filing.corrections` takes."""

    def __init__(self, *args: Any, table: Table, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.municipality = table, municipality
        for name in table.fields:
            if (table.name, name) not in NOT_ASKED:
                self.fields[name] = _field(table, name)
        self.fields["reason"] = Words(
            label="Begrundelse", required=False, max_length=500, help_text="Hvorfor det rettes. Står i historikken."
        )
        for field in self.fields.values():
            looks = "form-select" if isinstance(field.widget, forms.Select) else "form-input"
            field.widget.attrs.setdefault("class", looks)

    def changed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.table.fields}

    def everything(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.table.fields if name in self.cleaned_data}


def form_for(table: Table, municipality: Municipality, data: Any = None, row: models.Model | None = None) -> RowForm:
    """Of a row that stands, or an empty one for a row to be added."""
    initial = table.values(row) if row is not None else {}
    if isinstance(row, Meeting):
        initial["committee"] = row.committee.name
    return RowForm(data, table=table, municipality=municipality, initial=initial)


def ready(values: Mapping[str, Any], municipality: Municipality) -> dict[str, Any]:
    """What `corrections.correct` takes: a committee named by a person is found, or made. Inside the transaction that
    corrects."""
    said = dict(values)
    if isinstance(said.get("committee"), str):
        said["committee"] = Bodies(municipality).find_or_make(said["committee"]).pk
    return said


def _field(table: Table, name: str) -> forms.Field:
    column: Any = table.model._meta.get_field(name)
    label = str(column.verbose_name).capitalize()
    needed = not column.blank and not isinstance(column, models.BooleanField)
    common: dict[str, Any] = {"label": label, "required": needed, "error_messages": {"required": REQUIRED}}
    if table is MEETING and name == "committee":
        field = Words(**common, max_length=200, help_text="Et navn, arkivet ikke kender, bliver et nyt udvalg.")
        field.widget.attrs["list"] = "udvalg"  # the page lists those it knows
        return field
    if table is VOTE and name == "position":
        told = "for, imod, undlod at stemme, forbehold eller alternativets navn"
        return Side(**common, max_length=200, help_text=told)
    if isinstance(column, ArrayField):
        return Lines(**common, help_text=f"Én på hver linje. {column.help_text}".strip())
    if column.choices:
        return forms.ChoiceField(**common, choices=[(code, str(said).capitalize()) for code, said in column.choices])
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(label=label, required=False, initial=column.default)
    if isinstance(column, models.DateField):
        common["error_messages"] |= {"invalid": "Skriv en dato, der findes, som dag, måned og år."}
        return forms.DateField(**common, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    if isinstance(column, models.TimeField):
        common["error_messages"] |= {"invalid": "Skriv et klokkeslæt, fx 16.30."}
        clock = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        return forms.TimeField(**common, widget=clock, input_formats=["%H:%M", "%H:%M:%S", "%H.%M"])
    if isinstance(column, models.IntegerField):
        low, high = (EARLIEST, LATEST) if name.startswith("term") else (0, 9999)
        common["error_messages"] |= {"invalid": "Skriv et helt tal."}
        return forms.IntegerField(**common, min_value=low, max_value=high)
    rows = LONG.get(name) if isinstance(column, models.TextField) else None
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return Words(**common, max_length=column.max_length, widget=widget)
