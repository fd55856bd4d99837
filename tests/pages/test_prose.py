"""The text of minutes as HTML: shaped as it was meant, and never alive."""

from __future__ import annotations

import html
import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.templatetags.prose import prose

HOSTILE = [
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</td></table><b>", "&lt;b&gt;", "javascript:x"),
    *("'\"`", "{{ x }}", "\x00", "- ", "1. ", " | ", "|", "\n", "\n\n", "a", "æøå", "2024", "---|---", "</ul>"),
]
ALLOWED = {"p", "br", "ul", "ol", "li", "div", "table", "thead", "tbody", "tr", "th", "td"}


@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8)), max_size=40).map("".join))
def test_nothing_hostile_comes_to_life_and_no_word_is_lost(text):
    result = prose(text)
    tags = re.findall(r"<\s*/?\s*([^\s/>]*)", result)
    assert set(tags) <= ALLOWED
    inside = html.unescape(re.sub(r"<[^>]*>", " ", result))
    for word in re.findall(r"[a-zæøå]{2,}", text):
        assert word in inside


@given(st.lists(st.sampled_from([*HOSTILE, "- a\n", "1. a\n", "2. b\n", "a | b\n"]), max_size=60).map("".join))
def test_every_tag_is_closed_in_its_place(text):
    result = str(prose(text)).replace("<br>", "").replace("\x00", "")
    stack: list[str] = []
    for slash, name in re.findall(r"<(/?)([a-z]+)", result):
        if slash:
            assert stack.pop() == name
        else:
            stack.append(name)
    assert not stack


def shape(text: str) -> str:
    """The tags alone: 'p ul(li li)'."""

    def told(element: lxml.html.HtmlElement) -> str:
        inner = " ".join(told(child) for child in element)
        return f"{element.tag}({inner})" if inner else str(element.tag)

    return " ".join(told(element) for element in lxml.html.fragments_fromstring(str(prose(text))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Et afsnit.\n\nEt andet.", "p p"),
        ("Indstiller,\n\n- at a\n- at b", "p ul(li li)"),
        ("Indstiller,\n- at a\n- at b\nSlut.", "p ul(li li) p"),
        ("- at a\n\n- at b", "ul(li li)"),
        ("1. at a\n2. at b", "ol(li li)"),
        ("1. at a\n\n2. at b", "ol(li li)"),
        ("5. december 2023 blev sagen udsat.", "p"),
        ("En tekst med | en streg", "p"),
        ("År | Beløb\n2023 | 5\n2024 | 6", "div(table(thead(tr(th th)) tbody(tr(td td) tr(td td))))"),
        ("2023 | 5\n2024 | 6", "div(table(tbody(tr(td td) tr(td td))))"),
        ("a | b | c\n1 | 2", "div(table(thead(tr(th th th)) tbody(tr(td td td))))"),
    ],
)
def test_shapes(text, expected):
    assert shape(text) == expected


def test_numbers_of_points_are_kept():
    assert '<li value="3">at c</li><li value="4">at d</li>' in prose("3. at c\n4. at d")


def test_columns_of_figures_stand_to_the_right_and_years_that_name_rows_do_not():
    result = prose("År | Beløb | Note\n2023 | 750.000 kr. | a\n2024 | -1,5 mio. kr. | b")
    assert '<th scope="col">År</th><th scope="col" class="number">Beløb</th><th scope="col">Note</th>' in result
    assert '<td>2023</td><td class="number">750.000 kr.</td><td>a</td>' in result


def test_a_wide_table_can_be_scrolled_with_the_keyboard():
    assert 'class="table-scroll" role="group" tabindex="0" aria-label="Tabel"' in prose("a | b\nc | d")


def test_a_line_broken_for_width_flows_on_and_a_short_one_keeps_its_break():
    long = "Forvaltningen har undersøgt mulighederne for at etablere en ny cykelsti langs"
    assert "langs Skolevej" in prose(f"{long}\nSkolevej.")
    assert "Rådhuset<br>Torvet 1" in prose("Rådhuset\nTorvet 1")
