"""The headings of items: every line that could be one, and the evidence for it.

A document is read against ten shapes of heading (FORMS). Which lines are meant is decided in chain.py, by the
run of numbers that the evidence supports best; this module only collects and weighs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.ingest.lines import Line
from meetings.ingest.rules import bodies, cases, decisions, labels, outcomes, prose, titles, words
from meetings.ingest.rules.contents import Contents

# '12', '12a', '12.a', '12 L', '12 a.'; no part of '5.1' or '2019/5', and no 'i' of 'Punkt 4 i aftalen'
_NUMBER = r"(?P<number>\d{1,4}(?:\.?[a-zæøå]|(?-i: [A-ZÆØÅ])| [a-zæøå](?=[.:)]|$))?)(?![\wæøå]|[./]\d)"
_STATE = r"(?P<state>åbent?|lukket|offentligt?|fortroligt?|ikke[ -]offentligt?|å|l)(?: dagsorden)?"
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b"

# Shapes in the order of trust: name, what the shape alone is worth, pattern. The first that matches a line names it.
FORMS: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (name, worth, re.compile(pattern, re.IGNORECASE))
    for name, worth, pattern in (
        # '4 (Åben) Årsplan 2023', '12. (Lukket) Salg af jord', '3 (Offentlig) Budget'
        ("state", 6, rf"^{_NUMBER}\.? ?[(\[]{_STATE}(?: sag| punkt)?[)\]][:.–-]* ?(?P<title>.*)$"),
        # 'Åbent punkt 4: Årsplan', 'LUKKET SAG 12. Salg af jord', 'Åben 4. Årsplan', 'ÅBENT PUNKT NR. 61'
        (
            "state first",
            5,
            rf"^(?=[ÅL(\[])[(\[]?{_STATE}[)\]]?(?P<what>[ :–-]*(?:sag|punkt|"
            rf"pkt\.?)?)[ :–-]*(?:nr\.?:? ?)?{_NUMBER}(?P<mark> ?[.:)–-]+)? ?(?P<title>.*)$",
        ),
        # 'Punkt 4: Årsplan 2023', 'Pkt. 42', 'PUNKT NR. 7. Budget', 'Dagsordenspunkt 3 - Orientering',
        # 'Tillægspunkt 9: Bro', 'Ad dagsordenens pkt. 3.   Gadelys', 'Punkt | 4. Budget' in a table of two cells
        (
            "punkt",
            4,
            rf"^(?:(?:ad |til )?dagsordenens |dagsordens|tillægs|ekstra)?(?:punkt|pkt\.?) ?(?:nr\.? ?)?(?:\| )?"
            rf"{_NUMBER}(?P<mark> ?[:.|)–-]+)? ?(?P<title>.*)$",
        ),
        # 'Sag nr. 5: Budget', 'Sag 12. Salg', 'SAG 3'
        ("sag", 3, rf"^sag ?(?:nr\.? ?)?{_NUMBER}(?![/-]\d)(?P<mark> ?[:.|)–-]+)? ?(?P<title>.*)$"),
        # 'Referat9. Godkendelse af referat': a heading run together with the word before it
        (
            "joined",
            2,
            rf"^(?:referat|dagsorden|protokol|beslutning|bilag|side \d+)(?=\d){_NUMBER}[.:] ?(?P<title>\D.*)$",
        ),
        # 'Ad 1. Godkendelse af dagsorden', 'Ad pkt. 3: Budget'
        ("ad", 0.5, rf"^ad (?:pkt\.? |punkt )?{_NUMBER}[.:)–-]* ?(?P<title>\S.*)$"),
        # '4. Årsplan 2023', '12a. Salg', '12.a Salg', '4) Årsplan', '4 : Årsplan'
        ("dotted", 1, rf"^{_NUMBER}(?: ?[.):](?!\d) ?|(?<=\.[a-zæøå]) )(?P<title>(?!{_MONTH})\S.*)$"),
        # '4 | Årsplan 2023'
        ("cell", 1, rf"^{_NUMBER}\.? ?\| ?(?P<title>\S.*)$"),
        # '4 - Årsplan 2023', '4 – Årsplan'
        ("dash", 0.5, rf"^{_NUMBER} ?[–-] (?P<title>\S.*)$"),
        # '#4 Årsplan', 'Nr. 4 Årsplan'
        ("nr", 2, rf"^(?:nr\.?|#) ?{_NUMBER}[.:]? (?P<title>\S.*)$"),
        # '4 Årsplan 2023'
        ("bare", 0, rf"^{_NUMBER} (?P<title>(?!{_MONTH})[^\d\W].*)$"),
        # '4.' or '4' with the title on the next line
        ("alone", 0, rf"^{_NUMBER}[.:)]?(?P<title>)$"),
    )
)
_TELLING = ("state", "state first", "punkt", "sag")  # shapes that say by a word that they head an item
_STARTS = frozenset("0123456789pPsSåÅlLdDrRbBnNaAtTeE#([")
_LONGEST_TITLE = 420
_SHORT = 60  # characters of a title that may be a decision's words
_LOOK_AHEAD = 4  # lines after a heading where its evidence is sought
_CONNECTIVE = re.compile(
    r"(?:\b(?:og|i|af|for|til|fra|på|om|med|ved|samt|eller|en|et|den|det|de|der|som|mellem|under|langs|hos|mod|uden|"
    r"gennem|omkring|pr\.|vedr\.?|vedrørende)|"
    r"[,–&/-])$",
    re.IGNORECASE,
)
# 'Oversigtskort vej.pdf (99221/16)': the name of a file is no title
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?)\b", re.IGNORECASE)
_LISTED = 6  # what being in a list right below 'Bilag' takes from a heading
_SENTENCE_END = re.compile(r"[a-zæøå)]\.$")


@dataclass(slots=True)
class Heading:
    """A line that may open an item. Indexes count the document's lines from 0."""

    index: int
    number: str
    value: float  # for ordering: 12, 12.01 for '12a'
    form: str
    title: str
    title_at: tuple[int, ...]  # indexes of the lines that hold the title, the first may be `index` itself
    state: bool | None = None  # closed, open, or not said
    score: float = 0.0
    hard: bool = False  # some evidence beyond the shape and the style
    section: bool = False  # the title is a section's: '3. Økonomi' is an item where no other can have the number


