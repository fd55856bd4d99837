"""What belongs together is shown together: a decision's words, outcome and votes; a section's heading, role and words.

    keep_together(row, here, draft, …)   while a correction of one of them is in conflict, the others stay as they are
    beside(correction)                   what is decided with it

A person corrected the words 'Godkendt.' and a new version says 'Afvist.': the corrected words stay until somebody
decides, and 'ikke godkendt' over them would be false. So the outcome stays, too, as a Correction in the state HELD,
which nobody made, and which is kept or given up with the conflict. Where a person corrected the outcome or a vote and
the words under it become others in a new version, that is a conflict as well, even if the new words are read alike.
An item's title, its number and its case say nothing of one another, and wait for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from meetings.models import Correction, Vote

from .pairing import fold
from .standing import Standing
from .steps import Create, Delete, Draft, Hold, Overlay, Update
from .tables import DECISION, SECTION, VOTE, as_json
from .wanted import Wanted

State = Correction.State
TOGETHER: dict[str, tuple[str, ...]] = {
    DECISION.name: ("text", "outcome", "recognised"),
    SECTION.name: ("heading", "role", "text"),
}


def keep_together(row: Wanted, here: Standing, draft: Draft, *, same_source: bool) -> None:
    """draft: what it takes to make this row and all under it say what was read; changed in place."""
    group = TOGETHER.get(here.table.name)
    if group is None:
        return
    votes = here.of(VOTE)
    laid = [one for name, one in here.corrections.items() if name in group]
    laid += [one for vote in votes for one in (*vote.corrections.values(), *filter(None, [vote.added_by]))]
    planned = {one.correction_id: one for one in draft.overlays}
    states = {one.pk: planned[one.pk].state if one.pk in planned else one.state for one in laid}
    if here.table is DECISION and not same_source and _is_reworded(row, here):
        for one in laid:
            source = planned[one.pk].parsed_value if one.pk in planned else one.parsed_value
            if states[one.pk] == State.ACTIVE and source != one.value:
                draft.overlays = [other for other in draft.overlays if other.correction_id != one.pk]
                draft.overlays.append(Overlay(one.pk, State.CONFLICT, one.parsed_value, source))
                states[one.pk] = State.CONFLICT
    held = [one for name, one in here.held.items() if name in group]
    held += [*here.held_back, *(one for vote in votes for one in vote.held.values())]
    wanted = list(_held(here, group, draft)) if State.CONFLICT in states.values() else []
    _reconcile(wanted, held, draft)


def beside(correction: Correction) -> list[Correction]:
    """The corrections that wait for a decision with this one, itself among them; what goes before what comes."""
    waiting = Correction.objects.filter(meeting=correction.meeting, state__in=[State.CONFLICT, State.HELD])
    table, row = correction.target_model, correction.target_id
    if table == VOTE.name:
        said = correction.parsed_value if isinstance(correction.parsed_value, dict) else {}
        found = Vote.objects.filter(pk=row).values_list("decision_id", flat=True).first() or said.get("parent")
        table, row = (DECISION.name, found) if found else (table, row)
    elif correction.field not in TOGETHER.get(table, ()):
        return [correction]
    mine = Q(target_model=table, target_id=row, field__in=TOGETHER.get(table, ()))
    if table == DECISION.name:
        votes = Q(target_id__in=Vote.objects.filter(decision=row)) | Q(parsed_value__parent=row)
        mine |= votes & Q(target_model=VOTE.name)
    others = list(waiting.filter(mine | Q(pk=correction.pk)).order_by("pk"))
    return sorted(others, key=lambda one: (one.field != Correction.WHOLE_ROW, one.value is None))


def _is_reworded(row: Wanted, here: Standing) -> bool:
    """Whether other words come to stand under what a person said of them."""
    return "text" not in here.corrections and fold(row.values["text"]) != fold(here.read["text"])


def _held(here: Standing, group: Iterable[str], draft: Draft) -> Iterator[Hold]:
    """Takes out of the draft what must wait."""
    votes = {vote.row.pk: vote for vote in here.of(VOTE)} if here.table is DECISION else {}
    updates, draft.updates = draft.updates, []
    for update in updates:
        mine = set(group) if update.table is here.table else {*VOTE.fields, *VOTE.derived}
        if update.table not in (here.table, VOTE):
            mine = set()
        for name in sorted(mine & set(update.values) & set(update.table.fields)):
            before, now = as_json(update.before[name]), as_json(update.values[name])
            yield Hold(update.table, update.id, name, before, before, now)
        left = {name: value for name, value in update.values.items() if name not in mine}
        if left:
            draft.updates.append(Update(update.table, update.id, {name: update.before[name] for name in left}, left))
    comes = [one for one in draft.creates if one.table is VOTE]
    draft.creates = [one for one in draft.creates if one.table is not VOTE]
    for create in comes:
        yield Hold(VOTE, None, Correction.WHOLE_ROW, said := _said(create, here), None, said)
    goes = [one for one in draft.deletes if one.table is VOTE]
    draft.deletes = [one for one in draft.deletes if one.table is not VOTE]
    for delete in goes:
        yield _stays(delete, votes[delete.id], draft)


def _said(create: Create, here: Standing) -> dict[str, Any]:
    return {name: as_json(create.values[name]) for name in VOTE.fields} | {"parent": here.row.pk}


def _stays(delete: Delete, vote: Standing, draft: Draft) -> Hold:
    """A side of a vote that the source has no more; what a person corrected of it is what is asked about."""
    mine = {one.pk for one in (*vote.corrections.values(), *vote.held.values())}
    draft.overlays = [one for one in draft.overlays if one.correction_id not in mine]
    draft.overlays += [
        Overlay(one.pk, State.CONFLICT, one.parsed_value, one.parsed_value)
        for one in vote.corrections.values()
        if one.state != State.CONFLICT
    ]
    said = {name: as_json(value) for name, value in VOTE.values(vote.row).items()}
    return Hold(VOTE, delete.id, Correction.WHOLE_ROW, None, said, None)


def _reconcile(wanted: list[Hold], held: list[Correction], draft: Draft) -> None:
    """What waits already goes on waiting, what need not any more is let go."""
    known = {_key(one): one for one in held}
    for hold in wanted:
        row = hold.id or 0
        one = known.pop((hold.table.name, row, hold.field, str(hold.parsed_value) if not row else ""), None)
        if one is None:
            draft.holds.append(hold)
        elif one.source_now != hold.source_now:
            draft.overlays.append(Overlay(one.pk, State.HELD, one.parsed_value, hold.source_now))
    gone = {one.pk for one in known.values()}
    draft.overlays = [one for one in draft.overlays if one.correction_id not in gone]
    draft.overlays += [Overlay(one.pk, State.REVERTED, one.parsed_value, None) for one in known.values()]


def _key(one: Correction) -> tuple[str, int, str, str]:
    if one.field == Correction.WHOLE_ROW and one.value is None:
        return one.target_model, 0, one.field, str(one.parsed_value)
    return one.target_model, one.target_id, one.field, ""
