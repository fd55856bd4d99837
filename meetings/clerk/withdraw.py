"""Taking a meeting away from readers: what will happen is seen first, and a reason is left at its address."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.access import Action, person, requires, within
from meetings.filing import publishing
from meetings.models import Meeting

from .late import tells_when_late


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=2000, error_messages={"required": "Skriv en begrundelse."})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Action.WITHDRAW)
@tells_when_late
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    rows = within(Meeting.objects.with_places(), request.user, Action.WITHDRAW)
    meeting = get_object_or_404(rows, pk=pk)
    if not meeting.is_published:
        if request.method != "POST":
            raise Http404("nothing to withdraw")
        raise publishing.CannotPublish("Mødet er ikke offentligt længere: en anden var hurtigere.")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        publishing.withdraw(meeting, actor=person(request), reason=form.cleaned_data["reason"])
        messages.success(request, f"{meeting} er trukket tilbage.")
        return redirect("desk_meeting", pk=pk)
    context = {"meeting": meeting, "form": form, "items": meeting.items.count()}
    return render(request, "clerk/withdraw.html", context, status=422 if form.errors else 200)
