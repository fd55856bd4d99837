"""Counting in bits gives the numbers of counting row by row, whatever was asked and whatever happened to the rows."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.filing import packing, packing_words
from meetings.filing.indexing import index_meeting
from meetings.filing.vectors import Vectors
from meetings.jobs import pack_search_rows, settle_packed
from meetings.models import Item, PackedPlace, PackedWord, SearchItem, UnpackedItem, WordBits, WordSpots
from meetings.models.packed import WRITTEN
from meetings.search import counting, packed, packed_sql, query
from meetings.search.condition import TABLE, Condition
from meetings.search.conditions import among
from meetings.search.conditions import asked as asked_for
from meetings.search.question import Question, read
from meetings.search.running import fetch, prepared
from tests.make import make_item, make_meeting

WORDS = ("sti", "bro", "havn", "skole", "vej")
# In texts beside these: words of grammar, others that begin alike, and two whose runs are indexed ('af', 'vej').
SELDOM = ("havneby", "skolerne", "stier", "broer")  # these are in too few items to have bits
SAID = (*WORDS, *WORDS, "af", "og", "skoler", "broen")
PLACES = [(town, body) for town in ("Varde", "Aabenraa") for body in ("Byrådet", "Udvalget")]
OUTCOMES, KINDS, DEPARTED = ("", "noted", "approved"), ("decision", "briefing"), ("", "amended", "not_followed")
PARTIES = (None, ["A"], ["A", "Venstre"], ["Venstre"])
YEARS = (2019, 2020, 2021)


@pytest.fixture
def items(db: None, monkeypatch: pytest.MonkeyPatch) -> list[Item]:
    """Items without search rows, in an archive whose segments are small and whose every word is common."""
    monkeypatch.setattr(packing_words, "WORTH_IT", 1)
    monkeypatch.setattr(packing, "SHORTEST", 64)
    monkeypatch.setattr(packing, "MOST_PLACES", 128)
    monkeypatch.setattr(packed, "WORTH_IT", 0)
    monkeypatch.setattr(packed_sql, "LITTLE", 30)
    made = []
    for town, body in PLACES:
        meeting = make_meeting(body, municipality=town, published=True)
        rows = [Item(meeting=meeting, position=n, number=str(n), slug=f"punkt-{n}", title="x") for n in range(1, 71)]
        made += Item.objects.bulk_create(rows)
    return made


def row(item: Item, chance: random.Random) -> SearchItem:
    vectors = Vectors()
    seldom = [chance.choice(SELDOM)] if chance.random() < 0.02 else []
    vectors.add(" ".join(chance.choices(SAID, k=chance.randint(0, 7)) + seldom), "A")
    year, committee = chance.choice(YEARS), item.meeting.committee
    return SearchItem(
        item=item, date=datetime.date(year, chance.choice((1, 6, 12)), chance.choice((1, 30))), year=year,
        municipality=committee.municipality, committee=committee, document_kind="minutes", kind=chance.choice(KINDS),
        outcome=chance.choice(OUTCOMES), closed=chance.random() < 0.2, departed=chance.choice(DEPARTED),
        has_attachments=chance.random() < 0.5, parties=chance.choice(PARTIES), title="x", vector=vectors.vector,
        exact=vectors.exact,
    )  # fmt: skip


# What may happen to search rows, each with a chance of its own.
def added(items: list[Item], chance: random.Random) -> None:
    known = set(SearchItem.objects.values_list("pk", flat=True))
    new = [item for item in items if item.pk not in known]
    SearchItem.objects.bulk_create([row(item, chance) for item in chance.sample(new, len(new) * 2 // 3)])


def some(chance: random.Random) -> list[int]:
    known = list(SearchItem.objects.order_by("pk").values_list("pk", flat=True))
    return chance.sample(known, len(known) // chance.choice((2, 5, 20)))


def removed(items: list[Item], chance: random.Random) -> None:
    SearchItem.objects.filter(pk__in=some(chance)).delete()


def written_anew(items: list[Item], chance: random.Random) -> None:
    again = set(some(chance))
    SearchItem.objects.filter(pk__in=again).delete()
    SearchItem.objects.bulk_create([row(item, chance) for item in items if item.pk in again])


def changed(items: list[Item], chance: random.Random) -> None:
    other = row(chance.choice(items), chance)
    columns = chance.sample(
        ("year", "outcome", "kind", "closed", "departed", "has_attachments", "parties", "municipality", "committee"), 2
    )
    columns.append(chance.choice(("title", "vector", "exact")))
    fields = {column: getattr(other, column) for column in columns[chance.randint(0, 2) :]}
    SearchItem.objects.filter(pk__in=some(chance)).update(
        **fields, **({"date": other.date} if "year" in fields else {})
    )


def packed_all(items: list[Item], chance: random.Random) -> None:
    packing.settle()


def tended(items: list[Item], chance: random.Random) -> None:
    packing.tend()


def another_word(items: list[Item], chance: random.Random) -> None:
    """One that segments lack, as a stem and as it is written."""
    word = chance.choice(WORDS)
    for name in (word, WRITTEN + word):
        PackedWord.objects.filter(pk=name).delete()
        WordBits.objects.filter(lexeme=name).delete()
        WordSpots.objects.filter(lexeme=name).delete()
    packing_words.choose_words()


ENDS = (
    *WORDS, *WORDS, "kommune:varde", "udvalg:byrådet", "parti:A", "dato:2020", "dato:>2019-12-01", "dato:2019..2020",
    "dato:2020-06-01..2020-06-30", '"sti bro"', '"bro sti havn"', '"sti sti"', '"havn af"', '"af vej"', '"vej af bro"',
    '"af"', '"skole hest"', "sko*", "bro*", "hav*", "hes*", "havneb*", '"skoler"', '"af havneby"', "hest", "beløb:>1",
)  # fmt: skip
DEEDS = (added, removed, written_anew, changed, packed_all, tended, another_word)


def asked(chance: random.Random, depth: int = 2) -> str:
    if not depth or chance.random() < 0.3:
        return chance.choice(("", "-")) + chance.choice(ENDS)
    parts = [asked(chance, depth - 1) for _ in range(chance.randint(2, 3))]
    return f"({chance.choice((' OG ', ' ELLER ')).join(parts)})"


def choices(chance: random.Random, items: list[Item]) -> dict[str, tuple[Any, ...]]:
    bodies = sorted({item.meeting.committee_id for item in items})
    places = sorted({item.meeting.committee.municipality_id for item in items})
    values: dict[str, tuple[Any, ...]] = {
        "kommune": tuple(places), "udvalg": (*bodies, 0), "aar": (*YEARS, 1900), "type": KINDS, "udfald": OUTCOMES,
        "fraveget": DEPARTED[1:], "bilag": (True, False), "lukket": (True, False), "parti": ("A", "Venstre", "Ø"),
    }  # fmt: skip
    some = chance.sample(sorted(values), chance.randint(0, 3))
    chosen = {name: tuple(chance.sample(values[name], chance.choice((0, 1, 1, 2)))) for name in some}
    first, last = sorted((chance.choice(YEARS), chance.choice(YEARS)))
    days = (
        (datetime.date(first, 1, 1), None),
        (None, datetime.date(last, 12, 31)),
        (datetime.date(first, 6, 30), datetime.date(last, 12, 1)),
        (datetime.date(first, 6, 1), datetime.date(last, 6, 1)),
    )
    return {**chosen, "dato": chance.choice(days)} if chance.random() < 0.3 else chosen


def answers(question: Question, chosen: dict[str, tuple[Any, ...]]) -> list[int]:
    where = asked_for(question) & among(counting.COLUMNS, chosen)
    with prepared(question):
        return sorted(
            row[0] for row in fetch(Condition(f"SELECT item_id FROM {TABLE} WHERE {where.sql}", where.parameters))
        )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=2, max_size=7), chance=st.integers(0, 10**6).map(random.Random))
def test_bits_and_rows_count_the_same(
    items: list[Item], deeds: list[Callable[..., None]], chance: random.Random
) -> None:
    with transaction.atomic():
        for deed in (added, packed_all, *deeds):
            deed(items, chance)
        assert packing.is_whole()
        for typed in ("", *WORDS, *(asked(chance) for _ in range(8))):
            question, chosen = read(typed), choices(chance, items)
            with prepared(question):
                right, found = counting.by_rows(question, chosen), packed.by_bits(question, chosen)
            assert found is not None, typed
            assert (found.total, found.unfiltered) == (right.total, right.unfiltered), (typed, chosen)
            assert found.facets == right.facets, (typed, chosen)
            if handed_on := found.answers:
                assert sorted(map(int, handed_on.text.split(","))) == answers(question, chosen), (typed, chosen)
                assert handed_on.number == right.total
        transaction.set_rollback(True)


@pytest.fixture
def committed(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> list[Item]:
    """Items with search rows, seen by every connection."""
    monkeypatch.setattr(packing_words, "WORTH_IT", 1)
    monkeypatch.setattr(packed, "WORTH_IT", 1)
    made = []
    for town, body in PLACES:
        meeting = make_meeting(body, municipality=town, published=True)
        made += [make_item(meeting, title=f"{WORDS[n % 5]} {WORDS[n % 3]}", decision="Ja.") for n in range(6)]
        index_meeting(meeting)
    return made


def test_packing_leaves_what_another_holds(committed: list[Item]) -> None:
    """A row that is being deleted gets its place the next time, or is gone by then."""
    held = committed[0].pk
    with psycopg.connect(connection.connection.info.dsn) as other:
        other.execute("DELETE FROM meetings_searchitem WHERE item_id = %s", [held])
        assert packing.settle() == len(committed) - 1
        assert list(UnpackedItem.objects.values_list("pk", flat=True)) == [held]
        other.rollback()
        assert packing.settle() == 1
        other.execute("DELETE FROM meetings_searchitem WHERE item_id = %s", [held])
        assert packing.settle() == 0
    assert packing.is_whole()
    with prepared(read("sti")):
        assert packed.by_bits(read("sti"), {}) == counting.by_rows(read("sti"), {})


def test_a_word_whose_bits_are_not_written_yet_is_counted_by_rows(
    committed: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    packing.settle()
    PackedWord.objects.filter(pk="sti").delete()
    with monkeypatch.context() as killed:
        killed.setattr(packing_words, "fill", lambda _: None)
        packing_words.choose_words()
    with prepared(read("sti")):
        assert packed.by_bits(read("sti"), {}) is None
    packing.settle()
    with prepared(read("sti")):
        assert packed.by_bits(read("sti"), {}) == counting.by_rows(read("sti"), {})


@pytest.mark.parametrize("deed", [removed, written_anew])
def test_what_is_written_while_a_search_is_under_way_is_counted(
    committed: list[Item], monkeypatch: pytest.MonkeyPatch, deed: Callable[..., None]
) -> None:
    """Between the look at what waits and the count itself."""
    packing.settle()
    look = packed._ready

    def then_written(ends: Any) -> Any:
        seen = look(ends)
        deed(committed, random.Random(4))
        return seen

    monkeypatch.setattr(packed, "_ready", then_written)
    with prepared(read("sti")):
        before = counting.by_rows(read("sti"), {})
        found = packed.by_bits(read("sti"), {})
        assert found == counting.by_rows(read("sti"), {})
        assert found != before


def test_the_worker_packs_and_finds_out_at_night_what_was_written_past_the_triggers(committed: list[Item]) -> None:
    pack_search_rows(timestamp=0)  # too few wait for it to be worth the while
    assert UnpackedItem.objects.count() == len(committed)
    settle_packed(timestamp=0)
    assert not UnpackedItem.objects.exists()
    PackedPlace.objects.filter(pk=committed[0].pk).delete()
    assert not packing.is_whole()
    settle_packed(timestamp=0)
    assert packing.is_whole()
    with prepared(read("sti")):
        assert packed.by_bits(read("sti"), {}) == counting.by_rows(read("sti"), {})


def test_a_search_counts_common_words_in_bits(
    committed: list[Item], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ("sti", "sti+-bro", '"bro+bro"', "hav*", '"sti+sti"+ELLER+-"bro"', "")
    ways = ("", "&kommune=varde", "&gruppe=sag", "&sort=aeldste")
    addresses = [f"/soeg.json?q={words}{way}" for words in typed for way in ways]
    by_rows = [client.get(address).json() for address in addresses]
    packing.settle()
    with monkeypatch.context() as packed_alone:
        packed_alone.setattr(query, "by_rows", None)
        assert [client.get(address).json() for address in addresses] == by_rows
    Item.objects.filter(pk=committed[0].pk).update(title="sti")
    index_meeting(committed[0].meeting)
    again = [client.get(address).json() for address in addresses]
    monkeypatch.setattr(query, "by_rows", None)
    assert [client.get(address).json() for address in addresses] == again
    assert [one["total"] for one in again] == [one["total"] for one in by_rows]
