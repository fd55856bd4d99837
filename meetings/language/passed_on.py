"""A decision judged by what bodies before made of the recommendation: 'Økonomiudvalgets indstilling godkendt'.

Minutes print a recommendation once and below it what each body said. Where one of them recommended something else, a
later 'Godkendt' says yes to that, or to what was recommended first: only a sentence that names the body tells which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .followed import UNRECOGNISED, Judgement, Kind, judge

_MOST = 20  # treatments before
# 'direktørens indstilling på 24 %' · 'forvaltningens oprindelige indstilling' · 'den oprindelige indstilling'
_FIRST = re.compile(
    r"\b(?:\w*direktør|\w*chef|direktion|forvaltning|administration|borgmester)(?:en|ens|s|ernes)? "
    r"(?:[\w-]+ )?indstilling|\boprindelige indstilling",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """What one body decided on an item: `outcome` and `votes` as `followed.judge` takes them."""

    body: str
    text: str
    outcome: str = ""
    votes: Mapping[str, int | None] | None = None


def judge_after(recommendation: str, decided: Said, before: Sequence[Said]) -> Judgement:
    """`before`: what other bodies had decided on the item, in order. Without departures among them it is `judge`."""
    judged = _judge(recommendation, decided)
    if judged.kind != "followed":
        return judged
    departures: dict[str, Kind] = {}
    for one in before[-_MOST:]:
        said = _beside(_judge(recommendation, one), departures)
        if said.kind in ("amended", "not_followed"):
            departures[one.body] = said.kind
        elif said.kind == "followed":
            departures.clear()  # back to what was recommended first
    return _beside(judged, departures)


def _judge(recommendation: str, said: Said) -> Judgement:
    return judge(recommendation, said.text, said.outcome, said.votes)


def _beside(judged: Judgement, departures: Mapping[str, Kind]) -> Judgement:
    """A yes, where bodies before departed: to one of them by name, or to nobody knows whom."""
    if judged.kind != "followed" or not departures or _FIRST.search(judged.evidence):
        return judged
    named = next((body for body in departures if _names(judged.evidence, body)), "")
    return Judgement(departures[named], judged.evidence) if named else UNRECOGNISED


def _names(sentence: str, body: str) -> bool:
    # 'Økonomiudvalgets indstilling blev godkendt' · 'Godkendt som anbefalet af Økonomiudvalget'
    name = re.escape(body)
    its_own = rf"\b{name}s (?:[\w-]+ )?(?:indstilling|anbefaling|forslag|beslutning)"
    by_it = rf"\b(?:indstillet|anbefalet|foreslået|indstilling|anbefaling) (?:af|fra) {name}\b"
    return bool(re.search(rf"{its_own}|{by_it}", sentence, re.IGNORECASE))
