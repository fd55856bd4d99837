"""How to search: every piece of the query language with an example that this archive answers, and how many it finds."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from meetings.models import Meeting, SearchItem
from meetings.search import query
from meetings.search.query_language.printing import field
from meetings.search.question import read

from .doors import public_page

SOME = 400  # rows looked through for examples


@dataclass(frozen=True, slots=True)
class Example:
    """`count` is None where counting took too long; `at_least` where it stopped."""

    typed: str
    says: str
    count: int | None = None

    @property
    def address(self) -> str:
        return f"{reverse('search')}?{urlencode({'q': self.typed})}"

    @property
    def at_least(self) -> bool:
        return self.count == query.HOW_MANY


@public_page
def search_help(request: HttpRequest) -> HttpResponse:
    """GET /soeg/hjaelp/: at most eight queries."""
    groups = [(heading, _counted(examples)) for heading, examples in _examples().items()]
    return render(request, "pages/search_help.html", {"groups": groups})


def _examples() -> dict[str, list[Example]]:
    """Words that minutes everywhere hold, and names, numbers and days of what this archive holds."""
    words = [
        Example("cykelsti", "Ordet i enhver bøjning: cykelstier, cykelstien"),
        Example("cykelsti skole", "Begge ord, i vilkårlig rækkefølge"),
        Example('"fælles ledelse"', "Netop den frase, ord for ord"),
        Example("budget -skole", "budget, men ikke skole; det samme som budget IKKE skole"),
        Example("cykel*", "Alt, der begynder sådan: cykelsti, cykelparkering"),
        Example("vindmøller ELLER solceller", "Det ene eller det andet"),
        Example("skole (lukning ELLER sammenlægning)", "Parenteser holder sammen på det, der hører sammen"),
    ]
    return {"Ord": words, "Felter": _fields(), "Mødets dato": _dates(), "Beløb": AMOUNTS}


AMOUNTS = [
    Example("beløb:>1mio", "Punkter, hvor det største beløb er over en million kroner"),
    Example("beløb:100.000-500.000", "Det største beløb ligger mellem de to"),
]


def _fields() -> list[Example]:
    rows = list(
        SearchItem.objects.order_by("-date", "-item").values(
            "municipality__name", "committee__name", "item__case_number", "case_number", "parties"
        )[:SOME]
    )
    examples: list[Example] = []
    if rows:
        place, body = rows[0]["municipality__name"], rows[0]["committee__name"]
        examples += [
            Example(field("kommune", place.lower()), "Kun den kommune"),
            Example(field("udvalg", body), "Udvalg med det navn, eller navne, det er en del af"),
        ]
    cases = [row for row in rows if row["case_number"]]
    if cases:
        examples.append(
            Example(field("sag", cases[0]["item__case_number"]), "Sagens punkter, hvordan nummeret end er skrevet")
        )
    if named := [row["parties"][0] for row in rows if row["parties"]]:
        examples.append(Example(field("parti", named[0]), "Punkter, hvor partiet er nævnt i en afstemning"))
    return examples


def _dates() -> list[Example]:
    newest = Meeting.objects.published().order_by("-date").values_list("date", flat=True).first()
    if newest is None:
        return []
    return [
        Example(f"dato:{newest:%d-%m-%Y}", "Den dag"),
        Example(f"dato:{newest.year}", "Det år"),
        Example(f"dato:{newest.year - 2}..{newest.year}", "Fra det ene år til det andet, begge med"),
        Example(f"dato:>={newest.year - 1}", "Det år eller senere; også >, < og <="),
    ]


def _counted(examples: list[Example]) -> list[Example]:
    questions = [read(example.typed) for example in examples]
    if not questions:
        return []
    try:
        with query.prepared(read("ord")):
            numbers: list[int | None] = list(query.how_many(questions))
    except query.TooSlow:
        numbers = [None] * len(examples)
    return [Example(example.typed, example.says, number) for example, number in zip(examples, numbers, strict=True)]
