"""Layout families: small tables over the shared rules, tried in the order of FAMILIES.

A dialect names a family, tells how it is recognised, which shapes of item heading it trusts, and which words are
headings there and nowhere else. `generic` reads what nobody has seen. docs/dialects.md shows how to add one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from meetings.ingest.dialects import (
    firstagenda,
    generic,
    magistrate,
    os2web,
    polweb,
    region,
    sbsys,
    vejen_like,
    web_page,
)
from meetings.ingest.dialects.table import Dialect
from meetings.ingest.lines import Line

FAMILIES: tuple[Dialect, ...] = (
    firstagenda.DIALECT,
    sbsys.DIALECT,
    polweb.DIALECT,
    os2web.DIALECT,
    magistrate.DIALECT,
    region.DIALECT,
    vejen_like.DIALECT,
    web_page.DIALECT,
)
GENERIC = generic.DIALECT
_READ = 250  # lines that are searched for fingerprints
_LONGEST = 300  # characters of a line that are searched


def choose(lines: Sequence[Line]) -> Dialect:
    """The family of which the largest share of fingerprints is found in the first lines; the earlier one where two
    tie."""
    texts = [line.text[:_LONGEST] for line in lines[:_READ]]
    best, best_share = GENERIC, 0.0
    for dialect in FAMILIES:
        hits = sum(any(map(_finder(pattern), texts)) for pattern in dialect.fingerprint)
        share = hits / len(dialect.fingerprint)
        if hits >= dialect.needs and share > best_share:
            best, best_share = dialect, share
    return best


def _finder(pattern: re.Pattern[str]) -> Callable[[str], object]:
    """Its search; one for the beginning of a line is not tried at every letter of it, as Python would."""
    return pattern.match if pattern.pattern.startswith("^") else pattern.search
