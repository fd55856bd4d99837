"""Search by amount: what 'beløb:>1mio' asks for, as a condition of SQL."""

from __future__ import annotations

import re

from meetings.language.amounts import kroner

from .condition import Condition

# '>1mio' · '<= 500.000 kr.' · '1mio-2mio' · '1,5 mio.'
_SIGN = re.compile(r"\s*(?P<sign>>=|<=|>|<|=)?\s*(?P<amount>.+)", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?P<low>[^-–]+)[-–](?P<high>[^-–]+)")


def by_amount(typed: str) -> Condition | None:
    """The items whose largest amount is as was typed after 'beløb:'; None where that is no amount.

    '>1mio', '<500.000', '>=2,5 mio. kr.', '1mio-2mio' (both ends included), and '750.000' for that very amount.
    """
    if between := _BETWEEN.fullmatch(typed):
        low, high = kroner(between["low"]), kroner(between["high"])
        if low is None or high is None:
            return None
        return Condition("max_amount BETWEEN %s AND %s", (min(low, high), max(low, high)))
    match = _SIGN.fullmatch(typed)
    amount = kroner(match["amount"]) if match else None
    if not match or amount is None:
        return None
    return Condition(f"max_amount {match['sign'] or '='} %s", (amount,))
