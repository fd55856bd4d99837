"""The advanced form: fields that write the query a person could have typed, and a search for it."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from meetings.search.days import EARLIEST, LATEST, between, span
from meetings.search.facets import label_of
from meetings.search.places import Places, all_places
from meetings.search.query_language.nodes import Clause, Field, Group, Node
from meetings.search.query_language.printing import field, printed
from meetings.search.question import MOST_CHARACTERS, Question
from meetings.search.search_filter import SearchFilter

from .doors import public_page

# What separates words that are typed in a row: '-busbane, (havn)' are two words
_APART = re.compile(r'[\s,;()"*]+')


class AdvancedForm(forms.Form):
    """Every field may be empty; what is wrong in one is said of the query it writes."""

    alle = forms.CharField(label="Alle disse ord", help_text="I enhver bøjning", required=False)
    frase = forms.CharField(label="Netop denne frase", help_text="Ordene, som de står", required=False)
    nogle = forms.CharField(label="Mindst ét af disse ord", required=False)
    ingen = forms.CharField(label="Ingen af disse ord", required=False)
    kommune = forms.CharField(label="Kommune", required=False)
    udvalg = forms.CharField(label="Udvalg", help_text="Hele navnet eller en del af det", required=False)
    sag = forms.CharField(label="Sagsnummer", required=False)
    parti = forms.CharField(label="Parti nævnt i en afstemning", help_text="Navn eller bogstav", required=False)
    person = forms.CharField(label="Person", help_text="For- og efternavn", required=False)
    fra = forms.CharField(label="Fra", help_text="2019, maj 2019 eller 14-05-2019", required=False)
    til = forms.CharField(label="Til og med", required=False)
    mindst = forms.CharField(label="Mindst", help_text="500.000 eller 1,5 mio.", required=False)
    hoejst = forms.CharField(label="Højst", required=False)


FIELDSETS = (
    ("Ord", ("alle", "frase", "nogle", "ingen")),
    ("Hvor og hvem", ("kommune", "udvalg", "sag", "parti", "person")),
    ("Mødets dato", ("fra", "til")),
    ("Beløb i kroner", ("mindst", "hoejst")),
)


@public_page
def advanced(request: HttpRequest) -> HttpResponse:
    """GET /soeg/avanceret/: the form, with what `q` holds put into its fields; a search where its fields are sent."""
    places = all_places()
    asked = SearchFilter(request.GET, places=places)
    question = asked.question
    values = {name: request.GET.get(name, "").strip()[:MOST_CHARACTERS] for name in AdvancedForm.base_fields}
    if "skriv" in request.GET and any(values.values()) and not question.refused:
        return HttpResponseRedirect(f"{reverse('search')}?{urlencode({'q': written(values)})}")
    form = AdvancedForm(initial=read_back(question) | _of_filters(asked, places))
    context = {
        "fieldsets": [(legend, [form[name] for name in names]) for legend, names in FIELDSETS],
        "lists": _lists(places),
        "query": question.text,
        "problems": question.notes,
    }
    response = render(request, "pages/search_advanced.html", context)
    if question.refused:
        response["Cache-Control"] = "no-store"
    return response


def written(values: dict[str, str]) -> str:
    """The query of what was typed into the fields."""
    parts = [values["alle"]]
    if phrase := values["frase"].replace('"', " ").strip():
        parts.append(f'"{phrase}"')
    some = [word for word in _APART.split(values["nogle"]) if word.strip("-")]
    parts.append(f"({' ELLER '.join(some)})" if len(some) > 1 else "".join(some))
    parts += [f"-{word.lstrip('-')}" for word in _APART.split(values["ingen"]) if word.strip("-")]
    parts += [field(name, values[name]) for name in ("kommune", "udvalg", "sag", "parti", "person") if values[name]]
    if values["fra"] or values["til"]:
        parts.append(field("dato", _range(values["fra"], values["til"])))
    low, high = values["mindst"], values["hoejst"]
    if low and high:
        parts.append(field("beløb", f"{low}-{high}"))
    elif low or high:
        parts.append(field("beløb", f">={low}" if low else f"<={high}"))
    return " ".join(filter(None, parts))


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}..{last}"


def read_back(question: Question) -> dict[str, str]:
    """The fields that would write the question, as far as it is one of all its parts."""
    tree = question.tree
    parts: tuple[Node, ...] = tree.parts if isinstance(tree, Group) and tree.kind == "all" and not tree.negative else ()
    values: dict[str, list[str]] = {}
    for part in parts or ((tree,) if tree else ()):
        name, value = _place_of(part)
        values.setdefault(name, []).append(value)
    several = [name for name, found in values.items() if len(found) > 1 and name not in ("alle", "ingen")]
    for name in several:  # a field holds one; the others stay in the query's own words
        *rest, last = values[name]
        values[name] = [last]
        values.setdefault("alle", []).extend(f'"{value}"' if name == "frase" else field(name, value) for value in rest)
    typed = {name: " ".join(found) for name, found in values.items()}
    if days := typed.pop("dato", ""):
        typed |= _days(days)
    return typed


def _place_of(node: Node) -> tuple[str, str]:
    if isinstance(node, Field) and not node.negative and node.name != "beløb":
        return node.name, node.value
    if isinstance(node, Clause) and not node.prefix:
        if node.phrase and not node.negative:
            return "frase", node.written.strip('"')
        if not node.phrase:
            return ("ingen", node.written.removeprefix("-")) if node.negative else ("alle", node.written)
    if isinstance(node, Group) and not node.negative and all(_is_word(part) for part in node.parts):
        return "nogle", " ".join(part.written for part in node.parts if isinstance(part, Clause))
    return "alle", f"({printed(node)})" if isinstance(node, Group) and not node.negative else printed(node)


def _is_word(node: Node) -> bool:
    return isinstance(node, Clause) and not (node.phrase or node.prefix or node.negative)


def _days(typed: str) -> dict[str, str]:
    if span(typed):
        return {"fra": typed, "til": typed}
    first, dots, last = typed.partition("..")
    if dots and (not first or span(first)) and (not last or span(last)):
        return {"fra": first, "til": last}
    days = between(typed)
    if days is None:
        return {}
    first_day, last_day = days
    ends = {"fra": first_day if first_day > EARLIEST else None, "til": last_day if last_day < LATEST else None}
    return {name: f"{day:%d-%m-%Y}" for name, day in ends.items() if day}


def _of_filters(asked: SearchFilter, places: Places) -> dict[str, str]:
    """What was chosen beside the query, where a field can say it; of several values a field would say too little."""
    names = [name for name in AdvancedForm.base_fields if len(asked.chosen.get(name, ())) == 1]
    labels = {name: label_of(name, asked.chosen[name][0], places) for name in names if name in ("kommune", "udvalg")}
    return {name: labels.get(name, asked.chosen[name][0]) for name in names}


def _lists(places: Places) -> dict[str, list[str]]:
    """What the browser may suggest while a name is typed."""
    return {
        "kommune": [place.name for place in places.municipalities.values()],
        "udvalg": sorted({place.name for place in places.committees.values()}),
    }
