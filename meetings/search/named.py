"""Places and persons that were typed as words. All of what was typed: 'Varde Kommune', 'byrådet Varde', 'Anne Holm';
their pages may be what was meant. Or some of it: 'budget varde', of which a zero must tell what the archive has."""

from __future__ import annotations

from django.db import connection
from django.urls import reverse

from meetings.language.names import name_key
from meetings.language.sorting import address
from meetings.models import Committee, Person, Presence

from .places import Places

_MOST_WORDS = 8
_MOST_PEOPLE = 3  # of one name
_PEOPLE = f"""
    SELECT name, slug, municipality_id FROM {Person._meta.db_table} p
    WHERE key = %s AND EXISTS (SELECT FROM {Presence._meta.db_table} WHERE person_id = p.id)
    ORDER BY municipality_id LIMIT %s"""  # noqa: S608 - names of our own tables
_ALSO_WORDS = frozenset({"greve", "lejre", "odder", "skive", "vejen"})  # municipalities only with a capital letter


def places_named(typed: str, places: Places) -> list[tuple[str, str]]:
    """Name and address of each; at most one query, and none where no municipality is named."""
    words = typed.replace(",", " ").split()
    if not words or len(words) > _MOST_WORDS or '"' in typed or ":" in typed:
        return []
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            if pk := _municipality(words[first:last], places):
                rest = words[:first] + words[last:]
                return _of(pk, rest, places) if not (words[:first] and words[last:]) else []
    return []


def people_named(typed: str, places: Places) -> list[tuple[str, str]]:
    """Name and address of those in published minutes of whom all of it is the name; one query for what may be one."""
    if " -" in typed:  # something is left out: 'bro -havn'
        return []
    key = name_key(typed.replace('"', ""))
    if len(key.split()) > _MOST_WORDS or not key.replace(" ", "").replace("-", "").replace(".", "").isalpha():
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [key, _MOST_PEOPLE])
        return [
            (f"{name}, {place.name}", reverse("person", args=[place.slug, slug]))
            for name, slug, pk in cursor.fetchall()
            if (place := places.municipalities.get(pk))
        ]


def municipalities_among(typed: str, places: Places) -> list[str]:
    """Slugs of the municipalities that some of the words name: ['varde'] of 'stemte imod budgettet i Varde'."""
    words = typed.replace(",", " ").split()
    if '"' in typed or len(words) > _MOST_WORDS * 2:
        return []
    named = [pk for word in words if (pk := _municipality([word], places)) and not _is_a_word(word)]
    return list(dict.fromkeys(places.municipalities[pk].slug for pk in named))


def _is_a_word(written: str) -> bool:
    """'langs vejen' is no town; 'Vejen' is."""
    return written in _ALSO_WORDS


def _municipality(words: list[str], places: Places) -> int:
    """Its id; 0 where the words name none. 'Aarhus Kommune', 'Københavns Kommune'"""
    name = address(" ".join(words))
    for slug in (name, short := name.removesuffix("-kommune"), short.removesuffix("s")):
        if slug in places.ids_of_municipality:
            return places.ids_of_municipality[slug][0]
    return 0


def _of(municipality: int, rest: list[str], places: Places) -> list[tuple[str, str]]:
    if not rest:
        place = places.municipalities[municipality]
        return [(f"{place.name}, kommunens side", reverse("municipality", args=[place.slug]))]
    # 'byråd' and 'byrådet', 'kommunalbestyrelse' and '-n', 'udvalg' and '-et'
    slug = address(" ".join(rest))
    slugs = [one for one in (slug, f"{slug}et", f"{slug}n", f"{slug}en") if one in places.ids_of_committee]
    if not slugs:
        return []
    found = Committee.objects.with_published_meetings().filter(municipality=municipality, slug__in=slugs)
    return [
        (f"{body.name}, {body.municipality.name}", body.get_absolute_url())
        for body in found.select_related("municipality")
    ]
