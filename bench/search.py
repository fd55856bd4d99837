"""How fast a search is on N made-up items (bench.load): python -m bench.search [rounds]

A fixed mix of questions in a shuffled order: the SQL on its own, the snippets on their own, and the whole answer
through Django's test client, which is all of the site but the socket.
"""

from __future__ import annotations

import contextlib
import random
import sys
from collections.abc import Callable, Iterable
from functools import partial
from urllib.parse import quote_plus

from bench.measuring import Taken, conditions, make_ready, mean, summary

make_ready()

from django.test import Client  # noqa: E402

from bench.corpus import STEMS, words  # noqa: E402
from bench.people import names  # noqa: E402
from meetings.filing import packing  # noqa: E402
from meetings.models import SearchItem  # noqa: E402
from meetings.search import facets, query, results, suggest  # noqa: E402
from meetings.search.places import all_places  # noqa: E402
from meetings.search.question import read  # noqa: E402


def mix() -> dict[str, list[tuple[str, str]]]:
    """Kind of question -> (words, filters as in an address)."""
    chance = random.Random("questions")
    known = words()
    common, medium, rare = known[25:60], known[300:2_000], known[20_000:150_000]

    def some(*pools: list[str], count: int = 12) -> list[str]:
        return [" ".join(chance.choice(pool) for pool in pools) for _ in range(count)]

    numbers = SearchItem.objects.order_by("pk").values_list("item__case_number", flat=True)
    phrases = [
        f'"{" ".join(body.split()[4:6])}"'
        for body in SearchItem.objects.filter(closed=False).order_by("pk").values_list("body", flat=True)[:12]
    ]
    return {
        "common word": [(one, "") for one in some(common)],
        "medium word": [(one, "") for one in some(medium)],
        "rare word": [(one, "") for one in some(rare)],
        "two words": [(one, "") for one in some(common, medium)],
        "three words": [(one, "") for one in some(common, common, medium)],
        "phrase": [(one, "") for one in phrases],
        "phrase of common words": [(f'"{one}"', "") for one in some(common, common)],
        "beginning of a word": [(f"{one[:7]}*", "") for one in some(medium)],
        "part of a compound": [(one, "") for one in STEMS[5:100:9]],
        "name of a person": [(f'"{one}"', "") for one in names()[:8]],
        "without a word": [(f"{one} -{other}", "") for one, other in zip(some(medium), some(common), strict=True)],
        "case number": [(one, "") for one in numbers[:1200:100]],
        "common word, filtered": [(one, "&kommune=aarhus&aar=2019") for one in some(common)],
        "medium word, newest": [(one, "&sort=nyeste") for one in some(medium)],
        "common word, page 60": [(one, "&side=60") for one in some(common)],
        "nothing asked": [("", "")] * 3,
        "nothing asked, filtered": [("", "&udfald=udsat&aar=2015")] * 3,
    }


PARTS = ("SQL", "snippets", "HTTP")


def main(rounds: int) -> None:
    packing.pack(least=1)  # as the worker would have, where the archive was loaded before there were bits
    client = Client()
    questions = mix()
    everything = [(kind, *one) for kind, ones in questions.items() for one in ones]
    taken = {kind: {part: Taken() for part in PARTS} for kind in questions}
    for number in range(rounds + 1):
        random.Random(number).shuffle(everything)
        for kind, asked, filters in everything:
            times = taken[kind] if number else {part: Taken() for part in PARTS}  # the first round warms
            ask, mark = _inside(asked, filters)
            times["SQL"].measure(ask)
            times["snippets"].measure(mark)
            address = f"/soeg/?q={quote_plus(asked)}{filters}"
            times["HTTP"].measure(partial(client.get, address))
    print(
        f"{SearchItem.objects.count()} items, {rounds} rounds of {len(everything)} questions; ms as p50 / p95 / max on"
    )
    print(f"the clock, and for HTTP the processor time as a mean; {conditions()}")
    print(f"{'':26}" + "".join(f"{part:>20}" for part in PARTS) + f"{'ours':>8}{'PostgreSQL':>12}")
    taken["all"] = {part: _together(times[part] for times in taken.values()) for part in PARTS}
    for kind, times in taken.items():
        http = times["HTTP"]
        processor = f"{mean(http.ours):>8.0f}{mean(http.theirs):>12.0f}"
        print(f"{kind:26}" + "".join(f"{summary(times[part].clock):>20}" for part in PARTS) + processor)
    print_suggesting(rounds)


def print_suggesting(rounds: int) -> None:
    """ "Mente du" alone, for words with two letters in each other's place; its target is 30 ms."""
    taken = Taken()
    wrong = [f"{word[:2]}{word[3]}{word[2]}{word[4:]}" for word in words()[300:30_000] if len(word) > 6][::400]
    for number in range(rounds + 1):
        for word in wrong:
            (taken if number else Taken()).measure(partial(suggest.meant, read(word), 0))
    found = sum(bool(suggest.meant(read(word), 0)) for word in wrong)
    print(
        f"Mente du, {found} of {len(wrong)} answered: {summary(taken.clock)} ms, "
        f"{mean(taken.ours):.0f} ours and {mean(taken.theirs):.0f} PostgreSQL"
    )


def _together(parts: Iterable[Taken]) -> Taken:
    whole = Taken()
    for part in parts:
        whole.clock += part.clock
        whole.ours += part.ours
        whole.theirs += part.theirs
    return whole


def _inside(asked: str, filters: str) -> tuple[Callable[[], object], Callable[[], object]]:
    """The questions that a search puts to the database, and what marks its answers."""
    question, places = read(asked), all_places()
    chosen = {}
    for part in filters.split("&")[1:]:
        name, value = part.split("=")
        if name in facets.LABELS:
            chosen[name] = [value]
    page = int(filters.rsplit("side=", 1)[1]) if "side=" in filters else 1
    sort = "nyeste" if "nyeste" in filters else results.usual_sort(question)
    wanted = facets.choices(chosen, places)

    def ask() -> None:
        with contextlib.suppress(query.TooSlow), query.prepared(question):
            counts = query.count(question, wanted)
            query.find(question, wanted, sort=sort, start=(page - 1) * 20, size=20, counts=counts)

    try:
        hits = results.search(question, chosen, places, page=page).hits
    except query.TooSlow:
        hits = ()
    return ask, lambda: [(hit.title, hit.snippet) for hit in hits]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
