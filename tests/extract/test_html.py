"""HTML -> lines: exports, web systems, pages saved from Word; in any charset, with or without the site around."""

from __future__ import annotations

import pytest

from meetings.ingest.extract import html
from meetings.ingest.problems import UnreadableFile
from tests.extract.compare import shares, texts
from tests.extract.makers.as_html import Style, as_html
from tests.extract.makers.minutes import MINUTES, in_order, truth

STYLES = {
    "clean": Style(),
    "bold paragraphs for headings": Style(headings="bold"),
    "divs that say they are headings": Style(headings="roles"),
    "divs and spans everywhere": Style(soup=True),
    "breaks for paragraphs": Style(breaks=2, headings="bold"),
    "one break between lines": Style(breaks=1, headings="bold"),
    "windows-1252, declared": Style(charset="cp1252", declared="iso-8859-1"),
    "windows-1252, declared nowhere": Style(charset="cp1252", declared=None),
    "windows-1252, declared as UTF-8": Style(charset="cp1252", declared="utf-8"),
    "UTF-8, declared as something else": Style(declared="iso-8859-1"),
    "UTF-16": Style(charset="utf-16", declared=None),
    "with the site around it": Style(site=True),
    "laid out in a table": Style(frame=True),
    "nothing closed": Style(upper=True),
}


@pytest.mark.parametrize("name", STYLES)
def test_the_same_minutes_in_every_manner(name: str) -> None:
    read, want = html.extract(as_html(MINUTES, STYLES[name])), truth(MINUTES)
    assert shares(in_order(MINUTES), read) >= (0.99, 0.99)
    assert texts(read, "heading") == want.headings
    assert [p for p in want.paragraphs if p not in texts(read, "text")] == []
    assert texts(read, "list") == want.points
    assert texts(read, "row") == want.rows


def lines(page: str) -> list[str]:
    return [line.text for line in html.extract(page.encode()).lines]


def test_the_sites_own_parts_are_listed_as_removed() -> None:
    read = html.extract(as_html(MINUTES, Style(site=True)))
    assert [line.text for line in read.removed] == [
        "Lindeby Kommune", "Borger", "Politik", "Vi bruger cookies", "Rådhustorvet 1, 9999 Lindeby",
    ]  # fmt: skip
    assert not any("kode" in text for text in [*(line.text for line in read.lines), *read.unseen])


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>150585-1230</p>",
        '<p style="display: none">150585-1230</p>',
        '<div style="visibility:hidden"><b>150585-1230</b></div>',
        '<span class="skjult">150585-1230</span>',
        "<!-- 150585-1230 -->",
        '<input type="hidden" value="150585-1230">',
        '<img alt="150585-1230" src="x">',
        "<table><tr><td>a</td><td>b<span hidden>150585-1230</span></td></tr></table>",
        "<template>150585-1230</template>",
    ],
)
def test_what_nobody_sees_is_not_in_the_text_but_before_the_guard(hidden: str) -> None:
    page = f"<style>/* x */ .andet, .skjult {{ display:none }}</style><p>Godkendt.</p>{hidden}"
    read = html.extract(page.encode())
    assert not any("150585" in line.text for line in read.lines)
    assert any("150585-1230" in text for text in read.unseen)


def test_the_pages_title_and_what_is_said_of_it_come_before_the_guard() -> None:
    head = '<title>Otto Tårnby</title><meta name="author" content="Bo Due"><meta name="viewport" content="wide">'
    read = html.extract(f"<!doctype html><html><head>{head}</head><body><p>Godkendt.</p></body></html>".encode())
    assert [line.text for line in read.lines] == ["Godkendt."]
    assert [text for text in read.unseen if text] == ["Otto Tårnby", "Bo Due"]


def test_lists_keep_their_marks() -> None:
    page = (
        '<ol start="3"><li>tre<ol type="a"><li>under</li><li><p>under</p><p>fortsat</p></li></ol></li>'
        '<li value="7">syv</li></ol>'
        "<ul><li>1. at noget</li><li>\u2022 punkt</li><li>andet</li></ul>"
    )
    assert lines(page) == ["3. tre", "a. under", "b. under", "fortsat", "7. syv", "1. at noget", "- punkt", "- andet"]


