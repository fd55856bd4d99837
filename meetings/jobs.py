"""What the worker does in the background: entry points of a few lines, each handing on to a room.

Started by `manage.py procrastinate worker`. A job is repeated when its worker is killed, so each may run twice.
"""

from __future__ import annotations

import logging
from contextlib import suppress

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from meetings.filing import (
    erased,
    intake,
    item_counts,
    packing,
    planning,
    read_uploads,
    recognition,
    reindexing,
    reports,
    uploads,
    words,
)
from meetings.filing.fixity import check_originals
from meetings.filing.packing_words import choose_words
from meetings.ingest.extract import ocr
from meetings.models import Batch, Meeting, Report, SourceDocument, Upload
from meetings.models.document import SourceDocumentQuerySet
from meetings.publish.following import sending
from meetings.publish.plan_mails import tell_of_failed_plan
from meetings.publish.report_answers import send_answer
from meetings.publish.upload_receipts import send_receipt

log = logging.getLogger(__name__)

# 10, 20, 40 … seconds: a database that restarts is back by then.
AGAIN = RetryStrategy(max_attempts=5, wait=10, exponential_wait=2)
AFTER_ALL_ELSE = -100  # the priority of jobs that take minutes
STALLED_AFTER = 60  # seconds without a sign of life from a worker, which gives one every ten


@app.task(queue="reading", retry=AGAIN, pass_context=False)
def read_document(sha256: str, publish: bool = False) -> str:
    """Read an original that was received, or read it again; returns the receipt's status."""
    document = SourceDocument.objects.light().get(sha256=sha256)
    status = intake.read_again(document, publish=publish).status
    recognise_soon(SourceDocument.objects.filter(sha256=sha256))
    return status


@app.task(queue="recognition", retry=AGAIN, pass_context=False)
def recognise_document(sha256: str) -> str:
    """Read an original whose pages wait for OCR, seconds a page; returns the receipt's status."""
    document = SourceDocument.objects.light().waiting_for_recognition().filter(sha256=sha256).first()
    return recognition.recognise(document).status if document else "unchanged"  # read meanwhile, or erased


@app.periodic(cron="15 * * * *")
@app.task(queue="recognition", queueing_lock="recognise_scans")
def recognise_scans(timestamp: int) -> None:
    """Every hour: what waits for OCR is read, where Tesseract and its Danish were installed since it came."""
    recognise_soon(SourceDocument.objects.all())


@app.periodic(cron="20 3 * * *")
@app.task(queue="housekeeping", queueing_lock="check_all_originals")
def check_all_originals(timestamp: int) -> None:
    """Every night: are the originals still what they were? What is damaged is logged and in the audit trail."""
    damaged = check_originals()
    log.info("originals checked: %d damaged", len(damaged))


@app.periodic(cron="*/5 * * * *")
@app.task(queue="mail", queueing_lock="send_mails", lock="send_mails")
def send_mails(timestamp: int) -> None:
    """Every five minutes, and when somebody signs up: tell followers what is new."""
    log.info("mails sent: %d", sending.send_mails())


@app.task(queue="mail", retry=AGAIN, pass_context=False)
def send_report_answer(report: int) -> bool:
    """Send a clerk's answer to the reader who reported something; nothing where the report is gone."""
    row = Report.objects.filter(pk=report).first()
    return bool(row and send_answer(row))


@app.task(queue="housekeeping", retry=AGAIN, pass_context=False)
def finish_erasure() -> None:
    """After an erasure: its bytes, should they still be there, words that had bits for its sake, and what its rows left
    in the database's pages."""
    erased.sweep()
    choose_words()
    erased.clean_pages()


@app.periodic(cron="30 3 * * *")
@app.task(queue="housekeeping", queueing_lock="sweep_erased")
def sweep_erased(timestamp: int) -> None:
    """Every night: no file that was erased lies on the disk, from a backup that was put back, say."""
    if swept := erased.sweep():
        log.warning("files that had been erased were on the disk and are deleted again: %d", swept)


@app.periodic(cron="50 3 * * *")
@app.task(queue="housekeeping", queueing_lock="forget_old_reports")
def forget_old_reports(timestamp: int) -> None:
    """Every night: readers' messages that were answered long ago are deleted."""
    log.info("old reports deleted: %d", reports.forget_old())


@app.periodic(cron="10 4 * * *")
@app.task(queue="housekeeping", queueing_lock="forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """Every night: sessions that ended, and counts of attempts that no longer count."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM attempts WHERE expires < now()")


@app.periodic(cron="* * * * *")
@app.task(queue="housekeeping", queueing_lock="publish_planned")
def publish_planned(timestamp: int) -> None:
    """Every minute: what a clerk planned to publish by now. What something stands in the way of is told at the desk."""
    done, failed = planning.publish_due()
    if done or failed:
        log.info("published as planned: %d, not published: %d", done, len(failed))
    for meeting in failed:
        tell_of_plan.defer(meeting=meeting.pk)


