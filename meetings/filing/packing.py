"""Search rows into bits (meetings.models.packed), in the background.

Each step is a transaction that leaves everything true, so that a process killed anywhere loses nothing but its step.
One packs at a time. The search rows that a step deals with are locked first, those that somebody else holds are left
for the next time: who deletes or writes a row never waits for another's row here, only for the step to end.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from meetings.models import PackedPlace, PackedSegment, PackedWord, SearchItem, UnpackedItem
from meetings.models.packed import FACET_COLUMNS, MOST_PLACES, SPOT_BITS, WRITTEN

from .apply import lock
from .packing_words import choose_words, is_worth_it

ENOUGH = 200  # rows without bits before it is worth the while: until then they are counted row by row
SHORTEST = 256  # places of a new segment, doubled as it grows
HOLES = 4  # a segment with more than every fourth place free is packed anew

_OF_SEGMENTS = ("facetbits", "wordbits", "wordspots")

# A bit string with one bit set, of the length of `zero`; the first place is the first bit.
_SUM = "bit_or(set_bit(%(zero)s::varbit, place, 1))"


def settle() -> int:
    """Choose anew which words have bits, and pack all that waits; returns how many rows were packed.

    Takes minutes for 100,000 rows that all wait, seconds where little has changed.
    """
    if not is_worth_it():
        return 0
    choose_words()
    return pack(least=1)


def pack(*, least: int = ENOUGH, seconds: float = float("inf")) -> int:
    """Give bits to the search rows that have none, where these are `least` or more; returns how many got some.

    After `seconds` no more is begun. Nothing is done in an archive that is too small for bits.
    """
    if UnpackedItem.objects.count() < least or not is_worth_it():
        return 0
    if not PackedWord.objects.exists():
        choose_words()
    ends = time.monotonic() + seconds
    tend()
    packed = 0
    for municipality in _waiting():
        while time.monotonic() < ends and (step := _pack_some(municipality)):
            packed += step
    return packed


def tend() -> int:
    """Take freed places out of their segments, and pack those anew that have many; returns how many rows moved."""
    with transaction.atomic(), connection.cursor() as cursor:
        lock("packing")
        cursor.execute("""
            WITH freed AS (DELETE FROM meetings_freedplace RETURNING segment_id, place),
            gone AS (
                SELECT s.id, bit_or(set_bit(s.alive & ~s.alive, f.place, 1)) AS bits
                FROM freed f JOIN meetings_packedsegment s ON s.id = f.segment_id GROUP BY s.id)
            UPDATE meetings_packedsegment s SET alive = s.alive & ~gone.bits FROM gone WHERE gone.id = s.id""")
        cursor.execute(
            "SELECT id FROM meetings_packedsegment WHERE (used - bit_count(alive)) * %s > used ORDER BY id", [HOLES]
        )
        holed = [row[0] for row in cursor.fetchall()]
    return sum(_pack_anew(segment) for segment in holed)


def begin_anew() -> None:
    """Forget all bits: everything waits to be packed, and is counted row by row until it is."""
    with transaction.atomic(), connection.cursor() as cursor:
        lock("packing")
        cursor.execute("LOCK TABLE meetings_searchitem IN SHARE MODE")  # nobody writes in between
        for table in ("freedplace", "packedplace", "packedsegment", *_OF_SEGMENTS, "unpackeditem"):
            cursor.execute(f"DELETE FROM meetings_{table}")
        cursor.execute("INSERT INTO meetings_unpackeditem SELECT item_id FROM meetings_searchitem")


def is_whole() -> bool:
    """Whether every search row has a place or waits for one, and nothing else has. What writes past the triggers (a
    session with session_replication_role = replica) makes this false."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT NOT EXISTS (
                (SELECT item_id FROM meetings_packedplace UNION ALL SELECT item_id FROM meetings_unpackeditem)
                EXCEPT ALL SELECT item_id FROM meetings_searchitem)
            AND (SELECT count(*) FROM meetings_searchitem) =
                (SELECT count(*) FROM meetings_packedplace) + (SELECT count(*) FROM meetings_unpackeditem)""")
        return bool(cursor.fetchone()[0])


def _waiting() -> list[int]:
    rows = SearchItem.objects.filter(pk__in=UnpackedItem.objects.values("item_id"))
    return list(rows.order_by("municipality_id").values_list("municipality_id", flat=True).distinct())


def _pack_some(municipality: int) -> int:
    """As many of a municipality's waiting rows as one segment has room for; one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        lock("packing")
        of_place = PackedSegment.objects.filter(municipality_id=municipality, used__lt=MOST_PLACES)
        segment = of_place.order_by("pk").first()
        used = segment.used if segment else 0
        cursor.execute(
            """
            SELECT s.item_id FROM meetings_unpackeditem u JOIN meetings_searchitem s USING (item_id)
            WHERE s.municipality_id = %s ORDER BY s.date, s.item_id LIMIT %s FOR UPDATE OF s SKIP LOCKED""",
            [municipality, MOST_PLACES - used],
        )
        items = [row[0] for row in cursor.fetchall()]
        if not items:
            return 0
        if segment is None:
            segment = PackedSegment.objects.create(municipality_id=municipality, alive="0" * _length(len(items)))
        elif _length(used + len(items)) > len(segment.alive):
            _lengthen(segment, _length(used + len(items)))
        _write(segment, items)
        UnpackedItem.objects.filter(pk__in=items).delete()
        return len(items)


