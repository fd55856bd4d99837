"""A search in words, and as the one query string it has."""

from __future__ import annotations

from urllib.parse import urlsplit

from meetings.search.facets import PARAMETERS, label_alone
from meetings.search.places import Places
from meetings.search.search_filter import SearchFilter


def described(asked: SearchFilter, places: Places) -> str:
    """'”cykelsti” i Varde, 2023', 'alle punkter': what a person would call the search."""
    words = f"”{asked.question.text}”" if asked.question.text else "alle punkter"
    chosen = [label_alone(name, value, places) for name in PARAMETERS for value in asked.chosen.get(name, ())]
    return f"{words} i {', '.join(chosen)}" if chosen else words


def query_string(asked: SearchFilter) -> str:
    """'q=cykelsti&kommune=varde': what was understood, without order and page. '' for everything."""
    return urlsplit(asked.address(sort="")).query
