"""Minutes and what stands in the database -> a frozen plan of what to write. Reads nothing, writes nothing.

What a plan guarantees:

1. A row that the reading still says keeps its id, and a published item keeps its address.
2. A field under a correction is never written; where its source changed, the correction is put in conflict, and
   where the source now says what the person said, it lies on the new value in peace.
3. A row that a person removed is not made again, and one that a person added is not deleted.
4. Filing the same reading twice gives an empty plan the second time.
5. What belongs together is not shown apart: beside a correction in conflict the rest stays as it is (`belonging`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from meetings.models import Correction

from .belonging import keep_together
from .pairing import pair
from .standing import CHILDREN, Standing, is_removed, source_value
from .steps import Create, Delete, Draft, Overlay, Plan, Update
from .tables import ABSENCE, ATTACHMENT, ATTENDANCE, DECISION, ITEM, SECTION, VOTE, Table, as_json
from .wanted import Wanted, free_slug


def make_plan(wanted: Wanted, standing: Standing, *, same_source: bool, keep_addresses: bool) -> Plan:
    """What it takes to make the meeting say what was read.

    same_source: the very file that was read before, read again. keep_addresses: readers have seen them.
    """
    draft = Draft()
    _update(wanted, standing, draft, {})
    _children(wanted, standing, draft, same_source=same_source, keep_addresses=keep_addresses)
    all_new = not standing.children and not draft.updates
    return Plan(
        tuple(draft.creates),
        tuple(draft.updates),
        tuple(draft.deletes),
        tuple(draft.overlays),
        tuple(draft.holds),
        all_new,
    )


def _children(
    wanted: Wanted, standing: Standing, draft: Draft, *, same_source: bool, keep_addresses: bool = True
) -> None:
    for table, _related in CHILDREN.get(standing.table.name, ()):
        rows = [
            row for row in wanted.children if row.table is table and not is_removed(table, row.values, standing.removed)
        ]
        here = sorted(standing.of(table), key=lambda row: row.added)  # a person's own rows find partners last
        partners = pair(rows, here, same_source=same_source)
        rows, partners = _once_each(rows, partners)
        kept = [row for row in partners if row is not None]
        slugs = _slugs(rows, partners, keep_addresses) if table is ITEM else {}
        sides = _sequences(rows, partners) if table is VOTE else []
        names = _names(table, kept, here)
        for number, (row, partner) in enumerate(zip(rows, partners, strict=True)):
            derived = {**row.derived, **slugs.get(number, {}), **({"sequence": sides[number]} if sides else {})}
            if partner is not None:
                mine = Draft()
                _update(row, partner, mine, derived)
                _children(row, partner, mine, same_source=same_source)
                keep_together(row, partner, mine, same_source=same_source)
                draft.take(mine)
            elif row.values.get("name") not in names:
                draft.creates.append(_create(row, standing.row.pk, derived))
        _leave_or_delete(here, kept, len(rows), draft)  # of votes, too: no side of a vote has more than all of them


def _once_each(rows: list[Wanted], partners: list[Standing | None]) -> tuple[list[Wanted], list[Standing | None]]:
    """Without rows whose name a person gave to another row: the database wants each once, and the person's stays."""
    given = {row.corrections["name"].value: row for row in partners if row is not None and "name" in row.corrections}
    both = [
        (row, partner)
        for row, partner in zip(rows, partners, strict=True)
        if given.get(row.values.get("name"), partner) is partner
    ]
    return [row for row, _partner in both], [partner for _row, partner in both]


def _sequences(rows: Sequence[Wanted], partners: Sequence[Standing | None]) -> list[int]:
    """Of each vote its number among those of the same side, which is the one a person gave where one did."""
    seen: Counter[str] = Counter()
    found = []
    for row, partner in zip(rows, partners, strict=True):
        corrected = partner.corrections.get("position") if partner else None
        side = str(corrected.value) if corrected else row.values["position"]
        seen[side] += 1
        found.append(seen[side])
    return found


def _names(table: Table, kept: Iterable[Standing], here: Iterable[Standing]) -> set[Any]:
    """Names that already stand here, put in by hand: the database wants each once."""
    if table not in (ABSENCE, ATTENDANCE):
        return set()
    return {getattr(row.row, "name") for row in [*kept, *(row for row in here if row.added)]}  # noqa: B009


