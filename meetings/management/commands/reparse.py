"""Originals read again with today's parser: `manage.py reparse [--all | SHA256…]`. Never undoes a correction."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from meetings.filing.intake import read_again
from meetings.filing.originals import OriginalDamaged
from meetings.filing.recognition import recognise
from meetings.ingest.extract import ocr
from meetings.models import SourceDocument

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Read originals again with today's parser. Corrections stay; what the source changed under one is listed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sha256", nargs="*", help="beginnings of hashes, six characters or more")
        parser.add_argument("--all", action="store_true", help="every original of the archive")
        parser.add_argument("--failed", action="store_true", help="those that could not be read or filed before")

    def handle(self, *args: Any, **options: Any) -> None:
        counts: Counter[str] = Counter()
        for pk in self._chosen(options).values_list("pk", flat=True):
            document = SourceDocument.objects.light().get(pk=pk)
            status, words = self._read(document)
            counts[status] += 1
            self.stdout.write(f"{status:<12}{document.sha256[:12]} {document.shown_name}: {words}")
        self.stdout.write(f"{sum(counts.values())} originals: {', '.join(f'{n} {s}' for s, n in counts.items())}.")
        if counts["failed"]:
            raise SystemExit(1)

    def _chosen(self, options: dict[str, Any]) -> QuerySet[SourceDocument]:
        # Oldest first, so that versions of one meeting are read in their order.
        documents = SourceDocument.objects.kept().order_by("received_at", "pk")
        if options["all"]:
            return documents
        if options["failed"]:
            return documents.exclude(outcome__in=[SourceDocument.Outcome.OK, SourceDocument.Outcome.BLOCKED])
        if not options["sha256"]:
            raise CommandError("Name hashes, or --failed, or --all.")
        pks: list[int] = []
        for beginning in options["sha256"]:
            found = documents.filter(sha256__startswith=beginning.lower()) if len(beginning) >= 6 else documents.none()
            if found.count() != 1:
                raise CommandError(f"{beginning!r} is the beginning of {found.count()} hashes; it should be of one.")
            pks += found.values_list("pk", flat=True)
        return documents.filter(pk__in=pks)

    def _waiting(self, document: SourceDocument) -> SourceDocument | None:
        return SourceDocument.objects.light().waiting_for_recognition().filter(pk=document.pk).first()

    def _read(self, document: SourceDocument) -> tuple[str, str]:
        try:
            receipt = read_again(document)
            if ocr.available() and (waiting := self._waiting(document)):
                receipt = recognise(waiting)
        except OriginalDamaged as error:
            return "failed", str(error)
        except Exception as error:
            log.exception("reading %s again failed", document.sha256)
            return "failed", f"{type(error).__name__}: see the log"
        if receipt.status == "failed":
            return "failed", receipt.detail_en
        return ("unchanged", str(receipt.meeting)) if receipt.status == "unchanged" else ("changed", receipt.message_da)
