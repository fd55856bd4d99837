"""Families are told by their plain marks, also where a document lacks the others; strangers stay generic."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes

BODY = "Sagsfremstilling\n\nStien er smal.\n\nBeslutning\n\nGodkendt.\n"


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (
            "Udvalget for Miljø, Klima og Natur - Referat\n\nDato: 7. september 2021\n\nPkt. 88 Ny sti\n\n"
            "Udvalget for Miljø, Klima og Natur, 07-09-2021, pkt. 88\n\nGodkendt.\n\n"
            "Pkt. 89 Bro\n\nSagsnr.: 06.00.05-P15-1-20\n",
            "os2web",
        ),
        (
            "Referat\ntil\nmødet i Teknisk Udvalg\nden 28. september 2015 kl. 19:00\n\n227. Ny sti\n\n"
            f"Sagsnr.: 00.01.00-P35-130-15\n\n{BODY}",
            "sbsys",
        ),
        (
            "REFERAT\nfra mødet i Teknisk Udvalg den 29.01.2013\n\n14. Ny sti\n\nSagsnr.: 12/8031      "
            f"Sagsbehandler: HY      Åben sag\n\n{BODY}",
            "polweb",
        ),
        (
            "Teknisk Udvalg\n\nReferat\n\nMødedato: 8. oktober 2014\n\n64. Ny sti\n\nForvaltningen indstiller\n\n"
            "at stien anlægges\n\nBeslutning Teknisk Udvalg den 08-10-2014\n\nGodkendt.\n",
            "vejen_like",
        ),
        (
            "Politik / Dagsordener og referater / Byrådet / 2016 / December / 19. december 2016 - Referat\n\n"
            f"Nr.178 - Ny sti\n\nSagsnr.: 15/31277\n\n{BODY}",
            "web_page",
        ),
        (
            f"Referat af møde i Teknisk Udvalg den 8. oktober 2014\n\n1. Ny sti\n\nSagsbehandler: Lise Holm\n\n{BODY}",
            "generic",
        ),
    ],
)
def test_a_family_is_known_by_its_plain_marks(text: str, family: str) -> None:
    read = read_minutes(text.encode(), "referat.txt")
    assert read.dialect == family
    assert ("unknown_layout" in {warning.code for warning in read.warnings}) == (family == "generic")
    assert [item.title for item in read.items][:1] == ["Ny sti"]


def test_a_heading_that_happens_to_open_pages_is_no_running_header() -> None:
    pages = "".join(
        f"{n}. Sti {n}\n\n24/{n}177\n\nBeslutning\n\nGodkendt.\n\nØkonomi\n\n{n}\n\f"
        f"Teknisk Udvalg 05.03.2024\n\nIngen udgift i år {n}.\n\n"
        for n in range(1, 6)
    )
    read = read_minutes(f"Referat fra Teknisk Udvalg den 5. marts 2024\n\n{pages}".encode(), "referat.txt")
    assert [[section.heading for section in item.sections] for item in read.items] == [["Økonomi"]] * 5
