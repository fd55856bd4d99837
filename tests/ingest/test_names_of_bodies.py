"""Earlier treatments by bodies that are told by their letters, or whose names hold no word such as 'udvalg'."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes

HARBOUR = "Teknik- og Havneudvalget"
CARE = "Social, Sundhed & Omsorg"


def minutes(committee: str, heading: str, *history: str) -> Minutes:
    told = "\n\n".join(history)
    page = (
        f"REFERAT {committee} d. 05-03-2024\n\nPunkt 1: Sti ved skolen\n\n24/77\n\nSagsfremstilling\n\n"
        f"Der er søgt om en sti.\n\n{heading}\n\n{told}\n\nBeslutning\n\nGodkendt.\n"
    )
    return read_minutes(page.encode(), "referat.txt")


@pytest.mark.parametrize(
    ("committee", "history", "earlier", "doubts"),
    [
        (
            f"{HARBOUR} (THU)",
            ("THU 9.2.2024:", "Udsat på besigtigelse.", "ØU den 12. februar 2024, pkt. 4:", "Anbefales."),
            [(HARBOUR, 9, "postponed"), ("Økonomiudvalget", 12, "recommended")],
            set(),
        ),
        (HARBOUR, ("THU d. 9/2-24: Udsat til marts.",), [(HARBOUR, 9, "postponed")], set()),
        (f"{HARBOUR} (THU)", ("Beslutning i THU den 9. februar 2024", "Udsat."), [(HARBOUR, 9, "postponed")], set()),
        (HARBOUR, ("BKU 14-02-2024: Drøftet.",), [("BKU", 14, "discussed")], {"body_short"}),
        (HARBOUR, ("THU 9.2.2024 udsatte sagen til næste møde.",), [], set()),
        (HARBOUR, ("VVM 9.2.2024: Godkendt af staten.",), [], set()),
        (HARBOUR, ("THU den 9. februar 2024", "Udsat.", "KLE 9.2.2024: Godkendt."), None, {"decision_merged"}),
        (
            CARE,
            ("Ældrerådet den 9. februar 2024", "Taget til efterretning.", f"{CARE} den 8. februar 2024", "Udsat."),
            [(CARE, 8, "postponed"), ("Ældrerådet", 9, "noted")],
            set(),
        ),
        (CARE, ("Kultur & Fritid, 9. februar 2024: Drøftet.",), [("Kultur & Fritid", 9, "discussed")], None),
        (CARE, ("Lisbeth Holm den 9. februar 2024", "Godkendt."), [], set()),
    ],
)
def test_earlier_treatments(
    committee: str,
    history: tuple[str, ...],
    earlier: list[tuple[str, int, str]] | None,
    doubts: set[str] | None,
) -> None:
    read = minutes(committee, "Sagens gang:", *history)
    *before, own = read.items[0].decisions
    assert (own.body, own.text, own.own) == (committee.removesuffix(" (THU)"), "Godkendt.", True)
    if earlier is not None:
        assert [(one.body, one.date.day if one.date else 0, one.outcome) for one in before] == earlier
    told = {warning.code for warning in read.warnings} - {"unknown_layout", "no_municipality"}
    assert told == ({"heading_guessed"} if doubts is None else doubts)


def test_steps_that_are_to_come_are_no_treatments_and_a_decision_elsewhere_is_doubted() -> None:
    plan = minutes(CARE, "Tidsplan", f"{CARE} den 8. april 2024", "Kultur & Fritid den 9. april 2024")
    assert len(plan.items[0].decisions) == 1
    steps = minutes(CARE, "Sagens gang:", "Kultur & Fritid, 9. april 2024: Anbefales.")
    assert len(steps.items[0].decisions) == 1
    other = minutes(CARE, "Økonomi", "Kultur & Fritid den 9. februar 2024", "Godkendt.")
    assert [one.body for one in other.items[0].decisions] == [CARE]
    assert "decision_unclear" in {warning.code for warning in other.warnings}


@pytest.mark.parametrize(
    ("committee", "own", "outcome"),
    [
        ("Økonomiudvalget", "Som Teknisk Udvalg.", "recommended"),
        ("Økonomiudvalget", "Som TU", "recommended"),
        ("Økonomiudvalget", "Som Teknisk Udvalgs indstilling.", "recommended"),
        ("Byrådet", "Som fagudvalget.", "approved"),
        ("Byrådet", "Som Skoleudvalget.", None),
        ("Økonomiudvalget", "Som ventet kom sneen.", None),
    ],
)
def test_a_decision_told_by_anothers_amounts_to_that(committee: str, own: str, outcome: str | None) -> None:
    page = (
        f"REFERAT {committee} d. 05-03-2024\n\nPunkt 1: Sti ved skolen\n\n24/77\n\nTidligere beslutninger\n\n"
        f"Teknisk Udvalg den 9. februar 2024\n\nAnbefales.\n\nBeslutning\n\n{own}\n"
    )
    read = read_minutes(page.encode(), "referat.txt")
    *_, last = read.items[0].decisions
    assert (last.outcome, last.recognised) == (outcome or "decided", outcome is not None)
    unknown = [warning for warning in read.warnings if warning.code == "outcome_not_recognised"]
    assert bool(unknown) == (outcome is None)
