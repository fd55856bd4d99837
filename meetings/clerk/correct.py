"""One correction at the desk: a form, what it will change, and only then the saving. And its undoing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
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
from meetings.filing.meanwhile import CHANGED, DECIDED, ROW_GONE, Overtaken
from meetings.filing.originals import OriginalDamaged
from meetings.filing.standing import CHILDREN
from meetings.filing.tables import MEETING, TABLES, Table, as_json, table_of
from meetings.filing.together import together
from meetings.models import Correction, Meeting

from .changes import rehearse
from .fields import RowForm, form_for, ready
from .late import tells_when_late
from .preview import meeting_of_desk

ANCHORS = {
    "item": "punkt", "section": "afsnit", "decision": "beslutning", "attachment": "bilag", "vote": "stemme",
    "absence": "fravaer", "attendance": "deltager",
}  # fmt: skip
STEPS = ("csrfmiddlewaretoken", "gem", "tilbage", "set")  # of the form, not of what it says
both = require_http_methods(["GET", "HEAD", "POST"])


@both
@requires(Action.CORRECT)
@tells_when_late
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
    return ask(request, meeting, title, act, form=form, anchor=anchor_of(target), seen=lambda: seen_of(target))


@both
@requires(Action.CORRECT)
@tells_when_late
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
@tells_when_late
def remove(request: HttpRequest, pk: int, table: str, row: int) -> HttpResponse:
    """Take away a row, with all under it."""
    meeting = meeting_of_desk(request, pk, Action.CORRECT)
    target = row_of(meeting, table, row)
    if isinstance(target, Meeting):
        raise Http404("a meeting is withdrawn, not removed")

    def act() -> None:
        corrections.remove_row(row_of(meeting, table, row), actor=_who(request))

    above = getattr(target, TABLES[table].parent or "")
    title = f"Fjern {target._meta.verbose_name}"
    return ask(request, meeting, title, act, anchor=anchor_of(above), seen=lambda: seen_of(*_with_all_under(target)))


@require_POST
@requires(Action.CORRECT)
@tells_when_late
def undo(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Back to what the original says. What was removed comes back with all that stood under it."""
    meeting = meeting_of_desk(request, pk, Action.CORRECT)
    row = _correction(request, meeting, correction)
    try:
        corrections.revert(row, actor=_who(request), seen=request.POST.get("set", ""))
        if row.field == Correction.WHOLE_ROW and row.value is None:
            document = meeting.documents.order_by("-version").first()
            if document:
                intake.read_again(document, actor=_who(request))
        messages.success(request, "Rettelsen er fortrudt: originalen gælder igen.")
    except Overtaken:
        raise
    except ValidationError as problem:
        messages.error(request, _sentence(problem))
    except OriginalDamaged:
        messages.warning(request, "Rækken er tilbage, men originalen kan ikke læses igen, så dens dele mangler.")
    return redirect(preview_address(meeting, _anchor(row)))


@require_POST
@requires(Action.CORRECT)
@tells_when_late
def keep(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """In a conflict: the person's word stays."""
    meeting = meeting_of_desk(request, pk, Action.CORRECT)
    row = _correction(request, meeting, correction)
    corrections.keep(row, actor=_who(request), seen=request.POST.get("set", ""))
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
    seen: Callable[[], str] = str,
) -> HttpResponse:
    """Form, then what it will change, then the saving: three steps of one address, without a script.

    A POST without `gem` shows; with `gem` saves. What has no form is shown at once. `seen` marks how the row stands
    when it is asked; what was filled in over another state is shown once more, and where there is no form, told.
    """
    back = preview_address(meeting, anchor)
    now = seen()
    context: dict[str, Any] = {"meeting": meeting, "title": title, "form": form, "back": back, "seen": now}
    if form is not None and form.table is MEETING:
        context["committees"] = meeting.committee.municipality.committees.all()
    if request.method == "POST" and request.POST.get("set", now) != now:
        if form is None:
            raise Overtaken(CHANGED)
        form.add_error(None, CHANGED)
    if form is not None and (request.method != "POST" or "tilbage" in request.POST or not form.is_valid()):
        return render(request, "clerk/correct.html", context, status=422 if form.errors else 200)
    try:
        if request.method == "POST" and "gem" in request.POST:
            with together(meeting):
                if seen() != now:  # saved by another in this very moment
                    raise Overtaken(CHANGED)
                act()
            messages.success(request, "Gemt.")
            return redirect(back)
        context["effects"] = effects = rehearse(meeting, act)
    except ValidationError as problem:
        if isinstance(problem, Overtaken) and (form is None or problem.message_da != CHANGED):
            raise
        context["seen"] = seen()
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
    """A row of this meeting; 404 for any other's. Raises Overtaken for one that is nowhere any more."""
    kind: Table | None = _table(table)
    steps = []
    while kind is not None and kind.parent is not None:
        steps.append(kind.parent)
        kind = TABLES[kind.parent]
    path = "__".join(steps)
    known: models.QuerySet[Any] = _table(table).model._default_manager.all()
    if not known.filter(pk=pk).exists():
        raise Overtaken(ROW_GONE)
    return get_object_or_404(known.filter(**{path or "pk": meeting.pk}), pk=pk)


def seen_of(*rows: models.Model) -> str:
    """A short mark of what rows say now: another mark, another state. Raises Overtaken where one is gone."""
    values = []
    for row in rows:
        table = table_of(row)
        fresh = table.model._default_manager.filter(pk=row.pk).first()
        if fresh is None:
            raise Overtaken(ROW_GONE)
        values.append({name: as_json(value) for name, value in table.values(fresh).items()})
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def _with_all_under(row: Any) -> Iterator[models.Model]:
    yield row
    for _table, related in CHILDREN.get(table_of(row).name, ()):
        for child in getattr(row, related).all():
            yield from _with_all_under(child)


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
    if not Correction.objects.filter(pk=pk).exists():
        raise Overtaken(DECIDED)
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
