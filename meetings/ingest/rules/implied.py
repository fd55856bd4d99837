"""Decisions without a heading of their own: short minutes print them right under the title."""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.ingest.minutes import Decision, Section
from meetings.ingest.rules import closing, decided, decisions, outcomes, prose, words
from meetings.ingest.rules.draft import Block, Draft

# 'Udpeget blev: Lise Holm (A) og Jens Krog (V).'
_CHOSEN = re.compile(r"^\W*(?:valgt|udpeget|genvalgt|konstitueret)\b", re.IGNORECASE)
# 'Intet.', 'Ingen spørgsmål.', 'Intet at bemærke' under 'Eventuelt', 'Meddelelser fra formanden', 'Spørgetid': a
# decision only where a heading says that it is one
_NOTHING = re.compile(r"^\W*(?:intet|ingen|nej)\b[^.:]{0,40}\W*$", re.IGNORECASE)
# 'Meddelelser: Ingen.': some councils take note of it
_MAY_BE_NOTED = re.compile(r"^meddelelser\b", re.IGNORECASE)
# 'Nyt fra havnerådet. Broen lukkes i juni.', 'Orientering ved formanden: …': the matter, of which nothing was decided
_TOLD = re.compile(r"^\W*(?:\w+ )?(?:orientering(?:er)?|meddelelser|nyt|information) (?:fra|ved|v/)", re.IGNORECASE)
# 'Til efterretning.', 'Godkendt', 'Taget til orientering.', 'Hjemvist til kulturudvalget.': a decision and nothing else
_WORDS = re.compile(
    r"^\W*(?:(?:orienteringen |meddelelserne |indstillingen |sagen )?(?:blev |bliver )?(?:taget |tages |toges )?til "
    r"(?:efterretning|orientering|underretning)|(?:indstillingen |sagen )?(?:blev )?(?:godkend|tiltr|vedtag|anbefal|"
    r"udsat|udsæt|drøft|hjemvis|afvis|afslå)\w*)\b[^.]{0,60}\.?$",
    re.IGNORECASE,
)
_SHORT = 100  # characters
NO_MATTER = re.compile(
    r"^(?:eventuelt|evt\b|meddelelser|(?:gensidig |generel |mundtlig )?orientering|spørgetid|siden sidst|nyt fra|"
    r"bordet rundt|information)\b",
    re.IGNORECASE,
)


def read(
    draft: Draft, sections: list[Section], meeting: decided.Meeting, built: decided.Built
) -> tuple[list[Section], list[Decision]]:
    """The sections without the text that is a decision, and the decision; unchanged where no text is known for one."""
    last = next((block for block in reversed(draft.blocks) if block.kind == "section"), None)
    if last is not None and last.lines and words.fold(last.heading) in decisions.AMBIGUOUS:
        decision = decided.from_block(last, meeting, built)  # 'Afgørelse:' over words that nobody knows
        if decision is not None:
            built.doubts.append(("decision_implied", last.at, {"number": draft.number}))
            built.heads += [last.at] if last.at else []
            return [section for section in sections if not last.at or section.line != last.at.number], [decision]
    if words.fold(draft.title) in closing.SIGNATURES:
        return sections, []  # 'Underskriftsside': 'Godkendt elektronisk' is no decision of a case
    only = [block for block in draft.blocks if block.kind == "section"]
    if len(only) != 1 or only[0].heading or not only[0].lines or len(only[0].lines) > 12:
        return sections, []
    first, end = only[0].lines[0].text, only[0].lines[-1].text
    if _NOTHING.match(first) and len(only[0].lines) == 1 and NO_MATTER.match(draft.title):
        if _MAY_BE_NOTED.match(draft.title):
            built.doubts.append(("decision_unclear", only[0].lines[0], {"number": draft.number}))
        return sections, []
    known = {outcomes.opening(line) for line in (first, end) if not _TOLD.match(line)} - {None, "decided"}
    if not known and not _CHOSEN.match(first):
        built.doubts.append(("decision_unclear", only[0].lines[0], {"number": draft.number}))
        return sections, []
    told, words_of = _apart(only[0])
    decision = decided.from_block(words_of, meeting, built)
    if decision is None:
        return sections, []
    built.doubts.append(("decision_implied", words_of.lines[0], {"number": draft.number}))
    if not told.lines:
        return [], [decision]
    return [replace(section, text=prose.join(told.lines)) for section in sections], [decision]


def _apart(block: Block) -> tuple[Block, Block]:
    """What was told, and the decision below it where it is but its last words: 'Til efterretning.' below 'Borgmesteren
    meddelte, at der er bevilget orlov.'"""
    last = block.lines[-1].text
    if len(last) > _SHORT or not _WORDS.match(last) or _WORDS.match(block.lines[0].text):
        return replace(block, lines=[]), block
    return replace(block, lines=block.lines[:-1]), replace(block, lines=block.lines[-1:], at=block.lines[-1])
