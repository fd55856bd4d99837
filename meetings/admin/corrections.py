"""Corrections and the audit trail: read here, written by `filing`. A conflict is settled here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from meetings.filing import corrections
from meetings.models import AuditEntry, Correction

from .audited import ReadOnly
from .filters import ByAct, ByTable, by_municipality
from .parsed import link
from .wording import changes, correction_value, label, model_of


@admin.register(Correction)
class CorrectionAdmin(ReadOnly):
    list_display = ["what", "read", "corrected", "now", "state", "meeting", "made_by", "made_at"]
    list_filter = ["state", ByTable, by_municipality("meeting__committee__municipality")]
    list_select_related = ["meeting__committee", "made_by"]
    search_fields = ["reason", "made_by__username", "meeting__committee__name"]
    date_hierarchy = "made_at"
    actions = ["keep", "revert"]
    fields = ["what", "row", "meeting", "read", "corrected", "now", "state", "reason", "made_by", "made_at"]

    @admin.action(description="Fasthold rettelsen, hvor kilden er ændret", permissions=["view"])
    def keep(self, request: Any, queryset: QuerySet[Correction]) -> None:
        self._each(request, queryset.filter(state=Correction.State.CONFLICT), corrections.keep, "fastholdt")

    @admin.action(description="Fortryd: lad kilden gælde", permissions=["view"])
    def revert(self, request: Any, queryset: QuerySet[Correction]) -> None:
        self._each(request, queryset.exclude(state=Correction.State.REVERTED), corrections.revert, "fortrudt")

    def _each(self, request: Any, rows: QuerySet[Correction], act: Any, done: str) -> None:
        if not request.user.has_perm("meetings.change_correction"):
            return self.message_user(request, "Du kan se rettelser, men ikke afgøre dem.", "error")
        count = 0
        for row in rows.select_related("meeting__committee__municipality"):
            act(row, actor=request.user)
            count += 1
        return self.message_user(request, f"{count} {'rettelse' if count == 1 else 'rettelser'} {done}.")

    @admin.display(description="Felt", ordering="target_model")
    def what(self, obj: Correction) -> str:
        model = model_of(obj.target_model)
        table = str(model._meta.verbose_name) if model else obj.target_model
        return f"{table} {obj.target_id}: {label(model, obj.field)}"

    @admin.display(description="Læst")
    def read(self, obj: Correction) -> str:
        return _short(correction_value(obj, "parsed_value"))

    @admin.display(description="Rettet til")
    def corrected(self, obj: Correction) -> str:
        return _short(correction_value(obj, "value"))

    @admin.display(description="Kilden siger nu")
    def now(self, obj: Correction) -> str:
        return _short(correction_value(obj, "source_now")) if obj.state == Correction.State.CONFLICT else ""

    @admin.display(description="Række")
    def row(self, obj: Correction) -> Any:
        model = model_of(obj.target_model)
        return link(model._default_manager.filter(pk=obj.target_id).first()) if model else "–"


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly):
    list_display = ["at", "action_label", "target", "municipality", "actor_name", "reason"]
    list_filter = [ByAct, by_municipality("municipality")]
    list_select_related = ["municipality"]
    search_fields = ["target", "actor_name", "reason"]
    date_hierarchy = "at"
    fields = ["at", "action_label", "target", "municipality", "actor_name", "changed", "reason"]

    @admin.display(description="Handling", ordering="action")
    def action_label(self, obj: AuditEntry) -> str:
        return obj.action_label

    @admin.display(description="Ændret")
    def changed(self, obj: AuditEntry) -> str:
        return "; ".join(f"{name}: {before} → {after}" for name, before, after in changes(obj)) or "–"


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:159]}…"
