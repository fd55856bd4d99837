"""Acts over many rows in the admin: how many, what will happen, a form; and only then done.

An act is an admin action that leads to `<list>/<act>-flere/?ids=…`; GET asks, POST does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from meetings.filing.meanwhile import tried_again

MOST = 1_000  # rows of one act
SHOWN = 50  # of them named on the page that asks


@dataclass(frozen=True)
class Act:
    """`form(rows)` makes the form class; `do(rows, answers, actor)` does it and returns how many rows it changed.

    `do` may raise ValueError or ValidationError with words for the person: then nothing is done.
    """

    name: str
    title: str
    what: str  # what will happen, told before it does
    button: str
    form: Callable[[list[Any]], type[forms.Form]]
    do: Callable[[list[Any], dict[str, Any], Any], int]
    fewest: int = 1


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Begrundelse", widget=forms.Textarea(attrs={"rows": 3}), max_length=500, required=False
    )


class AskedFirst(admin.ModelAdmin):
    """A list with acts of this kind: `acts`."""

    acts: tuple[Act, ...] = ()

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_act"
        return [path("<slug:act>-flere/", self.admin_site.admin_view(self.ask), name=name), *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        if self.may_act(request):
            for act in self.acts:
                actions[act.name] = (_leading_to(act), act.name, f"{act.title} …")
        return actions

    def may_act(self, request: HttpRequest) -> bool:
        """Also where rows are never changed one by one."""
        return bool(getattr(request.user, "has_perm", None)) and request.user.has_perm(
            f"{self.opts.app_label}.change_{self.opts.model_name}"
        )

    def ask(self, request: HttpRequest, act: str) -> HttpResponse:
        chosen = next((one for one in self.acts if one.name == act), None)
        if chosen is None or not self.may_act(request):
            raise PermissionDenied
        ids = [int(pk) for pk in request.GET.get("ids", "").split(",") if pk.isdecimal() and len(pk) < 18][:MOST]
        rows = list(self.get_queryset(request).filter(pk__in=ids).order_by("pk"))
        back = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        if len(rows) < chosen.fewest:
            messages.error(request, f"Vælg mindst {chosen.fewest}.")
            return HttpResponseRedirect(back)
        form = chosen.form(rows)(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                done = tried_again(transaction.atomic(chosen.do))(rows, form.cleaned_data, request.user)
                messages.success(request, f"{chosen.title}: {done} {'række' if done == 1 else 'rækker'} ændret.")
                return HttpResponseRedirect(back)
            except (ValueError, ValidationError) as problem:
                form.add_error(None, _words(problem))
        context = {
            **self.admin_site.each_context(request),
            "title": chosen.title,
            "act": chosen,
            "form": form,
            "count": len(rows),
            "rows": rows[:SHOWN],
            "opts": self.opts,
            "back": back,
        }
        return TemplateResponse(request, "admin/archive_act.html", context)


def _leading_to(act: Act) -> Any:
    def action(page: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        ids = ",".join(str(pk) for pk in queryset.order_by("pk").values_list("pk", flat=True)[:MOST])
        address = reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_act", args=[act.name])
        return HttpResponseRedirect(f"{address}?ids={ids}")

    return action


def _words(problem: Exception) -> list[str] | str:
    return problem.messages if isinstance(problem, ValidationError) else str(problem)
