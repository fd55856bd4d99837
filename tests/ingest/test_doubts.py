"""What the parser guesses it says: each guess has its warning, at its line, in words a clerk understands."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes
from tests.ingest import golden

DEMO = sorted(
    path for path in (Path(__file__).parents[2] / "demo").glob("*/*") if path.suffix in (".md", ".txt")
)  # fmt: skip
HEAD = "REFERAT Teknisk Udvalg d. 05-03-2024\n\n"
ITEM = "Punkt 1: Sti ved skolen\n\n24/77\n\n"


def read(text: str) -> Minutes:
    return read_minutes(text.encode(), "referat.txt")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (HEAD + ITEM + "Beslutning\n\nMælkebøtten blomstrer.\n", "outcome_not_recognised", "Mælkebøtten"),
        (HEAD + ITEM + "Godkendt.\n", "decision_implied", "punkt 1"),
        (
            "Lund Kommune - Udvalget for Leg og By\n\nReferat af møde i Ældrerådet 5. marts 2024\n\n" + ITEM,
            "committee_unsure",
            "både Ældrerådet og Udvalget for Leg og By",
        ),
        (HEAD + ITEM + "Beslutning\n\nGodkendt. Flere stemte imod.\n", "votes_unread", "Flere stemte imod."),
        (
            HEAD + ITEM + "Beslutning\n\nGodkendt. V stemte imod. De øvrige stemte for.\n",
            "votes_unread",
            "De øvrige stemte for.",
        ),
        (
            HEAD + ITEM + "Beslutning\n\nGodkendt. Lise Holm (V) stemte imod sammen med Jens Krog (C).\n",
            "votes_unread",
            "Jens Krog",
        ),
        (HEAD + ITEM + "Beslutning\n\nFraværende: Lise\n\nGodkendt.\n", "absence_unread", "Lise"),
        (
            HEAD + ITEM + "Indstilling\n\nat stien anlægges\n\nPunkt 2: Bro\n\n24/78\n\nBeslutning\n\nGodkendt.\n",
            "decision_missing",
            "Punkt 1",
        ),
        (
            HEAD
            + "".join(f"Punkt {n}: Sti {n}\n\n24/7{n}\n\nBeslutning\n\nGodkendt.\n\n" for n in (1, 2, 3))
            + "Punkt 4: Bro\n\n24/78\n\nSagsfremstilling\n\nBroen er smal.\n\nVi bygger den.\n",
            "decision_absent",
            "punkt 4",
        ),
        (
            f"{HEAD}Dagsorden\n\n1. Sti ved skolen\n2. Personalesag\n\n1. Sti ved skolen\n\n24/77\n\n"
            "Beslutning\n\nGodkendt.\n",
            "not_in_contents",
            "»Personalesag«",
        ),
        (
            f"{HEAD}{ITEM}Beslutning\n\n1. at: Godkendt.\n\n2. at: Ikke godkendt. Ejeren betaler selv.\n",
            "outcome_unsure",
            "Ikke godkendt",
        ),
        (
            f"{HEAD}Dagsorden\n\n1. Sti ved skolen\n\nog broen\n\n2. Bro\n\n"
            "1. Sti ved skolen\n\n24/77\n\nBeslutning\n\nGodkendt.\n\n2. Bro\n\n24/78\n\nBeslutning\n\nGodkendt.\n",
            "title_cut",
            "»Sti ved skolen og broen«",
        ),
        (HEAD + "Punkt 1: Sti ved sko len og b us\n\n24/77\n\nBeslutning\n\nGodkendt.\n", "title_broken", "b us"),
        (HEAD + ITEM + "Udpeget blev: Aage Bo og Ib Lund.\n", "decision_implied", "punkt 1"),
        (HEAD + ITEM + "Bent fortalte om krydset.\n\nPunkt 2: Bro\n\n24/78\n", "decision_unclear", "Punkt 1"),
        (HEAD + "Punkt 1: Sti ved skolen 24/77\n\nBeslutning\n\nGodkendt.\n", "case_number_in_title", "24/77"),
        (
            f"{HEAD}Indholdsfortegnelse\n\nSti ved skolen og broen ..... 2\n\n{ITEM}Beslutning\n\nGodkendt.\n",
            "title_cut",
            "»Sti ved skolen og broen«",
        ),
        (HEAD + ITEM + "Punkt 4: Bro\n\n24/78\n", "number_missing", "2-3"),
        (
            "Referat\n\nPunkt 1: Sti\n\n24/77\n\nBeslutning i Teknisk Udvalg den 5. marts 2024\n\nGodkendt.\n",
            "committee_guessed",
            "Teknisk Udvalg",
        ),
        (
            "Referat\n\nTeknisk Udvalg\n\nPunkt 1: Sti\n\n24/77\n\nBeslutning den 5. marts 2024\n\nGodkendt.\n",
            "date_guessed",
            "05-03-2024",
        ),
        (
            f"Teknisk Udvalg\n\nUdsendt den 1. marts 2024\n\n{ITEM}Beslutning\n\nGodkendt.\n",
            "date_guessed",
            "01-03-2024",
        ),
        (HEAD + "Punkt 1: Ny sti ved skolen og\n\n24/77\n\nBeslutning\n\nGodkendt.\n", "title_open", "skolen og"),
        (HEAD + "Punkt 1: Sti\n\n299835\n\nBeslutning\n\nGodkendt.\n", "case_number_guessed", "299835"),
        (HEAD + ITEM + "Punktet er lukket\n\nBeslutning\n\nGodkendt.\n", "closed_unsure", "Punktet er lukket"),
        (HEAD + ITEM + "Beslutning\n\nGodkendt.\n\nKort over stien.pdf\n", "attachment_unread", "Kort over stien"),
        (HEAD + ITEM + "Beslutning\n\nGodkendt.\n\nMateriale\n\nKort over stien\n", "attachment_unread", "Materiale"),
        (HEAD + ITEM + "Bilag: Kort\n\nForslaget blev godkendt af alle.\n", "attachment_odd", "af alle"),
        (
            HEAD
            + ITEM
            + 2 * "Beslutning Teknisk Udvalg den 05-03-2024\n\n{}\n\n".format("Godkendt.")
            + "Beslutning\n\nUdsat.\n",
            "decision_twice",
            "05-03-2024",
        ),
        (
            HEAD + ITEM + "Beslutning\n\nGodkendt.\n\nByrådet den 3. marts 2024 drøftede det.\n",
            "decision_merged",
            "Byrådet den 3. marts",
        ),
        (HEAD + ITEM + "Sagsgang\n\nAfgjort i Byrådet den 5. marts 2024\n\nGodkendt.\n", "decision_unclear", "1"),
        (HEAD + ITEM + "Sagsgang\n\nAnbefalet af Byrådet den 5. marts 2024\n\nGodkendt.\n", "decision_unclear", "1"),
        (
            HEAD + ITEM + "Sagsfremstilling\n\nStien er ny.\n\nUdvalget besluttede at anlægge den.\n",
            "decision_unclear",
            "1",
        ),
        (HEAD + ITEM + "Beslutning Byrådet den 05-03-2024\n\nGodkendt.\n", "body_unsure", "Byrådet"),
        (
            HEAD
            + "".join(f"Punkt {n}: Sti {n}\n\nBeslutning Teknisk Udvalg den 12-03-2024\n\nUdsat.\n\n" for n in (1, 2)),
            "date_unsure",
            "12-03-2024",
        ),
        (f"{HEAD}Mødedeltagere Aage Bo, Ib Lund, Kaj\n\n{ITEM}Beslutning\n\nGodkendt.\n", "person_unsure", "Kaj"),
        (
            f"{HEAD}Mødedeltagere Aage Bo, Ib Lund, Ole Vig\n\n{ITEM}Beslutning\n\nUdsat. Else Krog stemte imod.\n",
            "person_unlisted",
            "Else Krog",
        ),
        (f"{HEAD}Afbud: Skolerådet (Bo Sand)\n\n{ITEM}Beslutning\n\nGodkendt.\n", "absence_unread", "Skolerådet"),
        (HEAD + ITEM + "Beslutning\n\nGodkendt.\n\n## Mødte ikke\n\nLise Holm\n", "absence_unread", "Mødte ikke"),
        (
            HEAD + ITEM + "Beslutning\n\nGodkendt. Lise Holm (V) afventer byrådets behandling.\n",
            "votes_unread",
            "Lise Holm",
        ),
        (
            HEAD + ITEM + "Sagsfremstilling\n\nLise Holm deltog ikke i behandlingen.\n\nBeslutning\n\nGodkendt.\n",
            "absence_unread",
            "Lise Holm",
        ),
        (
            "Referat fra Ældrerådets møde den 5. marts 2024\n\n"
            + "".join(
                f"{n}. {title}\nDer blev talt om det.\n\n" for n, title in enumerate(("Nyt", "Økonomi", "Tur"), 1)
            )
            + "4. Dagsorden\nGodkendt.\n",
            "items_guessed",
            "numre",
        ),
        (
            HEAD + ITEM + "Sagsfremstilling\n\n" + 40 * "Stien er smal.\n\n" + "Varde Kommune er spurgt.\n",
            "municipality_thin",
            "Varde",
        ),
    ],
)
def test_each_guess_has_its_warning(text: str, code: str, said: str) -> None:
    found = [warning for warning in read(text).warnings if warning.code == code]
    assert [said in warning.message for warning in found] == [True]


@pytest.mark.parametrize("title", ["Eventuelt", "Meddelelser fra formanden", "Underskriftsside"])
def test_news_without_a_decision_is_not_doubted(title: str) -> None:
    decided = "".join(f"Punkt {n}: Sti {n}\n\n24/7{n}\n\nBeslutning\n\nGodkendt.\n\n" for n in (1, 2, 3))
    news = f"Punkt 4: {title}\n\n24/78\n\nSagsfremstilling\n\nVejen åbner i maj.\n\nBroen åbner i juni.\n"
    assert "decision_absent" not in {warning.code for warning in read(HEAD + decided + news).warnings}


@pytest.mark.parametrize("more", ["Busserne i Varde standser ved Varde Museum.", "Varde Kommune svarer i maj."])
def test_a_municipality_that_the_text_names_again_is_not_doubted(more: str) -> None:
    text = HEAD + ITEM + "Sagsfremstilling\n\n" + 40 * "Stien er smal.\n\n" + "Varde Kommune er spurgt.\n\n" + more
    minutes = read(text)
    assert minutes.municipality == "Varde"
    assert "municipality_thin" not in {warning.code for warning in minutes.warnings}


def test_entries_of_the_contents_that_head_no_item_are_not_missed() -> None:
    listed = "Sti ved skolen ..... 2\n\nBilagsoversigt ..... 4\n\nUnderskriftsside ..... 5\n\nBro ..... 6\n\n"
    minutes = read(f"{HEAD}Indholdsfortegnelse\n\n{listed}{ITEM}Beslutning\n\nGodkendt.\n")
    told = [warning.message for warning in minutes.warnings if warning.code == "not_in_contents"]
    assert ["»Bro«" in message for message in told] == [True]


def test_a_head_that_a_text_without_page_numbers_repeats_belongs_to_no_item() -> None:
    page = "Lindeby Kommune\nTeknisk Udvalg          05-03-2024\n\n"
    minutes = read(
        f"{HEAD}{page}{ITEM}Beslutning\n\nGodkendt.\n\n{page}Punkt 2: Bro\n\n24/78\n\nBeslutning\n\nUdsat.\n"
    )
    assert [[one.text for one in item.decisions] for item in minutes.items] == [["Godkendt."], ["Udsat."]]
    assert minutes.aside.count("Lindeby Kommune") == 2


def test_a_date_that_is_not_the_meetings_is_passed_over() -> None:
    cover = "Teknisk Udvalg\n\nUdsendt den 1. marts 2024\n\nTirsdag den 5. marts 2024 kl. 15.00\n\n"
    minutes = read(f"{cover}{ITEM}Beslutning\n\nGodkendt.\n")
    assert (str(minutes.date), minutes.start_time) == ("2024-03-05", "15:00")
    assert "date_guessed" not in {warning.code for warning in minutes.warnings}


@pytest.mark.parametrize("path", [*map(golden.source, golden.cases()), *DEMO], ids=lambda path: path.parent.name)
def test_nothing_doubtful_is_silent(path: Path) -> None:
    minutes = read_minutes(path.read_bytes(), path.name)
    told = [warning.code for warning in minutes.warnings]
    decisions = [decision for item in minutes.items for decision in item.decisions]
    assert told.count("outcome_not_recognised") >= sum(not decision.recognised for decision in decisions)
    assert all(decision.recognised or decision.outcome == "decided" for decision in decisions)
    numbers = [int("".join(filter(str.isdigit, item.number))) for item in minutes.items]
    jumps = sum(after - before > 1 for before, after in pairwise(numbers))
    assert told.count("number_missing") == jumps
    assert (minutes.committee is None) == ("no_committee" in told)
    assert (minutes.date is None) == ("no_date" in told)
    assert bool(minutes.unread) == ("lines_unread" in told)
