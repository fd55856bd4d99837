"""One item's lines -> blocks: sections, decisions, listings of attachments, lists of the absent.

Every line is offered to the rules of BLOCK_RULES in their order; the first that knows it takes it. A rule takes the
draft of the item and the line, may open a block, and returns whether the line is its own.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from meetings.ingest.lines import Line
from meetings.ingest.minutes import Role
from meetings.ingest.rules import (
    absence,
    attachments,
    bodies,
    cases,
    dates,
    decisions,
    labels,
    names,
    outcomes,
    titles,
    words,
)

BlockKind = Literal["section", "decision", "attachments", "absence"]
_HEAD_LINES = 14  # lines after an item's heading among which its template may print the title again
_SHORT = 90  # characters of a heading that only its look gives away
# '4 (Åben) ', 'Punkt 4: ', '4. '
_NUMBER_BEFORE = re.compile(
    r"^(?:(?:(?:dagsordens)?punkt|pkt\.?|sag)(?: nr\.?)? ?)?\d{1,4}[a-z]?[\s.:)]*(?:\((?:åben|åbent|lukket|å|l)\))?[\s.:–-]*",
    re.IGNORECASE,
)
# 'Udvalg: Magistraten', 'Dato: 05-02-2018', 'Punktnummer: 7' over an earlier treatment
_TREATMENT = re.compile(
    r"^(?P<label>udvalg|dato|mødedato|punktnummer|punkt|forum|organ)\s*[:|]\s*(?P<value>.{1,120})$", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?,;]$|^(?:at|-)\s|^\d{1,3}[.)]")


# '1. Resume', '7. Konsekvenser for ressourcer': numbered sections
_SECTION_NUMBER = re.compile(r"^\d{1,2}\.\s+")


@dataclass(slots=True)
class Block:
    kind: BlockKind
    heading: str = ""
    role: Role = "other"
    at: Line | None = None
    lines: list[Line] = field(default_factory=list)
    body: str | None = None
    date: datetime.date | None = None
    earlier: bool = False  # stands under 'Tidligere beslutninger'
    sure: bool = True


@dataclass(slots=True)
class Draft:
    """An item while its lines are read."""

    number: str
    title: str
    closed: bool
    marker: str = ""
    case_number: str | None = None
    document_number: str | None = None
    blocks: list[Block] = field(default_factory=list)
    at: Line | None = None
    places: dict[int, tuple[str, str]] = field(default_factory=dict)  # line number -> field, rule
    count: int = 0  # lines seen so far
    history: bool = False  # under a heading such as 'Tidligere beslutninger'
    pending: dict[str, str] = field(default_factory=dict)  # 'Udvalg', 'Dato' of a treatment whose text comes below
    numbered: bool = True  # the number stands in the document
    sections: Mapping[str, Role] = field(default_factory=dict)  # headings that the dialect adds
    committee: str = ""  # of the meeting
    meeting_date: datetime.date | None = None
    text_before: str = ""  # the line before the one that is read
    texts_ahead: list[str] = field(default_factory=list)  # the next lines, for rules that must look

    @property
    def block(self) -> Block | None:
        return self.blocks[-1] if self.blocks else None

    def open(self, block: Block, rest: str, rule: str, line: Line) -> None:
        """Start a block; what stands behind the heading on its line is the block's first line."""
        self.blocks.append(block)
        self.places[line.number] = (f"{block.kind} {block.heading}".strip(), rule)
        if rest.strip():
            block.lines.append(replace(line, text=rest.strip(), kind="text", bold=False, starts_paragraph=True))

    def note(self, line: Line, label: str, value: str, role: Role = "other") -> None:
        """A labelled value that has no field of its own: kept as a section of one line."""
        self.blocks.append(
            Block("section", label, role, line, [replace(line, text=value, kind="text")] if value else [])
        )


Rule = Callable[[Draft, Line], bool]


def read(draft: Draft, lines: list[Line]) -> None:
    """All the lines of one item, each to the first rule that knows it."""
    for i, line in enumerate(lines):
        draft.texts_ahead = [ahead.text for ahead in lines[i + 1 : i + 4]]
        for name, rule in BLOCK_RULES:
            if rule(draft, line):
                draft.places.setdefault(line.number, (_where(draft), name))
                break
        draft.count += 1
        draft.text_before = line.text


