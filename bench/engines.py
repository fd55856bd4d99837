"""The same questions put to other engines over the same items (bench.load): python -m bench.engines [rounds]

What is measured is one page: the number of answers, how many there are of each municipality, committee, year, kind and
outcome, and the twenty best. Ours is the SQL of a search, without snippets and page. Beside it, each made here and
thrown away afterwards:

- plain: PostgreSQL as a tutorial has it: to_tsvector('danish'), a GIN index, ts_rank_cd over everything that answers,
  count(*) and a GROUP BY a facet, plans as the planner likes them;
- SQLite's FTS5 over the same text, stemmed by Snowball in Python (FTS5 knows no Danish), bm25, a GROUP BY a facet;
- tantivy with its Danish stemmer, bm25, term aggregations.

They differ in what they find: only ours takes compounds apart, folds spellings and keeps phrases as written.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.measuring import Taken, conditions, make_ready, mean, summary

make_ready()

import Stemmer  # noqa: E402
import tantivy  # noqa: E402
from django.db import connection  # noqa: E402

from bench.search import mix  # noqa: E402
from meetings.search import query, results  # noqa: E402
from meetings.search.question import read  # noqa: E402

FACETS = ("municipality_id", "committee_id", "year", "kind", "outcome")
KINDS = (
    "common word", "medium word", "rare word", "two words", "three words", "phrase", "phrase of common words",
)  # fmt: skip
PAGE = 20
_WORD = re.compile(r"[^\W_]+")
Ask = Callable[[str], int]  # a question to the number of its answers


def rows() -> Iterator[tuple[object, ...]]:
    """Id, date, facets and text of every item."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT item_id, date, {', '.join(FACETS)}, title || E'\\n' || body FROM meetings_searchitem")
        while some := cursor.fetchmany(1_000):
            yield from some


def ours(asked: str) -> int:
    question = read(asked)
    with query.prepared(question):
        counts = None
        with contextlib.suppress(query.TooSlow):
            counts = query.count(question, {})
        with contextlib.suppress(query.TooSlow):
            query.find(question, {}, sort=results.usual_sort(question), start=0, size=PAGE, counts=counts)
    return counts.total if counts else -1


def plain() -> Ask:
    with connection.cursor() as cursor:
        cursor.execute(f"""
            CREATE UNLOGGED TABLE bench_plain AS SELECT item_id, date, {", ".join(FACETS)},
                to_tsvector('danish', title || E'\\n' || body) AS words FROM meetings_searchitem;
            CREATE INDEX ON bench_plain USING gin (words); ANALYZE bench_plain""")

    def ask(asked: str) -> int:
        with connection.cursor() as cursor:
            wanted = "websearch_to_tsquery('danish', %s)"
            cursor.execute(f"SELECT count(*) FROM bench_plain WHERE words @@ {wanted}", [asked])
            total = int(cursor.fetchone()[0])
            for facet in FACETS:
                counted = f"SELECT {facet}, count(*) FROM bench_plain WHERE words @@ {wanted} GROUP BY 1"
                cursor.execute(counted, [asked])
                cursor.fetchall()
            cursor.execute(
                f"SELECT item_id FROM bench_plain, {wanted} q WHERE words @@ q"
                f" ORDER BY ts_rank_cd(words, q) DESC, date DESC LIMIT {PAGE}",
                [asked],
            )
            cursor.fetchall()
        return total

    return ask


