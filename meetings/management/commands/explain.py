"""`manage.py explain FILE`: each line of a document, the field it went to, and the rule that put it there.

The tool for whoever adds a dialect or wonders why something was read so. CPR numbers are masked: what is printed
ends in reports and mails.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.ingest import UnreadableFile, source_of
from meetings.ingest.extract import extract
from meetings.ingest.parse import Traced, trace
from meetings.ingest.personal_data import mask, mask_quotes

MARKS = {"heading": "#", "list": "-", "row": "|", "text": " "}


class Command(BaseCommand):
    help = "Print each line of a document with the field it went to and the rule that put it there."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--municipality", help="the short name ('Varde') where the document does not say")
        parser.add_argument("--width", type=int, default=90, help="characters of a line that are shown (default 90)")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            data = path.read_bytes()
            document = extract(data, path.name)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except UnreadableFile as error:
            raise CommandError(f"{path}: {error.code}: {error.message}") from error
        traced = trace(document, source_of(document, data, path.name), options["municipality"])
        self._summary(traced)
        self._lines(traced, options["width"])
        for warning in traced.minutes.warnings:
            self.stdout.write(f"! {warning.code} (line {warning.line or '–'}): {mask_quotes(warning.message)}")

    def _summary(self, traced: Traced) -> None:
        minutes = traced.minutes
        where = f"{minutes.municipality or 'no municipality'} · {minutes.committee or 'no committee'}"
        what = f"{minutes.document_kind} · {minutes.date or 'no date'} · {len(minutes.items)} items"
        self.stdout.write(f"dialect {minutes.dialect} · {where} · {what}")

    def _lines(self, traced: Traced, width: int) -> None:
        """Number, mark (# heading, * bold, - list, | row, ¶ new paragraph), text, field, rule."""
        for line in traced.reading.lines:
            place = traced.reading.places.get(line.number)
            mark = MARKS[line.kind] + ("*" if line.bold else " ") + ("¶" if line.starts_paragraph else " ")
            where = f"{place.field}  [{place.rule}]" if place else "UNREAD"
            text = mask(line.text)
            text = text if len(text) <= width else text[: width - 1] + "…"
            self.stdout.write(f"{line.number:5} {mark} {text:{width}}  {where}")
