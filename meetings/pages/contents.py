"""What hangs on an item and its meeting, as JSON in the item's row, and the models made of it again.

Django takes longer to put a query for each of these tables together than PostgreSQL to answer them all: a page of an
item or of a case reads everything in one statement. The models are Django's own (`from_db`, with the columns named
here), so that what a decision says of itself stands in one place.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, models

from meetings.models import Attachment, Decision, Section, SourceDocument, Vote

M = TypeVar("M", bound=models.Model)


class Columns(Generic[M]):
    """Some columns of a model, in the order of its fields: as SQL, and as a model that holds them and no others."""

    def __init__(self, model: type[M], names: str) -> None:
        wanted = set(names.split())
        fields = [field for field in model._meta.concrete_fields if field.attname in wanted]
        if len(fields) != len(wanted):
            raise ValueError(f"{model.__name__} has not all of {names}")
        self.model = model
        self.names = [field.attname for field in fields]
        self._columns = [str(field.column) for field in fields]
        self._days = [place for place, field in enumerate(fields) if isinstance(field, models.DateField)]

    def __len__(self) -> int:
        return len(self.names)

    def sql(self, alias: str) -> str:
        """'d.id, d.position'"""
        return ", ".join(f"{alias}.{column}" for column in self._columns)

    def made(self, values: Sequence[Any]) -> M:
        """Of a row's values; those after the columns' own are left alone."""
        return self.model.from_db(DEFAULT_DB_ALIAS, self.names, values[: len(self.names)])

    def from_json(self, values: list[Any]) -> M:
        """As `made`, where days and moments are written as JSON writes them."""
        for place in self._days:
            if values[place]:
                values[place] = _read(values[place])
        return self.made(values)


def _read(written: str) -> datetime.date:
    """'2023-12-05' · '2023-12-05T15:30:00.12+00:00'"""
    kind: Callable[[str], datetime.date] = (
        datetime.datetime.fromisoformat if "T" in written else datetime.date.fromisoformat
    )
    return kind(written)


_SECTION = Columns(Section, "id position heading role text")
_DECISION = Columns(Decision, "id position body date outcome recognised own text note followed followed_evidence")
_VOTE = Columns(Vote, "id position sequence parties persons affiliations count")
_ATTACHMENT = Columns(Attachment, "id position title document_number")
_FILE = Columns(SourceDocument, "id sha256 outcome warnings redacted")
_DOCUMENT = Columns(
    SourceDocument, "id sha256 filename media_type size pages version received_at outcome ocr warnings redacted"
)

# Each is NULL where there is nothing. `item` is the row they belong to, and `meeting` its meeting's.
SECTIONS = f"""(
    SELECT json_agg(json_build_array({_SECTION.sql("part")}) ORDER BY part.position)
    FROM meetings_section part WHERE part.item_id = item.id)"""  # noqa: S608 - names of our own tables
RECOMMENDATIONS = SECTIONS.replace(
    "part.item_id = item.id", f"part.item_id = item.id AND part.role = '{Section.Role.RECOMMENDATION}'"
)
# 'Lise Holm (V)', in the order of the minutes.
_AWAY = """ARRAY(
    SELECT CASE WHEN away.party = '' THEN away.name ELSE away.name || ' (' || away.party || ')' END
    FROM meetings_absence away WHERE away.decision_id = d.id AND {} ORDER BY away.id)"""
DECISIONS = f"""(
    SELECT json_agg(json_build_array({_DECISION.sql("d")}, {_AWAY.format("NOT away.from_item")},
        {_AWAY.format("away.from_item")}, (
            SELECT json_agg(json_build_array({_VOTE.sql("vote")}) ORDER BY vote.id)
            FROM meetings_vote vote WHERE vote.decision_id = d.id)) ORDER BY d.position)
    FROM meetings_decision d WHERE d.item_id = item.id)"""  # noqa: S608 - as above
ATTACHMENTS = f"""(
    SELECT json_agg(json_build_array({_ATTACHMENT.sql("beside")}, {_FILE.sql("file")}) ORDER BY beside.position)
    FROM meetings_attachment beside LEFT JOIN meetings_sourcedocument file ON file.id = beside.document_id
    WHERE beside.item_id = item.id)"""  # noqa: S608 - as above
DOCUMENTS = f"""(
    SELECT json_agg(json_build_array({_DOCUMENT.sql("file")}) ORDER BY file.version DESC)
    FROM meetings_sourcedocument file WHERE file.meeting_id = meeting.id)"""  # noqa: S608 - as above


def of_open(part: str) -> str:
    """The part of an open item alone: of a closed one it is not even fetched."""
    return f"CASE WHEN NOT item.closed THEN {part} END"


def sections(rows: Iterable[list[Any]] | None) -> list[Section]:
    return [_SECTION.from_json(row) for row in rows or ()]


def decisions(rows: Iterable[list[Any]] | None) -> list[Decision]:
    """Each with `absent_names`, `absent_here` and `vote_list`."""
    found = []
    for row in rows or ():
        decision = _DECISION.from_json(row)
        decision.absent_names, decision.absent_here, votes = row[len(_DECISION) :]
        decision.vote_list = [_VOTE.from_json(vote) for vote in votes or ()]
        found.append(decision)
    return found


def attachments(rows: Iterable[list[Any]] | None) -> list[Attachment]:
    """Each with its file, where we have it."""
    found = []
    for row in rows or ():
        attachment = _ATTACHMENT.from_json(row)
        file = row[len(_ATTACHMENT) :]
        attachment.document = None if file[0] is None else _FILE.from_json(file)
        found.append(attachment)
    return found


def documents(rows: Iterable[list[Any]] | None) -> list[SourceDocument]:
    """Those that readers may have (SourceDocument.objects.shown_beside), the newest version first."""
    return SourceDocument.shown([_DOCUMENT.from_json(row) for row in rows or ()])
