"""What is marked is what matched, and no piece of a text becomes markup."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.marking import Marker
from meetings.search.question import read
from meetings.search.snippets import LENGTH, Part, snippet


def marks(query: str, text: str) -> list[str]:
    return [html.unescape(found) for found in re.findall("<mark>(.*?)</mark>", Marker(read(query)).marked(text))]


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("cykelsti", "Cykelstierne, cykelstien og supercykelsti", ["Cykelstierne", "cykelstien", "cykelsti"]),
        ("cykelsti", "Cykelstipuljen", ["Cykelsti"]),
        ("pulje", "Cykelstipuljerne", ["puljerne"]),
        ("skat", "Skattesagerne om skatten", ["Skat", "skatten"]),
        ("kommissionering", "Kommissioneringsplanen", ["Kommissionering"]),
        ("sikker", "De sikre veje", ["sikre"]),
        ("sikre", "En sikker vej", []),
        ("barn", "Børnepolitik for børnene", ["Børne", "børnene"]),
        ("cykel", "Cyklerne på museet", ["Cyklerne"]),
        ("ost", "Kosten i posten", []),
        ('"cykelsti"', "Cykelstipuljen", []),
        ("cykelst*", "Cykelstipuljen og cyklen", ["Cykelstipuljen"]),
        ("pulje", "Cykelsti\u00adpuljen", ["Cykelsti\u00adpuljen"]),
        ("aabenraa", "Fra ÅBENRÅ til Aabenraa", ["ÅBENRÅ", "Aabenraa"]),
        ("aeroe", "Ærø", ["Ærø"]),
        ("idé", "En ide er en idé", ["ide", "idé"]),
        ("§ 20", "§§ 8 og 20 samt 20", ["20", "20"]),
        ("750000", "750.000 kr.", ["750.000"]),
        ("høje taastrup", "Høje-Taastrup", ["Høje", "Taastrup"]),
        ("høje-taastrup", "Høje Taastrup, taastrup", ["Høje Taastrup"]),
        ("cykelsti", "Cykel-stien og cykel‑sti, ikke cykel-vej", ["Cykel-stien", "cykel‑sti"]),
        ("e-mail", "En email, en e-mail", ["email", "e-mail"]),
        ('"ved vejen"', "ved vejen, ved en vej", ["ved vejen"]),
        ("sti og vej", "sti og vej", ["sti", "vej"]),
        ("og", "sti og vej", ["og"]),
        ("sti -vej", "sti vej", ["sti"]),
        ("22-24308", "Sag 22/24308", ["22/24308"]),
        ("beskæftigelse", "be\u00adskæftigelsen", ["be\u00adskæftigelsen"]),
        ("åbenrå", "A\u030abenra\u030a", ["A\u030abenra\u030a"]),
        ("", "sti", []),
    ],
)
def test_marks(query: str, text: str, marked: list[str]) -> None:
    assert marks(query, text) == marked


@given(st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'/ stimarkcyelåæø§-\n")), max_size=300))
def test_nothing_but_marks_is_markup(text: str) -> None:
    for query in ("sti cykel <mark>", '"mark"', "§ 1 s t i"):
        marked = Marker(read(query)).marked(text)
        assert html.unescape(re.sub("</?mark>", "", marked)) == text
        assert not re.search("<(?!/?mark>)", marked)
        cut = snippet(text, Marker(read(query))).text
        assert not re.search("<(?!/?mark>)", cut)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("pulje", "cykelstipuljerne"),
        ("bog", "lånebøgerne"),
        ("lånebog", "lånebøgerne"),
        ("glemme", "blev glemt"),
        ("boligområder", "på boligområdet"),
        ("barn", "plejebørn"),
        ("museum", "i museet"),
        ("regel", "skoleregler"),
        ("cykel", "med cykler"),
        ("godkende", "er godkendt"),
        ("ansætte", "blev ansat"),
        ("sikker", "de sikre veje"),
        ("udbyde", "blev udbudt"),
        ("skrive", "har skrevet"),
        ("bruge", "en bruger"),
        ("tosproget", "tosprogede elever"),
        ("skat", "skattesagen"),
        ("cykelsti", "cykel-stien"),
        ("e-mail", "emailen"),
    ],
)
def test_a_snippet_is_cut_where_a_part_or_another_form_stands(query: str, text: str) -> None:
    body = "Noget helt andet. " * 100 + f"Her er {text}. " + "Noget helt andet. " * 100
    assert "<mark>" in snippet(body, Marker(read(query))).text


def test_a_snippet_shows_the_passage_with_most_of_the_words() -> None:
    body = "Vejen er lang. " * 40 + "\n\nHer mødes vejen og cykelstien ved skolen. " + "Andet. " * 60
    shown = snippet(body, Marker(read("vej cykelsti skole"))).text
    assert "<mark>vejen</mark> og <mark>cykelstien</mark> ved <mark>skolen</mark>" in shown
    assert shown.startswith("… Her mødes")
    assert shown.endswith(" …")
    assert len(re.sub("</?mark>", "", shown)) <= LENGTH + 10


def test_words_far_apart_are_shown_in_two_passages() -> None:
    body = "Først nævnes cykelstien. " + "Andet imens. " * 100 + "Til sidst nævnes skolen."
    shown = snippet(body, Marker(read("skole cykelsti"))).text
    assert "<mark>cykelstien</mark>" in shown
    assert "<mark>skolen</mark>" in shown


def test_two_passages_are_parted_by_one_ellipsis() -> None:
    shown = snippet("Cykelstien er lang. " + "Andet imens. " * 100 + "Skolen.", Marker(read("skole cykelsti"))).text
    assert "… …" not in shown
    assert shown.count("…") == 1


def test_a_snippet_ends_with_its_paragraph_where_that_is_long_enough() -> None:
    body = "Cykelstien føres videre ad den gamle jernbane til skolen. " * 3 + "\n\nÅr | Beløb\n2024 | 7,9"
    shown = snippet(body, Marker(read("cykelsti"))).text
    assert "Beløb" not in shown
    assert shown.endswith("skolen. …")


def test_without_a_match_the_text_begins() -> None:
    body = "Godkendt.\n\nForvaltningen har undersøgt, om cykelstien kan føres videre ad den gamle jernbane.\n\nMere."
    assert snippet(body, Marker(read(""))).text[:30] == "Forvaltningen har undersøgt, o"
    assert snippet("", Marker(read("sti"))).text == ""


def test_what_was_decided_is_not_shown_from_its_middle() -> None:
    """'Beslutning: Per Holm foreslog …' would be taken for what was decided."""
    decided = "Godkendt\n\nPer Holm (V) foreslog, at hallen sælges, og at pengene bruges på en ny svømmehal."
    body = f"Udvalg | Dato | Punktnummer\n{'Byrådet | 11-09-2024 | 7 ' * 4}\n\n{decided}\n\nHallen er slidt."
    at = body.find(decided)
    cut = snippet(body, Marker(read("")), [Part(at, at + len(decided), "Beslutning")])
    assert [tuple(passage) for passage in cut.passages] == [("Beslutning", decided.replace("\n\n", "; "))]


@pytest.mark.parametrize("query", ["indstiller", "herberget", "rammen", "lån", "findes_ikke"])
def test_points_of_a_list_do_not_run_together(query: str) -> None:
    points = ["at herberget planlægges", "at rammen forhøjes", "at nyt lån optages"]
    body = "Direktøren indstiller,\n" + "\n".join(points)
    shown = snippet(body, Marker(read(query))).text
    assert re.sub("</?mark>", "", shown) == f"Direktøren indstiller, {'; '.join(points)}"


@pytest.mark.parametrize("begin", ["at", "At {})", "-", "{}."])
def test_points_are_parted_however_they_begin_and_end(begin: str) -> None:
    one, two, three, four = (
        f"{begin.format(number)} {point}"
        for number, point in enumerate(["herberget planlægges,", "rammen forhøjes.", "bo" * 60 + " lånet", "mere"], 1)
    )
    body = f"Direktøren indstiller:\n{one}\n{two}\n{three}\n{four}"
    ended = snippet(body, Marker(read("rammen"))).text  # a point that has its own sign gets no second one
    assert re.sub("</?mark>", "", ended).startswith(f"Direktøren indstiller: {one} {two} {three[:4]}")
    begun = snippet(body, Marker(read("lånet"))).text  # whose own beginning lies before what is shown of it
    assert begun == f"… <mark>lånet</mark>; {four}"


def test_rows_of_a_table_do_not_run_together() -> None:
    body = "Sagsforløb\nUdvalg | Dato\nByrådet | 12-04-2023\nMagistraten | 27-08-2024\nFremsendt"
    shown = re.sub("</?mark>", "", snippet(body, Marker(read("byrådet"))).text)
    assert shown == "Sagsforløb Udvalg · Dato; Byrådet · 12-04-2023; Magistraten · 27-08-2024 Fremsendt"


def test_a_wrapped_line_is_no_point() -> None:
    shown = snippet("Udvalget besluttede\nat forhøje rammen.", Marker(read("rammen"))).text
    assert shown == "Udvalget besluttede at forhøje <mark>rammen</mark>."


def test_lines_of_the_original_flow_together() -> None:
    assert (
        snippet("En\ncykelsti\n\nlangs   vejen", Marker(read("cykelsti"))).text
        == "En <mark>cykelsti</mark> langs vejen"
    )


_WORDS = ["Cykelstierne", "supercykelsti", "Høje-Taastrup", "v/skolen", "22/24308", "750.000", "EU's", "børnepolitik",
          "lånebøgerne", "cykelstie", "–", "cy\u00adkel", "§", "skoler"]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from([" ", "\n", "\u00a0", ", ", "/", "-", ""]))))
def test_words_are_marked_alike_whether_or_not_the_whole_text_is_read(parts: list[tuple[str, str]]) -> None:
    """A text with a section of a law is read word for word; of any other only what stands around a word's letters."""
    text = "".join(word + after for word, after in parts)
    phrases = (
        '"skoler lånebøgerne"',
        '"taastrup skolen cykelstie"',
        '"eu\'s 22/24308 høje-taastrup" skole',
        '"v skol*"',
    )
    for query in ("cykel barn", "24308 bog", "skole sti", "750000 taastrup", "eu", "cykelstieskoler", *phrases):
        assert marks(query, text) == marks(query, f"{text}\n\n§ 999")
