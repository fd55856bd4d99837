"""The items of one page of a search, with all that their lines say: one query, and no model made of its rows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db import connection
from django.urls import get_script_prefix
from django.utils.safestring import SafeString

from meetings.language.amounts import Amount, amounts
from meetings.models import Attachment, Decision, Item, Meeting, SearchItem, Section

from .marking import Marker
from .places import Place, Places, all_places
from .snippets import PAPERS, Part, Passage, Snippet, snippet
from .voted import Asked, Voted, voted


class Found(NamedTuple):
    """The columns of `_ROWS`, in their order."""

    item: int
    number: str
    slug: str
    title: str
    case_number: str
    closed: bool
    body: str  # of a closed item: nothing
    outcome: str
    departed: str
    case: str  # as Case.normalised
    date: datetime.date
    kind: str  # of the document, as Meeting.Kind
    sequence: int
    committee: int
    municipality: int
    recognised: bool | None  # None where the meeting decided nothing
    decided: str | None
    recommended: str | None
    paper: str | None  # title and number of the first attachment


# What was decided last, recommended first and attached first stand by an index each: a few pages read for a row.
_ROWS = f"""
    SELECT s.item_id, i.number, i.slug, s.title, i.case_number, s.closed OR i.closed,
        CASE WHEN s.closed OR i.closed THEN '' ELSE s.body END, s.outcome, s.departed, s.case_number,
        m.date, m.kind, m.sequence, s.committee_id, s.municipality_id, d.recognised, d.text, r.text, p.paper
    FROM {SearchItem._meta.db_table} s
    JOIN {Item._meta.db_table} i ON i.id = s.item_id
    JOIN {Meeting._meta.db_table} m ON m.id = i.meeting_id
    LEFT JOIN LATERAL (SELECT recognised, text FROM {Decision._meta.db_table}
        WHERE item_id = s.item_id AND own ORDER BY position DESC LIMIT 1) d ON TRUE
    LEFT JOIN LATERAL (SELECT text FROM {Section._meta.db_table}
        WHERE item_id = s.item_id AND role = %s ORDER BY position LIMIT 1) r ON TRUE
    LEFT JOIN LATERAL (SELECT concat_ws(' ', title, document_number) AS paper FROM {Attachment._meta.db_table}
        WHERE item_id = s.item_id ORDER BY position LIMIT 1) p ON TRUE
    WHERE s.item_id = ANY(%s)"""  # noqa: S608 - names of our own tables


@dataclass(frozen=True)
class Hit:
    """One item found."""

    row: Found
    municipality: Place
    committee: Place
    marker: Marker
    treatments: int = 1  # of its case, among the answers, where cases are put together
    by_amount: bool = False  # whether the question asks for amounts
    voted: Sequence[Voted] = ()  # how those voted whom the question asks for
    prefix: str = "/"  # where the site is mounted

    @property
    def address(self) -> str:
        """As Item.get_absolute_url gives it."""
        row = self.row
        meeting = Meeting.slug_of(row.date, row.kind, row.sequence)
        return f"{self.prefix}{self.municipality.slug}/{self.committee.slug}/{meeting}/punkt-{row.slug}/"

    @cached_property
    def title(self) -> SafeString:
        return self.marker.marked(self.row.title)

    @cached_property
    def case_number(self) -> SafeString:
        return self.marker.marked(self.row.case_number)

    @cached_property
    def _cut(self) -> Snippet:
        return Snippet(()) if self.row.closed else snippet(self.row.body, self.marker, self._parts(), self.row.title)

    @property
    def snippet(self) -> SafeString:
        return self._cut.text

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The snippet's, each of what was decided ('Beslutning'), recommended ('Indstilling') or attached ('Bilag'), or
        of the rest ('')."""
        return self._cut.passages

    @property
    def largest(self) -> Amount | None:
        """Of the amounts that an open item names, where amounts are what was asked for: what it was found by."""
        if not self.by_amount or self.row.closed:
            return None
        return max(amounts(self.row.body), key=lambda amount: abs(amount.kroner), default=None)

    def _parts(self) -> list[Part]:
        """Where in the body the meeting's last decision, the recommendation and the attachments stand: in this order,
        in which indexing wrote them."""
        parts: list[Part] = []
        for name, written in (("Beslutning", self.row.decided), ("Indstilling", self.row.recommended)):
            text = (written or "").strip()
            begin = self.row.body.find(text, parts[-1].end if parts else 0) if text else -1
            if begin >= 0:
                parts.append(Part(begin, begin + len(text), name))
        first = (self.row.paper or "").strip()
        begin = f"\n\n{self.row.body}\n\n".rfind(f"\n\n{first}\n\n") if first else -1
        if begin >= (parts[-1].end if parts else 0):
            parts.append(Part(begin, len(self.row.body), PAPERS))
        return parts


def hits(
    found: Mapping[int, int], marker: Marker, places: Places, *, by_amount: bool = False, voters: Asked | None = None
) -> tuple[Hit, ...]:
    """In the order of `found`: item -> treatments of its case. One query more where `voters` are asked for."""
    if not found:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [Section.Role.RECOMMENDATION, list(found)])
        rows = {row[0]: Found(*row) for row in cursor.fetchall()}
    if any(row.committee not in places.committees for row in rows.values()):  # a body that was not there a moment ago
        places = all_places()
    votes = voted(list(rows), voters) if voters else {}
    prefix = get_script_prefix()
    in_order = [(rows[pk], treatments) for pk, treatments in found.items() if pk in rows]
    return tuple(
        Hit(
            row,
            places.municipalities[row.municipality],
            places.committees[row.committee],
            marker,
            treatments,
            by_amount,
            votes.get(row.item, ()),
            prefix,
        )
        for row, treatments in in_order
        if row.committee in places.committees and row.municipality in places.municipalities
    )