def _pack_anew(segment_id: int) -> int:
    """Close the holes of a segment; one transaction. Returns 0 where somebody holds one of its rows."""
    with transaction.atomic(), connection.cursor() as cursor:
        lock("packing")
        segment = PackedSegment.objects.get(pk=segment_id)
        cursor.execute(
            """
            SELECT s.item_id FROM meetings_packedplace p JOIN meetings_searchitem s USING (item_id)
            WHERE p.segment_id = %s ORDER BY s.date, s.item_id FOR UPDATE OF s SKIP LOCKED""",
            [segment_id],
        )
        items = [row[0] for row in cursor.fetchall()]
        places = PackedPlace.objects.filter(segment_id=segment_id)
        if len(items) != places.count():
            return 0
        places.delete()
        for table in ("freedplace", *_OF_SEGMENTS):
            cursor.execute(f"DELETE FROM meetings_{table} WHERE segment_id = %s", [segment_id])
        if not items:
            segment.delete()
            return 0
        segment.used, segment.alive = 0, "0" * _length(len(items))
        _write(segment, items)
        return len(items)


def _length(places: int) -> int:
    return max(SHORTEST, 1 << (places - 1).bit_length())


def _lengthen(segment: PackedSegment, length: int) -> None:
    more = "0" * (length - len(segment.alive))
    segment.alive += more
    with connection.cursor() as cursor:
        for table in ("facetbits", "wordbits"):
            cursor.execute(
                f"UPDATE meetings_{table} SET bits = bits || %s::varbit WHERE segment_id = %s", [more, segment.pk]
            )


def _write(segment: PackedSegment, items: list[int]) -> None:
    """Places behind those that are used, and the bits of each. The caller has locked the items' rows, and reads them
    in statements of its own: in one statement with the locking, an older version of a row might be read."""
    first, length = segment.used, len(segment.alive)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO meetings_packedplace (item_id, segment_id, place)"
            " SELECT item_id, %s, %s + number - 1 FROM unnest(%s::bigint[]) WITH ORDINALITY AS given(item_id, number)",
            [segment.pk, first, items],
        )
        given = "meetings_packedplace p JOIN meetings_searchitem s USING (item_id)"
        new: dict[str, int | str] = {"segment": segment.pk, "first": first, "zero": "0" * length}
        told = ", ".join(f"('{column}', s.{column}::text)" for column in FACET_COLUMNS if column != "parties")
        cursor.execute(
            f"""
            WITH told AS (
                SELECT p.place, v.facet, v.value FROM {given} CROSS JOIN LATERAL (VALUES {told}) v(facet, value)
                WHERE p.segment_id = %(segment)s AND p.place >= %(first)s
                UNION SELECT p.place, 'parties', unnest(s.parties) FROM {given}
                WHERE p.segment_id = %(segment)s AND p.place >= %(first)s AND s.parties IS NOT NULL)
            INSERT INTO meetings_facetbits AS f (segment_id, facet, value, bits)
            SELECT %(segment)s, facet, value, {_SUM} FROM told GROUP BY facet, value
            ON CONFLICT (segment_id, facet, value) DO UPDATE SET bits = f.bits | excluded.bits""",
            new,
        )
        _write_words(cursor, given, new)
    last = first + len(items)
    segment.used, segment.alive = last, segment.alive[:first] + "1" * len(items) + segment.alive[last:]
    segment.save()


def _write_words(cursor: CursorWrapper, given: str, new: Mapping[str, int | str]) -> None:
    """Bits and spots of the common words of the rows in `given` at the `new` places.

    The common words go in as an array, which is hashed. Of a table the planner, to which new places are few, would
    go through all for each word of each row.
    """
    common = list(PackedWord.objects.values_list("pk", flat=True))
    stems = [name for name in common if not name.startswith(WRITTEN)]
    written = [name.removeprefix(WRITTEN) for name in common if name.startswith(WRITTEN)]
    for column, before, words in (("vector", "", stems), ("exact", WRITTEN, written)):
        # By 64 places first, as numbers: millions of long strings would cost four times as much.
        cursor.execute(
            f"""
            INSERT INTO meetings_wordbits AS w (lexeme, segment_id, bits)
            SELECT %(before)s || lexeme, %(segment)s, bit_or(overlay(%(zero)s::varbit PLACING part FROM nth * 64 + 1))
            FROM (
                SELECT lexeme, p.place / 64 AS nth, bit_or(1::bigint << 63 - p.place %% 64)::bit(64)::varbit AS part
                FROM {given}
                CROSS JOIN LATERAL unnest(tsvector_to_array(s.{column})) AS said(lexeme)
                WHERE p.segment_id = %(segment)s AND p.place >= %(first)s AND lexeme = ANY(%(words)s::text[])
                GROUP BY lexeme, nth) parts
            GROUP BY lexeme
            ON CONFLICT (lexeme, segment_id) DO UPDATE SET bits = w.bits | excluded.bits""",
            {**new, "before": before, "words": words},
        )
    cursor.execute(
        f"""
        INSERT INTO meetings_wordspots AS w (lexeme, segment_id, spots)
        SELECT %(before)s || lexeme, %(segment)s, sort(array_agg(p.place::int << {SPOT_BITS} | spot)) FROM {given}
        CROSS JOIN LATERAL unnest(s.exact) AS said(lexeme, positions, weights)
        CROSS JOIN LATERAL unnest(positions) AS spot
        WHERE p.segment_id = %(segment)s AND p.place >= %(first)s AND lexeme = ANY(%(words)s::text[]) GROUP BY lexeme
        ON CONFLICT (lexeme, segment_id) DO UPDATE SET spots = w.spots || excluded.spots""",
        {**new, "before": WRITTEN, "words": written},
    )
