"""How much of the truth an extractor kept, and in order."""

from __future__ import annotations

from bisect import bisect_left

from meetings.ingest.lines import Document


def common_words(truth: list[str], found: list[str]) -> int:
    """The length of the longest common subsequence (Hunt and Szymanski)."""
    places: dict[str, list[int]] = {}
    for n, word in enumerate(found):
        places.setdefault(word, []).append(n)
    ends: list[int] = []
    for word in truth:
        for n in reversed(places.get(word, ())):
            at = bisect_left(ends, n)
            ends[at : at + 1] = [n]
    return len(ends)


def shares(truth: list[str], document: Document) -> tuple[float, float]:
    """Share of the truth's words that came, in order; share of the words that came that are the truth's."""
    found = " ".join(line.text for line in document.lines).split()
    common = common_words(truth, found)
    return common / max(1, len(truth)), common / max(1, len(found))


def texts(document: Document, kind: str) -> list[str]:
    return [line.text for line in document.lines if line.kind == kind]
