"""The bodies that decide: how the name of a committee, council or board looks, and where it ends in a heading.

Known by its shape, not by a list: the 98 municipalities name some thousand committees, and rename them each term.
"""

from __future__ import annotations

import re

# The word that makes a name a body's: 'Økonomiudvalget', 'Byråd', 'Lokaludvalg', 'Borgerrepræsentationen',
# 'Ældrerådets'
NOUN = re.compile(
    r"(?:[\wæøå-]*udvalg(?:et|ene)?|[\wæøå-]*råd(?:et)?|[\wæøå-]*bestyrelsen?|[\wæøå-]*nævn(?:et)?|"
    r"[\wæøå-]*kommission(?:en)?|magistrat(?:en)?|borgerrepræsentation(?:en)?|[\wæøå-]*direktion(?:en)?|"
    r"[\wæøå-]*forsamling(?:en)?|[\wæøå-]*forum|[\wæøå-]*repræsentantskab(?:et)?|hegnssyn(?:et)?|"
    r"[\wæøå-]*styregruppen?|"
    r"[\wæøå-]*samråd(?:et)?|[\wæøå-]*komit[eé](?:en)?|udvalgsmøde|kontaktudvalg|[\wæøå-]*kredsråd(?:et)?|"
    r"[\wæøå-]*arbejdsgruppen?|[\wæøå-]*følgegruppen?|KKR)",
    re.IGNORECASE,
)
_SMALL = frozenset(
    ["og", "for", "af", "i", "på", "med", "til", "&", "samt"]
)  # written small in a name that is not all capitals
_LONGEST = 300  # characters that are looked at
# Words that no body's name holds: where one of these stands, the text is a sentence
_SENTENCE = frozenset(
    [
        "er",
        "har",
        "havde",
        "blev",
        "bliver",
        "besluttede",
        "godkendte",
        "godkender",
        "vedtog",
        "skal",
        "kan",
        "vil",
        "kunne",
        "indstiller",
        "anbefaler",
        "at",
        "som",
        "der",
        "den",
        "det",
        "drøftede",
        "behandlede",
        "tager",
        "tog",
        "ikke",
        "var",
        "orienteres",
        "beslutter",
        "ønsker",
        "dette",
        "denne",
        "disse",
        "hvor",
        "når",
        "også",
        "idet",
        "fra",
        "mødet",
        "møde",
        "indstilles",
        "anbefales",
        "tages",
        "godkendes",
        "behandles",
        "udsættes",
        "referat",
        "dagsorden",
        "protokol",
        "anbefalet",  # 'Anbefalet af Økonomiudvalget'
        "godkendt",
        "tiltrådt",
        "vedtaget",
    ]
)
# Words that a body's name holds only after its noun: 'Udvalget til fremme af …', but not 'Udsat til behandling i
# udvalget'
_NOT_INSIDE = frozenset(("til", "ved", "i", "deres", "over", "efter", "indtil"))
# Words that only look like the end of a body's name: 'nytårsråd', 'efterårets', 'samt', 'forråd'
_NOT_BODIES = frozenset(
    ["råd", "forråd", "udvalg", "bestyrelse", "nævn", "forum", "forsamling", "vejledningsråd", "overråd", "tråd"]
)
# 'i', 'fra', 'for' before a name; 'den', 'd.', 'på mødet' after it
_BEFORE = re.compile(
    r"^(?:(?:i|fra|af|for|på|ved|hos|indstilling fra|indstilling|(?:truffet|taget) (?:i|af|på|ved)|"
    r"(?:på |ved )?mødet? i|"
    r"ud(?:skrift|drag) (?:af|fra))\s+)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[\s,;:–—-]+|\b(?:den|d\.?|på|i|ved|møde[t]?|mødet|dato|af|onsdag|mandag|tirsdag|torsdag|fredag|lørdag|"
    r"søndag)(?=$|\s*$))+$",
    re.IGNORECASE,
)
# 'Teknisk Udvalg Side 1 af 5': the head of a page
_PAGE = re.compile(r"\s+side:? ?\d{1,4}(?: ?(?:af|/) ?\d{1,4})?$", re.IGNORECASE)
# 'Handicaprådet i Lindeby Kommune': whose body it is
_OF_MUNICIPALITY = re.compile(
    r"\s+(?:i|for) [A-ZÆØÅ][\wæøå-]+(?: [A-ZÆØÅ][\wæøå-]+)? (?:regions)?kommune$", re.IGNORECASE
)
# 'Teknik- og Havneudvalget (THU)', 'Økonomiudvalget (herefter ØU)': the name's own letters behind it
_LETTERS_AFTER = re.compile(
    r"\s*\((?:herefter |forkortet |i det følgende |også kaldet )?[\"”»]?[A-ZÆØÅ]{2,6}[\"”«]?\)$"
)
# 'Landdistriktsudvalget (§ 17, stk. 4-udvalg)', 'Vækstudvalget - § 17.4 udvalg', 'Broudvalget (midlertidigt udvalg)'
_KIND_AFTER = re.compile(
    r"(?<=\w)(?:\s*\((?:et )?(?=[^()]*\)$)|,? [–-]? ?(?=§))"
    r"(?:§ ?17[.,]? ?(?:stk\.? ?)?4[ .-]*(?:udvalg(?:et)?)?|(?:midlertidigt|stående|rådgivende|særligt) udvalg|"
    r"(?:opgave|ad hoc[ -]|særligt )udvalg)\)?$",
    re.IGNORECASE,
)
# 'Teknik- og Miljøudvalget 2018-2021', 'Byrådet (2022-25)', 'Skoleudvalget 2018 - 2021'
_TERM_AFTER = re.compile(r"\s+[(\[]?(?:19|20)\d\d ?[-–/] ?(?:(?:19|20)\d\d|\d\d)[)\]]?$|\s+\(\d\d[-/]\d\d\)$")

