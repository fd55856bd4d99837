"""Names of persons as minutes print them: evened out for comparison, and no further.

Two spellings are one person only where they differ by spaces, capitals, or a party behind the name. 'Anne Holm' and
'Anne M. Holm', 'Haakon' and 'Håkon' stay apart: joining two people would be worse than keeping one in two places.
"""

import re
import unicodedata

# 'Helle Blak (UFP)', 'Per Lund (A), formand'
_PARTY = re.compile(r"\s*[(\[][^)\]]{0,40}[)\]].*$")
# 'Helle Blak (Udenfor parti)'
_WITH_PARTY = re.compile(r"([^()]+) \(([^()]+)\)")


def plain_name(printed: str) -> str:
    """The name alone, with single spaces: 'Helle  Blak (UFP)' is 'Helle Blak'."""
    text = unicodedata.normalize("NFC", printed)
    return " ".join(_PARTY.sub("", text).split()).strip(" ,;:")


def with_party(name: str, party: str) -> str:
    """'Helle Blak (UFP)', or the name alone where no party stands with it."""
    return f"{name} ({party})" if party else name


def name_and_party(printed: str) -> tuple[str, str]:
    """What `with_party` put together: ('Helle Blak', 'UFP'); ('Helle Blak', '') of a name alone."""
    found = _WITH_PARTY.fullmatch(printed)
    return (found[1], found[2]) if found else (printed, "")


def name_key(printed: str) -> str:
    """The form by which names of one municipality are compared; '' for what is no full name.

    A first or a last name alone is none: it would gather everybody who bears it.
    """
    name = plain_name(printed)
    words = name.split()
    if not 2 <= len(words) <= 8 or len(name) > 100 or any(sign.isdigit() for sign in name):
        return ""
    return name.casefold()
