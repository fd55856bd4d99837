"""Protocols from before the systems of today, and templates in tables: the ways they say who decided what."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes
from meetings.ingest.rules import decisions


def minutes(text: str, name: str = "protokol.txt") -> Minutes:
    return read_minutes(text.encode(), name)


@pytest.mark.parametrize("heading", ["FOR LUKKEDE DØRE:", "Lukkede døre", "Mødet fortsatte for lukkede døre."])
def test_items_behind_closed_doors_are_closed(heading: str) -> None:
    text = (
        "Lindeby Kommune\n\nByrådet\n\nProtokol for mødet den 9. september 1996\n\n"
        "Sag nr. 11.\nRegnskab for skolen\nJournal nr. 96/4471\n\nBESLUTNING:\nTiltrådtes.\n\n"
        "Sag nr. 12.\nSalg af areal\nJournal nr. 96/4472\n\nBESLUTNING:\nUdsat.\n\n"
        f"{heading}\n\nSag nr. 13.\nAnsættelsessag\nJournal nr. 96/4490\n"
    )
    read = minutes(text)
    assert [(item.number, item.closed) for item in read.items] == [("11", False), ("12", False), ("13", True)]
    assert read.items[1].decisions[0].text == "Udsat."


FRONT = "Lindeby Kommune\n\nProtokol for møde i Økonomiudvalget den 17. december 1997 kl. 16.00\n\n"
ITEMS = (
    "Sag 1\nForsikring af bygninger\nSagsnr. 97/05112\n\nDer er indhentet tre tilbud.\n\n{sentence}\n{words}\n\n"
    "Sag 2\nKvote for flygtninge\nSagsnr. 97/06030\n\nByrådet besluttede:\nAt der lejes 12 værelser.\n\n"
    "Teknisk Udvalg vedtog den 9/12-1997:\nIngen bemærkninger.\n\n"
    "Økonomiudvalget besluttede:\nSagen tages af dagsordenen.\n\nBilag:\n- Kort\n"
)


@pytest.mark.parametrize(
    ("sentence", "words", "text"),
    [
        ("Økonomiudvalget besluttede:", "Godkendt, idet honoraret dog nedsættes.", None),
        ("Udvalget vedtog enstemmigt:", "Godkendt.", None),
        ("Det besluttedes:", "Udsat.", None),
        ("Økonomiudvalget vedtog den 17/12-1997:", "Godkendt.", None),
        ("Man vedtog: Godkendt.", "", "Godkendt."),
    ],
)
def test_a_sentence_heads_the_decision(sentence: str, words: str, text: str | None) -> None:
    read = minutes(FRONT + ITEMS.format(sentence=sentence, words=words))
    first, second = read.items
    assert [(one.body, one.text) for one in first.decisions] == [("Økonomiudvalget", text or words)]
    assert [(one.body, one.own, one.outcome) for one in second.decisions] == [
        ("Teknisk Udvalg", False, "noted"),
        ("Økonomiudvalget", True, "withdrawn"),
    ]
    assert "At der lejes 12 værelser." in second.sections[0].text
    assert [warning.code for warning in read.warnings if warning.code == "heading_guessed"] == []


def test_a_sentence_over_unknown_words_is_doubted_and_one_inside_a_case_is_text() -> None:
    said = "Sag 1\nPark\nSagsnr. 97/05112\n\nØkonomiudvalget besluttede:\n{first}\n\n{heading}Jens Krog bad om mere.\n"
    read = minutes(FRONT + said.format(first="Bænkene males grønne.", heading=""))
    assert read.items[0].decisions[0].text.startswith("Bænkene")
    assert "heading_guessed" in [warning.code for warning in read.warnings]
    read = minutes(FRONT + said.format(first="Godkendt.", heading="Beslutning\n"))
    assert [one.text for one in read.items[0].decisions] == ["Jens Krog bad om mere."]


def test_a_template_in_a_table_of_two_cells() -> None:
    rows = "<tr><td><b>Sag nr.</b></td><td><p>12/41</p></td></tr><tr><td><b>{head}</b></td><td><p>{text}</p></td></tr>"
    items = "".join(
        f"<p><b>{number}. {title}</b></p><table border=1>{rows.format(head=head, text=text)}</table>"
        for number, title, head, text in [
            (17, "Dagsorden", "Social- og Ældreudvalgets beslutning", "Dagsordenen blev godkendt."),
            (18, "Kørsel", "Social- og Ældreudvalgets beslutning", "Forslaget afvises. Ib Lund (V) var fraværende."),
        ]
    )
    read = minutes(
        "<h1>Referat af møde i Social- og Ældreudvalget</h1><p>Torsdag den 12. april 2012 kl. 8.15</p>" + items,
        "protokol.html",
    )
    assert [item.case_number for item in read.items] == ["12/41", "12/41"]
    assert read.items[0].decisions[0].text == "Dagsordenen blev godkendt."  # and no title, though it begins like one
    assert [(one.body, one.outcome, one.absent) for item in read.items for one in item.decisions] == [
        ("Social- og Ældreudvalget", "approved", ()),
        ("Social- og Ældreudvalget", "rejected", ("Ib Lund",)),
    ]


def test_a_closed_entry_of_a_numbered_contents_is_no_item() -> None:
    titles = ["Spørgetid", "Salg af Ringvej 8", "Lukket: Lejemål"]
    listed = "".join(f"<li>{title}</li>" for title in titles)
    items = "".join(
        f"<h2>Punkt {number}: {title}</h2><p>13/500{number}</p><h3>Beslutning</h3><p>Godkendt.</p>"
        for number, title in enumerate(titles, 130)
    )
    page = f"<h1>REFERAT Byrådet d. 25-09-2013</h1><h2>Indholdsfortegnelse</h2><ol>{listed}</ol>{items}"
    assert [item.number for item in minutes(page, "referat.html").items] == ["130", "131", "132"]


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("**Sag**\n\n2014-772", "2014-772"),
        ("**Sag**\n\n2014-19", "2014-19"),
        ("**Sagsnr.**\n\n15.1733", "15.1733"),
        ("Sag: 2014-772", "2014-772"),
        ("| Sag | 2014-19 |", "2014-19"),
        ("**Sag**\n\nHavnen er fra 1934.", None),
    ],
)
def test_a_label_makes_a_case_number_of_any_shape(head: str, number: str | None) -> None:
    page = f"# Referat: Økonomiudvalget, 20-10-2016\n\n## 1. Havnens fremtid\n\n{head}\n\n**Beslutning**\n\nGodkendt.\n"
    (item,) = minutes(page, "referat.md").items
    assert item.case_number == number
    assert bool(item.sections) is (number is None)


def test_letters_set_apart_are_words_where_they_head_something_and_parties_where_they_vote() -> None:
    page = (
        "Lindeby Kommune\nØkonomiudvalget          P R O T O K O L\n\nMøde den 17/12-1997 kl. 16.00\n\n"
        "Sag 301\nProtokol\n\nProtokollen blev oplæst.\n\nB E S L U T N I N G :\nGodkendt.\n\n"
        "Sag 302\nForsikring\nSagsnr. 97/05112\n\nB E S L U T N I N G :\nFor stemte A B C F V.\n"
    )
    read = minutes(page)
    assert (read.committee, [item.title for item in read.items]) == ("Økonomiudvalget", ["Protokol", "Forsikring"])
    assert [item.decisions[0].text for item in read.items] == ["Godkendt.", "For stemte A B C F V."]
    assert read.items[1].decisions[0].votes[0].parties == ("A", "B", "C", "F", "V")


BOUND = """          LINDEBY KOMMUNE                                   Blad nr. 72

          BYRÅDET
          Udskrift af byrådets forhandlingsprotokol

          Tirsdag den 26. januar 1999 kl. 17.00 i byrådssalen.
          Mødte : Lise Holm (SF), Bo Bech (R)
          Fraværende med lovligt forfald: Jens Krog (S) p.g.a. sygdom

          Pkt. 1
          Meddelelser
          Borgmesteren meddelte, at Lise Holm er bevilget orlov.
          Til efterretning.

          Pkt. 2
          Regulativ for Tved Å
          J.nr. 06.02.03K08

          Teknisk Udvalg, den 12. januar 1999:
          Indstilles godkendt.

                                                           Blad nr. 73

          BYRÅDET:
          Vedtaget. For stemte S, SF og R. Imod stemte K.

          Pkt. 3
          Støtte til spejdere
          J.nr. 00.01.02A00

          Udvalgets udtalelse foreligger.

          Beslutnig :
          Tiltrådtes.

          Pkt. 4
          Personalesag
          J.nr. 81.00.00A00
          LUKKET DØR

          Pkt. 5
          Eventuelt
          Intet.