def _leave_or_delete(here: Sequence[Standing], kept: Sequence[Standing], last: int, draft: Draft) -> None:
    ids = {row.row.pk for row in kept}
    for row in here:
        if row.row.pk in ids:
            continue
        if row.added:
            last += 1
            place = "sequence" if row.table is VOTE else "position"
            if place in row.table.derived and getattr(row.row, place) != last:
                before = {place: getattr(row.row, place)}
                draft.updates.append(Update(row.table, row.row.pk, before, {place: last}))
            continue
        draft.deletes.append(Delete(row.table, row.row.pk, str(row.row)))
        draft.overlays += [
            Overlay(correction.pk, Correction.State.CONFLICT, correction.parsed_value, None)
            for correction in _all_corrections(row)
            if correction.state != Correction.State.CONFLICT or correction.source_now is not None
        ]
        draft.overlays += [
            Overlay(correction.pk, Correction.State.REVERTED, correction.parsed_value, None)
            for correction in _held(row)
        ]


def _all_corrections(row: Standing) -> Iterator[Correction]:
    yield from row.corrections.values()
    for child in row.children:
        yield from _all_corrections(child)


def _held(row: Standing) -> Iterator[Correction]:
    yield from (*row.held.values(), *row.held_back)
    for child in row.children:
        yield from _held(child)


def _update(row: Wanted, partner: Standing, draft: Draft, derived: dict[str, Any]) -> None:
    now = {name: getattr(partner.row, partner.table.column(name)) for name in (*row.values, *derived)}
    values = {name: value for name, value in derived.items() if now[name] != value}
    for name, value in row.values.items():
        correction = partner.corrections.get(name)
        if correction is None:
            if now[name] != value:
                values[name] = value
        elif (overlay := _settle(correction, as_json(value))) is not None:
            draft.overlays.append(overlay)
    if values:
        before = {name: now[name] for name in values}
        draft.updates.append(Update(partner.table, partner.row.pk, before, values))


def _settle(correction: Correction, source: Any) -> Overlay | None:
    """How a correction stands to what its source says now; None: as before."""
    if source == source_value(correction):
        return None
    if source == correction.value or source == correction.parsed_value:
        # The source came to agree with the person, or went back to what the person corrected.
        return Overlay(correction.pk, Correction.State.ACTIVE, source, None)
    return Overlay(correction.pk, Correction.State.CONFLICT, correction.parsed_value, source)


def _create(row: Wanted, parent_id: int | None, derived: dict[str, Any]) -> Create:
    children = [_create(child, None, child.derived) for child in row.children]
    return Create(row.table, {**row.values, **derived}, tuple(children), parent_id)


def _slugs(rows: Sequence[Wanted], partners: Sequence[Standing | None], keep: bool) -> dict[int, dict[str, str]]:
    """The address part of each item: the one it has where readers know it, else by its number."""
    found: dict[int, dict[str, str]] = {}
    taken: set[str] = set()
    if keep:
        for number, partner in enumerate(partners):
            if partner is not None:
                found[number] = {"slug": getattr(partner.row, "slug")}  # noqa: B009
                taken.add(found[number]["slug"])
    for number, row in enumerate(rows):
        if number not in found:
            partner = partners[number]
            corrected = partner.corrections.get("number") if partner else None
            printed = str(corrected.value) if corrected else row.values["number"]
            slug = free_slug(printed, row.derived["position"], taken)
            found[number] = {"slug": slug}
            taken.add(slug)
    return found


def words_for(plan: Plan) -> str:
    """What a plan changes, in Danish, for a receipt: '2 punkter og 3 afsnit ændret'."""
    names = {
        ITEM: ("punkt", "punkter"),
        SECTION: ("afsnit", "afsnit"),
        DECISION: ("beslutning", "beslutninger"),
        ATTACHMENT: ("bilag", "bilag"),
        ATTENDANCE: ("mødedeltager", "mødedeltagere"),
    }
    counts = {table: plan.changes_of(table) for table in names}
    parts = [f"{count} {names[table][count != 1]}" for table, count in counts.items() if count]
    if not parts:
        return "intet ændret" if plan.is_empty else "småting ændret"
    listed = " og ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    return f"{listed} ændret"
