"""What is one word to a search, and what is not."""

import pytest

from meetings.language.analyse import analyse, terms


def stems(text: str) -> set[str]:
    return {term.stem for term in terms(text) if term.stem}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cykelsti", "cykelstierne"),
        ("udvalg", "udvalgets"),
        ("befordringsgodtgørelse", "befordringsgodtgørelsen"),
        ("Aabenraa", "Åbenrå"),
        ("aarhus", "ÅRHUS"),
        ("Ærø", "aeroe"),
        ("idé", "ide"),
        ("EU's", "EU"),
        ("IT-strategien", "it-strategi"),
        ("§ 176", "§176"),
        ("22/24308", "22-24308"),
        ("750.000", "750000"),
        ("1,3", "1,3"),
        ("EMN-2022-81268", "emn-2022-81268"),
        ("01.00.00-G01-93-16", "01.00.00-g01-93-16"),
        ("godkende", "godkendt"),
        ("godkendes", "godkendelsen"),
        ("by", "byerne"),
        ("byen", "byer"),
        ("budget", "budgettet"),
        ("budgetter", "budgettets"),
        ("bog", "bøgerne"),
        ("lånebog", "lånebøger"),
        ("barn", "børnene"),
        ("plejebarn", "plejebørn"),
        ("mand", "mænd"),
        ("museum", "museet"),
        ("skoleregel", "skoleregler"),
        ("ledig", "ledige"),
        ("færge", "faerger"),
        ("bør", "boer"),
        ("udbyde", "udbød"),
        ("medfinansiere", "medfinansieret"),
        ("anlægge", "anlagde"),
        ("kursus", "kurser"),
        ("tosproget", "tosprogede"),
        ("år", "året"),
        ("punkt", "punkterne"),
        ("bruge", "bruger"),
        ("sikker", "sikre"),
        ("løse", "løst"),
        ("inhabil", "inhabiliteten"),
        ("vedligehold", "vedligeholdelsen"),
        ("optages", "optagelse"),
        ("bonde", "bøndernes"),
        ("center", "centrets"),
        ("stor", "største"),
        ("vigtig", "vigtigste"),
    ],
)
def test_meet(one: str, other: str) -> None:
    assert stems(one) & stems(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mål", "mal"),
        ("bør", "bor"),
        ("fleksjob", "fleksjobpuljer"),
        ("1,3", "13"),
        ("§ 17", "§ 176"),
        ("22/24308", "22/2430"),
        ("330-2021-49620", "330-2021-49621"),
        ("schön", "schon"),
        ("ledig", "ledelse"),
        ("ledighed", "leder"),
        ("sundhed", "sund"),
        ("borger", "borgerlig"),
        ("budget", "bud"),
        ("stil", "stiller"),
        ("nævn", "nævner"),
        ("vind", "vinde"),
        ("kost", "koster"),
        ("tale", "tal"),
        ("plan", "planet"),
        ("tag", "tages"),
        ("løb", "løbende"),
        ("fordel", "fordelt"),
        ("egn", "egnet"),
        ("lov", "lover"),
        ("indlæg", "indlæggelse"),
    ],
)
def test_stay_apart(one: str, other: str) -> None:
    assert not stems(one) & stems(other)


@pytest.mark.parametrize(
    "forms",
    [
        "boligområde boligområdet boligområder boligområderne",  # compounds that no list knows
        "klagefrist klagefristen klagefrister klagefristernes",
        "husstandsoversigt husstandsoversigten husstandsoversigter",
        "hospicepladser hospiceplads hospicepladsen",
        "ungdomsambassadør ungdomsambassadører ungdomsambassadørerne",
        "fritidsjournalist fritidsjournalisten fritidsjournalister",
        "lejrskoleelev lejrskoleelever lejrskoleeleven",
        "vadehav vadehavet",
        "hattemager hattemagerne",
        "øvelsesdag øvelsesdagen øvelsesdagene",  # 'gene' is a noun as well,
        "keltisker keltiskerne",  # 'kerne' too
        "vaneidealist vaneidealister vaneidealisten",  # and 'liste'
    ],
)
def test_every_form_of_a_compound_asks_for_every_other(forms: str) -> None:
    asked = {next(analyse(form)).words[0].stem for form in forms.split()}
    assert len(asked) == 1


def test_stop_words_have_a_place_but_no_stem() -> None:
    assert [(term.stem, term.exact, term.position) for term in terms("sti og vej")] == [
        ("sti", "sti", 1),
        ("", "og", 2),
        ("vej", "vej", 3),
    ]


def test_the_exact_word_keeps_its_ending() -> None:
    assert [term.exact for term in terms("Cykelstierne på ALLÉEN")] == ["cykelstierne", "paa", "alleen"]


def test_words_that_decide_what_a_sentence_says_can_be_searched() -> None:
    assert len(stems("ikke imod uden alle")) == 4


def test_spans_are_those_of_the_text() -> None:
    text = "Sag 22/24308 i Høje-Taastrup efter § 176"
    assert {text[term.start : term.end] for term in terms(text)} == {
        "Sag", "22/24308", "i", "Høje", "Taastrup", "Høje-Taastrup", "efter", "§ 176",
    }  # fmt: skip