# '§ 17, stk. 4-udvalget for Bosætning': a committee by a paragraph of the law on municipalities
_PARAGRAPH = re.compile(r"^§ ?\d{1,2}(?:, ?|\.| )?(?:stk\.? ?)?\d?[ -]*")
# 'Det fælles Landdistriktsråd'
_COMMON_TO = re.compile(r"^(?:det|den) fælles (?=\w{4})", re.IGNORECASE)
# 'Forvaltningen indstiller, at', 'Center for Kultur anbefaler': who prepares a case, and decides none
OFFICIALS_SAY = re.compile(
    r"^(?:\w*forvaltningen|administrationen|direktionen|(?:kommunal)?direktøren|centerchefen|\w*afdelingen|"
    r"sekretariatet|(?:center|stab|direktøren) for [\w, -]{3,40}) (?:indstiller|anbefaler|foreslår)\b",
    re.IGNORECASE,
)


def is_body(text: str) -> bool:
    """Whether a text is the name of a body and nothing else."""
    if text.count("(") != text.count(")"):
        return False  # 'Lise Holm (Idrættens Samråd'
    if not 3 <= len(text) <= 140 or not (text[0].isupper() or text[0] in "\"”“»'§"):
        return False
    text = _COMMON_TO.sub("", _PARAGRAPH.sub("", text)) or text
    if re.search(r"[!?;:=%|·•]|\d{3}|\.\s", text.split("(")[0]):
        return False
    words = re.sub(r"\([^)]*\)", " ", text).replace(",", " ").split()
    if not words or len(words) > 16 or _says_something(words):
        return False
    if any(word.casefold() in _NOT_INSIDE for word in words) and not NOUN.fullmatch(words[0]):
        return False
    nouns = [word for word in words if NOUN.fullmatch(word.strip("\"”“»«'()."))]
    if not nouns:
        return False
    return len(words) > 1 or words[0].casefold() not in _NOT_BODIES


def _says_something(words: list[str]) -> bool:
    """Whether words make a sentence; 'for det nære sundhedsvæsen' is a part of a name, and so is 'Det præhospitale
    udvalg'."""
    named = words[0] in ("Det", "Den") and 2 < len(words) < 5 and words[1].islower() and words[1].endswith("e")
    return any(
        word.casefold() in _SENTENCE and not (word in ("det", "den") and before == "for")
        for before, word in zip(["", *words], words[1:] if named else words, strict=False)
    )


def trim(text: str) -> str:
    """A body's name without what heads and tails it in a heading: 'i Byrådet den' -> 'Byrådet'."""
    text = text[:_LONGEST].strip(" \t,;:–—-|.")
    for _ in range(3):
        shorter = _OF_MUNICIPALITY.sub("", _PAGE.sub("", text))
        shorter = _LETTERS_AFTER.sub("", shorter) if shorter[-1:] == ")" else shorter
        shorter = _KIND_AFTER.sub("", shorter) if shorter[-1:] == ")" or "§" in shorter else shorter
        shorter = _TERM_AFTER.sub("", _AFTER.sub("", _BEFORE.sub("", shorter))).strip(" ,;:–—-|")
        if shorter == text:
            break
        text = shorter
    if text.isupper() and len(text) > 4:
        text = " ".join(word.lower() if word.casefold() in _SMALL else word.capitalize() for word in text.split())
    return text[:1].upper() + text[1:]


def nominative(text: str) -> str:
    """'Økonomiudvalgets' -> 'Økonomiudvalget', 'Teknisk Udvalgs' -> 'Teknisk Udvalg'; others unchanged."""
    for ending in ("'s", "’s", "s"):
        if text.casefold().endswith(ending) and NOUN.fullmatch(text[: -len(ending)].split(" ")[-1]):
            return text[: -len(ending)]
    return text


_SAME = re.compile(r"[^\wæøå]|\b(?:og|samt|for|udvalget)\b", re.IGNORECASE)


def same(one: str, other: str) -> bool:
    """Whether two spellings name the same body: case, commas, hyphens and 'og' do not count."""
    return key(one) == key(other)


# The highest body of a municipality or region: 'Byrådet', 'Fjordby Byråd', 'Kommunalbestyrelsen'
_COUNCIL = re.compile(
    r"^(?:[\w-]+ )?(?P<noun>byråd|kommunalbestyrelse|regionsråd|borgerrepræsentation)(?:et|n|en)?$", re.IGNORECASE
)


def key(name: str) -> str:
    if council := _COUNCIL.match(name.strip()):
        return council["noun"].casefold()
    folded = re.sub(r"\([^)]*\)", " ", name).casefold().replace("&", " og ")
    squeezed = _SAME.sub("", folded)
    return squeezed or folded
