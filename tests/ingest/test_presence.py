"""Who was there, who was away and for how long, who stood in for whom: as covers and closing lines say it."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes

MEMBERS = "Mødedeltagere Aage Bo, Ib Lund"


def minutes(cover: str, closing: str = "") -> Minutes:
    head = "REFERAT Teknisk Udvalg d. 05-03-2024\n\nMødedato Tirsdag d. 5. marts 2024 kl. 15:00"
    body = "Punkt 1: Sti ved skolen\n\n24/77\n\nBeslutning\n\nGodkendt."
    return read_minutes(f"{head}\n\n{cover}\n\n{body}\n\n{closing}\n".encode(), "referat.txt")


@pytest.mark.parametrize(
    ("said", "absent", "stand_ins"),
    [
        ("Fraværende: Lise Holm (A)", ["Lise Holm"], []),
        ("Afbud Lise Holm (A) - Jens Krog (A) deltog som stedfortræder", ["Lise Holm"], ["Jens Krog"]),
        ("Ej til stede: Lise Holm (A) og Jens Krog", ["Lise Holm", "Jens Krog"], []),
        ("Afbud: Lise Holm (A). I stedet mødte Jens Krog (A)", ["Lise Holm"], ["Jens Krog"]),
        ("Afbud fra Lise Holm. I stedet mødte Jens Krog.", ["Lise Holm"], ["Jens Krog"]),
        ("Afbud: Lise Holm, Jens Krog mødte i stedet", ["Lise Holm"], ["Jens Krog"]),
        ("Fraværende: Lise Holm (suppleant: Jens Krog)", ["Lise Holm"], ["Jens Krog"]),
        ("Afbud: Lise Holm\n\nStedfortræder for Lise Holm (V): Jens Krog (V)", ["Lise Holm"], ["Jens Krog"]),
        (
            "Medlemmerne var til stede med undtagelse af Lise Holm. For hende mødte stedfortræderen Jens Krog.",
            ["Lise Holm"],
            ["Jens Krog"],
        ),
        ("Else Krog Fraværende Lise Holm", ["Lise Holm"], None),
        ("Fraværende: Ib Lund fra kl. 17.30", [], []),
        ("Fraværende: Ib Lund (deltog ikke i punkt 4)", [], []),
        ("Fraværende: Lise Holm, Ib Lund fra kl. 17.30", ["Lise Holm"], []),
        ("Ib Lund forlod mødet kl. 17.30", [], []),
        ("Alle medlemmer var til stede.", [], []),
    ],
)
def test_who_was_away_from_the_whole_meeting(said: str, absent: list[str], stand_ins: list[str] | None) -> None:
    read = minutes(f"{MEMBERS}, {said}" if stand_ins is None else f"{MEMBERS}\n\n{said}")
    assert list(read.absent) == absent
    assert list(read.participants) == ["Aage Bo", "Ib Lund", *(["Else Krog"] if stand_ins is None else stand_ins)]
    assert [line.text for line in read.unread] in ([], ["Ib Lund forlod mødet kl. 17.30"])


@pytest.mark.parametrize(
    ("said", "absent", "here", "partly"),
    [
        ("Fraværende: Lise Holm (V)", ["Lise Holm"], [], False),
        ("Lise Holm deltog ikke i behandlingen af punktet.", ["Lise Holm"], ["Lise Holm"], False),
        ("Lise Holm og Jens Krog deltog ikke i sagens behandling.", ["Lise Holm", "Jens Krog"], None, False),
        ("Lise Holm (V) var inhabil og forlod lokalet.", ["Lise Holm"], ["Lise Holm"], False),
        ("Lise Holm (V) var ikke til stede under dette punkt.", ["Lise Holm"], ["Lise Holm"], False),
        ("Fraværende ved behandlingen: Lise Holm (V)", ["Lise Holm"], ["Lise Holm"], False),
        (
            "Fraværende: Lise Holm (V) deltog ikke i punktet, Jens Krog (A)",
            ["Lise Holm", "Jens Krog"],
            ["Lise Holm"],
            False,
        ),
        ("Lise Holm (V) var fraværende fra kl. 17.30.", ["Lise Holm"], ["Lise Holm"], True),
        ("Fraværende: Lise Holm (V) fra kl. 17.30", ["Lise Holm"], ["Lise Holm"], True),
        ("Fraværende: Lise Holm (V) (indtil kl. 16)", ["Lise Holm"], ["Lise Holm"], True),
        (
            "Fraværende:\n\nLise Holm fra kl. 17.30\n\nJens Krog (A)",
            ["Lise Holm", "Jens Krog"],
            ["Lise Holm"],
            True,
        ),
        ("Lise Holm (V) deltog fra kl. 16.30.", [], [], True),
        ("Lise Holm forlod mødet kl. 15.00 under behandlingen af punkt 9.", [], [], True),
        ("Lise Holm (V) deltog ikke i afstemningen.", [], [], False),
        ("Lise Holm (V) og Jens Krog fraværende.", ["Lise Holm", "Jens Krog"], [], False),
        ("Imod stemte V og O. Lise Holm deltog ikke i behandlingen.", ["Lise Holm"], ["Lise Holm"], False),
        ("Udvalget var enigt. Ikke til stede: Lise Holm (V).", ["Lise Holm"], [], False),
        ("Udvalget var enigt. Ej mødt: Lise Holm (A), Jens Krog.", ["Lise Holm", "Jens Krog"], [], False),
        ("Inhabil: Lise Holm (V)", ["Lise Holm"], ["Lise Holm"], False),
        ("Følgende deltog ikke: Lise Holm (V), Jens Krog", ["Lise Holm", "Jens Krog"], [], False),
        ("Afbud modtaget fra Lise Holm.", ["Lise Holm"], [], False),
        ("(Lise Holm var fraværende)", ["Lise Holm"], [], False),
        ("Lise Holm meldte sig inhabil.", ["Lise Holm"], ["Lise Holm"], False),
        ("Byrådet kendte Lise Holm inhabil.", ["Lise Holm"], ["Lise Holm"], False),
        ("Udvalget fandt ikke, at Lise Holm er inhabil.", [], [], False),
        ("Lise Holm forlod lokalet under sagens behandling.", ["Lise Holm"], ["Lise Holm"], False),
        ("Lise Holm trådte ud på grund af inhabilitet.", ["Lise Holm"], ["Lise Holm"], False),
        ("Under dette punkt var Lise Holm fraværende.", ["Lise Holm"], ["Lise Holm"], False),
        ("I sagens behandling deltog Lise Holm ikke.", ["Lise Holm"], ["Lise Holm"], False),
        ("Godkendt, idet Lise Holm ikke deltog i behandlingen.", ["Lise Holm"], ["Lise Holm"], False),
        ("Herefter udsat (Lise Holm deltog ikke i behandlingen).", ["Lise Holm"], ["Lise Holm"], False),
        ("Lise Holm deltog ikke, og Jens Krog var inhabil.", ["Lise Holm", "Jens Krog"], None, False),
    ],
)
def test_away_from_the_item_and_away_for_a_while_are_kept_apart(
    said: str, absent: list[str], here: list[str] | None, partly: bool
) -> None:
    read = minutes(MEMBERS, said)
    decision = read.items[0].decisions[0]
    assert list(decision.absent) == absent
    assert list(decision.absent_here) == (absent if here is None else here)
    assert ("absence_partly" in {warning.code for warning in read.warnings}) == partly
    assert all(name in f"{decision.text} {decision.note}" for name in ("Lise Holm",) if not absent)
    assert "Herefter udsat" not in said or "Herefter udsat" in decision.text


@pytest.mark.parametrize(
    ("said", "doubted"),
    [
        ("Sagen blev afgjort uden Lise Holms deltagelse.", True),
        ("Formanden var inhabil og forlod lokalet.", True),
        ("Lise Holm var fraværende.", False),
        ("Lise Holm fratrådte mødet under punktet.", False),
        ("Afbud: Ingen", False),
    ],
)
def test_absence_that_nobody_could_read_is_doubted(said: str, doubted: bool) -> None:
    codes = {warning.code for warning in minutes(MEMBERS, said).warnings}
    assert ("absence_unread" in codes) == doubted


@pytest.mark.parametrize(
    "said",
    [
        "Anbefales. Lise Holm (I) anbefaler handlemulighed B.",
        "Else Krog (F) og Ellen Margrethe Bonde (T) stemmer for handlemulighed B.",
        "Else Krog og Ellen Margrethe Bonde stemmer for handlemulighed B.",
    ],
)
def test_persons_that_a_decision_names_are_not_away(said: str) -> None:
    head = "REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti\n\n24/77\n\nBeslutning\n\n"
    read = read_minutes(f"{head}Fraværende: Jens Krog (A)\n\n{said}\n".encode(), "referat.txt")
    (decision,) = read.items[0].decisions
    assert (decision.absent, decision.text) == (("Jens Krog",), said)


def test_the_last_of_the_absent_run_together_with_the_decision_is_taken_apart() -> None:
    head = "REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti\n\n24/77\n\nBeslutning\n\n"
    text = f"{head}Fraværende: Lise Holm (A),\n\nJens Krog (UFP) Godkendt med 3 stemmer.\n"
    read = read_minutes(text.encode(), "referat.txt")
    (decision,) = read.items[0].decisions
    assert (decision.absent, decision.text) == (("Lise Holm", "Jens Krog"), "Godkendt med 3 stemmer.")


def test_the_party_of_a_person_is_kept_as_printed() -> None:
    read = minutes(
        "Mødedeltagere Aage Bo (A), Ib Lund\n\nFraværende: Else Marie Krogh (Udenfor parti)",
        "Ib Lund (Ø) stemte imod.\n\nFraværende: Lise Holm [S], Bo Bech",
    )
    assert [(one.name, one.party) for one in read.affiliations] == [
        ("Aage Bo", "A"),
        ("Else Marie Krogh", "Udenfor parti"),
    ]
    decision = read.items[0].decisions[0]
    assert [(one.name, one.party) for one in decision.affiliations] == [("Lise Holm", "S"), ("Ib Lund", "Ø")]
    assert (read.absent, decision.absent) == (("Else Marie Krogh",), ("Lise Holm", "Bo Bech"))


@pytest.mark.parametrize(
    "line",
    ["LINDEBY KOMMUNE", "Mødet hævet: 18.05", "Mødet sluttede kl. 18.05", "Sluttidspunkt: 18:05", "Referent: Bo Bech"],
)
def test_what_a_cover_says_beside_its_facts_is_known_for_what_it_is(line: str) -> None:
    read = minutes(f"{line}\n\n{MEMBERS}")
    assert (read.unread, read.start_time, read.participants) == ((), "15:00", ("Aage Bo", "Ib Lund"))
    assert [item.title for item in read.items] == ["Sti ved skolen"]


def test_the_chair_above_the_members_took_part() -> None:
    assert minutes(f"Formand: Borgmester Else Krog (A)\n\n{MEMBERS}").participants == (
        "Else Krog",
        "Aage Bo",
        "Ib Lund",
    )
    assert minutes(f"Formand: Aage Bo\n\n{MEMBERS}").participants == ("Aage Bo", "Ib Lund")


def test_a_remark_on_the_cover_stays_unread() -> None:
    read = minutes(f"{MEMBERS}\n\nBemærkninger:\n\nMødet indledtes med et besøg på skolen.")
    assert "Mødet indledtes med et besøg på skolen." in [line.text for line in read.unread]


@pytest.mark.parametrize(
    "closing",
    [
        "Mødet hævet kl. 18.05.",
        "Sluttidspunkt: 18.05",
        "Mødet blev hævet kl. 18:05",
        "Underskrifter\n\nAage Bo\n\nIb Lund",
    ],
)
def test_the_end_of_the_meeting_is_no_part_of_the_last_decision(closing: str) -> None:
    read = minutes(MEMBERS, closing)
    assert [decision.text for decision in read.items[0].decisions] == ["Godkendt."]
    assert not read.unread


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        ("Lise Holm (V) forlod mødet kl. 16.05 og deltog ikke i punktet.", ("Lise Holm",)),
        ("Lise Holm og Bo Bech gik kl. 18.00 og deltog derfor ikke i sagens behandling.", ("Lise Holm", "Bo Bech")),
        ("Lise Holm forlod mødet kl. 16.05 inden behandlingen af punktet.", ("Lise Holm",)),
        ("Lise Holm ankom kl. 16.05 og deltog ikke i dette punkt.", ("Lise Holm",)),
        ("Lise Holm ankom kl. 16.05 og deltog ikke i punkt 1-3.", None),
        ("Lise Holm forlod mødet kl. 17 inden behandlingen af punkt 9.", None),
    ],
)
def test_who_came_or_left_and_took_no_part_was_away_from_the_item(said: str, absent: tuple[str, ...] | None) -> None:
    text = f"REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti\n\n24/77\n\nBeslutning\n\nGodkendt.\n\n{said}\n"
    read = read_minutes(text.encode(), "referat.txt")
    decision = read.items[0].decisions[0]
    assert (decision.absent, decision.absent_here) == (absent or (), absent or ())
    assert ("absence_partly" in {warning.code for warning in read.warnings}) == (absent is None)


@pytest.mark.parametrize(
    ("said", "outcome", "absent", "told"),
    [
        ("Udsættes, fravær: Lise Holm.", "postponed", ["Lise Holm"], True),
        ("Godkendt - fraværende: Lise Holm (V) og Ib Lund (A).", "approved", ["Lise Holm", "Ib Lund"], True),
        ("Godkendt (afbud: Lise Holm (V)).", "approved", ["Lise Holm"], True),
        ("Godkendt, afbud fra Lise Holm.", "approved", ["Lise Holm"], True),
        ("Godkendt, Lise Holm (V) fraværende.", "approved", ["Lise Holm"], True),
        ("Godkendt. Fraværende Lise Holm.", "approved", ["Lise Holm"], True),
        ("Drøftet (Lise Holm ikke til stede).", "discussed", ["Lise Holm"], True),
        ("Godkendt, afbud: ingen", "approved", [], True),
        ("Udsættes, fravær: A.", "postponed", [], False),
        ("Godkendt, V fraværende.", "approved", [], False),
    ],
)
def test_who_was_away_behind_the_decision_on_its_line(said: str, outcome: str, absent: list[str], told: bool) -> None:
    page = f"REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti ved skolen\n\n24/77\n\nBeslutning\n\n{said}\n"
    read = read_minutes(page.encode(), "referat.txt")
    (one,) = read.items[0].decisions
    assert (one.text, one.outcome, list(one.absent)) == (said, outcome, absent)
    assert told is not any(warning.code == "absence_unread" for warning in read.warnings)


@pytest.mark.parametrize(
    ("said", "absent", "here"),
    [
        ("Godkendt. Bo Bech og Ib Lund gik uden for døren som inhabile under 2).", "Bo Bech, Ib Lund", True),
        ("Godkendt. Lise Holm stod udenfor ved behandlingen.", "Lise Holm", True),
        ("Godkendt. Lise Holm (V) var gået.", "Lise Holm", False),
        ("Godkendt. Punktet ligger uden for udvalgets område.", "", False),
        ("Godkendt. Lise Holm var gået ind på en prøvetid.", "", False),
        (
            "Fraværende med afbud: Lise Holm, F, (barsel) og Bo Bech, A, (sygdom).\n\nGodkendt.",
            "Lise Holm, Bo Bech",
            False,
        ),
        ("Godkendt.\n\nAfbud: Lise Holm, Ib Lund indkaldt", "Lise Holm", False),
        ("Godkendt.\n\nI stedet for Lise Holm deltog Ib Lund.", "Lise Holm", False),
        ("Godkendt.\n\nSuppleant Ib Lund mødte for Lise Holm og Bo Bech.", "Lise Holm, Bo Bech", False),
        ("Ib Lund valgt til suppleant for Lise Holm, som deltager i bestyrelsen.", "", False),
        ("Godkendt. Lise Holm deltog ikke grundet inhabilitet.\n\nAfbud: Bo Bech.", "Lise Holm, Bo Bech", None),
    ],
)
def test_who_was_away_or_stood_outside(said: str, absent: str, here: bool | None) -> None:
    text = f"REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti\n\n24/77\n\nBeslutning\n\n{said}\n"
    (found,) = read_minutes(text.encode(), "x.txt").items[0].decisions
    assert ", ".join(found.absent) == absent
    assert here is None or (found.absent_here == found.absent if here else not found.absent_here)
