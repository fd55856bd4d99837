"""One correction at the desk: a form, what it will change, and only then the saving. And its undoing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import Action, requires, within
from meetings.filing import corrections, intake
from meetings.filing.originals import OriginalDamaged
from meetings.filing.tables import MEETING, TABLES, Table, as_json, table_of
from meetings.models import Correction, Meeting

from .changes import rehearse
from .fields import RowForm, form_for, ready
from .preview import meeting_of_desk

ANCHORS = {
    "item": "punkt", "section": "afsnit", "decision": "beslutning", "attachment": "bilag", "vote": "stemme",
    "absence": "fravaer", "attendance": "deltager",
}  # fmt: skip
CHANGED = "En anden har rettet det, siden du åbnede siden. Se det igennem, og gem igen, hvis dit stadig skal gælde."
STEPS = ("csrfmiddlewaretoken", "gem", "tilbage")  # of the form, not of what it says
both = require_http_methods(["GET", "HEAD", "POST"])


@both
@requires(Action.CORRECT)
def correct(request: HttpRequest, pk: int, table: str, row: int) -> HttpResponse:
    """Correct the fields of one row."""
    meeting = meeting_of_desk(request, pk, Action.CORRECT)
    target = row_of(meeting, table, row)
    place = meeting.committee.municipality
    form = form_for(TABLES[table], place, request.POST if request.method == "POST" else None, target)

    def act() -> None:
        values = ready(form.changed(), place)
        corrections.correct(target, values, actor=_who(request), reason=form.cleaned_data["reason"])

    title = f"Ret {target._meta.verbose_name}"
    return ask(request, meeting, title, act, form=form, anchor=anchor_of(target), seen=as_seen(target))


@both
@requires(Action.CORRECT)
def add(request: HttpRequest, pk: int, table: str, parent: int) -> HttpResponse:
    """Add a row that the original lacks, or that was not read."""
    meeting = meeting_of_desk(request, pk, Action.CORRECT)
    kind = _table(table)
    if kind is MEETING or kind.parent is None:
        raise Http404("a meeting is not added here")
    above = row_of(meeting, kind.parent, parent)
    form = form_for(kind, meeting.committee.municipality, request.POST if request.method == "POST" else None)

    def act() -> None:
        corrections.add_row(kind, above, form.everything(), actor=_who(request), reason=form.cleaned_data["reason"])

    title = f"Tilføj {kind.model._meta.verbose_name}"
    return ask(request, meeting, title, act, form=form, anchor=anchor_of(above), new=True)


@both
@requires(Action.CORRECT)
def remove(request: HttpRequest, pk: int, table: str, row: int) -> HttpResponse:
    """Take away a row, with all under it."""
    meeting = meeting_of_desk(request, pk, Action.CORRECT)
    target = row_of(meeting, table, row)
    if isinstance(target, Meeting):
        raise Http404("a meeting is withdrawn, not removed")

    def act() -> None:
        corrections.remove_row(row_of(meeting, table, row), actor=_who(request))

    above = getattr(target, TABLES[table].parent or "")
    return ask(request, meeting, f"Fjern {target._meta.verbose_name}", act, anchor=anchor_of(above))


@require_POST
@requires(Action.CORRECT)
def undo(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Back to what the original says. What was removed comes back with all that stood under it."""
    meeting = meeting_of_desk(request, pk, Action.CORRECT)
    row = _correction(request, meeting, correction)
    try:
        corrections.revert(row, actor=_who(request))
        if row.field == Correction.WHOLE_ROW and row.value is None:
            document = meeting.documents.order_by("-version").first()
            if document:
                intake.read_again(document, actor=_who(request))
        messages.success(request, "Rettelsen er fortrudt: originalen gælder igen.")
    except ValidationError as problem:
        messages.error(request, _sentence(problem))
    except OriginalDamaged:
        messages.warning(request, "Rækken er tilbage, men originalen kan ikke læses igen, så dens dele mangler.")
    return redirect(preview_address(meeting, _anchor(row)))


