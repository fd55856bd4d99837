"""Case numbers as municipalities write them, brought to one form so that the same case meets itself.

The form: capitals, '-' between the parts, nothing around it. What is brought together:

- spaces and prefixes: 'Sag nr. 22 / 24308' is '22-24308';
- '/' and every kind of dash: '22/24308' is '22-24308', which is also how a case stands in an address;
- case: 'emn-2022-81268' is 'EMN-2022-81268';
- leading zeros of a running number: '24/001234' is '24-1234'. Parts of one or two digits keep theirs, since
  they are years and KLE facets ('06', '01.02.05-P16-3-05'), and so do parts with points or letters in them.

What is not: '2024/1234' and '24/1234' may be two cases, and stay two. The printed form is kept beside this one.
Source of the KLE form (01.00.00-G01-93-16): KL's Emnesystematik, journal number = topic-facet-running number-year.
"""

import re
import unicodedata

# Sagsnr.: 22/24308 · Sag nr. 22/24308 · Journalnummer 01.00.00-G01-93-16 · J.nr. 22/24308 · Acadre-sag 22/24308
_PREFIX = re.compile(
    r"^(?:(?:acadre|sbsys|edoc)?[- ]*(?:sags?|journal|j\.?|esdh)[-. ]*(?:nr|nummer|no|id)?\b[.: ]*)+", re.I
)
# 22 / 24308 · EMN–2022–81268
_BETWEEN = re.compile(r"\s*[/\\\u2010-\u2015\u2212_-]\s*|\s+")
_FOREIGN = re.compile(r"[^0-9A-ZÆØÅÄÖÜÉ.-]+")


def normalise(printed: str) -> str:
    """The form by which case numbers are compared; '' where `printed` holds no digit and so no number."""
    text = unicodedata.normalize("NFKC", printed).strip()
    text = _PREFIX.sub("", text).strip(" .:;,")
    text = _FOREIGN.sub("-", _BETWEEN.sub("-", text).upper())
    parts = [_without_zeros(part) for part in text.split("-") if part.strip(".")]
    joined = "-".join(parts)[:80].strip("-.")
    return joined if any(sign.isdigit() for sign in joined) else ""


def _without_zeros(part: str) -> str:
    return part.lstrip("0") or "0" if part.isdigit() and len(part) > 2 else part