def _where(draft: Draft) -> str:
    block = draft.block
    return f"{block.kind} {block.heading}".strip() if block else "head"


def repeated_title(draft: Draft, line: Line) -> bool:
    """'4 (Åben) Årsplan 2023' or '4. Årsplan 2023 (B)' under 'Punkt 4: Årsplan 2023'."""
    in_decision = any(block.kind == "decision" for block in draft.blocks)
    if in_decision and not (
        draft.block and draft.block.kind == "decision" and not draft.block.lines and _NUMBER_BEFORE.match(line.text)
    ):
        return False
    if len(line.text) > 400 or (draft.count > _HEAD_LINES and not in_decision):
        return False
    if draft.title[:10].casefold() not in line.text.casefold():
        return False
    again = titles.read(_NUMBER_BEFORE.sub("", line.text, count=1))
    mine, theirs = titles.key(draft.title), titles.key(again.text)
    whole = titles.key(line.text)
    if (
        not theirs
        or not mine
        or not (theirs == mine or whole == mine or (len(theirs) > 40 and mine.startswith(theirs)))
    ):
        return False
    if draft.count > 4 and not _NUMBER_BEFORE.match(line.text) and line.kind != "heading" and not line.bold:
        return False
    if (
        draft.block is not None
        and draft.block.kind == "attachments"
        and not _NUMBER_BEFORE.match(line.text)
        and line.kind != "heading"
    ):
        return False  # an attachment named like its item
    state = re.search(r"\((åbent?|lukket)\)", line.text, re.IGNORECASE)
    draft.closed = draft.closed or bool(again.closed) or bool(state and state[1].casefold() == "lukket")
    draft.marker = draft.marker or again.marker
    draft.case_number = draft.case_number or again.case_number
    draft.places[line.number] = ("title", "repeated title")
    if draft.block is not None and draft.block.kind == "section" and not draft.block.lines:
        draft.blocks.pop()  # the template's frame around the case: 'Sagsfremstilling' and at once the title again
    elif draft.block is not None and draft.block.kind != "decision":
        draft.blocks.append(Block("section", "", "other", None))
    return True


def head_value(draft: Draft, line: Line) -> bool:
    """Case numbers, labels and 'Åbent' in an item's head."""
    early = draft.count <= _HEAD_LINES and not any(block.kind == "decision" for block in draft.blocks)
    known = False
    for part in labels.parts(line.text) if early else ():
        alone, state = cases.alone(part), labels.openness(part)
        if alone and (draft.count <= 3 or draft.case_number is None):
            draft.case_number = draft.case_number or alone
            known = True
        elif state is not None:
            draft.closed = draft.closed or state
            known = True
    if known:
        draft.places[line.number] = ("case number or openness", "item head")
        return True
    pairs = labels.pairs(line.text)
    if not pairs or (not early and not all(pair.meaning in ("case", "document") and pair.value for pair in pairs)):
        return False
    for pair in pairs:
        _take(draft, line, pair)
    draft.places[line.number] = (", ".join(dict.fromkeys(pair.meaning for pair in pairs)), "labels")
    return True


def _take(draft: Draft, line: Line, pair: labels.Pair) -> None:
    value = pair.value
    if pair.meaning == "case":
        number = cases.first(value) or (
            value.split(" ")[0] if any(ch.isdigit() for ch in value) and len(value) < 60 else None
        )
        if draft.case_number is None or number and cases.is_journal_code(draft.case_number):
            draft.case_number = number
    elif pair.meaning == "document":
        number = value.split(" ")[0] if any(ch.isdigit() for ch in value) else None
        draft.document_number = draft.document_number or number
    elif pair.meaning == "number":
        if not draft.numbered and re.fullmatch(r"\d{1,4}[a-z]?", value):
            draft.number, draft.numbered = value, True
    elif pair.meaning == "openness":
        draft.closed = draft.closed or value.casefold().startswith("luk")
    elif pair.meaning == "title" and not draft.title:
        draft.title = titles.read(value).text
    elif value and not (pair.meaning == "title" and titles.key(value) == titles.key(draft.title)):
        draft.note(line, pair.label, value)


