"""Taking a meeting away from readers: what will happen is seen first, and a reason is left at its address."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.access import Action, person, requires, within
from meetings.filing import publishing
from meetings.models import Meeting


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=2000, error_messages={"required": "Skriv en begrundelse."})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Action.WITHDRAW)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    rows = within(Meeting.objects.with_places(), request.user, Action.WITHDRAW)
    meeting = get_object_or_404(rows.filter(status=Meeting.Status.PUBLISHED), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        publishing.withdraw(meeting, actor=person(request), reason=form.cleaned_data["reason"])
        messages.success(request, f"{meeting} er trukket tilbage.")
        return redirect("desk_meeting", pk=pk)
    context = {"meeting": meeting, "form": form, "items": meeting.items.count()}
    return render(request, "clerk/withdraw.html", context, status=422 if form.errors else 200)
