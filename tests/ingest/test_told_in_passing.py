"""What stands in a clause or a quotation and was taken for the decision, and how clerks put what they decide."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.rules import outcomes, votes, votes_unread

HEAD = "REFERAT Teknisk Udvalg d. 12-03-2024\n\nVarde Kommune\n\n# Punkt 1: Ny sti\n\n## Beslutning\n\n"


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        # a clause of relation, reason or speech, a quotation, a participle that describes, somebody else's decision
        ("Der arbejdes på en liste over medlemmer, der er bevilget orlov.", "approved", True),
        ("Formanden oplyste, at ansøgningen er afvist.", "rejected", True),
        ("Drøftet. Formanden oplyste, at egetræet faldt i stormen.", "discussed", False),
        ("Udvalget ønsker et notat om, hvorfor sagen om broen blev udsat.", "decided", True),
        ("Anmodning om, at fristen udsættes til maj, blev godkendt.", "approved", True),
        ('Udvalget godkendte svaret: "Din ansøgning afvises, da grunden er fredet."', "approved", True),
        ("Taget til efterretning. Om den udsatte byfornyelse kommer et notat.", "noted", False),
        ("Taget til efterretning. Klagen er afvist af Planklagenævnet.", "noted", False),
        ("Udvalget tog til efterretning, at planen er afvist af Kulturstyrelsen.", "noted", True),
        ("Indstillingen om at give afslag blev godkendt.", "approved", True),
        ("Indstillingen om at give afslag blev ikke godkendt.", "rejected", False),
        ("Taget til efterretning. Havnens indsejling er ikke godkendt til store skibe.", "noted", False),
        ("Indstillingen er godkendt.", "approved", False),
        # whatever else the sentence speaks of, the two are told apart by a person
        ("Efter at V havde trukket sit forslag tilbage, vedtoges indstillingen.", "approved", True),
        ("Udvalget anbefaler, at pladsen, som to gange er udsat, bygges.", "recommended", True),
        ("Tiltrådt med den af formanden på mødet fremsatte rettelse i § 4.", "approved", True),
        ("V foreslog sagen sendt tilbage til udvalget. Indstillingen blev vedtaget.", "approved", False),
        ("Pladsen er udsat for støj. Regnskabet blev vedtaget.", "approved", False),
        ("Imod stemte Lise Holm. Indstillingen er vedtaget.", "approved", False),
        # what comes before the decision
        ("Punkt 16 flyttes til slutningen. Herefter blev dagsordenen godkendt.", "approved", False),
        ("Punkt 4 aflyses, og der bydes velkommen. Dagsorden godkendt som udsendt.", "approved", False),
        ("Der var stemmelighed, 3 for og 3 imod. Forslaget blev forkastet.", "rejected", False),
        ("Udvalget besluttede, at hun ikke er inhabil. Indstillingen godkendt.", "approved", False),
        # negations, lists, and other words for it
        ("Udvalget besluttede ikke at godkende ansøgningen.", "rejected", False),
        ("Udvalget besluttede,\n\nat godkende skitsen, og\n\nat anlægget udbydes.", "approved", False),
        ("Udvalget kunne med stor glæde godkende oplægget.", "approved", False),
        ("Udvalget gav sin godkendelse til, at vejlauget nedlægges.", "approved", False),
        ("Udvalget siger nej til forslaget.", "rejected", False),
        ("Udvalget stemte enstemmigt imod forslaget.", "rejected", False),
        ("BY imødekommer ikke ansøgningen.", "rejected", False),
        ("Byrådet vedtog med 13 stemmer mod 12 forslaget.", "approved", False),
        ("Forslagsstilleren trak forslaget.", "withdrawn", False),
        ("Byrådet oversendte forslaget til Socialudvalget.", "referred", False),
        ("Forslaget om nye toiletter oversendes til budgetdrøftelserne.", "referred", False),
        ("Godkendt og oversendes til Byrådet.", "approved", False),
        # approved, but not as it was proposed
        ("Godkendt, idet punkt 4 og 7 bytter plads.", "approved_amended", False),
        ("Vedtaget, men med den betingelse, at ansøgeren betaler.", "approved_amended", False),
        ("Vedtaget med et ændringsforslag fra formanden.", "approved_amended", False),
        ("Aftalen godkendes på nær bilag 4.", "approved_amended", False),
        (
            "Indstillingen blev med 5 stemmer mod 2 godkendt med den tilføjelse, at der følges op.",
            "approved_amended",
            False,
        ),
        ("Godkendt, dog tog Lise Holm og Ib Lund forbehold.", "approved", False),
    ],
)
def test_what_came_of_it(text: str, expected: str, told: bool) -> None:
    found = outcomes.read(text)
    assert (found.outcome, found.told) == (expected, told)


@pytest.mark.parametrize(
    "text",
    [
        # a party on two sides, sides tangled up, another day's vote, half a sentence for what was chosen
        "Det bemærkes, at A og V stemte for, at O stemte imod, og at Ø afholdt sig fra at stemme.",
        "V stemte imod, og V undlod at stemme.",
        "Et flertal (V og C) vedtog, hvad et mindretal (A) stemte imod.",
        "Taget til efterretning. Formanden nævnte, at A og V stemte imod i Folketinget.",
        "Godkendt. Det erindres, at V i 2018 stemte imod.",
        "Da kun O og D stemte for, kunne forslaget ikke vedtages.",
    ],
)
def test_votes_that_are_tangled_are_doubted(text: str) -> None:
    assert votes_unread.unread(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Ib Lund, som er på orlov, afløstes.",
        "Ved drøftelsen var Ib Lund endnu ikke kommet til stede.",
        "Hverken Ib Lund eller Lise Holm var til stede.",
        "Da Ib Lund ejer jorden, tog han ikke del i behandlingen.",
        "Under punktet var Ib Lund gået.",
    ],
)
def test_absence_in_words_that_nobody_knows_is_doubted(text: str) -> None:
    read = read_minutes(f"{HEAD}Godkendt. {text}\n".encode(), "a.md")
    (decision,) = read.items[0].decisions
    assert decision.absent or {"absence_unread", "absence_partly"} & {warning.code for warning in read.warnings}


def test_who_is_not_inhabil_was_there() -> None:
    text = "Udvalget fandt, at Ib Lund ikke er inhabil, og han deltog. Godkendt."
    assert read_minutes(f"{HEAD}{text}\n".encode(), "a.md").items[0].decisions[0].absent == ()


def test_an_outcome_from_a_clause_is_doubted() -> None:
    read = read_minutes(f"{HEAD}Brevet er sendt til medlemmer, der er bevilget orlov.\n".encode(), "a.md")
    assert "outcome_told" in [warning.code for warning in read.warnings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Indstillingen vedtages af A og V.", [("for", "AV", "")]),
        ("V's forbehold føres til protokollen. Indstillingen er godkendt.", [("reservation", "V", "")]),
        ("Godkendt. V fastholder sit forbehold.", [("reservation", "V", "")]),
        ("Lise Holm og Ib Lund undlod begge at stemme.", [("abstain", "", "Lise Holm, Ib Lund")]),
        ("Sagen udsat mod A's stemme.", [("against", "A", "")]),
        ("Ø og O stemmer imod. I stemmer hverken for eller imod.", [("against", "ØO", ""), ("abstain", "I", "")]),
        (
            "A og V stemte for løsning 1, O og I stemte for løsning 2, og Ø stemte for løsning 3.",
            [("løsning 1", "AV", ""), ("løsning 2", "OI", ""), ("løsning 3", "Ø", "")],
        ),
        (
            "For Østskolen stemte Lise Holm. For Vestskolen stemte Ib Lund.",
            [("Østskolen", "", "Lise Holm"), ("Vestskolen", "", "Ib Lund")],
        ),
        ("Ved afstemningen stemte A og C for indstillingen og Ø imod.", [("for", "AC", ""), ("against", "Ø", "")]),
        ("Hovedforslaget: A, C og V for; O imod.", [("for", "ACV", ""), ("against", "O", "")]),
        (
            "O stemte imod, Ib Lund undlod, og indstillingen blev vedtaget.",
            [("against", "O", ""), ("abstain", "", "Ib Lund")],
        ),
        ("Imod stemte:\n- Lise Holm\n- Ib Lund\nGodkendt.", [("against", "", "Lise Holm, Ib Lund")]),
        ("Indstillingen: For A og F, imod V og C. Vedtaget.", [("for", "AF", ""), ("against", "VC", "")]),
        ("Med stemmerne fra A og F for og V imod blev den vedtaget.", [("for", "AF", ""), ("against", "V", "")]),
        (
            "Godkendt. Peter E. Dam stemte imod. Hans Chr. Skov undlod.",
            [("against", "", "Peter E. Dam"), ("abstain", "", "Hans Chr. Skov")],
        ),
        ("For stemte V. Imod stemte C.", [("for", "V", ""), ("against", "C", "")]),
        ("A stemte for, medens V, C og O stemte imod.", [("for", "A", ""), ("against", "VCO", "")]),
        (
            "26 stemte for (A, B og F), og 1 stemte imod (O).",
            [("for", "ABF", ""), ("against", "O", "")],
        ),
        ("Byrådet vedtog forslaget. Følgende undlod at stemme: Ø.", [("abstain", "Ø", "")]),
        (
            "V stemte imod, Alternativet tog forbehold, og Ib Lund (løsgænger) undlod at stemme.",
            [("against", "V", ""), ("reservation", "Alternativet", ""), ("abstain", "", "Ib Lund")],
        ),
        ("Herefter anbefalede A og V indstillingen, mens O stemte imod.", [("for", "AV", ""), ("against", "O", "")]),
        ("Godkendt. Bo Bech, Fælleslisten, stemte imod.", [("against", "", "Bo Bech")]),
        ("Godkendt, dog tog Lise Holm og Ib Lund forbehold.", [("reservation", "", "Lise Holm, Ib Lund")]),
    ],
)
def test_whose_votes_they_were(text: str, expected: list[tuple[str, str, str]]) -> None:
    cast = [(vote.position, "".join(vote.parties), ", ".join(vote.persons)) for vote in votes.read(text)]
    assert (cast, votes_unread.unread(text)) == (expected, None)


@pytest.mark.parametrize(
    ("text", "expected", "left"),
    [
        (
            "Afbud fra Ib Lund. I stedet mødte Lise Holm. Indstillingen blev godkendt.",
            ["Ib Lund"],
            "Indstillingen blev godkendt.",
        ),
        ("Ib Lund har orlov. Fraværende: Ib Lund. Godkendt.", ["Ib Lund"], "Ib Lund har orlov.\n\nGodkendt."),
        (
            "Tiltrådt. I sagens behandling deltog ikke Ib Lund.",
            ["Ib Lund"],
            "Tiltrådt. I sagens behandling deltog ikke Ib Lund.",
        ),
        ("Udsat, da både Ib Lund og Lise Holm var fraværende.", ["Ib Lund", "Lise Holm"], "Udsat, da både"),
        ("Godkendt.\n\nFraværende: Ib Lund (A)\n\nLise Holm (V)", ["Ib Lund", "Lise Holm"], "Godkendt."),
        ("Fraværende: Ib Lund (A)\n\nValgt blev\n\nLise Holm", ["Ib Lund"], "Valgt blev"),
        (
            "Godkendt. Bo Bech deltog som suppleant for Ib Lund og Asta Krogh deltog som suppleant for Lise Holm.",
            ["Ib Lund", "Lise Holm"],
            "Godkendt.",
        ),
        ("Godkendt. (Ib Lund fraværende).", ["Ib Lund"], "Godkendt."),
        ("Godkendt. Fraværende uden afbud: Ib Lund", ["Ib Lund"], "Godkendt."),
        ("Godkendt. Ib Lund (F) er udtrådt af lokalet som inhabil.", ["Ib Lund"], "Godkendt."),
        ("Godkendt. Ib Lund deltog ikke i afstemningen på grund af inhabilitet.", ["Ib Lund"], "Godkendt."),
        ("Godkendt. Ib Lund deltog ikke i afstemningen.", [], "Godkendt."),
    ],
)
def test_who_was_away(text: str, expected: list[str], left: str) -> None:
    (item,) = read_minutes(f"{HEAD}{text}\n".encode(), "a.md").items
    (decision,) = item.decisions
    assert list(decision.absent) == expected
    assert decision.text.startswith(left)
