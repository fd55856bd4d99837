"""One field of many rows corrected at once: each row gets a correction of its own, which can be undone for itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.filing.corrections import correct
from meetings.models import Decision, Item, Section

from .asked_first import Act, ReasonForm


def correcting(model: Any, field: str) -> Act:
    """The act that gives a field with choices, or yes and no, one value in many rows."""
    column = model._meta.get_field(field)
    label = str(column.verbose_name)
    choices = column.choices or [("True", "ja"), ("False", "nej")]

    def form(rows: list[Any]) -> type[forms.Form]:
        class Value(ReasonForm):
            value = forms.ChoiceField(label=label.capitalize(), choices=list(choices))
            field_order = ["value", "reason"]

        return Value

    def do(rows: list[Any], answers: dict[str, Any], actor: Any) -> int:
        value = column.to_python(answers["value"])
        done = 0
        for row in rows:
            try:
                done += bool(correct(row, {field: value}, actor=actor, reason=answers["reason"]))
            except ValidationError as error:
                raise ValidationError([f"{row}: {sentence}" for sentence in error.messages]) from error
        return done

    what = f"Feltet »{label}« får den værdi, du vælger, i alle rækkerne. Hver rettelse kan fortrydes for sig."
    return Act(f"ret-{field}", f"Ret {label} på flere", what, "Ret", form, do)


ITEM_KIND = correcting(Item, "kind")
ITEM_CLOSED = correcting(Item, "closed")
DECISION_OUTCOME = correcting(Decision, "outcome")
SECTION_ROLE = correcting(Section, "role")
