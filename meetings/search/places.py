"""Every municipality and committee by id and by address: filters, facets and labels of every search need them.

They seldom change, and reading 1,500 of them takes longer than most searches. So each process keeps what it read, and
asks the database before each use whether that still holds: by a sum over the rows' versions, which is there at once
whoever changed them, and in whichever process.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import connection

from meetings.models import Committee, Municipality

# Whatever is written makes a new row in another place (ctid) under a later transaction's number (xmin), so that of as
# many rows the sum of these numbers only grows. To read what the rows say takes twice as long.
_SUMS = " UNION ALL ".join(
    f"SELECT concat_ws(' ', count(*), sum(xmin::text::bigint), sum(hashtid(ctid))) AS sums FROM {table}"  # noqa: S608 - our own
    for table in (Municipality._meta.db_table, Committee._meta.db_table)
)
# What a snapshot shows follows from its name: where that is the one of last time, nobody has written anything since,
# and nothing is summed. A transaction that writes sees more than its snapshot says, and is given no name.
_STATE = f"""
    SELECT now.seen, CASE WHEN now.seen = %s THEN NULL ELSE (SELECT string_agg(sums, ',') FROM ({_SUMS}) s) END
    FROM (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END AS seen) now
"""  # noqa: S608 - as above


@dataclass(frozen=True, slots=True)
class Place:
    slug: str
    name: str
    sort_key: str


@dataclass(slots=True)
class Places:
    """`committees` of one slug stand in many municipalities and are one choice: 'Økonomiudvalget' is all of them.

    Shared by all requests of a process: nobody changes one.
    """

    municipalities: dict[int, Place] = field(default_factory=dict)
    committees: dict[int, Place] = field(default_factory=dict)
    ids_of_municipality: dict[str, tuple[int, ...]] = field(default_factory=dict)
    ids_of_committee: dict[str, tuple[int, ...]] = field(default_factory=dict)
    slug_of_code: dict[str, str] = field(default_factory=dict)


# The snapshot in which the tables were looked at last ('' of none), their state, and what was read in it.
_read: tuple[str, str, Places] | None = None


def all_places() -> Places:
    """One query, a look at whether anything changed; two after a change."""
    global _read
    known = _read  # once: another thread may put its own there
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [known[0] if known else ""])
        seen, state = cursor.fetchone()
    if known and state in (None, known[1]):
        _read = (seen or "", known[1], known[2])
        return known[2]
    # Should the tables change between the two queries, the next look finds another state than the one kept here.
    places = _all_places()
    _read = (seen or "", state, places)
    return places


def _all_places() -> Places:
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
