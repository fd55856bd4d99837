"""A few lines of an item's text that show why it was found. Cut from the stored text, escaped, then marked.

What was decided, what was recommended and the rest never run together: whoever quotes a line must know which it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.safestring import SafeString

from .marking import Marker, Span, mark

LENGTH = 260  # characters shown, more or less
_LEAD = 70  # at most so much before the first marked word
_MOST_PLACES = 400  # an item that says a word more often than this is cut from its beginning
PAPERS = "Bilag"  # the name of the part that lists the attachments, a paragraph each; it says least of an item
_TRIES = 5  # places that turn out to hold nothing, before the beginning is shown
# '- at puljen udmøntes', '• Model A'
_BULLET = re.compile(r"[-–•*]\s+")
# 'at der gives tillægsbevilling', 'At 2) rammen forhøjes', '2. at puljen nedlægges'
_POINT = re.compile(r"\s*(?:at|At \d{1,2}\)|[-–•*]|\d{1,2}[.)])\s")
_SAYS_SOMETHING = 60  # letters of a paragraph
# 'Udvalg | Dato | Punktnummer'
_TABLE = re.compile(r" ?\| ?")
_WHITE = re.compile(r"\s+")
# '… blev drøftet. Udvalget …', not 'den 5. december' or 'pkt. 4'
_SENTENCE = re.compile(r"(?<=[^\W\d]{4}[.!?:])\s+(?=[A-ZÆØÅ])")


class Part(NamedTuple):
    """Characters of a body that are one thing: what was decided, recommended or attached, or ('') anything else."""

    start: int
    end: int
    name: str


class Passage(NamedTuple):
    part: str
    text: SafeString


@dataclass(frozen=True, slots=True)
class Snippet:
    passages: tuple[Passage, ...]

    @property
    def text(self) -> SafeString:
        joined = " ".join(passage.text for passage in self.passages).replace("… …", "…")
        return SafeString(joined)


def snippet(body: str, marker: Marker, named: Sequence[Part] = (), title: str = "") -> Snippet:
    """The passage with most of the question's words, or two shorter ones where no passage has them all.

    Where nothing is marked (the title alone answers, or nothing was asked): how the text begins. `named` parts stand
    in their order and do not overlap; no passage reaches from one into another, or from one into the rest. Attachments
    are shown only for words that neither the text nor the `title` has.
    """
    parts = _whole(body, named)
    places = marker.places(body)[:_MOST_PLACES]
    if parts and parts[-1].name == PAPERS and places and places[-1].end > parts[-1].start:
        places = _without_papers(places, parts[-1].start, marker.spans(title))
    for _ in range(_TRIES):
        if not places:
            break
        first = _best(places, LENGTH - _LEAD, parts)
        missing = {place.clause for place in places} - {place.clause for place in first}
        rest = [place for place in places if place.clause in missing and _apart_from(place, first)]
        runs = sorted([first, _best(rest, LENGTH // 2 - _LEAD, parts)] if rest else [first])
        passages = [_passage(body, _part_at(parts, run[0].start), marker, run, LENGTH // len(runs)) for run in runs]
        if any(passage.text for passage in passages):
            return Snippet(tuple(passage for passage in passages if passage.text))
        places = [place for place in places if _apart_from(place, first)]
    return _beginning(body, parts)


def _whole(body: str, named: Sequence[Part]) -> list[Part]:
    """The named parts and what stands between them: the whole body."""
    parts, reached = [], 0
    for part in named:
        parts += [Part(reached, part.start, ""), part]
        reached = part.end
    return [part for part in [*parts, Part(reached, len(body), "")] if part.start < part.end]


def _without_papers(places: list[Span], papers: int, titled: Sequence[Span]) -> list[Span]:
    """The places before the attachments, where these and the title have all the words; else all."""
    said = [place for place in places if place.start < papers]
    there = {place.clause for place in [*said, *titled]}
    return said if there >= {place.clause for place in places} else places


def _part_at(parts: Sequence[Part], at: int) -> Part:
    return next((part for part in parts if at < part.end), parts[-1])


def _apart_from(place: Span, run: list[Span]) -> bool:
    return place.start > run[-1].end or place.end < run[0].start


def _best(spans: list[Span], width: int, parts: Sequence[Part]) -> list[Span]:
    """The run of spans within `width` characters of one part with most different clauses, nearest together, then most
    spans."""
    best: list[Span] = []
    best_score = (0, 0, 0)
    end = 0
    for start, span in enumerate(spans):
        end = max(end, start + 1)
        reached = min(span.start + width, _part_at(parts, span.start).end)
        while end < len(spans) and spans[end].end <= reached:
            end += 1
        run = spans[start:end]
        clauses: set[int] = set()
        reach = span.end  # where the last clause of the run is first met
        for one in run:
            reach = reach if one.clause in clauses else one.end
            clauses.add(one.clause)
        score = (len(clauses), -((reach - span.start) // 40), min(len(run), 4))
        if score > best_score or not best:
            best, best_score = run, score
    return best


def _passage(body: str, part: Part, marker: Marker, run: list[Span], length: int) -> Passage:
    """The text around a run, marked by the analyser; '' where the places of the run turn out to be none."""
    start = max(_start(body, run[0].start), part.start)
    start = bullet.end() if (bullet := _BULLET.match(body, start, run[0].start)) else start
    end = min(_end(body, max(run[-1].end, start + length)), part.end)
    # A list of papers or a table behind the paragraph says little about the words in it.
    paragraph = -1 if part.name == PAPERS else body.find("\n\n", max(run[-1].end, start + length // 2), end)
    end = paragraph if paragraph >= 0 else end
    line = body.rfind("\n", 0, start) + 1
    shown = _TABLE.sub(" · ", _points_apart(body[line:end])[start - line :])
    if part.name == PAPERS:
        shown = shown.replace("\n\n", " · ")
    spans = marker.spans(shown)
    if not spans:
        return Passage(part.name, SafeString(""))
    text, moved = _one_line(shown, spans)
    before = "… " if body[part.start if part.name else 0 : start].strip() else ""
    after = " …" if body[end : part.end if part.name else len(body)].strip() else ""
    return Passage(part.name, SafeString(f"{before}{mark(text, moved)}{after}"))


def _start(body: str, at: int) -> int:
    """The beginning of the paragraph or of a sentence just before, or a few words back where that is far."""
    earliest = at - _LEAD if at > _LEAD + 30 else 0
    paragraph = body.rfind("\n\n", earliest, at)
    if paragraph >= 0:
        return paragraph + 2
    if earliest == 0:
        return 0
    sentence = _SENTENCE.search(body, earliest, at)
    if sentence:
        return sentence.end()
    space = max(body.find(" ", earliest, at), body.rfind("\n", earliest, at))
    return space + 1 if space >= 0 else at


def _end(body: str, at: int) -> int:
    if at >= len(body):
        return len(body)
    space = body.rfind(" ", at - 40, at + 1)
    return space if space > 0 else at


def _one_line(passage: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """The passage with every run of white space as one space, and the spans moved along."""
    line, reached, moved = "", 0, []
    for span in [*spans, Span(len(passage), len(passage), -1)]:
        line = _joined(line, passage[reached : span.start])
        begin = len(line)
        line = _joined(line, passage[span.start : span.end])
        moved.append(Span(begin, len(line), span.clause))
        reached = span.end
    return line.rstrip(), moved[:-1]


def _joined(line: str, more: str) -> str:
    more = _WHITE.sub(" ", more)
    return line + (more.lstrip(" ") if line.endswith(" ") or not line else more)


def _points_apart(text: str) -> str:
    """Points of a list and rows of a table, one a line, end with a semicolon where another follows: 'at A vælges; at B
    opføres'. A line that begins so by its wrapping alone ('besluttede / at godkende') has no point before it."""
    if "\n" not in text:
        return text
    lines = text.split("\n")
    for at in range(1, len(lines)):
        before, line = lines[at - 1].rstrip(), lines[at]
        alike = any(kind(lines[at - 1]) and kind(line) for kind in (_POINT.match, _TABLE.search))
        if alike and before[-1] not in ".:;,!?":
            lines[at - 1] = f"{before};"
    return "\n".join(lines)


