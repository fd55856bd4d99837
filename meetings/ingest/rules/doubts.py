"""What the reading of a whole document leaves in doubt, as warnings for the clerk."""

from __future__ import annotations

import datetime
import difflib
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from meetings.ingest import problems
from meetings.ingest.minutes import Item
from meetings.ingest.personal_data import mask
from meetings.ingest.reading import Reading
from meetings.ingest.rules import bodies, closing, implied, titles, untitled, words
from meetings.ingest.rules.contents import Contents
from meetings.ingest.rules.cover import Cover
from meetings.ingest.rules.draft import Draft
from meetings.ingest.rules.heading_forms import Heading

# Entries of a table of contents that head no item
_NO_ITEMS = closing.SIGNATURES | {"bilag", "deltagere", "afbud", "fraværende"}
_NAMED = 4  # places where text is left out
_MOST_RUNS = 10  # stretches of pages without text that are told
_MOST = 100  # entries that are compared
_OF_CASES = ("background", "summary", "subject", "assessment")  # roles of sections that present a case


def of_meeting(reading: Reading, face: Cover, committee: str | None, date: datetime.date | None, dialect: str) -> None:
    """Doubts about the cover and the layout."""
    if committee is None:
        reading.warn("no_committee")
    elif face.committee is None:
        reading.warn("committee_guessed", name=committee)
    elif face.other_body is not None and not bodies.same(face.other_body, committee):
        reading.warn("committee_unsure", found=committee, other=face.other_body)
    if date is None:
        reading.warn("no_date")
    elif face.date is None or face.date_guessed:
        reading.warn("date_guessed", date=f"{date:%d-%m-%Y}")
    if dialect == "generic":
        reading.warn("unknown_layout")
    if reading.document.ocr:
        reading.warn("ocr_text")
    for page in reading.document.overprinted:
        here = [line for line in reading.lines if line.page == page]
        # Nearly always it is a word too long for its cell.
        reading.warn("text_overprinted", next((line for line in here if line.kind == "row"), here[0] if here else None))
    for page in reading.document.columns_unsure:
        reading.warn("columns_unsure", next((line for line in reading.lines if line.page == page), None))
    for text in reading.document.watermarks:
        reading.warn("watermark", text=text)
    for page in reading.document.pages_given_up:
        reading.warnings.append(problems.warning("page_given_up", None, page, number=page))
    for pages in _runs(_blank(reading)):
        many = f"Siderne {pages[0]}-{pages[-1]}" if len(pages) > 1 else f"Side {pages[0]}"
        reading.warnings.append(problems.warning("page_blank", None, pages[0], pages=many))
    if left_out := reading.document.left_out:
        more = f"; og {len(left_out) - _NAMED} andre steder" if len(left_out) > _NAMED else ""
        reading.warn("text_left_out", what=mask("; ".join(left_out[:_NAMED])) + more)
    if active := [problems.ACTIVE[name] for name in reading.document.active if name in problems.ACTIVE]:
        reading.warn("active_content", what=" og ".join(filter(None, (", ".join(active[:-1]), active[-1]))))
    if waiting := reading.document.pages_without_text:
        reading.warn("pages_waiting", count=len(waiting))


def _blank(reading: Reading) -> list[int]:
    """The pages that nothing was read from, though they are neither waiting for recognition nor given up: empty, or
    drawn instead of written."""
    document = reading.document
    told = {line.page for line in document.lines} | {*document.pages_without_text, *document.pages_given_up}
    return [page for page in range(1, (document.pages or 0) + 1) if page not in told]


def _runs(pages: Sequence[int]) -> list[list[int]]:
    """Pages that follow each other together, the first ones."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return runs[:_MOST_RUNS]


def of_contents(reading: Reading, table: Contents, items: Sequence[Item]) -> None:
    """Entries of a printed table of contents that became no item. A misspelt one is the same, and so is one that
    stands under a group's heading ('ÅBNE SAGER 61. Godkendelse af dagsorden')."""
    if not items:
        return
    keys = [titles.key(item.title) for item in items]
    listed = list(table.titles.items()) if table.leaders else _numbered(table, items)
    for entry, title in listed[:_MOST]:
        folded = words.fold(title)
        if folded in closing.OVERVIEW or folded in _NO_ITEMS or re.match(r"bilag \d", folded):
            continue
        if not any(
            key.startswith(entry[:30]) or (key and (entry.startswith(key) or entry.endswith(key))) or _alike(entry, key)
            for key in keys
        ):
            reading.warn("not_in_contents", title=title[:80])


