"""Places that a query names and nobody knows, with the nearest name that there is; parties that no vote names."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from meetings.language.parties import label, party
from meetings.language.sorting import address
from meetings.models import SearchItem

from .places import Places
from .query_language.fields import place_address
from .query_language.nodes import Field, Node, joined, replaced, turned
from .query_language.printing import printed
from .question import Question, read


def unknown_places(question: Question, places: Places) -> tuple[list[str], str]:
    """What to tell of 'kommune:vare', and the query with 'varde' in its place; '' where nothing is near."""
    told: list[str] = []
    tree: Node | None = question.tree
    mended = False
    for field in question.fields:
        known = _known(field, places)
        if known is None:
            continue
        if several := _several(field, places):
            tree, mended = replaced(tree, field, several), True
        told.append(f"Arkivet kender {_NO[field.name]}, der hedder ”{field.value[:80]}”.")
        near = [] if several else get_close_matches(address(field.value), known, n=1, cutoff=0.6)
        if near:
            better = read(f'{"-" if field.negative else ""}{field.name}:"{_name(field.name, near[0], places)}"').tree
            tree, mended = replaced(tree, field, better), True
    return told, printed(tree) if mended else ""


def unknown_parties(question: Question, chosen: Iterable[str]) -> list[str]:
    """'Liste Q' of 'parti:q' and of a filter, where no published item has a vote that names it. A query for each."""
    keys = [party(one.value) for one in question.fields if one.name == "parti"] + list(chosen)
    asked = list(dict.fromkeys(keys))[:_MOST_PARTIES]
    return [label(key) for key in asked if not SearchItem.objects.filter(parties__overlap=[key]).exists()]


def _several(field: Field, places: Places) -> Node | None:
    """'kommune:varde ELLER kommune:slagelse' of 'kommune:Varde,Slagelse'; None where one of them is unknown too."""
    names = [name for name in field.value.split(",") if name.strip()]
    if len(names) < 2 or len(names) > _MOST_NAMES:
        return None
    each = [read(f'{field.name}:"{name.strip()}"').tree for name in names]
    if any(not isinstance(one, Field) or _known(one, places) is not None for one in each):
        return None
    one_of_them = joined("any", each)
    return turned(one_of_them) if field.negative else one_of_them


_MOST_NAMES, _MOST_PARTIES = 10, 3
_NO = {"kommune": "ingen kommune", "udvalg": "intet udvalg"}


def _known(field: Field, places: Places) -> list[str] | None:
    """The addresses there are, where the field's is none of them."""
    wanted = address(field.value)
    if field.name == "kommune":
        short = place_address(field.value)
        # 'Københavns Kommune' has its s from the official name
        known = {short, short.removesuffix("s")} & places.ids_of_municipality.keys() or wanted in places.slug_of_code
        return None if known else list(places.ids_of_municipality)
    if field.name == "udvalg":
        return None if any(wanted in slug for slug in places.ids_of_committee) else list(places.ids_of_committee)
    return None


def _name(kind: str, slug: str, places: Places) -> str:
    """'varde', 'økonomiudvalget': how a person would type it."""
    if kind == "kommune":
        return places.municipalities[places.ids_of_municipality[slug][0]].name.lower()
    return places.committees[places.ids_of_committee[slug][0]].name.lower()
