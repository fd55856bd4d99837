"""Atom as RFC 4287 has it, and marks of withdrawn entries (RFC 6721).

Written as text: a feed of fifty meetings tells of a thousand items, and a library's objects for them took most of the
time.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date

from .addresses import tag, utc
from .wording import clean

MOST = 50  # entries, and as many marks of what was withdrawn
# What a feed without entries says of its age: before the archive.
NEVER = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
Gone = tuple[str, datetime.datetime]  # the name and the moment of what was withdrawn


def name_of(model: type[Model], pk: int) -> str:
    """'/meeting/17/': what names an entry for good. Addresses change where bodies are merged, or a day is corrected,
    and what is known would come as new."""
    return f"/{model._meta.model_name}/{pk}/"


class Entry(NamedTuple):
    """`name` never changes; dated by its publication or correction."""

    name: str
    path: str
    title: str
    published: datetime.datetime
    updated: datetime.datetime
    html: str


class ArchiveFeed:
    """One feed of the archive; a subclass says of what (`get_object`), which entries, and how it is called."""

    def __call__(self, request: HttpRequest, **where: Any) -> HttpResponse:
        try:
            subject = self.get_object(request, **where)
        except ObjectDoesNotExist as none:
            raise Http404("no such feed") from none
        entries, gone = self.entries(subject), self.gone(subject)
        moments = [entry.updated for entry in entries] + [moment for _, moment in gone]
        # When the feed last changed, withdrawals included: caches go by it.
        changed = max([*moments, self.silent_since(subject) or NEVER, NEVER])
        return HttpResponse(
            self._text(subject, f"{request.scheme}://{request.get_host()}", changed, entries, gone),
            content_type="application/atom+xml; charset=utf-8",
            headers={"Last-Modified": http_date(changed.timestamp())},
        )

    def get_object(self, request: HttpRequest, **where: Any) -> Any:
        """What the feed is about. Raises ObjectDoesNotExist."""
        raise NotImplementedError

    def title(self, subject: Any) -> str:
        raise NotImplementedError

    def feed_url(self, subject: Any) -> str:
        raise NotImplementedError

    def link(self, subject: Any) -> str:
        """The page that shows the same."""
        return str(subject.get_absolute_url())

    def entries(self, subject: Any) -> Sequence[Entry]:
        """Those that changed last, these first."""
        raise NotImplementedError

    def gone(self, subject: Any) -> Sequence[Gone]:
        return ()

    def silent_since(self, subject: Any) -> datetime.datetime | None:
        """When something was withdrawn that may have stood here, where the feed cannot say what."""
        return None

    def _text(
        self, subject: Any, here: str, changed: datetime.datetime, entries: Sequence[Entry], gone: Sequence[Gone]
    ) -> str:
        page = self.link(subject)
        marks = ' xmlns:at="http://purl.org/atompub/tombstones/1.0"' if gone else ""
        return "".join(
            [
                '<?xml version="1.0" encoding="utf-8"?>\n',
                f'<feed xml:lang="da" xmlns="http://www.w3.org/2005/Atom"{marks}>',
                f"<title>{escape(clean(self.title(subject)))}</title>",
                f'<link href={_address(here + page)} rel="alternate"/>',
                f'<link href={_address(here + self.feed_url(subject))} rel="self"/>',
                f"<id>{escape(tag(page))}</id><updated>{changed.isoformat()}</updated>",
                "<author><name>Referatarkivet</name></author>",
                *(_entry(entry, here) for entry in entries),
                *(f'<at:deleted-entry ref={quoteattr(tag(name))} when="{utc(moment)}"/>' for name, moment in gone),
                "</feed>",
            ]
        )


def _entry(entry: Entry, here: str) -> str:
    return (
        f"<entry><title>{escape(clean(entry.title))}</title>"
        f'<link href={_address(here + entry.path)} rel="alternate"/>'
        f"<published>{entry.published.isoformat()}</published>"
        f"<updated>{entry.updated.isoformat()}</updated><id>{escape(tag(entry.name))}</id>"
        f'<summary type="html">{escape(clean(entry.html))}</summary></entry>'
    )


def _address(address: str) -> str:
    """With its quotation marks."""
    return quoteattr(iri_to_uri(address))
