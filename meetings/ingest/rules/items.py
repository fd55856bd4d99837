"""Blocks -> the fields of an item: sections, decisions with who was away and how they voted, attachments."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from meetings.ingest.lines import Line
from meetings.ingest.minutes import Attachment, Decision, Item, Section
from meetings.ingest.rules import absence, attachments, bodies, dates, labels, outcomes, prose, titles, votes
from meetings.ingest.rules.draft import Block, Draft

# 'Skriv navn på medlemmer, som ikke er til stede. …', 'Rådets/Udvalgets beslutning', '[Indsæt beslutning]', 'Klik her
# for at angive tekst'
TEMPLATE_HELP = re.compile(
    r"^(?:skriv (?:navn|her|beslutning|tekst|udvalgets)|sæt ét punktum|rådets/udvalgets beslutning|"
    r"udvalgets/rådets beslutning|indsæt (?:tekst|beslutning|navn)|"
    r"klik (?:eller tryk )?her|angiv (?:navn|tekst|her)|udfyldes (?:af|efter|på)|\[[^\]]{3,80}\]$|<[^>]{3,80}>$|"
    r"her skrives|beslutningen skrives her|x{3,}$|_{3,}$)",
    re.IGNORECASE,
)
_BLANK = re.compile(r"^[\s.\-–_*|/…]*$")


@dataclass(slots=True)
class Meeting:
    """What the items need to know of the meeting they belong to."""

    committee: str | None
    date: datetime.date | None
    is_agenda: bool


@dataclass(slots=True)
class Built:
    item: Item
    unread: list[Line] = field(default_factory=list)
    doubts: list[tuple[str, Line | None, dict[str, object]]] = field(default_factory=list)


def build(draft: Draft, meeting: Meeting, *, markers: bool) -> Built:
    """One item from its blocks. `markers`: the document marks its items with (B), (O), (D)."""
    built = Built(Item(draft.number, draft.title))
    sections: list[Section] = []
    made: list[Decision] = []
    listings: list[list[Attachment]] = []
    away: list[Line] = []
    for block in draft.blocks:
        if block.kind == "section":
            sections += _section(block)
            made += _in_table(block, meeting)
        elif block.kind == "absence":
            away += block.lines
        elif block.kind == "attachments":
            listing, remarks = attachments.read([line for line in block.lines if not _BLANK.match(line.text)])
            listings.append(listing)
            built.unread += remarks
        else:
            decision = _decision(block, meeting, built)
            if decision is not None:
                made.append(decision)
    if not made and not meeting.is_agenda and not draft.closed:
        sections, made = _implied(draft, sections, meeting, built)
    if away:
        made = _with_absent(made, away, built)
    title, marker = _title(draft, markers)
    built.item = Item(
        number=draft.number,
        title=title,
        kind=titles.kind(title, marker),
        closed=draft.closed,
        case_number=draft.case_number,
        document_number=draft.document_number,
        sections=tuple(sections),
        decisions=tuple(_in_order(made, meeting)),
        attachments=attachments.merge(listings),
        line=draft.at.number if draft.at else None,
        page=draft.at.page if draft.at else None,
    )
    _doubt(built, draft)
    return built


def _title(draft: Draft, markers: bool) -> tuple[str, str]:
    """The title, and its marker where the document uses markers at all; else '(O)' is a party's letter and stays."""
    if draft.marker and not markers:
        return f"{draft.title} ({draft.marker})", ""
    return draft.title, draft.marker


def _section(block: Block) -> list[Section]:
    text = prose.join([line for line in block.lines if not _BLANK.match(line.text)])
    if not block.heading and not text:
        return []
    first = block.at or (block.lines[0] if block.lines else None)
    return [Section(block.heading, block.role, text, first.number if first else None, first.page if first else None)]


def _decision(block: Block, meeting: Meeting, built: Built) -> Decision | None:
    """The decision of one block; None where it holds nothing but blanks and the template's help."""
    text_lines: list[Line] = []
    absent: list[str] = []
    notes: list[str] = []
    awaiting = False
    for line in block.lines:
        text = line.text.lstrip(". ") if re.match(r"^\.\s+\S", line.text) else line.text
        if _BLANK.match(text):
            continue
        if TEMPLATE_HELP.match(text):
            built.unread.append(line)
            continue
        rest = absence.label(text)
        if rest is not None:
            awaiting, text = not rest or _BLANK.match(rest) is not None, rest
            if awaiting:
                continue
            away = absence.from_list(text)
            if away is None and not outcomes.known(text):
                built.doubts.append(("absence_unread", line, {"text": line.text[:80]}))
        elif awaiting:
            away = absence.from_list(text)
        else:
            away = absence.from_list(text) if absence.is_absence_alone(text) else None
        if away is not None:
            absent += [name for name in away.names if name not in absent]
            notes += [away.note] if away.note else []
            continue
        awaiting = False
        text_lines.append(line if text == line.text else _with_text(line, text))
    text = prose.join(text_lines)
    if not text:
        return None
    for sentence in outcomes.sentences(text[:8000]):
        away_now = absence.in_sentence(sentence)
        absent += [name for name in away_now if name not in absent]
        if away_now and "inhabil" in sentence.casefold():
            notes.append(sentence)
    reading = outcomes.read(text)
    cast = votes.read(text)
    first = text_lines[0]
    if not reading.recognised:
        built.doubts.append(("outcome_not_recognised", first, {"text": text[:80]}))
    if (unread := votes.unread(text)) is not None:
        built.doubts.append(("votes_unread", first, {"text": unread[:80]}))
    body, date, own = _who_and_when(block, meeting)
    at = block.at or first
    return Decision(
        body,
        date,
        reading.outcome,
        text,
        tuple(absent),
        cast,
        " ".join(notes) or None,
        own,
        reading.recognised,
        at.number,
        at.page,
    )


