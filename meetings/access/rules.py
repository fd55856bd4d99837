"""The roles and what each may do; querysets cut to what a person may see.

A clerk, a municipality administrator and an auditor are bound to one municipality; an archive administrator is not.
What lies in another municipality does not exist for them: `within` leaves it out, so that its address answers 404.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models

from meetings.models import Municipality, User

Row = TypeVar("Row", bound=models.Model)
Role = User.Role


class Action(StrEnum):
    """What a person may be allowed; every view behind a login names one of these."""

    SEE_DESK = "see_desk"  # the desk's own lists, drafts and originals of the municipality
    UPLOAD = "upload"
    CORRECT = "correct"
    PUBLISH = "publish"  # publish, undo, schedule, replace
    WITHDRAW = "withdraw"
    RELEASE = "release"  # publish in spite of a blocker, with a reason
    REDACT = "redact"
    ERASE = "erase"
    ANSWER_REPORTS = "answer_reports"
    MANAGE_USERS = "manage_users"  # of one's own municipality
    MANAGE_MUNICIPALITY = "manage_municipality"  # four eyes, tokens, committees
    READ_AUDIT = "read_audit"
    ADMIN_SITE = "admin_site"


_DESK = frozenset(
    {
        Action.SEE_DESK,
        Action.UPLOAD,
        Action.CORRECT,
        Action.PUBLISH,
        Action.WITHDRAW,
        Action.RELEASE,
        Action.REDACT,
        Action.ANSWER_REPORTS,
    }
)
ALLOWED: dict[str, frozenset[Action]] = {
    Role.CLERK: _DESK,
    Role.MUNICIPALITY_ADMIN: _DESK | {Action.ERASE, Action.MANAGE_USERS, Action.MANAGE_MUNICIPALITY, Action.READ_AUDIT},
    Role.ARCHIVE_ADMIN: frozenset(Action),
    Role.AUDITOR: frozenset({Action.READ_AUDIT}),
}
# Where a row of each model keeps its municipality.
PATH_TO_MUNICIPALITY = {
    "municipality": "pk",
    "committee": "municipality",
    "meeting": "committee__municipality",
    "item": "meeting__committee__municipality",
    "section": "item__meeting__committee__municipality",
    "decision": "item__meeting__committee__municipality",
    "vote": "decision__item__meeting__committee__municipality",
    "absence": "decision__item__meeting__committee__municipality",
    "attachment": "item__meeting__committee__municipality",
    "attendance": "meeting__committee__municipality",
    "case": "municipality",
    "sourcedocument": "municipality",
    "correction": "meeting__committee__municipality",
    "auditentry": "municipality",
    "person": "municipality",
    "batch": "municipality",
    "upload": "batch__municipality",
    "uploadtoken": "municipality",
    "report": "municipality",
    "redaction": "municipality",
    "erasure": "municipality",
    "user": "municipality",
}


def may(user: User | AnonymousUser, action: Action, municipality: Municipality | int | None = None) -> bool:
    """Whether `user` may do it, in that municipality (a row or its key) where one is named."""
    if not isinstance(user, User) or not user.is_active or action not in ALLOWED.get(user.role, frozenset()):
        return False
    if _everywhere(user) or municipality is None:
        return _everywhere(user) or user.municipality_id is not None
    return user.municipality_id == (municipality if isinstance(municipality, int) else municipality.pk)


def municipalities(user: User | AnonymousUser, action: Action) -> models.QuerySet[Municipality]:
    """Where `user` may do it."""
    return within(Municipality.objects.all(), user, action)


def within(rows: models.QuerySet[Row], user: User | AnonymousUser, action: Action) -> models.QuerySet[Row]:
    """The rows of the municipalities in which `user` may do it; none where they may not."""
    if not isinstance(user, User) or not may(user, action):
        return rows.none()
    if _everywhere(user):
        return rows
    return rows.filter(**{PATH_TO_MUNICIPALITY[rows.model._meta.model_name or ""]: user.municipality_id})


def _everywhere(user: User) -> bool:
    return user.role == Role.ARCHIVE_ADMIN
