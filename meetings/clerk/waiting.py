"""What waits at the desk beside drafts: files that ask something or wait for OCR, the newest batches, corrections in
conflict."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest

from meetings.access import Action, may, within
from meetings.models import Batch, Correction, Erasure, Meeting, Report, SourceDocument, Upload

NEWEST = 5
MOST_ASKING = 30


def lists(request: HttpRequest) -> dict[str, Any]:
    """For the desk's front page. 12 queries."""
    uploads = within(Upload.objects.with_all().select_related("batch"), request.user, Action.SEE_DESK)
    # What is held back and has a meeting is listed there, as a draft with a blocker.
    asking = uploads.filter(state__in=Upload.ASKING).exclude(state=Upload.State.HELD, meeting__isnull=False)
    mine_to_read = within(SourceDocument.objects.waiting_for_recognition().light(), request.user, Action.SEE_DESK)
    mine_to_read = mine_to_read.exclude(uploads__state__in=Upload.ASKING)  # those are listed with what they ask
    for_ocr = mine_to_read.select_related("meeting__committee__municipality").prefetch_related("uploads")
    batches = within(Batch.objects.all(), request.user, Action.SEE_DESK).annotate(
        files=Count("uploads"),
        unread=Count("uploads", filter=Q(uploads__state=Upload.State.WAITING)),
        questions=Count("uploads", filter=Q(uploads__state__in=Upload.ASKING)),
    )
    conflicts = within(Correction.objects.all(), request.user, Action.CORRECT).filter(
        state=Correction.State.CONFLICT, meeting__isnull=False
    )
    disputed = Meeting.objects.with_places().filter(pk__in=conflicts.values("meeting")).order_by("-date", "pk")
    returned = within(Erasure.objects.all(), request.user, Action.SEE_DESK).filter(returned_in__isnull=False)
    mine = within(Meeting.objects.exclude(status=Meeting.Status.PUBLISHED), request.user, Action.SEE_DESK)
    drafts = mine.filter(status=Meeting.Status.DRAFT)
    return {
        "drafts_count": drafts.filter(publish_at=None).count(),
        "planned_count": mine.filter(publish_at__isnull=False).count(),
        "reports_count": within(Report.objects.open(), request.user, Action.ANSWER_REPORTS).count(),
        "asking": asking.order_by("-pk")[:MOST_ASKING],
        "asking_count": asking.count(),
        "for_ocr": [_for_ocr(document) for document in for_ocr[:MOST_ASKING]],
        "for_ocr_count": mine_to_read.count(),
        "batches": batches.order_by("-made_at", "-pk")[:NEWEST],
        "disputed": disputed[:MOST_ASKING],
        "erased_again": Meeting.objects.with_places().filter(pk__in=returned.values("meeting")).order_by("-date", "pk"),
        "may_upload": may(request.user, Action.UPLOAD),
    }


def _for_ocr(document: SourceDocument) -> dict[str, Any]:
    """What is told of it, and its newest upload, if it was handed in at the desk or by a key."""
    pages = [one["message"] for one in document.warnings if one.get("code") == SourceDocument.PAGES_WAITING]
    whole = document.outcome in SourceDocument.FOR_RECOGNITION
    upload = max(document.uploads.all(), key=lambda one: one.pk, default=None)
    return {"document": document, "upload": upload, "told": document.problem if whole else " ".join(pages)}
