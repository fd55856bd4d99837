"""Places that are all of what was typed: 'Varde Kommune', 'byrådet Varde', 'økonomiudvalg, Varde'. Their pages may be
what was meant."""

from __future__ import annotations

from django.urls import reverse

from meetings.language.sorting import address
from meetings.models import Committee

from .places import Places

_MOST_WORDS = 8


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
