"""LINES -> MINUTES: lines -> blocks -> items -> fields, by the ordered rules in rules/.

    furniture set aside ─► contents found ─► dialect chosen ─► headings weighed, run of numbers chosen
        ─► cover read ─► each item's lines to blocks ─► blocks to fields ─► doubts and leftovers listed

What `parse` guarantees is listed in minutes.py. It never raises on what a text says.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from meetings.ingest import dialects
from meetings.ingest.dialects.table import Dialect
from meetings.ingest.lines import Document, Line
from meetings.ingest.minutes import Item, Minutes, Source, UnreadLine
from meetings.ingest.reading import Reading
from meetings.ingest.rules import (
    blocks,
    cases,
    chain,
    closing,
    contents,
    cover,
    furniture,
    groups,
    headings,
    items,
    labels,
    municipality,
    titles,
    unnumbered,
)
from meetings.ingest.rules.blocks import Draft
from meetings.ingest.rules.headings import Heading


class Traced(NamedTuple):
    minutes: Minutes
    reading: Reading  # where each line went, and by which rule


def parse(document: Document, source: Source, municipality: str | None = None) -> Minutes:
    """One document as read. `municipality`: its short name where the caller knows it."""
    return trace(document, source, municipality).minutes


def trace(document: Document, source: Source, known_municipality: str | None = None) -> Traced:
    """The document as read, with the record of how: what `manage.py explain` prints."""
    reading = Reading(document)
    aside = furniture.find(document.lines)
    for line in aside:
        reading.put(line, "aside", "furniture")
    ending = closing.find([line for line in document.lines if reading.is_free(line)])
    for line in ending:
        reading.put(line, "aside", "closing")
    lines = [line for line in document.lines if reading.is_free(line)]
    table = contents.find(lines)
    dialect = dialects.choose(lines)
    found = chain.choose(headings.find(lines, table, dialect.forms))
    if not found:
        found = unnumbered.find(lines, table)
    starts = _starts(lines, found)
    front = lines[: starts[0]] if starts else lines
    listed = _mark_contents(reading, front, table, found)
    face = cover.read(reading, [line for line in front if reading.is_free(line)], aside)
    if len(found) == 1 and face.committee is None:
        cover.read_head(reading, face, [line for line in _head_of(lines, found[0]) if reading.is_free(line)])
    grouped = groups.find(lines, starts)
    over_items = [lines[i] for i in grouped.lines if reading.is_free(lines[i])]
    for line in over_items:
        reading.put(line, "aside", "group heading")
    drafts = [
        _draft(reading, dialect, face, lines, heading, start, end)
        for heading, start, end in zip(found, starts, [*starts, len(lines)][1:], strict=False)
    ]
    for place in grouped.closed:
        drafts[place].closed = True
    aside = [*aside, *over_items, *ending]
    return Traced(
        _assemble(reading, source, known_municipality, dialect.name, face, drafts, aside, listed, table, found), reading
    )


def _starts(lines: list[Line], found: list[Heading]) -> list[int]:
    """Where each item begins: at its heading, or at the case number that its template prints before it."""
    before = [h.index > 0 and _is_head_of_next(lines[h.index - 1]) for h in found]
    after = sum(
        1
        for h in found
        if max(h.index, *h.title_at) + 1 < len(lines) and cases.alone(lines[max(h.index, *h.title_at) + 1].text)
    )
    pull = sum(before) > max(1, len(found) // 2) and sum(before) > after or len(found) == 1 and before == [True]
    starts = []
    for heading, has_before in zip(found, before, strict=True):
        start = heading.index
        while pull and has_before and start > 0 and _is_head_of_next(lines[start - 1]) and heading.index - start < 4:
            start -= 1
        starts.append(start)
    return starts


def _head_of(lines: list[Line], heading: Heading) -> list[Line]:
    """The lines between the title of a single item and its first section: on a web page they hold the meeting's facts."""
    start = max(heading.index, *heading.title_at) + 1
    end = next((i for i in range(start, min(start + 15, len(lines))) if headings.is_section(lines[i].text)), start)
    return lines[start:end]


def _is_head_of_next(line: Line) -> bool:
    if cases.alone(line.text) or labels.openness(line.text) is not None:
        return True
    return any(pair.meaning in ("case", "document") and pair.value for pair in labels.pairs(line.text))


def _mark_contents(reading: Reading, front: list[Line], table: contents.Contents, found: list[Heading]) -> list[str]:
    """Place the lines of the table of contents; returns them as printed."""
    if table.start is None or table.start >= len(front):
        return []
    known = {titles.key(titles.read(heading.title).text) for heading in found}
    entries = [i for i in range(table.start, len(front)) if i in table.leaders or _is_entry(front[i], known, found)]
    listed = []
    for i in range(table.start, (entries[-1] if entries else table.start) + 1):
        if i in table.leaders or not cover.is_label(front[i].text):
            reading.put(front[i], "contents", "contents")
            listed.append(front[i].text)
    return listed


def _is_entry(line: Line, known: set[str], found: list[Heading]) -> bool:
    key = titles.key(titles.read(contents.without_number(line.text)).text)
    return bool(key) and (
        key in known
        or len(key) > 8
        and any(title.startswith(key) or key.startswith(title) and title for title in known)
        or contents.is_numbered(line.text)
    )