def find(lines: Sequence[Line], contents: Contents, preferred: Sequence[str] = ()) -> list[Heading]:
    """Every possible heading, weighed; `preferred` are the forms that the dialect trusts."""
    found: list[Heading] = []
    listed = -1  # the last line of a list of attachments
    for i, line in enumerate(lines):
        listed = i if words.fold(line.text) in words.ATTACHMENTS else listed
        if line.text[0] not in _STARTS or i in contents.leaders:
            continue
        heading = _shape(lines, i, contents)
        if heading is not None and _FILE.search(heading.title):
            listed = i if listed == i - 1 else listed
            continue  # '1 (Åben) Oversigtskort vej.pdf (99221/16)'
        if heading is not None and listed == i - 1 and heading.form == "state":
            listed = i
            heading.score -= _LISTED
        if heading is not None:
            heading.score += 1.5 if heading.form in preferred else 0
            _weigh(heading, lines, contents)
            found.append(heading)
    _weigh_lists([heading for heading in found if not heading.section], lines)
    return found


def _shape(lines: Sequence[Line], i: int, contents: Contents) -> Heading | None:
    text = lines[i].text[:_LONGEST_TITLE]
    for name, worth, pattern in FORMS:
        match = pattern.match(text)
        if match is None:
            continue
        number = match["number"].replace(" ", "")
        groups = match.groupdict()
        if name == "ad" and outcomes.known(match["title"]):
            return None  # 'Ad 1: Godkendt.'
        state = {"å": False, "o": False, "l": True, "f": True, "i": True}.get(
            (groups.get("state") or " ")[0].casefold()
        )
        if name == "state first" and match["title"] and not match["mark"] and not (match["what"] or "").strip(" :–-"):
            continue  # 'Åben 3 dage om ugen'
        title, at = title_from(lines, i, match["title"].strip(), contents)
        if name in ("punkt", "sag") and not (groups.get("mark") or "").strip() and title and at[0] == i:
            if title[0].islower() and lines[i].text.endswith("."):
                return None  # 'Punkt 4 i den nuværende aftale giver klubben ret til at forhandle.'
            worth -= 2  # 'Punkt 15 udgår' may be a sentence
        if number[-1] in "LlÅå" and state is None:  # '3 L: Salg af jord', '4 Å: Budget'
            state, number = number[-1] in "Ll", number[:-1].rstrip(".")
        suffix = number[-1].casefold() if number[-1].isalpha() else ""
        value = int(number.rstrip(f".{number[-1]}")) + (ord(suffix) - 96) / 1000 if suffix else int(number)
        # '1. Resume': the sections of a case may be numbered; 'Pkt. 9 Personaleforhold' is an item
        section = name not in _TELLING and words.fold(match["title"]) in words.STRONG
        return Heading(i, number, value, name, title, at, state, worth, section=section)
    return None


