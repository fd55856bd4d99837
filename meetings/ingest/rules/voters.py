"""Those on one side of a vote: 'Ø (Lise Holm og Jens Krog), A, C (4) og Helle Blak (UFP), i alt 10'."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from meetings.ingest.reference import PARTY_NAMES, PARTY_SHORT
from meetings.ingest.rules import names

# '(A)', 'A', 'liste Ø', 'B (4)', 'DF', "SF's"
_LETTER = re.compile(
    rf"(?<![\w.'-])[(\[]?(?P<letter>(?:{'|'.join(PARTY_SHORT)})(?='s\b|\b(?!['-]))|"
    r"[A-ZÆØÅ](?='s\b)|[A-ZÆØÅ](?![\w'-]|\.(?! |$)))[)\]]?"
)
# 'Socialdemokratiet', 'Radikale Venstre (B)', 'Fælleslisten': written out, with the letter where one follows
_NAME = re.compile(
    rf"(?<!\w)(?P<name>{'|'.join(re.escape(name) for name in PARTY_NAMES)}|[A-ZÆØÅ][a-zæøå]+listen)"
    r"(?:\s*\((?P<letter>[A-ZÆØÅ])\))?"
)
# 'Liberal Alliance v/ Lise Holm (I)', 'Dansk Folkeparti ved Ib Lund': the party of the person who speaks
_THROUGH = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in PARTY_NAMES)}|[A-ZÆØÅ][a-zæøå]+listen)(?: \([A-ZÆØÅ]\))?,? "
    r"(?:v/|ved |v\. ?) ?(?=[A-ZÆØÅ][\w.-]+ [A-ZÆØÅ])"
)
_COUNTED = re.compile(
    r"\bi alt (?P<count>\d{1,3})|(?:flertal|mindretal) på (?P<part>\d{1,3})\b|"
    r"^\W*(?P<first>\d{1,3}) ?(?:stemmer|medlem(?:mer)?|\(|:|,|\.|$)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?<![\w])(?P<name>[A-ZÆØÅ][\wæøåéüöä.'-]+(?: (?:[A-ZÆØÅ][\wæøåéüöä.'-]*|af|von|de|"
    r"van)){1,5})(?P<party>\s*\([^)]{1,30}\))?"
)
_OF_PARTY = re.compile(
    rf"[A-ZÆØÅ][\w.'-]+ [A-ZÆØÅ][\w.'-]+, (?P<party>{'|'.join(map(re.escape, PARTY_NAMES))}|"
    rf"[A-ZÆØÅ][a-zæøå]+listen)(?=,)"
)
# 'handlemulighed B', 'udbudsform C', 'løsning A': its letter is no party's
MODEL = re.compile(
    r"\b\w*(?:mulighed|model|alternativ|scenarie|løsning|variant|linje|linjeføring|forslag|form|punkt|pkt\.|"
    r"grund|skitse|version|område|bilag|afsnit|zone|hal|bygning|blok|etape|pulje|rute|kategori)"
    r"(?:(?<!forslag)e[nt])? (?-i:[A-ZÆØÅ]|\d{1,2})\b",
    re.IGNORECASE,
)
# 'V, da A allerede er hørt', 'Lise Holm (V) med henvisning til budgettet fra B': why they voted so names others
_REASON = re.compile(
    r",? (?:da|idet|fordi|eftersom|(?:med|under) henvisning|med (?:den )?(?:begrundelse|ønske)|til fordel for|i stedet"
    r" for)\b",
    re.IGNORECASE,
)
# 'Lise Holm (V), som ønsker et svar fra B, og Ib Lund (C)': what they think; 'et flertal, der består af A' names them
_WHO_THINK = re.compile(
    r",? (?:som|der) (?:begge |alle |hellere |i stedet |dog |fortsat )*(?:ikke|ønsk|foretr|foresl|mene|mente|anbefal|"
    r"gå|gik|pege|fandt|finder|henvis|begrund|bemærk|vil|ville|hav|har|stille|fremsa|frem(?:sæt|før)|savne|"
    r"afvent)[^,;]*",
    re.IGNORECASE,
)
# Words before a letter or a name that are none of a person's: 'Gruppe A', 'Liste V'
_NO_NAMES = frozenset(("For", "Imod", "Et", "Liste", "Gruppe", "Gruppen", "Partiet", "Ja", "Nej"))
# 'Kun Ø stemte for', 'Alene Lise Holm stemte imod', 'Også V': words that open a sentence and are no first names
_OPENERS = frozenset(
    ("Kun", "Alene", "Udelukkende", "Både", "Også", "Samt", "Dog", "Men", "Fra", "Heraf", "Derimod", "Derudover",
     "Herudover", "Herefter", "Derefter", "Desuden", "Endvidere", "Ligeledes", "Endelig", "Samtidig", "Partierne",
     "Grupperne", "Listerne", "Hele", "Mod", "Medlemmerne", "Medlem", "Begge", "Hverken", "Undtagen", "Idet", "Da",
     "Hvor", "Og", "Af", "Her", "Endskønt", "Skønt", "Selvom", "Uagtet", "Efter", "Såvel", "Samtlige", "Så", "Resten",
     "Øvrige", "Alle", "Ingen", "Til")
)  # fmt: skip


@dataclass(slots=True)
class Who:
    parties: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    count: int | None = None

    def __bool__(self) -> bool:
        return bool(self.parties or self.persons or self.count is not None)

    @property
    def named(self) -> bool:
        return bool(self.parties or self.persons)


def read(text: str) -> Who:
    """The parties and persons of 'Ø (Lise Holm og Jens Krog), A, C (4) og Helle Blak (UFP), i alt 10'."""
    before = _REASON.split(text, 1)[0]
    if before != text and (told := read(before)).named:
        return told
    text = MODEL.sub(" ", _WHO_THINK.sub("", text))
    who = Who()
    if counted := _COUNTED.search(text):
        who.count = int(counted["count"] or counted["part"] or counted["first"])
    text = _without_parties_of_persons(_THROUGH.sub(lambda found: " " * len(found[0]), text))
    parties: list[tuple[int, str]] = []  # with the place in the text, so that they come in its order
    rest = text
    for match in _NAME.finditer(text):
        parties.append((match.start(), match["letter"] or match["name"]))
        rest = _blank(rest, match.start(), match.end())
    for match in _PERSON.finditer(rest):
        name = names.bare(_without_opener(match["name"]))
        if names.is_name(name) and name.split()[0] not in _NO_NAMES:
            _once(who.persons, name)
            rest = _blank(rest, match.start(), match.end())
    for match in _LETTER.finditer(rest):
        if match[0] == "I" and match.start() == 0 and re.match(r"I (?!og\b)[a-zæøå]", rest):
            continue  # the preposition that opens a sentence
        parties.append((match.start(), match["letter"]))
    for _, party in sorted(parties):
        _once(who.parties, party)
    return who


def _without_parties_of_persons(text: str) -> str:
    """'Anne Hansen (Venstre)' is one person's vote, and not her party's."""
    for match in _OF_PARTY.finditer(text):  # 'Alf Broe, Fælleslisten, stemte imod'
        text = _blank(text, match.start("party"), match.end("party"))
    for match in _PERSON.finditer(text):
        said = (match["party"] or "").strip()
        if said and _NAME.fullmatch(said[1:-1].strip()) and not _NAME.search(match["name"]):
            name = names.bare(_without_opener(match["name"]))
            if names.is_name(name) and name.split()[0] not in _NO_NAMES:
                text = _blank(text, match.start("party"), match.end("party"))
    return text


def _without_opener(name: str) -> str:
    """'Kun Lise Holm' -> 'Lise Holm', 'Kun Ø' -> 'Ø'."""
    first, _, rest = name.partition(" ")
    return rest if first in _OPENERS else name


def _blank(text: str, start: int, end: int) -> str:
    """The text with a part of it blanked, all else in its place."""
    return text[:start] + " " * (end - start) + text[end:]


def _once(values: list[str], value: str) -> None:
    if value not in values:
        values.append(value)


def join(to: Who, who: Who) -> None:
    for value in who.parties:
        _once(to.parties, value)
    for value in who.persons:
        _once(to.persons, value)
    to.count = who.count if to.count is None else to.count
