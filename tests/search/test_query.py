"""Whatever plan is chosen, the answer is the same: held against a plain reading of the same items."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product
from typing import Any

import pytest
from django.db import connection

from meetings.filing.indexing import index_meeting
from meetings.models import Meeting, SearchItem
from meetings.search import query
from meetings.search.condition import Condition
from meetings.search.question import read
from tests.make import make_item, make_meeting

pytestmark = pytest.mark.django_db
WORDS = ("sti", "bro", "havn", "skole", "vej")
QUESTIONS = ("", "sti", "sti bro", '"sti bro"', "sti -havn", '-"bro havn"', '"sti" vej', "skole -sti -bro", "hest")
# Common words, of which runs are indexed.
QUESTIONS += ('"skole vej"', '"vej skole vej"', '"skole vej havn"', '"bro vej skole vej vej"', '-"vej vej"')


@pytest.fixture
def items() -> list[SearchItem]:
    chance = random.Random(7)
    for day in range(1, 25):
        place = chance.choice(("Varde", "Aabenraa", "Haderslev"))
        meeting = make_meeting(municipality=place, date=f"{chance.choice((2021, 2022))}-05-{day:02d}", published=True)
        for _ in range(3):
            drawn = [chance.choice(WORDS) for _ in range(6)]
            make_item(meeting, title=" ".join(drawn[:2]), text=" ".join(drawn[2:]), decision="Ja.", outcome="noted")
        index_meeting(meeting)
    return list(SearchItem.objects.order_by("-date", "-item"))


def answers(row: SearchItem, question: str) -> bool:
    """The question read as simply as can be: these words have no endings, and titles and texts are apart."""
    texts = [row.title.split(), *(part.split() for part in row.body.split("\n\n"))]
    for clause in read(question).clauses:
        wanted = clause.written.lstrip("-").strip('"').split()
        there = any(text[at : at + len(wanted)] == wanted for text in texts for at in range(len(text)))
        if there == clause.negative:
            return False
    return True


def test_counts_are_those_of_the_items(items: list[SearchItem]) -> None:
    varde = next(row.municipality_id for row in items if row.municipality.name == "Varde")
    chosen: dict[str, tuple[Any, ...]] = {"kommune": (varde,), "aar": (2021,)}
    for typed in QUESTIONS:
        question, right = read(typed), [row for row in items if answers(row, typed)]
        with query.prepared(question):
            counts = query.count(question, chosen)
        of_varde = [row for row in right if row.municipality_id == varde]
        of_2021 = [row for row in right if row.year == 2021]
        both = [row for row in of_varde if row.year == 2021]
        assert (counts.total, counts.unfiltered) == (len(both), len(right)), typed
        assert counts.facets["kommune"] == Counter(row.municipality_id for row in of_2021), typed
        assert counts.facets["udvalg"] == Counter(row.committee_id for row in both), typed
        assert counts.facets["aar"] == Counter(row.year for row in of_varde), typed
        assert counts.facets["type"] == Counter(row.kind for row in both), typed
        assert counts.facets["udfald"] == Counter(row.outcome for row in both), typed


def test_every_plan_finds_the_same(items: list[SearchItem], monkeypatch: pytest.MonkeyPatch) -> None:
    for typed in QUESTIONS:
        question, by_date = read(typed), [row for row in items if answers(row, typed)]
        with query.prepared(question):
            for years, way in product(((), (2021,)), ("dates", "words", "filters")):
                counts, right = (
                    query.count(question, {"aar": years}),
                    [row.pk for row in by_date if not years or row.year in years],
                )
                monkeypatch.setattr(query, "_way", lambda *_, way=way, **__: way)
                for known in (counts, None):

                    def found(sort: str, start: int = 0, size: int = 100) -> list[int]:
                        asked = {"sort": sort, "start": start, "size": size, "counts": known}  # noqa: B023 - called here
                        return query.find(question, {"aar": years}, **asked)  # noqa: B023

                    assert found("nyeste") == right, typed
                    assert found("aeldste") == right[::-1], typed
                    assert found("aeldste", 0, 4) == right[::-1][:4], typed
                    assert found("nyeste", 5, 3) == right[5:8], typed
                    best = found("relevans")
                    assert sorted(best) == sorted(right), typed
                    # A page that titles fill is the one that all candidates give.
                    assert [*found("relevans", 0, 3), *found("relevans", 3, 4)] == best[:7], typed


@pytest.mark.parametrize("way", ["dates", "words"])
def test_what_is_not_ranked_follows_by_date(
    items: list[SearchItem], monkeypatch: pytest.MonkeyPatch, way: query.Way
) -> None:
    """Past the candidates nothing is lost and nothing comes twice, wherever a page is cut."""
    monkeypatch.setattr(query, "RANKED", 20)
    monkeypatch.setattr(query, "RANKED_TITLES", 10)
    question, right = read("sti"), [row.pk for row in items if answers(row, "sti")]
    assert len(right) > 40
    with query.prepared(question):
        counts = query.count(question, {})
        monkeypatch.setattr(query, "_way", lambda *_, **__: way)
        pages = [
            query.find(question, {}, sort="relevans", start=start, size=10, counts=counts)
            for start in range(0, len(right) + 10, 10)
        ]
    assert sorted(pk for page in pages for pk in page) == sorted(right)
    assert [len(page) for page in pages][:-2] == [10] * (len(right) // 10)


def test_a_withdrawn_meeting_is_out_of_every_count(items: list[SearchItem]) -> None:
    meeting = items[0].item.meeting
    meeting.status = Meeting.Status.WITHDRAWN
    meeting.save()
    index_meeting(meeting)
    with query.prepared(read("")):
        assert query.count(read(""), {}).total == len(items) - 3


def settings_now() -> list[tuple[str, str]]:
    names = ("statement_timeout", "enable_seqscan", "jit", "work_mem", "max_parallel_workers_per_gather")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY 1", [list(names)])
        return list(cursor.fetchall())


def leaves_nothing_behind() -> None:
    """Neither a search nor one that is late: what comes after it runs as it did before, and so does the next search."""
    before = settings_now()
    with query.prepared(read("sti")):
        query.count(read("sti"), {})
        within = query.fetch(
            Condition("SELECT current_setting('statement_timeout'), current_setting('enable_seqscan')")
        )
        assert within == [("1500ms", "off")]
        assert settings_now() == before
        with pytest.raises(query.TooSlow):
            query.fetch(Condition("SELECT pg_sleep(20)"), ms=50)
        assert settings_now() == before
        assert query.fetch(Condition("SELECT 1"), ms=10_000) == [(1,)]
    assert settings_now() == before


def test_a_search_leaves_no_setting_behind_in_a_transaction(items: list[SearchItem]) -> None:
    leaves_nothing_behind()
    assert SearchItem.objects.count() == len(items)


@pytest.mark.django_db(transaction=True)
def test_a_search_leaves_no_setting_behind() -> None:
    leaves_nothing_behind()
