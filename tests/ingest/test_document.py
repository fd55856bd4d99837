"""What is read of a document as a whole: whose it is, what kind, which items are closed, and what is doubted."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.ingest import read_minutes


def parse(text: str, **options: Any) -> dict[str, Any]:
    return read_minutes(text.encode(), "referat.txt", **options).as_json()


def page(body: str = "", title: str = "REFERAT Teknisk Udvalg d. 05-03-2024") -> str:
    return f"{title}\n\nMødedato Tirsdag d. 5. marts 2024 kl. 15:00\n\nPunkt 1: Sti ved skolen\n\n24/77\n\n{body}\n"


def codes(parsed: dict[str, Any]) -> set[str]:
    return {warning["code"] for warning in parsed["warnings"]}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sagsfremstilling\n\nVarde Kommunes vejplan følges.", "Varde"),
        ("Sagsfremstilling\n\nKøbenhavns Kommune har spurgt.", "København"),
        ("Sagsfremstilling\n\nHøje-Taastrup Kommune ejer stien.", "Høje-Taastrup"),
        ("Sagsfremstilling\n\nBornholms Regionskommune ejer stien.", "Bornholm"),
        ("Sagsfremstilling\n\nSamsø Kommune følger Odder Kommune. Samsø Kommune betaler.", "Samsø"),
        ("Sagsfremstilling\n\nStien ligger i skoven.", None),
        ("Sagsfremstilling\n\nKommunen følger vejloven.", None),
    ],
)  # fmt: skip
def test_the_municipality_is_the_one_that_is_named_most(text: str, name: str | None) -> None:
    assert parse(page(text))["municipality"] == name


def test_a_tie_between_neighbours_is_doubted() -> None:
    assert "municipality_unsure" in codes(
        parse(page("Sagsfremstilling\n\nSamsø Kommune og Odder Kommune samarbejder."))
    )


@pytest.mark.parametrize("title", ["Region Midtjylland", "Referat fra Regionsrådet i Region Midtjylland"])
def test_a_region_is_no_municipality_and_said_to_be_none(title: str) -> None:
    """Its cases name municipalities all the time: none of them is guessed to be whose minutes these are."""
    parsed = parse(page("Sagsfremstilling\n\nOdder Kommune og Odder Kommunes borgere er hørt.", title))
    assert parsed["municipality"] is None
    assert "region" in codes(parsed)
    assert "region" not in codes(parse(page("Odder Kommune", "Referat Teknisk Udvalg, samarbejde med Region Sjælland")))


def test_what_the_caller_knows_counts() -> None:
    assert parse(page("Odder Kommune"), municipality="Samsø")["municipality"] == "Samsø"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("REFERAT Teknisk Udvalg d. 05-03-2024", "minutes"),
        ("Beslutningsprotokol for Teknisk Udvalg", "minutes"),
        ("DAGSORDEN Teknisk Udvalg d. 05-03-2024", "agenda"),
        ("TILLÆGSDAGSORDEN Teknisk Udvalg d. 05-03-2024", "supplementary_agenda"),
        ("Dagsorden og referat\nReferat af møde i Teknisk Udvalg den 5. marts 2024", "minutes"),
    ],
)
def test_the_kind_of_document_is_told_by_its_words(title: str, kind: str) -> None:
    parsed = parse(page("Indstilling\n\nat stien anlægges.", title))
    assert (parsed["document_kind"], parsed["committee"]) == (kind, "Teknisk Udvalg")


@pytest.mark.parametrize(
    "written",
    ["05-03-2024", "5. marts 2024", "5.3.2024", "05.03.2024", "5/3 2024", "5/3-2024", "2024-03-05", "d. 5. mar. 2024"],
)
def test_dates_as_minutes_write_them(written: str) -> None:
    parsed = parse(f"Referat\nByrådet\nDato: {written}\nTid: 16.30\n\n1. Sti\nSagsnr.: 24/77\nBeslutning: Godkendt.\n")
    assert (parsed["date"], parsed["start_time"]) == ("2024-03-05", "16:30")


@pytest.mark.parametrize(
    "heading",
    [
        "Lukket: Køb af jord",
        "(Lukket) Køb af jord",
        "Køb af jord - Lukket",
        "Køb af jord (lukket punkt)",
        "Lukket punkt: Køb af jord",
    ],
)
def test_closed_items_are_recognised_and_text_under_them_is_warned_of(heading: str) -> None:
    text = page().replace("Sti ved skolen", heading)
    item = parse(text)["items"][0]
    assert (item["title"], item["closed"], item["case_number"]) == ("Køb af jord", True, "24/77")
    assert "text_under_closed" not in codes(parse(text))
    assert "text_under_closed" not in codes(parse(text + "Sag: 24/10077 Dok: 38815/24 Initialer: lmk\n"))
    assert "text_under_closed" in codes(parse(text + "Sagsfremstilling\n\nSælger hedder noget.\n"))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Godkendelse af dagsorden", "decision"),
        ("Temadrøftelse om stier", "discussion"),
        ("Orientering om drøftelse af stier", "briefing"),
        ("Stier", "unspecified"),
    ],
)
def test_the_first_telling_word_of_a_title_gives_its_kind(title: str, kind: str) -> None:
    assert parse(page().replace("Sti ved skolen", title))["items"][0]["kind"] == kind


def test_markers_decide_where_the_document_uses_them_and_are_parties_elsewhere() -> None:
    assert parse(page().replace("Sti ved skolen", "Orientering om stier (D)"))["items"][0]["kind"] == "discussion"
    item = parse(page().replace("Sti ved skolen", "Forslag fra Dansk Folkeparti (O)"))["items"][0]
    assert (item["title"], item["kind"]) == ("Forslag fra Dansk Folkeparti (O)", "unspecified")


@pytest.mark.parametrize(
    "heading",
    ["Beslutningstema", "Beslutningskompetence", "Beslutningsforslag", "Beslutningspunkter", "Beslutning om stien"],
)
def test_words_that_only_begin_like_a_decision_are_none(heading: str) -> None:
    assert parse(page(f"{heading}\n\nUdvalget skal tage stilling til stien."))["items"][0]["decisions"] == []


@pytest.mark.parametrize(
    ("heading", "body", "date", "own"),
    [
        ("Beslutning", "Teknisk Udvalg", "2024-03-05", True),
        ("Beslutning:", "Teknisk Udvalg", "2024-03-05", True),
        ("Udvalgets beslutning", "Teknisk Udvalg", "2024-03-05", True),
        ("Beslutning Teknisk Udvalg den 05-03-2024", "Teknisk Udvalg", "2024-03-05", True),
        ("Beslutning i Teknisk Udvalg den 6. februar 2024:", "Teknisk Udvalg", "2024-02-06", False),
        ("Beslutning fra økonomiudvalget, 18. januar 2022, pkt. 17:", "Økonomiudvalget", "2022-01-18", False),
        ("Økonomiudvalget, 18-01-2022, pkt. 17", "Økonomiudvalget", "2022-01-18", False),
        ("Byrådets beslutning den 31. januar 2024", "Byrådet", "2024-01-31", False),
        ("Beslutning (Teknisk Udvalg d. 05-03-2024):", "Teknisk Udvalg", "2024-03-05", True),
        ("Byrådet - beslutning den 31. januar 2024", "Byrådet", "2024-01-31", False),
        ("Teknisk Udvalg – beslutning", "Teknisk Udvalg", "2024-03-05", True),
        (
            "Udvalget for Børn og Lærings beslutning den 31. januar 2024",
            "Udvalget for Børn og Læring",
            "2024-01-31",
            False,
        ),
        ("Udvalgets afgørelse:", "Teknisk Udvalg", "2024-03-05", True),
        ("Udvalget den 5. marts 2024:", "Teknisk Udvalg", "2024-03-05", True),
        ("Beslutning for Punkt 1: Sti ved skolen", "Teknisk Udvalg", "2024-03-05", True),
    ],
)
def test_who_decided_and_when(heading: str, body: str, date: str, own: bool) -> None:
    decisions = parse(page(f"{heading}\n\nGodkendt."))["items"][0]["decisions"]
    assert [(d["body"], d["date"], d["own"], d["text"]) for d in decisions] == [(body, date, own, "Godkendt.")]


def test_a_way_through_bodies_is_no_decision() -> None:
    item = parse(
        page("Procedure\n\nTeknisk Udvalg 5. marts 2024.\n\nØkonomiudvalget 12. marts 2024.\n\nBeslutning\n\nGodkendt.")
    )["items"][0]
    assert len(item["decisions"]) == 1
    assert "12. marts 2024" in item["sections"][0]["text"]


def test_numbers_that_are_jumped_over_or_doubled_are_doubted() -> None:
    items = "".join(f"Punkt {n}: Sti {n}\n\n24/{n}77\n\nBeslutning\n\nGodkendt.\n\n" for n in (1, 2, 5))
    parsed = parse(f"REFERAT Teknisk Udvalg d. 05-03-2024\n\n{items}")
    assert [item["number"] for item in parsed["items"]] == ["1", "2", "5"]
    assert "number_missing" in codes(parsed)


def test_an_attachment_listed_twice_is_one_and_the_listing_with_a_number_wins() -> None:
    before = "Bilag\n\nFamileindsatsen 2020 faktaark.pdf\n\nKort 1\n\nKort 2\n\n"
    numbered = "1. Familieindsatsen 2020 faktaark.pdf (1229342 - EMN-2022-81268)"
    after = f"Bilag\n\n{numbered}\n2. Kort 1\n3. Kort 2 (pdf, 1.2 MB)\n"
    item = parse(page(f"{before}Sagsfremstilling\n\nStien.\n\n{after}"))["items"][0]
    assert sorted((a["title"], a["document_number"]) for a in item["attachments"]) == [
        ("Familieindsatsen 2020 faktaark.pdf", "1229342"),
        ("Kort 1", None),
        ("Kort 2", None),
    ]


def test_list_points_are_no_items_and_decisions_stand_in_the_order_of_their_dates() -> None:
    body = (
        "Indstilling\n\nForvaltningen indstiller,\n\n1. at stien anlægges\n2. at der plantes\n3. at der belyses\n\n"
        "Beslutning i Økonomiudvalget den 12-02-2024\n\nAnbefales.\n\n"
        "Beslutning Teknisk Udvalg den 06-02-2024\n\nUdsat.\n\n"
        "Beslutning Teknisk Udvalg den 05-03-2024\n\n1. og 2. at godkendt.\n"
    )
    items = parse(page(body) + "Punkt 2: Eventuelt\n\nBeslutning\n\nIntet.\n")["items"]
    assert [item["number"] for item in items] == ["1", "2"]
    assert [d["date"] for d in items[0]["decisions"]] == ["2024-02-06", "2024-02-12", "2024-03-05"]
    assert [d["outcome"] for d in items[0]["decisions"]] == ["postponed", "recommended", "approved"]


@pytest.mark.parametrize("title", ["Eventuelt", "Meddelelser fra formanden", "Orientering", "Spørgetid"])
@pytest.mark.parametrize("word", ["Intet.", "Intet", "Ingen.", "Intet at bemærke.", "Ingen bemærkninger.", "-", "."])
def test_nothing_is_a_decision_only_where_a_heading_says_so(title: str, word: str) -> None:
    """'Ingen bemærkninger.' under 'Beslutning' is what the body decided; a mark alone is an empty form."""
    parsed = parse(page(f"Beslutning\n\n{word}\n\nPunkt 2: {title}\n\n{word}\n"))
    headed, bare = parsed["items"]
    empty = word in ("-", ".")
    assert [(one["outcome"], one["text"]) for one in headed["decisions"]] == ([] if empty else [("noted", word)])
    assert (bare["decisions"], [one["text"] for one in bare["sections"]]) == ([], [] if empty else [word])


def test_no_remarks_on_a_matter_may_be_a_decision_and_is_doubted() -> None:
    parsed = parse(page("Punkt 2: Godkendelse af referat\n\nIngen bemærkninger.\n"))
    assert ([one["outcome"] for one in parsed["items"][-1]["decisions"]], "decision_implied" in codes(parsed)) == (
        ["noted"],
        True,
    )