def test_labels_pairs_and_rows() -> None:
    page = "<dl><dt>Sagsnr.</dt><dd>26/1</dd><dt>Sagsbeh.</dt><dd>abc</dd></dl>"
    page += "<table><tr><th>A</th><td>1<br>2</td></tr><tr><td>Afbud</td><td>Eva Lund<br>Bo Holm</td></tr></table>"
    assert lines(page) == ["Sagsnr. | 26/1", "Sagsbeh. | abc", "A | 1 2", "Afbud", "Eva Lund", "Bo Holm"]


def test_a_table_that_holds_the_page_is_read_as_the_page() -> None:
    page = (
        "<table><tr><td><h2>Punkt 1</h2><p>Tekst</p></td><td>Bilag</td></tr><tr><td>"
        "<table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>"
    )
    assert lines(page) == ["Punkt 1", "Tekst", "Bilag", "a | b", "c"]


def test_preformatted_text_keeps_its_lines() -> None:
    assert lines("<pre>Punkt 1\n  Godkendt\n\nPunkt 2</pre>") == ["Punkt 1", "Godkendt", "Punkt 2"]


def test_firstagendas_web_view() -> None:
    page = """<html><body><div id="app"><nav class="menu"><a href="#1">1. Skolestruktur</a></nav><main>
    <h1>Børneudvalget 04-05-2026</h1>
    <section><h2><span>1.</span> <span>Skolestruktur</span></h2>
      <div class="field"><h3>Sagsfremstilling</h3><div><p>Forvaltningen foreslår to skoler lagt sammen.</p></div></div>
      <div class="field"><h3>Beslutning</h3><div>Godkendt.<br>Øjvind Mosegaard (V) stemte imod.</div></div>
      <h3>Bilag</h3><ul class="attachments"><li><a href="/pdf/Bilag%201.pdf?id=3">Bilag 1: Kort</a></li>
      <li><a href="/pdf/H%C3%B8ring.docx">Høringssvar</a></li></ul></section></main></div></body></html>"""
    read = html.extract(page.encode())
    assert [(line.kind, line.text) for line in read.lines] == [
        ("heading", "Børneudvalget 04-05-2026"), ("heading", "1. Skolestruktur"), ("heading", "Sagsfremstilling"),
        ("text", "Forvaltningen foreslår to skoler lagt sammen."), ("heading", "Beslutning"), ("text", "Godkendt."),
        ("text", "Øjvind Mosegaard (V) stemte imod."), ("heading", "Bilag"), ("list", "- Bilag 1: Kort"),
        ("list", "- Høringssvar"),
    ]  # fmt: skip
    assert read.attachments == ("Bilag 1.pdf", "Høring.docx")


def test_a_title_that_stands_before_the_main_element_is_read_with_what_belongs_to_it() -> None:
    cover = "<h1>Skoleudvalget</h1><p>Dato: 3. maj 2023</p>"
    items = "<main><h2>1. Skolestruktur</h2><p>Godkendt efter drøftelse i udvalget.</p></main>"
    menu = "<nav><a href='/'>Forside</a></nav>"
    read = ["Skoleudvalget", "Dato: 3. maj 2023", "1. Skolestruktur", "Godkendt efter drøftelse i udvalget."]
    nested = "<div><div><h1>Skoleudvalget</h1></div><p>Dato: 3. maj 2023</p></div>"
    for before in (f"<div class='top'>{cover}</div>", f"<header>{cover}</header>", nested):
        assert lines(f"{menu}{before}{items}") == read
    assert lines(f"{menu}<h1>Skoleudvalget</h1>{items}") == [read[0], *read[2:]]
    assert lines(f"<header>{menu}<h1>Byen</h1></header>{items}")[-2:] == read[-2:]


