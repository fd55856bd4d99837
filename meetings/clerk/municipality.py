"""How a municipality wants its desk: what its administrator decides for everybody there."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from meetings.access import Action, municipalities, requires
from meetings.filing.audit import record
from meetings.models import User


@require_safe
@requires(Action.MANAGE_MUNICIPALITY)
def own(request: HttpRequest) -> HttpResponse:
    """One's own; whoever has them all chooses from a list."""
    places = municipalities(request.user, Action.MANAGE_MUNICIPALITY)
    if isinstance(request.user, User) and request.user.municipality_id and places.count() == 1:
        return redirect("desk_municipality", pk=request.user.municipality_id)
    return render(request, "clerk/municipalities.html", {"places": places})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Action.MANAGE_MUNICIPALITY)
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether another must publish than the one who uploaded or corrected last."""
    place = get_object_or_404(municipalities(request.user, Action.MANAGE_MUNICIPALITY), pk=pk)
    if request.method == "POST":
        wanted, before = request.POST.get("fire_oejne") == "ja", place.four_eyes
        if wanted != before:
            with transaction.atomic():
                place.four_eyes = wanted
                place.save(update_fields=["four_eyes"])
                record(
                    "change",
                    actor=request.user,  # type: ignore[arg-type]
                    target=place,
                    municipality=place,
                    before={"four_eyes": before},
                    after={"four_eyes": wanted},
                )
        messages.success(request, "Gemt.")
        return redirect("desk_municipality", pk=place.pk)
    return render(request, "clerk/municipality.html", {"place": place})
