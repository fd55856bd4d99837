"""The same subject elsewhere: from an item, the nearest items in other municipalities, by weighted words.

No model, and no table beside the search rows. The words of the title, and the longest of the decision and the
recommendation, are looked up in the index; items that share the rarest of them are the nearest. A word counts
ln(N / items with it), more where it stands in both titles. How rare it is the lookup itself tells: it stops at a
small share of the archive, and a word that reaches that is too common to tell subjects apart.

All of it is one statement with a time limit, down to the lines that are shown. What comes late is left out; no page
waits for it.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import OperationalError, connection
from psycopg.errors import QueryCanceled

from meetings.language.analyse import terms
from meetings.models import Item, Meeting
from meetings.models.addresses import path_of
from meetings.models.packed import PackedWord

from .conditions import TABLE, quoted

log = logging.getLogger(__name__)

MOST = 5  # items that are shown
LIMIT_MS = 40  # of the database, by the clock
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


class Beside(NamedTuple):
    """Another item as a line beside the one that is read."""

    pk: int
    slug: str
    title: str
    closed: bool
    date: datetime.date
    kind: str  # of the document, as Meeting.Kind
    sequence: int
    committee_slug: str
    committee: str
    municipality_slug: str
    municipality: str
    outcome: str | None  # of what the meeting decided last
    recognised: bool | None

    @property
    def address(self) -> str:
        """As Item.get_absolute_url gives it."""
        day = Meeting.slug_of(self.date, self.kind, self.sequence)
        return path_of(self.municipality_slug, self.committee_slug, day, f"punkt-{self.slug}")


def similar(item: Item, *, text: str = "") -> list[Beside]:
    """Up to MOST open items of other municipalities, the nearest first. One query; [] when in doubt.

    `item` comes with its meeting's committee and municipality; `text` is what was recommended and decided on it.
    """
    place = item.meeting.committee.municipality
    words = [] if item.closed else _words(item.title, text, place.name)
    if not words:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(_STATEMENT, _asked(words, without=place.pk))
            while cursor.description is None and cursor.nextset():  # past the settings, to the answer
                pass
            return [Beside._make(row) for row in cursor.fetchall()]
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            log.info("the same subject elsewhere came too late for item %s", item.pk)
            return []
        raise


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


def _asked(words: list[_Word], *, without: int) -> dict[str, Any]:
    """Each word as it is looked up: in titles where it stands in the title, in texts where it is long enough."""
    lookups = [
        (number, word.weight, titled, word.stem, quoted(word.stem))
        for number, word in enumerate(words)
        for titled in (True, False)
        if (word.in_title if titled else len(word.stem) >= IN_TEXTS)
    ]
    names = ("numbers", "weights", "titled", "stems", "queries")
    return {
        **{name: list(one) for name, one in zip(names, zip(*lookups, strict=True), strict=True)},
        "here": without,
        "limit": LIMIT_MS,
    }


# Several statements at once are one transaction, and settings hold for it alone; inside a longer one they are put back.
_SETTINGS = {
    "statement_timeout": "%(limit)s",
    "enable_seqscan": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "join_collapse_limit": "1",  # joins stand in the order in which they are cheap; looking for a better one is not
}
# The items that have a word, cut where it proves common; of those that are shown, their places and cases.
_HITS = f"""LATERAL (
            SELECT count(*) AS number, array_agg(item_id) FILTER (WHERE shown) AS items,
                array_agg(municipality_id) FILTER (WHERE shown) AS places,
                array_agg(case_number) FILTER (WHERE shown) AS cases
            FROM (SELECT item_id, municipality_id, case_number,
                    NOT closed AND municipality_id <> %(here)s AS shown FROM {TABLE}
                WHERE {{}} @@ asked.query LIMIT (SELECT cut FROM size)) one) hit"""
# Of a word that is known to be common the index would be read through, for items that count for nothing: one with so
# many more than the cut that the numbers, which are about right, leave no doubt. Scores are whole millionths, so that
# equal ones are equal in whatever order they are added. Of a case treated several times the nearest treatment stays.
_NEAREST = f"""
    WITH size AS MATERIALIZED (
        SELECT least({MANY}, greatest({FEW}, reltuples * {SHARE}))::int AS cut,
            greatest(reltuples, 1)::float8 AS archive
        FROM pg_class WHERE oid = '{TABLE}'::regclass),
    asked AS (
        SELECT * FROM unnest(%(numbers)s::int[], %(weights)s::float8[], %(titled)s::bool[], %(stems)s::text[],
            %(queries)s::tsquery[]) AS word(word, weight, titled, stem, query)),
    met AS MATERIALIZED (
        SELECT word, titled, weight * {IN_TITLES} AS weight, hit.*
        FROM asked, {_HITS.format("ts_filter(vector, '{a}')")} WHERE titled
        UNION ALL
        SELECT word, titled, weight, hit.* FROM asked, {_HITS.format("vector")}
        WHERE NOT titled AND NOT EXISTS (
            SELECT FROM {PackedWord._meta.db_table} common
            WHERE common.lexeme = asked.stem AND ready AND documents > 2 * (SELECT cut FROM size))),
    rare AS MATERIALIZED (
        SELECT word, items, places, cases,
            (1000000 * weight * ln(greatest(archive, (SELECT sum(number) FROM met)) / number))::int AS score
        FROM met, size WHERE number < cut AND number > 0),
    scores AS (
        SELECT item, place, case_number, word, max(score) AS score
        FROM rare, unnest(items, places, cases) AS one(item, place, case_number) GROUP BY 1, 2, 3, 4),
    totals AS (SELECT item, place, case_number, sum(score) AS total FROM scores GROUP BY 1, 2, 3),
    once AS (
        SELECT DISTINCT ON (CASE case_number WHEN '' THEN item ELSE place END, case_number) item, total
        FROM totals WHERE total >= (SELECT 1000000 * {NEEDED} * ln(greatest(archive, 2)) FROM size)
        ORDER BY CASE case_number WHEN '' THEN item ELSE place END, case_number, total DESC, item DESC),
    near AS MATERIALIZED (SELECT item, total FROM once ORDER BY total DESC, item DESC LIMIT {MOST})
    SELECT other.id, other.slug, other.title, other.closed, day.date, day.kind, day.sequence, body.slug, body.name,
        home.slug, home.name, own.outcome, own.recognised
    FROM near JOIN meetings_item other ON other.id = near.item
    JOIN meetings_meeting day ON day.id = other.meeting_id AND day.status = '{Meeting.Status.PUBLISHED}'
    JOIN meetings_committee body ON body.id = day.committee_id
    JOIN meetings_municipality home ON home.id = body.municipality_id
    LEFT JOIN LATERAL (
        SELECT outcome, recognised FROM meetings_decision d WHERE d.item_id = other.id AND d.own
        ORDER BY d.position DESC LIMIT 1) own ON TRUE
    ORDER BY near.total DESC, near.item DESC"""
_STATEMENT = "; ".join(
    [
        *(f"SET LOCAL {name} = {value}" for name, value in _SETTINGS.items()),
        _NEAREST,
        *(f"SET LOCAL {name} TO DEFAULT" for name in _SETTINGS),
    ]
)
