"""The shape of a dialect: names and patterns, no code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from meetings.ingest.minutes import Role


@dataclass(frozen=True, slots=True)
class Dialect:
    """A layout family. What its headings and decisions say, the shared rules know by their words."""

    name: str
    fingerprint: tuple[re.Pattern[str], ...] = ()  # each counts once, however often it is found
    needs: int = 0  # how many of them make the family
    forms: tuple[str, ...] = ()  # the shapes of item heading it trusts, by their names in rules.heading_forms.FORMS
    sections: Mapping[str, Role] = field(
        default_factory=dict
    )  # folded headings that mean a section in this family only


def lines_like(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Patterns searched in single lines, case ignored."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
