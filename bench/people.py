"""Members for every body of a made-up archive, and who sat in which meeting: what pages of persons are made of.

Made in the database, from the meetings that bench.load has put there: 45 members a municipality, nine in a body, each
away from one meeting in twelve. Names are put together from lists; none is meant for anybody.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from meetings.language.names import name_key
from meetings.language.sorting import address

FIRST = "Asta Bent Carla Dagny Ejner Frida Gorm Helga Ivar Jytte Knud Laura Mogens Nanna Oluf Petra Rune Signe Troels"
LAST = "Agerbo Bakholm Dalgas Engholt Fuglebæk Grønlykke Hedelund Krogager Lyngskov Mosebæk Nørgård Overbæk Rishøj"
MEMBERS, SEATS = 45, 9


@lru_cache(maxsize=1)
def names() -> list[str]:
    """MEMBERS names, the same in every municipality, as Danish names are."""
    first, last = FIRST.split(), LAST.split()
    return [f"{first[number % len(first)]} {last[number * 5 % len(last)]}" for number in range(MEMBERS)]


def fill(cursor: Any) -> None:
    """Persons, attendances and presences of all published minutes; works on empty tables of them."""
    cursor.execute(
        "INSERT INTO meetings_person (municipality_id, name, key, slug) SELECT m.id, n.name, n.key, n.slug"
        " FROM meetings_municipality m, unnest(%s::text[], %s::text[], %s::text[]) n(name, key, slug)"
        " WHERE NOT m.invented",
        [names(), [name_key(name) for name in names()], [address(name) for name in names()]],
    )
    cursor.execute(
        f"""
        CREATE TEMPORARY TABLE seated AS
        SELECT m.id AS meeting, m.date, p.id AS person, p.name, seat, (m.id * 7 + seat * 5) %% 12 > 0 AS present
        FROM meetings_meeting m JOIN meetings_committee c ON c.id = m.committee_id
        CROSS JOIN generate_series(1, {SEATS}) seat
        JOIN (SELECT id, name, municipality_id,
                row_number() OVER (PARTITION BY municipality_id ORDER BY id) AS place FROM meetings_person) p
            ON p.municipality_id = c.municipality_id AND p.place = (c.id * 5 + seat * 4) %% {MEMBERS} + 1;
        INSERT INTO meetings_attendance (meeting_id, position, name, present)
            SELECT DISTINCT ON (meeting, name) meeting, seat, name, present FROM seated;
        INSERT INTO meetings_presence (person_id, meeting_id, date, present, away, decided)
            SELECT DISTINCT ON (person, meeting) person, meeting, date, present, 0, 0 FROM seated;
        DROP TABLE seated""".replace("%%", "%")
    )
