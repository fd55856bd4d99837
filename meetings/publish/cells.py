"""Text on its way into a spreadsheet, which takes some beginnings of a cell for a formula and runs it."""

from __future__ import annotations

from .wording import clean

# =1+1   +45 12 34 56   -2,5 mio. kr.   @SUM(A1)   and what some programs skip before they look for those
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defused(cell: object) -> str | int:
    """Numbers as they are; text that would be a formula with an apostrophe before it, as a spreadsheet writes text."""
    if isinstance(cell, int):
        return cell
    text = clean(str(cell))
    return f"'{text}" if text.startswith(DANGEROUS) else text