@require_POST
@requires(Action.CORRECT)
def keep(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """In a conflict: the person's word stays."""
    meeting = meeting_of_desk(request, pk, Action.CORRECT)
    row = _correction(request, meeting, correction)
    corrections.keep(row, actor=_who(request))
    messages.success(request, "Rettelsen gælder stadig.")
    return redirect(preview_address(meeting, _anchor(row)))


def ask(
    request: HttpRequest,
    meeting: Meeting,
    title: str,
    act: Callable[[], Any],
    *,
    form: RowForm | None = None,
    anchor: str = "",
    new: bool = False,
    seen: str = "",
) -> HttpResponse:
    """Form, then what it will change, then the saving: three steps of one address, without a script.

    A POST without `gem` shows; with `gem` saves. What has no form is shown at once. `seen`: how the row stands now; a
    form that was filled in over another state is shown once more.
    """
    back = preview_address(meeting, anchor)
    context: dict[str, Any] = {"meeting": meeting, "title": title, "form": form, "back": back, "seen": seen}
    if form is not None and form.table is MEETING:
        context["committees"] = meeting.committee.municipality.committees.all()
    if form is not None and form.is_bound and request.POST.get("set", seen) != seen:
        form.add_error(None, CHANGED)
    if form is not None and (request.method != "POST" or "tilbage" in request.POST or not form.is_valid()):
        return render(request, "clerk/correct.html", context, status=422 if form.errors else 200)
    try:
        if request.method == "POST" and "gem" in request.POST:
            act()
            messages.success(request, "Gemt.")
            return redirect(back)
        context["effects"] = effects = rehearse(meeting, act)
    except ValidationError as problem:
        if form is None:
            messages.error(request, _sentence(problem))
            return redirect(back)
        for name, told in _errors(problem).items():
            form.add_error(name if name in form.fields else None, told)
        return render(request, "clerk/correct.html", context, status=422)
    if not effects.changes and not new:
        messages.info(request, "Intet er ændret.")
        return redirect(back)
    context["said"] = [
        (name, one) for name, all_of_it in request.POST.lists() if name not in STEPS for one in all_of_it
    ]
    return render(request, "clerk/correct_confirm.html", context)


def row_of(meeting: Meeting, table: str, pk: int) -> Any:
    """A row of this meeting; 404 for any other's."""
    kind: Table | None = _table(table)
    steps = []
    while kind is not None and kind.parent is not None:
        steps.append(kind.parent)
        kind = TABLES[kind.parent]
    path = "__".join(steps)
    known: models.QuerySet[Any] = _table(table).model._default_manager.all()
    return get_object_or_404(known.filter(**{path or "pk": meeting.pk}), pk=pk)


def as_seen(row: models.Model) -> str:
    """A short mark of what the row says: another mark, another state."""
    values = {name: as_json(value) for name, value in table_of(row).values(row).items()}
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def preview_address(meeting: Meeting, anchor: str = "") -> str:
    return reverse("desk_meeting", args=[meeting.pk]) + (f"#{anchor}" if anchor else "")


def anchor_of(row: models.Model) -> str:
    name = row._meta.model_name or ""
    return f"{ANCHORS[name]}-{row.pk}" if name in ANCHORS else "moedet"


def _anchor(row: Correction) -> str:
    if row.field == Correction.WHOLE_ROW and row.value is None:
        return ""
    return f"{ANCHORS[row.target_model]}-{row.target_id}" if row.target_model in ANCHORS else "moedet"


def _table(name: str) -> Table:
    if name not in TABLES:
        raise Http404("no such table")
    return TABLES[name]


def _correction(request: HttpRequest, meeting: Meeting, pk: int) -> Correction:
    rows = within(Correction.objects.filter(meeting=meeting, target_model__in=TABLES), request.user, Action.CORRECT)
    return get_object_or_404(rows.select_related("meeting__committee__municipality"), pk=pk)


def _who(request: HttpRequest) -> Any:
    return request.user


def _errors(problem: ValidationError) -> dict[str, list[str]]:
    """By field; '' for the whole row, whose one rule is that the same is not said twice in one place."""
    if not hasattr(problem, "error_dict"):
        return {"": [str(told) for told in problem.messages]}
    doubled = ["Det står der allerede. Ret den række, der er, i stedet."]
    return {
        "" if name == "__all__" else name: doubled if name == "__all__" else list(told)
        for name, told in problem.message_dict.items()
    }


def _sentence(problem: ValidationError) -> str:
    return " ".join(told for each in _errors(problem).values() for told in each)
