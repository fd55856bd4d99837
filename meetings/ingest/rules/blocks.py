"""One item's lines -> blocks: sections, decisions, listings of attachments, lists of the absent.

Every line is offered to the rules of BLOCK_RULES in their order; the first that knows it takes it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from meetings.ingest.lines import Line
from meetings.ingest.rules import decisions, prose, said, words
from meetings.ingest.rules.attachment_blocks import attachment_heading
from meetings.ingest.rules.decision_blocks import absent, day_below, decision, kind_below
from meetings.ingest.rules.draft import Draft, Rule
from meetings.ingest.rules.item_head import head_value, repeated_title, title_goes_on
from meetings.ingest.rules.section_blocks import says_who, section
from meetings.ingest.rules.treatments import treated, treatment


def text(draft: Draft, line: Line) -> bool:
    """Everything else is text of the block that is open."""
    draft.add(line)
    return True


# '… hvoraf fremgår: "Punkt 3. Ansøgning. Beslutning: Godkendt."'; '19" felge' opens no quotation
_STRAIGHT = re.compile(r'(?<!\d)"')
# '… tages til efterretning. Beslutning Teknisk Udvalg den 03-10-2019 Godkendt. Fraværende: Lise Holm'
_INSIDE = re.compile(
    # '… til anden behandling.Beslutning fra forretningsudvalget, 23. november 2021, pkt. 17:'
    r"(?:(?<=[.:!?)] )|(?<=[a-zæøå)][.!?]))(?:Beslutning (?=(?:i|fra|af|for) \w|[A-ZÆØÅ])|"
    r"(?:Beslutning|Fraværende(?: med afbud)?|Afbud|Forfald|Fravær|Indstilling|Bilag|(?:Ikke|Ej) (?:til ?stede|mødt)|"
    r"Inhabil): )"
)

# One of these stands in every line that _INSIDE cuts; looking for them first spares most lines the pattern.
_INSIDE_WORDS = ("Beslutning", "Fravær", "Afbud:", "Forfald:", "Indstilling:", "Bilag:", "stede:", "mødt:", "Inhabil:")

BLOCK_RULES: tuple[tuple[str, Rule], ...] = (
    ("title goes on", title_goes_on),
    ("repeated title", repeated_title),
    ("kind of item", kind_below),
    ("day and place of a decision", day_below),
    ("head value", head_value),
    ("treatment", treatment),
    ("decision sentence", said.decision),
    ("decision heading", decision),
    ("absence", absent),
    ("attachments", attachment_heading),
    ("section heading", section),
    ("treated", treated),
    ("text", text),
)
_ONLY_TEXT = BLOCK_RULES[-1:]
# All that a long line without a colon can be: no head, no heading of a decision or section is so long
_LONG = 200  # characters
_LONGEST = 600  # of the word 'Beslutning' and a decision behind it
_OF_LONG = ("repeated title", "absence", "section heading", "treated", "text")
_LONG_RULES = tuple(rule for rule in BLOCK_RULES if rule[0] in _OF_LONG)


# '… godkender kvalitetsstandarden. BESLUTNING', '… på 48 mio. kr. Direktionen indstiller,': a heading below a paragraph
# that the layout ran together with its last line
_AT_END = re.compile(r"[.!?)»”\"] (?P<heading>[A-ZÆØÅ][^.!?:;]{3,70})$")
_NUMBER = 8  # characters: what stands before a heading and is no longer only numbers it, '1. Resume'
# '22/119 Resume', 'J.nr.: 00.01.00.A00 Sagsnr.: 13/99 INDSTILLING': below a case number
_AFTER_NUMBER = re.compile(r"\d[\dA-Z.-]*/?\d{2,6} (?P<heading>[A-ZÆØÅ][A-Za-zÆØÅæøåé -]{3,40})$")
# 'Åben - 79004/11 Høringssvar', '79004/11 Høringssvar': an attachment, and no heading behind a case number
_ATTACHED = re.compile(r"^(?:åbent?|lukket)(?: bilag)? [-–] |^\d{4,9}/\d\d \w+$", re.IGNORECASE)
# 'at planen godkendes', '1. at planen godkendes'
_POINTS = re.compile(r"^(?:\d{1,2}[.)] )?at ", re.IGNORECASE)
# 'Beslutning i Kultur- og Fritidsudvalget den' / '16. maj 2024:', 'Kommunalbestyrelsens vedtagelse mandag' / 'den 16.
# marts 2015, pkt. 35:': a heading broken over two lines
_BROKEN = re.compile(
    r"\b(?:beslutning(?:er)?|vedtagelse|behandling|behandlet|indstilling)\b.{0,120}"
    r"(?:\b(?:i|den|fra|af|for|og|på mødet|møde|(?:man|tirs|ons|tors|fre|lør|søn)dag)|\bd\.|[,–-])$",
    re.IGNORECASE,
)


def whole(lines: list[Line]) -> tuple[list[Line], dict[int, int]]:
    """The lines with headings over decisions that were broken over two lines made whole, and for the number of each
    line that went into another the number of that."""
    made: list[Line] = []
    gone: dict[int, int] = {}
    for line in lines:
        above = made[-1] if made else None
        if above is not None and _goes_on(above, line):
            made[-1] = replace(above, text=f"{above.text} {line.text}")
            gone[line.number] = above.number
        else:
            made.append(line)
    return made, gone


def _goes_on(above: Line, line: Line) -> bool:
    if len(above.text) > 160 or not _BROKEN.search(above.text) or "row" in (above.kind, line.kind):
        return False
    if line.kind == "heading" and above.kind != "heading":
        return False
    joined = decisions.heading(f"{above.text} {line.text}")
    return joined is not None and joined.date is not None and decisions.heading(line.text) is None


def pieces(line: Line, below: Line | None = None, *, full: bool = False) -> list[Line]:
    """A line that a layout ran together with the heading below it, taken apart there.

    `full`: the line ends because there was no room for more, so 'Forvaltningen anbefaler,' may be in mid-paragraph.
    """
    points = below is not None and bool(_POINTS.match(below.text))
    if line.kind == "text" and (below is None or points or below.starts_paragraph or below.text[0].isupper()):
        found = _AT_END.search(line.text[-80:]) if not line.text.endswith(".") else None
        if found is None and len(line.text) < 80 and line.text[-1].isalpha() and not _ATTACHED.match(line.text):
            found = _AFTER_NUMBER.search(line.text)
        if (
            found
            and len(found["heading"]) < len(line.text) - _NUMBER
            and _ends_in_heading(found["heading"], points)
            and not (full and ends_in_speaker(line, below))
        ):
            rest = replace(line, text=found["heading"], starts_paragraph=True)
            return [*pieces(replace(line, text=line.text[: -len(found["heading"])].strip())), rest]
    if (
        not (line.kind == "text" or _decides_in_cell(line))
        or len(line.text) < 20
        or not any(word in line.text for word in _INSIDE_WORDS)
    ):
        return [line]
    cuts = _headings_inside(line.text)
    ends = [*cuts, len(line.text)]
    parts = [line.text[start:end].strip() for start, end in zip([0, *cuts], ends, strict=True)]
    return (
        [line]
        if not cuts
        else [
            replace(line, text=part, kind="text" if n else line.kind, starts_paragraph=line.starts_paragraph or n > 0)
            for n, part in enumerate(parts)
            if part
        ]
    )


def _decides_in_cell(line: Line) -> bool:
    """'Beslutning | Drøftet. Fraværende: Lise Holm': a template in a table of two cells."""
    label, bar, value = line.text.partition(" | ")
    return line.kind == "row" and bool(bar) and " | " not in value and decisions.heading(label) is not None


def ends_in_speaker(line: Line, below: Line | None) -> bool:
    """Whether a line ends in who recommends something: '… fra skolen. Forvaltningen anbefaler,'."""
    found = _AT_END.search(line.text[-80:])
    comma = "," if below is not None and _POINTS.match(below.text) else ""
    return found is not None and says_who(f"{found['heading']}{comma}")


def _ends_in_heading(text: str, points: bool) -> bool:
    """Whether the end of a line is a heading. `points`: below it stand the points of a recommendation."""
    folded = words.fold(text)
    if folded in words.STRONG or folded in words.ABSENCE or folded in ("bilag", "beslutning", "beslutninger"):
        return True
    heading = decisions.heading(text)
    return says_who(f"{text}," if points else text) or (
        heading is not None and heading.body is not None and heading.date is not None
    )


def _headings_inside(text: str) -> list[int]:
    """Where headings begin within a text, in one pass: strangers write lines of a million letters."""
    cuts, reached = [], 0
    straight, pointed, curved = 0, 0, 0  # quotations that are open, each kind of marks for itself
    for found in _INSIDE.finditer(text, 1):
        begin = found.start()
        straight += len(_STRAIGHT.findall(text, reached, begin))
        pointed += text.count("»", reached, begin) - text.count("«", reached, begin)
        curved += text.count("“", reached, begin) - text.count("”", reached, begin)
        reached = begin
        if straight % 2 == 0 and pointed <= 0 and curved <= 0 and _is_heading_at(text, found):
            cuts.append(begin)
    return cuts


def _is_heading_at(text: str, found: re.Match[str]) -> bool:
    if found[0].endswith(": "):
        return True
    heading = decisions.heading(text[found.start() : found.start() + 220])
    return heading is not None and heading.body is not None and heading.date is not None


def _is_tail(line: Line) -> bool:
    """Whether a line is the end of a wrapped paragraph: 'beslutning.' under 'inden Byrådet træffer den endelige'."""
    if line.starts_paragraph or line.kind != "text" or line.bold or not line.text[0].islower():
        return False
    return line.text.endswith(".") and ":" not in line.text


def _rules_for(line: Line) -> tuple[tuple[str, Rule], ...]:
    if line.text.startswith("Beslutning ") and len(line.text) < _LONGEST:
        return BLOCK_RULES
    if len(line.text) > _LONG and line.kind == "text" and not line.bold and ":" not in line.text[: _LONG + 60]:
        return _LONG_RULES
    return _ONLY_TEXT if _is_tail(line) else BLOCK_RULES


def read(draft: Draft, lines: list[Line]) -> None:
    """All the lines of one item, each to the first rule that knows it."""
    lines, gone = whole(lines)
    pairs = [(line, below) for line, below in zip_longest(lines, lines[1:]) if line is not None]
    full = [below is not None and prose.is_full(line.text, below.text, draft.width) for line, below in pairs]
    cut = [pieces(line, below, full=is_full) for (line, below), is_full in zip(pairs, full, strict=True)]
    draft.guessed += [parts[-1] for parts in cut if len(parts) > 1 and says_who(parts[-1].text)]
    draft.guessed += [
        line
        for pair, is_full in zip(pairs, full, strict=True)
        for line in pair[:1]
        if is_full and ends_in_speaker(*pair)
    ]
    lines = [piece for parts in cut for piece in parts]
    texts = [line.text for line in lines]
    draft.said = said.find(draft, lines)
    for i, line in enumerate(lines):
        draft.texts_ahead = texts[i + 1 : i + 4]
        for name, rule in _rules_for(line):
            if rule(draft, line):
                draft.places.setdefault(line.number, (draft.where, name))
                break
        draft.count += 1
        draft.text_before = line.text
    for number, kept in gone.items():
        draft.places[number] = draft.places[kept]
