"""An item's decisions from its blocks: what was decided, by whom and when, how they voted and who was away."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field, replace

from meetings.ingest.lines import Line
from meetings.ingest.minutes import Decision, Item, Outcome, Vote
from meetings.ingest.rules import (
    absence,
    absent_before,
    affiliations,
    bodies,
    dates,
    decisions,
    names,
    other_items,
    outcomes,
    presence,
    prose,
    titles,
    votes,
    votes_unread,
)
from meetings.ingest.rules.draft import Block

# 'Skriv navn på medlemmer, som ikke er til stede. …', 'Rådets/Udvalgets beslutning', '[Indsæt beslutning]', 'Klik her
# for at angive tekst'
TEMPLATE_HELP = re.compile(
    r"^(?:skriv (?:navn|her|beslutning|tekst|udvalgets)|sæt ét punktum|rådets/udvalgets beslutning|"
    r"udvalgets/rådets beslutning|indsæt (?:tekst|beslutning|navn)|"
    r"klik (?:eller tryk )?her|angiv (?:navn|tekst|her)|udfyldes (?:af|efter|på)|\[[^\]]{3,80}\]$|<[^>]{3,80}>$|"
    r"her skrives|beslutningen skrives her|x{3,}$|_{3,}$)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^\d{1,2}[.)] (?P<who>[A-ZÆØÅ].{4,80})$")
# 'Koncerndirektør fra Region Nord Lise Holm': on a list of the absent, and nobody knows where the name begins
_ENDS_IN_NAME = re.compile(r"^[A-ZÆØÅ][^.:]{5,80} [A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+$")
BLANK = re.compile(r"^[\s.\-–_*|/…]*$")


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
    heads: list[Line] = field(default_factory=list)  # of sections that are decisions after all
    points: frozenset[int] = frozenset()  # the numbers of the item's own points
    elsewhere: list[other_items.Elsewhere] = field(default_factory=list)  # told here, of other items
    doubts: list[tuple[str, Line | None, dict[str, object]]] = field(default_factory=list)


@dataclass(slots=True)
class _Away:
    """Who a decision's block says was away, and what it remarks on them."""

    names: list[str] = field(default_factory=list)
    here: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, away: absence.Away, *, here: bool = False) -> None:
        self.names += [name for name in away.names if name not in self.names]
        self.here += away.names if here else away.here
        self.notes += [away.note] if away.note else []


def from_block(block: Block, meeting: Meeting, built: Built) -> Decision | None:
    """The decision of one block; None where it holds nothing but blanks and the template's help."""
    text_lines: list[Line] = []
    people = _Away()
    awaiting = listing = here = False
    for line in prose.unwrapped(block.lines):
        text = line.text.lstrip(". ") if re.match(r"^\.\s+\S", line.text) else line.text
        if BLANK.match(text) or (block.body is not None and not text_lines and decisions.OF_ITEM.match(text)):
            continue
        if TEMPLATE_HELP.match(text):
            built.unread.append(line)
            continue
        rest = absence.label(text)
        if rest is not None:
            here = presence.is_here(text[: len(text) - len(rest)])
            awaiting, text = not rest or BLANK.match(rest) is not None, rest
            if awaiting:
                continue
            away = absence.from_list(text)
            if away is None and not outcomes.known(text) and not (absent_before.cut(text)):
                built.doubts.append(("absence_unread", line, {"text": line.text[:80]}))
        elif awaiting and (numbered := _COUNTED.match(text)):
            away = absence.from_list(numbered["who"])  # '1. Lise Holm, V' below 'Afbud:'
        elif awaiting or (listing and names.split(text)):  # 'Fraværende: Lise Holm' over 'Ib Lund (V)'
            away = absence.from_list(text)
        else:
            away, here = (absence.from_list(text) if absence.is_absence_alone(text) else None), False
        listing = away is not None and (listing or bool(rest))
        if away is not None:
            people.add(other_items.kept(away, text, line, built), here=here)
            if away.partly:
                built.doubts.append(("absence_partly", line, {"text": line.text[:80]}))
            continue
        listed = rest is not None or awaiting or people.names
        parted = absent_before.sentences_before(text) if rest else None
        if parted is None and listed and (rest or not text_lines):
            parted = absent_before.names_before(text)
        if parted is not None:
            people.add(parted[0], here=here)
            text = parted[1]
        if awaiting and people.names and not line.starts_paragraph and _ENDS_IN_NAME.search(text):
            built.doubts.append(("absence_unread", line, {"text": line.text[:80]}))
        awaiting = False
        text_lines.append(line if text == line.text else _with_text(line, text))
    text = prose.join(text_lines)
    if not text:
        return None
    first = text_lines[0]
    for sentence in outcomes.sentences(text[:8000]):
        _read_sentence(sentence, people, first, built)
    if len(people.names) > 1:  # in the order printed, whether a label lists them or a sentence tells of them
        printed = " ".join(line.text for line in block.lines)
        people.names.sort(key=printed.find)
    reading = outcomes.read(text)
    cast = votes.read(text)
    if not reading.recognised:
        built.doubts.append(("outcome_not_recognised", first, {"text": text[:80]}))
    if reading.contrary or (reading.beside and _majority(cast) not in (None, reading.outcome)):
        built.doubts.append(("outcome_unsure", first, {"text": text[:80]}))
    elif reading.told:
        built.doubts.append(("outcome_told", first, {"text": text[:80]}))
    if (unread := votes_unread.unread(text)) is not None:
        built.doubts.append(("votes_unread", first, {"text": unread[:80]}))
    voted = _majority(cast) if reading.beside or not reading.recognised else None
    outcome = voted or reading.outcome
    body, date, own = _who_and_when(block, meeting)
    at = block.at or first
    persons = [*people.names, *(person for vote in cast for person in vote.persons)]
    return Decision(
        body,
        date,
        outcome,
        text,
        tuple(people.names),
        cast,
        note=" ".join(people.notes) or None,
        own=own,
        recognised=reading.recognised,
        line=at.number,
        page=at.page,
        absent_here=tuple(dict.fromkeys(people.here)),
        affiliations=affiliations.find((line.text for line in block.lines), persons),
    )


