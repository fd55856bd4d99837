"""Danish alphabetical order and addresses made of Danish names.

A database's collation cannot be relied on (the embedded PostgreSQL is built without ICU), so rows carry a
sort key computed here. Source of the order: Retskrivningsordbogen § 3 (aa is sorted as å, last in the
alphabet, in Danish names).
"""

import re
import unicodedata

# The letters after z, in their order, moved behind every other letter; accents of other letters are dropped.
_LAST = {"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c"}
_ADDRESS = {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ß": "ss"}


def sort_key(text: str) -> str:
    """A plain string that sorts by bytes as Danes sort `text`: 'Aabenraa' comes after 'Ærø'."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    moved = "".join(_LAST.get(letter, letter) for letter in folded)
    return re.sub(r"[^0-9a-z{]+", " ", _without_accents(moved)).strip()


def address(text: str, *, limit: int = 80) -> str:
    """The part of an address that stands for a name: 'Høje-Taastrup' becomes 'hoeje-taastrup'."""
    folded = unicodedata.normalize("NFC", text).casefold()
    spelled = "".join(_ADDRESS.get(letter, letter) for letter in folded)
    return re.sub(r"[^0-9a-z]+", "-", _without_accents(spelled)).strip("-")[:limit].strip("-")


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
