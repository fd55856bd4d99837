"""Where sections begin inside an item."""

from __future__ import annotations

import re

from meetings.ingest.lines import Line
from meetings.ingest.minutes import Role
from meetings.ingest.rules import bodies, decisions, names, outcomes, section_guesses, words
from meetings.ingest.rules.draft import Block, Draft

_WRAPPED = 40  # characters: a line that long may have been broken inside a paragraph
_SHORT = 90  # characters of a heading that only its look gives away
_SENTENCE = re.compile(r"[.!?,;]$|^(?:at|-)\s|^\d{1,3}[.)]")
# '1. Resume', '7. Konsekvenser for ressourcer': numbered sections
_SECTION_NUMBER = re.compile(r"^\d{1,2}\.\s+")
# 'Tilføjelse til sagen pr. 8. november 2021:', 'Supplerende sagsfremstilling:' after the decision of an earlier meeting
_ADDED = re.compile(
    r"^(?:(?:tilføjelse|tillæg|supplement|supplerende (?:oplysninger|bemærkninger)) til "
    r"(?:sagen|punktet|sagsfremstillingen)|supplerende sagsfremstilling|fornyet sagsfremstilling)\b.{0,60}$",
    re.IGNORECASE,
)
# 'Tilføjelse af 12. november 2025', 'Supplement pr. 3. maj 2021:'
_ADDED_ON = re.compile(
    r"^(?:tilføjelse|tillæg|supplement)(?: til sagen)?,? (?:af|pr\.?|den|d\.?) (?:den |d\. ?)?\d{1,2}\. ?[a-zæøå]{3,9}"
    r"(?: \d{4})?:?$",
    re.IGNORECASE,
)
# 'Det indstilles, at', 'Direktionen indstiller,', 'Forvaltningen oplyser,', 'Administrationen indstiller til Byrådet,
# at'
_SAYS = re.compile(
    r"^(?:det (?:indstilles|anbefales|foreslås)|"
    r"[A-ZÆØÅ][\wæøå,& -]{3,70}? (?P<verb>indstiller|anbefaler|foreslår|oplyser|bemærker|vurderer))"
    r"(?: (?:til|over ?for) [\wæøå,& -]{3,80})?(?:,|:|, at|, at:| at)$",
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
_ALSO_SENTENCE_STARTS = ("baggrund", "konsekvenser", "proces", "bevilling")  # 'Proces: …' inside a decision
# 'IndstillingForvaltningen indstiller': a heading run together with its text
_GLUED = re.compile(r"^(?P<head>[A-ZÆØÅ][a-zæøåé]{5,30})(?=[A-ZÆØÅ])")


def section(draft: Draft, line: Line) -> bool:
    """A heading by its words ('Sagsfremstilling', 'Økonomi: Ingen.'), or by its look."""
    marked = line.kind == "heading" or line.bold or line.text.endswith(":") or _ADDED_ON.match(line.text) is not None
    marked = marked or (line.starts_paragraph and len(line.text) < _SHORT and line.text[-1].isalnum())
    if marked and line.kind != "list" and (_ADDED.match(line.text) or _ADDED_ON.match(line.text)):
        return draft.open_section(line, line.text.rstrip(":"), "background")
    return (
        _known_heading(draft, line)
        or _row_heading(draft, line)
        or _who_says(draft, line)
        or _said_last(draft, line)
        or _glued_heading(draft, line)
        or _weak_heading(draft, line)
        or _marked_heading(draft, line)
        or section_guesses.lone(draft, line)
        or section_guesses.run_in(draft, line)
    )


def _known_heading(draft: Draft, line: Line) -> bool:
    """'Sagsfremstilling', '2. Resume', 'Økonomi: Ingen.'"""
    head, colon, rest = line.text.partition(":")
    folded = words.fold(_SECTION_NUMBER.sub("", head)) if len(head) < 80 else ""
    role = words.STRONG.get(folded) or draft.sections.get(folded)
    if role is None or (line.kind == "list" and not _SECTION_NUMBER.match(head)):
        return False
    if line.kind == "row" and line.text.count(" | ") > 1:
        return False  # 'Finansiering: kassebeholdningen | 0,0 | -7,8': a row of figures
    apart = (colon and line.starts_paragraph) or line.bold or line.kind == "heading"
    if line.text[0].islower() and not apart:
        return False  # the end of a wrapped sentence, a cell
    plain = line.kind in ("text", "list") and not line.bold and not colon and not head.isupper()
    ahead = draft.texts_ahead[0] if draft.texts_ahead else ""
    if (
        draft.is_in("attachments")
        and folded in words.DOCUMENTS
        and plain
        and not (len(ahead) > 60 or ahead.endswith((".", ":", ",")) or ahead.startswith("at ") or says_who(ahead))
    ):
        return False  # an attachment named like a section
    if draft.is_in("decision") and rest and folded in _ALSO_SENTENCE_STARTS:
        return False
    block = draft.block
    if (
        role == "recommendation"
        and block
        and block.role == role
        and block.heading
        and not block.lines
        and _SAYS_END.search(folded)
    ):
        return False  # 'Forvaltningen indstiller' right under 'Indstilling' is its text
    return draft.open_section(line, head if colon else line.text, role, rest)


def _row_heading(draft: Draft, line: Line) -> bool:
    """A row 'Sagsfremstilling | Forvaltningen har …' of a template in a table; 'Økonomi | 12' is a row of figures."""
    cell, bar, value = line.text.partition("|")
    if line.kind != "row" or not bar or "|" in value:
        return False
    role = words.STRONG.get(words.fold(cell))
    if role is None and words.fold(cell) in draft.labels:
        role = words.role_of(cell)  # 'Behandling | Udvalget bemærkede, at …' in a form
    if role is None or (len(value) <= 25 and len(value.split()) <= 3):
        return False
    return draft.open_section(line, cell, role, value)


def says_who(text: str) -> bool:
    """'Direktionen indstiller,': a line that says who recommends, and nothing else."""
    return _SAYS.match(text.replace(",,", ",")) is not None


def _who_says(draft: Draft, line: Line) -> bool:
    """'Direktionen indstiller,' over what it recommends, unless a section of that role is open."""
    if draft.is_in("decision") or line.kind not in ("text", "heading"):
        return False
    comma = "," if line.text[-1].isalpha() and (draft.texts_ahead or [""])[0].casefold().startswith("at ") else ""
    says = _SAYS.match(line.text + comma)
    if says is None:
        return False
    role, block = _SAID[(says["verb"] or "indstiller").casefold()], draft.block
    if block is not None and block.kind == "section":
        opens = role == "recommendation" or not block.heading or _SAYS.match(block.heading)
        if block.role == role or not opens:
            return False
    if not (draft.marked or line.starts_paragraph) and len(draft.text_before) > _WRAPPED:
        draft.guessed.append(line)  # may be the middle of a wrapped paragraph
    return draft.open_section(line, line.text, role)


def _said_last(draft: Draft, line: Line) -> bool:
    """'Direktøren indstiller, at planen vedtages.' right above the decision: a recommendation without a heading."""
    if not line.text.endswith(".") or not draft.is_in("section") or not bodies.OFFICIALS_SAY.match(line.text):
        return False
    below = draft.texts_ahead[0] if draft.texts_ahead else ""
    if any(block.role == "recommendation" for block in draft.blocks) or decisions.heading(below) is None:
        return False
    draft.blocks.append(Block("section", "", "recommendation", line, [line]))
    draft.places[line.number] = ("section", "recommendation without heading")
    return True


def _glued_heading(draft: Draft, line: Line) -> bool:
    """'IndstillingForvaltningen indstiller': a heading run together with its text."""
    glued = _GLUED.match(line.text)
    role = words.STRONG.get(words.fold(glued["head"])) if glued else None
    return (
        role is not None
        and glued is not None
        and draft.open_section(line, glued["head"], role, line.text[glued.end() :])
    )


def _weak_heading(draft: Draft, line: Line) -> bool:
    """'Status', 'Formål': words that head a section only with a mark, or alone at the start of a paragraph."""
    head, colon, rest = line.text.partition(":")
    folded = words.fold(_SECTION_NUMBER.sub("", head)) if len(head) < 80 else ""
    if line.text[0].islower() and not (line.starts_paragraph or line.bold or line.kind == "heading"):
        return False  # 'modeller:', the end of a wrapped sentence
    if folded not in words.WEAK or rest or draft.is_in("decision") or draft.is_in("attachments"):
        return False
    apart = line.starts_paragraph or (not draft.marked and section_guesses.is_between(draft, line))
    alone = apart and line.kind == "text" and not _SENTENCE.search(line.text) and len(folded) > 6
    if not (colon or alone or _is_marked(draft, line)):
        return False
    return draft.open_section(line, head if colon else line.text, words.WEAK[folded])


def _marked_heading(draft: Draft, line: Line) -> bool:
    """A heading that only its look gives away, and no decision, name or vote set in large or bold letters."""
    text = line.text
    if not _is_marked(draft, line) or _SENTENCE.search(text.rstrip(":")):
        return False
    if len(text) > (200 if line.kind == "heading" else _SHORT):
        return False
    if draft.is_in("decision") and (words.WITHIN_DECISION.match(text) or outcomes.known(text) or names.split(text)):
        return False
    return draft.open_section(line, text, words.role_of(text))


def _is_marked(draft: Draft, line: Line) -> bool:
    """Marked as a heading, or bold or in capitals within a section; the bold head of a table is none."""
    if line.kind == "row" and "|" in line.text:
        return False
    if line.kind == "heading":
        return True
    if _in_capitals(line.text) and draft.block is None and not draft.title.isupper():
        return True  # 'INDLEDNING' right below the item's head
    return (line.bold or _in_capitals(line.text)) and draft.is_in("section")


def _in_capitals(text: str) -> bool:
    """'LØSNING', 'ØKONOMISKE FORHOLD': the headings of documents without styles."""
    return text.isupper() and 5 <= len(text) <= 70 and sum(letter.isalpha() for letter in text) > 0.7 * len(text)
