"""A case as the database holds it: every published treatment, one row of one statement each."""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

from meetings.models import Decision, Item, Meeting, Section, SourceDocument

from . import contents
from .item_rows import PLACED, PLACED_FROM, placed


class Treated(NamedTuple):
    """An item of a case, with case, meeting and places; of a closed one nothing below its heading.

    `original` is the newest original of its meeting that a reader may have.
    """

    item: Item
    recommendations: list[Section]
    decisions: list[Decision]
    original: SourceDocument | None


_TREATED = f"""
    SELECT {PLACED}, {contents.of_open(contents.RECOMMENDATIONS)}, {contents.of_open(contents.DECISIONS)},
        {contents.DOCUMENTS}
    {PLACED_FROM}
    WHERE place.slug = %s AND sag.municipality_id = place.id AND sag.normalised = %s
        AND meeting.status = '{Meeting.Status.PUBLISHED}'
    ORDER BY meeting.date DESC, meeting.id DESC, item.position"""


def treated(municipality: str, normalised: str) -> list[Treated]:
    """The newest first; none where no published item has the number."""
    with connection.cursor() as cursor:
        cursor.execute(_TREATED, [municipality.lower(), normalised])
        rows = cursor.fetchall()
    found = []
    for row in rows:
        item, (recommendations, decisions, documents) = placed(row)
        originals = contents.documents(documents)
        found.append(
            Treated(
                item,
                contents.sections(recommendations),
                contents.decisions(decisions),
                originals[0] if originals else None,
            )
        )
    return found
