"""HTML -> lines: exported minutes, FirstAgenda's web view, and the pages of older systems.

The flow: bytes -> text (`html_charset`) -> tree (lxml) -> `html_walk` (blocks, lists, tables, what is hidden, what
belongs to the web page and not to the document) -> lines.

Nothing of a stranger's page is ever fetched, run or shown: only its words come through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.etree
import lxml.html

from meetings.ingest.extract import hidden_numbers
from meetings.ingest.extract.collect import fake_headings
from meetings.ingest.extract.html_charset import decoded
from meetings.ingest.extract.html_walk import Walk
from meetings.ingest.extract.mhtml import is_saved_page, pages
from meetings.ingest.lines import Document
from meetings.ingest.problems import UnreadableFile

MEDIA_TYPE = "text/html"

# '</body></html>': libxml2 drops what stands behind, as the second of two pages in one file; browsers show it
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
# '<?xml version="1.0" encoding="utf-8"?>': lxml refuses it in text that is already decoded
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# 'Hvidovre Kommune, Hvidovrevej 278, 2650 Hvidovre, tlf. 36 39 36 39': the foot of a page that does not say it is one
_ADDRESS = re.compile(r"[A-ZÆØÅ][\w-]+ Kommune\b.{0,120}\b\d{4} [A-ZÆØÅ].{0,80}\b(?:tlf|telefon)\b", re.IGNORECASE)
# '<!-- Referat <p>Punkt 1 …', '<script>var a = 1; <p>Punkt 1 …', with nothing that ends it
_HIDES_THE_REST = (
    ("<!--", "-->", "en kommentar"),
    ("<script", "</script", "et script"),
    ("<style", "</style", "en stilangivelse"),
)
_TAGS = re.compile(r"<[^<>]{0,500}>")
_LOOKED_AT, _PROSE = 20_000, 40  # letters behind it, and words that make them more than a script


def extract(data: bytes) -> Document:
    """Lines of a web page. Raises `UnreadableFile`: empty, damaged, too_complex (nested deeper than libxml2 reads)."""
    others: list[str] = []
    if is_saved_page(data):
        data, others = pages(data)
    text = _DECLARATION.sub("", decoded(data).replace("\x00", ""))
    return hidden_numbers.shown_to_guard(extract_text(text), hidden_numbers.in_texts(others))


def extract_text(text: str, media_type: str = MEDIA_TYPE) -> Document:
    """The same for a page that is text already (a field of a JSON export)."""
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a letter ('\\ud800' in JSON) is none to libxml2
    tree = _tree(_ENDS.sub("", text))
    walk = Walk(tree)
    walk.run()
    lines = fake_headings(walk.collector.lines())
    foot = lines[-1:] if len(lines) > 1 and _ADDRESS.match(lines[-1].text) else ()
    if not lines:
        raise UnreadableFile("empty", f"no words in {len(text)} characters of HTML")
    document = Document(
        lines=lines[: len(lines) - len(foot)],
        media_type=media_type,
        removed=(*walk.removed.lines(), *foot),
        unseen=tuple(dict.fromkeys(part for part in walk.unseen.texts if part.strip())),
        attachments=tuple(dict.fromkeys(walk.unseen.attachments)),
        left_out=tuple(dict.fromkeys([*walk.unseen.left_out, *_never_ended(text)])),
    )
    return hidden_numbers.shown_to_guard(document, hidden_numbers.in_texts([text]))


def _never_ended(text: str) -> Iterator[str]:
    """What hides the rest of the page, as no browser shows what follows it: a remark, a script, a style without end."""
    text = text.lower()
    for begin, end, what in _HIDES_THE_REST:
        here = text.rfind(begin)
        if here <= text.rfind(end) or text[here : text.find(">", here)].endswith("/"):  # '<script src="a.js"/>'
            continue
        if len(_TAGS.sub(" ", text[here : here + _LOOKED_AT]).split()) > _PROSE:
            yield f"alt efter {what}, som aldrig slutter"


def _tree(text: str) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(huge_tree=True, no_network=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(text, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise UnreadableFile("empty", f"no document: {error}") from error
    # libxml2 gives up silently at its limit and returns a tree without the rest.
    for entry in parser.error_log:
        if entry.level >= lxml.etree.ErrorLevels.FATAL or "depth" in entry.message:
            raise UnreadableFile("too_complex", f"line {entry.line}: {entry.message[:80]}")
    return tree