def _implied(
    draft: Draft, sections: list[Section], meeting: Meeting, built: Built
) -> tuple[list[Section], list[Decision]]:
    """Short minutes print the decision right under the title: text without a heading that opens with a known "
    "wording."""
    only = [block for block in draft.blocks if block.kind == "section"]
    if len(only) != 1 or only[0].heading or not only[0].lines or len(only[0].lines) > 12:
        return sections, []
    if not {outcomes.opening(only[0].lines[0].text), outcomes.opening(only[0].lines[-1].text)} - {None, "decided"}:
        return sections, []
    decision = _decision(only[0], meeting, built)
    if decision is None:
        return sections, []
    built.doubts.append(("decision_implied", only[0].lines[0], {"number": draft.number}))
    return [], [decision]


def _with_text(line: Line, text: str) -> Line:
    return Line(line.number, text, line.page, "text", 0, False, line.starts_paragraph)


def _who_and_when(block: Block, meeting: Meeting) -> tuple[str, datetime.date | None, bool]:
    """Body, date, and whether the decision is this meeting's own."""
    committee = meeting.committee or ""
    body = block.body or committee
    if committee and (bodies.same(body, committee) or body in (f"{committee}s", f"{committee}'s", f"{committee}'")):
        body = committee  # also in the genitive of a name that nobody listed: 'Børn, Unge og Lærings beslutning'
    is_own_body = not committee or body == committee
    date = block.date or (meeting.date if is_own_body and not block.earlier else None)
    if block.body is None and date is not None and meeting.date is not None and date != meeting.date:
        body = _body_in_text(block) or body
        is_own_body = body == committee
    if date is not None and meeting.date is not None:
        return body, date, is_own_body and date == meeting.date
    return body, date, is_own_body and not block.earlier


def _body_in_text(block: Block) -> str | None:
    """The body that a decision without a name in its heading opens with: 'By- og Miljøudvalget indstiller, at …'."""
    opening = (
        re.split(
            r" (?:indstille|anbefale|godkend|vedt|beslut|tiltr|tilslut|drøft|tager|tog)", block.lines[0].text[:160]
        )[0]
        if block.lines
        else ""
    )
    return opening if bodies.is_body(opening) else None


def _in_table(block: Block, meeting: Meeting) -> list[Decision]:
    """Rows of a case's history that hold the decision too: 'Magistraten | 05-02-2018 | 7 | Fremsendes til Byrådet'."""
    found: list[Decision] = []
    if block.role not in ("history", "procedure"):
        return found
    for line in block.lines:
        cells = [cell.strip() for cell in line.text.split(" | ")]
        if line.kind != "row" or len(cells) < 3:
            continue
        body = next((cell for cell in cells if bodies.is_body(cell)), None)
        when = next((found_date for cell in cells if (found_date := dates.find(cell)) and len(cell) < 30), None)
        text = max((cell for cell in cells if cell != body and not dates.find(cell)), key=len, default="")
        if body and when and len(text) > 4 and outcomes.known(text):
            own = meeting.date == when.date and bool(meeting.committee) and bodies.same(body, meeting.committee or "")
            found.append(
                Decision(body, when.date, outcomes.read(text).outcome, text, own=own, line=line.number, page=line.page)
            )
    return found


def _with_absent(made: list[Decision], away: list[Line], built: Built) -> list[Decision]:
    """A list of the absent outside a decision counts for the meeting's own."""
    people: list[str] = []
    notes: list[str] = []
    for line in away:
        rest = absence.label(line.text)
        text = line.text if rest is None else rest
        found = None if _BLANK.match(text) else absence.from_list(text)
        if found is None:
            if not _BLANK.match(text):
                built.unread.append(line)
            continue
        people += [name for name in found.names if name not in people]
        notes += [found.note] if found.note else []
    if not made or not made[-1].own:
        return made
    own = made[-1]
    changed = Decision(
        own.body, own.date, own.outcome, own.text,
        tuple(dict.fromkeys([*own.absent, *people])), own.votes, " ".join(filter(None, [own.note, *notes])) or None,
        own.own, own.recognised, own.line, own.page,
    )  # fmt: skip
    return [*made[:-1], changed]


def _in_order(made: list[Decision], meeting: Meeting) -> list[Decision]:
    """By date; what has none stands before the meeting's own."""
    kept: list[Decision] = []
    for decision in made:
        twin = next(
            (
                i
                for i, other in enumerate(kept)
                if other.date == decision.date and bodies.same(other.body, decision.body)
            ),
            None,
        )
        if twin is not None and titles.key(kept[twin].text) == titles.key(decision.text):
            continue  # printed twice
        kept.append(decision)
    last = meeting.date or datetime.date.max
    return sorted(
        kept, key=lambda decision: (decision.own, decision.date or (last if decision.own else datetime.date.min))
    )


def _doubt(built: Built, draft: Draft) -> None:
    item = built.item
    if not item.title:
        built.doubts.append(("item_without_title", draft.at, {"number": item.number}))
    telling = [one for one in item.sections if one.text and labels.ITEM_LABELS.get(one.heading.casefold()) != "note"]
    if item.closed and (item.decisions or item.attachments or telling):
        built.doubts.append(("text_under_closed", draft.at, {"number": item.number}))