def title_from(lines: Sequence[Line], i: int, start: str, contents: Contents) -> tuple[str, tuple[int, ...]]:
    """The whole title that starts on line i, or below it after the lines of the item's head, and the lines it takes."""
    at = [i]
    only_case = bool(start) and titles.read(start).text == ""
    if not start or only_case:
        below = next((j for j in range(i + 1, min(i + 5, len(lines))) if not labels.is_head_line(lines[j].text)), None)
        if below is None or not _may_be_title(lines[below]):
            return start, (i,)
        start, at = (f"{start} " if only_case else "") + lines[below].text, [below]
    for j in range(at[-1] + 1, min(at[-1] + 5, len(lines))):
        if not _continues(start, lines[at[-1]], lines[j], contents, i):
            break
        dash = "- " if lines[j].kind == "list" and not lines[j].text[0].isdigit() else ""
        start, at = prose.wrapped(start, f"{dash}{lines[j].text}"), [*at, j]
    return start, tuple(at)


# 'Sag 301' over 'Protokol': the item on the minutes of the meeting before, and no heading of a decision
_OF_MINUTES = frozenset(("protokol", "protokollat", "referat"))
# 'Punkt 33' below the labels of an item whose title is one of them
_NEXT_ITEM = re.compile(r"^(?:(?:dagsordens)?punkt|pkt\.?|sag)(?: nr\.?)? ?\d{1,4}[.:]?$", re.IGNORECASE)
# 'a. Ny sti': the first point of a list
_LETTERED = re.compile(r"^[a-zæøå][.)] ")
# '2. behandling af budget 2008-2011': a title that opens with an ordinal
_ORDINAL = re.compile(
    r"^\d{1,2}\. (?:behandling|forelæggelse|udgave|kvartal|halvår|budget|etape|fase)\b", re.IGNORECASE
)


def _may_be_title(line: Line) -> bool:
    if len(line.text) >= _LONGEST_TITLE or line.kind == "row" or _NEXT_ITEM.match(line.text):
        return False
    section = is_section(line.text) and words.fold(line.text) not in _OF_MINUTES
    return not section and (not line.text[0].isdigit() or bool(_ORDINAL.match(line.text)))


def _continues(title: str, last: Line, line: Line, contents: Contents, i: int) -> bool:
    """Whether a title goes on in this line: the contents know best, then the layout, then the words."""
    text = line.text
    if len(title) + len(text) > _LONGEST_TITLE or line.kind == "row" or labels.is_head_line(text):
        return False
    if is_section(text) and not (text[0].islower() and _CONNECTIVE.search(title)):
        return False  # 'Beslutning om' / 'offentlig høring' is one title
    key = titles.key(titles.read(title).text)
    joined = titles.key(titles.read(f"{title} {text}").text)
    if contents.whole(joined, i) or ((longer := contents.longer(key, i)) and longer.startswith(joined)):
        return True
    if (contents.whole(key, i) and not _CONNECTIVE.search(title)) or (
        last.text.endswith(")") and titles.read(last.text).case_number
    ):
        return False
    if any(pattern.match(text) for name, _, pattern in FORMS if name != "bare") or text[0].isdigit():
        return False
    if text.casefold().startswith(("at ", "- ")) or line.kind == "list" or _LETTERED.match(text):
        return False
    if _CONNECTIVE.search(title):
        return last.kind == line.kind or not line.starts_paragraph
    if line.kind == "heading" and last.kind == "heading":
        return line.level == last.level and text[0].islower()
    if line.starts_paragraph:
        return False
    if bodies.is_body(text):
        return False  # a web page prints the committee under the title
    return text[0].islower() or (len(last.text) >= 60 and len(text) < 90 and not _SENTENCE_END.search(text))


