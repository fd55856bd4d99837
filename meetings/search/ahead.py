"""What somebody who types may be about to ask for: places, cases and words of the archive that begin so.

Only what a reader can find is told: places and cases with search rows, words that stand in one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from meetings.language.case_numbers import normalise
from meetings.language.stems import STOP_WORDS, fold, stem, unfolded
from meetings.language.tokens import clean
from meetings.models import Committee, Municipality, SearchItem

from .personal import has_person_number
from .places import all_places
from .suggest import STILL_FOUND, rows_in_time

LONGEST = 80  # characters typed; who has written more needs no help
_SHORTEST = 2
_MUNICIPALITIES, _COMMITTEES, _CASES, _WORDS = 2, 3, 3, 5  # at most so many of each
# the zeros of '22-01', which a case's number has lost
_ZEROS = re.compile(r"(?<=-)0+(?=[1-9]\Z)")
_NO_SIGN = re.compile(r"[\W_]+")
_SEEN = 12  # rows looked at for them, since forms of one word and treatments of one case count once


@dataclass(frozen=True, slots=True)
class Ahead:
    """`text` is what it says, `hint` what it is; `address` where it leads."""

    text: str
    hint: str
    address: str


def ahead(typed: str) -> list[Ahead]:
    """At most ten, places first, in five queries; nothing for what is too short, too long or a person's number."""
    words = clean(typed).split()
    if not words or len(typed) > LONGEST or len(words[-1]) < _SHORTEST or has_person_number(typed):
        return []
    if any(sign.isdigit() for sign in typed):
        return _cases(typed)
    return [*_municipalities(words), *_committees(words), *_words(typed, words[-1])]


def _municipalities(words: list[str]) -> list[Ahead]:
    places = all_places().municipalities
    near = [pk for pk, place in places.items() if _begin(words, place.name)]
    known = Municipality.objects.filter(Exists(SearchItem.objects.filter(municipality=OuterRef("pk"))), pk__in=near)
    found = sorted(known, key=lambda one: one.sort_key)[:_MUNICIPALITIES] if near else []
    return [Ahead(one.name, "kommune", one.get_absolute_url()) for one in found]


def _committees(words: list[str]) -> list[Ahead]:
    """Committees of one name in several municipalities are one: they lead to a search in all of them."""
    places = all_places()
    near = [
        pk for pk, place in places.committees.items() if _begin(words[:1], place.name) or _begin(words[-1:], place.name)
    ]
    if not near:
        return []
    rows = Committee.objects.filter(Exists(SearchItem.objects.filter(committee=OuterRef("pk"))), pk__in=near)
    by_slug: dict[str, list[Committee]] = defaultdict(list)
    for committee in rows.select_related("municipality"):
        if _begin(words, f"{committee.name} {committee.municipality.name}"):
            by_slug[committee.slug].append(committee)
    groups = sorted(by_slug.values(), key=lambda group: (-len(group), group[0].sort_key))[:_COMMITTEES]
    return [
        Ahead(group[0].name, group[0].municipality.name, group[0].get_absolute_url())
        if len(group) == 1
        else Ahead(group[0].name, f"i {len(group)} kommuner", _search(udvalg=group[0].slug))
        for group in groups
    ]


def _cases(typed: str) -> list[Ahead]:
    number = normalise(typed)
    if len(number) < _SHORTEST:
        return []
    # '22/01' begins '22/01845', which is kept as '22-1845'
    begins = Q(case_number__startswith=number) | Q(case_number__startswith=_ZEROS.sub("", number))
    rows = SearchItem.objects.filter(begins).order_by("case_number", "-date")
    found: dict[tuple[int, str], Ahead] = {}
    for row in rows.select_related("item__case__municipality").only("title", "case_number", "item__case")[:_SEEN]:
        case = row.item.case
        printed_so = case and _NO_SIGN.sub("", case.number).startswith(_NO_SIGN.sub("", number))
        if case and (printed_so or row.case_number.startswith(number)):
            found.setdefault(
                (case.municipality_id, row.case_number), Ahead(case.number, row.title, case.get_absolute_url())
            )
    return list(found.values())[:_CASES]


def _words(typed: str, last: str) -> list[Ahead]:
    """What was typed with its last word written to its end, commonest first, one form of each word."""
    if not last.isalpha() or not typed.rstrip().lower().endswith(last):
        return []
    begins = [f"{form}%" for form in {last, unfolded(last)} if form]
    one_of_them = " OR ".join(["word LIKE %s"] * len(begins))  # each a stretch of the index, which ANY would not be
    sql = f"""
        SELECT word FROM (SELECT word, documents FROM meetings_word
            WHERE ({one_of_them}) AND documents > 1 ORDER BY documents DESC, word LIMIT {_SEEN}) w
        WHERE {STILL_FOUND} ORDER BY documents DESC, word"""  # noqa: S608 - our own text
    found: dict[str, str] = {}
    for (word,) in rows_in_time(sql, tuple(begins)):
        if word not in STOP_WORDS:
            found.setdefault(stem(word), word)
    before = typed.rstrip()[: -len(last)]
    texts = [before + word for word in list(found.values())[:_WORDS]]
    return [Ahead(text, "", _search(q=text)) for text in texts]


def _begin(words: list[str], name: str) -> bool:
    """Whether every word typed begins a word of the name."""
    named = [fold(word) for word in clean(name).replace("-", " ").split()]
    return all(any(one.startswith(fold(word)) for one in named) for word in words)


def _search(**parameters: str) -> str:
    return f"{reverse('search')}?{urlencode(parameters)}"
