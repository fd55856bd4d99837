"""What holds for every text: the parser never raises, keeps to the schema, and loses no line."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings import ingest
from meetings.ingest import problems, source_of
from meetings.ingest.extract import extract
from meetings.ingest.lines import Document, Line
from meetings.ingest.parse import trace
from tests.ingest import golden

SCHEMA = json.loads((Path(ingest.__file__).parent / "parsed-minutes.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SAMPLES = [golden.source(case).read_text(encoding="utf-8") for case in golden.cases()]
pytestmark = pytest.mark.slow

QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

# Words that the rules know, so that random texts reach deep into them
TELLING = st.sampled_from(
    [
        "Punkt 1: ",
        "Punkt ",
        "Pkt. 4 ",
        "2. ",
        "12a. ",
        "(Lukket) ",
        "Lukket: ",
        "Beslutning",
        "Beslutning i Byrådet den 3. maj 2018",
        "Beslutninger",
        "Fraværende:",
        "Afbud fra ",
        "Lise Holm",
        "Jens Krog (A)",
        "Godkendt.",
        "Udsat.",
        "stemte imod",
        "A, B og Ø stemmer for ",
        "undlod at stemme",
        "Bilag",
        "Bilag:",
        "Sagsfremstilling",
        "Indstilling",
        "Tidligere beslutninger",
        "Sagsnr.: ",
        "24/1234",
        "01.00.00-G01-93-16",
        "330-2021-1",
        "Mødedato",
        "Mødested:",
        "Udvalg: ",
        "REFERAT ",
        "Dagsorden",
        "Teknisk Udvalg",
        "d. 05-12-2023",
        "kl. 15.30",
        "Indholdsfortegnelse",
        ".....3",
        " ",
        " \\",
        " ",
        ".",
        "-",
        "Økonomiudvalget, 03-04-2019, pkt. 42",
        "(B)",
        "(O)",
        "Varde Kommune",
        "Side 3 af 27",
        "Mødet hævet kl. 10",
        "31-02-2023",
        "at ",
        "1) ",
        "§ 17, stk. 4",
        "##",
        "**",
        "#",
        "\t",
        "\n",
        "\n\n",
        "\x0c",
    ]
)
TEXTS = st.lists(st.one_of(TELLING, st.text(max_size=12)), max_size=60).map("".join)


def check(document: Document, data: bytes) -> None:
    """The guarantees of minutes.py for one document."""
    minutes, reading = trace(document, source_of(document, data, "x.txt"))
    result = minutes.as_json()
    VALIDATOR.validate(result)
    assert all(warning.code in problems.CODES for warning in minutes.warnings)
    unread = {line.line for line in minutes.unread}
    for line in document.lines:
        assert (line.number in reading.places) != (line.number in unread), (
            f"line {line.number} must stand in one field: {line.text!r}"
        )
    kept = squeezed(json.dumps(result, ensure_ascii=False))
    for line in document.lines:
        place = reading.places.get(line.number)
        if place is None or is_running_text(place.field):
            lost = [
                part
                for part in re.split(r"[|\W_]+", line.text.casefold())
                if len(part) > 3 and squeezed(part) not in kept
            ]
            assert not lost, f"line {line.number} ({place}) lost {lost} of {line.text!r}"


def test_a_section_that_is_a_decision_after_all_is_placed_as_one() -> None:
    texts = ["Punkt 1: Sti ved skolen", "Vi gik en tur.", "REFERAT", "Stien er smal."]
    lines = tuple(Line(n, text, 1, "text", 0, bold=False, starts_paragraph=False) for n, text in enumerate(texts, 1))
    check(Document(lines=lines, media_type="text/plain"), b"")


def is_running_text(field: str) -> bool:
    """Whether a line in this field is kept in its own words, and not turned into a date, a name or a number."""
    return field.endswith(("contents", "aside")) or bool(re.match(r"item \S+: section", field))


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def parse_text(text: str) -> None:
    data = text.encode("utf-8", "replace")
    try:
        document = extract(data, "x.txt")
    except problems.UnreadableFile:
        return  # nothing but white space, or NUL bytes
    check(document, data)


@QUICK
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    parse_text(text)


@QUICK
@given(st.sampled_from(SAMPLES), st.integers(0, 2**32), st.integers(1, 40))
def test_damaged_minutes_are_read(sample: str, seed: int, damages: int) -> None:
    """Lines dropped, swapped, doubled, cut short, and letters turned into noise."""
    dice = random.Random(seed)
    lines = sample.splitlines()
    for _ in range(damages):
        at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        damage = dice.randrange(7)
        if damage == 0 and len(lines) > 2:
            del lines[at]
        elif damage == 1:
            lines[at], lines[other] = lines[other], lines[at]
        elif damage == 2:
            lines.insert(other, lines[at])
        elif damage == 3:
            lines[at] = lines[at][: dice.randrange(len(lines[at]) + 1)]
        elif damage == 4:
            lines[at] = "".join(
                dice.choice("æøåÆ\u00ad\u0301\u200b|.:-()§\ufb01é中🙂") if dice.random() < 0.2 else letter
                for letter in lines[at]
            )
        elif damage == 5:
            lines = lines[: max(1, dice.randrange(len(lines) + 1))]
        else:
            lines[at] = f"{lines[at]} {lines[other]}"
    parse_text("\n".join(lines))


LINES = st.lists(
    st.tuples(
        st.one_of(TELLING, st.text(min_size=1, max_size=30)),
        st.sampled_from(("text", "heading", "list", "row")),
        st.booleans(),
        st.booleans(),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=40,
)


@QUICK
@given(LINES)
def test_any_lines_of_an_extractor_are_read(rows: list[tuple[str, str, bool, bool, int]]) -> None:
    """The contract of lines.py is enough: kind, level and weight may be anything."""
    lines: list[Line] = []
    for text, kind, bold, starts, page in rows:
        folded = " ".join(text.split())
        if folded and folded.isprintable():
            lines.append(Line(len(lines) + 1, folded, page, kind, 2 if kind == "heading" else 0, bold, starts))  # type: ignore[arg-type]
    check(Document(tuple(lines), "application/pdf", pages=3), b"")


@pytest.mark.parametrize("sample", SAMPLES, ids=[f"{case.parent.name}/{case.name}" for case in golden.cases()])
def test_samples_keep_every_line(sample: str) -> None:
    parse_text(sample)


def test_a_million_characters_on_one_line_are_read() -> None:
    for piece in (
        "a",
        "Beslutning i ",
        "Lise Holm, ",
        "(A), ",
        "Punkt 1: ",
        ". ",
        "Godkendt. ",
        "1",
        "(kl ",
        "a" * 50 + " ",
    ):
        parse_text(piece * (1_000_000 // len(piece)))
