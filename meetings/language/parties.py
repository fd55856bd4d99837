"""Parties as minutes name them in votes, brought to one name each: by letter, by name, by what they are called.

A list's letter is its name here ('V' for Venstre), since that is what minutes print. Only letters that have meant the
same national party at every local election since 2001 are spelled out; any other may be a local list, and stays
'Liste L'. A party without such a letter goes by its name. Source: the list letters of the local elections of 2001,
2017 and 2021 (meetings/reference/parties.csv).
"""

from __future__ import annotations

import re

from .stems import fold

_LONGEST = 60  # letters of a name, as Vote.parties keeps it
# Letter -> what it is called, what else it is called.
_NATIONAL = {
    "A": ("Socialdemokratiet", "Socialdemokraterne"),
    "B": ("Radikale Venstre", "Det Radikale Venstre", "De Radikale", "Radikale", "RV"),
    "C": ("Konservative", "Det Konservative Folkeparti", "Konservative Folkeparti", "De Konservative", "KF"),
    "F": ("SF", "Socialistisk Folkeparti", "SF - Socialistisk Folkeparti"),
    "I": ("Liberal Alliance", "LA"),
    "K": ("Kristendemokraterne", "Kristeligt Folkeparti", "KD", "KrF"),
    "O": ("Dansk Folkeparti", "DF"),
    "V": ("Venstre", "Venstre, Danmarks Liberale Parti"),
    "Ø": ("Enhedslisten", "Enhedslisten - De Rød-Grønne", "EL"),
    "Å": ("Alternativet", "ALT"),
}
# 'Udenfor parti', 'uden for partierne', 'UFP', 'Løsgænger'
_WITHOUT = re.compile(r"uden ?for (?:parti|partierne|parti og gruppe)|ufp|løsgænger", re.IGNORECASE)
_KEYS = {fold(name.lower()): letter for letter, names in _NATIONAL.items() for name in names}


def party(printed: str) -> str:
    """The one name of a party: 'V' of 'v' and 'Venstre', 'Borgerlisten' of 'borgerlisten'; '' of nothing, and of what
    is struck out ('[udstreget]')."""
    seen = "".join(sign if sign.isprintable() else " " for sign in printed)
    name = " ".join(seen.split()).strip(" .,:;()")[:_LONGEST]
    if name.startswith("["):
        return ""
    if len(name) <= 1:
        return name.upper()
    return _KEYS.get(fold(name.lower()), name[0].upper() + name[1:])


def is_without_party(printed: str) -> bool:
    """Whether what stands with a name says that its bearer is of no party."""
    return bool(_WITHOUT.fullmatch(printed.strip()))


def label(key: str) -> str:
    """'Venstre (V)', 'Liste L', 'Borgerlisten'"""
    if key in _NATIONAL:
        return f"{_NATIONAL[key][0]} ({key})"
    return f"Liste {key}" if len(key) == 1 else key
