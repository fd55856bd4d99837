"""A section of many thousand lines is put together as a short one is: nothing is lost or doubled where it is cut."""

from __future__ import annotations

import pytest

from meetings.ingest.lines import Line
from meetings.ingest.rules import prose


@pytest.mark.parametrize(
    ("line", "between"),
    [
        ("og der blev talt om den nye sti over ådalen ved special-", ""),  # a broken word is closed
        ("og der blev talt om den nye sti over ådalen ved mosen,", " "),
        ("Der blev talt om den nye sti.", "\n\n"),
    ],
)
def test_lines_are_joined_alike_wherever_they_stand(line: str, between: str) -> None:
    lines = [Line(n, f"a{line}" if between == "" else line) for n in range(1, 801)]
    text = "a" + line if between == "" else line
    whole = between.join([text.removesuffix("-")] * 799) + between + text
    assert prose.join(lines) == whole
    assert len(whole) > 2 * prose._LONG


def test_a_sentence_that_never_ends_is_cut_and_no_word_is_lost() -> None:
    lines = [Line(n, f"ord{n} og") for n in range(1, 9_001)]
    made = prose.unwrapped(lines)
    assert len(made) > 1
    assert " ".join(line.text for line in made).split() == " ".join(line.text for line in lines).split()
