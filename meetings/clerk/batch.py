"""A batch of files and each file of it: what became of it, and what it asks of the clerk."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings import jobs
from meetings.access import Action, may, person, requires, within
from meetings.filing import attachments, choices
from meetings.filing.document_facts import newest_version
from meetings.filing.personal_findings import mark_of, needs_a_look
from meetings.models import Batch, Committee, Meeting, Upload

MOST_PAPERS = 300  # in the list that a paper is tied from
# '2027-03-24', '24-03-2027', '24.3.2027'
_DATE = re.compile(r"(?P<year>\d{1,4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,4})", re.ASCII)
NO_DATE = "Skriv datoen som dag-måned-år, fx 24-03-2027."

Verb = Callable[[HttpRequest, Upload], list[Upload]]


@require_safe
@requires(Action.SEE_DESK)
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The lasting record; reloads itself while files wait to be read."""
    row = get_object_or_404(
        within(Batch.objects.select_related("municipality", "made_by", "token"), request.user, Action.SEE_DESK), pk=pk
    )
    uploads = list(row.uploads.with_all())
    waiting = sum(upload.state == Upload.State.WAITING for upload in uploads)
    context = {
        "batch": row,
        "uploads": uploads,
        "waiting": waiting,
        "asking": sum(upload.asks for upload in uploads),
        "for_ocr": sum(upload.waits_for_recognition for upload in uploads),
        "running": bool(waiting) or row.closed_at is None,
    }
    return render(request, "clerk/batch.html", context)


@require_safe
@requires(Action.SEE_DESK)
def file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """One file with its warnings, what it would change, and the choices it waits for."""
    upload = _mine(request, pk, file)
    place = upload.batch.municipality
    context: dict[str, Any] = {
        "upload": upload,
        "batch": upload.batch,
        "municipality": place,
        "kinds": Meeting.Kind.choices,
        "difference": choices.difference(upload),
    }
    if upload.state in (Upload.State.COMMITTEE, Upload.State.INCOMPLETE, Upload.State.VERSION):
        context["committees"] = Committee.objects.in_municipality(place).order_by("name")
    if upload.state == Upload.State.VERSION and upload.meeting:
        context["newest"] = newest_version(upload.meeting)
    if upload.state == Upload.State.HELD and upload.document and needs_a_look(upload.document.warnings):
        context["look"] = mark_of(upload.document)
    if upload.state == Upload.State.LOOSE:
        context["papers"] = attachments.without_file(place)[:MOST_PAPERS]
    return render(request, "clerk/batch_file.html", context)


@require_POST
@requires(Action.UPLOAD)
def choose(request: HttpRequest, pk: int, file: int, verb: str) -> HttpResponse:
    """Answer what a file asks; it is read again in the background."""
    upload = _mine(request, pk, file)
    action, act = VERBS.get(verb) or _none()
    if not may(request.user, action, upload.batch.municipality_id):
        raise PermissionDenied(f"{action} is asked for")
    try:
        with transaction.atomic():
            Upload.objects.select_for_update().get(pk=upload.pk)
            upload.refresh_from_db()
            for waiting in act(request, upload):
                jobs.read_upload_soon(waiting)
    except choices.CannotChoose as problem:
        messages.error(request, problem.message_da)
        return redirect("desk_batch_file", pk=pk, file=file)
    upload.refresh_from_db()
    if upload.state == Upload.State.WAITING:
        messages.success(request, f"{upload.shown_name} læses igen med det, du valgte.")
    else:
        messages.success(request, f"{upload.shown_name}: {upload.message}")
    return redirect("desk_batch", pk=pk)


def _mine(request: HttpRequest, pk: int, file: int) -> Upload:
    rows = Upload.objects.with_all().select_related("batch__municipality", "batch__made_by")
    return get_object_or_404(within(rows, request.user, Action.SEE_DESK), pk=file, batch=pk)


def _none() -> tuple[Action, Verb]:
    raise Http404("no such verb")


def _version(request: HttpRequest, upload: Upload) -> list[Upload]:
    """`imod` is the version that the file was shown beside."""
    over = request.POST.get("imod", "")
    seen = int(over) if over.isdecimal() and len(over) < 9 else None
    return choices.as_new_version(upload, actor=person(request), over=seen)


def _committee(request: HttpRequest, upload: Upload) -> list[Upload]:
    """`udvalg` is the key of one that stands, or 'nyt'."""
    chosen = request.POST.get("udvalg", "")
    if chosen == "nyt":
        return choices.with_new_committee(upload, actor=person(request))
    standing = Committee.objects.in_municipality(upload.batch.municipality)
    row = standing.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 18 else None
    if row is None:
        raise choices.CannotChoose("Vælg et udvalg, eller vælg, at det er nyt.")
    return choices.with_committee(upload, row.name, actor=person(request))


def _facts(request: HttpRequest, upload: Upload) -> list[Upload]:
    facts: dict[str, Any] = {"committee": " ".join(request.POST.get("udvalg", "").split())[:200]}
    if said := request.POST.get("dato", "").strip():
        facts["date"] = date_of(said)
    if request.POST.get("type") in Meeting.Kind.values:
        facts["document_kind"] = request.POST["type"]
    return choices.with_facts(upload, facts, actor=person(request))


def date_of(said: str) -> datetime.date:
    """'2027-03-24' or '24-03-2027'. Raises CannotChoose."""
    parts = _DATE.fullmatch(said)
    year, month, day = (parts["year"], parts["month"], parts["day"]) if parts else ("", "", "")
    year, day = (day, year) if len(day) == 4 else (year, day)
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise choices.CannotChoose(NO_DATE) from None
    if not 1900 <= found.year <= 2200:
        raise choices.CannotChoose(NO_DATE)
    return found


def _paper(request: HttpRequest, upload: Upload) -> list[Upload]:
    """A loose paper is tied to the one that `bilag` names; another file is said to be a paper first."""
    if upload.state != Upload.State.LOOSE:
        return choices.as_attachment(upload, actor=person(request))
    chosen = request.POST.get("bilag", "")
    rows = attachments.without_file(upload.batch.municipality)
    row = rows.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 18 else None
    if row is None:
        raise choices.CannotChoose("Vælg, hvilket bilag filen er.")
    attachments.tie(upload, row, actor=person(request))
    return []


VERBS: dict[str, tuple[Action, Verb]] = {
    "ny-version": (Action.PUBLISH, _version),
    "andet-moede": (Action.UPLOAD, lambda request, one: choices.as_another_sitting(one, actor=person(request))),
    "udvalg": (Action.UPLOAD, _committee),
    "oplysninger": (Action.UPLOAD, _facts),
    "bilag": (Action.UPLOAD, _paper),
    "frigiv": (
        Action.RELEASE,
        lambda request, one: choices.release(
            one, request.POST.get("begrundelse", "").strip()[:2000], actor=person(request)
        ),
    ),
    "intet-cpr": (
        Action.RELEASE,
        lambda request, one: choices.no_number(one, actor=person(request), seen=request.POST.get("set", "")),
    ),
    "laeg-til-side": (Action.UPLOAD, lambda request, one: choices.put_aside(one, actor=person(request))),
    "igen": (Action.UPLOAD, lambda request, one: choices.try_again(one, actor=person(request))),
}
