"""Invented minutes as blocks, and what a perfect reader would say of them. The town and its people do not exist."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["title", "label", "item", "section", "text", "bullets", "numbers", "table"]


@dataclass(frozen=True)
class Block:
    kind: Kind
    text: str = ""
    points: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Truth:
    headings: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def words(self) -> list[str]:
        return " ".join(self.headings + self.paragraphs + self.points + self.rows).split()


def truth(blocks: list[Block]) -> Truth:
    found = Truth()
    for block in blocks:
        if block.kind in ("title", "item", "section"):
            found.headings.append(block.text)
        elif block.kind == "text":
            found.paragraphs.append(block.text)
        elif block.kind == "bullets":
            found.points.extend(f"- {point}" for point in block.points)
        elif block.kind == "numbers":
            found.points.extend(f"{n}. {point}" for n, point in enumerate(block.points, 1))
        else:
            found.rows.extend(" | ".join(row) for row in block.rows)
    return found


def in_order(blocks: list[Block]) -> list[str]:
    """The words in reading order."""
    words: list[str] = []
    for block in blocks:
        one = truth([block])
        words += one.words()
    return words


T, S, P = "title", "section", "text"

LONG = (
    "Forvaltningen har siden foråret gennemgået samtlige legepladser i kommunen sammen med daginstitutionernes "
    "forældrebestyrelser og de lokale grundejerforeninger, og gennemgangen viser, at elleve af de treogtyve "
    "legepladser trænger til en gennemgribende istandsættelse inden for de kommende to år."
)
SECOND = (
    "Social- og Sundhedsforvaltningen samt Børne- og Ungeforvaltningen er blevet hørt. Høringssvarene peger på, at "
    "handicaptilgængeligheden bør forbedres, og at der mangler siddepladser til bedsteforældre og dagplejere. "
    "Tilgængelighedsrådet anbefaler desuden, at gangarealerne belægges med et fast underlag, så kørestolsbrugere og "
    "familier med barnevogn kan færdes på arealerne året rundt."
)
THIRD = (
    "Udgiften anslås til 4.250.000 kr. fordelt over årene 2027-2029. Beløbet finansieres af den afsatte ramme til "
    "anlægsarbejder på 6,1 mio. kr., og restbeløbet overføres til p-huse og EU-støttede cykelstiprojekter i den "
    "østlige del af Lindeby. Afledt drift udgør 85.000 kr. årligt og indarbejdes i budgetforslaget."
)

TABLE = (
    ("Legeplads", "Stand", "Overslag i 1.000 kr."),
    ("Mosevangens Børnehus", "Nedslidt", "1.150"),
    ("Åparken ved Rønnebærallé", "Middel", "640"),
    ("Fjordengen", "God", "75"),
    ("Skovtroldens Naturlegeplads", "Nedslidt", "985"),
)

MINUTES: list[Block] = [
    Block("title", "Referat Udvalget for Leg, By og Natur d. 14-09-2026"),
    Block(
        "label",
        rows=(
            ("Mødedato", "Mandag d. 14. september 2026 kl. 16:00"),
            ("Mødested", "Lindeby Rådhus, mødelokale Bøgen"),
            ("Mødedeltagere", "Asta Fredløv, Bjarke Nøddebo, Ragnhild Tornbjerg, Øjvind Mosegaard og Ærlig Sandkær"),
        ),
    ),
    Block("item", "Punkt 1: Godkendelse af dagsorden"),
    Block("text", "26/11834"),
    Block("section", "Indstilling"),
    Block("text", "Forvaltningen indstiller, at udvalget godkender"),
    Block("bullets", points=("dagsordenen.",)),
    Block("section", "Beslutning Udvalget for Leg, By og Natur den 14-09-2026"),
    Block("text", "Godkendt."),
    Block("item", "Punkt 2: Istandsættelse af kommunens legepladser og adgang for børn, forældre og bedsteforældre"),
    Block("text", "26/20417"),
    Block("section", "Sagsresumé"),
    Block("text", LONG),
    Block("section", "Sagsfremstilling"),
    Block("text", SECOND),
    Block("text", "Gennemgangen omfatter følgende legepladser, hvor overslaget er eksklusive moms:"),
    Block("table", rows=TABLE),
    Block("text", THIRD),
    Block("section", "Indstilling"),
    Block("text", "Teknik- og Miljøchefen indstiller,"),
    Block(
        "numbers",
        points=(
            "at der igangsættes istandsættelse af de to nedslidte legepladser i henhold til den fremlagte "
            "prioriteringsliste og tidsplan",
            "at forvaltningen afholder et borgermøde i Mosevangens Børnehus inden udgangen af oktober",
            "at sagen genoptages, når tilbuddene foreligger.",
        ),
    ),
    Block("section", "Beslutning Udvalget for Leg, By og Natur den 14-09-2026"),
    Block("text", "Indstillingens punkt 1 og 2 godkendt. Punkt 3 taget til efterretning."),
    Block("text", "Fraværende: Ragnhild Tornbjerg"),
    Block("section", "Bilag"),
    Block("text", "Prioriteringsliste legepladser 2026"),
    Block("text", "Høringssvar fra Tilgængelighedsrådet"),
    Block("item", "Punkt 3: Orientering om stiforbindelsen mellem Fjordengen og Åparken"),
    Block("text", "25/90112"),
    Block("section", "Sagsfremstilling"),
    Block("text", THIRD),
    Block("text", SECOND),
    Block("section", "Beslutning Udvalget for Leg, By og Natur den 14-09-2026"),
    Block("text", "Orienteringen blev taget til efterretning."),
    Block("item", "Punkt 4: Lukket: Køb af areal"),
]  # fmt: skip


def long_table(rows: int) -> list[Block]:
    """Minutes with a table that no page can hold."""
    body = tuple(
        (
            f"Vejstrækning {n}",
            f"Belægning og afstribning, {'ny' if n % 2 else 'gammel'} etape",
            f"{n * 137 % 900 + 100}.000",
        )
        for n in range(1, rows + 1)
    )
    return [
        Block("title", "Referat Vejudvalget d. 02-02-2026"),
        Block("item", "Punkt 1: Vejplan"),
        Block("text", LONG),
        Block("table", rows=(("Strækning", "Arbejde", "Beløb i kr."), *body)),
        Block("section", "Beslutning Vejudvalget den 02-02-2026"),
        Block("text", "Godkendt som indstillet af forvaltningen, idet udvalget ønsker en status til foråret."),
    ]
