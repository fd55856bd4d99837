"""LINES -> MINUTES: lines -> blocks -> items -> fields, by the ordered rules in rules/.

    furniture set aside ─► contents found ─► dialect chosen ─► headings weighed, run of numbers chosen
        ─► cover read ─► each item's lines to blocks ─► blocks to fields ─► doubts and leftovers listed

What `parse` guarantees is listed in minutes.py. It never raises on what a text says.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from meetings.ingest import dialects
from meetings.ingest.dialects.table import Dialect
from meetings.ingest.lines import Document, Line
from meetings.ingest.minutes import Minutes, Source, UnreadLine
from meetings.ingest.reading import Place, Reading
from meetings.ingest.rules import (
    affiliations,
    blocks,
    case_checks,
    cases,
    chain,
    closing,
    contents,
    contents_lines,
    cover,
    cross_checks,
    decided,
    doubts,
    forms,
    from_decisions,
    furniture,
    groups,
    heading_titles,
    headings,
    item_starts,
    items,
    municipality,
    ocr_titles,
    other_items,
    page_frame,
    prose,
    run_together,
    spaced_letters,
    titles,
    titles_above,
    unnumbered,
    untitled,
    words,
)
from meetings.ingest.rules.draft import Draft
from meetings.ingest.rules.heading_forms import Heading

_AGENDAS = ("agenda", "supplementary_agenda")


class Traced(NamedTuple):
    minutes: Minutes
    reading: Reading  # where each line went, and by which rule


def parse(document: Document, source: Source, municipality: str | None = None) -> Minutes:
    """One document as read. `municipality`: its short name where the caller knows it."""
    return trace(document, source, municipality).minutes


@dataclass(slots=True)
class _Read:
    """What one pass over a document found, before it becomes Minutes."""

    reading: Reading
    dialect: Dialect
    table: contents.Contents
    found: list[Heading]
    face: cover.Cover = field(default_factory=cover.Cover)
    drafts: list[Draft] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)  # the table of contents as printed
    aside: list[Line] = field(default_factory=list)
    marked: bool = True  # the document marks headings
    width: int = 0  # characters at which its lines were broken
    labels: frozenset[str] = frozenset()  # over the cells of its items' forms


def trace(document: Document, source: Source, known_municipality: str | None = None) -> Traced:
    """The document as read, with the record of how: what `manage.py explain` prints."""
    document = run_together.apart(forms.plain(spaced_letters.joined(document)))
    reading = Reading(document)
    aside = furniture.find(document.lines)
    for line in aside:
        reading.put(line, "aside", "furniture")
    ending = closing.find(reading.free_of(list(document.lines)))
    for line in ending:
        reading.put(line, "aside", "closing")
    aside += ending
    lines = [line for line in document.lines if reading.is_free(line)]
    table = contents.find(lines)
    dialect = dialects.choose(lines)
    possible = headings.find(lines, table, dialect.forms)
    found = chain.choose(possible) or chain.choose(headings.weigh_again(possible, lines))
    found = chain.choose_restarted(possible, found, lines) or found or unnumbered.find(lines, table)
    if len(found) < 2 and (weak := chain.choose_weak(possible, lines)):
        found = weak
        reading.warn("items_guessed", lines[weak[0].index])
    found = titles_above.give(found, lines)
    marked = _marks_headings(lines)
    read = _Read(reading, dialect, table, found, aside=aside, marked=marked, width=prose.width(lines))
    read.labels = forms.labels(lines)
    _read_parts(read, lines)
    return Traced(_assemble(read, source, known_municipality), reading)


def _marks_headings(lines: list[Line]) -> bool:
    """Whether the document marks the headings of its sections: by those that everybody knows, where it has such. The
    bold head of a table marks none."""
    marks = [(line.kind == "heading" or line.bold, words.fold(line.text)) for line in lines if line.kind != "row"]
    known = [marked for marked, text in marks if text in words.STRONG]
    return any(known or (marked for marked, _ in marks))


def _read_parts(read: _Read, lines: list[Line]) -> None:
    """Contents, cover, group headings, items: each line to its part."""
    reading, found = read.reading, read.found
    starts = item_starts.find(lines, found)
    for line in furniture.above_items(lines, starts):
        reading.put(line, "aside", "furniture")
    front = lines[: starts[0]] if starts else lines
    read.listed = contents_lines.mark(reading, front, read.table, found)
    read.face = cover.read(reading, reading.free_of(front), read.aside)
    if len(found) == 1 and (read.face.committee is None or read.face.date is None):
        cover.read_head(reading, read.face, reading.free_of(_head_of(lines, found[0])))
    read.aside += [line for line in lines if reading.place_of(line) == "aside"]
    grouped = groups.find(lines, starts)
    over_items = reading.free_of([lines[i] for i in grouped.lines])
    for line in over_items:
        reading.put(line, "aside", "group heading")
    read.aside += over_items
    for heading, start, end in zip(found, starts, [*starts, len(lines)][1:], strict=False):
        read.drafts.append(_draft(read, lines, heading, start, end))
    for place, line in page_frame.unsaid(
        read.aside, [lines[i:j] for i, j in zip(starts, [*starts, len(lines)][1:], strict=False)]
    ):
        if not (read.drafts[place].closed or found[place].state is False):
            reading.warn("closed_unsure", line, number=found[place].number, text=line.text)
    _cases_in_titles(read.drafts)
    ocr_titles.mend(reading, read.table, read.drafts)
    closed = groups.closed_titles(read.listed)
    for place, draft in enumerate(read.drafts):
        draft.closed = draft.closed or place in grouped.closed or titles.key(draft.title) in closed


def _cases_in_titles(drafts: list[Draft]) -> None:
    """A layout may run a short case number together with the title: 'Gensidig orientering 24/31'.

    '24/25' may also be a school year, so this counts only where most items have such a number.
    """
    numbered = [draft for draft in drafts if draft.case_number and cases.alone(draft.case_number)]
    for draft in drafts if len(numbered) * 2 >= len(drafts) else []:
        title, _, last = draft.title.rpartition(" ")
        if draft.case_number is None and title and cases.alone(last):
            draft.title, draft.case_number = title, last


def _head_of(lines: list[Line], heading: Heading) -> list[Line]:
    """The lines between the title of a single item and its first section: on a web page they hold the meeting's
    facts."""
    start = max(heading.index, *heading.title_at) + 1
    end = next(
        (i for i in range(start, min(start + 15, len(lines))) if heading_titles.is_section(lines[i].text)), start
    )
    return lines[start:end]


def _draft(read: _Read, lines: list[Line], heading: Heading, start: int, end: int) -> Draft:
    reading = read.reading
    name_of, head = titles.cut_head(heading.title)
    title = titles.read(name_of)
    draft = Draft(
        number=heading.number,
        title=title.text,
        closed=bool(heading.state) or bool(title.closed),
        marker=title.marker,
        case_number=title.case_number,
        at=lines[heading.index],
        numbered=heading.form not in (unnumbered.FORM, untitled.FORM, chain.RESTARTED),
        sections=read.dialect.sections,
        labels=read.labels,
        marked=read.marked,
        width=read.width,
        committee=read.face.committee or "",
        meeting_date=read.face.date,
    )
    name = f"item {heading.number}"
    for index in untitled.title_lines(heading):
        reading.put(lines[index], f"{name}: title", f"heading ({heading.form})")
    own = item_starts.with_number_first(reading.free_of(lines[start:end]), read.found, lines)
    blocks.read(draft, [replace(draft.at, text=head, kind="text"), *own] if head and draft.at else own)
    for line in own:
        place, rule = draft.places[line.number]
        reading.put(line, f"{name}: {place}", rule)
    return draft


def _assemble(read: _Read, source: Source, known_municipality: str | None) -> Minutes:
    reading, face = read.reading, read.face
    committee = face.committee or from_decisions.committee(read.drafts)
    date = face.date or from_decisions.date(read.drafts, committee)
    meeting = decided.Meeting(committee, date, face.kind in _AGENDAS)
    markers = _uses_markers(read.drafts)
    built = [items.build(draft, meeting, markers=markers) for draft in read.drafts]
    other_items.given(built, face)
    for one in built:
        for code, line, details in one.doubts:
            reading.warn(code, line, **details)
        for line in one.unread:
            reading.places.pop(line.number, None)
        for line in one.heads:
            reading.places[line.number] = Place(f"item {one.item.number}: decision {line.text}", "decision implied")
    made = tuple(one.item for one in built)
    doubts.of_meeting(reading, face, committee, date, read.dialect.name)
    doubts.of_items(reading, face, made, read.drafts, read.found)
    cross_checks.of_bodies(reading, made, read.drafts, date)
    cross_checks.of_dates(reading, made, committee, date)
    cross_checks.of_people(reading, face, made)
    cross_checks.of_cover(reading, face)
    case_checks.of_cases(reading, made, read.drafts, reading.lines, date)
    doubts.of_contents(reading, read.table, made)
    doubts.of_cut_titles(reading, read.table, made, read.drafts)
    where = known_municipality or _municipality(reading)
    for line in reading.free_of(list(reading.lines[:40])):
        if (where and municipality.is_name_of(line.text, where)) or municipality.is_alone(line.text):
            reading.put(line, "cover: municipality", "municipality on its own line")
    unread = tuple(UnreadLine(line.number, line.text, line.page) for line in reading.lines if reading.is_free(line))
    if unread:
        reading.warn("lines_unread", next(filter(reading.is_free, reading.lines)), count=len(unread))
    return Minutes(
        source=source,
        dialect=read.dialect.name,
        municipality=where,
        committee=committee,
        term=face.term,
        document_kind=face.kind or "minutes",
        date=date,
        start_time=face.start_time,
        place=face.place or from_decisions.place(read.drafts),
        participants=tuple(face.participants),
        absent=tuple(face.absent),
        items=made,
        warnings=tuple(sorted(reading.warnings, key=lambda warning: warning.line or 0)),
        unread=unread,
        ocr=reading.document.ocr,
        contents=tuple(read.listed),
        aside=tuple(line.text for line in read.aside),
        affiliations=affiliations.find(
            (line.text for line in reading.lines if reading.place_of(line).startswith("cover")),
            [*face.participants, *face.absent],
        ),
    )


def _municipality(reading: Reading) -> str | None:
    if (region := municipality.region(reading.lines)) is not None:
        reading.warn("region", name=region)
        return None
    found = municipality.find(reading.lines, reading.document.removed)
    if found.name is not None and municipality.joint(reading.lines, found.name):
        found = found._replace(name=None)
    if found.name is None:
        reading.warn("no_municipality")
    elif found.rival is not None:
        reading.warn("municipality_unsure", found=found.name, other=found.rival)
    elif found.thin:
        reading.warn("municipality_thin", found=found.name)
    return found.name


def _uses_markers(drafts: list[Draft]) -> bool:
    """Whether (B), (O), (D) mark the items: on most of them. On one of many they are a party's letter."""
    marked = sum(1 for draft in drafts if len(draft.marker) == 1)
    return marked > 0 and marked * 2 >= len([draft for draft in drafts if not draft.closed or draft.marker])