def _read_sentence(sentence: str, people: _Away, first: Line, built: Built) -> None:
    """Who a sentence among the decision's own words says was away; the words stay where they are."""
    away = presence.in_sentence(sentence)
    here = presence.is_here(sentence)
    told = absence.Away(away, sentence if away and here else "", away if here else ())
    people.add(other_items.kept(told, sentence, first, built))
    if presence.is_unread(sentence):
        built.doubts.append(("absence_unread", first, {"text": sentence[:80]}))
    if presence.says_for_a_while(sentence):
        built.doubts.append(("absence_partly", first, {"text": sentence[:80]}))


def _majority(cast: tuple[Vote, ...]) -> Outcome | None:
    """What a single ballot amounts to where the decision has no other words: 'For: 5 (A, B). Imod: 2 (V).'"""
    counts = {vote.position: vote.count for vote in cast if vote.count is not None}
    if [vote.position for vote in cast].count("for") != 1 or "against" not in counts or "for" not in counts:
        return None
    return "approved" if (counts["for"] or 0) > (counts["against"] or 0) else "rejected"


def _with_text(line: Line, text: str) -> Line:
    return Line(line.number, text, line.page, "text", 0, False, line.starts_paragraph)


def _who_and_when(block: Block, meeting: Meeting) -> tuple[str, datetime.date | None, bool]:
    """Body, date, and whether the decision is this meeting's own."""
    committee = meeting.committee or ""
    body = committee if block.body is None or (committee and block.body.casefold() in decisions.OWN) else block.body
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


def in_table(block: Block, meeting: Meeting) -> list[Decision]:
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


def with_absent(made: list[Decision], away: list[Line], built: Built) -> list[Decision]:
    """A list of the absent outside a decision counts for the meeting's own."""
    people = _Away()
    for line in prose.unwrapped(away):
        rest = absence.label(line.text)
        text = line.text if rest is None else rest
        found = None if BLANK.match(text) else absence.from_list(text)
        if found is None:
            if not BLANK.match(text):
                built.unread.append(line)
            continue
        here = rest is not None and presence.is_here(line.text[: len(line.text) - len(rest)])
        people.add(other_items.kept(found, text, line, built), here=here)
        if found.partly:
            built.doubts.append(("absence_partly", line, {"text": line.text[:80]}))
    place = next((n for n in range(len(made) - 1, -1, -1) if made[n].own), None)
    if place is None:
        return made
    own = made[place]
    changed = replace(
        own,
        absent=tuple(dict.fromkeys([*own.absent, *people.names])),
        note=" ".join(filter(None, [own.note, *people.notes])) or None,
        absent_here=tuple(dict.fromkeys([*own.absent_here, *people.here])),
        affiliations=(*own.affiliations, *affiliations.find((line.text for line in away), people.names)),
    )
    return [*made[:place], changed, *made[place + 1 :]]


def in_order(made: list[Decision], meeting: Meeting) -> list[Decision]:
    """By date: earlier treatments first, and after the meeting's own what other bodies later made of it. What has no
    date stands first."""
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
        kept, key=lambda decision: (decision.date or (last if decision.own else datetime.date.min), decision.own)
    )
