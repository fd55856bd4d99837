"""A case number in a known shape that the other items or the meeting's day speak against is doubted, no other is."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes

HEAD = "REFERAT Teknisk Udvalg d. 05-03-2024\n\n"
HEADS = ("24/77", "24/1201", "23/9918", "22/50114", "24/1300")  # of five items; the third is what changes


def doubted(third: str, heads: tuple[str, ...] = HEADS) -> list[str]:
    """The doubts at the third of five items, and the numbers of items that are doubted."""
    heads = (*heads[:2], third, *heads[3:])
    items = [f"Punkt {n}: Sti {n}\n\n{head}\n\nBeslutning\n\nGodkendt.\n\n" for n, head in enumerate(heads, 1)]
    found = read_minutes((HEAD + "".join(items)).encode(), "referat.txt").warnings
    return [warning.message for warning in found if warning.code == "case_number_unsure"]


@pytest.mark.parametrize(
    "head",
    [
        "17/2044\n\n23/9918",  # a related case's above its own
        "23/9918\n\n17/2044",
        "Sagsnr.: 23/9918",  # a label that no other item has
        "05.01.02-P19-7-18",  # the subject's number in place of the case's
        "05.01.02-P19\n\n23/9918",
        "25/9918",  # opened after the meeting
        "Se sag 17/2044 om stien",  # none at all, and one that may be its own in its text
    ],
)
def test_a_number_that_is_not_printed_like_the_others_is_doubted(head: str) -> None:
    assert ["punkt 3 " in message for message in doubted(head)] == [True]


@pytest.mark.parametrize("shape", ["330-{}-49620", "{}/49620", "S{}-49620", "{}-49620"])
def test_a_case_opened_after_its_meeting_is_doubted(shape: str) -> None:
    heads = tuple(
        shape.format(year).replace("49620", f"4962{n}") for n, year in enumerate((2024, 2023, 2019, 2022, 2024))
    )
    assert doubted(heads[2], heads) == []
    assert ["punkt 3 " in message for message in doubted(heads[2].replace("2019", "2025"), heads)] == [True]


@pytest.mark.parametrize("third", ["23/9918", "23/9", "23/9918 Åben sag", ""])
def test_numbers_of_one_look_are_not_doubted(third: str) -> None:
    assert doubted(third) == []


def test_a_head_that_every_item_has_is_not_doubted() -> None:
    heads = tuple(f"05.01.02-P19-{n}-24\n\nSagsnr.: {head}" for n, head in enumerate(HEADS, 1))
    assert doubted(heads[2], heads) == []


def test_a_number_printed_twice_is_one() -> None:
    assert doubted("23/9918\n\n3 (Åben) Sti 3\n\nSagsnr. 23/9918") == []