def _beginning(body: str, parts: Sequence[Part]) -> Snippet:
    """The first paragraph that says something: 'Godkendt.' already stands in the badge. Of what was decided or
    recommended never its middle alone: who reads 'Beslutning: Per Holm (V) foreslog …' takes that for what was decided.
    """
    said = body[: parts[-1].start] if parts and parts[-1].name == PAPERS else body
    paragraphs = [one for one in (said if said.strip() else body).split("\n\n") if one.strip()]
    if not paragraphs:
        return Snippet(())
    long = [paragraph for paragraph in paragraphs if len(paragraph) >= _SAYS_SOMETHING] or paragraphs[:1]
    chosen = next((paragraph for paragraph in long if not _TABLE.search(paragraph)), long[0])
    at = body.find(chosen)
    part = _part_at(parts, at)
    text = body[part.start : part.end] if part.name else chosen
    paragraphs = text[: LENGTH * 2].strip().split("\n\n")
    shown, more = _cut(" ".join(map(_closed, paragraphs)))
    return Snippet((Passage(part.name, SafeString(f"{mark(_TABLE.sub(' · ', shown), [])}{' …' if more else ''}")),))


def _closed(paragraph: str) -> str:
    """One line that does not run into the next: 'Ændret tekst:' and 'Godkendt.' end, 'At 1) planen godkendes' goes on
    behind a semicolon."""
    line = _WHITE.sub(" ", _points_apart(paragraph)).strip()
    return line if not line or line[-1] in ".:;,!?" else f"{line};"


def _cut(line: str) -> tuple[str, bool]:
    end = _end(line, LENGTH)
    return line[:end].rstrip().rstrip(";" if end == len(line) else ""), bool(line[end:].strip())
