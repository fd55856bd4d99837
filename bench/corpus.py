"""A made-up archive of N items, the same for the same N: what the figures in docs/performance.md are measured on.

Words follow Zipf's law over 160,000 types: stems of municipal Danish, alone and put together, in their inflections;
where Debian's wdanish is installed, half of them are its words (the list itself is GPL and no part of this project).
Lengths of texts are lognormal with a mean of 2.5 kB. Half of the items are of cases that come back in later meetings of
the municipality. Members are named in texts (bench.people). Nothing is a real case, and nobody is meant.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from bench.people import names

TYPES = 160_000
WDANISH = Path("/usr/share/dict/danish")
YEARS = 18
# Words of grammar stand in every text, in this order of frequency.
GRAMMAR = "og i at af til en for på der med er som det de den et om ikke kan har blev skal ved fra eller vil".split()
# Words of the trade, commonest first; 'kommune' stands in about seven of ten items, as it does in life.
TRADE = (
    "kommune udvalg godkendt orientering indstilling beslutning forvaltning punkt borger møde sag udvalget budget plan"
    " økonomi efterretning bilag område indsats børn skole kommunens kommunen udgift ramme aftale forslag høring lov"
    " vej by beskæftigelse ældre pleje tilbud anlæg projekt strategi rapport regnskab miljø natur klima trafik bolig"
).split()
STEMS = (
    "affald arbejde aften akut areal bane barn beredskab bibliotek bil bolig borg bro bruger budget bus by bygge bæk"
    " cykel dag dagpleje demens digital drift dyr eng energi erhverv familie ferie fisker fjernvarme fleksjob flygtning"
    " folke forening forsyning fritid fugl fælles genoptræning grund grøft gård hal havn helbred hegn hjem hjælpe hund"
    " hus hverdag idræt indkøb institution integration jernbane jord kirke klima klit kloak kolonihave kontant konto"
    " kryds kultur kunst kvarter kyst kørsel land leder ledig leje lokal luft lys lægehus lærer løn mad marked misbrug"
    " miljø motion mur museum musik mølle nabo natur nød oplands omsorg park parkering pension pleje plan port post"
    " psykiatri rand rehabilitering renovering ressource rute råd sekretariat senior sikkerhed skat ski skole skov"
    " slot social sol sommer sport spildevand stadion station stald sti strand støj støtte sund svømme sygedagpenge"
    " sygehus tand tele tilsyn tog torv trafik transport træ tur ung uddannelse udvikling vand varme vej vej velfærd"
    " vikar vind virksomhed værksted væksthus ydelse zone øvelse å"
).split()
HEADS = (
    "aftale afgift analyse ansøgning areal bestyrelse bevilling budget center dag formål forsøg forløb forslag fond"
    " godtgørelse gruppe hal indsats kontor krav kørsel leder liste model møde område ordning plan plads politik"
    " praksis program projekt pulje regulativ rapport ramme rejse rute råd sag samarbejde sti strategi støtte takst"
    " tilbud tilskud tjeneste udgift udvalg undersøgelse vej vejledning vurdering værk ydelse"
).split()
ENDINGS = ("", "en", "et", "er", "erne", "ens", "s", "ernes")
COMMITTEES = (
    "Byrådet", "Økonomiudvalget", "Teknik- og Miljøudvalget", "Børne- og Ungeudvalget", "Social- og Sundhedsudvalget",
    "Arbejdsmarkedsudvalget", "Kultur- og Fritidsudvalget", "Udvalget for Klima og Plan",
)  # fmt: skip
OUTCOMES = ("approved", "noted", "recommended", "discussed", "postponed", "approved_amended", "rejected", "referred")
DECIDED = {
    "approved": "Godkendt.",
    "noted": "Taget til efterretning.",
    "recommended": "Anbefales godkendt.",
    "discussed": "Drøftet.",
    "postponed": "Udsat til næste møde.",
    "approved_amended": "Godkendt med den ændring, at",
    "rejected": "Ikke godkendt.",
    "referred": "Sendt i høring.",
}
PARTIES = ("Socialdemokratiet", "Venstre", "Det Konservative Folkeparti", "SF", "Enhedslisten", "Radikale Venstre")
KINDS = ("decision", "briefing", "discussion", "unspecified")
ITEMS_A_MEETING = 20


@dataclass(frozen=True, slots=True)
class MadeItem:
    """One item as the loader stores it; `municipality` and `committee` are indexes, of the caller's and COMMITTEES."""

    number: int
    municipality: int
    committee: int
    date: datetime.date
    title: str
    kind: str
    outcome: str
    closed: bool
    case_number: str
    decision: str
    recommendation: str
    text: str
    attachment: str  # title, or ''
    parties: tuple[str, ...]  # named in a vote


