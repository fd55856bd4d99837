"""What goes straight to its place when it is typed alone: a case number, a day, an address of this site.

Only where there is exactly one such place, and nothing else was chosen. Each leads back to a search of the text: a
query in quotes goes nowhere.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from meetings.models import Case, SearchItem
from meetings.search import days
from meetings.search.search_filter import SearchFilter


def place_of(request: HttpRequest, asked: SearchFilter) -> str:
    """The address that was meant; '' for a search like any other. At most two queries."""
    if asked.chosen or asked.by_case or asked.order or asked.page > 1:
        return ""
    typed = asked.question.text
    if days.span(typed) and not typed.isdecimal():  # a year alone may stand in a text as well as any other number
        return asked.address(q=_as_field(typed))
    if asked.question.case_number:
        return _case(asked.question.case_number, typed)
    return _address_of_ours(request, typed)


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
    """The path of 'https://this.site/varde/…' or of '/varde/…' where it is a page here."""
    try:
        parts = urlsplit(typed)
        ours = {request.get_host(), urlsplit(settings.SITE_URL).netloc}
    except ValueError:
        return ""
    here = parts.scheme in ("http", "https") and parts.netloc in ours
    path_alone = not parts.scheme and not parts.netloc and parts.path.count("/") > 2
    if not (here or path_alone) or not parts.path.startswith("/"):
        return ""
    try:
        found = resolve(parts.path)
    except Resolver404:
        return ""
    if found.url_name in (None, "search"):
        return ""
    return reverse(found.view_name, args=found.args, kwargs=found.kwargs)
