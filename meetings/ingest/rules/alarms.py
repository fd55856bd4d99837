"""What the rules of an item overlooked: words and lines that tell of a fact which no rule made of them.

A rule knows what it reads and not what it passes over. These look the other way, from the words that belong to a kind
of fact ('inhabil', '.pdf', 'Lukket', a line of digits) to the fields: where such words stand and the field holds
nothing of them, there is a doubt at their line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from meetings.ingest.lines import Line
from meetings.ingest.minutes import Item
from meetings.ingest.rules import (
    absence,
    attachment_blocks,
    bodies,
    dates,
    labels,
    named_bodies,
    names,
    outcomes,
    presence,
    role_checks,
    short_bodies,
    title_alarms,
    words,
)
from meetings.ingest.rules.draft import Block, Doubt, Draft

_READ = 4000  # characters of a text, and
_LINES = 400  # lines of a block that are looked at
# 'Materiale', 'Vedhæftede filer': a word or two alone
_LIST_HEAD = re.compile(r"^[A-ZÆØÅ][a-zæøå]{1,}(?: [a-zæøå]{2,}){0,3}:?$")
# 'Øvrige dokumenter', 'Vedlagt er': such a heading may stand over attachments also where the item has others
_FILES = re.compile(r"materiale|dokument|\bakt|\bfil|papir|vedlagt|vedhæft|vedføj|medsendt", re.IGNORECASE)
# 'Bilag | Tidsplan', 'Bilag: Kort over stien'
_LABELLED = re.compile(r"^bilag(?: \(\d+\))?(?::| \|) ?\S", re.IGNORECASE)
# 'Ansøgning med budget Regnskab 2023': a cell that may hold two titles
_TWO_TITLES = re.compile(r"[a-zæøå0-9)] [A-ZÆØÅ][a-zæøå]")
# 'Afgjort i Byrådet': the word before the body
_ONE_WORD = re.compile(r"^[A-ZÆØÅ]\w+ (?:i|af|fra|ved) ")
# 'Behandlet i', 'Økonomiudvalget behandlede sagen', 'Godkendt af'
_TREATED = re.compile(
    r"^(?:behandlet|besluttet|vedtaget|godkendt|anbefalet|udsat|drøftet|møde) (?:i|af|på)\s+", re.IGNORECASE
)
# 'Rådet besluttede, at …', 'Bestyrelsen godkendte budgettet', 'Et enigt udvalg vedtog'
_DECIDES = re.compile(
    r"^(?:\w*(?:udvalget|rådet|bestyrelsen|nævnet|kommissionen|magistraten)|(?:et )?(?:enigt|samlet) \w+) "
    r"(?:\w+ )?(?:besluttede|vedtog|godkendte|tiltrådte|anbefaler|anbefalede|afviste|udsatte|tog \w+ til efterretning|"
    r"tager \w+ til efterretning)\b",
    re.IGNORECASE,
)
# 'Godkendt.', 'Udsat til næste møde', 'Taget til efterretning'
_STARTS = re.compile(
    r"^(?:godkendt|vedtaget|udsat|anbefales|tages? til efterretning|taget til|tiltrådt|drøftet|indstillingen "
    r"(?:blev )?(?:godkendt|fulgt|følges|tiltrådt)|punktet (?:blev )?(?:udsat|udgik|udgår)|"
    r"udgår|udgik|afvist|til efterretning)\b",
    re.IGNORECASE,
)
# 'Foretoges.', 'Forslaget blev oversendt til udvalget.': that the matter was dealt with
_DONE = re.compile(
    r"^(?:(?:foretoges|foretaget|besvaredes|besvaret|bortfaldt|oversendt)\W*$|\w*(?:forslaget|sagen|punktet|spørgsmålet|"
    r"indstillingen) (?:blev|er) (?:oversendt|henvist|besvaret|overgivet|foretaget|sendt|tilbagesendt|"
    r"tiltrådt|godkendt|vedtaget|forkastet)\b)",
    re.IGNORECASE,
)
_ONE_LONG = 7  # letters of a single word that may be a title
_FEW = 4  # lines of names below a title
_LONG = 120  # characters of a sentence that names no attachment
_SHOWN = 80  # characters of a line that the doubt quotes
# 'Lise Holm deltog ikke i behandlingen af punktet', 'Fraværende: Jens Krog (V)' in what no decision holds
_AWAY = re.compile(
    r"\binhabil|^(?:fraværende|afbud)\b|\bdeltog ikke i (?:sagen|punktet|behandlingen|sagens|punktets|drøftelsen)|"
    r"\b(?:var|er) fraværende\b|\bforlod (?:lokalet|mødet|salen)|\bmeldt afbud",
    re.IGNORECASE,
)
# One of these stands in all that _AWAY finds; looking for them first spares most lines the pattern.
_AWAY_WORDS = ("inhabil", "fraværende", "afbud", "deltog ikke", "forlod")


def of_item(draft: Draft, item: Item, *, agenda: bool) -> Iterator[Doubt]:
    """What an item's lines tell and its fields do not hold."""
    yield from title_alarms.of_item(draft, item)
    if item.closed:
        return  # its text is never shown
    yield from _of_head(draft, item)
    yield from _of_absence(draft, item)
    yield from _of_attachments(draft, item)
    yield from _of_decisions(draft, item)
    yield from _of_headings(draft, item)
    yield from role_checks.of_item(draft, item)
    if not agenda and not any(decision.own for decision in item.decisions):
        yield from _of_no_decision(draft, item)


