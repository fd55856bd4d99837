"""Who follows by mail: to be found and deleted when somebody asks for it. What they follow is theirs to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from meetings.models import Subscription

from .audited import ReadOnly


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnly):
    list_display = ["email", "kind", "target", "frequency", "state", "created_at"]
    list_filter = ["kind", "frequency", "state"]
    search_fields = ["email", "target"]
    exclude = ["token"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the role says; the audit trail then names the row and not the address."""
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
