"""Reading Word's XML by local names, which its two dialects (strict and transitional) share."""

from __future__ import annotations

import re
from typing import Any

from meetings.ingest.extract.clean import clean


def local(element: Any) -> str:
    """An element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, name: str) -> Any:
    if element is not None:
        for inner in element:
            if local(inner) == name:
                return inner
    return None


def value(element: Any, name: str = "val") -> str | None:
    if element is None:
        return None
    for key, text in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(text)
    return None


def switched_on(element: Any) -> bool:
    return element is not None and (value(element) or "true").lower() not in ("0", "false", "off", "none")


def switched_on_attribute(element: Any, name: str) -> bool:
    return (value(element, name) or "0").lower() in ("1", "true", "on")


def whole(text: str | None) -> int | None:
    # '3', '-1'; '0' is a number
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else None


def chosen(alternate: Any) -> Any:
    """Of what a file offers in two forms, the newer: reading both would double the text."""
    choice = child(alternate, "Choice")
    if choice is not None and (all_text(choice) or child(alternate, "Fallback") is None):
        return choice
    fallback = child(alternate, "Fallback")
    return fallback if fallback is not None else alternate


def all_text(element: Any) -> str:
    return clean(" ".join(e.text or "" for e in element.iter() if local(e) in ("t", "delText")))
