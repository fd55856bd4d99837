"""Invented minutes -> PDF, set by a small typesetter of our own with the oddities of the programs of thirty years."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.extract.makers.minutes import Block
from tests.extract.makers.raw_pdf import Pdf, font, shown

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 70.0
SPACING = 2.4  # points between the letters of a heading set apart
NAMES = {"F1": "Helvetica", "F2": "Helvetica-Bold"}


@dataclass
class Style:
    """How the file is set. Each switch is something seen in real exports."""

    header: str = ""  # a line at the head of every page
    header_bold: bool = False
    footer: bool = True  # 'Side 3 af 7' at the foot of every page
    page_per_item: bool = True
    spaced_headings: bool = False  # letters set apart by character spacing
    spread_headings: bool = False  # letters set apart by typed blanks
    plain_headings: bool = False  # headings in the text's own font
    hyphens: str = ""  # '-' or a soft hyphen: long words are broken at line ends
    reverse: bool = False  # text objects in the opposite order
    words_apart: bool = False  # each word placed by itself, no blank anywhere
    ligatures: bool = False
    decomposed: bool = False  # å as a and a ring
    ruled: bool = True  # tables have rules
    columns: int = 1
    double_bold: bool = False  # bold is drawn by printing twice
    actual_text: bool = False  # every line marked with /ActualText of its whole paragraph
    turned: int = 0  # the page's /Rotate
    tight: bool = False  # no white space between paragraphs, first lines indented
    serif: bool = False
    centred: bool = False  # headings in the middle
    watermark: str = ""  # large light letters under the text of every page
    watermark_angle: int = 0  # degrees


class _Setter:
    def __init__(self, style: Style) -> None:
        self.style = style
        self.pages: list[list[str]] = [[]]
        self.x, self.right = MARGIN, WIDTH - MARGIN
        self.y = HEIGHT - MARGIN
        self.column = 0
        self.top = HEIGHT - MARGIN
        self.names = {"F1": "Times-Roman", "F2": "Times-Bold"} if style.serif else NAMES

    def width(self, text: str, face: str, size: float) -> float:
        plain = float(stringWidth(text, self.names[face], size))
        if face == "F2" and self.style.spaced_headings:
            plain += SPACING * len(text)
        if face == "F2" and self.style.spread_headings:
            plain = float(stringWidth(_spread(text), self.names[face], size))
        return plain

    def new_page(self) -> None:
        self.pages.append([])
        self.y = self.top = HEIGHT - MARGIN
        self.column = 0
        self._column()

    def _column(self) -> None:
        if self.style.columns == 1:
            return
        wide = (WIDTH - 2 * MARGIN - 24) / 2
        self.x = MARGIN + self.column * (wide + 24)
        self.right = self.x + wide

    def room(self, need: float) -> None:
        if self.y - need < MARGIN:
            if self.style.columns == 2 and self.column == 0:
                self.column = 1
                self.y = self.top
                self._column()
            else:
                self.new_page()

    def lines(self, text: str, face: str, size: float, wide: float) -> list[str]:
        out, line = [], ""
        for word in text.split(" "):
            trial = f"{line} {word}" if line else word
            if self.width(trial, face, size) <= wide:
                line = trial
                continue
            cut = self._cut(word, line, face, size, wide)
            if cut:
                out.append(f"{line} {cut[0]}{self.style.hyphens}" if line else cut[0] + self.style.hyphens)
                line = cut[1]
            else:
                if line:
                    out.append(line)
                line = word
        return [*out, line]

    def _cut(self, word: str, line: str, face: str, size: float, wide: float) -> tuple[str, str] | None:
        if not self.style.hyphens or len(word) < 10 or not word.isalpha():
            return None
        for at in range(len(word) - 4, 3, -1):
            head = f"{line} {word[:at]}-" if line else f"{word[:at]}-"
            if word[at - 1] in "aeiouyæøå" and word[at] not in "aeiouyæøå" and self.width(head, face, size) <= wide:
                return word[:at], word[at:]
        return None

    def paragraph(
        self,
        text: str,
        *,
        face: str = "F1",
        size: float = 11.0,
        indent: float = 0.0,
        first: str = "",
        after: float = 8.0,
        heading: bool = False,
    ) -> None:
        style = self.style
        if style.plain_headings:
            face = "F1"
            size = 11.0
        lead = size * 1.3
        hang = self.width(first, face, size) + 4 if first else 0.0
        lines = self.lines(text, face, size, self.right - self.x - indent - hang)
        start = 16.0 if style.tight and not first and not heading else 0.0
        if style.tight and not heading:
            after = 0.0
            if start:
                lines = self.lines("\u2003" + text, face, size, self.right - self.x)
                lines[0] = lines[0].lstrip("\u2003")
        for n, line in enumerate(lines):
            self.room(lead + (2 * lead if heading and n == 0 else 0))
            self.y -= lead
            x = self.x + indent
            if heading and style.centred:
                x += (self.right - self.x - self.width(line, face, size)) / 2
            if n == 0 and first:
                self.draw(first, x, self.y, face, size)
            self.draw(
                line,
                x + hang + (start if n == 0 else 0),
                self.y,
                face,
                size,
                heading=heading,
                actual=text if style.actual_text else None,
            )
        self.y -= after

    def draw(
        self, text: str, x: float, y: float, face: str, size: float, *, heading: bool = False, actual: str | None = None
    ) -> None:
        style = self.style
        spacing = ""
        if heading and style.spaced_headings:
            spacing = f"{SPACING} Tc "
        if heading and style.spread_headings:
            text = _spread(text)
        if style.words_apart:
            for word in text.split(" "):
                self.pages[-1].append(f"BT /{face} {size} Tf {x:.2f} {y:.2f} Td {shown(self.coded(word))} Tj ET")
                x += self.width(word + " ", face, size)
            return
        back = "0 Tc " if spacing else ""
        command = f"BT {spacing}/{face} {size} Tf {x:.2f} {y:.2f} Td {shown(self.coded(text))} Tj {back}ET"
        if style.double_bold and face == "F2":
            again = command.replace(f"{x:.2f} {y:.2f} Td", f"{x + 0.3:.2f} {y:.2f} Td").replace("/F2", "/F1")
            command = command.replace("/F2", "/F1") + "\n" + again
        if actual is not None:
            mark = actual.encode("utf-16-be").hex().upper()
            command = f"/Span << /ActualText <FEFF{mark}> >> BDC\n{command}\nEMC"
        self.pages[-1].append(command)

    def coded(self, text: str) -> str:
        if self.style.ligatures:
            text = text.replace("fi", "Þ").replace("fl", "ð")
        return text

    def table(self, rows: tuple[tuple[str, ...], ...], *, ruled: bool, head: bool, shares: tuple[float, ...]) -> None:
        size, lead = 10.0, 13.0
        for n, row in enumerate(rows):
            wide = self.right - self.x
            edges = [self.x + wide * share for share in (0.0, *shares)]
            cells = [
                self.lines(cell, "F2" if head and n == 0 else "F1", size, edges[k + 1] - edges[k] - 10)
                for k, cell in enumerate(row)
            ]
            tall = lead * max(map(len, cells)) + 6
            if self.y - tall < MARGIN:
                self.room(tall)
                edges = [self.x + wide * share for share in (0.0, *shares)]
                if head and n:
                    self.table(rows[:1], ruled=ruled, head=True, shares=shares)
            face = "F2" if head and n == 0 else "F1"
            for k, cell in enumerate(cells):
                for m, line in enumerate(cell):
                    self.draw(line, edges[k] + 5, self.y - 11 - m * lead, face, size)
                if ruled:
                    self.pages[-1].append(
                        f"0.5 w {edges[k]:.2f} {self.y - tall:.2f} {edges[k + 1] - edges[k]:.2f} {tall:.2f} re S"
                    )
            self.y -= tall
        self.y -= 10


def _spread(text: str) -> str:
    return "   ".join(" ".join(word) for word in text.split(" "))


def as_pdf(blocks: list[Block], style: Style | None = None) -> bytes:
    style = style or Style()
    setter = _Setter(style)
    if blocks and blocks[0].kind != "title":
        setter._column()  # no title across the page
    items = 0
    for block in blocks:
        if block.kind == "title":
            setter.paragraph(block.text, face="F2", size=20, after=24, heading=True)
            setter.top = setter.y
            setter._column()
        elif block.kind == "label":
            setter.table(block.rows, ruled=False, head=False, shares=(0.28, 1.0))
            setter.top = setter.y
        elif block.kind == "item":
            items += 1
            if style.page_per_item:
                setter.new_page()
            setter.paragraph(block.text, face="F2", size=15, after=10, heading=True)
        elif block.kind == "section":
            setter.y -= 6
            setter.paragraph(block.text, face="F2", size=12, after=4, heading=True)
        elif block.kind == "text":
            setter.paragraph(block.text)
        elif block.kind == "table":
            wide = max(map(len, block.rows))
            shares = (0.4, 0.7, 1.0) if wide == 3 else tuple((n + 1) / wide for n in range(wide))
            setter.table(block.rows, ruled=style.ruled, head=True, shares=shares)
        else:
            for n, point in enumerate(block.points, 1):
                setter.paragraph(point, indent=18, first="\u2022" if block.kind == "bullets" else f"{n}.", after=3)
            setter.y -= 5
    return _file(setter, style)


def _file(setter: _Setter, style: Style) -> bytes:
    pdf = Pdf()
    parent = pdf.reserve()
    fonts = [font(pdf, setter.names[face], **_letters(style, setter.names[face])) for face in ("F1", "F2")]
    kids = []
    for n, commands in enumerate(setter.pages, 1):
        setter.pages = [commands]
        if style.header:
            setter.draw(style.header, MARGIN, HEIGHT - 36, "F2" if style.header_bold else "F1", 9)
        if style.footer:
            setter.draw(f"Side {n} af {len(kids) + len(setter.pages)}", WIDTH - 130, 32, "F1", 9)
        if style.watermark:
            commands.insert(0, _watermark(style))
        ordered = list(reversed(commands)) if style.reverse else commands
        stream = pdf.stream("\n".join(ordered).encode("latin-1"))
        kids.append(
            pdf.add(
                f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {stream} 0 R "
                f"/Rotate {style.turned} /Resources << /Font << /F1 {fonts[0]} 0 R /F2 {fonts[1]} 0 R >> >> >>"
            )
        )
    pdf.put(parent, f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>")
    return pdf.data(pdf.add(f"<< /Type /Catalog /Pages {parent} 0 R >>"))


def _watermark(style: Style) -> str:
    turn = math.radians(style.watermark_angle)
    across = f"{math.cos(turn):.4f} {math.sin(turn):.4f} {-math.sin(turn):.4f} {math.cos(turn):.4f}"
    place = f"{across} {120 if turn else 100} {200 if turn else 560} Tm"
    return f"q 0.85 g BT /F2 80 Tf {place} {shown(style.watermark)} Tj ET Q"


def _letters(style: Style, name: str) -> dict[str, dict[int, str] | dict[int, int]]:
    """What the font says of its letters: where it must differ from the ordinary, a map and widths."""
    if not (style.ligatures or style.decomposed or style.hyphens == "\u00ad"):
        return {}
    meaning = {code: bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)}
    meaning = {code: text for code, text in meaning.items() if text}
    wide = {code: round(float(stringWidth(text, name, 1000))) for code, text in meaning.items()}
    if style.decomposed:
        meaning = {code: unicodedata.normalize("NFD", text) for code, text in meaning.items()}
    if style.ligatures:
        meaning |= {0xDE: "\ufb01", 0xF0: "\ufb02"}
        wide |= {0xDE: 500, 0xF0: 500}
    return {"unicode_map": meaning, "widths": wide}
