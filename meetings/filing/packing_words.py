"""Which words are so common that they have bits: settled anew every night, since an archive grows and changes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from meetings.language.lexemes import quoted
from meetings.models import PackedSegment, PackedWord, SearchItem
from meetings.models.packed import SPOT_BITS, WRITTEN

from .apply import lock

WORTH_IT = 5_000  # items of an archive that needs bits; smaller ones are counted fast enough, and have none
# Share of the items that has a word. Rarer ones are counted fast through their index; a word that once was common
# keeps its bits for a while, or those near the line would come and go.
ENTERS_AT, LEAVES_AT = 0.01, 0.005
LOOKED_AT = 10_000  # items that shares are estimated from, and always the same while they are there


def is_worth_it() -> bool:
    return SearchItem.objects.count() >= WORTH_IT


def choose_words() -> int:
    """Settle which words have bits, and give bits to new ones; returns how many there are. Takes seconds.

    None where the archive is not WORTH_IT: in a small one, names of people would be common words.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        lock("packing")
        items = SearchItem.objects.count()
        looked_at = min(items, LOOKED_AT) if items >= WORTH_IT else 0
        cursor.execute(
            """
            SELECT lexeme, count(*) FROM
                (SELECT vector, exact FROM meetings_searchitem
                    ORDER BY hashint8extended(item_id, 0) LIMIT %s) AS looked_at,
                LATERAL (SELECT unnest(tsvector_to_array(vector))
                    UNION ALL SELECT %s || unnest(tsvector_to_array(exact))) AS said(lexeme)
            GROUP BY lexeme HAVING count(*) >= %s""",
            [looked_at, WRITTEN, LEAVES_AT * looked_at],
        )
        shares = {lexeme: number / looked_at for lexeme, number in cursor.fetchall()}
        known = set(PackedWord.objects.values_list("pk", flat=True))
        chosen = [lexeme for lexeme, share in shares.items() if share >= ENTERS_AT or lexeme in known]
        left = known.difference(chosen)
        for table in ("wordbits", "wordspots"):
            cursor.execute(f"DELETE FROM meetings_{table} WHERE lexeme = ANY(%s)", [list(left)])
        PackedWord.objects.filter(pk__in=left).delete()
        # Where no segment is, none lacks the word's bits.
        ready = not PackedSegment.objects.exists()
        PackedWord.objects.bulk_create(
            [PackedWord(lexeme=lexeme, documents=round(shares[lexeme] * items), ready=ready) for lexeme in chosen],
            update_conflicts=True,
            unique_fields=["lexeme"],
            update_fields=["documents"],
        )
    fill(PackedWord.objects.filter(ready=False).values_list("pk", flat=True))
    return len(chosen)


def fill(lexemes: Iterable[str]) -> None:
    """Bits for words that packed items have, a transaction each: found through the index of words."""
    for lexeme in list(lexemes):
        with transaction.atomic(), connection.cursor() as cursor:
            lock("packing")
            cursor.execute("SELECT set_config('enable_seqscan', 'off', true)")
            word = lexeme.removeprefix(WRITTEN)
            column = "vector" if word == lexeme else "exact"
            for table in ("wordbits", "wordspots"):
                cursor.execute(f"DELETE FROM meetings_{table} WHERE lexeme = %s", [lexeme])
            cursor.execute(
                f"""
                INSERT INTO meetings_wordbits (lexeme, segment_id, bits)
                SELECT %s, g.id, bit_or(set_bit(g.alive & ~g.alive, p.place, 1))
                FROM meetings_searchitem s JOIN meetings_packedplace p USING (item_id)
                JOIN meetings_packedsegment g ON g.id = p.segment_id WHERE s.{column} @@ %s::tsquery GROUP BY g.id""",
                [lexeme, quoted(word)],
            )
            if word != lexeme:
                cursor.execute(
                    f"""
                    INSERT INTO meetings_wordspots (lexeme, segment_id, spots)
                    SELECT %s, p.segment_id, sort(array_agg(p.place::int << {SPOT_BITS} | spot))
                    FROM meetings_searchitem s JOIN meetings_packedplace p USING (item_id)
                    CROSS JOIN LATERAL unnest(s.exact) AS said(lexeme, positions, weights)
                    CROSS JOIN LATERAL unnest(positions) AS spot
                    WHERE s.exact @@ %s::tsquery AND said.lexeme = %s GROUP BY p.segment_id""",
                    [lexeme, quoted(word), word],
                )
            PackedWord.objects.filter(pk=lexeme).update(ready=True)
