"""Where decisions begin inside an item, and the lists of the absent that belong to them."""

from __future__ import annotations

import re

from meetings.ingest.lines import Line
from meetings.ingest.rules import (
    absence,
    bodies,
    dates,
    decisions,
    named_bodies,
    outcomes,
    short_bodies,
    titles,
    treatments,
    words,
)
from meetings.ingest.rules.draft import Block, Draft

# '• Beslutning i Byrådet den 24-04-2024': a page that prints its headings as points
_LISTED = re.compile(r"^beslutning(?:er)? (?:i|fra|af) .{3,80}\d{4}:?$", re.IGNORECASE)
# 'BESLUTNINGSPROTOKOL' over 'fra ordinært møde den 3. maj 2007': what the document is
_KIND_OF_DOCUMENT = re.compile(r"^beslutnings(?:protokol|referat)\W*$", re.IGNORECASE)
_FROM_MEETING = re.compile(r"^(?:fra|for|til|af) .{0,60}\bmøde", re.IGNORECASE)
# 'Kulturudvalget, 03-04-2024, pkt. 42'
_OWN_NUMBER = re.compile(r", (?:pkt|punkt)\.? ?(?:nr\.? ?)?(?P<number>\d{1,4})\W*$", re.IGNORECASE)
# 'Dato: 5. marts 2024', 'Sted: Rådhuset, lokale 5'
_DAY_OR_PLACE = re.compile(r"^(?P<label>dato|sted|mødested): ?(?P<value>\S.{2,100})$", re.IGNORECASE)
_KINDS = frozenset(("punkttype", "sagstype", "punktets art"))  # 'Punkttype' over 'Beslutning.'
_KIND = 30  # characters of what stands below it
_BEGUN = 20  # letters and digits of a title that are enough to know it by


def decision(draft: Draft, line: Line) -> bool:
    """A heading over a decision opens a decision block."""
    if len(line.text) > 600 or (line.kind == "list" and not line.bold and not _LISTED.match(line.text)):
        return False
    if _KIND_OF_DOCUMENT.match(line.text) and draft.texts_ahead and _FROM_MEETING.match(draft.texts_ahead[0]):
        return False
    heading = _heading(draft, line.text)
    if line.kind == "list" and not line.bold and not _is_listed(draft, heading):
        return False
    if heading is None or not _means_decision(draft, line, heading):
        return False
    block = Block(
        "decision",
        line.text if not heading.rest else line.text[: -len(heading.rest)].strip(" |"),
        at=line,
        earlier=draft.history and heading.body is not None,
    )
    block.body, block.date, block.sure = heading.body, heading.date, heading.sure
    if draft.pending and heading.body is None:
        block.body, block.date = draft.pending.get("body"), treatments.day_of(draft)
        block.earlier = block.body is not None and draft.history
        draft.pending = {}
    if heading.body is None and block.body is None:
        draft.history = False
    if block.body is not None and not (heading.sure or heading.named or bodies.is_body(block.body)):
        draft.guessed.append(line)
    rest = "" if _is_title(heading.rest, draft.title) else heading.rest
    draft.repeating = "" if rest else _rest_of_title(line.text, draft.title)
    draft.open(block, rest, "decision heading", line)
    return True


def kind_below(draft: Draft, line: Line) -> bool:
    """'Beslutning.', 'Orientering.' below the label 'Punkttype': what kind of item it is, and no heading."""
    if words.fold(draft.text_before) not in _KINDS or len(line.text) > _KIND:
        return False
    draft.note(line, draft.text_before.strip(" :"), line.text)
    draft.blocks.append(Block("section", "", "other", None))  # what stands below is no part of it
    draft.places[line.number] = ("note", "kind of item")
    return True


def day_below(draft: Draft, line: Line) -> bool:
    """'Dato: 5. marts 2024' and 'Sted: Rådhuset' right below the heading of a decision tell of its meeting."""
    found = _DAY_OR_PLACE.match(line.text) if draft.is_in("decision") else None
    if found is None or draft.block is None or draft.block.lines:
        return False
    day = dates.find(found["value"])
    if found["label"].casefold() == "dato":
        if day is None or found["value"][day.end :].strip(" .,"):
            return False
        draft.block.date = draft.block.date or day.date
    else:
        draft.place = draft.place or found["value"]
    draft.places[line.number] = (f"{draft.where}: {found['label'].casefold()}", "day and place of a decision")
    return True


def _is_listed(draft: Draft, heading: decisions.DecisionHeading | None) -> bool:
    """Whether '• Beslutning i Byrådet den 24-04-2024' heads what was decided, and is no step of a plan: the day is the
    meeting's, or what was decided stands below."""
    ahead = draft.texts_ahead[0] if draft.texts_ahead else ""
    if heading is None or heading.date is None or heading.rest or not ahead or decisions.heading(ahead) is not None:
        return False
    return heading.date == draft.meeting_date or outcomes.known(ahead)


