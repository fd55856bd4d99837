"""The document's own part -> paragraphs -> lines.

What the reader of the printed page sees becomes lines; deletions and hidden words go to `unseen`. Text boxes
follow the paragraph they are fixed to, notes the paragraph that calls them.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from meetings.ingest.extract.clean import BULLETS, clean
from meetings.ingest.extract.collect import row_text
from meetings.ingest.extract.docx_lines import Draft, finished
from meetings.ingest.extract.docx_package import Package, Relations
from meetings.ingest.extract.docx_paragraph import Paragraph, by_id, rows, symbol
from meetings.ingest.extract.docx_styles import Numbering, Styles, numbering_of
from meetings.ingest.extract.docx_tables import cells_of, frames_the_page, goes_on, rows_of
from meetings.ingest.extract.docx_xml import all_text, child, chosen, local, switched_on, value, whole
from meetings.ingest.lines import Document, Hidden, Line
from meetings.ingest.problems import UnreadableFile

# Elements that only wrap what they hold.
_WRAPPERS = {
    "ins",
    "moveTo",
    "hyperlink",
    "smartTag",
    "customXml",
    "sdt",
    "sdtContent",
    "fldSimple",
    "bdo",
    "dir",
    "body",
    "txbxContent",
    "footnote",
    "endnote",
    "hdr",
    "ftr",
}
_GONE = {"del", "moveFrom"}
# '• at', '- at', '\uf0b7 at': a bullet typed by hand or set from a symbol font
_TYPED_BULLET = re.compile(rf"(?:[{re.escape(BULLETS)}]\s*|[-–]\s+)(?=\S)")
# '1. at', 'a) at'
_TYPED_MARK = re.compile(r"(?:-|\(?\w{1,3}[.)])\s")


class Walk:
    def __init__(
        self,
        *,
        package: Package,
        relations: Relations,
        styles: Any,
        numbering: Any,
        footnotes: Any,
        endnotes: Any,
        read_inner: Callable[[bytes, str], Document],
    ) -> None:
        self._package, self._relations, self._read_inner = package, relations, read_inner
        self._styles, self._numbering = Styles(styles), Numbering(numbering)
        self._footnotes, self._endnotes = by_id(footnotes), by_id(endnotes)
        self._drafts: list[Draft] = []
        self.unseen: list[str] = []
        self.attachments: list[str] = []
        self.left_out: list[str] = []

    def lines(self, root: Any) -> tuple[Line, ...]:
        self._blocks(root)
        return finished(self._drafts)

    def plain(self, root: Any) -> list[str]:
        """The paragraphs of a header or footer as texts."""
        kept, self._drafts = self._drafts, []
        self._blocks(root)
        found, self._drafts = [clean(draft.text) for draft in self._drafts], kept
        return [text for text in found if text]

    def _blocks(self, element: Any) -> None:
        for inner in element:
            name = local(inner)
            if name == "p":
                self._paragraph(inner)
            elif name == "tbl":
                self._table(inner)
            elif name == "AlternateContent":
                self._blocks(chosen(inner))
            elif name in _WRAPPERS:
                self._blocks(inner)
            elif name in _GONE:
                self.unseen.append(Hidden(all_text(inner), "deleted"))
            elif name == "altChunk":
                self._chunk(inner)
            elif name == "subDoc":
                self._elsewhere(inner)

    def _chunk(self, element: Any) -> None:
        """A file put into the document whole, as case systems do with an item's text: a web page, a Word file, text."""
        _, target, outside = self._relations.get(value(element, "id") or "", ("", "", True))
        if outside or target not in self._package.names:
            self.left_out.append(f"den indsatte fil »{posixpath.basename(target)}«, som ikke er i dokumentet")
            return
        try:
            document = self._read_inner(self._package.read(target), target)
        except UnreadableFile as error:
            if error.code in ("unsupported", "wrong_type"):
                self.attachments.append(posixpath.basename(target))
                self.left_out.append(f"den indsatte fil »{posixpath.basename(target)}«")
            elif error.code != "empty":
                raise
            return
        self.unseen += document.unseen
        self.attachments += document.attachments
        self.left_out += document.left_out
        for line in document.lines:
            self._drafts.append(Draft(line.text, line.kind, line.level, line.bold, 0.0, line.starts_paragraph))

    def _elsewhere(self, element: Any) -> None:
        """A part of the document that lies in a file of its own, and is not here."""
        _, target, _ = self._relations.get(value(element, "id") or "", ("", "", True))
        self.left_out.append(f"underdokumentet »{posixpath.basename(target)}«")

    def _paragraph(self, element: Any) -> None:
        paragraph = self._read(element)
        broken = rows(paragraph)
        starts = True
        for n, parts in enumerate(broken):
            text = clean("".join(part for part, _, _ in parts))
            if not text:
                continue
            kind: Any = "heading" if paragraph.level else "text"
            if n == 0 and paragraph.mark is not None:
                mark = "" if _TYPED_MARK.match(text) and paragraph.mark == "-" else paragraph.mark
                text = f"{mark} {text}" if mark else text
                kind = "heading" if paragraph.level else "list"
            elif kind == "text" and (typed := _TYPED_BULLET.match(text)):
                text, kind = "- " + text[typed.end() :], "list"
            ink = [part for part in parts if part[0].strip()]
            size = Counter({s: 0 for _, _, s in ink})
            for part, _, s in ink:
                size[s] += len(part)
            bold = kind == "heading" or all(weight for _, weight, _ in ink)
            self._drafts.append(Draft(text, kind, paragraph.level, bold, size.most_common(1)[0][0], starts))
            starts = False
        if struck := clean("".join(paragraph.struck)):
            self.unseen.append(Hidden(struck, "deleted"))
            self.left_out.append(f"»{struck[:80]}« er streget over")
        for box in paragraph.boxes:
            self._blocks(box)
        for note in paragraph.notes:
            self._blocks(note)

    def _read(self, element: Any) -> Paragraph:
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle")) or self._styles.default
        paragraph = Paragraph(style=style, level=self._styles.heading_level(style))
        outline = whole(value(child(properties, "outlineLvl")))
        if outline is not None and not paragraph.level and 0 <= outline < 9:
            paragraph.level = outline + 1
        numbering = numbering_of(child(properties, "numPr"))
        if numbering is None or not numbering[0]:
            level = numbering[1] if numbering else None
            numbering = next((s.numbering for s in self._styles.chain(style) if s.numbering and s.numbering[0]), None)
            if numbering and level is not None:
                numbering = (numbering[0], level)
        self._inline(element, paragraph)
        # An empty paragraph takes no number: Word prints one, writers never mean it.
        if numbering and numbering[0] != "0" and paragraph.text.strip():
            paragraph.mark = self._numbering.mark(*numbering)
        return paragraph

    def _inline(self, element: Any, paragraph: Paragraph) -> None:
        for inner in element:
            name = local(inner)
            if name == "r":
                self._run(inner, paragraph)
            elif name in _WRAPPERS:
                self._inline(inner, paragraph)
            elif name in _GONE:
                self.unseen.append(Hidden(all_text(inner), "deleted"))
            elif name == "AlternateContent":
                self._inline(chosen(inner), paragraph)
            elif name == "subDoc":
                self._elsewhere(inner)
            elif name in ("oMath", "oMathPara"):
                paragraph.parts.append((all_text(inner), False, self._styles.size))

    def _run(self, run: Any, paragraph: Paragraph) -> None:
        properties = child(run, "rPr")
        text = self._run_text(run, paragraph)
        if not text:
            return
        chain = self._styles.chain(value(child(properties, "rStyle"))) + self._styles.chain(paragraph.style)
        hidden = child(properties, "vanish")
        if (
            switched_on(hidden)
            if hidden is not None
            else next((s.hidden for s in chain if s.hidden is not None), False)
        ):
            self.unseen.append(clean(text))
            return
        if any(switched_on(child(properties, line)) for line in ("strike", "dstrike")):
            paragraph.struck.append(text)
            return
        weight = child(properties, "b")
        bold = (
            switched_on(weight)
            if weight is not None
            else bool(next((s.bold for s in chain if s.bold is not None), False))
        )
        size = whole(value(child(properties, "sz")))
        points = size / 2 if size else next((s.size for s in chain if s.size), self._styles.size)
        paragraph.parts.append((text, bold, points))

    def _run_text(self, run: Any, paragraph: Paragraph) -> str:
        parts: list[str] = []
        for element in run:
            name = local(element)
            if name == "t":
                parts.append(element.text or "")
            elif name == "tab" or name == "ptab":
                parts.append("\t")
            elif name in ("br", "cr"):
                parts.append("\n" if value(element, "type") in (None, "textWrapping") else " ")
            elif name == "ruby":  # a word with its sound above it
                parts += [self._run_text(base, paragraph) for base in _within(element, "rubyBase")]
            elif name == "noBreakHyphen":
                parts.append("-")
            elif name == "sym":
                parts.append(symbol(value(element, "char")))
            elif name == "delText":
                self.unseen.append(Hidden(clean(element.text or ""), "deleted"))
            elif name in ("footnoteReference", "endnoteReference"):
                notes = self._footnotes if name.startswith("foot") else self._endnotes
                note = notes.pop(value(element, "id") or "", None)
                if note is not None:
                    paragraph.notes.append(note)
            elif name == "AlternateContent":
                self._drawing(chosen(element), paragraph)
            elif name in ("drawing", "pict", "object"):
                self._drawing(element, paragraph)
        return "".join(parts)

    def _drawing(self, element: Any, paragraph: Paragraph) -> None:
        """Text boxes, and what is said of pictures to those who cannot see them."""
        stack = [element]
        while stack:
            current = stack.pop()
            if local(current) == "AlternateContent":
                current = chosen(current)
            if local(current) == "txbxContent":
                paragraph.boxes.append(current)
                continue
            for key in ("descr", "title", "alt"):
                if value(current, key):
                    self.unseen.append(clean(value(current, key) or ""))
            stack.extend(reversed(current))

    def _table(self, table: Any) -> None:
        rows = [list(cells_of(row)) for row in rows_of(table)]
        if frames_the_page(rows):
            for row in rows:
                for cell in row:
                    if not goes_on(cell):
                        self._blocks(cell)
            return
        starts = True
        for row in rows:
            texts, weights = [], []
            for cell in row:
                before = len(self._drafts)
                if not goes_on(cell):
                    self._blocks(cell)
                drafts, self._drafts = self._drafts[before:], self._drafts[:before]
                texts.append(" ".join(draft.text for draft in drafts))
                weights += [draft.bold for draft in drafts]
            self._drafts.append(Draft(row_text(texts), "row", 0, bool(weights) and all(weights), 0.0, starts))
            starts = False


def _within(element: Any, name: str) -> Any:
    inner = child(element, name)
    return () if inner is None else inner
