"""Items are counted in many ways: by letters, meetings, years, paragraphs; and marks stand beside the numbers."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes

COVER = "Lindeby Kommune\n\nReferat fra Teknisk Udvalg den 3. maj 2023 kl. 16.00\n\nMødested: Rådhuset\n\n"
CASE = "Sagsfremstilling\n\nEfter § 14 i loven, jf. § 2, afgøres sagen her.\n\n"
BODY = f"{CASE}1. Økonomi\n\n0,5 mio. kr.\n\n2. Tidsplan\n\nMaj.\n\n"
TITLES = ["Godkendelse af dagsorden", "Budget 2024", "Sti ved skolen", "Bro"]


def read(headings: list[str], *, contents: bool = False) -> Minutes:
    said = COVER + ("Dagsorden\n\n" + "\n\n".join(headings) + "\n\n" if contents else "")
    for heading in headings:
        said += f"{heading}\n\n{BODY}Beslutning\n\nGodkendt.\n\n"
    return read_minutes(said.encode(), "referat.txt")


@pytest.mark.parametrize("contents", [False, True])
@pytest.mark.parametrize(
    ("numbers", "printed"),
    [
        (["A.1 ", "A.2 ", "B.1 ", "B.2 "], ["A.1", "A.2", "B.1", "B.2"]),
        (["Punkt A1: ", "Punkt A2: ", "Punkt B1: ", "Punkt B2: "], ["A1", "A2", "B1", "B2"]),
        (["5.1. ", "5.2. ", "5.3. ", "6.1. "], ["5.1", "5.2", "5.3", "6.1"]),
        (
            ["Punkt 2019/5: ", "Punkt 2019/6: ", "Punkt 2019/7: ", "Punkt 2019/8: "],
            ["2019/5", "2019/6", "2019/7", "2019/8"],
        ),
        (["Punkt 5/19: ", "Punkt 6/19: ", "Punkt 7/19: ", "Punkt 8/19: "], ["5/19", "6/19", "7/19", "8/19"]),
        (["§ 11 ", "§ 12 ", "§ 13 ", "§ 14 "], ["11", "12", "13", "14"]),
        (["I. ", "II. ", "III. ", "IV. "], ["I", "II", "III", "IV"]),
        (["1. ", "1.a ", "2. ", "2.a "], ["1", "1.a", "2", "2.a"]),
        (["1: ", "1a: ", "2: ", "3: "], ["1", "1a", "2", "3"]),
    ],
)
def test_numbers_of_other_shapes(numbers: list[str], printed: list[str], contents: bool) -> None:
    found = read([number + title for number, title in zip(numbers, TITLES, strict=True)], contents=contents)
    assert [(item.number, item.title) for item in found.items] == list(zip(printed, TITLES, strict=True))
    assert all(len(item.decisions) == 1 for item in found.items)


def test_numbers_of_rome_are_counted_on() -> None:
    printed = "I II III IV V VI VII VIII IX X XI".split()
    found = read([f"{number}. Sti ved skole {n}" for n, number in enumerate(printed)])
    assert ([item.number for item in found.items], "number_missing" in {one.code for one in found.warnings}) == (
        printed,
        False,
    )


@pytest.mark.parametrize(
    ("numbers", "closed"),
    [
        (["1: ", "2: ", "3 L: ", "4: "], [False, False, True, False]),
        (["1 Å ", "2 Å ", "3 L ", "4 L "], [False, False, True, True]),
        (["1. ", "2. ", "3L. ", "4. "], [False, False, True, False]),
        (["1. ", "2. ", "3. ", "L1. "], [False, False, False, True]),
    ],
)
def test_a_letter_beside_the_number_says_that_an_item_is_closed(numbers: list[str], closed: list[bool]) -> None:
    """Read as a part of the number it would leave the item open, and public."""
    found = read([number + title for number, title in zip(numbers, TITLES, strict=True)])
    assert [item.title for item in found.items] == TITLES
    assert [item.closed for item in found.items] == closed
    assert not any(item.number[-1] in "LÅ" for item in found.items)


def test_marks_of_one_word_are_no_part_of_a_title() -> None:
    marked = ["Budget [BESLUTNING]", "[Til drøftelse] Sti", "Bro (ORIENTERING)", "Vej [UDSAT]", "Besøg (orientering)"]
    found = read([f"{n}. {title}" for n, title in enumerate(marked, 1)])
    assert [(item.title, item.kind) for item in found.items] == [
        ("Budget", "decision"),
        ("Sti", "discussion"),
        ("Bro", "briefing"),
        ("Vej", "unspecified"),
        ("Besøg (orientering)", "briefing"),
    ]
    assert found.items[3].sections[0].text == "Udsat"


@pytest.mark.parametrize(
    ("printed", "title", "case"),
    [
        ("Spørgetid (2019-101)", "Spørgetid", "2019-101"),
        ("Køb af jord (LUKKET SAG) (2019-90555)", "Køb af jord", "2019-90555"),
        ("Overslagsår (2019-2022)", "Overslagsår (2019-2022)", None),
        ("2019-2022 Budget", "2019-2022 Budget", None),
        ("Sagsnr. 2019-2022 Budget", "Budget", "2019-2022"),
    ],
)
def test_years_are_no_case_number(printed: str, title: str, case: str | None) -> None:
    item = read_minutes(f"{COVER}Punkt 1: {printed}\n\nBeslutning\n\nGodkendt.\n".encode(), "referat.txt").items[0]
    assert (item.title, item.case_number) == (title, case)


@pytest.mark.parametrize(
    "printed",
    [
        "Lukket sag. Køb af jord",
        "Lukket punkt: Køb af jord",
        "Lukket dagsorden - Køb af jord",
        "Fortrolig sag. Køb af jord",
        "Ikke-offentligt punkt. Køb af jord",
        "Lukkede døre: Køb af jord",
        "Køb af jord (behandles for lukkede døre)",
        "Køb af jord - for lukkede døre",
    ],
)
def test_a_title_says_that_its_item_is_closed(printed: str) -> None:
    item = read_minutes(f"{COVER}Punkt 1: {printed}\n\nTilbuddet er på 2 mio. kr.\n".encode(), "referat.txt").items[0]
    assert (item.title, item.closed) == ("Køb af jord", True)


@pytest.mark.parametrize(
    ("label", "guessed"), [("Acadre sagsnr.", False), ("SBSYS nr.", False), ("Kommunens eget sagsnr.", True)]
)
def test_case_numbers_behind_the_name_of_a_system(label: str, guessed: bool) -> None:
    read = read_minutes(f"{COVER}Punkt 1: Sti\n\n{label}: 10/4456\n\nBeslutning\n\nGodkendt.\n".encode(), "x.txt")
    assert read.items[0].case_number == "10/4456"
    assert ("case_number_guessed" in {warning.code for warning in read.warnings}) is guessed
