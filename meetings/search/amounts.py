"""Search by amount: what 'beløb:>1mio' asks for, as a condition of SQL."""

from __future__ import annotations

import re

from meetings.language.amounts import kroner

from .condition import Condition

# '>1mio' · '<= 500.000 kr.' · '1mio-2mio' · '1,5 mio.'
_SIGN = re.compile(r"\s*(?P<sign>>=|<=|>|<|=)?\s*(?P<amount>.+)", re.DOTALL)
# '500.000-1mio', '500.000..1mio'
_BETWEEN = re.compile(r"\s*(?P<low>[^-–]+?)(?:[-–]|\.\.+)(?P<high>[^-–.][^-–]*)")
# '1' of '1-2 mio.', which has its unit from the other; '500.000' has none
_BARE = re.compile(r"\s*[0-9]{1,3}(?:,[0-9]+)?\s*")
_UNIT = re.compile(r"[^0-9.,\s].*", re.DOTALL)


def by_amount(typed: str) -> Condition | None:
    """The items whose largest amount is as was typed after 'beløb:'; None where that is no amount.

    '>1mio', '<500.000', '>=2,5 mio. kr.', '1mio-2mio', '1..2 mio.' (both ends included); '750.000' is that very amount.
    """
    if between := _BETWEEN.fullmatch(typed):
        low, high = kroner(between["low"]), kroner(between["high"])
        unit = _UNIT.search(between["high"]) if _BARE.fullmatch(between["low"]) else None
        shared = kroner(between["low"] + unit[0]) if unit else None
        if shared is not None and high is not None and shared <= high:  # of '100-3mio' the first is a hundred kroner
            low = shared
        if low is None or high is None:
            return None
        return Condition("max_amount BETWEEN %s AND %s", (min(low, high), max(low, high)))
    match = _SIGN.fullmatch(typed)
    amount = kroner(match["amount"]) if match else None
    if not match or amount is None:
        return None
    return Condition(f"max_amount {match['sign'] or '='} %s", (amount,))
