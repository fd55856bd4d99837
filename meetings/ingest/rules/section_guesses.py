"""Headings of sections that nothing marks, in documents that mark none: their place must tell, and each is a guess."""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.ingest.lines import Line
from meetings.ingest.rules import bodies, names, outcomes, prose, words
from meetings.ingest.rules.draft import Block, Draft

_SHORT_LINE = 55  # characters: a line longer than that may have been wrapped
_LEAST = 4  # letters of a heading that nothing marks
# 'Trafiksikkerhed', 'Om borgernes ønsker til parken': words alone, the first with a capital
_LONE = re.compile(r"^[A-ZÆØÅ][a-zæøåé]{1,}[A-Za-zÆØÅæøåéöü ,&/-]{0,55}(?<=[a-zæøå])$")
# 'Hovedresultaterne er:', 'Forvaltningen indstiller:': what a list or a sentence follows
_LEADS_IN = re.compile(r"(?:\b(?:er|var|at|om|for|til|med|følgende|således)|[a-zæøå]{3}er)$")


def lone(draft: Draft, line: Line) -> bool:
    """'Trafiksikkerhed' alone between two paragraphs, where no headings are marked: a guess, noted as one."""
    text, block = line.text.removesuffix(":"), draft.block
    if draft.marked or line.kind != "text" or block is None or not block.heading or not _LONE.match(text):
        return False
    if block.kind == "attachments" or len(text) < _LEAST or len(text.split()) > 6:
        return False
    if text != line.text and (len(text.split()) > 2 or _LEADS_IN.search(text)):
        return False
    between = is_between(draft, line)
    if not between and not _is_over_prose(draft, line):
        return False
    if names.is_name(text) or bodies.is_body(text) or outcomes.known(text) or words.WITHIN_DECISION.match(text):
        return False
    draft.guessed.append(line)
    role = words.role_of(text)
    of_list = block.role in ("history", "procedure", "recommendation") and role == "other"
    if block.kind != "section" or of_list or not between:
        return False  # what it heads may be the decision's own, or a point of the list: left there, and said
    return draft.open_section(line, text, role)


def run_in(draft: Draft, line: Line) -> bool:
    """'Resumé Den nye plan er …', 'Bilag Tidsplan for budgettet': a heading run together with the text below it, where
    no headings are marked: a guess, noted as one."""
    text = line.text
    if draft.marked or line.kind != "text" or len(text) < 20 or not text[0].isupper() or draft.is_in("attachments"):
        return False
    if draft.is_in("decision") and outcomes.known(text):
        return False  # 'Handlemulighed B blev vedtaget'
    if not line.starts_paragraph and draft.text_before and draft.text_before[-1] not in ".!?:":
        return False
    parts = text.split(" ", 4)
    for count in range(min(4, len(parts) - 1), 0, -1):
        head, rest = " ".join(parts[:count]), " ".join(parts[count:])
        folded = words.fold(head)
        if (
            not rest[:3].isalpha()
            or not rest[0].isupper()
            or not (folded in words.STRONG or (folded in words.ATTACHMENTS and len(rest) < 120))
        ):
            continue
        draft.guessed.append(replace(line, text=head))
        if not line.starts_paragraph and prose.is_full(draft.text_before, text, draft.width):
            return False  # the sentence above may have ended by chance where the line did: left there, and said
        if folded in words.STRONG:
            return draft.open_section(line, head, words.STRONG[folded], rest)
        draft.open(Block("attachments", head, at=line), rest, "attachments heading", line)
        return True
    return False


def is_between(draft: Draft, line: Line) -> bool:
    """Whether a line stands between the end of a text and the beginning of another, longer than itself."""
    before = draft.text_before if draft.block is not None and draft.block.lines else "."
    ahead = draft.texts_ahead[0] if draft.texts_ahead else ""
    return (
        (before[-1] in ".!?:)" or " | " in before)
        and len(ahead) > len(line.text)
        and ((ahead[0].isupper() and ahead[-1] in ".:,") or (ahead[0].isalnum() and len(ahead) > _SHORT_LINE))
    )


def _is_over_prose(draft: Draft, line: Line) -> bool:
    """Whether a line stands apart below what is no sentence, a point 'at planen godkendes' or names, over a paragraph
    or a table."""
    before, ahead = draft.text_before, draft.texts_ahead[0] if draft.texts_ahead else ""
    apart = line.starts_paragraph or before.startswith("at ") or before[-1:] in ".!?:)"
    prose_below = len(ahead) > len(line.text) and ahead[0].isupper() and (ahead[-1] in ".:" or len(ahead) > _SHORT_LINE)
    return apart and (prose_below or " | " in ahead)
