"""Outcomes by the words that people ask with: 'forkastet lokalplan', 'udfald:afvist'. Minutes say it in a hundred ways,
and the filter knows them all; the text finds but the one that was typed.

Only words that hardly mean anything else: 'godkendt' stands in half of all items, 'udsatte børn' are none put off.
"""

from __future__ import annotations

from meetings.language.sorting import address
from meetings.models import Decision

_OUTCOME = Decision.Outcome
_REJECTED, _POSTPONED, _WITHDRAWN = (
    address(str(one.label)) for one in (_OUTCOME.REJECTED, _OUTCOME.POSTPONED, _OUTCOME.WITHDRAWN)
)
_WORDS = {
    "forkastet": _REJECTED,
    "forkastede": _REJECTED,
    "nedstemt": _REJECTED,
    "nedstemte": _REJECTED,
    "afvist": _REJECTED,
    "afviste": _REJECTED,
    "afslået": _REJECTED,
    "stemt ned": _REJECTED,
    "ikke godkendt": _REJECTED,
    "ikke vedtaget": _REJECTED,
    "udsat": _POSTPONED,
    "udskudt": _POSTPONED,
    "udskudte": _POSTPONED,
    "udgået": _WITHDRAWN,
    "taget af dagsordenen": _WITHDRAWN,
}
_LONGEST = max(len(one.split()) for one in _WORDS)


def outcome_of(typed: str) -> str:
    """The value of the filter 'udfald' that a few words ask for: 'ikke-godkendt' of 'forkastet'; '' of others."""
    return _WORDS.get(" ".join(typed.lower().split()), "")


def outcome_among(words: list[str]) -> tuple[str, list[str]]:
    """The first that is asked for among the words, and the words without it; ('', words) where none is."""
    for first in range(len(words)):
        for size in range(_LONGEST, 0, -1):
            if value := outcome_of(" ".join(words[first : first + size])):
                return value, words[:first] + words[first + size :]
    return "", words
