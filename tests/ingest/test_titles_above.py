"""Web prints that set an item's title above its number, and web pages of a single item."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes

FRONT = "Byrådet\n\n01-03-2016\n\nMødet begyndte kl. 19.00 i Byrådssalen\n\n"
TITLES = ("Spørgetid", "Tillæg 2 til Lokalplan 4", "Beslutning om mødeplan", "Lukket sag: Salg af areal")


def read(text: str, name: str = "referat.md") -> Minutes:
    return read_minutes(text.encode(), name)


@pytest.mark.parametrize(
    ("title", "number", "case"),
    [
        ("## {}", "Sag nr. {}", "Journalnr.: 16/12{}\n\n"),
        ("**{}**", "Pkt. {}", "Journalnr.: 16/12{}\n\n"),
        ("{}", "Punkt {}:", "Journalnr.: 16/12{}\n\n"),
        ("## {}", "Åbent punkt {}", "Journalnr.: 16/12{}\n\n"),
        ("## {}", "Punkt nr. {} Åben", "Journalnr.: 16/12{}\n\n"),
        ("## {}\n\nSagsnr.: 16/12{{}}", "Sag nr. {}", ""),
        ("## {}", "Sag nr. {0} - Journalnr. 16/12{0}", ""),
    ],
)
def test_titles_above_their_numbers(title: str, number: str, case: str) -> None:
    items = (
        f"{title.format(name).format(n)}\n\n{number.format(n)}\n\n{case.format(n)}"
        + ("" if name.startswith("Lukket") else "Beslutning\n\nGodkendt.\n\n")
        for n, name in enumerate(TITLES, 30)
    )
    assert [(one.number, one.title, one.closed, one.case_number) for one in read(FRONT + "".join(items)).items] == [
        ("30", "Spørgetid", False, "16/1230"),
        ("31", "Tillæg 2 til Lokalplan 4", False, "16/1231"),
        ("32", "Beslutning om mødeplan", False, "16/1232"),
        ("33", "Salg af areal", True, "16/1233"),
    ]


def test_the_last_attachment_is_no_title_of_the_item_below_it() -> None:
    items = (f"Punkt {n}\n\nSagsnr.: 16/12{n}\n\nBeslutning\n\nGodkendt.\n\nBilag\n\nKort\n\n" for n in range(30, 34))
    minutes = read(FRONT + "".join(items), "referat.txt")
    assert {one.title for one in minutes.items} == {""}
    assert "item_without_title" in {warning.code for warning in minutes.warnings}


@pytest.mark.parametrize("status", ["Åben", "Lukket"])
def test_the_page_of_one_item_tells_of_its_meeting_in_a_table(status: str) -> None:
    head = "Til dagsordenen Næste punkt >\n\nByrådet\n\n# 14. Havnens drift\n\n"
    table = (
        "| Møde | Byrådet, tirsdag den 7. oktober 2014 kl. 18.30 |\n| Mødested | Byrådssalen |\n| Sagsnr. | 14/3366 |\n"
    )
    minutes = read(f"{head}{table}| Status | {status} |\n\n## Beslutning\n\nGodkendt.\n\nNæste punkt >\n")
    assert (str(minutes.date), minutes.start_time, minutes.place) == ("2014-10-07", "18:30", "Byrådssalen")
    (item,) = minutes.items
    assert (item.number, item.case_number, item.closed) == ("14", "14/3366", status == "Lukket")
    assert [one.text for one in item.decisions] == ["Godkendt."]
    assert minutes.unread == ()
