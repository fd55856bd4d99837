"""The page between an act and its doing: which meetings, what will happen, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from meetings.filing import publishing
from meetings.models import Meeting


@dataclass(frozen=True)
class Act:
    title: str
    what: str  # what will happen, told before it does
    button: str
    done: str
    do: Callable[..., Meeting]
    needs_reason: bool = False


ACTS = {
    "publish": Act(
        "Offentliggør",
        "Møderne bliver synlige for alle og kan findes i søgningen.",
        "Offentliggør",
        "offentliggjort",
        publishing.publish,
    ),
    "unpublish": Act(
        "Tilbage til kladde",
        "Møderne forsvinder fra siderne og fra søgningen, uden at der står noget tilbage.",
        "Gør til kladde",
        "gjort til kladde",
        publishing.unpublish,
    ),
    "withdraw": Act(
        "Træk tilbage",
        "Møderne forsvinder fra siderne og fra søgningen. På deres adresse står begrundelsen, som alle kan læse.",
        "Træk tilbage",
        "trukket tilbage",
        publishing.withdraw,
        needs_reason=True,
    ),
}


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Begrundelse", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


def publication_view(page: Any) -> Callable[..., HttpResponse]:
    """The confirmation page of the meetings' admin `page`: GET asks, POST does."""

    def view(request: HttpRequest, act: str) -> HttpResponse:
        if act not in ACTS:
            raise Http404
        if not page.has_change_permission(request):
            raise PermissionDenied
        chosen = ACTS[act]
        ids = [int(pk) for pk in request.GET.get("ids", "").split(",") if pk.isdecimal()][:1000]
        meetings = list(Meeting.objects.with_places().filter(pk__in=ids).order_by("pk"))
        form = ReasonForm(request.POST or None)
        form.fields["reason"].required = chosen.needs_reason
        if request.method == "POST" and form.is_valid():
            _do(request, chosen, meetings, form.cleaned_data["reason"])
            return HttpResponseRedirect(_back(meetings))
        context = {
            **page.admin_site.each_context(request),
            "title": chosen.title,
            "act": chosen,
            "meetings": meetings,
            "form": form,
            "opts": page.opts,
            "back": _back(meetings),
        }
        return TemplateResponse(request, "admin/archive_publication.html", context)

    return view


def _do(request: Any, act: Act, meetings: list[Meeting], reason: str) -> None:
    done = 0
    for meeting in meetings:
        try:
            act.do(meeting, actor=request.user, reason=reason)
            done += 1
        except publishing.CannotPublish as problem:
            messages.error(request, f"{meeting}: {problem.message_da}")
    if done:
        messages.success(request, f"{done} {'møde' if done == 1 else 'møder'} {act.done}.")


def _back(meetings: list[Meeting]) -> str:
    if len(meetings) == 1:
        return reverse("admin:meetings_meeting_change", args=[meetings[0].pk])
    return reverse("admin:meetings_meeting_changelist")