@lru_cache(maxsize=1)
def words() -> list[str]:
    """TYPES words, commonest first."""
    chance = random.Random("words")
    compounds = [f"{first}{joint}{head}" for first in STEMS for head in HEADS for joint in ("", "s")]
    inflected = [f"{word}{ending}" for word in compounds for ending in ENDINGS]
    longer = (f"{chance.choice(STEMS)}{chance.choice(compounds)}{chance.choice(ENDINGS)}" for _ in iter(int, 1))
    found = _wdanish()
    chance.shuffle(found)
    inflected = [*inflected[: TYPES // 2], *found[: TYPES // 2]] if found else inflected
    chance.shuffle(inflected)
    known = dict.fromkeys([*GRAMMAR, *TRADE, *STEMS, *inflected])
    while len(known) < TYPES:
        known[next(longer)] = None
    return list(known)[:TYPES]


def _wdanish() -> list[str]:
    """Words of small letters alone; [] where the list is not installed."""
    if not WDANISH.exists():
        return []
    return sorted({word for word in WDANISH.read_text("utf-8").split() if word.isalpha() and word.islower()})


def items(first: int, last: int, *, of: int, municipalities: int) -> Iterator[MadeItem]:
    """Items `first` up to `last` of the archive of so many, the same whoever asks for which part. Twenty a meeting."""
    vocabulary = words()
    weights = list(accumulate((rank + 2.7) ** -1.05 for rank in range(len(vocabulary))))
    for number in range(first, last):
        meeting = number // ITEMS_A_MEETING
        sitting = random.Random(f"meeting {meeting}")
        place = min(int(sitting.paretovariate(1.2)) - 1, municipalities - 1)
        day = datetime.date(2007, 1, 1) + datetime.timedelta(days=sitting.randrange(YEARS * 365))
        # Where a municipality has so many cases a year, half of its items are of a case that has two others.
        share = (place + 1) ** -1.2 - ((place + 2) ** -1.2 if place < municipalities - 1 else 0)
        recurring = max(3, int(of * share / YEARS / 6))
        committee = meeting % len(COMMITTEES)
        yield _item(random.Random(number), number, place, committee, day, recurring, vocabulary, weights)


def _item(
    chance: random.Random,
    number: int,
    place: int,
    committee: int,
    day: datetime.date,
    recurring: int,
    vocabulary: list[str],
    weights: list[float],
) -> MadeItem:
    def some(count: int) -> list[str]:
        return chance.choices(vocabulary, cum_weights=weights, k=count)

    outcome = chance.choices(OUTCOMES, weights=(60, 15, 10, 5, 3, 3, 2, 2))[0]
    series = chance.randrange(1, recurring + 1) if chance.random() < 0.5 else chance.randrange(10_000, 100_000)
    case = f"{day.year % 100:02d}/{series}"
    length = max(12, int(chance.lognormvariate(5.0, 0.85)))  # words; with them a mean of about 2.5 kB
    title = " ".join(["Orientering om" if chance.random() < 0.2 else "Godkendelse af", *some(chance.randrange(2, 7))])
    return MadeItem(
        number=number,
        municipality=place,
        committee=committee,
        date=day,
        title=title,
        kind=chance.choice(KINDS),
        outcome=outcome,
        closed=chance.random() < 0.06,
        case_number=case,
        decision=f"{DECIDED[outcome]} {' '.join(some(chance.randrange(0, 25)))}".strip(),
        recommendation=f"Forvaltningen indstiller, at {' '.join(some(chance.randrange(5, 40)))}.",
        text=_prose(chance, some(length), day),
        attachment=" ".join(["Bilag", *some(3)]) if chance.random() < 0.4 else "",
        parties=tuple(sorted(chance.sample(PARTIES, 3))) if chance.random() < 0.04 else (),
    )


def _prose(chance: random.Random, drawn: list[str], day: datetime.date) -> str:
    """Sentences and paragraphs, with figures, laws and names of persons strewn in."""
    sentences, start = [], 0
    while start < len(drawn):
        end = start + chance.randrange(6, 22)
        sentence = " ".join(drawn[start:end])
        if chance.random() < 0.15:
            amount, section = f"{chance.randrange(1, 900)}.000 kr.", f"efter § {chance.randrange(1, 180)}"
            share = f"{chance.randrange(1, 99)},{chance.randrange(9)} %"
            sentence += " " + chance.choice((amount, section, share, f"i {day.year}", f"ved {chance.choice(names())}"))
        sentences.append(sentence[:1].upper() + sentence[1:] + ".")
        start = end
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    return "\n\n".join(paragraphs)