def treatment(draft: Draft, line: Line) -> bool:
    """'Udvalg: Magistraten / Dato: 05-02-2018 / Punktnummer: 7' over what that body decided."""
    found = _TREATMENT.match(line.text)
    if found is None or not (
        draft.history or draft.pending or "udvalg" in found["label"].casefold() and bodies.is_body(found["value"])
    ):
        return False
    label, value = found["label"].casefold(), found["value"].strip()
    if label in ("udvalg", "forum", "organ"):
        draft.pending = {"body": bodies.trim(value)}
    elif label in ("dato", "mødedato"):
        draft.pending["date"] = value
    draft.places[line.number] = ("decision head", "treatment")
    if draft.block is None or draft.block.kind != "section" or draft.block.role != "history":
        draft.blocks.append(Block("section", "", "history", line))
    draft.block.lines.append(line)  # type: ignore[union-attr]
    return True


def decision(draft: Draft, line: Line) -> bool:
    """A heading over a decision opens a decision block."""
    if len(line.text) > 600 or line.kind == "list" and not line.bold:
        return False
    heading = decisions.heading(line.text)
    if heading is None or not _means_decision(draft, line, heading):
        return False
    block = Block(
        "decision",
        line.text if not heading.rest else line.text[: -len(heading.rest)].strip(),
        at=line,
        earlier=draft.history and heading.body is not None,
    )
    block.body, block.date, block.sure = heading.body, heading.date, heading.sure
    if draft.pending and heading.body is None:
        when = dates.find(draft.pending.get("date", ""))
        block.body, block.date = draft.pending.get("body"), when.date if when else None
        block.earlier = block.body is not None and draft.history
        draft.pending = {}
    if heading.body is None and block.body is None:
        draft.history = False
    rest = "" if _is_title(heading.rest, draft.title) else heading.rest
    draft.open(block, rest, "decision heading", line)
    return True


def _is_title(rest: str, title: str) -> bool:
    """Whether what stands behind a decision's heading is but the item's title: 'Beslutning for punkt 3: Årsplan'."""
    a, b = titles.key(titles.read(rest).text), titles.key(title)
    return bool(a) and bool(b) and (a == b or len(a) > 20 and (a.startswith(b[:60]) or b.startswith(a[:60])))


def _means_decision(draft: Draft, line: Line, heading: decisions.DecisionHeading) -> bool:
    """Whether words that may head a decision do so here: a step in a list of steps and a word over case text do not."""
    ahead = next((text for text in draft.texts_ahead if absence.label(text) is None and words.fold(text)), "")
    if not heading.sure:
        return bool(heading.rest) or outcomes.known(ahead)
    if heading.named:
        if (
            draft.history
            and words.fold(line.text) in ("beslutning", "beslutninger")
            and draft.block
            and not draft.block.lines
            and not line.bold
            and line.kind != "heading"
            and not ahead
        ):
            return False
        return True
    if heading.rest:
        return outcomes.known(heading.rest) or (draft.history and len(heading.rest) > 3)
    marked = line.kind == "heading" or line.bold or line.text.endswith(":") or _stands_alone(draft, line, heading, ahead)
    in_procedure = draft.block is not None and draft.block.kind == "section" and draft.block.role == "procedure"
    if in_procedure and not marked:
        return outcomes.known(ahead)
    return (marked or draft.history or outcomes.known(ahead)) and bool(ahead) and decisions.heading(ahead) is None


def _stands_alone(draft: Draft, line: Line, heading: decisions.DecisionHeading, ahead: str) -> bool:
    """Whether 'Byrådet den 26-11-2007' on a line of its own heads what this meeting decided, and is no step in a plan."""
    if not line.starts_paragraph or line.text.endswith(".") or line.kind != "text" or is_section_word(ahead):
        return False
    if decisions.heading(draft.text_before) is not None:
        return False
    return heading.date == draft.meeting_date and heading.body is not None and bodies.same(heading.body, draft.committee)


