"""Every municipality and committee by id and by address, fetched once a page: filters, facets and labels need them."""

from __future__ import annotations

from dataclasses import dataclass, field

from meetings.models import Municipality


@dataclass(frozen=True, slots=True)
class Place:
    slug: str
    name: str
    sort_key: str


@dataclass(slots=True)
class Places:
    """`committees` of one slug stand in many municipalities and are one choice: 'Økonomiudvalget' is all of them."""

    municipalities: dict[int, Place] = field(default_factory=dict)
    committees: dict[int, Place] = field(default_factory=dict)
    ids_of_municipality: dict[str, tuple[int, ...]] = field(default_factory=dict)
    ids_of_committee: dict[str, tuple[int, ...]] = field(default_factory=dict)
    slug_of_code: dict[str, str] = field(default_factory=dict)


def all_places() -> Places:
    """One query, one row a committee: about 1,500 for the whole of Denmark."""
    places = Places()
    rows = Municipality.objects.values_list(
        "pk", "slug", "name", "sort_key", "code",
        "committees__pk", "committees__slug", "committees__name", "committees__sort_key",
    ).order_by("sort_key", "committees__sort_key")  # fmt: skip
    for pk, slug, name, key, code, committee_pk, committee_slug, committee_name, committee_key in rows:
        if pk not in places.municipalities:
            places.municipalities[pk] = Place(slug, name, key)
            places.ids_of_municipality[slug] = (pk,)
            places.slug_of_code[code] = slug
        if committee_pk is not None:
            places.committees[committee_pk] = Place(committee_slug, committee_name, committee_key)
            known = places.ids_of_committee.get(committee_slug, ())
            places.ids_of_committee[committee_slug] = (*known, committee_pk)
    return places
