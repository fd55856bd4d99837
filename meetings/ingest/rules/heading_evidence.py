"""The evidence for an item's heading beyond its shape: its look, the contents, what its title says, what follows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import cases, groups, labels, outcomes, titles, words
from meetings.ingest.rules.contents import Contents
from meetings.ingest.rules.heading_forms import TELLING, Heading
from meetings.ingest.rules.heading_titles import SENTENCE_END, is_section

_SHORT = 60  # characters of a title that may be a decision's words
_FEWEST = 2  # headings below case numbers
_NUMBER_ABOVE = 4  # what the case number above a heading adds
_UNDER_CLOSED = 3  # what standing right below 'Lukket dagsorden' adds
_LOOK_AHEAD = 4  # lines after a heading where its evidence is sought
_FAR = 15  # lines below a heading in which a known section may stand
_AGAIN = 3  # what a second look may add
_WORD = 40  # characters of a template's word
LISTED = 6  # what being in a list takes from a heading


def weigh(heading: Heading, lines: Sequence[Line], contents: Contents) -> None:
    """Add to a heading's score, and take from it; `hard` where something beyond shape and style speaks for it."""
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
    if SENTENCE_END.search(text) and len(text) > 60:
        heading.score -= 2
    if len(text) > 250:
        heading.score -= 2
    if text.endswith(".") and len(text) < _SHORT and outcomes.known(text):
        heading.score -= 6  # 'Punkt nr. 8' and 'Indstilles godkendt.' below 'Teknisk Udvalg, den 12-02-2024'
    if heading.form in ("alone", "bare", "cell") and line.kind == "row":
        heading.score -= 1
    if heading.index and lines[heading.index - 1].text.endswith((":", "indstiller,", "anbefaler,", " at")):
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


def weigh_numbers_above(found: list[Heading], lines: Sequence[Line]) -> None:
    """Where a document prints case numbers before its headings ('16.06.00-P22-1-10' over '2. Meddelelser'), a heading
    below one is an item's: the notices that item 2 numbers from 1 are not."""
    above = [heading for heading in found if heading.index and _is_case(lines[heading.index - 1])]
    below = sum(1 for heading in found if _is_below(heading, lines))
    if len(above) < _FEWEST or len(above) <= below:
        return
    for heading in above:
        heading.score += _NUMBER_ABOVE
        heading.hard = True


def _is_below(heading: Heading, lines: Sequence[Line]) -> bool:
    after = max(heading.index, *heading.title_at) + 1
    return after < len(lines) and _is_case(lines[after])


def _is_case(line: Line) -> bool:
    return line.kind != "row" and line.text[-1:].isdigit() and cases.alone(line.text) is not None


def weigh_closed(found: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """The headings right below 'Lukket dagsorden', one after another: they need no text below them, and are no list."""
    starts = [i for i, line in enumerate(lines) if groups.is_closed(line.text)]
    by_line = {heading.index: heading for heading in found if starts}
    bare: list[Heading] = []
    for start in starts:
        at, last = start + 1, None
        while at < len(lines):
            heading = by_line.get(at)
            if heading is None and labels.is_head_line(lines[at].text):
                at += 1
                continue
            if heading is None or (last and (heading.form != last.form or not 0 < heading.value - last.value <= 1)):
                break
            heading.score += _UNDER_CLOSED
            heading.hard = True
            bare.append(heading)
            at, last = max(at, *heading.title_at) + 1, heading
    return bare


_LONG_RUN = 3  # steps from line to line after which the last of them is the list's too


def weigh_lists(found: list[Heading], lines: Sequence[Line]) -> None:
    """Neighbouring lines numbered one after another are a list, not the headings of items."""
    by_line = {heading.index: heading for heading in found}
    run = 0  # how many of them stand one below the other
    for heading in found:
        after = by_line.get(max(heading.index, *heading.title_at) + 1)
        beside = [one.form for one in (by_line.get(heading.index - 1), after) if one is not None]
        if heading.form in TELLING and heading.form in beside and lines[heading.index].kind == "list":
            heading.score -= LISTED  # '- Punkt 3: Skov' among its like
        if after is not None and after.form == heading.form and 0 < after.value - heading.value <= 1:
            if not titles.read(heading.title).closed:
                heading.score -= 2.5
            run += 1
            if lines[after.index].kind != "heading" and not titles.read(after.title).closed:
                after.score -= 1 if run < _LONG_RUN else LISTED
        else:
            run = 0


def weigh_again(found: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """The headings of a document in which none convinced, for nobody knows the words below them: the same word below
    several of them is their template's, and above the first known section a number is no point of a list."""
    below = {id(heading): _words_below(heading, lines) for heading in found}
    times = Counter(word for words_below in below.values() for word in words_below)
    everywhere = Counter(line.text for line in lines)
    first = next((i for i, line in enumerate(lines) if words.fold(line.text[:_SHORT]) in words.STRONG), len(lines))
    ends = [heading.index for heading in found[1:]] + [len(lines)]
    for heading, next_one in zip(found, ends, strict=False):
        end = min(heading.index + _FAR, next_one)
        template = any(times[word] >= _FEWEST and times[word] == everywhere[word] for word in below[id(heading)])
        sections = heading.index < first and any(is_section(line.text) for line in lines[heading.index + 1 : end])
        if heading.score > 0 and (template or sections):
            heading.score += _AGAIN
            heading.hard = True
    return found


def _words_below(heading: Heading, lines: Sequence[Line]) -> set[str]:
    """The short lines right below a heading that may be a template's."""
    start = max(heading.index, *heading.title_at) + 1
    return {
        line.text
        for line in lines[start : start + _FEWEST]
        if len(line.text) < _WORD
        and line.kind in ("text", "heading")
        and line.text[0].isupper()
        and line.text[-1] not in ".,;:!?"
    }
