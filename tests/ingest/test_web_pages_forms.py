"""Pages of municipal sites copied as text: forms with columns, words that nobody knows below a title, lists that
begin anew, covers."""

from __future__ import annotations

import pytest

from tests.ingest.test_web_pages_flattened import HEAD, codes, minutes, texts

# Each item of such a form says above its number whether it is open; below stand the heads of two columns.
FORM = """
{state}  punkt

{number}  {title}

00.01.00P35-0{number}

Behandling

Mødedato

Åbent punkt

Lukket punkt

Teknisk Udvalg

05-03-2024

Resumé

{title} koster penge.

Teknisk Udvalg den 5. marts 2024:

Godkendt.

Til indholdsfortegnelse
"""


def form(*items: tuple[int, str, str]) -> str:
    return HEAD + "".join(FORM.format(number=number, title=title, state=state) for number, title, state in items)


def test_heads_of_columns_close_no_item() -> None:
    read = minutes(form((1, "Ny sti", "Åbent"), (2, "Busskur", "Åbent"), (3, "Salg af jord", "Lukket")))
    assert [(item.title, item.closed) for item in read.items] == [
        ("Ny sti", False),
        ("Busskur", False),
        ("Salg af jord", True),
    ]
    assert texts(read) == ["Godkendt."] * 3
    assert "closed_unsure" not in codes(read)


def test_an_item_under_columns_that_says_nothing_of_itself_is_doubted() -> None:
    text = form((1, "Ny sti", "Åbent"), (2, "Busskur", "Åbent")).replace("Åbent  punkt\n", "")
    doubted = [one.message for one in minutes(text).warnings if one.code == "closed_unsure"]
    assert len(doubted) == 2
    assert "Punkt 2" in doubted[1]


@pytest.mark.parametrize("word", ["Det handler om", "Hvad handler det om", "Sagstema"])
def test_an_unknown_word_below_its_title_hides_no_item(word: str) -> None:
    text = "{n}. {title}\n\nUdskriv\n\n{word}\n\n{title} er længe ventet.\n\nRedegørelse\n\nDen er dyr.\n\n"
    text += "Andet\n\nIntet.\n\nIndstilling\n\nTil godkendelse.\n\nBeslutning\n\nGodkendt.\n\n"
    both = [text.format(n=89, title="Ny sti", word=word), text.format(n=90, title="Busskur", word=word)]
    for cases in (both, both[:1]):
        read = minutes(f"{HEAD}\n" + "".join(cases))
        assert [(item.number, item.title) for item in read.items] == [("89", "Ny sti"), ("90", "Busskur")][: len(cases)]
        assert texts(read) == ["Godkendt."] * len(cases)


def test_points_of_a_list_are_no_items() -> None:
    listed = "1. Asfalt\n\nDyrt.\n\n2. Grus\n\nBilligt.\n\nDet støver.\n\nDet knaser.\n\nDet skrider.\n\n"
    text = f"{HEAD}\nNy sti ved skolen\n\nSagsfremstilling\n\nTo slags:\n\n{listed}Indstilling\n\nat der vælges.\n\n"
    read = minutes(f"{text}Beslutning\n\nGodkendt.\n")
    assert [item.title for item in read.items] == ["Ny sti ved skolen"]


def test_a_list_that_begins_anew_at_each_item() -> None:
    cases = [("Referat fra sidste møde", "Godkendt"), ("Ny sti", "Drøftet."), ("Busskur", "Udsat.")]
    text = "".join(f" 1. {title}\n\nEt ord om det.\n\nReferat: {decision}\n\n" for title, decision in cases)
    read = minutes(f"Referat fra Ældrerådets møde den 5. marts 2024\n\nAfbud: Lise Holm.\n\n{text}")
    assert [(item.number, item.title) for item in read.items] == [
        (str(n), title) for n, (title, _) in enumerate(cases, 1)
    ]
    assert texts(read) == [decision for _, decision in cases]
    assert "items_unnumbered" in codes(read)


def test_recommendations_of_one_point_are_no_items() -> None:
    case = "Resumé\n\nNyt.\n\nIndstilling\n\nForvaltningen indstiller, at\n\n 1. Rådet godkender det.\n\nBeslutning\n\n"
    read = minutes(f"{HEAD}\n{case}Godkendt.\n\n{case}Drøftet.\n\n{case}Udsat.\n")
    assert [item.title for item in read.items] == [""] * 3
    assert texts(read) == ["Godkendt.", "Drøftet.", "Udsat."]


def test_an_item_right_below_the_word_for_minutes() -> None:
    text = "Oversigt:Åbent referat\n1. Valg af et nyt medlem til bestyrelsen for selskabet Grøn Varme og Kulde.\n"
    text += (
        "Åbent - 00.01.00A04 - 2007/34364\n\nBESLUTNING\n\nGodkendt.\n\n\n2. Busskur\nÅbent - 00.01.00K01 - 2007/1111\n"
    )
    read = minutes(f"{HEAD}\n{text}\nBESLUTNING\n\nDrøftet.\n")
    assert [(item.number, item.case_number) for item in read.items] == [("1", "2007/34364"), ("2", "2007/1111")]


def test_a_decision_run_together_with_the_recommendation() -> None:
    text = (
        "1. Ny sti\n\nIndstilling\n\nat planen sendes videre.Beslutning fra miljøudvalget, 1. marts 2024, pkt. 17:\n\n"
    )
    read = minutes(
        f"{HEAD}\n{text}Indstillingen blev tiltrådt.\n\nBeslutning\n\nGodkendt.\n\n2. Busskur\n\nResume\n\nNej.\n"
    )
    assert texts(read) == ["Indstillingen blev tiltrådt.", "Godkendt."]


def test_the_name_of_the_site_is_no_part_of_the_body() -> None:
    text = (
        "Ældrerådet - Dagsordener og referater\nMødedato: 5. marts 2024\nMødested: Rådhuset, 2. sal\nDagsordenpunkter\n"
    )
    read = minutes(f"{text}1. Ny sti\nSagsfremstilling\nStien er smal.\nBeslutning\nGodkendt.\n")
    assert (read.committee, read.place) == ("Ældrerådet", "Rådhuset, 2. sal")


@pytest.mark.parametrize(
    "cover",
    [
        "Liste med dato, udvalg og sted.\nDato:\n05-03-2024 17:30:00\nUdvalg:\nByrådet\nSted:\nByrådssalen på Torvet\n",
        "Dato: 05-03-2024\nUdvalg: Byrådet\nSted: Byrådssalen på Torvet\nBemærkninger:\nMødet sluttede kl. 11.15\n",
    ],
)
def test_what_a_cover_says_is_no_title(cover: str) -> None:
    read = minutes(f"Referat\n{cover}\nSagsnr.: 24/1177\n\nResume\n\nStien er smal.\n\nBeslutning\n\nGodkendt.\n")
    assert [item.title for item in read.items] == [""]
    assert (read.committee, read.place) == ("Byrådet", "Byrådssalen på Torvet")


def test_the_word_for_minutes_right_above_a_title_heads_it_no_less() -> None:
    text = "Beslutningsprotokol\n\nfra møde tirsdag den 5. marts 2024 i Byrådet\n\n"
    assert len(minutes(f"Ny sti ved skolen\n\n{text}Byrådet godkendte forslaget.\n").items) == 1


def test_initials_of_the_absent_end_no_sentence() -> None:
    read = minutes(f"{HEAD}Fraværende Lise Holm, N. J. Krog\n\n1. Ny sti\n\nBeslutning\n\nGodkendt.\n")
    assert read.absent == ("Lise Holm", "N. J. Krog")
