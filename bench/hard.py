"""The dearest questions that one can think of, and whether they are answered rightly: python -m bench.hard [check] [N]

N (300) questions, the same every time: phrases of common words, beginnings, words of grammar alone, chains of 'not',
ten words, each with filters, orders, deep pages and by case. Told are the statuses, the slowest, and with `check`
whatever differs from a plain reading of the same rows: totals, numbers of cases, numbers by year, and the days on a
page that is ordered by them. The check takes some seconds of the database a question.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from bench.measuring import Taken, conditions, make_ready, summary

make_ready()

from django.db import connection  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402

from bench.corpus import GRAMMAR, STEMS, TRADE, words  # noqa: E402
from meetings.language.lexemes import quoted  # noqa: E402
from meetings.models import SearchItem  # noqa: E402
from meetings.search.facets import choices  # noqa: E402
from meetings.search.places import all_places  # noqa: E402
from meetings.search.query import COLUMNS  # noqa: E402
from meetings.search.query_language.nodes import Clause, Field, Group, Node  # noqa: E402
from meetings.search.results import PAGE  # noqa: E402
from meetings.search.search_filter import SearchFilter  # noqa: E402

# Filters, orders and pages, as an address has them.
WAYS = (
    "", "", "&sort=nyeste", "&sort=aeldste", "&side=100", "&sort=nyeste&side=100", "&gruppe=sag",
    "&gruppe=sag&sort=nyeste", "&gruppe=sag&side=40", "&kommune=aarhus", "&kommune=koebenhavn&aar=2019",
    "&udfald=udsat", "&parti=V", "&fra=2012-03-01&til=2019-10-31", "&lukket=nej&bilag=ja&sort=aeldste",
    "&type=orientering&aar=2011&aar=2020", "&kommune=frederiksberg&gruppe=sag", "&udvalg=byraadet&side=30",
)  # fmt: skip
SLOW = 300  # ms


def asked() -> Iterator[str]:
    """Questions without end, as they are typed."""
    chance = random.Random("hard")
    known = words()
    common, medium = [*TRADE, *STEMS], known[300:3_000]
    one, rare, grammar = partial(chance.choice, common), partial(chance.choice, medium), partial(chance.choice, GRAMMAR)
    kinds = (
        lambda: f'"{one()} {grammar()}"',
        lambda: f'"{grammar()} {one()}"',
        lambda: f'"{one()} {one()}"',
        lambda: f'"{one()} {grammar()} {one()}"',
        lambda: f'"{grammar()} {one()} {grammar()} {rare()}"',
        lambda: f'"{rare()} {grammar()}" ELLER "{one()} og"',
        lambda: f"{one()[: chance.randint(3, 6)]}*",
        lambda: f"{one()[:4]}* {one()[:4]}* -{one()[:3]}*",
        lambda: f"{rare()[:3]}* ELLER {rare()[:3]}*",
        lambda: f"{grammar()}",
        lambda: f"{grammar()} {grammar()}",
        lambda: f'"{grammar()} {one()}" ELLER -"{one()}"',
        lambda: f"{one()} " + " ".join(f"-{one()}" for _ in range(chance.randint(2, 9))),
        lambda: " ".join(f"-{one()}" for _ in range(chance.randint(1, 5))),
        lambda: f'-"{one()} {grammar()}" -{one()[:4]}*',
        lambda: " ".join(one() for _ in range(10)),
        lambda: " ".join((*(one() for _ in range(7)), rare(), rare(), f'"{grammar()}"')),
        lambda: " ELLER ".join((*(rare() for _ in range(5)), *(one() for _ in range(4)), f'"{grammar()} {one()}"')),
        lambda: f'({one()} ELLER {one()[:5]}*) ("{one()} {grammar()}" ELLER -{one()}) -({rare()} {one()})',
        lambda: f"kommune:aarhus {one()} -{one()}",
        lambda: f'dato:2010..2015 "{one()} {grammar()}"',
        lambda: f'-kommune:aarhus ("{grammar()} {one()}" ELLER parti:V)',
        lambda: f"beløb:>500000 {one()}",
    )
    while True:
        yield from (kind() for kind in kinds)


def addresses(number: int) -> list[str]:
    questions = asked()
    return [f"q={quote_plus(next(questions))}{WAYS[n * 7 % len(WAYS)]}" for n in range(number)]


@dataclass(frozen=True, slots=True)
class Right:
    """What a plain reading of the rows says of an address."""

    total: int
    cases: int
    years: Counter[int]  # whatever years are chosen
    days: list[str]  # of all answers, newest first


@lru_cache(maxsize=1)
def rows() -> dict[int, dict[str, Any]]:
    names = ("date", *COLUMNS.values(), "case_number")
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in SearchItem.objects.values_list("pk", *names)}


@lru_cache(maxsize=1_000)
def having(column: str, tsquery: str) -> frozenset[int]:
    return selected(f"{column} @@ %s::tsquery", (tsquery,))


def selected(condition: str, parameters: tuple[Any, ...]) -> frozenset[int]:
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute(f"SELECT item_id FROM meetings_searchitem WHERE {condition}", parameters)
        return frozenset(row[0] for row in cursor.fetchall())


def answering(node: Node) -> frozenset[int]:
    """Word by word, and a phrase as its words one after another."""
    if isinstance(node, Group):
        parts = [answering(part) for part in node.parts]
        found = frozenset.intersection(*parts) if node.kind == "all" else frozenset().union(*parts)
    elif isinstance(node, Field):
        found = selected(node.condition.sql, node.condition.parameters)
    else:
        found = having(*_plainly(node))
    return frozenset(rows().keys() - found) if node.negative else found


def _plainly(clause: Clause) -> tuple[str, str]:
    said = [word for unit in clause.units for word in unit.words]
    if clause.phrase or clause.prefix or clause.only_stop_words:
        return "exact", " <-> ".join(quoted(word.exact) for word in said) + (":*" if clause.prefix else "")
    return "vector", " <-> ".join(quoted(word.stem) for word in said)


def right(address: str) -> Right:
    asks = SearchFilter(QueryDict(address), places=all_places())
    chosen = choices(asks.chosen, all_places())
    found = answering(asks.question.tree) if asks.question.tree else rows().keys()

    def passes(row: dict[str, Any], but: str = "") -> bool:
        for name, values in chosen.items():
            if name == "dato":
                first, last = values
                if (first and row["date"] < first) or (last and row["date"] > last):
                    return False
            elif values and name != but:
                value = row[COLUMNS[name]]
                if not set(values) & set(value or ()) if name == "parti" else value not in values:
                    return False
        return True

    of_year = [row for pk in found if passes(row := rows()[pk], "aar")]
    kept = [(pk, row) for pk in found if passes(row := rows()[pk])]
    cases = {(row["municipality_id"], row["case_number"] or pk) for pk, row in kept}
    days = sorted((str(row["date"]) for _, row in kept), reverse=True)
    return Right(len(kept), len(cases), Counter(row["year"] for row in of_year), days)


def wrong(address: str, answer: dict[str, Any]) -> str:
    """What an answer of /soeg.json says otherwise than the rows do; '' where all agrees."""
    told, expected = dict(parse_qsl(address)), right(address)
    if answer["total"] != expected.total:
        return f"total {answer['total']}, not {expected.total}"
    if "gruppe" in told:
        past = (int(told.get("side", 1)) - 1) * PAGE >= expected.total  # then nobody puts them together
        return "" if past or answer["cases"] == expected.cases else f"cases {answer['cases']}, not {expected.cases}"
    years = {int(one["value"]): one["count"] for one in answer["facets"]["aar"] if one["count"]}
    if years != {year: number for year, number in expected.years.items() if number}:
        return "numbers by year"
    if "sort" in told:
        start = (int(told.get("side", 1)) - 1) * PAGE
        days = expected.days[::-1] if told["sort"] == "aeldste" else expected.days
        if [item["date"] for item in answer["items"]] != days[start : start + PAGE]:
            return "days on the page"
    return ""


def _ask(client: Client, address: str, answered: list[tuple[int, str]]) -> None:
    answered.append((client.get(f"/soeg/?{address}").status_code, address))


def main(number: int, *, check: bool) -> None:
    client, taken = Client(), Taken()
    answered: list[tuple[int, str]] = []
    mistakes: list[tuple[str, str]] = []
    for address in addresses(number):
        first = client.get(f"/soeg.json?{address}")  # warms
        if check and first.status_code == 200 and (told := wrong(address, first.json())):
            mistakes.append((address, told))
        taken.measure(partial(_ask, client, address, answered))
    late = sum(clock > SLOW for clock in taken.clock)
    statuses = dict(Counter(status for status, _ in answered))
    slowest = sorted(zip(taken.clock, taken.ours, taken.theirs, answered, strict=True), reverse=True)[:10]
    print(f"{SearchItem.objects.count()} items, {number} questions; statuses {statuses}; {conditions()}")
    print(f"ms as p50 / p95 / max: {summary(taken.clock)} on the clock, {summary(taken.ours)} of Python,")
    print(f"{summary(taken.theirs)} of PostgreSQL; {late} over {SLOW} ms. The slowest (clock, Python, PostgreSQL):")
    for clock, ours, theirs, (_, address) in slowest:
        print(f"{clock:6.0f}{ours:6.0f}{theirs:6.0f}  {address}")
    print("Not answered:", *(address for status, address in answered if status != 200), sep="\n")
    if check:
        print(f"{len(mistakes)} answers are wrong", *(f"{told}: {address}" for address, told in mistakes), sep="\n")


if __name__ == "__main__":
    main(
        next((int(one) for one in sys.argv[1:] if one.isdecimal()), 300),
        check="check" in sys.argv[1:],
    )