def _numbered(table: Contents, items: Sequence[Item]) -> list[tuple[str, str]]:
    """Of a list that counts its entries: those whose number no item has."""
    if not table.numbered or not any(item.number in table.numbers for item in items):
        return []
    found = {item.number for item in items}
    return [(titles.key(title), title) for number, title in table.numbers.items() if number not in found]


def of_cut_titles(reading: Reading, table: Contents, items: Sequence[Item], drafts: Sequence[Draft]) -> None:
    """Titles that a table of contents prints longer: the end of a page or of a column may have cut them."""
    keys = {titles.key(item.title) for item in items}
    for item, draft in zip(items, drafts, strict=True) if table.leaders or table.numbered else ():
        key = titles.key(item.title)
        if len(key) <= 8 or (table.leaders and key in table.titles):
            continue
        longer = (entry for entry in table.titles if entry.startswith(key) and entry not in keys)
        printed = next((table.titles[entry] for entry in longer), "")
        # In a list that counts its entries, small letters on a line without a number go on with the entry above.
        if titles.marker_of(printed)[0] == item.title:
            continue  # nothing but the marker '(D)' is longer
        if printed and (table.leaders or printed[len(item.title) :].strip()[:1].islower()):
            reading.warn("title_cut", draft.at, number=item.number, title=printed[:120])


def _alike(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one[:80], other[:80]).ratio() > 0.8


def of_items(
    reading: Reading, face: Cover, items: Sequence[Item], drafts: Sequence[Draft], headings: Sequence[Heading]
) -> None:
    """Doubts about the items: missing, doubled or made-up numbers, and decisions in an agenda."""
    decided = [any(decision.own for decision in item.decisions) for item in items]
    if face.kind is None and not any(decided):
        reading.warn("kind_unsure")
    if not items:
        reading.warn("no_items")
    if any(not draft.numbered for draft in drafts):
        reading.warn("items_unnumbered", drafts[0].at)
    if len(headings) > 1 and any(heading.form == untitled.FORM for heading in headings):
        reading.warn("items_parted", drafts[0].at)
    for number, count in Counter(draft.number for draft in drafts).items():
        if count > 1:
            reading.warn("number_twice", next(d.at for d in drafts if d.number == number), number=number)
    for place, (before, after) in enumerate(pairwise(headings), 1):
        first, last = int(before.value) + 1, int(after.value) - 1
        if first <= last:
            reading.warn("number_missing", drafts[place].at, number=first if first == last else f"{first}-{last}")
    if face.kind not in ("agenda", "supplementary_agenda") and any(decided):
        for item, draft, has in zip(items, drafts, decided, strict=True):
            if not has and not item.closed and any(one.role == "recommendation" and one.text for one in item.sections):
                reading.warn("decision_missing", draft.at, number=draft.number)
            elif not item.closed and not item.decisions and _is_case(item) and _mostly(decided, items):
                reading.warn("decision_absent", draft.at, number=draft.number)
    if face.kind in ("agenda", "supplementary_agenda"):
        for draft, has in zip(drafts, decided, strict=True):
            if has:
                reading.warn("decision_in_agenda", draft.at, number=draft.number)


def _is_case(item: Item) -> bool:
    """Whether an item presents a case, and is no round of news or page for signatures."""
    if implied.NO_MATTER.match(item.title) or words.fold(item.title) in closing.SIGNATURES:
        return False
    return any(one.role in _OF_CASES and one.text for one in item.sections)


def _mostly(decided: Sequence[bool], items: Sequence[Item]) -> bool:
    """Whether nearly all open items have a decision: one without any stands out."""
    still_open = [has for has, item in zip(decided, items, strict=True) if not item.closed]
    return sum(still_open) >= max(3, 0.75 * len(still_open))
