"""Where listings of attachments begin inside an item."""

from __future__ import annotations

import re

from meetings.ingest.lines import Line
from meetings.ingest.rules import words
from meetings.ingest.rules.draft import Block, Draft

# 'Bilagsliste til punkt 5', 'Bilag til punktet'
_ATTACHMENTS_OF = re.compile(
    r"^bilag(?:sliste|soversigt|sfortegnelse)? (?:til|for|på|under) (?:dagsordens|beslutnings)?(?:punkt|pkt|"
    r"sag)\w*\.?(?: \d+[a-z]?)?$"
)
# 'Mødebilag', 'Sagens bilagsmateriale', 'Tilhørende bilag': words made of it that nobody has listed
_DERIVED = re.compile(
    r"^(?!(?:ingen|uden|se|jf|intet)\b)(?:[a-zæøå-]+ ){0,3}[a-zæøå-]*bilag[a-zæøå]*(?: [a-zæøå]+){0,2}$"
)
# 'Bilag (3)', 'Bilag 3 stk.'
_COUNT = re.compile(r"\s*\(\d+\)|\s*\d+ stk\.?")
_ALSO_WORDS = ("dokumenter", "filer", "vedlagt", "links")  # need a mark to head the attachments
_LONG = 120  # characters: a line that long is a sentence
# 'Bilag: Notatet er vedlagt. Det viser …'; 'Tidsplan rev. C' is one title
_TWO_SENTENCES = re.compile(r"[a-zæøå]{3,}\.\s+[A-ZÆØÅ][a-zæøå]")
# 'Vision_og_strategi.pdf', 'Bilag 2 - Oversigt over ansøgninger.xlsx', '- Kort.PDF (1,2 MB)'
_FILE_NAME = re.compile(
    r"^(?:[-–•]\s+)?[\wÆØÅæøå(§][^:;?!|]{1,150}\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|tiff?|odt|msg|zip)"
    r"(?:\s*[(\[][^)\]]{1,40}[)\]])?$",
    re.IGNORECASE,
)


def attachment_heading(draft: Draft, line: Line) -> bool:
    """'Bilag', 'Bilag (3)', 'Bilag: Årsplan 2023'; under a decision also 'Bilag 1 - Kort' without a heading."""
    head, colon, rest = line.text.partition(" | " if line.kind == "row" and line.text.count(" | ") == 1 else ":")
    folded = words.fold(_COUNT.sub("", head)) if len(head) < 50 else ""
    if folded in words.ATTACHMENTS or _ATTACHMENTS_OF.match(folded):
        marked = line.kind == "heading" or line.bold or bool(colon)
        if (folded in _ALSO_WORDS and not marked) or (colon and _TWO_SENTENCES.search(rest)):
            return False
        draft.open(Block("attachments", head.strip(), at=line), rest, "attachments heading", line)
        return True
    if not rest.strip() and _DERIVED.match(folded) and _heads_titles(draft, line):
        draft.open(Block("attachments", head.strip(), at=line), "", "attachments heading", line)
        return True
    if (
        draft.block is not None
        and draft.block.kind == "decision"
        and draft.block.lines
        and is_attachment_line(line.text)
    ):
        draft.open(Block("attachments", "", at=line), line.text, "attachment line", line)
        return True
    return _file_names(draft, line)


def _heads_titles(draft: Draft, line: Line) -> bool:
    """Whether a line with 'bilag' in a word heads a list: marked or apart, none of the titles of one, and what may be
    a title below it."""
    marked = line.kind == "heading" or line.bold or line.text.endswith(":")
    listed = draft.block is not None and draft.block.kind == "attachments"
    above, below = draft.text_before, draft.texts_ahead[0] if draft.texts_ahead else ""
    apart = line.kind == "text" and (line.starts_paragraph or above[-1:] in ".:") and not listed
    return (marked or apart) and line.text[0].isupper() and may_be_title(below)


def may_be_title(text: str) -> bool:
    """Whether a text may be an attachment's title: short, a capital or digit first, and no sentence."""
    return len(text) < _LONG and (text[:1].isupper() or text[:1].isdigit()) and text[-1] not in ".:;,?!"


def _file_names(draft: Draft, line: Line) -> bool:
    """'Vision_og_strategi.pdf' right below the title is an attachment; what comes after the last such line is text."""
    named, block = is_file_name(line.text), draft.block
    if named and block is None:
        draft.open(Block("attachments", "", at=line), line.text, "attachment line", line)
        return True
    listed = block.lines if block is not None and block.kind == "attachments" and not block.heading else []
    if listed and not named and all(is_file_name(each.text) for each in listed):
        draft.blocks.append(Block("section", "", "other", line))
    return False


def is_attachment_line(text: str) -> bool:
    """Whether a line names an attachment without a heading over it: 'Bilag 1 - Kort', 'Bilag 2: Notat'."""
    return (
        bool(re.match(r"^bilag \d{1,3}[a-z]?\s?[:_–-]\s?\S", text, re.IGNORECASE))
        and len(text) < 200
        and not text.endswith(".")
    )


def is_file_name(text: str) -> bool:
    """Whether a line is the name of a file and nothing else."""
    return len(text) < 170 and "." in text and _FILE_NAME.match(text) is not None
