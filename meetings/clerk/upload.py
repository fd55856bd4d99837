"""Handing files in: one form that works without scripts, and the same in steps for the script that shows progress.

The request only stores; reading is the worker's. A form that is sent twice is one batch (its field `key`).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from meetings import jobs
from meetings.access import Action, municipalities, person, requires, within
from meetings.filing import uploads
from meetings.filing.apply import lock_all
from meetings.filing.incoming import MAX_BYTES, MAX_FILES, Incoming, NotTakenIn
from meetings.ingest.extract.checks import MAX_BYTES as MAX_READ
from meetings.models import Batch, Municipality, SourceDocument, Upload

from .arriving import Arrived, BadUpload, arriving

LIMITS = {
    "most_files": MAX_FILES,
    "most_bytes": MAX_BYTES,
    "most_mb": MAX_BYTES // 2**20,
    "read_mb": MAX_READ // 2**20,
    "read_pages": SourceDocument.MOST_PAGES,
}
LOGGED_OUT = (
    "Du er logget ud. Log ind i et nyt faneblad, og tryk så på »Prøv igen« her; filerne på listen er ikke tabt."
)
NO_FILE = "Vælg mindst én fil."
NONE_TAKEN = "Ingen af filerne blev modtaget."

View = Callable[..., HttpResponseBase]


def for_scripts(view: View) -> View:
    """Before the door: a script that is not logged in gets an answer it can show, not a login page."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return JsonResponse({"besked": LOGGED_OUT}, status=401)
        return view(request, *args, **kwargs)

    return answered


@csrf_exempt  # checked in _store: checking reads the request, and that must be done by `arriving`
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Action.UPLOAD)
def upload(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request)
    try:
        with arriving(request) as arrived:
            return _store(request, arrived)
    except BadUpload as problem:
        return _page(request, [problem.message_da], problem.status)


@csrf_protect
def _store(request: HttpRequest, arrived: Arrived) -> HttpResponse:
    """A batch of all that came, closed at once. Where nothing of it can be taken in, there is no batch."""
    if not arrived.files:
        return _page(request, [NO_FILE], 422)
    with transaction.atomic():
        batch, made = _batch(request)
        if not made:
            return redirect(batch)  # sent twice
        lock_all("document", [file.sha256 for file in arrived.files])  # others may send the same in another order
        taken = [take(batch, file) for file in arrived.files]
        refused = [row for row in taken if row.state == Upload.State.REFUSED]
        none_taken = len(refused) == len(taken)
        if none_taken:
            transaction.set_rollback(True)
        else:
            jobs.close_soon(batch)
    if none_taken:
        return _page(request, [NONE_TAKEN, *(f"{row.shown_name}: {row.message}" for row in refused)], 422)
    return redirect(batch)


@for_scripts
@require_POST
@requires(Action.UPLOAD)
def begin(request: HttpRequest) -> JsonResponse:
    """For the script: a batch to send files to, one request each."""
    batch, _made = _batch(request)
    where = batch.get_absolute_url()
    return JsonResponse({"bunke": where, "fil": f"{where}fil/", "luk": f"{where}luk/"}, status=201)


@csrf_exempt  # as above
@for_scripts
@require_POST
@requires(Action.UPLOAD)
def one_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """For the script: one file of a batch. 201 where it is taken in, 422 where it is refused, with `besked`."""
    batch = get_object_or_404(_own(request), pk=pk)
    try:
        with arriving(request, most_files=1) as arrived:
            return _store_one(request, batch, arrived)
    except BadUpload as problem:
        return JsonResponse({"besked": problem.message_da}, status=problem.status)


@csrf_protect
def _store_one(request: HttpRequest, batch: Batch, arrived: Arrived) -> JsonResponse:
    if len(arrived.files) != 1:
        return JsonResponse({"besked": NO_FILE}, status=422)
    row = take(batch, arrived.files[0])
    refused = row.state == Upload.State.REFUSED
    said = {"navn": row.shown_name, "besked": row.message or "Modtaget.", "sha256": row.sha256}
    return JsonResponse(said, status=422 if refused else 201)


@for_scripts
@require_POST
@requires(Action.UPLOAD)
def close(request: HttpRequest, pk: int) -> JsonResponse:
    """For the script: all files are sent."""
    batch = get_object_or_404(_own(request), pk=pk)
    jobs.close_soon(batch)
    return JsonResponse({"bunke": batch.get_absolute_url()})


def take(batch: Batch, file: Incoming, facts: Mapping[str, Any] | None = None) -> Upload:
    """The row of one file: waiting to be read, or refused."""
    try:
        with transaction.atomic():
            row = uploads.take_in(batch, file, facts)
            if row.state == Upload.State.WAITING:
                jobs.read_upload_soon(row)
            return row
    except NotTakenIn as problem:
        return uploads.refuse(batch, file, problem.message_da)


def _batch(request: HttpRequest) -> tuple[Batch, bool]:
    mine = municipalities(request.user, Action.UPLOAD)
    chosen = request.POST.get("kommune", "")
    place = get_object_or_404(mine, pk=int(chosen)) if chosen.isdecimal() and len(chosen) < 10 else _only(mine)
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        key = uuid.uuid4()
    return uploads.open_batch(municipality=place, key=key, actor=person(request))


def _own(request: HttpRequest) -> QuerySet[Batch]:
    """The batches of who asks: what lies in a batch counts as handed in by whoever opened it (four eyes)."""
    return within(Batch.objects.filter(made_by=person(request), token=None), request.user, Action.UPLOAD)


def _only(mine: Any) -> Municipality:
    return get_object_or_404(mine) if mine.count() == 1 else get_object_or_404(mine.none())


def _page(request: HttpRequest, errors: list[str] | None = None, status: int = 200) -> HttpResponse:
    mine = municipalities(request.user, Action.UPLOAD).order_by("sort_key")
    context = {"errors": errors or [], "key": uuid.uuid4(), "municipalities": mine, **LIMITS}
    return render(request, "clerk/upload.html", context, status=status)