def _draft(
    reading: Reading, dialect: Dialect, face: cover.Cover, lines: list[Line], heading: Heading, start: int, end: int) -> Draft:
    title = titles.read(heading.title)
    draft = Draft(
        number=heading.number,
        title=title.text,
        closed=bool(heading.state) or bool(title.closed),
        marker=title.marker,
        case_number=title.case_number,
        at=lines[heading.index],
        numbered=heading.form != unnumbered.FORM,
        sections=dialect.sections,
        committee=face.committee or "",
        meeting_date=face.date,
    )
    name = f"item {heading.number}"
    for index in {heading.index, *heading.title_at}:
        reading.put(lines[index], f"{name}: title", f"heading ({heading.form})")
    own = reading.free_of(lines[start:end])
    blocks.read(draft, own)
    for line in own:
        place, rule = draft.places[line.number]
        reading.put(line, f"{name}: {place}", rule)
    return draft


def _assemble(
    reading: Reading, source: Source, known: str | None, dialect: str, face: cover.Cover, drafts: list[Draft],
    aside: list[Line], listed: list[str], table: contents.Contents, found: list[Heading],
) -> Minutes:  # fmt: skip
    committee = face.committee or _committee_of_decisions(drafts)
    date = face.date or _date_of_decisions(drafts, committee)
    meeting = items.Meeting(committee, date, face.kind in ("agenda", "supplementary_agenda"))
    markers = _uses_markers(drafts)
    built = [items.build(draft, meeting, markers=markers) for draft in drafts]
    for one in built:
        for code, line, words in one.doubts:
            reading.warn(code, line, **words)
        for line in one.unread:
            reading.places.pop(line.number, None)
    read = tuple(one.item for one in built)
    _warn_of_document(reading, face, committee, date, read, dialect, drafts, table, found)
    kind = face.kind or "minutes"
    where = known or _municipality(reading)
    unread = tuple(UnreadLine(line.number, line.text, line.page) for line in reading.lines if reading.is_free(line))
    if unread:
        reading.warn("lines_unread", reading.lines[unread[0].line - 1], count=len(unread))
    return Minutes(
        source=source, dialect=dialect, municipality=where, committee=committee, term=face.term, document_kind=kind, date=date,
        start_time=face.start_time, place=face.place, participants=tuple(face.participants), absent=tuple(face.absent), items=read,
        warnings=tuple(sorted(reading.warnings, key=lambda warning: warning.line or 0)), unread=unread, ocr=reading.document.ocr,
        contents=tuple(listed), aside=tuple(line.text for line in aside),
    )  # fmt: skip


def _municipality(reading: Reading) -> str | None:
    name, rival = municipality.find(reading.lines)
    if name is None:
        reading.warn("no_municipality")
    elif rival is not None:
        reading.warn("municipality_unsure", found=name, other=rival)
    return name


def _committee_of_decisions(drafts: list[Draft]) -> str | None:
    """The body that most decisions name, where the cover names none."""
    named = Counter(
        block.body
        for draft in drafts
        for block in draft.blocks
        if block.kind == "decision" and block.body and not block.earlier
    )
    return named.most_common(1)[0][0] if named else None


def _date_of_decisions(drafts: list[Draft], committee: str | None) -> datetime.date | None:
    dated = Counter(
        block.date for draft in drafts for block in draft.blocks
        if block.kind == "decision" and block.date and not block.earlier and block.body in (None, committee)
    )  # fmt: skip
    return max(dated, key=lambda date: (dated[date], date)) if dated else None


def _uses_markers(drafts: list[Draft]) -> bool:
    """Whether (B), (O), (D) mark the items: on most of them. On one of many they are a party's letter."""
    marked = sum(1 for draft in drafts if draft.marker)
    return marked > 0 and marked * 2 >= len([draft for draft in drafts if not draft.closed or draft.marker])


def _warn_of_document(
    reading: Reading, face: cover.Cover, committee: str | None, date: datetime.date | None, read: tuple[Item, ...], dialect: str,
    drafts: list[Draft], table: contents.Contents, found: list[Heading],
) -> None:  # fmt: skip
    if committee is None:
        reading.warn("no_committee")
    if date is None:
        reading.warn("no_date")
    if face.kind is None and not any(decision.own for item in read for decision in item.decisions):
        reading.warn("kind_unsure")
    if dialect == "generic":
        reading.warn("unknown_layout")
    if reading.document.ocr:
        reading.warn("ocr_text")
    if not read:
        reading.warn("no_items")
    if any(not draft.numbered for draft in drafts):
        reading.warn("items_unnumbered", drafts[0].at)
    seen: Counter[str] = Counter(item.number for item in read)
    for draft in drafts:
        if seen[draft.number] > 1:
            reading.warn("number_twice", draft.at, number=draft.number)
            seen[draft.number] = 0
    for before, after in zip(found, found[1:], strict=False):
        first, last = int(before.value) + 1, int(after.value) - 1
        if first <= last:
            reading.warn(
                "number_missing", drafts[found.index(after)].at, number=first if first == last else f"{first}-{last}"
            )
    if face.kind in ("agenda", "supplementary_agenda"):
        for item, draft in zip(read, drafts, strict=True):
            if any(decision.own for decision in item.decisions):
                reading.warn("decision_in_agenda", draft.at, number=item.number)
