"""The second hand-over: one parsed document, in the shape of parsed-minutes.schema.json.

What `parse.parse` guarantees about the `Minutes` it returns:

1. Every non-blank line of the document stands in exactly one field or in `unread`.
2. `items` stand in the order of the document; each item's `decisions` in the order of their dates.
3. What the parser is unsure of has a warning with a code from `problems.CODES`, a line and a Danish sentence.
4. Text is plain: paragraphs separated by a blank line, list points on lines starting with '- ' or '1. ',
   table rows as cells separated by ' | '.

Lines in `line` are 1-based numbers of the extracted text, pages are 1-based pages of the original; both
are None where unknown.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal

DocumentKind = Literal["minutes", "agenda", "supplementary_agenda"]
ItemKind = Literal["decision", "discussion", "briefing", "unspecified"]
Role = Literal[
    "summary", "subject", "background", "recommendation", "assessment", "finance", "legal", "options",
    "consultation", "procedure", "consequences", "history", "other",
]  # fmt: skip
Outcome = Literal[
    "approved", "approved_amended", "rejected", "postponed", "withdrawn", "noted", "discussed",
    "recommended", "referred", "decided",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    filename: str
    sha256: str
    media_type: str
    bytes: int
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    position: str  # for, against, abstain, reservation, or the named alternative in its own words
    parties: tuple[str, ...] = ()  # letters as printed
    persons: tuple[str, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Affiliation:
    name: str
    party: str  # as printed: 'V', 'UFP', 'Udenfor parti'


@dataclass(frozen=True, slots=True)
class Decision:
    """What a body decided on an item. Natural key: item + position."""

    body: str
    date: datetime.date | None
    outcome: Outcome
    text: str
    absent: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    note: str | None = None
    own: bool = True  # False: an earlier treatment, by this body or another, quoted in the item
    recognised: bool = True  # False: the outcome is `decided` because no known wording was found
    line: int | None = None
    page: int | None = None
    absent_here: tuple[str, ...] = ()  # those of `absent` who left for this item alone, disqualified or otherwise
    affiliations: tuple[Affiliation, ...] = ()  # of the absent and the voters, where the decision prints their party


@dataclass(frozen=True, slots=True)
class Section:
    heading: str  # as printed; '' for text before the first heading
    role: Role
    text: str
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    title: str
    document_number: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A point on the agenda. Natural key: meeting + position; `number` is as printed ('97', '12a')."""

    number: str
    title: str
    kind: ItemKind = "unspecified"
    closed: bool = False
    case_number: str | None = None
    document_number: str | None = None
    sections: tuple[Section, ...] = ()
    decisions: tuple[Decision, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    code: str  # one of problems.CODES
    message: str  # Danish, for the clerk
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class UnreadLine:
    line: int
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """One document as read. Natural key: `source.sha256`."""

    source: Source
    dialect: str
    municipality: str | None  # short name of the list of 98 ('Varde'), or as given by the caller
    committee: str | None
    term: tuple[int, int] | None
    document_kind: DocumentKind
    date: datetime.date | None
    start_time: str | None  # 'HH:MM'
    place: str | None
    participants: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()  # away from the whole meeting, as the cover says
    items: tuple[Item, ...] = ()
    warnings: tuple[Warning, ...] = ()
    unread: tuple[UnreadLine, ...] = ()
    ocr: bool = False
    contents: tuple[str, ...] = ()  # the table of contents as printed
    aside: tuple[str, ...] = ()  # running headers, page numbers, signatures, and labels of the cover without a field
    affiliations: tuple[Affiliation, ...] = ()  # of those the cover names, where it prints their party

    def as_json(self) -> dict[str, Any]:
        """The document as parsed-minutes.schema.json wants it: plain dicts, lists and strings."""
        plain: dict[str, Any] = _plain(self)
        return plain


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):  # nearly all
        return value
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