def is_section(text: str) -> bool:
    """Whether a line is a heading inside an item by its words alone."""
    head = words.fold(text.split(":", 1)[0]) if len(text) < 400 else ""
    if head in words.STRONG or head in words.ATTACHMENTS or head in words.ABSENCE:
        return True
    return len(text) < 200 and not text[0].isdigit() and decisions.heading(text) is not None


def _weigh(heading: Heading, lines: Sequence[Line], contents: Contents) -> None:
    line = lines[heading.index]
    title = titles.read(heading.title)
    if line.kind == "heading":
        heading.score += 3
        heading.hard = True
    if line.bold:
        heading.score += 2
    if line.starts_paragraph:
        heading.score += 1
    if title.closed or heading.state:
        heading.score += 3
        heading.hard = True
    if contents.promises(titles.key(title.text), heading.index):
        heading.score += 5
        heading.hard = True
    if evidence := _evidence_after(lines, max((heading.index, *heading.title_at)) + 1, heading):
        heading.score += evidence
        heading.hard = True
    if title.case_number or (heading.title_at[0] != heading.index and cases.first(lines[heading.index].text)):
        heading.score += 2
    text = title.text
    if not text:
        heading.score -= 1 if heading.form in ("punkt", "sag") else 3
    elif text[0].islower():
        heading.score -= 6 if text.startswith("at ") else 3
    if _SENTENCE_END.search(text) and len(text) > 60:
        heading.score -= 2
    if len(text) > 250:
        heading.score -= 2
    if text.endswith(".") and len(text) < _SHORT and outcomes.known(text):
        heading.score -= 6  # 'Punkt nr. 8' and 'Indstilles godkendt.' below 'Teknisk Udvalg, den 12-02-2024'
    if heading.form in ("alone", "bare", "cell") and line.kind == "row":
        heading.score -= 1
    if heading.index and lines[heading.index - 1].text.endswith((":", "indstiller,", "anbefaler,", "at")):
        heading.score -= 2


def _evidence_after(lines: Sequence[Line], start: int, heading: Heading) -> float:
    """What follows an item's heading: a case number, labels, or the first section of its case."""
    number_between = heading.title_at[0] != heading.index and heading.title_at[0] > heading.index + 1
    best = 3.0 if number_between else 0.0
    if (
        start < len(lines)
        and len(lines[start].text) < 200
        and lines[start].text[0].isupper()
        and outcomes.known(lines[start].text)
    ):
        best = max(best, 2.0)
    for line in lines[start : start + _LOOK_AHEAD]:
        if cases.alone(line.text) or any(
            pair.meaning in ("case", "document", "openness") for pair in labels.pairs(line.text)
        ):
            return max(best, 4.0)
        if (labels.is_head_line(line.text) and words.fold(line.text)) or is_section(line.text):
            return max(best, 3.0)
        if line.text[0].isdigit() and len(line.text) < 200 and cases.unknown(line.text) is None:
            break
    return best


def _weigh_lists(found: list[Heading], lines: Sequence[Line]) -> None:
    """Neighbouring lines numbered one after another are a list, not the headings of items."""
    by_line = {heading.index: heading for heading in found}
    for heading in found:
        after = by_line.get(max(heading.index, *heading.title_at) + 1)
        beside = [one.form for one in (by_line.get(heading.index - 1), after) if one is not None]
        if heading.form in _TELLING and heading.form in beside and lines[heading.index].kind == "list":
            heading.score -= _LISTED  # '- Punkt 3: Skov' among its like
        if after is not None and after.form == heading.form and 0 < after.value - heading.value <= 1:
            if not titles.read(heading.title).closed:
                heading.score -= 2.5
            if lines[after.index].kind != "heading" and not titles.read(after.title).closed:
                after.score -= 1
