"""A few lines of an item's text that show why it was found. Cut from the stored text, escaped, then marked."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe

from .marking import Marker, Span, mark

LENGTH = 260  # characters shown, more or less
_LEAD = 70  # at most so much before the first marked word
_MOST_SPANS = 400  # an item that says a word more often than this is cut from its beginning
# '… blev drøftet. Udvalget …', not 'den 5. december' or 'pkt. 4'
_SENTENCE = re.compile(r"(?<=[^\W\d]{4}[.!?:])\s+(?=[A-ZÆØÅ])")


def snippet(body: str, marker: Marker) -> SafeString:
    """The passage with most of the question's words, or two shorter ones where no passage has them all.

    Where nothing is marked (the title alone answers, or nothing was asked): how the text begins.
    """
    spans = marker.spans(body)[:_MOST_SPANS]
    if not spans:
        return _beginning(body)
    first = _best(spans, LENGTH - _LEAD)
    missing = {span.clause for span in spans} - {span.clause for span in first}
    rest = [
        span for span in spans if span.clause in missing and (span.start > first[-1].end or span.end < first[0].start)
    ]
    if not rest:
        return _passage(body, spans, first, LENGTH)
    passages = sorted([first, _best(rest, LENGTH // 2 - _LEAD)], key=lambda passage: passage[0].start)
    return mark_safe(" ".join(_passage(body, spans, passage, LENGTH // 2) for passage in passages))  # noqa: S308


def _best(spans: list[Span], width: int) -> list[Span]:
    """The run of spans within `width` characters with most different clauses, nearest together, then most spans."""
    best: list[Span] = []
    best_score = (0, 0, 0)
    end = 0
    for start, span in enumerate(spans):
        end = max(end, start + 1)
        while end < len(spans) and spans[end].end - span.start <= width:
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


def _passage(body: str, spans: list[Span], run: list[Span], length: int) -> SafeString:
    start = _start(body, run[0].start)
    end = _end(body, max(run[-1].end, start + length))
    inside = [span for span in spans if start <= span.start and span.end <= end]
    text, moved = _one_line(body, start, end, inside)
    before = "… " if start > 0 and body[:start].strip() else ""
    after = " …" if body[end:].strip() else ""
    return mark_safe(f"{before}{mark(text, moved)}{after}")  # noqa: S308 - mark escapes


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


def _one_line(body: str, start: int, end: int, spans: list[Span]) -> tuple[str, list[Span]]:
    """The passage with every run of white space as one space, and the spans moved along."""
    pieces: list[str] = []
    length, reached, moved = 0, start, []

    def take(upto: int) -> None:
        nonlocal length, reached
        piece = re.sub(r"\s+", " ", body[reached:upto])
        if pieces and pieces[-1].endswith(" "):
            piece = piece.lstrip(" ")
        pieces.append(piece)
        length += len(piece)
        reached = upto

    for span in spans:
        take(span.start)
        begin = length
        take(span.end)
        moved.append(Span(begin, length, span.clause))
    take(end)
    return "".join(pieces).rstrip(), moved


def _beginning(body: str) -> SafeString:
    """The first paragraph that says something: 'Godkendt.' already stands in the badge."""
    paragraphs = [paragraph for paragraph in body.split("\n\n") if paragraph.strip()]
    if not paragraphs:
        return SafeString("")
    chosen = next((paragraph for paragraph in paragraphs if len(paragraph) >= 60), paragraphs[0])
    end = _end(chosen, LENGTH)
    text, _ = _one_line(chosen, 0, end, [])
    return mark_safe(f"{mark(text, [])}{' …' if chosen[end:].strip() else ''}")  # noqa: S308 - mark escapes
