"""A document whose pages wait for OCR is recognised once; whatever comes of it, it waits no longer."""

from __future__ import annotations

import logging

from django.db import transaction

from meetings.ingest.extract import ocr
from meetings.models import SourceDocument

from . import read_uploads
from .apply import lock
from .document_facts import ATTACHMENT, fact
from .intake import read_again, read_uploaded
from .reading import NO_WORDS
from .receipts import Receipt

log = logging.getLogger(__name__)

NOT_RECOGNISED = "Sider uden tekst, der kan læses, er ikke læst; OCR kunne heller ikke. Se dem efter i originalen."


def recognise(document: SourceDocument) -> Receipt:
    """Read it with OCR, seconds a page, and tell its uploads. Raises originals.OriginalDamaged.

    What was handed in and has no meeting yet is asked about as it would have been, had it had text.
    """
    newest = document.uploads.select_related("batch__made_by").order_by("-pk").first()
    if newest is not None and document.meeting_id is None and not fact(document, ATTACHMENT):
        receipt = read_uploaded(document, actor=newest.batch.made_by, recognise=True)
    else:
        receipt = read_again(document, recognise=True)
    if ocr.available():
        _wait_no_longer(document.sha256)
    read_uploads.tell_again(receipt)
    return receipt


@transaction.atomic
def _wait_no_longer(sha256: str) -> None:
    """Where recognition failed and an earlier reading stands, or the worker would try for ever."""
    lock("document", sha256)
    row = SourceDocument.objects.light().waiting_for_recognition().filter(sha256=sha256).first()
    if row is None:
        return
    log.warning("original %s was not recognised; what was read of it before stands", sha256)
    if row.outcome in SourceDocument.FOR_RECOGNITION:
        row.outcome, row.problem = SourceDocument.Outcome.EMPTY, NO_WORDS
    row.warnings = [_given_up(one) if one.get("code") == SourceDocument.PAGES_WAITING else one for one in row.warnings]
    row.save(update_fields=["outcome", "problem", "warnings"])


def _given_up(warning: dict[str, object]) -> dict[str, object]:
    return {**warning, "code": SourceDocument.PAGE_GIVEN_UP, "message": NOT_RECOGNISED}
