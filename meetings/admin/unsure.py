"""The queue of what the parser was unsure of, most read first: what readers meet most often is mended first."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from meetings.models import Decision, Item, Meeting, SourceDocument

A_PAGE = 50
# Of personal data somebody has decided already; what was shortened, and what a file holds beside its text, is no doubt.
_NO_DOUBT = ("personal_data", "shortened", "pages_waiting", "active_content")


def unsure_view(site: Any, request: HttpRequest) -> HttpResponse:
    """Two lists: outcomes that were not recognised, and meetings whose newest document has warnings."""
    if not request.user.has_perm("meetings.view_decision"):
        raise PermissionDenied
    of_documents = request.GET.get("vis") == "moeder"
    rows = _documents() if of_documents else _decisions()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    context = {
        **site.each_context(request),
        "title": "Det, parseren var i tvivl om",
        "page": page,
        "of_documents": of_documents,
        "rows": _with_doubts(list(page)) if of_documents else list(page),
    }
    return TemplateResponse(request, "admin/archive_unsure.html", context)


def _decisions() -> Any:
    rows = Decision.objects.filter(recognised=False).annotate(times=Coalesce(F("item__reads__times"), 0))
    rows = rows.select_related("item__meeting__committee__municipality").order_by(
        "-times", "-item__meeting__date", "pk"
    )
    return rows.exclude(item__meeting__status=Meeting.Status.WITHDRAWN)


def _documents() -> Any:
    """The newest version of each meeting, where the parser warned."""
    newest: Any = SourceDocument.objects.light().newest_version_first()
    rows = newest.filter(is_newest=True, meeting__isnull=False, outcome=SourceDocument.Outcome.OK).exclude(warnings=[])
    rows = rows.annotate(times=Coalesce(Sum("meeting__items__reads__times"), 0))
    return rows.select_related("meeting__committee__municipality").order_by("-times", "-meeting__date", "pk")


def _with_doubts(documents: list[Any]) -> list[tuple[Any, list[tuple[str, Item | None]]]]:
    """Each with its doubts: the sentence, and the item in which its line stands."""
    items: dict[int, list[Item]] = defaultdict(list)
    for item in Item.objects.filter(meeting__in=[document.meeting_id for document in documents]).order_by("line"):
        items[item.meeting_id].append(item)
    told = []
    for document in documents:
        doubts = []
        for warning in document.warnings:
            if not str(warning.get("code", "")).startswith(_NO_DOUBT):
                line = warning.get("line") or 0
                above = [item for item in items[document.meeting_id] if item.line and item.line <= line]
                doubts.append((str(warning.get("message", "")), above[-1] if above else None))
        told.append((document, doubts))
    return told
