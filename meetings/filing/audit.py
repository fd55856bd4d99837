"""The audit trail's pen: one entry for each act, written in the transaction of the act."""

from __future__ import annotations

from typing import Any

from django.db import models

from meetings.ingest.personal_data import mask
from meetings.models import AuditEntry, Meeting, Municipality, User


def record(
    action: str,
    *,
    actor: User | None,
    target: models.Model | None = None,
    municipality: Municipality | None = None,
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> AuditEntry:
    """`action` is one of AuditEntry.ACTIONS. An entry keeps its words when what it speaks of is gone."""
    return AuditEntry.objects.create(
        action=action,
        actor=actor,
        actor_name=(actor.get_full_name() or actor.get_username()) if actor else "",
        municipality=municipality,
        meeting_id=_meeting_of(target),
        target_model=(target._meta.model_name or "") if target else "",
        target_id=target.pk if target else None,
        target=mask(str(target))[:300] if target else "",
        before=before,
        after=after,
        reason=reason,
    )


def _meeting_of(target: models.Model | None) -> int | None:
    """The key of the meeting that a row belongs to, up through its parents; None for what belongs to none."""
    if target is None or isinstance(target, Meeting):
        return target.pk if target else None
    for parent in ("meeting", "item", "decision"):
        if hasattr(target, f"{parent}_id"):
            key: int | None = getattr(target, f"{parent}_id")
            return key if parent == "meeting" else _meeting_of(getattr(target, parent))
    return None
