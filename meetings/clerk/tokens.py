"""The keys with which a municipality's own systems hand files in: made, shown once, and closed."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import Action, municipalities, person, requires, within
from meetings.filing.audit import record
from meetings.models import UploadToken

NO_NAME = "Skriv, hvad nøglen bruges til, fx navnet på det system, der sender."


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Action.MANAGE_MUNICIPALITY)
def tokens(request: HttpRequest) -> HttpResponse:
    """The list; POST makes one. Its secret is on the answer's page and nowhere else."""
    places = municipalities(request.user, Action.MANAGE_MUNICIPALITY).order_by("sort_key")
    secret, error, name = "", "", " ".join(request.POST.get("navn", "").split())[:100]
    if request.method == "POST":
        chosen = request.POST.get("kommune", "")
        only = places.first() if places.count() == 1 else None
        place = only or places.filter(pk=int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0).first()
        if place is None or not name:
            error = NO_NAME if place else "Vælg en kommune."
        else:
            with transaction.atomic():
                row, secret = UploadToken.objects.make(municipality=place, name=name, made_by=person(request))
                record("make_token", actor=person(request), target=row, municipality=place)
    rows = within(
        UploadToken.objects.select_related("municipality", "made_by"), request.user, Action.MANAGE_MUNICIPALITY
    )
    context = {"tokens": rows, "municipalities": places, "secret": secret, "error": error, "name": name}
    return render(request, "clerk/tokens.html", context, status=422 if error else 200)


@require_POST
@requires(Action.MANAGE_MUNICIPALITY)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(within(UploadToken.objects.all(), request.user, Action.MANAGE_MUNICIPALITY), pk=pk)
    if row.revoked_at is None:
        with transaction.atomic():
            row.revoked_at = timezone.now()
            row.save(update_fields=["revoked_at"])
            record("revoke_token", actor=person(request), target=row, municipality=row.municipality)
        messages.success(request, f"Nøglen »{row.name}« er lukket. Det, den har sendt, bliver.")
    return redirect("desk_tokens")
