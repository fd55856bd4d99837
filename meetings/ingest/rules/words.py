"""What the headings inside an item mean: the vocabulary of Danish case templates, and stems for words not in it.

The vocabulary is meetings/reference/section_headings.csv, one folded heading a row.

STRONG words open a section wherever they fill a line, with or without a mark. WEAK words are ordinary words too
('Status', 'Forslag'): they need a heading's mark or a colon, and never end a decision. STEMS give a role to a heading
that is marked as one but whose exact words nobody has listed ('Økonomiske og organisatoriske forhold').
Wordings: FirstAgenda, SBSYS, Acadre, polweb and OS2web templates of municipalities and regions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from meetings.ingest import reference
from meetings.ingest.minutes import Role

STRONG: dict[str, Role] = {}
WEAK: dict[str, Role] = {}
# Headings that stand over the attachments of an item, and over who was away
ATTACHMENTS: set[str] = set()
ABSENCE: set[str] = set()
_SETS = {"attachments": ATTACHMENTS, "absence": ABSENCE}
for _row in reference.rows("section_headings.csv"):
    if _row["role"] in _SETS:
        _SETS[_row["role"]].add(_row["heading"])
    else:
        (STRONG if _row["strength"] == "strong" else WEAK)[_row["heading"]] = cast(Role, _row["role"])

# The first stem that stands in a marked heading gives its role: 'Økonomiske og organisatoriske forhold', 'Miljø- og
# klimahensyn'
_STEMS: tuple[tuple[str, Role], ...] = (
    (r"tidligere (?:beslut|behandl|vedtag)|historik|sagsforløb|forhistorie", "history"),
    (r"økonomi|bevilling|finansier|budgetmæssig", "finance"),
    (r"juridi|retlig|retsgrund|lovgrund|lovgivning|hjemmel", "legal"),
    (r"konsekvens|påvirkning", "consequences"),
    (r"høring|borgerinddrag|inddragelse|involvering", "consultation"),
    (r"indstill|anbefal|forslag til beslutning", "recommendation"),
    (r"vurdering|forvaltningens (?:bemærk|kommentar)|administrationens (?:bemærk|kommentar)", "assessment"),
    (r"alternativ|handlemulig|scenarie", "options"),
    (r"resum|sammendrag|sammenfatning", "summary"),
    (r"kompetence|tidsplan|proces\b|procedure|sagsgang|videre forløb", "procedure"),
    (r"miljø|klima|bæredygtig|sundhedsmæssig|personalemæssig|verdensmål", "consequences"),
    (r"beslutningstema|sagens formål|^formål", "subject"),
    (r"fremstilling|baggrund|sagens indhold|redegørelse|beskrivelse", "background"),
)
STEMS = tuple((re.compile(pattern), role) for pattern, role in _STEMS)

# Sections whose names are also names of documents: under 'Bilag' they are attachments unless marked as headings
DOCUMENTS = frozenset(
    [
        "høringssvar",
        "udtalelse",
        "udtalelser",
        "tidsplan",
        "procesplan",
        "mødeplan",
        "miljøvurdering",
        "klimavurdering",
        "behandlingsplan",
        "konsekvensanalyse",
        "pressemeddelelse",
        "høring",
        "konsekvensvurdering",
        "naboorientering",
        "beslutningsgrundlag",
        "høringer",
        "redegørelse for sagen",
        "kommunikation",
        "bæredygtighedsvurdering",
        "partshøring",
        "tidligere beslutning",
        "sagsfremstilling",
        "indstilling",
        "resumé",
        "økonomi",
    ]
)

# Sub-headings that belong to a decision's own text: 'Afstemning', 'Protokoltilførsel fra Enhedslisten:'
WITHIN_DECISION = re.compile(
    r"^(?:afstemning|stemmeafgivning|for stemte|imod stemte|(?:for|imod|undlod)\b|hverken for|(?:at|ad|vedr\.?|pkt\.?|"
    r"punkt) ?\d"
    r"|protokol(?:lat|tilførsel|bemærkning|erklæring)|mindretal|særstandpunkt|ændringsforslag|forbehold|inhabilitet|"
    r"habilitet"
    r"|bemærkning(?:er)? (?:fra|til)|tilføjelse(?:r)? (?:fra|til protokollen))",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A heading's words for looking up: lower case, without the marks around them. Most lines are asked of several
    times."""
    return " ".join(text.casefold().strip(" .:;*#-–—_|").split())


def is_heading(text: str) -> bool:
    """Whether a line is a heading inside an item by its exact words: 'Indstilling:', 'Bilag', 'Fraværende'."""
    folded = fold(text.split(":", 1)[0]) if len(text) < 200 else ""
    return folded in STRONG or folded in ATTACHMENTS or folded in ABSENCE


def role_of(heading: str) -> Role:
    """The role of a marked heading: by its exact words, else by the first known stem, else 'other'."""
    key = fold(heading)
    known = STRONG.get(key) or WEAK.get(key)
    if known is not None:
        return known
    for stem, role in STEMS:
        if stem.search(key):
            return role
    return "other"
