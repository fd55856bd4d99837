"""The mail that tells whoever handed a batch in what became of its files."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from meetings.models import Batch

from .addresses import absolute
from .posting import post


def send_receipt(pk: int) -> bool:
    """Send it, once: it is noted in the transaction in which it is sent, so that a killed worker repeats it at most."""
    with transaction.atomic():
        batch = Batch.objects.select_for_update().filter(pk=pk).first()
        if batch is None or batch.done_at is None or batch.receipt_at is not None:
            return False
        batch.receipt_at = timezone.now()
        batch.save(update_fields=["receipt_at"])
        # A system reads its answers from the API; whoever made its key would drown in mails.
        address = batch.made_by.email if batch.made_by and not batch.token_id else ""
        if not address or not settings.CAN_MAIL:
            return False
        return post(_receipt(batch, address))


def _receipt(batch: Batch, address: str) -> EmailMessage:
    uploads = list(batch.uploads.with_all())
    for upload in uploads:
        meeting = upload.meeting
        upload.address = absolute(f"/bord/moede/{meeting.pk}/") if meeting else ""  # type: ignore[attr-defined]
    asking = sum(upload.asks for upload in uploads)
    for_ocr = sum(upload.waits_for_recognition for upload in uploads)
    page = absolute(batch.get_absolute_url())
    context = {"batch": batch, "uploads": uploads, "asking": asking, "for_ocr": for_ocr, "page": page}
    text = render_to_string("emails/receipt.txt", context)
    files = "1 fil" if len(uploads) == 1 else f"{len(uploads)} filer"
    subject = f"Kvittering fra Referatarkivet: {files}"
    return EmailMessage(subject, text, to=[address], headers={"Auto-Submitted": "auto-generated"})
