"""What goes straight to its place when it is typed alone: a case number, a day, an address of this site.

Only where there is exactly one such place, and nothing else was chosen. Each leads back to a search of the text: a
query in quotes goes nowhere.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from meetings.language.case_numbers import normalise
from meetings.models import Case, SearchItem
from meetings.search import days
from meetings.search.search_filter import SearchFilter

# 'j.nr. 22/24308', 'Sags-nr. 22/24308', 'sag 22 24308', 'EMN 2022 81268', '330 2021 49620'; a year alone is none
_LOOSE = re.compile(
    r"(?:[a-zæøå.-]*(?:sag|journal|j\.|esdh)[a-zæøå. -]*:? ?#?)?(?:[a-zæøå]{2,5}[ -])?"
    r"\d{2,4}(?:\.\d\d)*(?:(?: ?[-/–] ?| )[a-zæøå]?\d{2,8}){1,3}",
    re.IGNORECASE,
)


def place_of(request: HttpRequest, asked: SearchFilter) -> str:
    """The address that was meant; '' for a search like any other. At most two queries."""
    if asked.chosen or asked.by_case or asked.order or asked.page > 1:
        return ""
    typed = asked.question.text
    if days.span(typed) and not typed.isdecimal():  # a year alone may stand in a text as well as any other number
        return asked.address(q=_as_field(typed))
    if number := asked.question.case_number or _loosely_written(typed):
        return _case(number, typed)
    return _address_of_ours(request, typed)


def _loosely_written(typed: str) -> str:
    """The case number in what search reads as words or as text; '' of anything else."""
    return normalise(typed) if _LOOSE.fullmatch(typed) else ""


def _as_field(typed: str) -> str:
    return f'dato:"{typed}"' if " " in typed else f"dato:{typed}"


def _case(number: str, typed: str) -> str:
    """The case, where one municipality alone has published items of that number."""
    rows = SearchItem.objects.filter(case_number=number).values_list("municipality", flat=True).distinct()[:2]
    found = list(rows)
    if len(found) != 1:
        return ""
    case = Case.objects.select_related("municipality").filter(municipality=found[0], normalised=number).first()
    return f"{case.get_absolute_url()}?{urlencode({'soegt': typed})}" if case else ""


def _address_of_ours(request: HttpRequest, typed: str) -> str:
    """The path of 'https://this.site/varde/…', 'this.site/varde/…' or '/varde/…' where it is a page here, with what
    follows '?' and '#'."""
    ours = {request.get_host(), urlsplit(settings.SITE_URL).netloc}
    try:
        parts = urlsplit(f"//{typed}" if typed.partition("/")[0].lower() in ours else typed)
    except ValueError:
        return ""
    here = parts.netloc.lower() in ours and parts.scheme in ("http", "https", "")
    path_alone = not parts.scheme and not parts.netloc and typed.startswith("/") and parts.path.count("/") > 2
    if not (here or path_alone):
        return ""
    try:
        found = resolve(parts.path if parts.path.endswith("/") else f"{parts.path}/")
    except Resolver404:
        return ""
    if found.url_name is None:
        return ""
    path = reverse(found.view_name, args=found.args, kwargs=found.kwargs)
    return urlunsplit(("", "", path, parts.query, parts.fragment))
