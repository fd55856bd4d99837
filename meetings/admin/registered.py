"""Every page of the admin; importing this registers them. Done by meetings.apps.ArchiveAdminConfig."""

from . import cases, corrections, decisions, documents, items, meetings, people, places, search_rows

__all__ = ["cases", "corrections", "decisions", "documents", "items", "meetings", "people", "places", "search_rows"]
