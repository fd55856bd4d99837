"""The shapes of heading that an item may have, and what a heading is.

A dialect names the shapes it trusts; a shape that nobody has yet is a row of FORMS, and its first character in STARTS.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# '12', '12a', '12.a', '12 L', '12 a.'; no part of '5.1' or '2019/5', and no 'i' of 'Punkt 4 i aftalen'
_NUMBER = r"(?P<number>\d{1,4}(?:\.?[a-zæøå]|(?-i: [A-ZÆØÅ])| [a-zæøå](?=[.:)]|$))?)(?![\wæøå]|[./]\d)"
_STATE = r"(?P<state>åbent?|lukket|offentligt?|fortroligt?|ikke[ -]offentligt?|å|l)(?: dagsorden)?"
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b"

# Shapes in the order of trust: name, what the shape alone is worth, pattern. The first that matches a line names it.
FORMS: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (name, worth, re.compile(pattern, re.IGNORECASE))
    for name, worth, pattern in (
        # '4 (Åben) Årsplan 2023', '12. (Lukket) Salg af jord', '3 (Offentlig) Budget'
        ("state", 6, rf"^{_NUMBER}\.? ?[(\[]{_STATE}(?: sag| punkt)?[)\]][:.–-]* ?(?P<title>.*)$"),
        # 'Åbent punkt 4: Årsplan', 'LUKKET SAG 12. Salg af jord', 'Åben 4. Årsplan', 'ÅBENT PUNKT NR. 61'
        (
            "state first",
            5,
            rf"^(?=[ÅL(\[])[(\[]?{_STATE}[)\]]?(?P<what>[ :–-]*(?:sag|punkt|"
            rf"pkt\.?)?)[ :–-]*(?:nr\.?:? ?)?{_NUMBER}(?P<mark> ?[.:)–-]+)? ?(?P<title>.*)$",
        ),
        # 'Punkt 4: Årsplan 2023', 'Pkt. 42', 'PUNKT NR. 7. Budget', 'Dagsordenspunkt 3 - Orientering',
        # 'Tillægspunkt 9: Bro', 'Ad dagsordenens pkt. 3.   Gadelys', 'Punkt | 4. Budget' in a table of two cells
        (
            "punkt",
            4,
            rf"^(?:(?:ad |til )?dagsordenens |dagsordens|tillægs|ekstra)?(?:punkt|pkt\.?) ?(?:nr\.? ?)?(?:\| )?"
            rf"{_NUMBER}(?P<mark> ?[:.|)–-]+)? ?(?P<title>.*)$",
        ),
        # 'Sag nr. 5: Budget', 'Sag 12. Salg', 'SAG 3', 'Sag nr. | 31' in a form
        ("sag", 3, rf"^sag ?(?:nr\.? ?)?(?:\| )?{_NUMBER}(?![/-]\d)(?P<mark> ?[:.|)–-]+)? ?(?P<title>.*)$"),
        # 'Referat9. Godkendelse af referat': a heading run together with the word before it
        (
            "joined",
            2,
            rf"^(?:referat|dagsorden|protokol|beslutning|bilag|side \d+)(?=\d){_NUMBER}[.:] ?(?P<title>\D.*)$",
        ),
        # 'Ad 1. Godkendelse af dagsorden', 'Ad pkt. 3: Budget'
        ("ad", 0.5, rf"^ad (?:pkt\.? |punkt )?{_NUMBER}[.:)–-]* ?(?P<title>\S.*)$"),
        # '4. Årsplan 2023', '12a. Salg', '12.a Salg', '4) Årsplan', '4 : Årsplan'
        ("dotted", 1, rf"^{_NUMBER}(?: ?[.):](?!\d) ?|(?<=\.[a-zæøå]) )(?P<title>(?!{_MONTH})\S.*)$"),
        # '4 | Årsplan 2023'
        ("cell", 1, rf"^{_NUMBER}\.? ?\| ?(?P<title>\S.*)$"),
        # '4 - Årsplan 2023', '4 – Årsplan'
        ("dash", 0.5, rf"^{_NUMBER} ?[–-] (?P<title>\S.*)$"),
        # '#4 Årsplan', 'Nr. 4 Årsplan'
        ("nr", 2, rf"^(?:nr\.?|#) ?{_NUMBER}[.:]? (?P<title>\S.*)$"),
        # '4 Årsplan 2023'
        ("bare", 0, rf"^{_NUMBER} (?P<title>(?!{_MONTH})[^\d\W].*)$"),
        # '4.' or '4' with the title on the next line
        ("alone", 0, rf"^{_NUMBER}[.:)]?(?P<title>)$"),
    )
)
TELLING = ("state", "state first", "punkt", "sag")  # shapes that say by a word that they head an item
STARTS = frozenset("0123456789pPsSåÅlLdDrRbBnNaAtTeE#([")  # spares all other lines the patterns


@dataclass(slots=True)
class Heading:
    """A line that may open an item. Indexes count the document's lines from 0."""

    index: int
    number: str
    value: float  # for ordering: 12, 12.01 for '12a'
    form: str
    title: str
    title_at: tuple[int, ...]  # indexes of the lines that hold the title, the first may be `index` itself
    state: bool | None = None  # closed, open, or not said
    score: float = 0.0
    hard: bool = False  # some evidence beyond the shape and the style
    section: bool = False  # the title is a section's: '3. Økonomi' is an item where no other can have the number
