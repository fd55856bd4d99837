"""What every page of the admin shares: one history, kept in AuditEntry, and no second one in Django's log."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from meetings.filing.audit import record
from meetings.filing.wording import changes
from meetings.models import AuditEntry, Municipality

Target = tuple[str, int]


class Audited(admin.ModelAdmin):
    """Acts go to the audit trail; the history page reads it."""

    list_per_page = 50
    show_full_result_count = False
    object_history_template = "admin/archive_history.html"

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        return self.note(request, "add", obj, after=_said(message))

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        return self.note(request, "change", obj, after=_said(message))

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        return [self.note(request, "delete", obj) for obj in queryset]

    def note(self, request: HttpRequest, action: str, obj: models.Model, **words: Any) -> AuditEntry:
        return record(action, actor=request.user, target=obj, municipality=_municipality(obj), **words)  # type: ignore[arg-type]

    def history_of(self, obj: models.Model) -> set[Target]:
        """The rows whose acts belong on this object's history page: (table, id)."""
        return {(obj._meta.model_name or "", obj.pk)}

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        entries = AuditEntry.objects.filter(_about(self.history_of(obj))).select_related("actor")
        page = Paginator(entries, 50).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Historik: {obj}",
            "module_name": str(self.opts.verbose_name_plural).capitalize(),
            "object": obj,
            "opts": self.opts,
            "page": page,
            "entries": [(entry, changes(entry)) for entry in page],
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/archive_history.html", context)


class ReadOnly(Audited):
    """Shown, never changed here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _about(targets: set[Target]) -> Q:
    ids: dict[str, list[int]] = {}
    for table, pk in targets:
        ids.setdefault(table, []).append(pk)
    about = Q(pk__in=[])
    for table, pks in ids.items():
        about |= Q(target_model=table, target_id__in=pks)
    return about


def _said(message: Any) -> Any:
    """Django's description of a change ({'changed': {'fields': […]}}), as the audit trail keeps it."""
    return message if isinstance(message, list) else {"message": str(message)}


def _municipality(obj: Any) -> Municipality | None:
    found = obj if isinstance(obj, Municipality) else getattr(obj, "municipality", None)
    return found if isinstance(found, Municipality) else None
