"""POST /api/upload: the door for a municipality's own systems. The same rules as for a clerk, the same answers as JSON.

What is refused is told as application/problem+json (RFC 9457) with `detail` in English and `detail_da` in Danish.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping
from typing import Any

from allauth.core.internal import ratelimit
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from meetings import jobs
from meetings.filing import uploads
from meetings.filing.choices import CannotChoose
from meetings.filing.incoming import Incoming
from meetings.models import Batch, Meeting, Upload, UploadToken

from .arriving import BadUpload, arriving, arriving_plain
from .batch import date_of
from .upload import take

# Requests of a key, and knocks without a good key from one address; counted by all processes together.
RATES = {"upload_api": "120/m/key", "upload_api_refused": "30/m/ip"}
KINDS = {"referat": Meeting.Kind.MINUTES, "dagsorden": Meeting.Kind.AGENDA}
KINDS["tillaegsdagsorden"] = Meeting.Kind.SUPPLEMENTARY_AGENDA


class Refused(Exception):
    def __init__(self, status: int, title: str, detail: str, detail_da: str) -> None:
        self.status, self.title, self.detail, self.detail_da = status, title, detail, detail_da
        super().__init__(detail)


@dataclasses.dataclass(frozen=True)
class Said:
    """What the sender says of the files: `facts` for each, and the `key` by which a repeated request is known."""

    facts: dict[str, Any]
    key: uuid.UUID


@csrf_exempt  # no cookie opens this door
@never_cache
def upload(request: HttpRequest) -> HttpResponse:
    """202 with the batch's address, or a problem. Multipart with any number of files, or one file as the body."""
    try:
        if request.method != "POST":
            raise Refused(405, "Method not allowed", "Send files with POST.", "Send filerne med POST.")
        return _received(request, _token(request))
    except Refused as problem:
        return _problem(problem)
    except BadUpload as problem:
        return _problem(Refused(problem.status, "Not received", problem.message_en, problem.message_da))


def _received(request: HttpRequest, token: UploadToken) -> HttpResponse:
    if (request.META.get("CONTENT_TYPE") or "").startswith("multipart/"):
        with arriving(request) as arrived:
            return _store(request, token, _said(request, token, arrived.fields), arrived.files)
    name = request.GET.get("filnavn", "").strip()
    if not name:
        raise Refused(400, "No file name", "Name the file: ?filnavn=…", "Giv filen et navn: ?filnavn=…")
    said = _said(request, token, request.GET)
    with arriving_plain(request, name) as file:
        return _store(request, token, said, [file])


def _token(request: HttpRequest) -> UploadToken:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = UploadToken.objects.of_secret(secret.strip()) if scheme.lower() == "bearer" else None
    action, key = ("upload_api", str(token.pk)) if token else ("upload_api_refused", "nobody")
    if not ratelimit.consume(request, app="meetings", action=action, config=RATES, key=key):
        raise Refused(429, "Too many requests", "Wait a minute.", "For mange forespørgsler. Vent et minut.")
    if token is None:
        raise Refused(401, "No valid key", "Send a valid key as Bearer.", "Nøglen mangler, er forkert eller er lukket.")
    UploadToken.objects.filter(pk=token.pk).update(last_used_at=timezone.now())
    return token


def _said(request: HttpRequest, token: UploadToken, fields: Mapping[str, Any]) -> Said:
    """`udvalg`, `dato`, `type` (referat, dagsorden, tillaegsdagsorden, bilag); the header Idempotency-Key."""
    facts: dict[str, Any] = {}
    if committee := " ".join(str(fields.get("udvalg", "")).split())[:200]:
        facts["committee"] = committee
    if date := str(fields.get("dato", "")).strip():
        try:
            facts["date"] = date_of(date).isoformat()
        except CannotChoose as problem:
            raise Refused(422, "No such date", "dato is not a date: YYYY-MM-DD", problem.message_da) from None
    kind = str(fields.get("type", "")).strip().lower()
    if kind == "bilag":
        facts["attachment"] = True
    elif kind in KINDS:
        facts["document_kind"] = KINDS[kind]
    elif kind:
        da = "type skal være referat, dagsorden, tillaegsdagsorden eller bilag."
        raise Refused(422, "No such kind", "type is none of referat, dagsorden, tillaegsdagsorden, bilag", da)
    sent = request.headers.get("Idempotency-Key", "")
    return Said(facts, uuid.uuid5(uuid.NAMESPACE_OID, f"{token.pk}/{sent}") if sent else uuid.uuid4())


def _store(request: HttpRequest, token: UploadToken, said: Said, files: list[Incoming]) -> HttpResponse:
    if not files:
        raise Refused(422, "No file", "The request holds no file.", "Der er ingen fil i det sendte.")
    with transaction.atomic():
        batch, made = uploads.open_batch(
            municipality=token.municipality, key=said.key, actor=token.made_by, token=token
        )
        rows = [take(batch, file, said.facts) for file in files] if made else list(batch.uploads.all())
        refused = [row for row in rows if row.state == Upload.State.REFUSED]
        if made and len(refused) == len(rows):
            transaction.set_rollback(True)
        elif made:
            jobs.close_soon(batch)
    if made and len(refused) == len(rows):
        told = "; ".join(f"{row.shown_name}: {row.message}" for row in refused)
        raise Refused(422, "Not received", "None of the files can be taken in; see detail_da.", told)
    return _accepted(request, batch, rows)


def _accepted(request: HttpRequest, batch: Batch, rows: list[Upload]) -> HttpResponse:
    address = request.build_absolute_uri(batch.get_absolute_url())
    files = [
        {"name": row.shown_name, "sha256": row.sha256, "state": row.state, "message_da": row.message} for row in rows
    ]
    answer = JsonResponse({"batch": address, "files": files}, status=202)
    answer["Location"] = address
    return answer


def _problem(problem: Refused) -> HttpResponse:
    said = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "detail_da": problem.detail_da,
    }
    answer = JsonResponse(said, status=problem.status, content_type="application/problem+json")
    if problem.status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    if problem.status == 405:
        answer["Allow"] = "POST"
    if problem.status == 429:
        answer["Retry-After"] = "60"
    return answer
