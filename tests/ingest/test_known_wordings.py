"""What is known of real minutes, wording by wording: dates, headings that are none, heads of items, rarer outcomes."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Item, Minutes
from tests.ingest.test_wordings import decision, votes


def read(text: str) -> Minutes:
    return read_minutes(text.encode(), "referat.txt")


def item(body: str) -> Item:
    (found,) = read(f"REFERAT Teknisk Udvalg d. 05-03-2024\n\n{body}").items
    return found


@pytest.mark.parametrize(
    ("written", "date", "time"),
    [
        ("05-12-2023", "2023-12-05", None),
        ("d. 30-08-2021", "2021-08-30", None),
        ("30. august 2021", "2021-08-30", None),
        ("onsdag den 8. oktober 2025 kl. 16.00", "2025-10-08", "16:00"),
        ("29.01.2013", "2013-01-29", None),
        ("12/3 2008", "2008-03-12", None),
        ("17/12-2014", "2014-12-17", None),
        ("den 3/11 2003", "2003-11-03", None),
        ("MANDAG DEN 16. MARTS 2015 KL. 19.00", "2015-03-16", "19:00"),
        ("tirsdag d. 5. dec. 2023, kl. 8:30", "2023-12-05", "08:30"),
    ],
)
@pytest.mark.parametrize(
    "cover", ["Referat fra mødet i Teknisk Udvalg {}", "REFERAT\n\nTeknisk Udvalg\n\nMødedato: {}"]
)
def test_dates_of_meetings(cover: str, written: str, date: str, time: str | None) -> None:
    minutes = read(f"{cover.format(written)}\n\nPunkt 1: Sti\n\n24/77\n\nBeslutning\n\nGodkendt.\n")
    assert (minutes.committee, str(minutes.date), minutes.start_time) == ("Teknisk Udvalg", date, time)


@pytest.mark.parametrize(
    ("title", "committee", "place"),
    [
        (
            "Referat af skolebestyrelsesmøde den 7. februar 2017 kl. 17-19 på lærerværelset",
            "Skolebestyrelsen",
            "lærerværelset",
        ),
        ("Referat af byrådsmøde den 7. februar 2017 kl. 17.00 i Byrådssalen", "Byrådet", "Byrådssalen"),
        (
            "Referat\n\nByrådets ordinære møde tirsdag den 7. februar 2017 kl. 17.00 i Byrådssalen",
            "Byrådet",
            "Byrådssalen",
        ),
        ("Referat fra Ældrerådets møde den 7. februar 2017 kl. 9-11, Rådhuset", "Ældrerådet", "Rådhuset"),
    ],
)
def test_a_meeting_named_for_its_body(title: str, committee: str, place: str) -> None:
    minutes = read(f"{title}\n\n1. Budget\n\nBeslutning\n\nGodkendt.\n\n2. Eventuelt\n\nBeslutning\n\nIntet.\n")
    assert (minutes.committee, minutes.place, str(minutes.date)) == (committee, place, "2017-02-07")


@pytest.mark.parametrize(
    "heading",
    [
        *("Beslutningstema", "Beslutningskompetence", "Beslutningsforslag", "Beslutningspunkter", "Sagen afgøres i"),
        *("Procedure", "Beslutningsgrundlag", "Beslutningskompetence:"),
    ],
)
def test_headings_that_speak_of_decisions_and_are_none(heading: str) -> None:
    found = item(f"# Punkt 1: Sti\n\n24/77\n\n## {heading}\n\nByrådet.\n\n## Beslutning\n\nGodkendt.\n")
    assert ([one.heading for one in found.sections], len(found.decisions)) == ([heading.rstrip(":")], 1)


@pytest.mark.parametrize(
    ("line", "title", "closed"),
    [
        ("Punkt 9: Lukket: Konkret sag 2 - Lukket", "Konkret sag 2", True),
        ("9 (Åben) Årsplan 2023", "Årsplan 2023", False),
        ("9 (Lukket) Køb af areal", "Køb af areal", True),
        ("LUKKET SAG 9. Køb af areal", "Køb af areal", True),
        ("Punkt 9: Orientering fra formanden -\nLukket", "Orientering fra formanden", True),
        ("Punkt 9: Fortroligt: Køb af areal", "Køb af areal", True),
        ("Punkt 9: Køb af areal (fortroligt)", "Køb af areal", True),
        ("Punkt 9: Køb af areal - Fortroligt", "Køb af areal", True),
        ("Punkt 9: Køb af areal (ikke offentligt)", "Køb af areal", True),
        ("Punkt 9: Årsplan - Åben sag", "Årsplan", False),
        ("Punkt 9: Årsplan for offentlige toiletter", "Årsplan for offentlige toiletter", False),
        ("Punkt 9: Fortrolighed i udvalget", "Fortrolighed i udvalget", False),
        ("Punkt 9: Årsplan - Sagsnr. 24/77", "Årsplan", False),
        ("Referat9. Godkendelse af referat", "Godkendelse af referat", False),
        ("Punkt 9 - Årsplan 2023 (Åben)", "Årsplan 2023", False),
        ("Pkt. 9 Årsplan 2023", "Årsplan 2023", False),
        ("Dagsordenspunkt 9: Småjob (O)", "Småjob (O)", False),
        ("Tillægspunkt 9: Akut bro", "Akut bro", False),
    ],
)
def test_headings_of_items(line: str, title: str, closed: bool) -> None:
    found = item(f"{line}\n\n24/77\n" + ("" if closed else "\nBeslutning\n\nGodkendt.\n"))
    assert (found.number, found.title, found.closed) == ("9", title.removesuffix(" (O)"), closed)


@pytest.mark.parametrize(
    ("head", "case", "document"),
    [
        (
            "Sagsnr.: 330-2021-49620\nDok.nr.: 330-2021-268527\nÅbent\nKompetence: Udvalget",
            "330-2021-49620",
            "330-2021-268527",
        ),
        ("Sagsnr.: EMN-2022-81268\nSagsbh.: Lise Holm\nOffentlig titel: Sti", "EMN-2022-81268", None),
        ("Offentlig titel: .\nSagsnr.: .", None, None),
        ("01.00.00-G01-93-16", "01.00.00-G01-93-16", None),
        ("22/24308", "22/24308", None),
    ],
)
def test_heads_of_items(head: str, case: str | None, document: str | None) -> None:
    found = item(f"Punkt 1: Sti\n\n{head}\n\nBeslutning\n\nGodkendt.\n")
    assert (found.title, found.case_number, found.document_number) == ("Sti", case, document)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("1. og 2. at godkendt.", "approved"),
        ("Sagen er herefter bortfaldet.", "withdrawn"),
        ("Sendes tilbage til forvaltningen.", "referred"),
        ("Tilbagesendt til Magistratsafdelingen for Teknik.", "referred"),
        ("Sendes i offentlig høring.", "referred"),
        ("Sendt til høring i skolebestyrelserne med frist den 1. maj.", "referred"),
        ("Sendes ud i høring.", "referred"),
        ("Borgmesteren besvarede spørgsmålet.", "noted"),
        ("Godkendt til offentlig høring.", "approved"),
        ("Formanden bemyndiges til at indgå aftalen.", "decided"),
        ("Udvalget besluttede, at der afholdes et borgermøde.", "decided"),
        ("Valget faldt på Lise Holm.", "decided"),
        ("Jens Krog udpeges som formand.", "decided"),
        ("Rådet besluttede at afgive høringssvar i overensstemmelse med drøftelsen.", "decided"),
        ("(A) stemmer for model 1. (V) stemmer for model 2. Sagen indstilles herefter til Byrådet.", "recommended"),
        ("Udvalget drøftede kriterierne. Der var tilslutning til nytænkning.", "discussed"),
        ("Efter en kort drøftelse taget til efterretning.", "noted"),
        ("Et flertal kunne ikke støtte ønsket, som dermed er faldet.", "rejected"),
        ("Godkendt. Venstre ønskede tilført protokollen, at udgiften er for høj.", "approved"),
        ("Godkendt. Mindretalsudtalelse fra Enhedslisten vedlægges.", "approved"),
        ("Punkt 15 udgår.", "withdrawn"),
        ("Udvalget anbefaler, at forslaget ikke vedtages.", "recommended"),
        ("Udvalget indstiller, at ansøgningen afslås.", "recommended"),
        ("Byrådet tiltrådte ikke forslaget.", "rejected"),
        ("Udvalget enedes om at afslå ansøgningen.", "rejected"),
        ("Der var ikke flertal for forslaget.", "rejected"),
        ("Princippet blev vedtaget med enkelte rettelser.", "approved_amended"),
        ("Bestyrelsen vedtager princippet.", "approved"),
        ("Udvalget ønsker sagen genoptaget i juni.", "postponed"),
        ("Forslagsstilleren trak forslaget tilbage.", "withdrawn"),
        ("Rådet bakker op om forslaget.", "approved"),
        ("Udvalget konstituerede sig med Lise Holm som formand.", "decided"),
        ("Midlerne fordeles efter listen.", "decided"),
        ("Forslaget nyder ikke fremme.", "rejected"),
        ("Kommissionen kunne ikke godkende indstillingen.", "rejected"),
        ("Byrådet vedtog at udskyde punktet til maj.", "postponed"),
        ("Vedtaget i den af Økonomiudvalget anbefalede form.", "approved"),
        ("Forvaltningens indstilling blev fulgt.", "approved"),
        ("Forslaget sendes i 8 ugers offentlig høring.", "referred"),
        ("Godkendt inkl. de på mødet omdelte rettelser.", "approved_amended"),
        ("Forslaget overgår til andenbehandling.", "referred"),
        ("Taget t.e.", "noted"),
        ("Temadrøftelse gennemført.", "discussed"),
        ("Drøftet. Sagen forelægges igen i maj.", "discussed"),
        ("Formand: Lise Holm. Næstformand: Jens Krog.", "decided"),
        ("Fremsendes til Teknisk Udvalg til behandling.", "referred"),
        ("Udvalget godkender årsplanen dog med forbehold for løbende justeringer.", "approved_amended"),
    ],
)
def test_rarer_outcomes(text: str, outcome: str) -> None:
    found = decision(text)
    assert (found["outcome"], found["recognised"]) == (outcome, True)


def test_what_the_chairman_approves_later_is_no_approval() -> None:
    found = decision("Forvaltningen laver et svar, som formanden godkender på udvalgets vegne.")
    assert (found["outcome"], found["recognised"]) == ("decided", False)


@pytest.mark.parametrize(
    "text", [".", "", " . ", "Skriv navn på medlemmer, som ikke er til stede. Sæt ét punktum, hvis alle er her."]
)
def test_a_blank_a_full_stop_and_a_forms_help_are_no_decision(text: str) -> None:
    found = item(f"Punkt 1: Sti\n\n24/77\n\nIndstilling\n\nAt stien anlægges.\n\nBeslutning\n\n{text}\n")
    assert found.decisions == ()


def test_one_party_may_stand_on_all_three_lines() -> None:
    text = "For stemte: Ø (Lise Holm), A og C. Imod stemte: B (4) og Ø (6), i alt 10. Undlod at stemme: Ø (Bo)."
    assert [(position, parties) for position, parties, _, _ in votes(text)] == [
        ("for", ["Ø", "A", "C"]),
        ("against", ["B", "Ø"]),
        ("abstain", ["Ø"]),
    ]


def test_what_a_browser_printed_below_a_page_is_no_attachment() -> None:
    printed = "Udskrevet fra lindeby.dk/referat/2022-01-25 den 31-01-2022 kl. 10:14"
    found = item(f"Punkt 1: Sti\n\nBeslutning\n\nGodkendt.\n\nBilag\n\nKort.pdf\n\n{printed}\n")
    assert [one.title for one in found.attachments] == ["Kort.pdf"]
