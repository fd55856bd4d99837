"""FirstAgenda's JSON -> lines, in the words of FirstAgenda's own PDFs, so that one dialect reads both.

What its web pages fetch for one meeting ('/api/agenda/dagsorden/…'): an object with Udvalg, Moede and
Dagsordenpunkter, each with Punktnummer, Navn, SagsNummer, IsOpen, Felter[].Html and Bilag[].Navn. The names
changed over the years, so older ones are known beside them, in any case ('isOpen'), with or without something around
(`{"data": …}`). A closed item is marked 'Lukket:' in its heading; a field that looks like text and that no name here
tells of is not read, but told of (`Document.left_out`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from meetings.ingest.extract import hidden_numbers, html
from meetings.ingest.extract.collect import Collector, row_text
from meetings.ingest.extract.json_values import (
    NO,
    YES,
    any_case,
    as_list,
    as_object,
    first,
    moment,
    says,
    text,
    values,
    whole,
)
from meetings.ingest.extract.text import decode
from meetings.ingest.lines import Document
from meetings.ingest.problems import UnreadableFile

MEDIA_TYPE = "application/json"
MAX_ITEMS = 2_000
MAX_FIELDS = 100  # of one item
MAX_AROUND = 3  # objects and lists of one around the meeting

WEEKDAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
# Fields of their own in older exports, with the heading each has in the PDF.
OLD_FIELDS = (
    ("Resume", "Sagsresumé"), ("Sagsfremstilling", "Sagsfremstilling"), ("BaggrundOgIndstilling", "Sagsfremstilling"),
    ("Indstilling", "Indstilling"), ("Beslutning", "Beslutning"),
)  # fmt: skip
ITEMS = ("Dagsordenpunkter", "AgendaItems", "Items")
WITHIN = ("Underpunkter", "Delpunkter", "SubItems", "Children")  # items of an item: they follow it
NUMBER, TITLE = ("Punktnummer", "Number"), ("Navn", "Caption", "Titel", "Title")
CASE = ("SagsNummer", "CaseNumber")
FIELDS, FILES = ("Felter", "Fields"), ("Bilag", "Documents")
MARKUP = ("Html", "Tekst", "Text")
# An item is closed where one of the first says no, or one of the second yes: in whatever way it is said.
OPEN = ("IsOpen", "IsPublic", "Aaben", "Åben", "Aabent", "Åbent", "Offentlig")
CLOSED = ("Lukket", "IsClosed", "Closed", "ErLukket", "Fortrolig", "IsConfidential")
_PROSE = 4  # words that make a field's value text and no code


def extract(data: bytes) -> Document:
    """Lines of one meeting. Raises `UnreadableFile`: damaged, too_complex, too_large, empty, unsupported."""
    try:
        meeting = json.loads(decode(data), parse_int=whole, parse_constant=lambda _: None, object_pairs_hook=any_case)
    except RecursionError as error:
        raise UnreadableFile("too_complex", "nested too deeply") from error
    except ValueError as error:
        raise UnreadableFile("damaged", f"no JSON: {type(error).__name__}") from error
    everything, meeting = meeting, _unwrapped(meeting)
    items = _flat(first(meeting, *ITEMS))
    if len(items) > MAX_ITEMS:
        raise UnreadableFile("too_large", f"{len(items)} items")
    document = _Writer().document(meeting, items)
    return hidden_numbers.shown_to_guard(document, hidden_numbers.in_texts(values(everything)))


def _unwrapped(everything: Any) -> dict[str, Any]:
    """The meeting within `{"d": …}` or `[…]`. Raises unsupported where there is none, or more than one thing."""
    here = everything
    for _ in range(MAX_AROUND):
        if isinstance(here, dict) and isinstance(first(here, *ITEMS), list):
            return here
        inner = [v for v in (here.values() if isinstance(here, dict) else as_list(here)) if isinstance(v, dict | list)]
        if len(inner) != 1:
            break
        here = inner[0]
    raise UnreadableFile("unsupported", "JSON without Dagsordenpunkter")


def _flat(items: list[Any]) -> list[dict[str, Any]]:
    """The items with those within them behind each, in order."""
    found: list[dict[str, Any]] = []
    left = list(reversed(items))
    while left and len(found) <= MAX_ITEMS:
        item = left.pop()
        if isinstance(item, dict):
            found.append(item)
            left += reversed(as_list(first(item, *WITHIN)))
    return found


class _Writer:
    def __init__(self) -> None:
        self.collector = Collector()
        self.unseen: list[str] = []
        self.attachments: list[str] = []
        self.left_out: list[str] = []

    def document(self, meeting: dict[str, Any], items: list[dict[str, Any]]) -> Document:
        self._cover(meeting)
        for position, item in enumerate(items, 1):
            self._item(item, position)
        if not len(self.collector):
            raise UnreadableFile("empty", "a meeting without words")
        return Document(
            lines=self.collector.lines(),
            media_type=MEDIA_TYPE,
            unseen=tuple(dict.fromkeys(self.unseen)),
            attachments=tuple(dict.fromkeys(self.attachments)),
            left_out=tuple(dict.fromkeys(self.left_out)),
        )

    def _cover(self, meeting: dict[str, Any]) -> None:
        body, sitting = as_object(first(meeting, "Udvalg")), as_object(first(meeting, "Moede", "Møde"))
        committee = text(first(body, "Navn")) or text(first(meeting, "CommitteeName"))
        begins = moment(first(sitting, "Dato", "MeetingBeginUtc") or first(meeting, "MeetingBeginUtc", "MødeDato"))
        kind = _kind(meeting, sitting)
        title = f"{kind} {committee}".strip()
        self.collector.add(title + (f" d. {begins:%d-%m-%Y}" if begins else ""), kind="heading", level=1, bold=True)
        if begins:
            day = f"{WEEKDAYS[begins.weekday()]} d. {begins.day:02d}. {MONTHS[begins.month - 1]} {begins.year}"
            hour = f" kl. {begins:%H:%M}" if (begins.hour, begins.minute) != (0, 0) else ""
            self.collector.add(row_text(["Mødedato", day + hour]), kind="row")
        place = text(first(sitting, "Sted", "MeetingLocation")) or text(first(meeting, "MeetingLocation"))
        if place:
            self.collector.add(row_text(["Mødested", place]), kind="row")
        people = [
            text(first(as_object(p), "Navn", "Name")) for p in as_list(first(meeting, "Deltagere", "MeetingAttendees"))
        ]
        if any(people):
            self.collector.add(row_text(["Mødedeltagere", ", ".join(filter(None, people))]), kind="row")

    def _item(self, item: dict[str, Any], position: int) -> None:
        number = text(first(item, *NUMBER)).removesuffix(".0").rstrip(".") or str(position)
        title = text(first(item, *TITLE))
        if _closed(item) and not title.lower().startswith(("lukket", "(lukket")):
            title = f"Lukket: {title}"
        self.collector.add(f"Punkt {number}: {title}", kind="heading", level=1, bold=True)
        self.collector.add(text(first(item, *CASE)))
        fields = first(item, *FIELDS)
        for name, markup in _fields(fields):
            self._section(name, markup)
        if isinstance(fields, dict | list) and len(fields) > MAX_FIELDS:
            self.left_out.append(f"{len(fields) - MAX_FIELDS} af felterne i punkt {number}")
        for key, heading in OLD_FIELDS:
            self._section(heading, _markup(first(item, key)))
        names = [text(first(as_object(bilag), "Navn", "Caption")) for bilag in as_list(first(item, *FILES))]
        if any(names):
            self.collector.add("Bilag", kind="heading", level=2, bold=True)
        for name in filter(None, names):
            self.collector.add(name)
            self.attachments.append(name)
        known = {name.casefold() for name in (*TITLE, *NUMBER, *CASE, *(key for key, _ in OLD_FIELDS))}
        for key, value in item.items():
            if key.strip() not in known and len(text(value).split()) >= _PROSE:
                spelt = getattr(item, "spelt", {}).get(key, key)
                self.left_out.append(f"feltet »{spelt}« i punkt {number}")

    def _section(self, heading: str, markup: str) -> None:
        try:
            inner = html.extract_text(markup) if markup.strip() else None
        except UnreadableFile as error:
            if error.code != "empty":
                raise
            inner = None
        if inner is None:
            return
        if heading and inner.lines[0].text.casefold() != heading.casefold():
            self.collector.add(heading, kind="heading", level=2, bold=True)
        for line in inner.lines:
            level = max(line.level, 2) if line.kind == "heading" else 0
            self.collector.add(
                line.text, kind=line.kind, level=level, bold=line.bold, starts_paragraph=line.starts_paragraph
            )
        self.unseen += [*inner.unseen, *(line.text for line in inner.removed)]
        self.attachments += inner.attachments
        self.left_out += inner.left_out


def _fields(value: Any) -> Iterator[tuple[str, str]]:
    """Name and markup of each field: of a list of objects, or of one object whose keys are the names."""
    if isinstance(value, dict):
        names = getattr(value, "spelt", {})
        yield from ((str(names.get(key, key)), _markup(inner)) for key, inner in [*value.items()][:MAX_FIELDS])
    for field in map(as_object, as_list(value)[:MAX_FIELDS]):
        yield text(first(field, "Navn", "Caption")), _markup(first(field, *MARKUP))


def _markup(value: Any) -> str:
    """Text, or texts in a list, which follow one another."""
    return "\n".join(map(text, value)) if isinstance(value, list) else text(value)


def _kind(meeting: dict[str, Any], sitting: dict[str, Any]) -> str:
    """'REFERAT', 'DAGSORDEN' or 'TILLÆGSDAGSORDEN': 'Referat', 'Lukket referat', 'Tillægsdagsorden', or flags."""
    name = (text(first(sitting, "Navn")) or text(first(meeting, "Dokumenttype", "Name"))).lower()
    extra = says(sitting, YES, "IsSupplementaryAgenda") or says(meeting, YES, "TillaegsDagsorden")
    if "tillæg" in name or extra:
        return "TILLÆGSDAGSORDEN"
    minutes = says(meeting, YES, "IsMinuteOfMeeting") or says(sitting, YES, "Afsluttet")
    return "REFERAT" if "referat" in name or minutes or "dagsorden" not in name else "DAGSORDEN"


def _closed(item: dict[str, Any]) -> bool:
    return says(item, NO, *OPEN) or says(item, YES, *CLOSED)