@pytest.mark.parametrize(
    "page", [b"<html><body></body></html>", b"<p>&nbsp;</p>", b"<script>alert(1)</script>", b"<!-- x -->"]
)
def test_a_page_without_words_is_refused(page: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        html.extract(page)
    assert refused.value.code == "empty"


def test_what_stands_behind_the_end_of_the_page_is_read() -> None:
    """Two pages in one file, or a program that wrote on after the end: browsers show both."""
    page = "<html><body><h1>{}</h1><p>{}</p></body></html>"
    first, second = (
        page.format("Punkt 1: Sti", "Godkendt."),
        page.format("Punkt 2: Bro", "Udsat, <math><mi>x</mi></math>."),
    )
    lines = [line.text for line in html.extract(f"{first}\n{second}Til sidst".encode()).lines]
    assert lines == ["Punkt 1: Sti", "Godkendt.", "Punkt 2: Bro", "Udsat, x.", "Til sidst"]


@pytest.mark.parametrize(
    "head",
    [
        '<h2><button aria-expanded="false">72. Budget</button></h2>',
        '<button type="button"><h3>72. Budget</h3></button>',
        '<div><button aria-expanded="false">72. Budget</button></div>',
        "<h2><a role=button href='#p72'>72. Budget</a></h2>",
    ],
)
def test_the_head_of_an_accordions_part_is_read_and_other_buttons_are_not(head: str) -> None:
    menu = '<button aria-expanded="false">Menu</button><ul><li>Borger</li><li>Politik</li></ul>'
    part = "<div><p>Forvaltningen foreslår en ramme på 4 mio. kr. til veje.</p><button>Print</button></div>"
    read = lines(f"<main>{menu}{head}{part}</main>")
    assert "72. Budget" in read
    assert not {"Menu", "Print"} & set(read)


def test_panels_that_the_page_keeps_shut_are_content_and_a_tab_heads_its_own() -> None:
    tabs = "".join(
        f'<li><a role="tab" data-toggle="tab" href="#{name}">{words}</a></li>'
        for name, words in (("sag", "Sag"), ("b", "Beslutning"))
    )
    read = html.extract(
        f"""<style>.tab-pane, .collapse {{ display: none }}</style>
        <h2><a data-toggle="collapse" href="#p7">7. Ny bro</a></h2>
        <div id="p7" class="collapse"><p>Sagsnr. 24/117</p><ul role="tablist">{tabs}</ul>
        <div role="tabpanel" id="sag" class="tab-pane"><p>Broen er fra 1931.</p></div>
        <div role="tabpanel" id="b" class="tab-pane"><p>Godkendt.</p></div></div>
        <ul id="m" hidden><li>Borger</li></ul><button aria-controls="m">Menu</button>""".encode()
    )
    assert [(line.kind, line.text) for line in read.lines] == [
        ("heading", "7. Ny bro"), ("text", "Sagsnr. 24/117"), ("heading", "Sag"), ("text", "Broen er fra 1931."),
        ("heading", "Beslutning"), ("text", "Godkendt."),
    ]  # fmt: skip


def test_what_a_page_holds_twice_for_narrow_screens_is_read_once_and_hidden_words_of_its_own_are_kept() -> None:
    page = """<div aria-hidden="true"><b>7. Ny bro</b><i>VB</i></div><h2>7. Ny bro (B)</h2>
    <p aria-hidden="true">Broen spærres i maj.</p><ul><li><a href="k.pdf"><span>Kort over broen</span><span
    aria-hidden="true">Kort over broen</span></a></li></ul>"""
    assert lines(page) == ["7. Ny bro (B)", "Broen spærres i maj.", "- Kort over broen"]


def test_boxes_labels_and_tools_beside_the_words() -> None:
    page = """<p><span class="label">Sted</span><span>Rådhuset, lokale 4</span></p><p>Handi<span>cap</span>rådet</p>
    <h3><a href="#p">Punkt 6 - Personsag</a> <span class="label label-danger">Lukket</span></h3>
    <div><a href="1.pdf">Plan <span class="badge">PDF, 9 KB</span></a><a href="2.pdf">Kort</a></div>
    <p><a href="#">Til toppen</a></p><div role="button">Kopiér link til punkt</div>
    <p>Lindeby Kommune, Torvet 1, 9999 Lindeby, tlf. 12 34 56 78</p>"""
    assert lines(page) == [
        "Sted: Rådhuset, lokale 4", "Handicaprådet", "Punkt 6 - Personsag (Lukket)", "Plan (PDF, 9 KB)", "Kort",
    ]  # fmt: skip
