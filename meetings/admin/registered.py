"""Every page of the admin; importing this registers them. Done by meetings.apps.ArchiveAdminConfig."""

from . import cases, corrections, decisions, derived, desk, documents, followers, items, meetings, people, places

__all__ = [
    "cases",
    "corrections",
    "decisions",
    "derived",
    "desk",
    "documents",
    "followers",
    "items",
    "meetings",
    "people",
    "places",
]
