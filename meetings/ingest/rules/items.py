"""Blocks -> the fields of an item: sections, decisions with who was away and how they voted, attachments."""

from __future__ import annotations

import re

from meetings.ingest.lines import Line
from meetings.ingest.minutes import Attachment, Decision, Item, Section
from meetings.ingest.rules import (
    alarms,
    attachments,
    cases,
    decided,
    implied,
    labels,
    like_others,
    other_items,
    outcomes,
    prose,
    titles,
)
from meetings.ingest.rules.decided import Built, Meeting
from meetings.ingest.rules.draft import Block, Draft

# 'Handleplan 2021-2026'
_YEARS = re.compile(r"^(?:19|20)\d\d[-/](?:19|20)?\d\d$")

# 'gratis b us', 'lokalplan 2 8 8': letters set apart that nobody put together; 'servicelovens § 54 a' is whole
_BROKEN = re.compile(r"(?<=[a-zæøå] )[b-hj-zæ] (?=[a-zæøå]{2})|\b\d \d \d\b")

# 'Orientering - december 2023 -' above 'Lukket'
_DASH = re.compile(r"\s+[–—-]$")


def build(draft: Draft, meeting: Meeting, *, markers: bool) -> Built:
    """One item from its blocks. `markers`: the document marks its items with (B), (O), (D)."""
    built = Built(Item(draft.number, draft.title))
    built.points = other_items.points_in([line for block in draft.blocks for line in block.lines], draft.title)
    sections: list[Section] = []
    made: list[Decision] = []
    listings: list[list[Attachment]] = []
    away: list[Line] = []
    rows: list[str] = []  # of the tables in the case's text
    for block in draft.blocks:
        if block.kind == "section":
            sections += _section(block)
            rows += [line.text for line in block.lines if line.kind == "row"]
            made += decided.in_table(block, meeting)
        elif block.kind == "absence":
            away += block.lines
        elif block.kind == "attachments":
            listing, remarks = attachments.read([line for line in block.lines if not decided.BLANK.match(line.text)])
            listings.append(listing)
            built.unread += remarks
        else:
            decision = decided.from_block(block, meeting, built)
            if decision is not None:
                made.append(decision)
    if not made and not meeting.is_agenda and not draft.closed:
        sections, made = implied.read(draft, sections, meeting, built)
    if len(made) > 1:
        made = like_others.follow(made, built)
    if away:
        made = decided.with_absent(made, away, built)
    title, marker = _title(draft, markers)
    built.item = Item(
        number=draft.number,
        title=_DASH.sub("", title),
        kind=titles.kind(title, marker),
        closed=draft.closed,
        case_number=draft.case_number,
        document_number=draft.document_number,
        sections=tuple(sections),
        decisions=tuple(decided.in_order(made, meeting)),
        attachments=attachments.numbered(attachments.merge(listings), rows),
        line=draft.at.number if draft.at else None,
        page=draft.at.page if draft.at else None,
    )
    _doubt(built, draft, agenda=meeting.is_agenda)
    return built


def _title(draft: Draft, markers: bool) -> tuple[str, str]:
    """The title, and its marker where the document uses markers at all; else '(O)' is a party's letter and stays."""
    if len(draft.marker) == 1 and not markers:
        return f"{draft.title} ({draft.marker})", ""
    if markers and not draft.marker:
        return titles.marker_of(draft.title)
    return draft.title, draft.marker


def _section(block: Block) -> list[Section]:
    text = prose.join([line for line in block.lines if not decided.BLANK.match(line.text)])
    if not block.heading and not text:
        return []
    first = block.at or (block.lines[0] if block.lines else None)
    return [Section(block.heading, block.role, text, first.number if first else None, first.page if first else None)]


def _below_title(draft: Draft) -> Line | None:
    """The line right below the title, where it is short, no sentence, and no white space parts it from the title."""
    first = draft.blocks[0] if draft.blocks else None
    if first is None or first.heading or first.kind != "section" or not first.lines or draft.at is None:
        return None
    line = first.lines[0]
    parted = line.starts_paragraph or any(draft.at.number < number < line.number for number in draft.places)
    if parted or line.kind != "text" or len(line.text) > 70 or not line.text[-1].isalnum() or outcomes.known(line.text):
        return None
    return line


def _doubt(built: Built, draft: Draft, *, agenda: bool) -> None:
    item = built.item
    if draft.guessed:
        said = ", ".join(f"»{line.text}«" for line in draft.guessed[:5])
        built.doubts.append(("heading_guessed", draft.guessed[0], {"number": item.number, "text": said}))
    if not item.title:
        built.doubts.append(("item_without_title", draft.at, {"number": item.number}))
    if (rest := _below_title(draft)) is not None:
        built.doubts.append(("title_goes_on", rest, {"number": item.number, "text": rest.text}))
    if _BROKEN.search(item.title):
        built.doubts.append(("title_broken", draft.at, {"number": item.number, "text": item.title[:80]}))
    last = item.title.rpartition(" ")[2]
    if item.case_number is None and last != item.title and cases.alone(last) and not _YEARS.match(last):
        built.doubts.append(("case_number_in_title", draft.at, {"number": item.number, "text": last}))
    telling = [one for one in item.sections if one.text and labels.ITEM_LABELS.get(one.heading.casefold()) != "note"]
    if item.closed and (item.decisions or item.attachments or telling):
        built.doubts.append(("text_under_closed", draft.at, {"number": item.number}))
    built.doubts += alarms.of_item(draft, item, agenda=agenda)
