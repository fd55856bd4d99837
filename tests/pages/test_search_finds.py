"""Search as a reader meets it: what is found, who may be found, and in which order."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from bench.compounds import MEASURING, pairs
from meetings.filing.indexing import index_meeting
from meetings.models import Meeting
from tests.make import make_attachment, make_decision, make_found, make_items, make_meeting, make_section

pytestmark = pytest.mark.django_db


# What is found


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Etablering af cykelstier langs Oddervej", "cykelsti"),
        ("Befordringsgodtgørelsen sættes op", "befordringsgodtgørelse"),
        ("Besøg i Åbenrå", "Aabenraa"),
        ("Besøg i Aabenraa", "åbenrå"),
        ("Færgen til Ærø", "aeroe"),
        ("En god idé", "ide"),
        ("Alléen fældes", "alleen"),
        ("Se EMN-2022-81268 i sagen", "EMN-2022-81268"),
        ("Godtgørelse efter §176 i loven", "§ 176"),
        ("Godtgørelse efter § 176 i loven", "§176"),
        ("Udgiften er 1,3 mio. kr.", "1,3"),
        ("Der bevilges 750.000 kr.", "750000"),
        ("Mødet holdes i Loungen v/byrådssalen", "byrådssalen"),
        ("Mødet holdes i Loungen v/byrådssalen", "v/byrådssalen"),
        ("Sagen behandles i Børne- og Ungeudvalget", "Børne- og Ungeudvalget"),
        ("Samarbejde med Høje-Taastrup", "høje taastrup"),
        ("Samarbejde med Høje Taastrup", "høje-taastrup"),
        ("Arbejdsmarkeds-Udvalget mødes", "arbejdsmarkedsudvalget"),
        ("Arbejdsmarkedsudvalget mødes", "Arbejdsmarkeds-Udvalget"),
        ("Svar pr. email", "e-mail"),
        ("Arbejdsmarkeds-Udvalget mødes", '"Arbejdsmarkeds-Udvalget"'),
        ("Budget 2023-26", "2023"),
        ("STAR's puljer", "STAR"),
        ("Se dok.nr. 330-2021-87846", "330-2021-87846"),
        ("Den er ikke godkendt", "ikke"),
        ("den og den", "og"),
        ("Der ydes befordringsgodtgørelse", "befordring"),
        ("Midler til fleksjobpuljer", "fleksjob"),
        ("Sager på sygedagpengeområdet", "sygedagpenge"),
        ("Cykelstipuljen er tom", "cykelsti"),
        ("Politik for børn", "barn"),
        ("Børnepolitikken", "børn"),
        ("Lånebøger", "bog"),
        ("Sagen er godkendt", "godkende"),
        ("Budgettet vedtages", "budget"),
        ("Byens torve", "by"),
        ("De ledige borgere", "ledig"),
        ("Sag 01.00.00-G01-93-16 nævnes", "01.00.00-G01-93-16"),
    ],
)
def test_finds(found: Any, text: str, query: str) -> None:
    make_found("Punktet", text=text)
    make_found("Et andet", text="Noget helt andet.")
    assert found(query) == ["Punktet"]


@pytest.mark.parametrize("half", MEASURING[::2])
def test_compounds_are_found_by_their_parts_and_nothing_by_accident(client: Client, half: str) -> None:
    """The pairs that nothing was tuned on (tests/language/compounds), asked one by one of an archive of their words."""
    judged = [*pairs(half)]
    words = sorted({word for _asked, word, _right in judged})
    meeting = make_meeting(published=True)
    make_items(meeting, *words)
    index_meeting(meeting)
    told = {f"punkt-{number}": word for number, word in enumerate(words, start=1)}

    def found(query: str) -> set[str]:
        answer = client.get("/soeg/udtraek.json", {"q": query})
        items = json.loads(b"".join(answer.streaming_content))["items"]  # type: ignore[arg-type]
        return {told[item["url"].rstrip("/").rsplit("/", 1)[1]] for item in items}

    answers = {asked: found(asked) for asked in {asked for asked, _word, _right in judged}}
    hits = sum(word in answers[asked] and right for asked, word, right in judged)
    false = [(asked, word) for asked, word, right in judged if word in answers[asked] and not right]
    missed = [(asked, word) for asked, word, right in judged if right and word not in answers[asked]]
    assert len(judged) >= 300
    assert 2 * hits / (2 * hits + len(false) + len(missed)) >= 0.95, (false, missed)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Puljen til fleksjobpuljer", '"fleksjob"'),
        ("Kosten er sund", "ost"),
        ("Kosten er sund", "sundhed"),
        ("Udvalget mødes", "valg"),
        ("Ledelsen mødes", "ledig"),
        ("Cykelstien langs vejen", '"cykelsti"'),
        ("Arbejdsmarkeds-Udvalget mødes", '"arbejdsmarkedsudvalget"'),
        ("Arbejdsmarkedsudvalget mødes", '"Arbejdsmarkeds-Udvalget"'),
        ("godkendt uden de bemærkninger", '"godkendt uden bemærkninger"'),
        ("bemærkninger uden godkendt", '"godkendt uden"'),
        ("Målet er nået", "mal"),
        ("Efter § 17 i loven", "§ 176"),
        ("Cykelsti med busbane", "cykelsti -busbane"),
        ("Cykelsti er ikke med", 'cykelsti -"ikke med"'),
    ],
)
def test_does_not_find(found: Any, text: str, query: str) -> None:
    make_found(text=text)
    assert found(query) == []


def test_a_phrase_is_found_as_it_stands(found: Any) -> None:
    make_found("Sådan", text="Blev godkendt uden bemærkninger i udvalget.")
    make_found("Ikke sådan", text="Uden at være godkendt. Bemærkninger: ingen.")
    assert found('"godkendt uden bemærkninger"') == ["Sådan"]


def test_all_words_must_be_there(found: Any) -> None:
    make_found("Begge", text="cykelsti ved skolen")
    make_found("Den ene", text="cykelsti ved havnen")
    assert found("cykelsti skole") == ["Begge"]


def test_what_must_not_be_there_can_stand_alone(found: Any) -> None:
    make_found("Med", text="busbane")
    make_found("Uden", text="cykelsti")
    assert found("-busbane") == ["Uden"]
    assert found('-"busbane"') == ["Uden"]


def test_attachments_recommendations_and_decisions_are_searched(found: Any) -> None:
    item = make_found(recommendation="at zebrastriben males", decision="Udsat til fornyet høring.")
    make_attachment(item, title="Trafiktælling på Skolevej", document_number="330-2021-268527")
    make_decision(item, own=False, body="Økonomiudvalget", text="Anbefalet enstemmigt.")
    make_section(item, heading="Bæredygtighed", role="other", text="Se nedenfor.")
    index_meeting(item.meeting)
    for query in ("zebrastribe", "fornyet", "trafiktælling", "330-2021-268527", "enstemmigt", "bæredygtighed"):
        assert found(query) == [item.title], query


def test_the_town_can_stand_beside_the_subject(found: Any) -> None:
    meeting = make_meeting(municipality="Høje-Taastrup", committee="Klimaudvalget", published=True)
    make_found("Solceller", meeting=meeting)
    assert found("solceller høje-taastrup") == found("solceller klimaudvalget") == ["Solceller"]
    assert found('"høje-taastrup"') == []


def test_a_case_number_finds_its_items_and_nothing_else(found: Any) -> None:
    make_found("Sagen selv", case_number="22/24308")
    make_found("Nævner den", text="Se sag 22/24308.", case_number="23/1")
    make_found("En længere", case_number="22/243081")
    assert found("22/24308") == found("22-24308") == found("Sag 22 / 24308") == ["Sagen selv"]
    assert sorted(found('"22/24308"')) == ["Nævner den", "Sagen selv"]


def test_a_number_no_case_has_is_looked_for_in_the_text(found: Any) -> None:
    make_found("Nævner den", text="Dok.nr. EMN-2022-81268")
    assert found("EMN-2022-81268") == ["Nævner den"]


# Who may be found


@pytest.mark.parametrize("status", [Meeting.Status.DRAFT, Meeting.Status.WITHDRAWN])
def test_only_published_meetings_are_found(found: Any, status: str) -> None:
    item = make_found("Cykelsti")
    assert found("cykelsti") == ["Cykelsti"]
    item.meeting.status = status
    item.meeting.save()
    assert index_meeting(item.meeting) == 0
    assert found("cykelsti") == found("") == []


def test_of_a_closed_item_only_title_and_case_number_are_told(client: Client, found: Any, words_of: Any) -> None:
    item = make_found(
        "Salg af grund", closed=True, case_number="22/1234", text="hemmelighed", decision="Solgt til højestbydende.",
        recommendation="tavshed", document_number="330-2022-5555",
    )  # fmt: skip
    make_attachment(item, title="Fortroligt tilbud")
    index_meeting(item.meeting)
    for secret in ("hemmelighed", "tavshed", "solgt", "fortroligt", "330-2022-5555", '"hemmelighed"'):
        assert found(secret) == [], secret
    assert found("grund") == found("22/1234") == ["Salg af grund"]
    assert found("", udfald="godkendt") == []
    told = client.get("/soeg.json?q=grund").json()["items"][0]
    assert (told["snippet"], told["outcome"], told["case_number"]) == ("", None, "22/1234")
    page = words_of("/soeg/?q=grund")
    assert "Lukket punkt" in page
    assert "Solgt" not in page


# In which order


def test_title_before_decision_before_recommendation_before_text(found: Any) -> None:
    make_found("Teksten", text="Der tales om vindmøller. " * 30, date="2023-05-04")
    make_found("Indstillingen", recommendation="at vindmøllerne rejses", text="Ord. " * 50, date="2023-05-03")
    make_found("Beslutningen", decision="Vindmøllerne godkendt.", text="Ord. " * 300, date="2023-05-02")
    make_found("Vindmøller", text="Ord. " * 2000, date="2010-05-01")
    assert found("vindmølle") == ["Vindmøller", "Beslutningen", "Indstillingen", "Teksten"]


def test_near_before_far_and_newer_before_older(found: Any) -> None:
    make_found("Langt fra hinanden", text="grøn " + "ord " * 80 + "bølge", date="2023-05-05")
    make_found("Tæt", text="grøn bølge" + " ord" * 80, date="2022-05-05")
    assert found("grøn bølge") == ["Tæt", "Langt fra hinanden"]
    make_found("Gammel", text="rundkørsel", date="2009-01-01")
    make_found("Ny", text="rundkørsel", date="2024-01-01")
    assert found("rundkørsel") == ["Ny", "Gammel"]


def test_sorting(found: Any) -> None:
    make_found("Sti i midten", date="2021-01-01")
    make_found("Ny", text="sti", date="2022-01-01")
    make_found("Gammel", text="sti", date="2020-01-01")
    assert found("sti") == ["Sti i midten", "Ny", "Gammel"]
    assert found("sti", sort="nyeste") == found("") == found("", sort="relevans") == ["Ny", "Sti i midten", "Gammel"]
    assert found("sti", sort="aeldste") == ["Gammel", "Sti i midten", "Ny"]


def test_a_compound_comes_before_longer_ones_that_hold_it(found: Any) -> None:
    make_found("Satser", text="Ny befordringsgodtgørelsessats.", decision="befordringsgodtgørelsessats")
    make_found("Nævnt", text="Om befordringsgodtgørelse.")
    make_found("Befordringsgodtgørelsessats")
    make_found("Befordringsgodtgørelse")
    titles = found("befordringsgodtgørelse")
    assert titles[0] == "Befordringsgodtgørelse"
    assert set(titles) == {"Befordringsgodtgørelse", "Nævnt", "Satser", "Befordringsgodtgørelsessats"}
    assert "Befordringsgodtgørelsessats" in found("befordring")[:2]


def test_the_committees_name_is_not_taken_apart(found: Any) -> None:
    make_found("Solceller", meeting=make_meeting(committee="Miljøudvalget", published=True))
    assert found("miljø") == []
    assert found("miljøudvalg") == ["Solceller"]


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("skole sælge", ["Indstilling: Den gamle skole sælges."]),
        ("bro", ["Beslutning: Broen udsættes."]),
        ("rundkørsel", ["… Om rundkørsler."]),
        ("bro skole", ["Beslutning: Broen udsættes.", "Indstilling: Den gamle skole sælges."]),
        ("bro rundkørsel", ["Beslutning: Broen udsættes.", "… Om rundkørsler."]),
    ],
)
def test_what_is_shown_as_decided_or_recommended_is_that_and_nothing_else(
    client: Client, query: str, lines: list[str]
) -> None:
    make_found("Skolen", text="Om rundkørsler.", recommendation="Den gamle skole sælges.", decision="Broen udsættes.")
    page = client.get("/soeg/", {"q": query}).content.decode()
    shown = re.findall(r'<p class="hit-text">(.*?)</p>', page)
    assert [re.sub("<[^>]+>", "", one) for one in shown] == lines


def test_titles_of_attachments_are_told_as_such_and_only_where_nothing_else_says_it(client: Client, db: None) -> None:
    item = make_found("Planen ved åen", text="Om lokalplan 114.", decision="Godkendt.")
    for title in ("Lokalplan 114 ved åen", "Høringsnotat til lokalplan 114, støj", "Oversigtskort"):
        make_attachment(item, title=title)
    index_meeting(item.meeting)
    for query, line in {
        "lokalplan": "… Om lokalplan 114. …",
        "støj": "Bilag: … Høringsnotat til lokalplan 114, støj · Oversigtskort",
        "å": "Beslutning: Godkendt.",  # which the title tells
        "å støj": "Bilag: Lokalplan 114 ved åen · Høringsnotat til lokalplan 114, støj · Oversigtskort",
    }.items():
        shown = re.findall(r'<p class="hit-text">(.*?)</p>', client.get("/soeg/", {"q": query}).content.decode())
        assert [re.sub("<[^>]+>", "", one) for one in shown] == [line]


def test_a_compound_that_nothing_has_is_offered_as_its_parts(client: Client, db: None) -> None:
    make_found("Lukning af Vrangby Skole")
    page = client.get("/soeg/?q=skolelukning").content.decode()
    assert '<a href="/soeg/?q=skole+lukning">skole lukning</a>' in page
    assert "(1 punkt)" in page
    make_found("Broen", meeting=make_meeting(municipality="Esbjerg", published=True))
    page = client.get("/soeg/?q=skolelukning+kommune:esbjerg").content.decode()  # where it never was
    assert page.index(">skole lukning</a>") < page.index(">kommune:esbjerg</a>")
