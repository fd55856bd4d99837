"""What a meeting's row says of its items is what counting them gives, whoever writes them."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.filing.erasure import erase_item, erase_meeting
from meetings.filing.merging import merge_committees
from meetings.filing.publishing import withdraw
from meetings.jobs import count_items
from meetings.models import Item, Meeting
from tests.make import make_item, make_meeting

pytestmark = pytest.mark.django_db

NUMBERS = ("", "1", "2", "3", "4", "007", "12a", "b", "999999999999")


def counted() -> dict[int, tuple[int, int | None, int | None, bool]]:
    """By hand, in Python: the number of items, the least and the greatest plain number, and whether one may lack."""
    found = {}
    for meeting in Meeting.objects.all():
        items = list(meeting.items.values_list("number", "slug"))
        plain = [(int(number), number, slug) for number, slug in items if number.isdecimal()]
        numbers = [number for number, _, _ in plain]
        whole = not plain or (
            len(numbers) == max(numbers) - min(numbers) + 1 and all(number == slug for _, number, slug in plain)
        )
        found[meeting.pk] = (len(items), min(numbers, default=None), max(numbers, default=None), not whole)
    return found


def kept() -> dict[int, tuple[int, int | None, int | None, bool]]:
    columns = ("pk", "item_count", "first_number", "last_number", "has_gaps")
    return {pk: tuple(rest) for pk, *rest in Meeting.objects.values_list(*columns)}


def last(meeting: Meeting) -> int:
    return max(meeting.items.values_list("position", flat=True), default=0)


def added(chance: random.Random) -> None:
    rows = []
    for meeting in chance.sample(list(Meeting.objects.all()), 2):
        position = last(meeting)
        for number in chance.sample(NUMBERS, chance.randint(1, 4)):
            position += 1
            taken = meeting.items.filter(slug=number).exists() or not number
            slug = f"{number}-{chance.random()}"[:24] if taken or chance.random() < 0.2 else number
            rows.append(Item(meeting=meeting, position=position, number=number, slug=slug, title="x"))
    Item.objects.bulk_create(rows)


def some(chance: random.Random) -> list[Item]:
    items = list(Item.objects.order_by("pk"))
    return chance.sample(items, min(len(items), chance.randint(1, 4)))


def removed(chance: random.Random) -> None:
    Item.objects.filter(pk__in=[item.pk for item in some(chance)]).delete()


def renumbered(chance: random.Random) -> None:
    for item in some(chance):
        item.number, item.title = chance.choice(NUMBERS), "y"
        item.save()


def moved(chance: random.Random) -> None:
    for item in some(chance):
        item.meeting = chance.choice(list(Meeting.objects.all()))
        item.position, item.slug = last(item.meeting) + 1, f"m-{item.pk}-{chance.random()}"[:24]
        item.save()


def gone(chance: random.Random) -> None:
    meeting = chance.choice(list(Meeting.objects.all()))
    meeting.delete()
    make_meeting(date=meeting.date, sequence=meeting.sequence + 1)


DEEDS: tuple[Callable[[random.Random], None], ...] = (added, removed, renumbered, moved, gone)


@given(st.integers(0, 2**32), st.lists(st.sampled_from(DEEDS), min_size=3, max_size=8))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_row_says_what_counting_gives(db: None, seed: int, deeds: list[Callable[[random.Random], None]]) -> None:
    chance = random.Random(seed)
    Meeting.objects.all().delete()
    for day in (1, 2, 3):
        make_meeting(date=f"2023-12-0{day}")
    added(chance)
    for deed in deeds:
        deed(chance)
        assert kept() == counted(), deed.__name__


def test_a_row_that_was_read_before_does_not_undo_the_count() -> None:
    meeting = make_meeting()
    make_item(meeting, number="7")
    assert meeting.item_count == 0
    meeting.place = "Rådhuset"
    meeting.save()
    Meeting.objects.update(item_count=3, has_gaps=True)
    meeting.refresh_from_db()
    assert (meeting.place, meeting.item_count, meeting.last_number, meeting.has_gaps) == ("Rådhuset", 1, 7, False)


def test_merging_withdrawing_and_erasing_leave_it_true() -> None:
    one, other = (make_meeting(name, published=True, items=3) for name in ("Teknisk Udvalg", "Udvalget for Teknik"))
    merge_committees(other.committee, one.committee, actor=None)
    withdraw(one, actor=None, reason="Fejl")
    assert kept() == counted()
    assert [count for count, *_ in kept().values()] == [3, 3]
    other = Meeting.objects.get(pk=other.pk)
    erase_item(other.items.get(number="2"), actor=None, reason="Personoplysninger")
    assert kept() == counted()
    erase_meeting(other, actor=None, reason="Personoplysninger")
    assert kept() == counted()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_are_both_counted() -> None:
    meeting = make_meeting()
    written, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            make_item(meeting, position=1)
            written.set()
            go_on.wait(20)
        connection.close()

    def second() -> None:
        written.wait(20)
        make_item(meeting, position=2)  # waits for the first, whose item it cannot see yet
        connection.close()

    threads = [threading.Thread(target=one) for one in (first, second)]
    for thread in threads:
        thread.start()
    written.wait(20)
    threads[1].join(0.5)
    go_on.set()
    for thread in threads:
        thread.join(20)
    assert kept() == counted() == {meeting.pk: (2, 1, 2, False)}


def test_what_was_written_past_the_triggers_is_found_at_night() -> None:
    meeting = make_meeting(items=2)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Item.objects.filter(number="1").delete()
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert kept() != counted()
    count_items(0)
    assert kept() == counted()
    assert kept()[meeting.pk] == (1, 2, 2, False)
