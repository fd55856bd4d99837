"""Minutes back from the JSON they were kept as: the other way of `Minutes.as_json`."""

from __future__ import annotations

import dataclasses
import datetime
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any

from .minutes import Minutes

_Maker = Callable[[Any], Any]


def from_json(plain: dict[str, Any]) -> Minutes:
    """Fields that an older reading did not have get their defaults; those that are known no more are passed over."""
    return checked(Minutes, plain)


def checked(kind: Any, plain: Any) -> Any:
    """A value of a type out of minutes.py, of its JSON. Raises TypeError, ValueError or AttributeError where it is of
    another shape: what comes from a child process that a stranger's file had may be anything."""
    return _maker(kind)(plain)


@cache
def _maker(kind: Any) -> _Maker:
    if dataclasses.is_dataclass(kind):
        return _maker_of_class(kind)
    if kind is datetime.date:
        return datetime.date.fromisoformat
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _maker_of_list(_maker(inner[0])) if inner[-1] is Ellipsis else _maker_of_tuple(inner)
    if origin in (types.UnionType, typing.Union):  # 'str | None'
        made = _maker(next(one for one in inner if one is not types.NoneType))
        return lambda plain: None if plain is None else made(plain)
    return _maker_of_type(str if origin is typing.Literal else kind)


def _maker_of_class(kind: Any) -> _Maker:
    hints = typing.get_type_hints(kind)
    makers = {field.name: _maker(hints[field.name]) for field in dataclasses.fields(kind)}

    def made(plain: Any) -> Any:
        return kind(**{name: makers[name](value) for name, value in plain.items() if name in makers})

    return made


def _maker_of_list(maker: _Maker) -> _Maker:
    def made(plain: Any) -> Any:
        if not isinstance(plain, list):
            raise TypeError("no list")
        return tuple(map(maker, plain))

    return made


def _maker_of_tuple(kinds: tuple[Any, ...]) -> _Maker:
    makers = [_maker(one) for one in kinds]
    return lambda plain: tuple(maker(value) for maker, value in zip(makers, plain, strict=True))


def _maker_of_type(kind: type) -> _Maker:
    def made(plain: Any) -> Any:
        if type(plain) is not kind:
            raise TypeError(f"no {kind.__name__}")
        return plain

    return made
