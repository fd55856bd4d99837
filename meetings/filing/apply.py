"""A plan -> rows: many at a time, inside the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection, models

from meetings.models import Correction, Decision, Item, Meeting

from .judging import judge_decisions, judged_when_made
from .plan import Create, Plan, Update
from .tables import ABSENCE, ATTACHMENT, ATTENDANCE, DECISION, ITEM, MEETING, SECTION, VOTE, Table
from .ties import Ties

# Parents before children, so that every new row knows its parent's id.
ORDER: tuple[Table, ...] = (ATTENDANCE, ITEM, SECTION, DECISION, ATTACHMENT, VOTE, ABSENCE)


def lock(*names: object) -> None:
    """Hold others off what these names stand for, until the transaction ends."""
    with connection.cursor() as cursor:
        key = "/".join(str(name) for name in names)
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def apply_plan(plan: Plan, meeting: Meeting) -> None:
    """Write the plan of one meeting. The caller holds the transaction and the meeting's lock.

    New rows come with their ties; only where others stood before must these be looked through again.
    """
    deleted: dict[Table, list[int]] = defaultdict(list)
    for delete in plan.deletes:
        deleted[delete.table].append(delete.id)
    for table, ids in deleted.items():
        table.model._default_manager.filter(pk__in=ids).delete()
    for table in (MEETING, *ORDER):
        _write_updates(table, [update for update in plan.updates if update.table is table])
    ties = Ties(meeting)
    ties.learn(create.values["case_number"] for create in plan.creates if create.table is ITEM)
    _create_rows(plan.creates, ties)
    _write_overlays(plan)
    if not plan.is_all_new:
        tie_to_others(meeting, ties)


def tie_to_others(meeting: Meeting, ties: Ties | None = None) -> None:
    """Items to their cases, decisions to the committees that made them and to what was recommended: what follows from
    the words."""
    ties = ties or Ties(meeting)
    items = list(Item.objects.filter(meeting=meeting).only("case_number", "case_id"))
    ties.learn(item.case_number for item in items)
    changed = []
    for item in items:
        if item.case_id != (case_id := ties.case_id(item.case_number)):
            item.case_id = case_id
            changed.append(item)
    if changed:
        Item.objects.bulk_update(changed, ["case"])
    moved = []
    for decision in Decision.objects.filter(item__meeting=meeting).only("body", "own", "committee_id"):
        if decision.committee_id != (committee_id := ties.committee_id(decision.body, decision.own)):
            decision.committee_id = committee_id
            moved.append(decision)
    if moved:
        Decision.objects.bulk_update(moved, ["committee"])
    judge_decisions([meeting.pk])


def _write_updates(table: Table, updates: list[Update]) -> None:
    # Rows with the same changed columns go together: a moved agenda is one statement, not one a row.
    together: dict[tuple[str, ...], list[models.Model]] = defaultdict(list)
    for update in updates:
        row = table.model(pk=update.id)
        for name, value in update.values.items():
            setattr(row, table.column(name), value)
        together[tuple(sorted(update.values))].append(row)
    for columns, rows in together.items():
        table.model._default_manager.bulk_update(rows, columns, batch_size=500)


def _create_rows(creates: Iterable[Create], ties: Ties) -> None:
    waiting: list[tuple[Create, int, Create | None]] = [(create, create.parent_id or 0, None) for create in creates]
    for table in ORDER:
        mine = [one for one in waiting if one[0].table is table]
        rows = table.model._default_manager.bulk_create([_row(*one, ties) for one in mine])
        waiting += [
            (child, row.pk, create)
            for row, (create, _id, _parent) in zip(rows, mine, strict=True)
            for child in create.children
        ]


def _row(create: Create, parent_id: int, parent: Create | None, ties: Ties) -> models.Model:
    values: dict[str, Any] = {create.table.column(name): value for name, value in create.values.items()}
    if create.table is ITEM:
        values["case_id"] = ties.case_id(values["case_number"])
    if create.table is DECISION:
        values["committee_id"] = ties.committee_id(values["body"], values["own"])
        if parent is not None:  # else its item stands, with a recommendation that `tie_to_others` finds
            values |= judged_when_made(parent, create)
    return create.table.model(**{f"{create.table.parent}_id": parent_id}, **values)


def _write_overlays(plan: Plan) -> None:
    if not plan.overlays:
        return
    rows = [
        Correction(
            pk=overlay.correction_id,
            state=overlay.state,
            parsed_value=overlay.parsed_value,
            source_now=overlay.source_now,
        )
        for overlay in plan.overlays
    ]
    Correction.objects.bulk_update(rows, ["state", "parsed_value", "source_now"])
