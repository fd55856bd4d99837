"""Names of committees and councils, brought to one form so that the same body meets itself under variants of its name.

What is brought together (within one municipality, where two bodies never differ by these alone):

- 'Udvalget for Teknik og Miljø', 'Teknik- og Miljøudvalget', 'Teknik & Miljøudvalg';
- 'Børne- og Ungeudvalget', 'Børn og Unge-udvalget': linking letters between the parts of a compound;
- 'Byrådet', 'Byråd', 'Varde Byråd', 'Kommunalbestyrelsen': one council, whatever it calls itself
  (lov om kommunernes styrelse § 2: every municipality is governed by one kommunalbestyrelse);
- '(2022-2025)', '(§ 17, stk. 4)', 'ekstraordinært møde', quotes and full stops around the name.
"""

import re
import unicodedata
from functools import lru_cache

# (2022-2025) · 2018 - 2021 · (2022–2025)
_TERM = re.compile(r"\(?\b(?:19|20)\d\d\s*[-\u2013\u2014/]\s*(?:19|20)?\d\d\b\)?")
# (§17, stk. 4) · § 17 stk. 4-udvalget · §17.4
_PARAGRAPH = re.compile(r"\(?§+\s*17[ ,.]*(?:stk\.?\s*)?4?\)?-?", re.IGNORECASE)
# Økonomiudvalget - ekstraordinært møde · Ekstraordinært byrådsmøde is left to the parser
_OCCASION = re.compile(r"[-\u2013,(]?\s*\b(?:ekstraordinært|ordinært|lukket|åbent)\s+møde\b\)?", re.IGNORECASE)
# Udvalget for Børn og Læring · Udvalg om Klima · Udvalget "Læring og Trivsel for Børn og Unge"
_FRONT = re.compile(r"^udvalg(?:et)? (?:(?:for|om|til|vedr|vedrørende) )?")
# Teknik- og Miljøudvalget · Ældrerådet · Beredskabskommissionen · Magistraten · Skolebestyrelsen
_HEAD = re.compile(r"(udvalg|råd|kommission|magistrat|bestyrelse|nævn|forsamling|repræsentation)(?:et|en|n)?$")
# Ældrerådet, Handicaprådet, Integrationsråd, Folkeoplysningsudvalget, Hovedudvalget (MED), Bevillingsnævnet,
# skolebestyrelsen, Lokaludvalg, opgaveudvalg and committees after § 17, stk. 4: others sit there as well
_NOT_ELECTED = re.compile(
    r"§|\b(?:folkeoplysnings|opgave|lokal|bruger|hoved|samarbejds|arbejdsmiljø|sikkerheds|forældre|borger|valg"
    r"|grundliste)\w*udvalg"
    r"|\bmed[- ]?\w*udvalg|nævn|bestyrelse(?!r)|kommission|komit[eé]|forsamling\b|repræsentantskab|fond\b|selskab",
    re.IGNORECASE,
)
# Økonomiudvalget, Teknisk Udvalg, Udvalget for Børn, Byrådet, Kommunalbestyrelsen, Borgerrepræsentationen, Magistraten
_ELECTED = re.compile(
    r"udvalg|\bbyråd|\bbyraad|kommunalbestyrelse|borgerrepræsentation|magistrat|regionsråd|\bregionsråd", re.IGNORECASE
)
_COUNCIL = {"byråd", "kommunalbestyrelse", "borgerrepræsentation"}


@lru_cache(maxsize=10_000)
def body_key(name: str, municipality: str = "") -> str:
    """The form by which bodies of one municipality are compared; '' where the name says nothing.

    municipality: its short name, which many councils carry in front ('Varde Byråd').
    """
    text = unicodedata.normalize("NFC", name)
    for noise in (_TERM, _PARAGRAPH, _OCCASION):
        text = noise.sub(" ", text)
    words = re.findall(r"\w+", text.casefold().replace("&", " og "))
    joined = _without_place(words, municipality)
    front = _FRONT.match(joined + " ")
    if front:
        return _core(joined[front.end() :])
    head = _HEAD.search(joined)
    if not head:
        return _core(joined)
    kind = head.group(1)
    stem = joined[: head.start()].strip()
    if stem + kind in _COUNCIL:
        return "byråd"
    return _core(stem) if kind == "udvalg" and stem else f"{_core(stem)} {kind}".strip()


def is_elected(name: str) -> bool:
    """Whether the members of a body were elected to it, as far as its name tells.

    Those are the council, its standing committees and the magistrate (lov om kommunernes styrelse §§ 5, 17, 64 and 65).
    In a committee after § 17, stk. 4, and in folkeoplysningsudvalget (folkeoplysningsloven § 35) others sit as well.
    """
    plain = re.sub(r"kommunalbestyrelse\w*", "byråd", name, flags=re.IGNORECASE)
    return bool(_ELECTED.search(name)) and not _NOT_ELECTED.search(plain) and not _PARAGRAPH.search(name)


def without_term(name: str) -> str:
    """The name as printed, on one line and without the years of an election period."""
    return " ".join(_TERM.sub(" ", name).split()).strip(" ,-\u2013") or name.strip()


def _without_place(words: list[str], municipality: str) -> str:
    place = {word + ending for word in re.findall(r"\w+", municipality.casefold()) for ending in ("", "s")}
    place |= {"kommune", "kommunes"}
    front, back = 0, len(words)
    while front < back - 1 and words[front] in place:
        front += 1
    if municipality and any(word in place for word in words[-1:]):  # Byrådet i Varde · Byrådet i Varde Kommune
        while back - 1 > front and words[back - 1] in place | {"i", "for"}:
            back -= 1
    return " ".join(words[front:back])


def _core(stem: str) -> str:
    # 'børne', 'børns' and 'børn' meet when linking letters fall; so do 'unge' and 'ung'.
    return " ".join(word.rstrip("es") or word for word in stem.split())