def sqlite(folder: Path) -> Ask:
    stemmer = Stemmer.Stemmer("danish")
    stemmed: Callable[[str], str] = lambda text: " ".join(stemmer.stemWords(_WORD.findall(text.lower())))  # noqa: E731
    base = sqlite3.connect(folder / "bench.sqlite")
    base.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 0')")
    base.execute(f"CREATE TABLE items (id INTEGER PRIMARY KEY, date TEXT, {', '.join(FACETS)})")
    marks = ", ".join("?" * (len(FACETS) + 2))
    for number, date, *facets, text in rows():
        base.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, stemmed(str(text))))
        base.execute(f"INSERT INTO items VALUES ({marks})", (number, str(date), *facets))
    base.execute("INSERT INTO words (words) VALUES ('optimize')")
    base.commit()

    def ask(asked: str) -> int:
        inside = stemmed(asked)
        match = f'"{inside}"' if asked.startswith('"') else " ".join(f'"{word}"' for word in inside.split())
        found = "FROM words JOIN items ON id = words.rowid WHERE words MATCH ?"
        total = base.execute("SELECT count(*) FROM words WHERE words MATCH ?", [match]).fetchone()[0]
        for facet in FACETS:
            base.execute(f"SELECT {facet}, count(*) {found} GROUP BY 1", [match]).fetchall()
        base.execute(f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT {PAGE}", [match]).fetchall()
        return int(total)

    return ask


def of_tantivy(folder: Path) -> Ask:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="danish")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", fast=True)
    index = tantivy.Index(builder.build(), path=str(folder))
    filters = (tantivy.Filter.lowercase(), tantivy.Filter.stemmer("danish"))
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for one in filters:
        analyser = analyser.filter(one)
    index.register_tokenizer("danish", analyser.build())
    writer = index.writer(200_000_000, 1)
    for _, _, *facets, text in rows():
        values = {facet: str(value) for facet, value in zip(FACETS, facets, strict=True)}
        writer.add_document(tantivy.Document(text=str(text), **values))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    terms = {facet: {"terms": {"field": facet, "size": 2_000}} for facet in FACETS}

    def ask(asked: str) -> int:
        words = _WORD.findall(asked)
        typed = asked if asked.startswith('"') else " ".join(f"+{word}" for word in words)
        wanted = index.parse_query(typed, ["text"])
        searcher.aggregate(wanted, terms)
        return int(searcher.search(wanted, PAGE, count=True).count or 0)  # type: ignore[attr-defined]

    return ask


def main(rounds: int) -> None:
    questions = [(kind, asked) for kind, ones in mix().items() if kind in KINDS for asked, _ in ones]
    taken = {}
    with tempfile.TemporaryDirectory() as folder:
        makers: dict[str, Callable[[], Ask]] = {
            "ours": lambda: ours,
            "plain": plain,
            "SQLite": partial(sqlite, Path(folder)),
            "tantivy": lambda: of_tantivy(_made(Path(folder) / "tantivy")),
        }
        for name, make in makers.items():
            started = time.monotonic()
            ask = make()
            built = time.monotonic() - started
            taken[name] = _measured(ask, questions, rounds)
            print(f"{name}: made in {built:.0f} s" if name != "ours" else conditions(), flush=True)
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE bench_plain")
    _print(taken)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _measured(ask: Ask, questions: list[tuple[str, str]], rounds: int) -> dict[str, Taken]:
    taken = {kind: Taken() for kind in KINDS}
    for number in range(rounds + 1):
        for kind, asked in questions:
            (taken[kind] if number else Taken()).measure(partial(ask, asked))  # the first round warms
    return taken


def _print(taken: dict[str, dict[str, Taken]]) -> None:
    """Times, and ours as a share of theirs: under 1 we are faster. Ratios are of means of processor time."""
    print(f"\nms on the clock, p50 / p95 / max\n{'':26}" + "".join(f"{name:>22}" for name in taken))
    for kind in KINDS:
        print(f"{kind:26}" + "".join(f"{summary(times[kind].clock):>22}" for times in taken.values()))
    print("\nours : theirs, in processor time")
    for kind in KINDS:
        spent = {name: mean(times[kind].ours) + mean(times[kind].theirs) for name, times in taken.items()}
        shares = (f"{spent['ours'] / max(spent[name], 1e-3):>22.2f}" for name in taken)
        print(f"{kind:26}" + "".join(shares))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
