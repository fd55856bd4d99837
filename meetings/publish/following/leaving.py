"""The link under every mail: stop this, or delete all that is kept of the address. Also what mail programs click."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.models import Subscription

from .doors import private_page
from .links import of_token
from .targets import of_subscription


@csrf_exempt  # RFC 8058: the receiver's mail program posts here without cookies; the token is the proof
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """GET asks, POST deletes. A link that was used before is answered as if it were used now."""
    row = of_token(request.GET.get("n", ""))
    if request.method == "POST":
        if row and "alt" in request.POST:
            Subscription.objects.of(row.email).delete()
        elif row:
            row.delete()
        return render(request, "publish/follow_left.html", {"everything": "alt" in request.POST})
    if row is None:
        return render(request, "publish/follow_left.html", {"everything": False})
    context = {
        "subscription": row,
        "target": of_subscription(row),
        "others": Subscription.objects.of(row.email).count() - 1,
    }
    return render(request, "publish/follow_leave.html", context)
