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


# The case is found before its items, and these before their meetings: left alone the planner read 56,000 items of a
# municipality for the two of a case.
_TREATED = f"""
    SELECT {PLACED}, {contents.of_open(contents.RECOMMENDATIONS)}, {contents.of_open(contents.DECISIONS)},
        {contents.DOCUMENTS}
    {PLACED_FROM}
    WHERE meeting.status = '{Meeting.Status.PUBLISHED}' AND item.case_id = (
        SELECT known.id FROM meetings_case known JOIN meetings_municipality home ON home.id = known.municipality_id
        WHERE home.slug = %s AND known.normalised = %s)
    ORDER BY meeting.date DESC, meeting.id DESC, item.position"""  # noqa: S608 - names of our own tables


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