def _text_lines(draft: Draft, *kinds: str) -> Iterator[tuple[Block, Line]]:
    for block in draft.blocks:
        if block.kind in kinds:
            for line in block.lines[:_LINES]:
                yield block, line


def _is_unknown(block: Block) -> bool:
    """Whether a section has a heading whose words are on no list."""
    headed = block.kind == "section" and bool(block.heading) and block.at is not None
    return headed and block.role == "other" and block.heading.casefold() not in labels.ITEM_LABELS


def _of_head(draft: Draft, item: Item) -> Iterator[Doubt]:
    """Right below the title: words that close the item, and numbers that may be the case's."""
    closing = next(
        (
            line
            for _, line in _text_lines(draft, "section", "decision")
            if len(line.text) < 60 and title_alarms.CLOSES.match(line.text)
        ),
        None,
    )
    if closing is not None:
        yield "closed_unsure", closing, {"number": item.number, "text": closing.text[:_SHOWN]}
    if draft.guessed_case is not None:
        yield "case_number_guessed", draft.guessed_case, {"number": item.number, "text": draft.guessed_case.text}


def _of_absence(draft: Draft, item: Item) -> Iterator[Doubt]:
    """'Lise Holm deltog ikke i behandlingen af punktet' outside the decision."""
    known = {name for decision in item.decisions for name in decision.absent}
    for block in draft.blocks:  # 'Mødte ikke' over names, a heading nobody knows
        if _is_unknown(block) and block.lines and all(names.split(line.text) for line in block.lines[:_LINES]):
            yield "absence_unread", block.at, {"text": f"{block.heading}: {block.lines[0].text}"[:_SHOWN]}
    top = draft.blocks[0] if len(draft.blocks) > 1 else None
    if top is not None and top.kind == "section" and not top.heading and 0 < len(top.lines) < _FEW:
        listed_above = [line for line in top.lines if absence.is_bare_list(line.text)]
        if listed_above and len(listed_above) == len(top.lines):  # 'Lise Holm (A), Ib Lund (V)' below the title
            yield "absence_unread", listed_above[0], {"text": listed_above[0].text[:_SHOWN]}
    for block, line in _text_lines(draft, "section", "attachments"):
        if block.role == "history" or len(line.text) > _READ:
            continue
        low = line.text.casefold()
        if not any(word in low for word in _AWAY_WORDS) or not _AWAY.search(line.text):
            continue
        told = [one for sentence in outcomes.sentences(line.text) for one in presence.in_sentence(sentence)]
        listed = absence.label(line.text)
        told += names.split(listed) or [] if listed else []
        if [name for name in told if name not in known]:
            yield "absence_unread", line, {"text": line.text[:_SHOWN]}


def _of_attachments(draft: Draft, item: Item) -> Iterator[Doubt]:
    """'Bilag 2 - Kort.pdf' in a text, and what is listed as an attachment and hardly is one."""
    for _, line in _text_lines(draft, "section", "decision"):
        counted = not item.attachments and attachment_blocks.is_attachment_line(line.text)
        counted = counted or (not item.attachments and _LABELLED.match(line.text) is not None)
        if counted or attachment_blocks.is_file_name(line.text):
            yield "attachment_unread", line, {"text": line.text[:_SHOWN]}
    for block in draft.blocks:
        head = _head_of_list(draft, block) if block.kind != "attachments" else None
        if head is not None and (not item.attachments or (head is block.at and _FILES.search(block.heading))):
            yield "attachment_unread", head, {"text": head.text[:_SHOWN]}
    for block in draft.blocks:
        cell = block.kind == "attachments" and block.at is not None and block.at.kind == "row" and len(block.lines) == 1
        if cell and _TWO_TITLES.search(block.lines[0].text):
            yield "attachment_odd", block.at, {"text": block.lines[0].text[:_SHOWN]}
    listed = [line for _, line in _text_lines(draft, "attachments")]
    for line, below in zip_longest(listed, listed[1:]):
        folded = words.fold(line.text)
        heading = folded in words.STRONG and below is not None and (len(below.text) > 60 or below.text.endswith("."))
        sentence = line.kind == "text" and line.text.endswith((".", ":"))
        if heading or (sentence and (len(line.text) > _LONG or outcomes.known(line.text))):
            yield "attachment_odd", line, {"text": line.text[:_SHOWN]}


