"""Layouts of councils' own web pages: absence that names its items, covers without colons, headings over decisions."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Item, Minutes

HEAD = "Teknisk Udvalg\nReferat\nMødedato: 5. marts 2024 kl. 15:00"


def minutes(text: str) -> Minutes:
    return read_minutes(text.encode(), "referat.txt")


def codes(read: Minutes, code: str) -> list[int | None]:
    """The lines at which a doubt stands."""
    return [warning.line for warning in read.warnings if warning.code == code]


def agenda(*texts: str, cover: str = "", first: str = "Godkendelse af dagsorden") -> Minutes:
    """Items 1, 2, … with these texts as their decisions."""
    titles = [first, *(f"Sti nummer {letter}" for letter in "BCDEFG")]
    items = [
        f"{number}. {title}\n\nBeslutning\n\n{text}"
        for number, (title, text) in enumerate(zip(titles, texts, strict=False), 1)
    ]
    return minutes("\n\n".join([HEAD, cover, *items]))


def absent(item: Item) -> list[str]:
    return [name for decision in item.decisions for name in decision.absent]


@pytest.mark.parametrize(
    "sentence",
    [
        "Lise Holm (F) deltog ikke under punkterne 2-3.",
        "Lise Holm deltog ikke i behandlingen af sag 2 og 3.",
        "Lise Holm (V) var inhabil og deltog ikke under behandlingen af dagsordenpunkt 2 og 3.",
        "Under punkterne 2 og 3 deltog stedfortræder Ib Lund (V), da Lise Holm (V) var inhabil.",
    ],
)
def test_absence_falls_on_the_items_it_names(sentence: str) -> None:
    read = agenda(f"Godkendt.\n\n{sentence}", "Udsat.", "Godkendt.", "Drøftet.")
    assert [absent(item) for item in read.items] == [[], ["Lise Holm"], ["Lise Holm"], []]
    assert codes(read, "absence_partly")  # where it stands
    assert read.items[1].decisions[0].absent_here == ("Lise Holm",)


def test_absence_from_items_that_are_not_there_is_doubted() -> None:
    read = agenda("Godkendt.\n\nLise Holm deltog ikke under punkterne 12-15.", "Udsat.")
    assert [absent(item) for item in read.items] == [[], []]
    assert codes(read, "absence_partly") == [7]


def test_absence_from_the_item_it_stands_in_stays() -> None:
    read = agenda("Godkendt.", "Udsat.\n\nLise Holm deltog ikke under behandlingen af punkt 2.")
    assert ([absent(item) for item in read.items], codes(read, "absence_partly")) == ([[], ["Lise Holm"]], [])


def test_absence_from_other_items_and_this_one() -> None:
    read = agenda("Godkendt.", "Udsat. Lise Holm deltog ikke i punkterne 3-4, herunder dette punkt.", "Godkendt.")
    assert [absent(item) for item in read.items] == [[], ["Lise Holm"], ["Lise Holm"]]


def test_a_number_may_be_a_point_of_the_items_own() -> None:
    points = "1. Stien anlægges.\n2. Broen udsættes.\n\nLise Holm deltog ikke i behandlingen af punkt 2."
    read = agenda("Godkendt.", "Godkendt.", f"Godkendt, at\n\n{points}")
    assert absent(read.items[2]) == ["Lise Holm"]
    assert absent(read.items[1]) == []
    assert codes(read, "absence_partly")


def test_what_another_case_says_of_an_item_is_doubted_there_too() -> None:
    read = agenda("Godkendt.", "Godkendt.", "Godkendt. Lise Holm deltog ikke i punkt 2.")
    assert [absent(item) for item in read.items] == [[], ["Lise Holm"], []]
    assert len(codes(read, "absence_partly")) == 2


@pytest.mark.parametrize(
    ("listed", "away", "first", "second"),
    [
        ("Lise Holm (A), sag 1-2\nJens Krog (A), sag 1-2", ["Lise Holm", "Jens Krog"], 2, 2),
        ("Lise Holm (A), sag 1-2\nJens Krog (A), sag 2", ["Lise Holm"], 1, 2),
        ("Lise Holm (A) - punkt 2", [], 0, 1),
    ],
)
def test_a_cover_may_list_the_absent_with_their_items(listed: str, away: list[str], first: int, second: int) -> None:
    members = "Medlemmer\n\nAage Bo (A)\nIb Lund (V)\nJens Krog (A)\nElse Bro (A), Suppleant for Lise Holm (A)"
    read = agenda("Godkendt.", "Udsat.", cover=f"{members}\n\nFraværende\n\n{listed}")
    assert list(read.absent) == away
    assert [len(absent(item)) for item in read.items] == [first, second]
    assert "Else Bro" in read.participants
    assert not [name for name in read.participants if name.startswith("Suppleant")]
    assert not codes(read, "absence_unread")


@pytest.mark.parametrize(
    ("said", "away"),
    [
        ("Fraværende i Lindeby Kommunalbestyrelsen, 5. marts 2024:\n\nLise Holm", ["Lise Holm"]),
        ("Afbud til mødet den 5. marts 2024: Lise Holm", ["Lise Holm"]),
        ("Afbud: Ib Lund og Lise Holm. Uden afbud Jens Krog.", ["Ib Lund", "Lise Holm", "Jens Krog"]),
        ("Afbud:\n1. Lise Holm, Ø\n2. Ib Lund, V", ["Lise Holm", "Ib Lund"]),
        ("Godkendt Lise Holm og Ib Lund var fraværende.", ["Lise Holm", "Ib Lund"]),
    ],
)
def test_who_was_away_from_an_item(said: str, away: list[str]) -> None:
    read = agenda("Godkendt.", f"Udsat.\n\n{said}")
    assert (absent(read.items[1]), codes(read, "absence_unread")) == (away, [])
    assert absent(read.items[0]) == []


def test_the_absent_whose_name_begins_nobody_knows_where_are_doubted() -> None:
    read = agenda("Afbud fra:\nBorgmester Lise Holm pga. arbejde.\nDirektør fra Region Nord Ib Lund\n\nGodkendt.")
    assert (absent(read.items[0]), codes(read, "absence_unread")) == (["Lise Holm"], [8])


@pytest.mark.parametrize("listed", ["Lise Holm (V), Ib Lund (A)", "Lise Holm (Foreningen, Ib Lund (V)"])
def test_names_alone_below_a_title_may_be_the_absent(listed: str) -> None:
    read = minutes(
        f"{HEAD}\n\n1. Sti ved skolen\n\n{listed}\n\nBeslutning\n\nGodkendt.\n\n2. Bro\n\nBeslutning\n\nUdsat."
    )
    assert codes(read, "absence_unread") == [5]


def test_members_with_a_comma_before_their_party() -> None:
    read = agenda("Godkendt.", cover="Deltagere:\n\nAage Bo, V\nLise Holm, A\nIb Lund, Ø")
    assert list(read.participants) == ["Aage Bo", "Lise Holm", "Ib Lund"]


def test_two_columns_of_members_are_doubted() -> None:
    rows = "Medlemmer:\n\nAage Bro Lise Marie Holm\nIb Lund Else Marie Krog Vest\nJens Juul Bo Bech"
    read = agenda("Godkendt.", cover=rows)
    assert codes(read, "person_unsure")


COVER = "Byrådet - Referat fra mødet den 05-03-2024"


@pytest.mark.parametrize(
    "decided",
    [
        "Beslutning Tilbagesendes forvaltningen med bemærkning, at byrådet i sit møde har vedtaget den indstilling, "
        "som forvaltningen sendte den 1. marts 2024 om stien langs åen og om de to broer, der hører til den.",
        "Udvalget for Stier, 05-03-2024, pkt. 7\n\n- Broen er malet\n- Stien er fejet",
    ],
)
def test_what_heads_a_decision(decided: str) -> None:
    read = minutes(f"Referat\n\nDato: 5. marts 2024\n\n7. Sti ved skolen\n\nSagsnr.: 24/77\n\n{decided}\n")
    (made,) = read.items[0].decisions
    assert str(made.date) == "2024-03-05"
    assert not made.text.startswith(("Beslutning", "Integrationsudvalget", "Udvalget"))


def test_the_meeting_of_a_body_that_begins_like_a_preposition() -> None:
    said = "Integrationsudvalgets møde den 5. marts 2024:\n\nFormanden fortalte om stien."
    (made,) = minutes(f"1. Sti ved skolen\n\nSagsnr.: 24/77\n\n{said}\n").items[0].decisions
    assert (made.body, made.text) == ("Integrationsudvalget", "Formanden fortalte om stien.")


def test_a_page_that_prints_headings_as_points() -> None:
    case = (
        "    • Resume\n\n      Stien er smal.\n\n    • Beslutning i Byrådet den 05-03-2024\n\n      Stien anlægges.\n\n"
    )
    case += "    • Sagsfremstilling\n\n      Den er fra 1990.\n\n"
    read = minutes(f"{COVER}\n\n  • 1 Sti ved skolen\n{case}  • 2 Bro over åen\n{case}")
    assert [item.title for item in read.items] == ["Sti ved skolen", "Bro over åen"]
    for item in read.items:
        assert [one.text for one in item.decisions] == ["Stien anlægges."]
        assert [one.role for one in item.sections] == ["summary", "background"]


def test_a_list_of_headings_is_a_list() -> None:
    parts = "Sagen har disse dele:\n\n- Resume\n- Indstilling\n- Sagsfremstilling\n"
    read = agenda("Godkendt.", f"{parts}")
    assert "Indstilling" in read.items[1].decisions[0].text


def test_what_the_document_is_heads_no_decision() -> None:
    text = (
        "1. Sti ved skolen\n\nBESLUTNINGSPROTOKOL\n\nfra ordinært møde den 5. marts 2024\n\nBeslutning\n\nGodkendt.\n"
    )
    assert [one.text for one in minutes(f"{HEAD}\n\n{text}").items[0].decisions] == ["Godkendt."]


def test_the_kind_of_an_item_decides_nothing() -> None:
    text = "1. Meddelelser\n\nPunkttype\nOrientering.\n\n2. Sti\n\nPunkttype\nBeslutning.\n\nTema\nStien er smal.\n"
    assert [item.decisions for item in minutes(f"{HEAD}\n\n{text}").items] == [(), ()]


def test_day_and_place_below_the_heading_of_a_decision() -> None:
    head = "13. Sti ved skolen\n\nSag 306-2024-77\n\nBeslutning fra Integrationsrådet\n\n"
    read = minutes(f"{head}Dato: 5. marts 2024\n\nSted: Rådhuset, lokale 5\n\nFraværende: Lise Holm\n\nGodkendt.\n")
    (made,) = read.items[0].decisions
    assert (made.text, str(made.date), made.absent) == ("Godkendt.", "2024-03-05", ("Lise Holm",))
    assert (str(read.date), read.place) == ("2024-03-05", "Rådhuset, lokale 5")


@pytest.mark.parametrize(
    "item",
    [
        "7. Spørgsmål om broen\n\nSagsfremstilling\n\nForetoges.\n\n»Hvad koster den?«",
        "7. Forslag om broen\n\nSagsfremstilling\n\nForslaget blev oversendt til udvalget.",
        "7. Meddelelser:\nIngen.",
    ],
)
def test_what_may_be_a_decision_is_doubted(item: str) -> None:
    read = minutes(f"{HEAD}\n\n6. Sti\n\nBeslutning\n\nGodkendt.\n\n{item}\n")
    assert codes(read, "decision_unclear")


@pytest.mark.parametrize(
    ("cover", "kind"),
    [
        ("Er der to referater af samme dag, så er det ene en tillægsdagsorden/-referat.\n\nByrådet", "minutes"),
        ("Byrådet\n\nOnsdag den 6. marts 2024\n\nGodkendelse af dagsorden:\nGodkendt", "minutes"),
        (
            "1 LINDEBY KOMMUNE Åbent referat til Byrådet Mødedato: 6. marts 2024 Mødelokale: Salen "
            "Medlemmer: Aage Bo, Ib Lund, Else Bro, Lise Holm, Jens Krog, Bo Bech\n\nPunkter til dagsorden",
            "minutes",
        ),
        ("Byrådet\n\nDagsorden\n\nOnsdag den 6. marts 2024", "agenda"),
    ],
)
def test_what_kind_of_document_a_cover_tells(cover: str, kind: str) -> None:
    assert minutes(f"{cover}\n\n1. Sti ved skolen\n\nSagsnr.: 24/77\n\nBeslutning\n\nGodkendt.\n").document_kind == kind


def test_when_a_meeting_ends_is_no_place() -> None:
    text = "Byrådet\n\nMødet begynder kl. 16.00 og er færdigt, når det sidste punkt er behandlet."
    text += "\n\n1. Sti\n\nBeslutning\n\nGodkendt.\n"
    read = minutes(text)
    assert (read.start_time, read.place) == ("16:00", None)


def test_a_body_of_an_absent_persons_is_not_the_meetings() -> None:
    cover = "05-03-2024 kl. 17:00\n\nAfbud\n\nElse Bro (A)\n\nLise Holm (Idrættens Samråd\n\nIb Lund (Skoleforeningen)"
    body = "Beslutning i Stiudvalget (22-25) den 05-03-2024\n\nGodkendt."
    assert minutes(f"{cover}\n\n1. Sti\n\n{body}\n\n2. Bro\n\n{body}\n").committee == "Stiudvalget"


def test_bodies_that_only_treated_a_case_before_are_not_the_meetings() -> None:
    before = "".join(
        f"{body}, {day}. marts 2024, pkt. {day}:\n\nAnbefales.\n\n"
        for day, body in enumerate(("Kultur og Fritid", "Direktionen", "Plan, Miljø og Stier"), 4)
    )
    case = f"2. Sti ved skolen\n\nResume\n\nStien er smal.\n\n{before}"
    read = minutes(f"Referat\n\n1. Dagsorden\n\nBeslutning\n\nGodkendt.\n\n{case}")
    assert (read.committee, read.date) == (None, None)
    assert read.items[0].decisions[0].date is None


def test_a_day_with_a_full_stop_behind_it() -> None:
    read = minutes("Byrådet\nReferat\nTorsdag d.10.03.24.\n\n1. Sti ved skolen\n\nBeslutning\n\nGodkendt.\n")
    assert str(read.date) == "2024-03-10"


def test_a_body_that_is_common_to_several() -> None:
    text = "Det fælles landdistriktsråd - Dagsordener og referater\nMødedato: 5. marts 2024"
    assert minutes(f"{text}\n\n1. Sti\n\nBeslutning\n\nGodkendt.\n").committee == "Det fælles landdistriktsråd"
