"""The same subject elsewhere: from an item, the nearest items in other municipalities, by weighted words.

No model, and no table beside the search rows. The words of the title, and the longest of the decision and the
recommendation, are looked up in the index; items that share the rarest of them are the nearest. A word counts
ln(N / items with it), more where it stands in both titles. How rare it is the lookup itself tells: it stops at a
small share of the archive, and a word that reaches that is too common to tell subjects apart.

All of it is one statement with a time limit. What comes late is left out; no page waits for it.
"""

from __future__ import annotations

import logging
import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection
from psycopg.errors import QueryCanceled

from meetings.language.analyse import terms
from meetings.models import Item
from meetings.models.packed import PackedWord

from .conditions import TABLE, quoted

log = logging.getLogger(__name__)

MOST = 5  # items that are shown
LIMIT_MS = 40
WORDS_OF_TITLE = 5
OTHER_WORDS = 3
LONG = 10  # letters of a word outside the title that is looked up: in Danish a long word is a compound, a subject
IN_TEXTS = 8  # letters of a stem that is looked up in texts as well; shorter ones stand in too many
SHORT = 6  # letters of a stem: the fewer, the more things it may mean
SHARE = 0.003  # of all items: a word with more is too common …
FEW, MANY = 12, 500  # … but never fewer than FEW, since a small archive has no rare words, and never more than MANY
IN_TITLES = 3.0
AS_A_NAME = 0.5  # 'Skolevej' in two titles is two roads
NEEDED = 1.5  # times ln(N): one rare word in both titles, or two in the texts

# So many more than the cut that the numbers, which are about right, leave no doubt.
_COMMON = (
    f"SELECT FROM {PackedWord._meta.db_table} WHERE lexeme = %s AND ready AND documents > 2 * (SELECT cut FROM size)"
)
# What any two items may share, whatever they are about.
_ROUTINE = frozenset(
    term.stem
    for term in terms(
        "godkendelse dagsorden orientering drøftelse eventuelt underskrift underskriftsside meddelelser status"
        " opfølgning evaluering referat formand udvalg byråd kommune forvaltning administration indstilling"
        " beslutning punkt lukket forslag model ændring møde mødeplan januar februar marts april maj juni juli"
        " august september oktober november december vedrørende gensidig generel endelig behandling efterretning"
        " anbefaling borgere område områder årsplan økonomiudvalg kommunalbestyrelse direktør sagsfremstilling"
        " indstilles tidspunkt fremadrettet besluttede mellem valg valgt igangsættelse udvidelse udvidet resultat"
        " vedtagelse første anden andet halvår projekt fremtidig placering ansøgning udmøntning ramme rammer"
        " byggeri økonomi økonomisk regnskab anlægsregnskab anlægsbevilling bevilling tillægsbevilling"
        " dispensation spørgetid temadrøftelse regler midler pulje puljen samt efter under kommunal alle medlem"
        " medlemmer videreførelse lokal procedure tidsplan forløb oversigt redegørelse beretning rapport initiativ"
        " initiativretssag hastesag lukning åbning udvikling udarbejdelse proces etablering igangværende anmodning"
        " socialdemokratiet venstre enhedslisten alternativet konservative folkeparti liberal alliance radikale"
        " borgmester"
    )
)


@dataclass(frozen=True, slots=True)
class _Word:
    stem: str
    in_title: bool
    weight: float


def similar(item: Item, *, text: str = "") -> list[int]:
    """The ids of up to MOST open items of other municipalities, the nearest first. One query; [] when in doubt.

    `item` comes with its meeting's committee and municipality; `text` is what was recommended and decided on it.
    """
    place = item.meeting.committee.municipality
    words = [] if item.closed else _words(item.title, text, place.name)
    if not words:
        return []
    sql, parameters = _statement(words)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            while cursor.description is None and cursor.nextset():  # past the settings, to the answer
                pass
            rows = cursor.fetchall()
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            log.info("the same subject elsewhere came too late for item %s", item.pk)
            return []
        raise
    return _nearest(rows, words, without=place.pk)


