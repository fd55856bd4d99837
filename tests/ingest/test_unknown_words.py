"""Words that no rule knows: a sample with such a word in place of one that is known is read the same, or doubted.

Nobody lists the wordings of 98 municipalities and of all the systems before today's. So each known word gives way to
one that is (or was) not on any list, and what is then read otherwise must have a doubt at its item.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.variants import facts
from meetings.ingest import read_minutes
from tests.ingest import golden
from tests.ingest.test_never_silent import truth, undoubted

GOLDEN = ("agenda", "open-and-closed", "votes", "values-below-labels")
DEMO = ("2022-03-30 Byrådet.md", "2025-03-04 Teknisk Udvalg.md", "2023-04-25 Byrådet.md")
ROOT = Path(__file__).parents[2]
# Facts whose own text is changed here
_TEXTS = re.compile(r"item (?:title|sections|decision text)\b")

SWAPS = {
    "absent": (r"(?m)^(\W*)Fraværende\b", r"\1Udeblevne"),
    "decision heading": (r"(?m)^(\W*)Beslutning (?=[A-ZÆØÅi])", r"\1Afgjort "),
    "attachments": (r"(?m)^(\W*)Bilag(\W*)$", r"\1Sagens papirer\2"),
    "attachments, with a stem": (r"(?m)^(\W*)Bilag(\W*)$", r"\1Baggrundsmateriale\2"),
    "case number": (r"(?m)^(\W*)(?:Sagsnr|Journalnr)\.?:?", r"\1Ref.nr.:"),
    "item": (r"(?m)^(\W*)Punkt (\d+):", r"\1Emne \2:"),
    "closed": (r"Lukket( punkt| sag)?:", r"Ikke åben\1:"),
    "against": (r"stem(?:te|mer) imod", "sagde nej"),
    "abstained": ("undlod at stemme", "afstod fra at stemme"),
    "sides": (r"(?i)imod stemte", "Modstandere var"),
    "was away": ("var fraværende", "var taget hjem"),
    "took no part": ("deltog ikke", "tog ikke del"),
    "disqualified": (r"inhabil\w*", "ikke habil"),
    "reservation": ("forbehold", "betænkeligheder"),
    "recommended": (r"\bAnbefales\b", "Foreslås vedtaget"),
    "place": (r"(?m)^(\W*)Mødested\b", r"\1Mødets sted"),
    "members": (r"(?m)^(\W*)Mødedeltagere\b", r"\1Fremmødte"),
}


def paths() -> list[Path]:
    samples = [golden.source(case) for case in golden.cases() if case.name in GOLDEN]
    return [*samples, *(path for path in sorted((ROOT / "demo").glob("*/*")) if path.name in DEMO)]


@pytest.mark.parametrize("known", SWAPS)
def test_an_unknown_word_is_read_or_doubted(known: str) -> None:
    pattern, unknown = SWAPS[known]
    silent: list[str] = []
    changed = 0
    for path in paths():
        text, given = path.read_text(encoding="utf-8"), path.with_name("given.txt")
        whose = given.read_text(encoding="utf-8").strip() if given.exists() else None
        swapped = re.sub(pattern, unknown, text)
        changed += swapped != text
        read = read_minutes(swapped.encode(), path.name, municipality=whose)
        told = undoubted(truth(path), read) if swapped != text else []
        silent += [f"{path.parent.name}/{path.name}: {fact}" for fact in told if not _TEXTS.match(fact)]
    assert (changed > 0, silent) == (True, [])


@pytest.mark.parametrize(
    "derived", ["Mødebilag", "Sagens bilagsmateriale", "Tilhørende bilag", "Bilagsmappe til sagen"]
)
def test_words_made_of_bilag_head_attachments(derived: str) -> None:
    for path in paths():
        text, given = path.read_text(encoding="utf-8"), path.with_name("given.txt")
        whose = given.read_text(encoding="utf-8").strip() if given.exists() else None
        read = read_minutes(
            re.sub(r"(?m)^(\W*)Bilag(\W*)$", rf"\1{derived}\2", text).encode(), path.name, municipality=whose
        )
        known = {name: value for name, value in truth(path).items() if "attachments" in name}
        assert {name: value for name, value in facts(read.as_json()).items() if "attachments" in name} == known
