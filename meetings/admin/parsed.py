"""Pages of rows that documents fill: every change goes through `filing.corrections`, and so outlives new readings."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.filing import corrections
from meetings.filing.standing import CHILDREN
from meetings.filing.tables import TABLES, Table, meeting_of, table_of
from meetings.filing.together import together
from meetings.filing.wording import correction_value, label, model_of
from meetings.models import Correction

from .audited import Audited, ReadOnly, Target


class CorrectionForm(ModelForm):
    """A row's form with room for why it is corrected."""

    reason = forms.CharField(
        label="Begrundelse", required=False, help_text="Hvorfor det rettes. Står i historikken.", max_length=500
    )


class ParsedInline(admin.TabularInline):
    extra = 0
    show_change_link = True


class ParsedAdmin(Audited):
    """Corrections in place of plain saves. Rows are added on the page of the row they belong to."""

    form = CorrectionForm
    # What this model is made of beside what documents say: saved plainly, and audited.
    plain_fields: tuple[str, ...] = ()

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Another row can be chosen; making, changing or deleting it is done on its own page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, models.ForeignKey) and field is not None:
            widget: Any = field.widget
            widget.can_add_related = widget.can_change_related = widget.can_delete_related = False
        return field

    @property
    def table(self) -> Table:
        return TABLES[self.opts.model_name or ""]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One transaction for the whole page; a change the archive cannot hold comes back as a sentence."""
        try:
            with ExitStack() as stack:
                row = self.get_object(request, object_id) if object_id and request.method == "POST" else None
                if row is not None:
                    stack.enter_context(together(meeting_of(row)))
                return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as error:
            for sentence in error.messages:
                self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request: Any, obj: models.Model, form: Any, change: bool) -> None:
        said = {name: form.cleaned_data[name] for name in form.changed_data if name in self.table.fields}
        corrections.correct(obj, said, actor=request.user, reason=form.cleaned_data.get("reason", ""))
        self._save_plain(request, obj, [name for name in form.changed_data if name in self.plain_fields])

    def save_formset(self, request: Any, form: Any, formset: BaseModelFormSet, change: bool) -> None:
        formset.save(commit=False)
        reason = form.cleaned_data.get("reason", "")
        for row in formset.deleted_objects:
            corrections.remove_row(row, actor=request.user, reason=reason)
        for row, changed in formset.changed_objects:
            table = table_of(row)
            said = {name: getattr(row, table.column(name)) for name in changed if name in table.fields}
            corrections.correct(row, said, actor=request.user, reason=reason)
            self._save_plain(request, row, [name for name in changed if name not in table.fields])
        for row in formset.new_objects:
            table = table_of(row)
            corrections.add_row(table, form.instance, table.values(row), actor=request.user, reason=reason)

    def delete_model(self, request: Any, obj: models.Model) -> None:
        corrections.remove_row(obj, actor=request.user)

    def delete_queryset(self, request: Any, queryset: Any) -> None:
        for row in queryset:
            corrections.remove_row(row, actor=request.user)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes with a row; what the archive derives by itself (search rows, presences) needs nobody's leave."""
        rows, counts, lacking, protected = super().get_deleted_objects(objs, request)
        derived = {
            str(model._meta.verbose_name)
            for model, page in self.admin_site._registry.items()
            if isinstance(page, ReadOnly)
        }
        return rows, counts, set(lacking) - derived, protected

    def _save_plain(self, request: Any, row: models.Model, fields: list[str]) -> None:
        if fields:
            row.save(update_fields=fields)
            self.note(request, "change", row, after={name: str(getattr(row, name)) for name in fields})

    # The corrections have written their own entries.
    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        return []

    def history_of(self, obj: models.Model) -> set[Target]:
        """The row, all that stands under it, and what stood there and was removed."""
        targets = _tree(self.table, obj)
        gone = Correction.objects.filter(meeting=meeting_of(obj), field=Correction.WHOLE_ROW, value__isnull=True)
        for table, pk, said in gone.values_list("target_model", "target_id", "parsed_value"):
            if table in TABLES and (_parent_name(TABLES[table]), (said or {}).get("parent")) in targets:
                targets.add((table, pk))
        return targets

    @admin.display(description="Rettelser her")
    def corrections_here(self, obj: models.Model) -> SafeString | str:
        """What persons said over what was read of this row, and where the two differ now."""
        rows = Correction.objects.filter(target_model=self.table.name, target_id=obj.pk)
        rows = rows.exclude(state=Correction.State.REVERTED).select_related("made_by")
        told = [
            (
                reverse("admin:meetings_correction_change", args=[row.pk]),
                label(model_of(row.target_model), row.field),
                correction_value(row, "parsed_value"),
                f" Kilden siger nu: {correction_value(row, 'source_now')}."
                if row.state in (Correction.State.CONFLICT, Correction.State.HELD)
                else "",
                "Står, som det stod, til rettelsen ved siden af er afgjort"
                if row.state == Correction.State.HELD
                else f"Rettet af {row.made_by or 'ukendt'}",
            )
            for row in rows
        ]
        if not told:
            return "Ingen: alt står, som det blev læst."
        return format_html(
            "<ul>{}</ul>",
            format_html_join("", '<li><a href="{}">{}</a>, læst som: {}.{} {}.</li>', told),
        )


def _tree(table: Table, row: Any) -> set[Target]:
    found: set[Target] = {(table.name, row.pk)}
    for child_table, related in CHILDREN.get(table.name, ()):
        if CHILDREN.get(child_table.name):
            for child in getattr(row, related).all():
                found |= _tree(child_table, child)
        else:
            found |= {(child_table.name, pk) for pk in getattr(row, related).values_list("pk", flat=True)}
    return found


def _parent_name(table: Table) -> str:
    return next(parent for parent, children in CHILDREN.items() if any(table is child for child, _ in children))


def link(row: models.Model | None) -> SafeString | str:
    """A row's name, leading to its own page in the admin."""
    if row is None:
        return "–"
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, row)