def _of_no_decision(draft: Draft, item: Item) -> Iterator[Doubt]:
    """'Rådet besluttede, at …', 'Godkendt.' among the text of an item for which no decision of the meeting was read."""
    for block, line in _text_lines(draft, "section", "attachments"):
        if block.role in ("history", "procedure") or len(line.text) > _READ:
            continue
        if (
            _DECIDES.match(line.text)
            or _DONE.match(line.text)
            or (_STARTS.match(line.text) and outcomes.known(line.text))
        ):
            yield "decision_unclear", line, {"number": item.number}
            return


def _body_in(text: str) -> str:
    """'Behandlet i byrådet den' -> 'Byrådet'."""
    return bodies.nominative(bodies.trim(_TREATED.sub("", text)))


def _may_be_body(name: str) -> bool:
    """A body by its shape, by letters ('TMU') or by a name without the word ('Kultur & Fritid')."""
    return bodies.is_body(name) or short_bodies.is_short(name) or named_bodies.is_plain(name)


def _head_of_list(draft: Draft, block: Block) -> Line | None:
    """'Materiale' over titles at the end of a text, or as a heading nobody knows over nothing but titles: what may be
    a list of attachments."""
    if block.heading and block.at is not None and block.kind == "section" and _is_unlisted(draft, block.heading):
        looks = [attachment_blocks.may_be_title(line.text) and not _is_said(line.text) for line in block.lines]
        if any(map(_may_name, block.lines)) and all(looks):
            return block.at
    for at in range(len(block.lines) - 2, 0, -1):
        if absence.label(block.lines[at].text) is not None:
            return None
        if not _may_name(block.lines[at + 1]):
            return None
        line = block.lines[at]
        apart = line.starts_paragraph or block.lines[at - 1].text[-1] in ".:"
        if _LIST_HEAD.match(line.text) and line.kind == "text" and apart:
            person = names.is_name(line.text) or bodies.is_body(line.text)
            return None if person or outcomes.known(line.text) else line
    return None


def _is_unlisted(draft: Draft, heading: str) -> bool:
    """Whether a heading's exact words are on no list; where a stem in them gave it a role, they must speak of files."""
    folded = words.fold(heading)
    if words.role_of(heading) != "other" and not _FILES.search(heading):
        return False
    listed = folded in words.STRONG or folded in words.WEAK or folded in draft.sections
    return not listed and not labels.ITEM_LABELS.get(folded) and not outcomes.known(heading)


def _may_name(line: Line) -> bool:
    """Whether a line may be an attachment's title: of a title's look, with no persons and nothing that is decided."""
    text = line.text
    looks = line.kind in ("text", "list") and attachment_blocks.may_be_title(text)
    return looks and (" " in text or len(text) > _ONE_LONG) and names.split(text) is None and not _is_said(text)


def _is_said(text: str) -> bool:
    """'Fraværende: Lise Holm', 'Godkendt': what tells of absence or of a decision."""
    return absence.label(text) is not None or outcomes.known(text)


def _of_headings(draft: Draft, item: Item) -> Iterator[Doubt]:
    """'Afgjort i Byrådet den 30-03-2022' over 'Godkendt.': body and day, a decision below, and no rule knew it."""
    for block in draft.blocks:
        head = [block.at] if block.kind == "section" and block.heading and block.at is not None else []
        rows = [*head, *block.lines[:_LINES]] if block.kind in ("section", "decision") else []
        for line, below in pairwise(rows):
            text = block.heading if head and line is block.at else line.text
            dated = len(text) < _LONG and text[:1].isupper() and any(map(str.isdigit, text))
            found = dates.find(text) if dated else None
            if found is None or text[found.end :].strip(" .:") or not outcomes.known(below.text):
                continue
            if _may_be_body(_body_in(_ONE_WORD.sub("", text[: found.start]))):
                yield "decision_unclear", line, {"number": item.number}
                return


def _of_decisions(draft: Draft, item: Item) -> Iterator[Doubt]:
    """One body that decided twice on a day, and a decision that may hold another's."""
    for block, line in _text_lines(draft, "decision"):
        found = dates.find(line.text[:_SHOWN]) if line is not block.lines[0] and line.text[:1].isupper() else None
        if found and len(before := line.text[: found.start]) < _SHOWN and _may_be_body(_body_in(before)):
            yield "decision_merged", line, {"number": item.number, "text": line.text[:_SHOWN]}
    for letters in {one.body for one in item.decisions if short_bodies.is_unsure(one.body)}:
        yield "body_short", draft.at, {"number": item.number, "text": letters}
    twice = Counter((decision.body, decision.date) for decision in item.decisions if decision.date is not None)
    for (body, date), count in twice.items():
        if count > 1:
            yield "decision_twice", draft.at, {"number": item.number, "body": body, "date": f"{date:%d-%m-%Y}"}