def _heading(draft: Draft, text: str) -> decisions.DecisionHeading | None:
    """The heading of a decision, its body written out, where the meeting's own is told by letters or by a name of a
    shape that nobody knows: 'THU 9.3.2009:', 'Social, Sundhed & Omsorg den 8. oktober 2024'."""
    heading = decisions.heading(text)
    if heading is None:
        return short_bodies.heading(text, draft.committee) if text[:2].isupper() else named_bodies.heading(text, draft)
    if heading.body is not None and short_bodies.is_short(heading.body):
        return heading._replace(body=short_bodies.full(heading.body, draft.committee))
    return heading


def _is_title(rest: str, title: str) -> bool:
    """Whether what stands behind a decision's heading is but the item's title: 'Beslutning for punkt 3: Årsplan'. Under
    the title 'Dagsorden', 'Dagsordenen blev godkendt.' is none."""
    a, b = titles.key(titles.read(rest).text), titles.key(title)
    if not a or not b or a == b:
        return bool(a) and a == b
    alike = a.startswith(b[:60]) or b.startswith(a[:60])
    return min(len(a), len(b)) > _BEGUN and alike and (len(a) <= len(b) or not outcomes.known(rest))


def _rest_of_title(text: str, title: str) -> str:
    """What is left, as a key, of the item's title where a decision's heading ends in the middle of it."""
    heading, whole = titles.key(text), titles.key(title)
    at = heading.find(whole[:_BEGUN]) if len(whole) > _BEGUN else -1
    return whole[len(heading) - at :] if at >= 0 and whole.startswith(heading[at:]) else ""


def _means_decision(draft: Draft, line: Line, heading: decisions.DecisionHeading) -> bool:
    """Whether words that may head a decision do so here: a step in a list of steps and a word over case text do not."""
    below = (text for text in draft.texts_ahead if not decisions.OF_ITEM.match(text))
    ahead = next((text for text in below if absence.label(text) is None and words.fold(text)), "")
    if not heading.sure:
        return bool(heading.rest) or outcomes.known(ahead)
    if heading.named:
        return bool(ahead) or not _is_empty_frame(draft, line)
    opened = draft.block is not None and draft.block.kind == "decision" and not draft.block.lines
    if opened and heading.date is not None and heading.body is not None and not heading.rest and ahead:
        return True  # 'Byrådet, den 12. november 2019' right below 'Beslutning'
    if ahead and not heading.rest and (own := _OWN_NUMBER.search(line.text)) and own["number"] == draft.number:
        return True  # 'Kulturudvalget, 03-04-2024, pkt. 42' in item 42
    if line.kind == "row" and not heading.rest:
        return False  # 'Byrådet | 18-05-2022 | 1': a step of the case's way
    if heading.rest:
        return outcomes.known(heading.rest) or (draft.history and len(heading.rest) > 3)
    marked = (
        line.kind == "heading" or line.bold or line.text.endswith(":") or _stands_alone(draft, line, heading, ahead)
    )
    in_procedure = draft.block is not None and draft.block.kind == "section" and draft.block.role == "procedure"
    if in_procedure and not marked:
        return outcomes.known(ahead)
    return (marked or draft.history or outcomes.known(ahead)) and bool(ahead) and not _is_sure_heading(ahead)


def _is_sure_heading(text: str) -> bool:
    """Whether a line can be nothing but a heading: 'Vedtaget.' under 'Byrådet, den 12. april:' is the decision."""
    heading = decisions.heading(text)
    return heading is not None and heading.sure


def _is_empty_frame(draft: Draft, line: Line) -> bool:
    """'Beslutning' right under 'Tidligere beslutninger', unmarked and with nothing below: a blank form."""
    plain = line.kind != "heading" and not line.bold and words.fold(line.text) in ("beslutning", "beslutninger")
    return draft.history and plain and draft.block is not None and not draft.block.lines


def _stands_alone(draft: Draft, line: Line, heading: decisions.DecisionHeading, ahead: str) -> bool:
    """Whether 'Byrådet den 26-11-2007' on a line of its own heads what this meeting decided, and is no step in a
    plan."""
    ends = draft.block is None or (draft.text_before or ".")[-1] in ".!?:"
    apart = line.starts_paragraph or (ends and not draft.marked)
    if not apart or line.text.endswith(".") or line.kind != "text" or words.is_heading(ahead):
        return False
    if decisions.heading(draft.text_before) is not None:
        return False
    return (
        heading.date == draft.meeting_date and heading.body is not None and bodies.same(heading.body, draft.committee)
    )


def absent(draft: Draft, line: Line) -> bool:
    """'Fraværende' inside a decision belongs to it; elsewhere it is kept for the item's own decision."""
    rest = absence.label(line.text)
    if rest is None:
        return False
    if draft.block is not None and draft.block.kind in ("decision", "absence"):
        draft.block.lines.append(line)
        draft.places[line.number] = (f"{draft.where}: absent", "absence")
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
