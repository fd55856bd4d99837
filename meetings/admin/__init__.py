"""Corrections by staff: Django's own admin under the strict CSP, with the rules of writing that `filing` has."""

from . import cases, corrections, decisions, documents, items, meetings, people, places, search_rows

__all__ = ["cases", "corrections", "decisions", "documents", "items", "meetings", "people", "places", "search_rows"]
