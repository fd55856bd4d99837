"""What a file of a meeting shows openly and readers may not have any more: an item that a later version or a person has
closed, or that a later version has left out.

    note_hidden(meeting)             which of the meeting's files readers may have, noted as warnings of theirs
    without_hidden(meeting, …)       a kept reading of it, with no more of such items than may be read on

A municipality that sends a file once more with an item closed wants its text gone; the file before it has the text.
What a person took away is a row that our reading has too many and stays in the file (what nobody may read on is
closed, struck out or erased); so does an item that had nothing but its title.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from meetings.models import Correction, Meeting, SourceDocument

from .difference import Parsed, paired
from .pairing import fold
from .striking import strikes_over

CLOSED, GONE = SourceDocument.CLOSED_SINCE, SourceDocument.GONE_SINCE


class Hidden(NamedTuple):
    """`title`: what the item is called where it still stands; '' where nobody can say which it is now."""

    why: Literal["closed", "gone"]
    title: str


class Now(NamedTuple):
    """The items of a meeting as readers have them, under each name that they go or went by, and the titles of those
    that a person took away."""

    items: list[Parsed]
    removed: set[str]

    @property
    def any_closed(self) -> bool:
        return any(item["closed"] for item in self.items)


def items_now(meeting: Meeting) -> Now:
    """Two queries."""
    told = ("number", "title", "case_number")
    rows = {row["pk"]: row for row in meeting.items.order_by("position").values("pk", "closed", *told)}
    found: list[Parsed] = [row | {"now": row["title"]} for row in rows.values()]
    removed: set[str] = set()
    known = Correction.objects.filter(meeting=meeting, target_model="item").exclude(state=Correction.State.REVERTED)
    for said in known.filter(field__in=[*told, Correction.WHOLE_ROW]):
        if said.field == Correction.WHOLE_ROW:
            if said.value is None:
                removed.add(fold(str((said.parsed_value or {}).get("title", ""))))
        elif said.target_id in rows:
            row = rows[said.target_id]
            before = (value for value in (said.parsed_value, said.source_now) if value)
            found += [row | {"now": row["title"], said.field: str(value)} for value in before]
    return Now(found, removed)


def hidden_in(parsed: Parsed, now: Now) -> dict[int, Hidden]:
    """{place in `parsed["items"]`: why readers may not have its text any more} of its open items."""
    own = [item | {"place": place} for place, item in enumerate(parsed["items"])]
    pairs = paired(own, now.items)
    partner = {old["place"]: new for old, new in pairs if old}
    known = {new["pk"] for old, new in pairs if old and new}
    strange = any(new["closed"] and new["pk"] not in known for _old, new in pairs if new)
    found: dict[int, Hidden] = {}
    for place, item in enumerate(parsed["items"]):
        new = partner[place]
        if item["closed"]:
            continue
        if new and new["closed"]:
            found[place] = Hidden("closed", str(new["now"]))
        elif not new and fold(item["title"]) not in now.removed:
            # It may be the closed item of which nobody knows what it was called before.
            found[place] = Hidden("closed", "") if strange else Hidden("gone", item["title"])
    return found


def without_hidden(parsed: Parsed, now: Now) -> Parsed:
    """The reading with nothing but the headings of what is hidden since: `hidden` is 'closed' or 'gone' at these."""
    hidden = hidden_in(parsed, now)
    nothing: Parsed = {"sections": [], "decisions": [], "attachments": []}
    items = [
        item | nothing | {"hidden": hidden[place].why, "title": hidden[place].title} if place in hidden else item
        for place, item in enumerate(parsed["items"])
    ]
    return parsed | {"items": items}


def note_hidden(meeting: Meeting) -> None:
    """After every change of the meeting's items or files, in the transaction that makes it. At most five queries
    and those of the strikes, and one for each file that is another matter now; three for one file without closed items.
    """
    documents = list(meeting.documents.light())
    newest = max((document.version or 0 for document in documents), default=0)
    documents = [document for document in documents if document.outcome == SourceDocument.Outcome.OK]
    now = items_now(meeting) if documents else Now([], set())
    readings: dict[int, Any] = {}
    if now.any_closed or any(document.version != newest for document in documents):
        wanted = SourceDocument.objects.filter(pk__in=[document.pk for document in documents])
        strikes = strikes_over(meeting.committee, meeting)  # as they lie over the rows
        readings = {pk: parsed and strikes.reading(parsed) for pk, parsed in wanted.values_list("pk", "parsed")}
    for document in documents:
        told = list(_told(readings.get(document.pk), now, is_newest=document.version == newest)) if readings else []
        others = [one for one in document.warnings if one.get("code") not in (CLOSED, GONE)]
        if document.warnings != [*others, *told]:
            document.warnings = [*others, *told]
            document.save(update_fields=["warnings"])


def _told(parsed: Parsed | None, now: Now, *, is_newest: bool) -> Iterable[dict[str, Any]]:
    """In the form of the parser's warnings; nothing of what the items say."""
    if not parsed:  # filed before readings were kept: nobody knows what it shows
        if now.any_closed and not is_newest:
            yield _warning(CLOSED, "Læserne kan ikke hente filen: mødet har lukkede punkter, som kan stå åbne i den.")
        return
    for place, hidden in hidden_in(parsed, now).items():
        item = parsed["items"][place]
        name = f"punkt {item['number']}" if item["number"] else "et punkt uden nummer"
        if hidden.why == "closed":
            yield _warning(CLOSED, f"Læserne kan ikke hente filen: {name} står åbent i den og er siden lukket.")
        elif not is_newest and any(item[part] for part in ("sections", "decisions", "attachments")):
            yield _warning(GONE, f"Læserne kan ikke hente filen: {name} står i den og er siden taget ud.")


def _warning(code: str, message: str) -> dict[str, Any]:
    return {"code": code, "message": message, "line": None, "page": None}
