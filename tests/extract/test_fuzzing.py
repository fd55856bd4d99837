"""No bytes make an extractor raise anything but `UnreadableFile`; what comes out keeps the guarantees of lines.py."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.ingest.extract import docx, firstagenda_json, html, sandbox, text
from meetings.ingest.lines import Document
from meetings.ingest.problems import UnreadableFile
from tests.extract.makers.as_docx import as_docx, package
from tests.extract.makers.as_html import Style, as_html
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import MINUTES

SLOW = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])

PDF, DOCX = as_pdf(MINUTES[:12]), as_docx(MINUTES[:12])
PAGE = as_html(MINUTES[:12], Style(soup=True, site=True))


def holds(read: Callable[[], Document]) -> None:
    try:
        document = read()
    except UnreadableFile:
        return
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))
    for line in (*document.lines, *document.removed):
        assert line.text
        assert line.text == " ".join(line.text.split()) == unicodedata.normalize("NFC", line.text)
        assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in line.text)
        assert (line.level > 0) == (line.kind == "heading")


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """A good file with some bytes changed, some cut out, some put twice."""
    out = bytearray(data)
    for _ in range(draw(st.integers(1, 12))):
        if not out:
            break
        at = draw(st.integers(0, len(out) - 1))
        deed = draw(st.sampled_from(["set", "cut", "twice", "insert"]))
        length = draw(st.integers(1, 60))
        if deed == "set":
            out[at] = draw(st.integers(0, 255))
        elif deed == "cut":
            del out[at : at + length]
        elif deed == "twice":
            out[at:at] = out[at : at + length]
        else:
            out[at:at] = draw(st.binary(max_size=20))
    return bytes(out)


@SLOW
@given(damaged(DOCX))
def test_damaged_word_files(data: bytes) -> None:
    holds(lambda: docx.extract(data))


WORD_TAGS = st.sampled_from(
    "p r t tbl tr tc tcPr vMerge gridSpan pPr numPr numId ilvl ins del delText moveFrom sdt sdtContent hyperlink br "
    "tab sym drawing txbxContent footnoteReference altChunk pStyle rPr b sz vanish oMath outlineLvl trPr".split()
)


def word_xml(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    value = st.sampled_from(
        ["", 'w:val="1"', 'w:val="-7"', 'w:val="x"', 'w:val="0"', 'w:id="2"', 'w:char="F0B7"', 'r:id="k"']
    )
    inner = st.lists(children, max_size=5).map("".join)
    return st.builds("<w:{0} {1}>{2}</w:{0}>".format, WORD_TAGS, value, inner)


@SLOW
@given(st.lists(st.recursive(st.text("abcæøå 1.-\t", max_size=8), word_xml, max_leaves=25), max_size=6))
def test_word_elements_in_any_order(pieces: list[str]) -> None:
    holds(lambda: docx.extract(package("".join(pieces))))


@SLOW
@given(damaged(PAGE))
def test_damaged_web_pages(data: bytes) -> None:
    holds(lambda: html.extract(data))


HTML_PIECES = st.sampled_from(
    (
        "<p> </p> <table> <tr> <td> </td> </table> <ul> <li> <ol start=-3> </ol> <h1> </h1> <b> </b> <br> <dl> "
        "<dt> <dd> <pre> <main> <nav> </nav> <div hidden> </div> <!-- --> "
        "<script> </script> <style>.a{display:none}</style> "
        "<span class=a> <a href=x.pdf> &nbsp; &#0; &#xD800; &lt; \x00 \x0b \ufeff tekst 1. • <![CDATA[ <?xml ?> <svg> "
        "<template> <select>"
    ).split(" ")
)


@SLOW
@given(st.lists(HTML_PIECES | st.text(max_size=6), max_size=60))
def test_web_pages_of_any_pieces(pieces: list[str]) -> None:
    holds(lambda: html.extract("".join(pieces).encode("utf-8", "surrogatepass")))


KEYS = st.sampled_from(
    "Dagsordenpunkter Udvalg Moede Navn Dato Felter Html Bilag IsOpen Punktnummer SagsNummer Resume Deltagere".split()
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just("<p>Godkendt</p>"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@SLOW
@given(st.dictionaries(KEYS, VALUES, max_size=6), st.lists(st.dictionaries(KEYS, VALUES, max_size=6), max_size=4))
def test_json_of_any_shape(meeting: dict[str, object], items: list[object]) -> None:
    holds(lambda: firstagenda_json.extract(json.dumps(meeting).encode()))
    holds(lambda: firstagenda_json.extract(json.dumps(meeting | {"Dagsordenpunkter": items}).encode()))


@SLOW
@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda s: s.encode("utf-8", "surrogatepass")))
def test_any_bytes_as_text(data: bytes) -> None:
    holds(lambda: text.extract(data))


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(damaged(PDF))
def test_damaged_pdf_files(data: bytes) -> None:
    holds(lambda: sandbox.read(data, "referat.pdf"))
