"""How well words find the compounds that hold them: python -m bench.compounds

Precision, recall and F1 over the pairs in tests/language/compounds (see its README), with our lists alone. With -v the
pairs that went wrong in the halves to work with; those of the measuring halves are not shown, so that none is tuned on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from meetings.language.analyse import analyse, terms
from meetings.language.compounds import seed_lexicon

WORKING, MEASURING = ("work", "work2", "work3", "work4"), ("measure", "measure2", "measure3", "measure4")
FOLDER = Path(__file__).resolve().parents[1] / "tests" / "language" / "compounds"


def pairs(half: str) -> Iterator[tuple[str, str, bool]]:
    """A word asked for, a word of a text, and whether the one must find the other."""
    for line in (FOLDER / f"{half}.txt").read_text(encoding="utf-8").splitlines():
        asked, equals, words = line.partition("=")
        if not equals or line.startswith("#"):
            continue
        wanted, _, unwanted = words.partition("|")
        yield from ((asked.strip(), word, True) for word in wanted.split())
        yield from ((asked.strip(), word, False) for word in unwanted.split())


def finds(asked: str, word: str) -> bool:
    """Whether a question with `asked` finds a text with `word`."""
    lexemes = {term.stem for term in terms(word, seed_lexicon())} - {""}
    return any(term.stem in lexemes for unit in analyse(asked) for term in unit.words)


def measured(half: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    judged = [(finds(asked, word), right) for asked, word, right in pairs(half)]
    hits = sum(found and right for found, right in judged)
    precision = hits / max(1, sum(found for found, _ in judged))
    recall = hits / max(1, sum(right for _, right in judged))
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    for name in WORKING + MEASURING:
        number = len(list(pairs(name)))
        print("{}: {} pairs, precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(name, number, *measured(name)))
    if "-v" in sys.argv:
        for name in WORKING:
            for asked, word, right in pairs(name):
                if finds(asked, word) is not right:
                    print(f"  {asked} {'misses' if right else 'wrongly finds'} {word}")
