"""Minutes whose template is a table of two cells, typed protocols, and companies that several municipalities own."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes

CELLS = """Referat af møde i Fritids- og Kulturudvalget

| Mødedato | Onsdag den 6. marts 2024 |
| Deltagere | Aage Bo (C), Ib Lund (A), Else Krog (V) |

| Punkt | 1. Godkendelse af dagsorden |
| Sagsnr. | 23-021877 |
| Beslutning | Godkendt. |

| Punkt | 2. Svømmehallen - tidsplan |
| Sagsnr. | 22-014031 |
| Bilag | Tidsplan rev. C (15-01-2024).pdf Støjmåling, hal 2 |
| Beslutning | Drøftet. Fraværende: Else Krog |

| Punkt | 3. Køb af maleri (lukket punkt) |
| Sagsnr. | 24-011002 |
"""


def read(text: str, name: str = "referat.txt") -> Minutes:
    return read_minutes(text.encode(), name)


def test_each_item_is_a_table_of_labels_and_values() -> None:
    minutes = read(CELLS, "referat.md")
    assert minutes.committee == "Fritids- og Kulturudvalget"
    assert [(one.number, one.title, one.case_number, one.closed) for one in minutes.items] == [
        ("1", "Godkendelse af dagsorden", "23-021877", False),
        ("2", "Svømmehallen - tidsplan", "22-014031", False),
        ("3", "Køb af maleri", "24-011002", True),
    ]
    second = minutes.items[1]
    assert [one.title for one in second.attachments] == ["Tidsplan rev. C (15-01-2024).pdf", "Støjmåling, hal 2"]
    assert [(one.outcome, one.absent) for one in second.decisions] == [("discussed", ("Else Krog",))]


def test_a_cell_that_may_hold_two_titles_is_doubted() -> None:
    text = CELLS.replace(
        "Tidsplan rev. C (15-01-2024).pdf Støjmåling, hal 2", "Ansøgning med budget Regnskab 2023.xlsx"
    )
    assert "attachment_odd" in {warning.code for warning in read(text, "referat.md").warnings}


@pytest.mark.parametrize("before", ["Ad dagsordenens pkt. ", "Dagsordenens punkt "])
def test_items_counted_by_the_agenda(before: str) -> None:
    titles = ("Godkendelse af dagsorden", "Fiskerhuse ved havnen", "Gadelys")
    text = "Teknisk Udvalg\n\nREFERAT\n\nMødedato:   Tirsdag den 19. marts 1996\n\n" + "".join(
        f"{before}{n}.   {title}\n\nJournal nr. 01.11.20-G01-{n}-96\n\nBeslutning:\n\nGodkendt.\n\n"
        for n, title in enumerate(titles, 1)
    )
    assert [(one.number, one.title) for one in read(text).items] == [(str(n), t) for n, t in enumerate(titles, 1)]


def test_a_company_of_several_municipalities_is_none_of_them() -> None:
    head = "Fjordkøbing Affald I/S\n\nReferat af møde i Bestyrelsen for Fjordkøbing Affald I/S den 5. marts 2024\n\n"
    item = "Punkt 1. Takster\n\nSagsfremstilling\n\nVarde Kommune og Vejen Kommune er hørt. Varde Kommune er enig.\n\n"
    minutes = read(f"{head}{item}Beslutning\n\nGodkendt.\n")
    assert minutes.municipality is None
    assert "no_municipality" in {warning.code for warning in minutes.warnings}


def test_what_tells_of_a_files_content_stays_in_its_title() -> None:
    head = "REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti\n\n24/77\n\nBeslutning\n\n"
    listed = "Bilag\n\nAnsøgninger 1-7 (samlet pdf)\n\nKort (pdf, 1,2 MB)\n"
    (item,) = read(f"{head}Udvalget gav afslag på ansøgningen.\n\n{listed}").items
    assert [one.title for one in item.attachments] == ["Ansøgninger 1-7 (samlet pdf)", "Kort"]
    assert item.decisions[0].outcome == "rejected"


FORM = """LINDEBY KOMMUNE

MØDEREFERAT

| Udvalg | Socialudvalget |
| Dato | Onsdag den 4. maj 2011 |
| Tidspunkt | Kl. 13.30 - 15.10 |
| Til stede | Aage Bo, Ib Lund, Else Krog |

| {number} | 31 |
| {title} | Godkendelse af dagsordenen |
| Vedtagelse | Godkendt. |

| {number} | 32 | |
| {title} | Boliger ved åen | |
| Journalnr. | 11/2041 | |
| Fremstilling | Der er udmeldt en kvote på to personer. | |
| | Bolig | Ledig |
| Behandling | Ib Lund fremsatte forslag om, at den ene bolig sælges. | |
| Vedtagelse | Vedtaget. Forfald: Else Krog (V). | |
| Bilag | Brev fra styrelsen | |

| {number} | 33 |
| {title} | Klage over afgørelse |
| Behandling | Udvalget gennemgik klagen og alle bilag. |
| Status | Lukket |
"""


@pytest.mark.parametrize(
    ("number", "title"),
    [("Sag nr.", "Emne"), ("Sag", "Vedr."), ("Punkt nr.", "Sagen drejer sig om"), ("Pkt.", "Titel")],
)
def test_a_form_for_each_item_whatever_its_words(number: str, title: str) -> None:
    minutes = read(FORM.format(number=number, title=title), "referat.md")
    assert (str(minutes.date), minutes.start_time, len(minutes.participants)) == ("2011-05-04", "13:30", 3)
    assert [(one.number, one.title, one.closed) for one in minutes.items] == [
        ("31", "Godkendelse af dagsordenen", False),
        ("32", "Boliger ved åen", False),
        ("33", "Klage over afgørelse", True),
    ]
    second = minutes.items[1]
    assert [(one.outcome, one.absent, one.text) for one in second.decisions] == [
        ("approved", ("Else Krog",), "Vedtaget.")
    ]
    assert [one.title for one in second.attachments] == ["Brev fra styrelsen"]
    assert [one.heading for one in second.sections] == ["Fremstilling", "Behandling"]
