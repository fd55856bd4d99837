"""FirstAgenda's JSON -> lines, in the words of FirstAgenda's own PDFs, so that one dialect reads both.

What its web pages fetch for one meeting ('/api/agenda/dagsorden/…'): an object with Udvalg, Moede and
Dagsordenpunkter, each with Punktnummer, Navn, SagsNummer, IsOpen, Felter[].Html and Bilag[].Navn. The names
changed over the years, so older ones are known beside them. A closed item is marked 'Lukket:' in its heading.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

from meetings.ingest.extract import hidden_numbers, html
from meetings.ingest.extract.collect import Collector, row_text
from meetings.ingest.lines import Document
from meetings.ingest.problems import UnreadableFile

MEDIA_TYPE = "application/json"
MAX_ITEMS = 2_000
MAX_FIELDS = 100  # of one item

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


def extract(data: bytes) -> Document:
    """Lines of one meeting. Raises `UnreadableFile`: damaged, too_complex, too_large, empty, unsupported."""
    try:
        meeting = json.loads(data.decode("utf-8-sig"), parse_int=_whole, parse_constant=lambda _: None)
    except RecursionError as error:
        raise UnreadableFile("too_complex", "nested too deeply") from error
    except ValueError as error:  # also of wrong UTF-8
        raise UnreadableFile("damaged", f"no JSON: {type(error).__name__}") from error
    items = _first(meeting, "Dagsordenpunkter", "AgendaItems", "Items") if isinstance(meeting, dict) else None
    if not isinstance(items, list):
        raise UnreadableFile("unsupported", "JSON without Dagsordenpunkter")
    if len(items) > MAX_ITEMS:
        raise UnreadableFile("too_large", f"{len(items)} items")
    document = _Writer().document(meeting, [item for item in items if isinstance(item, dict)])
    return hidden_numbers.shown_to_guard(document, hidden_numbers.in_texts(_values(meeting)))


def _values(everything: Any) -> Iterator[str]:
    """Every value of the export with its name, those that no rule reads among them: 'Cpr: 1505851230'."""
    left: list[tuple[str, Any]] = [("", everything)]
    while left:
        name, value = left.pop()
        if isinstance(value, dict):
            left += [(str(key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            left += [(name, inner) for inner in value]
        elif isinstance(value, str | int):
            yield f"{name}: {value}"
        else:
            yield name


class _Writer:
    def __init__(self) -> None:
        self.collector = Collector()
        self.unseen: list[str] = []
        self.attachments: list[str] = []

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
        )

    def _cover(self, meeting: dict[str, Any]) -> None:
        body, sitting = _object(meeting.get("Udvalg")), _object(meeting.get("Moede"))
        committee = _text(_first(body, "Navn")) or _text(_first(meeting, "CommitteeName"))
        begins = _moment(_first(sitting, "Dato", "MeetingBeginUtc") or _first(meeting, "MeetingBeginUtc", "MødeDato"))
        kind = _kind(meeting, sitting)
        title = f"{kind} {committee}".strip()
        self.collector.add(title + (f" d. {begins:%d-%m-%Y}" if begins else ""), kind="heading", level=1, bold=True)
        if begins:
            day = f"{WEEKDAYS[begins.weekday()]} d. {begins.day:02d}. {MONTHS[begins.month - 1]} {begins.year}"
            hour = f" kl. {begins:%H:%M}" if (begins.hour, begins.minute) != (0, 0) else ""
            self.collector.add(row_text(["Mødedato", day + hour]), kind="row")
        place = _text(_first(sitting, "Sted", "MeetingLocation")) or _text(_first(meeting, "MeetingLocation"))
        if place:
            self.collector.add(row_text(["Mødested", place]), kind="row")
        people = [
            _text(_first(_object(p), "Navn", "Name")) for p in _list(_first(meeting, "Deltagere", "MeetingAttendees"))
        ]
        if any(people):
            self.collector.add(row_text(["Mødedeltagere", ", ".join(filter(None, people))]), kind="row")

    def _item(self, item: dict[str, Any], position: int) -> None:
        number = _text(_first(item, "Punktnummer", "Number")).removesuffix(".0").rstrip(".") or str(position)
        title = _text(_first(item, "Navn", "Caption", "Titel"))
        if _closed(item) and not title.lower().startswith(("lukket", "(lukket")):
            title = f"Lukket: {title}"
        self.collector.add(f"Punkt {number}: {title}", kind="heading", level=1, bold=True)
        self.collector.add(_text(_first(item, "SagsNummer", "Sagsnummer", "CaseNumber")))
        for field in _list(_first(item, "Felter", "Fields"))[:MAX_FIELDS]:
            field = _object(field)
            self._section(_text(_first(field, "Navn", "Caption")), _text(_first(field, "Html", "Tekst", "Text")))
        for key, heading in OLD_FIELDS:
            self._section(heading, _text(item.get(key)))
        names = [
            _text(_first(_object(bilag), "Navn", "Caption")) for bilag in _list(_first(item, "Bilag", "Documents"))
        ]
        if any(names):
            self.collector.add("Bilag", kind="heading", level=2, bold=True)
        for name in filter(None, names):
            self.collector.add(name)
            self.attachments.append(name)

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
        self.unseen += inner.unseen
        self.attachments += inner.attachments


def _kind(meeting: dict[str, Any], sitting: dict[str, Any]) -> str:
    """'REFERAT', 'DAGSORDEN' or 'TILLÆGSDAGSORDEN': 'Referat', 'Lukket referat', 'Tillægsdagsorden', or flags."""
    name = (_text(sitting.get("Navn")) or _text(_first(meeting, "Dokumenttype", "Name"))).lower()
    if "tillæg" in name or sitting.get("IsSupplementaryAgenda") is True or meeting.get("TillaegsDagsorden") is True:
        return "TILLÆGSDAGSORDEN"
    minutes = "referat" in name or meeting.get("IsMinuteOfMeeting") is True or sitting.get("Afsluttet") is True
    return "REFERAT" if minutes or "dagsorden" not in name else "DAGSORDEN"


def _closed(item: dict[str, Any]) -> bool:
    return any(item.get(key) is False for key in ("IsOpen", "IsPublic", "Aaben", "Åben")) or item.get("Lukket") is True


def _moment(value: Any) -> datetime.datetime | None:
    """'2026-05-04T14:00:00+02:00' as Danish local time; world time ('…Z') is moved by the rule of summer time."""
    try:
        found = datetime.datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    if found.utcoffset() == datetime.timedelta(0):
        found += datetime.timedelta(hours=2 if _summer(found.replace(tzinfo=None)) else 1)
    return found.replace(tzinfo=None)


def _summer(moment: datetime.datetime) -> bool:
    """From the last Sunday of March to the last of October, 01:00 world time."""
    edges = []
    for month in (3, 10):
        last = datetime.datetime(moment.year, month, 31, 1)  # noqa: DTZ001  world time throughout
        edges.append(last - datetime.timedelta(days=(last.weekday() + 1) % 7))
    return edges[0] <= moment < edges[1]


def _first(source: dict[str, Any], *keys: str) -> Any:
    return next((source[key] for key in keys if source.get(key) not in (None, "")), None)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _whole(digits: str) -> int | str:
    """Python refuses figures of thousands of digits; nobody numbers items so."""
    return int(digits) if len(digits) < 20 else digits[:20]