def is_section_word(text: str) -> bool:
    folded = words.fold(text.split(":", 1)[0]) if len(text) < 200 else ""
    return folded in words.STRONG or folded in words.ATTACHMENTS or folded in words.ABSENCE


def absent(draft: Draft, line: Line) -> bool:
    """'Fraværende' inside a decision belongs to it; elsewhere it is kept for the item's own decision."""
    rest = absence.label(line.text)
    if rest is None:
        return False
    if draft.block is not None and draft.block.kind in ("decision", "absence"):
        draft.block.lines.append(line)
        draft.places[line.number] = (f"{_where(draft)}: absent", "absence")
        return True
    if (
        not rest
        and line.kind not in ("heading",)
        and not line.bold
        and not line.text.endswith(":")
        and words.fold(line.text) not in ("fraværende", "afbud")
    ):
        return False
    draft.open(Block("absence", line.text, at=line), "", "absence", line)
    draft.block.lines.append(line)  # type: ignore[union-attr]
    return True


# 'Bilagsliste til punkt 5', 'Bilag til punktet'
_ATTACHMENTS_OF = re.compile(
    r"^bilag(?:sliste|soversigt|sfortegnelse)? (?:til|for|på|under) (?:dagsordens)?(?:punkt|pkt|sag)\w*\.?(?: \d+[a-z]?)?$"
)


def attachment_heading(draft: Draft, line: Line) -> bool:
    """'Bilag', 'Bilag (3)', 'Bilag: Årsplan 2023'."""
    head, colon, rest = line.text.partition(" | " if line.kind == "row" and line.text.count(" | ") == 1 else ":")
    folded = words.fold(re.sub(r"\s*\(\d+\)|\s*\d+ stk\.?", "", head)) if len(head) < 50 else ""
    if folded in words.ATTACHMENTS or _ATTACHMENTS_OF.match(folded):
        if (
            folded in ("dokumenter", "filer", "vedlagt", "links")
            and line.kind != "heading"
            and not line.bold
            and not colon
        ):
            return False
        if rest and colon and re.search(r"[a-zæøå]{3,}\.\s+[A-ZÆØÅ]", rest):
            return False  # a sentence
        draft.open(Block("attachments", head.strip(), at=line), rest, "attachments heading", line)
        return True
    if (
        draft.block is not None
        and draft.block.kind == "decision"
        and draft.block.lines
        and attachments.is_attachment_line(line.text)
    ):
        draft.open(Block("attachments", "", at=line), line.text, "attachment line", line)
        return True
    return False


def section(draft: Draft, line: Line) -> bool:
    """A heading by its words ('Sagsfremstilling', 'Økonomi: Ingen.'), or by its look."""
    head, colon, rest = line.text.partition(":")
    folded = words.fold(_SECTION_NUMBER.sub("", head)) if len(head) < 80 else ""
    block = draft.block
    in_decision = block is not None and block.kind == "decision"
    known = words.STRONG.get(folded) or draft.sections.get(folded)
    if (
        known is not None
        and block is not None
        and block.kind == "attachments"
        and folded in words.DOCUMENTS
        and line.kind == "text"
        and not line.bold
        and not colon
        and not head.isupper()
    ):
        return False  # an attachment named like a section
    if (
        known == "recommendation"
        and block is not None
        and block.role == known
        and not block.lines
        and block.heading
        and _SAYS_END.search(folded)
    ):
        return False  # 'Forvaltningen indstiller' right under 'Indstilling' is its text
    if known is not None and (line.kind != "list" or _SECTION_NUMBER.match(head)):
        if rest and in_decision and folded in ("baggrund", "konsekvenser", "proces", "bevilling"):
            return False
        return _open_section(draft, line, head if colon else line.text, known, rest)
    if line.kind == "row" and line.text.count("|") == 1:
        cell, _, value = line.text.partition("|")
        if words.fold(cell) in words.STRONG and (len(value) > 25 or len(value.split()) > 3):
            return _open_section(draft, line, cell.strip(), words.STRONG[words.fold(cell)], value)
        return False
    if (says := _SAYS.match(line.text + _comma(draft, line))) and not in_decision and line.kind in ("text", "heading"):
        role = _SAID[says["verb"].casefold()]
        if (
            block is None
            or block.kind != "section"
            or (block.role != role and (role == "recommendation" or _SAYS.match(block.heading) or not block.heading))
        ):
            return _open_section(draft, line, line.text, role, "")
        return False
    if glued := _glued(line.text):
        return _open_section(draft, line, glued, words.STRONG[words.fold(glued)], line.text[len(glued) :])
    marked = line.kind == "heading" or (
        (line.bold or _in_capitals(line.text)) and block is not None and block.kind == "section"
    )
    weak = folded in words.WEAK and not in_decision and (block is None or block.kind != "attachments")
    if (
        weak
        and not rest
        and (
            colon
            or marked
            or line.starts_paragraph
            and not _SENTENCE.search(line.text)
            and line.kind == "text"
            and len(words.fold(line.text)) > 7
        )
    ):
        return _open_section(draft, line, head if colon else line.text, words.WEAK[folded], "")
    if marked and _looks_like_heading(draft, line):
        return _open_section(draft, line, line.text, words.role_of(line.text), "")
    return False


