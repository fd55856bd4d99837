"""Texts that are matched as written, in bits: phrases, beginnings of words, words of grammar (packed_sql.py).

A phrase of common words is found by where these stand (`WordSpots`): the spots of its rarest word, moved along to the
next and cut down to those where that one stands, and so on. Reading the texts of all items with these words instead
took twenty times as long, and most of them had the words apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from meetings.language.analyse import Term
from meetings.language.lexemes import quoted
from meetings.language.runs import runs_in
from meetings.models.packed import SPOT_BITS, WRITTEN

from .condition import Condition
from .query_language.nodes import Clause, Field


def names_of(end: Clause | Field) -> list[str]:
    """What its bits are kept under, where each of these words is common; [] of all else."""
    words = _words(end)
    if len(words) == 1:
        return [WRITTEN + words[0].exact]
    runs, is_all = runs_in([(word.position, word.exact) for word in words])
    return [WRITTEN + runs[0]] if is_all else [WRITTEN + word.exact for word in words]


def beginning_of(end: Clause | Field) -> str:
    """How the names of words begin that a beginning stands for; '' of all else."""
    if isinstance(end, Field) or not end.prefix or len(end.units) != 1 or end.units[0].whole:
        return ""
    words = end.units[0].words
    return WRITTEN + words[0].exact if len(words) == 1 else ""


def common_words(end: Clause | Field, known: Iterable[str]) -> list[str]:
    """The common words that begin so."""
    beginning = beginning_of(end)
    return [name for name in known if name.startswith(beginning)] if beginning else []


def in_bits(end: Clause | Field, known: Mapping[str, int]) -> Condition | None:
    """A SELECT of (segment_id, bits) of all that a text matches, where `known` words say it: name -> about how many
    items have it. None where it must be looked up."""
    names = names_of(end)
    if not names or any(name not in known for name in names):
        return None
    if len(names) == 1:
        return Condition("SELECT segment_id, bits FROM meetings_wordbits WHERE lexeme = %s", (names[0],))
    return _one_after_another(_words(end), known)


def begun(end: Clause | Field, known: Iterable[str]) -> tuple[Condition, Condition] | None:
    """Of a beginning: a SELECT of (segment_id, bits) of its common words, and the condition of rows that have others
    alone. None where no word that begins so is common.

    What has a common word is left out by the index itself, so that only the few others are fetched.
    """
    common = common_words(end, known)
    if not common:
        return None
    bits = "SELECT segment_id, bit_or(bits) AS bits FROM meetings_wordbits WHERE lexeme = ANY(%s) GROUP BY segment_id"
    but = "".join(f" & !{quoted(name.removeprefix(WRITTEN))}" for name in common)
    others = f"{quoted(beginning_of(end).removeprefix(WRITTEN))}:*{but}"
    return Condition(bits, (common,)), Condition("exact @@ %s::tsquery", (others,))


def as_bits(places: Condition) -> Condition:
    """A SELECT of (segment_id, place) as one of (segment_id, bits): first by 64 places, as numbers, which costs less
    than long strings."""
    sql = f"""
        SELECT g.id AS segment_id, bit_or(overlay(g.alive & ~g.alive PLACING t.part FROM t.nth * 64 + 1)) AS bits FROM (
            SELECT segment_id, place / 64 AS nth, bit_or(1::bigint << 63 - place %% 64)::bit(64)::varbit AS part
            FROM ({places.sql}) p GROUP BY 1, 2) t
        JOIN meetings_packedsegment g ON g.id = t.segment_id GROUP BY g.id"""
    return Condition(sql, places.parameters)


def _words(end: Clause | Field) -> list[Term]:
    if isinstance(end, Field) or end.prefix or not (end.phrase or end.only_stop_words):
        return []
    if len(end.units) == 1 and end.units[0].whole:  # may stand as the whole it was written as
        return []
    words = [word for unit in end.units for word in unit.words]
    return words if all(word.exact for word in words) else []


def _one_after_another(words: list[Term], known: Mapping[str, int]) -> Condition:
    """The rarest first: only what is left is moved along, and numbers are dear to move."""
    words = sorted(words, key=lambda word: known[WRITTEN + word.exact])
    spots = "w0.spots"
    for number, (before, word) in enumerate(pairwise(words), 1):
        spots = f"(ARRAY(SELECT unnest({spots}) + {word.position - before.position}) & w{number}.spots)"
    tables = "meetings_wordspots w0" + "".join(
        f" JOIN meetings_wordspots w{number} USING (segment_id)" for number in range(1, len(words))
    )
    each = " AND ".join(f"w{number}.lexeme = %s" for number in range(len(words)))
    sql = f"SELECT segment_id, unnest({spots}) >> {SPOT_BITS} AS place FROM {tables} WHERE {each}"
    return as_bits(Condition(sql, tuple(WRITTEN + word.exact for word in words)))
