"""How good the order of answers is, against judged searches: python -m bench.ranking

On the archive of DATABASE_URL, which must hold the minutes of demo/ (manage.py ingest demo --publish). The judgements
(tests/search/judged/demo.csv) were made from reading the minutes, before any search: 3 is what the person who types
these words hopes to find first, 2 another treatment of the same subject, 1 something useful beside it, and whatever is
not listed 0. nDCG@10 is 1 where the ten first answers stand in the best order there can be (Järvelin & Kekäläinen,
2002, with gains of 2^grade − 1).
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

JUDGED = Path(__file__).resolve().parent.parent / "tests/search/judged"
DEPTH = 10

Grades = Mapping[str, int]


def judged(name: str) -> dict[str, dict[str, int]]:
    """Query -> item -> grade, of 'demo' (items by address) or 'real' ('varde punkt-2': minutes outside the project)."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    with (JUDGED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            grades[row["query"]][row["item"]] = int(row["grade"])
    return dict(grades)


def ndcg(found: Sequence[str], grades: Grades) -> float:
    """Between 0 and 1. Raises ValueError where nothing was judged to be an answer."""
    best = _gain(sorted(grades.values(), reverse=True))
    if not best:
        raise ValueError("a search without a judged answer")
    return _gain([grades.get(item, 0) for item in found]) / best


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate([*grades][:DEPTH], 1))


def first_answers(query: str) -> list[str]:
    """The addresses on the first page, in their order."""
    from meetings.search.places import all_places
    from meetings.search.question import read
    from meetings.search.results import search

    return [hit.address for hit in search(read(query), {}, all_places()).hits]


def main() -> None:
    scores = {query: ndcg(first_answers(query), grades) for query, grades in judged("demo").items()}
    if not any(scores.values()):
        raise SystemExit("The archive lacks the minutes of demo/: manage.py ingest demo --publish")
    for query, score in sorted(scores.items(), key=lambda one: one[1]):
        if score < 0.9995:
            print(f"{score:.3f}  {query}")
    print(f"nDCG@{DEPTH} of {len(scores)} searches: {sum(scores.values()) / len(scores):.3f}")


if __name__ == "__main__":
    from bench.measuring import make_ready

    make_ready()
    main()
