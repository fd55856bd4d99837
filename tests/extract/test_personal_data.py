"""The guard finds CPR numbers wherever a file holds them, is never set off by the numbers that minutes are full of,
and never repeats what it found. All numbers here are made up; those that pass the modulus belong to nobody known."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.ingest.extract import extract
from meetings.ingest.lines import Document, Line
from meetings.ingest.personal_data import findings, in_text, mask, worst

SHARED = Path(__file__).resolve().parents[3] / "shared"


def document(*texts: str, kind: str = "text", **more: object) -> Document:
    lines = tuple(Line(n, text, page=1, kind=kind) for n, text in enumerate(texts, 1))  # type: ignore[arg-type]
    return Document(lines=lines, media_type="text/plain", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Borgeren 150585-1230 har søgt", "block"),
        ("Bilag 2 150585-1230 3 sider", "block"),
        ("Borgeren 150585 - 1230 har søgt", "block"),
        ("Borgeren 150585–1230 har søgt", "block"),
        ("Borgeren 150585\u00ad1230 har søgt", "block"),
        ("CPR 1505851230", "block"),
        ("CPR-nr.: 150585 1235", "block"),
        ("født 150585-1235", "block"),
        ("010165-1234 uden kontrol", "block"),
        ("１５０５８５-1230", "block"),
        ("150585-1235 tastefejl", "review"),
        ("nr. 1505851230 i listen", "review"),
        ("150585 1230", "review"),
        ("661085-1234 erstatningsnummer", "review"),
        ("d. 051223-2024", "review"),
        ("15.05.85-1230", "review"),
        ("15051985-1230", "review"),
        ("1 5 0 5 8 5 - 1 2 3 0", "review"),
        ("91505851230", "review"),
        ("15058512309", "review"),
        ("A1505851230B", "review"),
        ("330-150585-1230", "review"),
        ("cpr=1505851230", "block"),
        ("c.p.r.-nr. 150585 1230", "block"),
        ("CPR | 1505851230", "block"),
        ("1̲5̲0̲5̲8̲5̲-1̲2̲3̲0̲", "block"),
        ("15.05.1985-1230", "review"),
        ("1985-05-15-1230", "review"),
        ("19850515-1230", "review"),
        ("født 15-05-1985 - 1230", "block"),
        ("15O585-123O", "review"),
        ("150585 - I230", "review"),
        ("CPR 150585-123O", "block"),
        ("15О585-123О", "review"),  # Cyrillic
        ("1505B5-1Z30", "review"),
        ("❶❺⓪❺❽❺-❶❷❸⓪", "block"),
        ("⑴⑸⁰⑸⑻⑸-⑴⑵⑶⁰", "block"),
        ("1\u115f5\u061c0\u31645\ufe0f8\U000e00205-1\u17b42\u180e3\U0001d1730", "block"),
        ("1\u20dd5\u03010\u20e3585-1230", "block"),
        ("150585─1230", "block"),
        ("150585¬1230", "block"),
        ("150585;1230", "review"),
        ("(150585) 1230", "review"),
        ("1505 85-1230", "review"),
        ("15 05 85 - 12 30", "review"),
        ("1_5_0_5_8_5-1_2_3_0", "review"),
    ],
)
def test_finds_numbers_and_their_disguises(text: str, level: str) -> None:
    assert worst(in_text(text)) == level


@pytest.mark.parametrize(
    "text",
    [
        "Sagsnr.: 330-2021-49620", "Dok.nr.: 330-2021-271298", "330-2021-268527 Bilag 1", "22/24308", "EMN-2022-81268",
        "74 150585 1230", "1229355 - EMN-2022-81268", "01.00.00-G01-93-16", "EAN 5798005770381",
        "nr. 5798005770381", "CVR 29189773",
        "05-12-2023", "2021-2025", "1.049,7 mio. kr.", "budget 150585 1234 kr.", "1505851230 kr.",
        "kontonr. 1505851230", "tlf. 150585-1230", "320199-1234", "290201-1234",
        "18-05-2021 kl. 15.00-17.30", "15.05.2018 - 1238", "2018-05-15-1238", "15O585-l235",
        "matr.nr. 1505851230", "150585.1230.45",
    ],
)  # fmt: skip
def test_case_numbers_dates_and_amounts_are_no_persons(text: str) -> None:
    assert worst(in_text(text)) is None


@pytest.mark.parametrize(
    ("seventh", "years", "others"),
    [("0", "1900 1999", "2000"), ("3", "1900 1999", "2036")]
    + [(one, "2000 2036 1937 1999", "1936 2037") for one in "49"]
    + [(one, "2000 2057", "1957 2058") for one in "58"],
)
def test_a_whole_year_is_a_persons_only_where_the_seventh_figure_gives_it(
    seventh: str, years: str, others: str
) -> None:
    """Of 'Personnummeret i CPR-systemet' (cpr.dk), the table of centuries."""

    def written(year: str) -> str:
        weights = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
        for last in range(1000):
            digits = f"1403{year[2:]}{seventh}{last:03}"
            if sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0:
                return f"14.03.{year}-{digits[6:]}"
        raise AssertionError(year)

    assert [worst(in_text(written(year))) for year in years.split()] == ["review"] * len(years.split())
    assert [worst(in_text(written(year))) for year in others.split()] == [None] * len(others.split())


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("skriv til jens.hansen@gmail.com", "j…@gmail.com"),
        ("telefon 7433 5000", "74 xx xx xx"),
        ("ring +45 74 33 50 00", "74 xx xx xx"),
    ],
)
def test_private_addresses_and_telephones_are_noticed(text: str, masked: str) -> None:
    (finding,) = in_text(text)
    assert (finding.level, finding.masked) == ("notice", masked)


@pytest.mark.parametrize("text", ["post@mailboks.dk", "abc@sonderborg.dk", "xyz@vejlekommune.dk", "info@firma.dk"])
def test_addresses_of_offices_are_not_private(text: str) -> None:
    assert in_text(text) == []


def test_a_birth_still_to_come_is_no_birth() -> None:
    assert in_text("010130-5001") != []
    assert in_text("010130-5001", today=datetime.date(2026, 1, 1)) == []


def test_every_place_of_a_document_is_looked_through() -> None:
    hit = "150585-1230"
    read = document(
        "Sagen om borgeren 150585-", "1230 udsættes.", hit,
        removed=(Line(1, f"Journal {hit}", page=2),), unseen=(f"slettet: {hit}",),
        attachments=(f"Ansøgning_{hit}.pdf",),
    )  # fmt: skip
    found = findings(read, filename=f"referat_{hit}.docx", attachment_titles=[f"Bilag 1 {hit}"])
    assert {(f.place, f.line, f.page, f.level) for f in found} == {
        ("text", 1, 1, "block"), ("text", 3, 1, "block"), ("running", 1, 2, "block"), ("unseen", None, None, "block"),
        ("attachment", None, None, "block"), ("file name", None, None, "block"),
    }  # fmt: skip


def test_a_column_headed_cpr_blocks_numbers_that_would_else_be_doubtful() -> None:
    table = document("Navn | CPR-nr.", "Hansen | 1505851235", "Jensen | 150585 1235", kind="row")
    assert [(f.level, f.line) for f in findings(table)] == [("block", 2), ("block", 3)]
    split = document("Dato | Løbe", "150585 | 1230", kind="row")
    assert worst(findings(split)) == "review"


def test_two_lines_of_which_neither_is_half_a_number_stay_apart() -> None:
    assert findings(document("Møde den 150585", "1230 borgere deltog")) == ()


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the real minutes lie in ../shared, outside the project")
def test_no_false_alarm_on_real_minutes() -> None:
    files = [*sorted((SHARED / "seeds").glob("*.txt")), *sorted((SHARED / "files").glob("000*.*"))]
    assert {file.name: findings(extract(file.read_bytes(), file.name), file.name) for file in files} == {
        file.name: () for file in files
    }


def _control(first_nine: str) -> str | None:
    rest = sum(w * int(d) for w, d in zip((4, 3, 2, 7, 6, 5, 4, 3, 2), first_nine, strict=True)) % 11
    return None if rest == 1 else str((11 - rest) % 11)


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """The two halves of a number that passes the modulus, of somebody born 1937 to 1999."""
    born = draw(st.dates(datetime.date(1937, 1, 1), datetime.date(1999, 12, 31)))
    first = born.strftime("%d%m%y")
    serial = draw(st.integers(0, 399).map("{:03d}".format).filter(lambda s: _control(first + s) is not None))
    return first, serial + str(_control(first + serial))


WORDS = st.text(st.characters(categories=["L", "Zs"], include_characters=".,;:()|"), max_size=40)


@given(numbers(), WORDS, WORDS, st.sampled_from(["-", "–", " - ", "‑"]))
@example(("010199", "0001"), "", "MIO", "-")  # no amount is written with a hyphen
def test_a_number_with_its_hyphen_blocks_in_any_text(
    number: tuple[str, str], before: str, after: str, hyphen: str
) -> None:
    text = f"{before} {number[0]}{hyphen}{number[1]} {after}"
    found = [f for f in in_text(text) if f.kind == "cpr"]
    # Only a word such as 'tlf.' or 'konto' right before it takes a number out of suspicion; random letters hold none.
    assert worst(found) == "block"
    assert all(number[1] not in f.masked.removeprefix(number[0]) for f in found)
    assert number[1] not in mask(text).replace(number[0], "")


@given(numbers(), st.integers(0, 9), st.booleans())
def test_a_number_in_a_longer_run_is_reviewed(number: tuple[str, str], digit: int, front: bool) -> None:
    run = "".join(number)
    assert worst(in_text(f"nr {digit}{run} i" if front else f"nr {run}{digit} i")) == "review"


@given(st.text(max_size=300))
def test_any_text_is_looked_through_without_error(text: str) -> None:
    for finding in in_text(text):
        assert finding.masked not in ("", text)
    mask(text)


@given(st.integers(100, 999), st.integers(2010, 2026), st.integers(10_000, 999_999))
def test_case_numbers_never_set_it_off(office: int, year: int, number: int) -> None:
    assert in_text(f"{office}-{year}-{number}") == []
    assert in_text(f"{year % 100}/{number}") == []
