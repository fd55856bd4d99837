"""Decisions told by another's: 'Som Teknisk Udvalg.', which amounts to what that body decided of the case before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.ingest.minutes import Decision
from meetings.ingest.rules import bodies, short_bodies
from meetings.ingest.rules.decided import Built

# 'Som Teknik- & Miljøudvalget.', 'Som Økonomiudvalgets indstilling', 'Samme som ØU', 'Som fagudvalget.'
_LIKE = re.compile(
    r"^(?:samme )?som (?P<who>(?:fag)?udvalget|[A-ZÆØÅ].{1,90}?)(?P<his> (?:indstilling|anbefaling|beslutning))?\W*$",
    re.IGNORECASE,
)
_ANY = frozenset(("udvalget", "fagudvalget"))
# 'Byrådet', 'Kommunalbestyrelsen': what is recommended to them they approve, and recommend it to nobody
_COUNCIL = re.compile(r"byråd|kommunalbestyrelse|regionsråd|borgerrepræsentation", re.IGNORECASE)


def follow(made: Sequence[Decision], built: Built) -> list[Decision]:
    """The decisions of an item in the document's order, those that only name another body with what that one decided;
    where it is not found the doubt stays."""
    told: list[Decision] = []
    for decision in made:
        like = None if decision.recognised else _LIKE.match(decision.text)
        model = _of(like["who"], told, his=bool(like["his"])) if like else None
        if model is None:
            told.append(decision)
            continue
        adopts = model.outcome == "recommended" and _COUNCIL.search(decision.body) is not None
        told.append(replace(decision, outcome="approved" if adopts else model.outcome, recognised=True))
        built.doubts = [
            doubt
            for doubt in built.doubts
            if doubt[0] != "outcome_not_recognised" or doubt[2].get("text") != decision.text[:80]
        ]
    return told


def _of(who: str, before: Sequence[Decision], *, his: bool) -> Decision | None:
    """What a body decided of the case before, the last time."""
    name = bodies.nominative(who) if his else who
    for one in reversed(before):
        known = short_bodies.full(name, one.body) if short_bodies.is_short(name) else name
        same = bodies.same(known, one.body) or (name.casefold() in _ANY and not _COUNCIL.search(one.body))
        if same:
            return one if one.recognised else None
    return None
