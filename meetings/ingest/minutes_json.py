"""Minutes back from the JSON they were kept as: the other way of `Minutes.as_json`."""

from __future__ import annotations

import dataclasses
import datetime
import types
import typing
from functools import cache
from typing import Any

from .minutes import Minutes


def from_json(plain: dict[str, Any]) -> Minutes:
    """Fields that an older reading did not have get their defaults; those that are known no more are passed over."""
    return typing.cast(Minutes, _made(Minutes, plain))


def _made(kind: Any, plain: Any) -> Any:
    if plain is None or kind is Any:
        return plain
    if dataclasses.is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        known = {name: _made(hints[name], value) for name, value in plain.items() if name in hints}
        return typing.cast(Any, kind)(**known)
    if kind is datetime.date:
        return datetime.date.fromisoformat(plain)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        kinds = [inner[0]] * len(plain) if inner[-1] is Ellipsis else inner
        return tuple(_made(one, value) for one, value in zip(kinds, plain, strict=True))
    if origin in (types.UnionType, typing.Union):  # 'str | None', of something that is not None
        return _made(next(one for one in inner if one is not type(None)), plain)
    return plain


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
