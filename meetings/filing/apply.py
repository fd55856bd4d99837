"""A plan -> rows: many at a time, inside the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection, models

from meetings.models import Correction, Decision, Item, Meeting

from .judging import judge_decisions, judged_when_made
from .match import Bodies
from .standing import CHILDREN
from .steps import Create, Plan, Update
from .tables import ABSENCE, ATTACHMENT, ATTENDANCE, DECISION, ITEM, MEETING, SECTION, VOTE, Table
from .ties import Ties

# Parents before children, so that every new row knows its parent's id.
ORDER: tuple[Table, ...] = (ATTENDANCE, ITEM, SECTION, DECISION, ATTACHMENT, VOTE, ABSENCE)


def lock(*names: object) -> None:
    """Hold others off what these names stand for, until the transaction ends."""
    with connection.cursor() as cursor:
        key = "/".join(str(name) for name in names)
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def lock_all(what: str, names: Iterable[object]) -> None:
    """Each of them, always in the same order, so that no two wait for each other."""
    for name in sorted(set(map(str, names))):
        lock(what, name)


def lock_beside(*names: object) -> None:
    """As `lock`, beside others who lock it so: only whoever holds the lock itself is waited for, and waits."""
    with connection.cursor() as cursor:
        key = "/".join(str(name) for name in names)
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", [key])


def apply_plan(plan: Plan, meeting: Meeting, bodies: Bodies | None = None) -> None:
    """Write the plan of one meeting. The caller holds the transaction and the meeting's lock.

    New rows come with their ties; only where others stood before must these be looked through again. Where nothing
    stood before, `meeting` afterwards holds all its rows, as if a query had fetched them along.
    """
    deleted: dict[Table, list[int]] = defaultdict(list)
    for delete in plan.deletes:
        deleted[delete.table].append(delete.id)
    for table, ids in deleted.items():
        table.model._default_manager.filter(pk__in=ids).delete()
    for table in (MEETING, *ORDER):
        _write_updates(table, [update for update in plan.updates if update.table is table])
    ties = Ties(meeting, bodies)
    ties.learn(create.values["case_number"] for create in plan.creates if create.table is ITEM)
    made = _create_rows(plan.creates, ties)
    _write_overlays(plan)
    _write_holds(plan, meeting)
    if plan.is_all_new:
        _hold(MEETING, [(meeting, None)], made)
    else:
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


Made = dict[Table, list[tuple[models.Model, models.Model | None]]]  # new rows, each with the new row it belongs to


def _create_rows(creates: Iterable[Create], ties: Ties) -> Made:
    waiting: dict[Table, list[tuple[Create, int, Create | None, models.Model | None]]] = defaultdict(list)
    for create in creates:
        waiting[create.table].append((create, create.parent_id or 0, None, None))
    made: Made = {}
    for table in ORDER:
        mine = waiting[table]
        rows = table.model._default_manager.bulk_create(
            [_row(create, parent_id, parent, ties) for create, parent_id, parent, _row_above in mine]
        )
        made[table] = [(row, above) for row, (_create, _id, _parent, above) in zip(rows, mine, strict=True)]
        for row, (create, _id, _parent, _above) in zip(rows, mine, strict=True):
            for child in create.children:
                waiting[child.table].append((child, row.pk, create, row))
    return made


def _hold(table: Table, owners: list[tuple[models.Model, models.Model | None]], made: Made) -> None:
    """Give each owner its new rows, as `prefetch_related` would have."""
    for child_table, related in CHILDREN.get(table.name, ()):
        rows = made[child_table]
        belonging: dict[int, list[models.Model]] = defaultdict(list)
        for row, above in rows:
            belonging[id(above)].append(row)
        for owner, _above in owners:
            mine = belonging[id(owner) if table is not MEETING else id(None)]
            held = getattr(owner, related).all()
            held._result_cache, held._prefetch_done = mine, True
            vars(owner).setdefault("_prefetched_objects_cache", {})[related] = held
            for row in mine:
                setattr(row, child_table.parent or "", owner)
        _hold(child_table, rows, made)


def _row(create: Create, parent_id: int, parent: Create | None, ties: Ties) -> models.Model:
    values: dict[str, Any] = {create.table.column(name): value for name, value in create.values.items()}
    if create.table is ITEM:
        values["case"] = ties.case(values["case_number"])
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


def _write_holds(plan: Plan, meeting: Meeting) -> None:
    Correction.objects.bulk_create(
        Correction(
            meeting=meeting,
            target_model=hold.table.name,
            target_id=hold.id or _id_of_none(hold.table),
            field=hold.field,
            parsed_value=hold.parsed_value,
            value=hold.value,
            source_now=hold.source_now,
            state=Correction.State.HELD,
        )
        for hold in plan.holds
    )


def _id_of_none(table: Table) -> int:
    """An id that no row of the table has or will get."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table.model._meta.db_table])
        return int(cursor.fetchone()[0])
