"""A whole search to take away, as a table for a spreadsheet and as JSON for a program. Streamed; 10,000 items at most.

The table is what a Danish Excel opens with a double click: UTF-8 with its mark, semicolons, CRLF, dates as 2023-12-05.
Every row says which search it came from and when, so that it still does when it is pasted elsewhere. Text that a
spreadsheet would run as a formula is given an apostrophe.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from meetings.models import Decision, Item
from meetings.search.places import all_places
from meetings.search.query import TooSlow
from meetings.search.search_filter import SearchFilter

from .cells import defused
from .rows import MOST, Extract, Row, extract, rows
from .wording import clean, outcome_label

HEADINGS = (
    "Kommune", "Udvalg", "Dato", "Dokument", "Punkt", "Titel", "Sagsnummer", "Type", "Lukket", "Udfald",
    "Indstillingen fulgt", "Beslutning", "Største beløb i kr.", "Adresse", "Søgning", "Søgt", "Fundet i alt",
)  # fmt: skip
FOLLOWED = {
    Decision.Followed.FOLLOWED: "ja",
    Decision.Followed.AMENDED: "med ændringer",
    Decision.Followed.NOT_FOLLOWED: "nej",
    Decision.Followed.POSTPONED: "ikke afgjort",
    Decision.Followed.UNRECOGNISED: "ikke genkendt",
}
LONGEST_CELL = 32_000  # Excel takes 32,767 characters in a cell


@require_safe
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """GET /soeg/udtraek.csv with the parameters of /soeg/."""
    return _answer(request, "csv", "text/csv; charset=utf-8; header=present", _csv)


@require_safe
def as_json(request: HttpRequest) -> HttpResponseBase:
    """GET /soeg/udtraek.json with the parameters of /soeg/.

    {search, words, fetched, total, limit, items: [{url, title, municipality, committee, date, document, number,
    case_number, kind, closed, outcome, followed, decision, largest_amount, votes: [{position, count, parties,
    persons, affiliations: [{name, party}]}], absent: [{name, party, from_item}]}]}. A file that was cut off on its
    way is not valid JSON.
    """
    return _answer(request, "json", "application/json", _json)


class _Line:
    """A file that gives back what is written to it, for csv.writer."""

    def write(self, text: str) -> str:
        return text


def _answer(
    request: HttpRequest, ending: str, content_type: str, lines: Callable[[HttpRequest, Extract], Iterator[str]]
) -> HttpResponseBase:
    places = all_places()
    asked = SearchFilter(request.GET, places=places)
    try:
        found = extract(asked, places)
    except TooSlow:
        return HttpResponse("Søgningen tog for lang tid. Afgræns den.\n", "text/plain; charset=utf-8", status=503)
    response = StreamingHttpResponse(lines(request, found), content_type=content_type)
    name = f"referatarkivet-{found.at:%Y-%m-%d-%H%M}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response


def _csv(request: HttpRequest, found: Extract) -> Iterator[str]:
    write = csv.writer(_Line(), delimiter=";").writerow
    about: tuple[Any, ...] = (found.words, f"{found.at:%Y-%m-%d %H:%M}", "" if found.total is None else found.total)
    yield "\ufeff" + str(write(HEADINGS))
    for row in rows(found.ids):
        yield str(write([_cell(cell) for cell in (*_cells(request, row), *about)]))


def _cell(value: Any) -> str | int:
    safe = defused(value)
    return safe[:LONGEST_CELL] if isinstance(safe, str) else safe


def _cells(request: HttpRequest, row: Row) -> tuple[Any, ...]:
    item = row.item
    meeting = item.meeting
    return (
        meeting.committee.municipality.name,
        meeting.committee.name,
        meeting.date.isoformat(),
        meeting.get_kind_display(),
        item.number,
        item.title,
        item.case_number,
        "" if item.kind == Item.Kind.UNSPECIFIED else item.get_kind_display(),
        "ja" if item.closed else "nej",
        outcome_label(row.outcome, row.decision.recognised if row.decision else None).lower(),
        FOLLOWED[Decision.Followed(row.decision.followed)] if row.decision and row.decision.followed else "",
        row.decision.text if row.decision else "",
        "" if row.largest is None else row.largest,
        request.build_absolute_uri(item.get_absolute_url()),
    )


def _json(request: HttpRequest, found: Extract) -> Iterator[str]:
    head = {
        "search": request.build_absolute_uri(found.asked.address()),
        "words": found.words,
        "fetched": found.at.isoformat(timespec="seconds"),
        "total": found.total,
        "limit": MOST,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    for number, row in enumerate(rows(found.ids, "absences", "votes")):
        yield (",\n" if number else "\n") + json.dumps(_record(request, row), ensure_ascii=False)
    yield "\n]}\n"


def _record(request: HttpRequest, row: Row) -> dict[str, Any]:
    item = row.item
    meeting = item.meeting
    return {
        "url": request.build_absolute_uri(item.get_absolute_url()),
        "title": item.title,
        "municipality": meeting.committee.municipality.name,
        "committee": meeting.committee.name,
        "date": meeting.date.isoformat(),
        "document": meeting.kind,
        "number": item.number,
        "case_number": item.case_number or None,
        "kind": item.kind,
        "closed": item.closed,
        "outcome": row.outcome or None,
        "followed": (row.decision.followed or None) if row.decision else None,
        "decision": clean(row.decision.text) if row.decision else None,
        "largest_amount": row.largest,
        "votes": [
            {
                "position": vote.position,
                "count": vote.count,
                "parties": vote.parties,
                "persons": vote.persons,
                "affiliations": [{"name": name, "party": party} for name, party in vote.party_of.items()],
            }
            for vote in (row.decision.votes.all() if row.decision else ())
        ],
        "absent": [
            {"name": absence.name, "party": absence.party or None, "from_item": absence.from_item}
            for absence in (row.decision.absences.all() if row.decision else ())
        ],
    }