"""


def test_a_bound_protocol_with_leaves_forfald_and_the_body_over_its_decision() -> None:
    read = minutes(BOUND)
    assert (read.committee, read.absent, read.unread) == ("Byrådet", ("Jens Krog",), ())
    assert read.participants == ("Lise Holm", "Bo Bech")
    assert not {"person_unsure", "absence_unread"} & {warning.code for warning in read.warnings}
    assert [item.closed for item in read.items] == [False, False, False, True, False]
    told, river, scouts = ([(one.body, one.outcome, one.text) for one in item.decisions] for item in read.items[:3])
    assert told == [("Byrådet", "noted", "Til efterretning.")]
    assert read.items[0].sections[0].text == "Borgmesteren meddelte, at Lise Holm er bevilget orlov."
    assert river == [
        ("Teknisk Udvalg", "recommended", "Indstilles godkendt."),
        ("Byrådet", "approved", "Vedtaget. For stemte S, SF og R. Imod stemte K."),
    ]
    assert scouts == [("Byrådet", "approved", "Tiltrådtes.")]


def test_a_municipality_in_capitals_beside_the_leaf_is_found() -> None:
    assert minutes(BOUND.replace("LINDEBY", "STRUER")).municipality == "Struer"


@pytest.mark.parametrize("heading", ["Beslutnig:", "Bselutning", "Beslutnning: Godkendt.", "Udvalgets beslutnng"])
def test_a_misspelt_heading_is_one(heading: str) -> None:
    assert decisions.heading(heading) is not None


@pytest.mark.parametrize(
    "text", ["Belysning:", "Beskrivelse", "Beslutningstema", "Bestyrelsen:", "Beslutning om vejen"]
)
def test_what_only_looks_like_it_is_none(text: str) -> None:
    assert decisions.heading(text) is None


def test_an_attachment_named_like_a_section_stays_behind_its_number() -> None:
    listed = "Bilag\n\nÅben - 61880/11 Modelnotat\nÅben - 79004/11 Høringssvar\nÅben - 61882/11 Elevprognose\n"
    (item,) = minutes(f"{FRONT}1. Skolestruktur\nSagsnr. 11/3341\n\nBeslutning\nGodkendt.\n\n{listed}").items
    assert [(one.title, one.document_number) for one in item.attachments] == [
        ("Modelnotat", "61880/11"),
        ("Høringssvar", "79004/11"),
        ("Elevprognose", "61882/11"),
    ]


def test_a_page_number_between_dashes_is_no_point_of_a_decision() -> None:
    page = f"{FRONT}Sag 1\nPark\nSagsnr. 97/05112\n\nBeslutning\nGodkendt.\n\n- 3 -\n\nSag 2\nVej\nSagsnr. 97/05113\n"
    assert minutes(page).items[0].decisions[0].text == "Godkendt."


def test_a_title_behind_a_label_is_the_item_s_and_the_next_number_is_none() -> None:
    items = "".join(
        f"<p><b>Punkt {number}</b></p><table border=1><tr><td>Emne</td><td>{title}</td></tr>"
        f"<tr><td>Sagsnr.</td><td>09/118{number}</td></tr><tr><td>Åben/lukket</td><td>{state}</td></tr></table>"
        for number, title, state in [(31, "Nye stier", "Åben"), (32, "Klagesag", "Lukket"), (33, "Kørsel", "Åben")]
    )
    read = minutes(f"<h1>Referat fra Børneudvalget den 2. juni 2009</h1>{items}", "referat.html")
    assert [(item.number, item.title, item.closed) for item in read.items] == [
        ("31", "Nye stier", False),
        ("32", "Klagesag", True),
        ("33", "Kørsel", False),
    ]


def test_the_body_above_each_item_belongs_to_none() -> None:
    items = "".join(
        f"Teknik- og Miljøudvalget\nSag nr. {number}\nTitel nummer {number} om en sti\nSagsnr.: 13/{number}207\n\n"
        f"Indstilling\nDet indstilles, at stien anlægges.\n\nBeslutning\nGodkendt.\n\nBilag\n- Kort {number}\n\n"
        for number in range(1, 5)
    )
    read = minutes(f"Lindeby Kommune\nTeknik- og Miljøudvalget\nProtokol\n10-12-2013 kl. 17:00\n\n{items}")
    assert [[one.title for one in item.attachments] for item in read.items] == [[f"Kort {n}"] for n in range(1, 5)]
    assert not [warning for warning in read.warnings if warning.line]


def test_a_body_that_ends_the_text_of_a_few_items_stays() -> None:
    items = "".join(
        f"Sag nr. {number}\nTitel nummer {number} om en sti\n\nBeslutning\nGodkendt.\n\n"
        f"Sendes til\n{'Teknik- og Miljøudvalget' if number < 4 else f'Kontor {number}'}\n\n"
        for number in range(1, 10)
    )
    read = minutes(f"Lindeby Kommune\nØkonomiudvalget\nProtokol\n10-12-2013 kl. 17:00\n\n{items}")
    assert sum("Teknik- og Miljøudvalget" in str(item) for item in read.items) == 3
