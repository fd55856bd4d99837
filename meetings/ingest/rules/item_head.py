"""The head of an item: its title printed again, case numbers, labels, 'Åbent'."""

from __future__ import annotations

import re

from meetings.ingest.lines import Line
from meetings.ingest.rules import cases, labels, prose, titles, words
from meetings.ingest.rules.draft import Block, Draft

_LONGEST_LABEL = 24  # characters
_LONGEST_TITLE = 250  # characters of a title in a cell
_FIRST = 2  # lines below the title that may hold a case number in a shape that nobody knows
_HEAD_LINES = 14  # lines after an item's heading among which its template may print the title again
_REST_OF_TITLE = 120  # characters
_SURELY = 40  # letters and digits: what a title and a sentence hardly begin with both
# 'at planen godkendes', 'a. notatet', 'i) kortet': a point of a list, and no title's end
_OPENS_SENTENCE = re.compile(r"^(?:at\b|[a-z][.)])")
# '4 (Åben) ', 'Punkt 4: ', '4. '
_NUMBER_BEFORE = re.compile(
    r"^(?:(?:(?:dagsordens)?punkt|pkt\.?|sag)(?: nr\.?)? ?)?\d{1,4}[a-z]?[\s.:)]*"
    r"(?:\((?:åben|åbent|lukket|(?:ikke[ -])?offentligt?|fortroligt?|å|l)\))?[\s.:–-]*",
    re.IGNORECASE,
)


# 'Offentlighed: Lukket', 'Åbent/lukket: Fortroligt', 'Adgang: Ikke offentlig'
_CLOSED = re.compile(r"luk|fortrolig|ikke[ -]offentlig", re.IGNORECASE)
# '(B)' below a title that the layout wrapped before it
_MARKER_ALONE = re.compile(r"^[(\[][BDO][)\]]$")


