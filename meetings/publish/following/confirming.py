"""The link in the mail that asks: it opens a page with a button, since mail scanners open links too."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.models import Subscription

from .doors import private_page
from .links import confirmed_by
from .targets import of_subscription


@csrf_exempt  # the signed link is the proof; a cookie would add nothing
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """GET shows what is to be followed, POST begins. Following the same twice leaves the newer choice of how often."""
    row = confirmed_by(request.GET.get("n", ""))
    if row is None:
        return render(request, "publish/follow_no_link.html", status=404)
    if request.method == "POST" and row.state == Subscription.State.PENDING:
        _begin(row)
    context = {
        "subscription": row,
        "target": of_subscription(row),
        "begun": row.state != Subscription.State.PENDING,
    }
    return render(request, "publish/follow_confirm.html", context)


@transaction.atomic
def _begin(row: Subscription) -> None:
    same = Subscription.objects.of(row.email).filter(kind=row.kind, target=row.target)
    same.exclude(pk=row.pk).delete()
    row.state = Subscription.State.ACTIVE
    row.confirmed_at = row.told_until = timezone.now()
    row.save(update_fields=["state", "confirmed_at", "told_until"])