@app.task(queue="mail", retry=AGAIN, pass_context=False)
def tell_of_plan(meeting: int) -> bool:
    """Tell the clerk who planned it that a meeting was not published, and why."""
    row = Meeting.objects.with_places().select_related("publish_by").filter(pk=meeting).first()
    return bool(row and tell_of_failed_plan(row))


@app.periodic(cron="30 1 * * *")
@app.task(queue="housekeeping", queueing_lock="learn_words", lock="learn_words")
def learn_words(timestamp: int) -> None:
    """Every night: what compounds the archive's words make, and the search rows that follow from it."""
    words.learn()
    log.info("search rows written for what was learnt: %d", words.settle())


@app.periodic(cron="*/10 * * * *")
@app.task(queue="housekeeping", queueing_lock="follow_analyser", lock="learn_words")
def follow_analyser(timestamp: int) -> None:
    """Every ten minutes, which matters after an upgrade: do questions still read words as the search rows were read?"""
    if written := reindexing.follow_analyser():
        log.info("search rows written by the new analyser: %d", written)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="housekeeping", queueing_lock="pack_search_rows", lock="pack_search_rows")
def pack_search_rows(timestamp: int) -> None:
    """Every five minutes: search rows that came since, where they are many, get the bits by which they are counted."""
    if packed := packing.pack(seconds=60):
        log.info("search rows packed: %d", packed)


@app.periodic(cron="30 2 * * *")
@app.task(queue="housekeeping", queueing_lock="settle_packed", lock="pack_search_rows")
def settle_packed(timestamp: int) -> None:
    """Every night: which words have bits, and the search rows that lack them."""
    if not packing.is_whole():
        log.warning("search rows were written past the database's triggers; all are packed anew")
        packing.begin_anew()
    log.info("search rows packed: %d", packing.settle())


@app.periodic(cron="40 2 * * *")
@app.task(queue="housekeeping", queueing_lock="count_items")
def count_items(timestamp: int) -> None:
    """Every night: does each meeting's row say what its items come to?"""
    if wrong := item_counts.count_items():
        log.warning("items were written past the database's triggers; meetings counted anew: %d", wrong)


@app.task(queue="reading", retry=AGAIN, pass_context=False)
def read_upload(upload: int) -> None:
    """Read one file of a batch; the last of them sends for the receipt."""
    batch = Batch.objects.filter(uploads=upload).first()
    done = read_uploads.read_upload(upload)
    recognise_soon(SourceDocument.objects.filter(uploads=upload))
    if done and batch is not None:
        send_upload_receipt.configure(lock=f"receipt-{batch.pk}").defer(batch=batch.pk)


@app.task(queue="mail", retry=AGAIN, pass_context=False)
def send_upload_receipt(batch: int) -> bool:
    """Tell whoever handed a batch in what became of it; once."""
    return send_receipt(batch)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="housekeeping", queueing_lock="close_left_batches")
def close_left_batches(timestamp: int) -> None:
    """Every five minutes: batches whose sender went away in the middle are closed, and what was given up is read."""
    for batch in Batch.objects.filter(closed_at=None):
        if uploads.was_left(batch):
            close_soon(batch)
    for upload in uploads.given_up():
        with suppress(AlreadyEnqueued):
            key = f"document-{upload.sha256}"
            read_upload.configure(lock=key, queueing_lock=f"upload-{upload.pk}").defer(upload=upload.pk)


@app.periodic(cron="* * * * *")
@app.task(queue="housekeeping", pass_context=True)
async def rescue_jobs(context: JobContext, timestamp: int) -> None:
    """Every minute: what a worker had in hand when it was killed is put back for the others."""
    manager = context.app.job_manager
    for job in list(await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER)):
        await manager.retry_job(job)
        log.warning("job %s of a worker that died is done again", job.id)


def recognise_soon(documents: SourceDocumentQuerySet) -> None:
    """Where Tesseract is installed: those of them that wait for OCR are read when the worker has nothing else to do."""
    if not ocr.available():
        return
    waiting = documents.waiting_for_recognition().values_list("sha256", flat=True)
    jobs = ProcrastinateJob.objects.filter(task_name=recognise_document.name, status__in=["todo", "doing"])
    asked_for = set(jobs.filter(args__sha256__in=list(waiting)).values_list("args__sha256", flat=True))
    for sha256 in waiting:
        if sha256 not in asked_for:
            key = f"document-{sha256}"
            recognise_document.configure(lock=key, priority=AFTER_ALL_ELSE).defer(sha256=sha256)


def read_upload_soon(upload: Upload) -> None:
    """To be called in the transaction that takes the file in: the row and its job are there together, or neither."""
    key = f"document-{upload.sha256}"
    read_upload.configure(lock=key).defer(upload=upload.pk)


def close_soon(batch: Batch) -> None:
    """No more files come; where all are read already, the receipt is sent for."""
    if uploads.close_batch(batch):
        send_upload_receipt.configure(lock=f"receipt-{batch.pk}").defer(batch=batch.pk)


def read_soon(document: SourceDocument, *, publish: bool = False) -> None:
    """Have a received document read by the worker; one reading at a time for each document."""
    read_document.configure(lock=f"document-{document.sha256}").defer(sha256=document.sha256, publish=publish)
