"""Invented minutes of about 20 pages as PDF, Word, web page, text and JSON: what the benches read.

The words are those of `bench.corpus` (160,000 types by Zipf's law), the layout is FirstAgenda's: every item begins a
page. The same documents for the same numbers. Words that are new to who has read the documents before are a cost of
their own; how many there are is told by `RICHNESS`: 'many', twice as many as in real minutes, or 'real'. Ten items,
about 33 kB of text: more than the 19 kB to 32 kB that 20 pages of real minutes were seen to hold, so the figures err
on the slow side.
"""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Callable
from functools import cache, partial
from itertools import accumulate
from typing import Any

from bench.corpus import COMMITTEES, DECIDED, _prose, words
from tests.extract.makers.as_docx import as_docx
from tests.extract.makers.as_html import as_fragment, as_html
from tests.extract.makers.as_pdf import Style, as_pdf
from tests.extract.makers.minutes import Block

# Exponents of Zipf's law. Five real documents of five municipalities, read one after another, have 640 types in their
# first 2,000 words, 1,840 in 8,000 and 2,850 in 16,000; texts drawn with 1.25 have some 5 to 15 % more, with 1.05 twice
# as many.
RICHNESS = {"many": 1.05, "real": 1.25}
FORMATS = ("pdf", "docx", "html", "md")
PLACES = ("Varde", "Køge", "Esbjerg", "Vejen", "Silkeborg", "Holstebro")
ITEMS = 10
_PEOPLE = tuple(f"{first} {last}" for first in ("Asta", "Bent", "Carla", "Dan") for last in ("Krogh", "Holm", "Juhl"))
_FIRST_DAY = datetime.date(2008, 1, 1)


def document(ending: str, number: int, richness: str = "many") -> bytes:
    """Document `number` in the format of that ending. Numbers have meetings of their own: no two meet in one."""
    parts = blocks(number, richness)
    if ending == "pdf":
        return as_pdf(parts, Style(header=parts[0].text))
    if ending == "docx":
        return as_docx(parts)
    if ending == "html":
        return as_html(parts)
    return _as_json(parts, number) if ending == "json" else _as_markdown(parts)


def blocks(number: int, richness: str = "many") -> list[Block]:
    dice = random.Random(f"document {number}")
    some = partial(_some, dice, RICHNESS[richness])
    place, committee = PLACES[number % len(PLACES)], COMMITTEES[number // len(PLACES) % len(COMMITTEES)]
    day = _FIRST_DAY + datetime.timedelta(days=number // (len(PLACES) * len(COMMITTEES)))
    date = f"{day:%d-%m-%Y}"
    found = [
        Block("title", f"REFERAT {committee} d. {date}"),
        Block("text", f"{place} Kommune"),
        Block("label", rows=(("Mødedato", f"{date} kl. 15:00"), ("Mødested", "Mødelokale 3"))),
        Block("label", rows=(("Mødedeltagere", ", ".join(_PEOPLE)),)),
    ]
    for point in range(1, ITEMS + 1):
        found += _item(dice, some, point, committee, date, day)
    return found


def _item(
    dice: random.Random, some: Callable[[int], list[str]], point: int, committee: str, date: str, day: datetime.date
) -> list[Block]:
    title = " ".join(["Godkendelse af", *some(dice.randrange(2, 6))])
    case = f"{day.year % 100:02d}/{dice.randrange(1, 40_000)}"
    found = [Block("item", f"Punkt {point}: {title}"), Block("text", case), Block("section", "Sagsfremstilling")]
    found += [Block("text", part) for part in _prose(dice, some(dice.randrange(80, 420)), day).split("\n\n")]
    if point % 4 == 0:
        rows = [(f"{word.capitalize()}", f"{dice.randrange(9, 999)}.000", "2025") for word in some(6)]
        found.append(Block("table", rows=(("Anlæg", "Beløb i kr.", "År"), *rows)))
    found += [
        Block("section", "Økonomi"),
        Block("text", f"Udgiften er {dice.randrange(1, 900)}.000 kr. og afholdes inden for rammen."),
        Block("section", "Indstilling"),
        Block("text", "Forvaltningen indstiller,"),
        Block("bullets", points=(f"at {' '.join(some(6))} godkendes", f"at {' '.join(some(8))}")),
    ]
    if point % 3 == 0:
        found += [Block("section", "Beslutning i Økonomiudvalget den 21-11-2007"), Block("text", "Anbefales godkendt.")]
    outcome = dice.choice([text for text in DECIDED.values() if text.endswith(".")])
    found += [
        Block("section", f"Beslutning i {committee} den {date}"),
        Block("text", f"{outcome}"),
        Block("text", f"{dice.choice(_PEOPLE)} (Ø) stemte imod."),
        Block("text", f"Fraværende: {dice.choice(_PEOPLE)}"),
        Block("section", "Bilag"),
        Block("bullets", points=tuple(f"{word.capitalize()} af {date}" for word in some(3))),
    ]
    return found


def _some(dice: random.Random, exponent: float, count: int) -> list[str]:
    return dice.choices(words(), cum_weights=_weights(exponent), k=count)


@cache
def _weights(exponent: float) -> list[float]:
    return list(accumulate((rank + 2.7) ** -exponent for rank in range(len(words()))))


def _as_markdown(parts: list[Block]) -> bytes:
    lines: list[str] = []
    for block in parts:
        if block.kind in ("title", "item", "section"):
            lines += [f"{'##' if block.kind == 'section' else '#'} {block.text}", ""]
        elif block.kind == "label":
            lines += [line for label, value in block.rows for line in (f"**{label}** {value}", "")]
        elif block.kind == "table":
            lines += [*(f"| {' | '.join(row)} |" for row in block.rows), ""]
        else:
            lines += [*(f"- {point}" for point in block.points), *filter(None, [block.text]), ""]
    return "\n".join(lines).encode()


def _as_json(parts: list[Block], number: int) -> bytes:
    """As FirstAgenda's API gives it: each section a field whose markup is what the web page of the item shows."""
    points: list[dict[str, Any]] = []
    cover: list[Block] = []
    for block in parts:
        if block.kind == "item":
            head, _, title = block.text.partition(": ")
            points.append({"Punktnummer": head.removeprefix("Punkt "), "Navn": title, "IsOpen": True, "Bilag": []})
            points[-1]["Felter"] = []
        elif not points:
            cover.append(block)
        elif block.kind == "section":
            points[-1]["Felter"].append({"Navn": block.text, "blocks": []})
        elif not points[-1]["Felter"]:
            points[-1]["SagsNummer"] = block.text
        else:
            points[-1]["Felter"][-1]["blocks"].append(block)
    for point in points:
        papers = point["Felter"].pop()["blocks"]  # Bilag
        point["Bilag"] = [{"Id": f"{n}", "Navn": name} for n, name in enumerate(papers[0].points)]
        for field in point["Felter"]:
            field["Html"] = as_fragment(field.pop("blocks"))
    title, _, day = cover[0].text.partition(" d. ")
    meeting = {
        "Id": f"6d6f0c2a-0000-0000-0000-{number:012}",
        "Udvalg": {"Navn": title.removeprefix("REFERAT ")},
        "Moede": {"Navn": "Referat", "Dato": f"{'-'.join(reversed(day.split('-')))}T15:00:00", "Sted": "Mødelokale 3"},
        "Deltagere": [{"Navn": name} for name in _PEOPLE],
        "Dagsordenpunkter": points,
    }
    return json.dumps(meeting, ensure_ascii=False).encode()
