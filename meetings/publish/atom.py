"""Atom as RFC 4287 has it, from Django's generator, and marks of withdrawn entries (RFC 6721)."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed

from .addresses import tag, utc
from .wording import clean

DELETED = "http://purl.org/atompub/tombstones/1.0"
# What a feed without entries says of its age: before the archive.
NEVER = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class Atom(Atom1Feed):
    """`gone`: pairs of the address and the moment of what was withdrawn; `silent_since`: a withdrawal without one."""

    def root_attributes(self) -> dict[str, str]:
        more = {"xmlns:at": DELETED} if self.feed.get("gone") else {}
        return {**super().root_attributes(), **more}

    def latest_post_date(self) -> datetime.datetime:
        """When the feed last changed, withdrawals included: caches go by it."""
        moments = [item["updateddate"] for item in self.items] + [moment for _, moment in self.feed.get("gone", ())]
        return max([*moments, self.feed.get("silent_since") or NEVER, NEVER])

    def write_items(self, handler: Any) -> None:
        super().write_items(handler)
        for path, moment in self.feed.get("gone", ()):
            handler.addQuickElement("at:deleted-entry", "", {"ref": tag(path), "when": utc(moment)})


class ArchiveFeed(Feed):
    """One feed of the archive; a subclass says of what (`get_object`), which entries (`items`) and how they are told.

    Entries are named by their addresses, which never change, and dated by their publication or correction.
    """

    feed_type = Atom
    language = "da"
    author_name = "Referatarkivet"
    most = 50

    def feed_guid(self, obj: Any) -> str:
        return tag(self.link(obj))

    def link(self, obj: Any) -> str:
        return str(obj.get_absolute_url())

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        return {"gone": self.gone(obj), "silent_since": self.silent_since(obj)}

    def gone(self, obj: Any) -> list[tuple[str, datetime.datetime]]:
        """Address and moment of what was withdrawn."""
        return []

    def silent_since(self, obj: Any) -> datetime.datetime | None:
        """When something was withdrawn that may have stood here, where the feed cannot say what."""
        return None

    def item_link(self, item: Any) -> str:
        return str(item.get_absolute_url())

    def item_guid(self, item: Any) -> str:
        return tag(self.item_link(item))

    def item_title(self, item: Any) -> str:
        return clean(str(item))
