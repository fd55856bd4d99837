"""DOCX -> lines: styles, lists with their numbers, tables, tracked changes resolved, notes where they are called.

The flow: `docx_package` (the zip file, checked) -> `docx_styles` (what styles and numberings mean) -> `docx_walk` (the
document's own part to paragraphs) -> lines. Word's pages exist only once printed, so lines have none.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from meetings.ingest.extract import DOCX, HTML, TEXT, hidden_numbers, html, media_type_of, text
from meetings.ingest.extract.clean import clean
from meetings.ingest.extract.collect import Collector
from meetings.ingest.extract.docx_package import Package
from meetings.ingest.extract.docx_walk import Walk
from meetings.ingest.extract.docx_xml import local, value
from meetings.ingest.extract.pdf_about import linked_file
from meetings.ingest.lines import Document, Hidden, Line
from meetings.ingest.problems import UnreadableFile

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# '150585<w:noBreakHyphen/>1230', and what stands between marks of the format
_HYPHEN = re.compile(r"<w:noBreakHyphen ?/>")
_WORDS = re.compile(r">([^<]+)")
_ABOUT = {"title", "subject", "creator", "keywords", "description", "lastModifiedBy", "category", "Company", "Manager"}


def extract(data: bytes) -> Document:
    """Lines of a Word file. Raises `UnreadableFile`: damaged, encrypted, too_large, too_complex, empty, wrong_type."""
    return _extract(data, _inner)


def _inner(data: bytes, name: str) -> Document:
    """A file put into a Word file whole. In a Word file within it nothing more is opened."""
    media_type = media_type_of(data, name)
    if media_type == DOCX:
        return _extract(data, _nothing_within)
    if media_type == HTML:
        return html.extract(data)
    if media_type == TEXT:
        return text.extract(data)
    raise UnreadableFile("unsupported", f"{media_type} within a Word file")


def _nothing_within(_: bytes, name: str) -> Document:
    raise UnreadableFile("unsupported", "a file within a file within a Word file")


def _extract(data: bytes, read_inner: Callable[[bytes, str], Document]) -> Document:
    package = Package(data)
    root = package.xml(package.main)
    relations = package.relations(package.main)
    parts = {kind: target for kind, target, outside in relations.values() if not outside}
    walk = Walk(
        package=package,
        relations=relations,
        styles=package.xml(parts.get("styles", "word/styles.xml")),
        numbering=package.xml(parts.get("numbering", "word/numbering.xml")),
        footnotes=package.xml(parts.get("footnotes", "word/footnotes.xml")),
        endnotes=package.xml(parts.get("endnotes", "word/endnotes.xml")),
        read_inner=read_inner,
    )
    lines = walk.lines(root)
    if not lines:
        raise UnreadableFile("empty", "no words in the document's part")
    watermarks, running = _running(package, walk, relations)
    walk.unseen += _drawn_words(root)
    links = [name for kind, target, outside in relations.values() if outside for name in linked_file(target)]
    document = Document(
        lines=lines,
        media_type=MEDIA_TYPE,
        removed=running,
        active=_active(package),
        left_out=tuple(dict.fromkeys(walk.left_out)),
        watermarks=watermarks,
        unseen=tuple(dict.fromkeys(text for text in [*walk.unseen, *_unseen_parts(package)] if text)),
        attachments=tuple(dict.fromkeys([*_embedded(package), *walk.attachments, *links])),
    )
    return hidden_numbers.shown_to_guard(document, _numbers(package))


def _numbers(package: Package) -> Iterator[str]:
    """What looks like a CPR number in any part: attributes, field codes, notes nobody calls; and in words that changes
    or runs divide ('150585<w:del>-1230</w:del>')."""
    yield from hidden_numbers.in_texts([*package.names, *package.remarks])
    for data in package.within():
        yield from hidden_numbers.in_package(data)
    for markup in package.texts():
        yield from hidden_numbers.in_texts([markup])
        words = _WORDS.findall(_HYPHEN.sub("<>-<", markup).replace("</w:p>", ">\n<"))
        yield from hidden_numbers.in_texts(["".join(words)], markup=False)


def _running(
    package: Package, walk: Walk, relations: dict[str, tuple[str, str, bool]]
) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """The watermarks, and all that stands in headers and footers, each once."""
    collector = Collector()
    seen: set[str] = set()
    watermarks: dict[str, None] = {}
    for kind, target, outside in sorted(relations.values()):
        if kind in ("header", "footer") and not outside and (root := package.xml(target)) is not None:
            drawn = _drawn_words(root)
            watermarks |= dict.fromkeys(drawn)
            for text in [*walk.plain(root), *drawn]:
                if text not in seen:
                    seen.add(text)
                    collector.add(text)
    return tuple(watermarks), collector.lines()


def _drawn_words(root: Any) -> list[str]:
    """Words drawn as a shape, which is how Word makes watermarks: <v:textpath string="KLADDE"/>."""
    return [text for e in root.iter() if local(e) == "textpath" and (text := clean(value(e, "string") or ""))]


def _unseen_parts(package: Package) -> list[str]:
    """Metadata, comments, hidden data: what stands in the file and on no page."""
    texts: list[str] = []
    for name in package.names:
        folder, base = posixpath.split(name)
        if name in ("docProps/core.xml", "docProps/app.xml"):
            about = (clean(e.text or "") for e in package.xml(name) if local(e) in _ABOUT)
            texts += [Hidden(text, "properties") for text in about]
        elif name == "docProps/custom.xml" or (folder == "word" and base.startswith("people")):
            texts += [Hidden(text, "properties") for text in _paragraphs(package.xml(name))]
        elif folder == "word" and base.startswith("comments"):
            texts += [Hidden(text, "comment") for text in _paragraphs(package.xml(name))]
        elif folder == "customXml" and base.startswith("item") and "Props" not in base:
            texts.append(clean(" ".join(package.xml(name).itertext())))
    return texts


def _paragraphs(root: Any) -> list[str]:
    found = [clean("".join(p.itertext())) for p in root.iter() if local(p) == "p"]
    return found or [clean(" ".join(root.itertext()))]


def _active(package: Package) -> tuple[str, ...]:
    """Macros and files within the file: 'word/vbaProject.bin', 'word/embeddings/ole.bin'."""
    scripts = any("vbaproject" in name.casefold() or "/activex/" in name.casefold() for name in package.names)
    return tuple(name for name, held in (("scripts", scripts), ("embedded", bool(_embedded(package)))) if held)


def _embedded(package: Package) -> list[str]:
    return [
        posixpath.basename(name)
        for name in package.names
        if posixpath.dirname(name) in ("word/embeddings", "word/attachments")
    ]