def _words(title: str, text: str, municipality: str) -> list[_Word]:
    """What is looked up, each stem once: of the title all that has meaning, of the text only long words."""
    skipped = _ROUTINE | {term.stem for term in terms(municipality)}
    found: dict[str, _Word] = {}
    for term in terms(title):
        if _has_meaning(term.stem, 4) and term.stem not in skipped:
            is_name = term.start > 0 and title[term.start].isupper()
            weight = min(1.0, len(term.stem) / SHORT) * (AS_A_NAME if is_name else 1.0)
            found.setdefault(term.stem, _Word(term.stem, True, weight))
    words = sorted(found.values(), key=lambda word: (-word.weight, -len(word.stem), word.stem))[:WORDS_OF_TITLE]
    others = {
        term.stem
        for term in terms(text[:4_000])
        if _has_meaning(term.stem, LONG) and term.stem not in skipped and term.stem not in found
    }
    longest = sorted(others, key=lambda stem: (-len(stem), stem))[:OTHER_WORDS]
    return words + [_Word(stem, False, 1.0) for stem in longest]


def _has_meaning(stem: str, length: int) -> bool:
    return len(stem) >= length and stem.replace("-", "").isalpha()


def _statement(words: list[_Word]) -> tuple[str, list[Any]]:
    """One round trip: a lookup in titles and in texts for each word, cut where it proves common, between settings that
    hold for it alone. Several statements at once are one transaction; inside a longer one they are put back."""
    settings = {
        "statement_timeout": str(LIMIT_MS),
        "enable_seqscan": "off",
        "jit": "off",
        "max_parallel_workers_per_gather": "0",
    }
    before = "".join(f"SET LOCAL {name} = {value}; " for name, value in settings.items())
    after = "".join(f"; SET LOCAL {name} TO DEFAULT" for name in settings)
    lookups: list[str] = []
    parameters: list[Any] = []
    for number, word in enumerate(words):
        for titled, column in ((True, "ts_filter(vector, '{a}')"), (False, "vector")):
            if not word.in_title if titled else len(word.stem) < IN_TEXTS:
                continue
            # Of a word that is known to be common the index would be read through, for rows that count for nothing.
            known = "" if titled else f" AND NOT EXISTS ({_COMMON})"
            lookups.append(
                f"(SELECT {number} AS word, {titled} AS titled, item_id, municipality_id, closed, case_number"
                f" FROM {TABLE} WHERE {column} @@ %s::tsquery{known} LIMIT (SELECT cut FROM size))"
            )
            parameters += [quoted(word.stem)] if titled else [quoted(word.stem), word.stem]
    sql = f"""{before}
        WITH size AS MATERIALIZED (
            SELECT least({MANY}, greatest({FEW}, reltuples * {SHARE}))::int AS cut,
                greatest(reltuples, 1)::bigint AS items
            FROM pg_class WHERE oid = %s::regclass)
        SELECT word, titled, item_id, municipality_id, closed, case_number, cut, items
        FROM ({" UNION ALL ".join(lookups)}) found, size{after}"""
    return sql, [TABLE, *parameters]


def _nearest(rows: list[tuple[Any, ...]], words: list[_Word], *, without: int) -> list[int]:
    """The items with the highest scores; of a case that was treated several times, the nearest treatment."""
    met: dict[tuple[int, bool], int] = defaultdict(int)
    for number, titled, *_ in rows:
        met[number, titled] += 1
    scores: dict[int, dict[int, float]] = defaultdict(dict)
    cases: dict[int, tuple[int, str]] = {}
    for number, titled, item, municipality, closed, case, cut, archive in rows:
        if closed or municipality == without or met[number, titled] >= cut:
            continue
        rarity = math.log(max(archive, len(rows)) / met[number, titled])
        score = words[number].weight * rarity * (IN_TITLES if titled else 1.0)
        scores[item][number] = max(score, scores[item].get(number, 0.0))
        cases[item] = (municipality, case) if case else (item, "")
    archive = max((row[-1] for row in rows), default=1)
    totals = {item: sum(by_word.values()) for item, by_word in scores.items()}
    near = sorted(totals, key=lambda item: (-totals[item], -item))
    once = {cases[item]: item for item in reversed(near) if totals[item] >= NEEDED * math.log(max(archive, 2))}
    return sorted(once.values(), key=near.index)[:MOST]