def _open_section(draft: Draft, line: Line, heading: str, role: Role, rest: str) -> bool:
    draft.history = role == "history"
    draft.pending = {}
    draft.open(Block("section", heading.strip(" |"), role, line), rest, "section heading", line)
    return True


# 'Direktionen indstiller,', 'Forvaltningen oplyser,', 'Administrationen indstiller til Byrådet, at'
_SAYS = re.compile(
    r"^[A-ZÆØÅ][\wæøå,& -]{3,70}? (?P<verb>indstiller|anbefaler|foreslår|oplyser|bemærker|vurderer)(?: (?:til|over ?for) [\wæøå,& -]{3,80})?(?:,|:|, at|, at:| at)$",
    re.IGNORECASE,
)
_SAID: dict[str, Role] = {
    "indstiller": "recommendation",
    "anbefaler": "recommendation",
    "foreslår": "recommendation",
    "oplyser": "background",
    "bemærker": "background",
    "vurderer": "assessment",
}
_SAYS_END = re.compile(r"(?:indstiller|anbefaler|foreslår|indstilles)$")
# 'IndstillingForvaltningen indstiller': a heading run together with its text
_GLUED = re.compile(r"^(?P<head>[A-ZÆØÅ][a-zæøåé]{5,30})(?=[A-ZÆØÅ])")


def _glued(text: str) -> str | None:
    found = _GLUED.match(text)
    return found["head"] if found and words.fold(found["head"]) in words.STRONG else None


def _comma(draft: Draft, line: Line) -> str:
    """The comma that some leave out: 'Administrationen foreslår' over 'at status tages til efterretning'."""
    return "," if line.text[-1].isalpha() and draft.texts_ahead and draft.texts_ahead[0].casefold().startswith("at ") else ""


def _in_capitals(text: str) -> bool:
    """'LØSNING', 'ØKONOMISKE FORHOLD': the headings of documents without styles."""
    return text.isupper() and 5 <= len(text) <= 70 and sum(letter.isalpha() for letter in text) > 0.7 * len(text)


def _looks_like_heading(draft: Draft, line: Line) -> bool:
    """Whether a marked line is a heading and not a decision, a name or a vote set in large or bold letters."""
    text = line.text
    if _SENTENCE.search(text.rstrip(":")) or len(text) > (200 if line.kind == "heading" else _SHORT):
        return False
    if draft.block is not None and draft.block.kind == "decision":
        if line.kind != "heading" or words.WITHIN_DECISION.match(text) or outcomes.known(text) or names.split(text):
            return False
    return True


def body(draft: Draft, line: Line) -> bool:
    """Everything else is text of the block that is open."""
    if draft.block is None:
        draft.blocks.append(Block("section", "", "other", line))
    draft.block.lines.append(line)  # type: ignore[union-attr]
    return True


BLOCK_RULES: tuple[tuple[str, Rule], ...] = (
    ("repeated title", repeated_title),
    ("head value", head_value),
    ("treatment", treatment),
    ("decision heading", decision),
    ("absence", absent),
    ("attachments", attachment_heading),
    ("section heading", section),
    ("text", body),
)
