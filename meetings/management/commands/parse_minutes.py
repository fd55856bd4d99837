"""`manage.py parse_minutes FILE`: what the parser reads in one document, as JSON. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.ingest import UnreadableFile, untrusted


class Command(BaseCommand):
    help = "Print one document as read by the parser: a JSON object of parsed-minutes.schema.json."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--municipality", help="the short name ('Varde') where the document does not say")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            data = path.read_bytes()
            minutes = untrusted.read(data, path.name, municipality=options["municipality"]).minutes
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except UnreadableFile as error:
            raise CommandError(f"{path}: {error.code}: {error.message}") from error
        self.stdout.write(json.dumps(minutes.as_json(), ensure_ascii=False, indent=1))
