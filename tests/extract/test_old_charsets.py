"""Text files of old systems: no letter is lost, whatever charset they were written in."""

from __future__ import annotations

import pytest

from meetings.ingest.extract import html, sandbox, text

WORDS = "Økonomiudvalget drøftede både Børnehavens gæld og »Ærø« – og “hørte” på borgmesteren’s svar…"
PLAIN = "Byrådet godkendte de fælles planer for Østergade og Ådalen."


@pytest.mark.parametrize("charset", ["cp850", "cp865", "mac_roman", "cp1252", "iso-8859-15", "utf-8", "utf-16"])
def test_danish_letters_come_through_in_the_child_too(charset: str) -> None:
    assert [line.text for line in sandbox.read(PLAIN.encode(charset), "referat.txt").lines] == [PLAIN]


def test_marks_of_windows_are_no_letters_of_dos() -> None:
    assert text.decode(WORDS.encode("cp1252")) == WORDS
    assert text.decode("It’s ‘fine’ – “so”".encode("cp1252")) == "It’s ‘fine’ – “so”"


def test_what_was_turned_into_utf_8_twice_is_turned_back() -> None:
    twice = PLAIN.encode().decode("latin-1").encode()
    assert text.decode(twice) == PLAIN
    assert html.extract(b"<p>" + twice + b"</p>").lines[0].text == PLAIN
    assert text.decode("Tegnet Ã¸ står for ø".encode()) == "Tegnet Ã¸ står for ø"
