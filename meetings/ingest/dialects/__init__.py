"""Layout families: small tables over shared rules.

A dialect names a family, tells how it is recognised, and which shapes of item heading it trusts. It holds no code: what a
heading or a decision is, the rules know by its words. `generic` reads what nobody has seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.ingest.lines import Line

_READ = 250  # lines that are searched for fingerprints
_LONGEST = 300  # characters of a line that is searched


@dataclass(frozen=True, slots=True)
class Dialect:
    name: str
    fingerprint: tuple[re.Pattern[str], ...]  # each found in some line counts once
    needs: int  # how many of them make the family
    forms: tuple[str, ...]  # names from rules.headings.FORMS that this family's item headings have


def registry() -> tuple[Dialect, ...]:
    """All families, the most telling first; `generic` last, which needs nothing."""
    from meetings.ingest.dialects import families

    return families.ALL


def choose(lines: Sequence[Line]) -> Dialect:
    """The family whose fingerprint is found best in the first lines."""
    texts = [line.text[:_LONGEST] for line in lines[:_READ]]
    best, best_share = registry()[-1], 0.0
    for dialect in registry()[:-1]:
        hits = sum(any(pattern.search(text) for text in texts) for pattern in dialect.fingerprint)
        share = hits / len(dialect.fingerprint) if hits >= dialect.needs else 0.0
        if share > best_share:
            best, best_share = dialect, share
    return best
