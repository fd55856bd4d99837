"""What must be decided since the original changed under corrections: where it is, what both say, what waits with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from meetings.filing.belonging import beside
from meetings.filing.corrections import mark_of
from meetings.filing.pairing import fold
from meetings.filing.striking import strikes_over
from meetings.filing.tables import TABLES
from meetings.models import Correction, Item, Meeting, Vote

from .changes import label, value

State = Correction.State
Parsed = dict[str, Any]
WHOSE = {"meeting": "mødets", "item": "punktets", "decision": "beslutningens"}
KINDS = {"section": "afsnittet", "attachment": "bilaget", "absence": "fraværende", "attendance": "mødedeltageren"}
LISTS = {"section": "sections", "decision": "decisions", "attachment": "attachments"}  # in a reading
MOST = 500  # letters of a text
GONE = "Et sted, der ikke er i originalen længere"


@dataclass(frozen=True)
class Line:
    """One field: 'beslutningens tekst', and 'rettet til »…«; originalen siger nu »…«'. `is_held`: nobody corrected it,
    it waits with the one that was."""

    what: str
    said: str
    is_held: bool = False


@dataclass(frozen=True)
class Dispute:
    """What is decided with one press, on `correction`. `anchor`: of the item on the desk's page, where it stands."""

    correction: Correction
    place: str  # 'Punkt 3, Svømmehal ved Hovmarken'
    anchor: str
    lines: tuple[Line, ...]
    can_be_kept: bool  # not where the row is gone

    @property
    def mark(self) -> str:
        return mark_of(self.correction)

    @property
    def corrected(self) -> list[Line]:
        return [line for line in self.lines if not line.is_held]

    @property
    def waiting(self) -> list[Line]:
        return [line for line in self.lines if line.is_held]


def disputes_in(meeting: Meeting) -> list[Dispute]:
    """One query where nothing is disputed; else some for each."""
    rows = Correction.objects.filter(meeting=meeting, target_model__in=TABLES, state=State.CONFLICT)
    found, done = [], set()
    for row in rows.order_by("pk"):
        if row.pk in done:
            continue
        together = sorted(beside(row), key=lambda one: (one.state != State.CONFLICT, one.pk))
        done |= {one.pk for one in together}
        found.append(_dispute(meeting, row, together))
    return found


def _dispute(meeting: Meeting, row: Correction, together: list[Correction]) -> Dispute:
    target = _row(row)
    item = _item_of(target)
    if target is not None:
        place = _place(item.number, item.title) if item else "Mødet"
    else:
        place, item = _stood(meeting, row)
    fields = {one.field for one in together}
    told = [one for one in together if not (one.field == "recognised" and "outcome" in fields)] or together
    was_removed = row.field == Correction.WHOLE_ROW and row.value is None
    stands = target is not None or was_removed
    lines = tuple(_line(one, stands=stands) for one in told)
    return Dispute(row, place, f"punkt-{item.pk}" if item else "", lines, stands)


def _place(number: str, title: str) -> str:
    return f"Punkt {number}, {title}" if number else title


def _row(correction: Correction) -> Any:
    table = TABLES[correction.target_model]
    return table.model._default_manager.filter(pk=correction.target_id).first()


def _item_of(row: Any) -> Item | None:
    if isinstance(row, Item) or row is None:
        return row
    above = getattr(row, "decision", row)
    return getattr(above, "item", None)


def _line(one: Correction, *, stands: bool) -> Line:
    table, held = TABLES[one.target_model], one.state == State.HELD
    if one.field == Correction.WHOLE_ROW:
        whole = one.value or one.parsed_value or {}
        words = _quoted(_told(one, whole))
        if not held:
            said = f"{words} er tilføjet her; originalen siger noget andet nu"
        elif one.value is None:
            said = f"originalen har nu {words}"
        else:
            said = f"{words} står ikke længere i originalen"
        return Line(_named(one.target_model, whole), said, held)
    row = _row(one)
    here = {name: getattr(row, name, "") for name in table.fields} if row is not None else {}
    field = "nummer" if one.field == "number" else label(table, one.field)
    whose = WHOSE.get(one.target_model)
    what = f"{whose} {field}" if whose else f"{_named(one.target_model, here)}: {field}"
    shown, now = (_quoted(value(table, one.field, each)) for each in (one.value, one.source_now))
    then = f"originalen siger nu {now}" if stands else "det står ikke længere i originalen"
    return Line(what, f"{'står som' if held else 'rettet til'} {shown}; {then}", held)


def _quoted(words: str) -> str:
    if not words:
        return "ingenting"
    return f"»{words if len(words) <= MOST else words[: MOST - 1] + '…'}«"


def _named(table: str, said: Parsed) -> str:
    """'afsnittet »Indstilling«', 'stemmer imod'"""
    if table == "vote":
        side = said.get("position", "")
        return f"stemmer {Vote.POSITIONS.get(side, side)}".strip()
    name = said.get("heading") or said.get("title") or said.get("name") or ""
    kind = KINDS.get(table) or str(TABLES[table].model._meta.verbose_name)
    return f"{kind} »{name}«" if name else kind


def _told(one: Correction, said: Parsed) -> str:
    """A row's words in a line."""
    table = TABLES[one.target_model]
    parts = (value(table, name, said.get(name)) for name in table.fields if name not in ("position", "affiliations"))
    return ", ".join(filter(None, parts))


def _stood(meeting: Meeting, row: Correction) -> tuple[str, Item | None]:
    """Where the row of a correction stood in an earlier version, by what that said; and the item, where it stands."""
    strikes = strikes_over(meeting.committee, meeting)
    earlier = list(meeting.documents.order_by("-version").values_list("parsed", flat=True))[1:]
    for parsed in earlier:
        items = list(_with(row, strikes.reading(parsed)["items"])) if parsed else []
        if len(items) == 1:
            title = fold(items[0]["title"])
            now = next((one for one in meeting.items.all() if fold(one.title) == title), None)
            place = _place(items[0]["number"], items[0]["title"])
            return (place, now) if now else (f"{place} (ikke med i den nye version)", None)
    return GONE, None


def _with(row: Correction, items: list[Parsed]) -> Iterator[Parsed]:
    said = row.parsed_value or None
    for item in items:
        if row.target_model == "item":
            parts = [item]
        elif row.target_model in LISTS:
            parts = item[LISTS[row.target_model]]
        elif row.target_model == "absence":
            parts = [{"name": name} for decision in item["decisions"] for name in decision["absent"]]
        else:
            parts = [vote for decision in item["decisions"] for vote in decision["votes"]]
        if said is not None and any(part.get(row.field) == said for part in parts):
            yield item
