"""What of a change readers are told as news: which items say something else now, and whether anything does.

    news_of_plan(plan, standing)     of a new version
    item_of(row)                     of a person's correction: the item that a corrected row belongs to
    date_news(meeting, …)            the dates that feeds, mails and pages go by

Another number, page or place in the agenda is no news of an item, nor is another division into lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from meetings.models import Absence, Attachment, Decision, Item, Meeting, Section, Vote

from .standing import Standing
from .steps import Plan, Update
from .tables import ITEM


@dataclass
class News:
    """`is_public`: readers see something else somewhere; `items`: those that say something else; `added`: those that a
    person added."""

    is_public: bool = False
    items: set[int] = field(default_factory=set)
    added: set[int] = field(default_factory=set)


def news_of_plan(plan: Plan, here: Standing) -> News:
    """Of rows that stand; items that the plan makes are found by their being new."""
    owner: dict[tuple[str, int], int] = {}
    for item in here.of(ITEM):
        for row in _all_of(item):
            owner[row.table.name, row.row.pk] = item.row.pk
    found = News(is_public=bool(plan.creates or plan.deletes))
    touched = [(delete.table.name, delete.id) for delete in plan.deletes if delete.table is not ITEM]
    for create in plan.creates:
        if create.parent_id is not None and create.table.parent:
            parent = create.table.model._meta.get_field(create.table.parent).related_model
            touched.append((getattr(parent, "_meta").model_name, create.parent_id))  # noqa: B009
    for update in plan.updates:
        if said := _said_otherwise(update):
            found.is_public = True
            if update.table is not ITEM or said - {"number"}:
                touched.append((update.table.name, update.id))
    found.items = {owner[row] for row in touched if row in owner}
    return found


def item_of(row: models.Model) -> int | None:
    """The item that a row belongs to or belonged to; None for what is of the meeting as a whole."""
    if isinstance(row, Item):
        return row.pk
    if isinstance(row, (Section, Decision, Attachment)):
        return row.item_id
    if isinstance(row, (Vote, Absence)):
        return Decision.objects.filter(pk=row.decision_id).values_list("item_id", flat=True).first()
    return None


def date_news(meeting: Meeting, altered: Iterable[int], *, came: Q) -> None:
    """Readers see 'Rettet den …' now. altered: the items that say something else; came: those that are new to the
    meeting. Two queries."""
    now = meeting.corrected_at = timezone.now()
    meeting.save(update_fields=["corrected_at"])
    items = Item.objects.filter(Q(pk__in=list(altered)) | came, meeting=meeting)
    items.update(
        came_at=Case(When(came, then=Value(now)), default=F("came_at")),
        altered_at=Case(When(came, then=F("altered_at")), default=Value(now)),
    )


def _all_of(row: Standing) -> Iterable[Standing]:
    yield row
    for child in row.children:
        yield from _all_of(child)


def _said_otherwise(update: Update) -> set[str]:
    """The fields that a reader finds changed."""
    names = set(update.values) & set(update.table.fields)
    return {name for name in names if _plain(update.values[name]) != _plain(update.before.get(name))}


def _plain(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value
