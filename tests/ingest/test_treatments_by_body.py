"""Earlier treatments under a heading that names a body, its meeting and the day, in the words templates have for it."""

from __future__ import annotations

import datetime

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.rules import decisions

DAY = datetime.date(2017, 5, 8)


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Magistratens møde 08.05.2017", "Magistraten"),
        ("By- og Havneudvalgets møde den 8. maj 2017", "By- og Havneudvalget"),
        ("Udvalget for Natur og Friluftslivs møde d. 8/5-2017:", "Udvalget for Natur og Friluftsliv"),
        ("På Teknisk Udvalgs ekstraordinære møde nr. 7 den 8. maj 2017", "Teknisk Udvalg"),
        ("Økonomiudvalgets møde (08-05-2017)", "Økonomiudvalget"),
        ("Broudvalget (§ 17, stk. 4-udvalg) den 8. maj 2017", "Broudvalget"),
        ("Møde i Magistraten 08.05.2017", "Magistraten"),
        ("Byrådsmødet den 8. maj 2017, pkt. 4", "Byrådet"),
        ("Økonomiudvalgsmøde mandag den 8. maj 2017", "Økonomiudvalget"),
        ("Behandlet på Økonomiudvalgets møde den 8. maj 2017", "Økonomiudvalget"),
        ("1. behandling i Byrådet den 8. maj 2017", "Byrådet"),
        ("Økonomiudvalget, pkt. 12, den 8. maj 2017", "Økonomiudvalget"),
        ("Økonomiudvalgets indstilling den 8. maj 2017", "Økonomiudvalget"),
        ("08.05.2017 Magistratens møde", "Magistraten"),
        ("Økonomiudvalget den 8. maj 2017 (ekstraordinært møde)", "Økonomiudvalget"),
        ("Økonomiudvalget den 8. maj 2017 ekstraordinært:", "Økonomiudvalget"),
        ("Beslutning på mødet i Økonomiudvalget den 8. maj 2017", "Økonomiudvalget"),
        ("Beslutning truffet på Økonomiudvalgets møde 8. maj 2017", "Økonomiudvalget"),
        ("Beslutning på udvalgsmøde den 8. maj 2017", None),
    ],
)
def test_the_body_and_the_day_of_a_treatment(heading: str, body: str | None) -> None:
    found = decisions.heading(heading)
    assert found is not None
    assert (found.body, found.date, found.rest) == (body, DAY, "")


def test_meetings_named_by_their_body_decided_and_those_to_come_did_not() -> None:
    text = """REFERAT Byrådet d. 22-05-2017

Punkt 1: Cykelsti langs Mosevej

Indstilling

Forvaltningen indstiller, at sagen godkendes.

Teknisk Udvalgs møde 02.05.2017

Anbefales. Lise Holm tager forbehold.

Magistratens møde 08.05.2017

Anbefales ikke.

Sagsbeskrivelse

Byrådets møde den 3. april 2017 handlede om andet.

Tidsplan

Teknisk Udvalgs møde 12. juni 2017
Byrådets møde 19. juni 2017

Beslutning

Godkendt.
"""
    item = read_minutes(text.encode(), "x.txt").items[0]
    found = [(one.body, one.date, one.outcome) for one in item.decisions]
    assert found == [
        ("Teknisk Udvalg", datetime.date(2017, 5, 2), "recommended"),
        ("Magistraten", DAY, "rejected"),
        ("Byrådet", datetime.date(2017, 5, 22), "approved"),
    ]