def repeated_title(draft: Draft, line: Line) -> bool:
    """'4 (Åben) Årsplan 2023' or '4. Årsplan 2023 (B)' under 'Punkt 4: Årsplan 2023'."""
    alone = len(line.text) < 6 and _MARKER_ALONE.match(line.text)
    rest = titles.read(line.text) if draft.repeating or alone else None
    if rest is not None and draft.repeating.startswith(key := titles.key(rest.text)):
        draft.marker = draft.marker or rest.marker
        draft.places[line.number] = ("title", "rest of a repeated title")
        draft.repeating = draft.repeating[len(key) :]
        return True
    draft.repeating = ""
    if len(line.text) < 20 and draft.texts_ahead and _NUMBER_BEFORE.sub("", f"{line.text} ", count=1) == "":
        number = re.search(r"\d{1,4}[a-z]?", line.text)
        below = titles.key(titles.read(draft.texts_ahead[0]).text)
        if number and number[0] == draft.number and below and titles.key(draft.title).startswith(below):
            draft.places[line.number] = ("title", "repeated title")
            return True  # 'Pkt. 44' over the title, both once more
    repeated = draft.places.get(line.number - 1, ("", ""))[1].endswith("repeated title")
    if repeated and draft.case_number is not None and cases.alone(line.text) == draft.case_number:
        draft.places[line.number] = ("title", "case number of a repeated title")
        return True
    if len(line.text) > 400 or draft.title[:10].casefold() not in line.text.casefold():
        return False
    in_decision = any(block.kind == "decision" for block in draft.blocks)
    if in_decision and not (
        draft.block and draft.block.kind == "decision" and not draft.block.lines and _NUMBER_BEFORE.match(line.text)
    ):
        return False
    if draft.count > _HEAD_LINES and not in_decision:
        return False
    again = titles.read(_NUMBER_BEFORE.sub("", line.text, count=1))
    mine, theirs = titles.key(draft.title), titles.key(again.text)
    whole = titles.key(line.text)
    if (
        not theirs
        or not mine
        or not (theirs == mine or whole == mine or (mine.startswith(theirs) and _goes_on(draft, theirs, mine)))
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
    draft.repeating = mine.removeprefix(theirs) if theirs != mine and mine.startswith(theirs) else ""
    state = re.search(r"\((åbent?|lukket)\)", line.text, re.IGNORECASE)
    draft.closed = draft.closed or bool(again.closed) or bool(state and state[1].casefold() == "lukket")
    draft.marker = draft.marker or again.marker
    draft.case_number = draft.case_number or again.case_number
    draft.places[line.number] = ("title", "repeated title")
    block = draft.block
    if (
        block is not None
        and block.kind == "section"
        and not block.lines
        and block.at
        and words.is_heading(block.heading)
    ):
        draft.blocks.pop()  # the template's frame around the case: 'Sagsfremstilling' and at once the title again
        draft.places[block.at.number] = ("title", "frame of a repeated title")
    elif draft.block is not None and draft.block.kind != "decision":
        draft.blocks.append(Block("section", "", "other", None))
    return True


def _goes_on(draft: Draft, begun: str, title: str) -> bool:
    """Whether the first part of a title is so long that it cannot be anything else, or the next line is the rest."""
    below = titles.key(titles.read(draft.texts_ahead[0]).text) if draft.texts_ahead else ""
    return len(begun) > _SURELY or (len(begun) > 10 and bool(below) and title[len(begun) :].startswith(below))


def title_goes_on(draft: Draft, line: Line) -> bool:
    """The rest of a title that stands below it as a paragraph of its own: 'af 1. ansøgningsrunde', a label or a case
    number below it."""
    text = line.text
    if draft.count or not draft.title or draft.title[-1] in ".:?!" or line.kind != "text" or len(text) > _REST_OF_TITLE:
        return False
    if not text[0].islower() or text[-1] in ".:;,!?" or _OPENS_SENTENCE.match(text):
        return False
    below = draft.texts_ahead[0] if draft.texts_ahead else ""
    if not (labels.pairs(below) or any(cases.alone(part) for part in labels.parts(below))):
        return False
    draft.title = prose.wrapped(draft.title, text)
    draft.places[line.number] = ("title", "title goes on")
    return True


def _title_in_form(draft: Draft, line: Line) -> bool:
    """'Vedrørende | Ny sti' right below 'Sag nr. | 31': the title in a form, whatever stands over its cell."""
    label, _, value = line.text.partition(" | ")
    in_form = draft.at is not None and (draft.at.kind, line.kind) == ("row", "row") and not (draft.count or draft.title)
    if not in_form or "|" in value or len(label) >= _LONGEST_LABEL or labels.pairs(line.text):
        return False
    if not re.search(r"[^\W\d]{3}", value) or words.is_heading(label) or len(value) > _LONGEST_TITLE:
        return False
    title = titles.read(value)
    draft.title, draft.closed = title.text, draft.closed or bool(title.closed)
    draft.marker = draft.marker or title.marker
    draft.places[line.number] = ("title", "title in a form")
    return True


def head_value(draft: Draft, line: Line) -> bool:
    """Case numbers, labels and 'Åbent' in an item's head."""
    if not draft.count and _title_in_form(draft, line):
        return True
    if _is_case_label(line.text) and draft.texts_ahead and cases.below_label(draft.texts_ahead[0]):
        draft.places[line.number] = ("case", "labels")
        return True
    if draft.case_number is None and (_awaits_number(draft) or _is_case_label(draft.text_before)):
        # 'JOURNALNUMMER' over '10007799', 'Sag' over '2014-19'
        draft.case_number = cases.alone(line.text) or cases.unknown(line.text) or cases.below_label(line.text)
        if draft.case_number is not None:
            draft.places[line.number] = ("case number", "item head")
            return True
    early = draft.count <= _HEAD_LINES and not any(block.kind == "decision" for block in draft.blocks)
    known = False
    for part in labels.parts(line.text) if early else ():
        alone, state = cases.alone(part), labels.openness(part)
        if alone and (draft.count <= 3 or draft.case_number is None):
            journal = draft.case_number is not None and cases.is_journal_code(draft.case_number)
            if draft.case_number is None or (journal and (known or _awaits_number(draft))):
                draft.case_number = alone  # 'Åbent - 00.01.00A04 - 2007/34364'
            known = True
        elif state is not None:
            draft.closed = draft.closed or state
            known = True
    if known:
        draft.places[line.number] = ("case number or openness", "item head")
        return True
    number = cases.ANYWHERE.match(line.text) if early and draft.case_number is None else None
    if number is not None and (beside := labels.pairs(line.text[number.end() :].strip(" ,;|–-"))):
        draft.case_number = number["number"]  # '00.01.00-P35-1-16  Sagsbehandler: Lise Holm'
        for pair in beside:
            _take(draft, line, pair)
        draft.places[line.number] = ("case number", "item head")
        return True
    if early and draft.count < _FIRST and draft.case_number is None and draft.block is None:
        draft.case_number = cases.unknown(line.text) if not labels.pairs(line.text) else None
        if draft.case_number is not None:
            draft.guessed_case = line
            draft.places[line.number] = ("case number", "item head")
            return True
    pairs = labels.pairs(line.text) if draft.block is None or draft.block.kind != "attachments" or early else ()
    if not pairs or (not early and not all(pair.meaning in ("case", "document") and pair.value for pair in pairs)):
        return False
    for pair in pairs:
        _take(draft, line, pair)
    draft.places[line.number] = (", ".join(dict.fromkeys(pair.meaning for pair in pairs)), "labels")
    return True


def _is_case_label(text: str) -> bool:
    """'Sag', 'Sagsnr.', 'ESDH-nr.' alone on a line."""
    return len(text) < _LONGEST_LABEL and labels.ITEM_LABELS.get(words.fold(text)) == "case"


def _awaits_number(draft: Draft) -> bool:
    """Whether the line above ends in a label that has no value yet: 'J.nr.: 00.01.00.A00 Sagsnr.:'."""
    above = labels.pairs(draft.text_before)
    return bool(above) and above[-1].meaning == "case" and not above[-1].value


def _take(draft: Draft, line: Line, pair: labels.Pair) -> None:
    value = pair.value
    if pair.meaning == "case":
        number = cases.first(value) or (
            value.split(" ")[0].rstrip(",;") if any(ch.isdigit() for ch in value) and len(value) < 60 else None
        )
        if draft.case_number is None or (number and cases.is_journal_code(draft.case_number)):
            draft.case_number = number
    elif pair.meaning == "document":
        number = value.split(" ")[0] if any(ch.isdigit() for ch in value) else None
        draft.document_number = draft.document_number or number
    elif pair.meaning == "number":
        if not draft.numbered and re.fullmatch(r"\d{1,4}[a-z]?", value):
            draft.number, draft.numbered = value, True
    elif pair.meaning == "openness":
        draft.closed = draft.closed or bool(_CLOSED.match(value))
    elif pair.meaning == "title" and not draft.title:
        title = titles.read(value)
        draft.title, draft.closed = title.text, draft.closed or bool(title.closed)
        draft.marker = draft.marker or title.marker
    elif value and not (pair.meaning == "title" and titles.key(value) == titles.key(draft.title)):
        draft.note(line, pair.label, value)
