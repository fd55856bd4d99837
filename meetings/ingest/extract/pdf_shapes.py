"""What is drawn on a PDF page beside its text: the rules of tables, what covers text, what lies behind it.

A rule is a straight line, horizontal or vertical, or the edge of a drawn box. Rules of one height that touch
are joined, since most programs draw each cell's border for itself.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from meetings.ingest.extract import pdf_calls, pdf_layers
from meetings.ingest.extract.pdf_marks import drop_actual_text, is_pagination

MAX_OBJECTS = 20_000  # drawn objects looked at on one page
MAX_RULES = 3_000  # beyond that the page is a drawing, not a table
MAX_COVERS = 500  # areas that may hide text or lie behind it
MAX_DEPTH = 4  # forms within forms
THIN = 2.5  # points: a box not thicker than this is a line

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Rule(NamedTuple):
    """From `start` to `end` at `at`: x, x, y of a horizontal rule; y, y, x of a vertical one."""

    start: float
    end: float
    at: float


class Fill(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float
    order: int
    dark: bool

    def touches(self, left: float, bottom: float, right: float, top: float) -> bool:
        return self.left < right and left < self.right and self.bottom < top and bottom < self.top


@dataclass(slots=True)
class Shapes:
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    covers: list[Fill] = field(default_factory=list)  # opaque areas drawn after some text
    backgrounds: list[Fill] = field(default_factory=list)  # areas that are not white
    order: dict[int, int] = field(default_factory=dict)  # address of a text object -> when it was drawn
    pagination: set[int] = field(default_factory=set)  # addresses of text objects marked as header or footer
    picture: bool = False  # a picture fills most of the page
    images: int = 0

    def covered(self, x: float, y: float, order: int) -> bool:
        """Whether something opaque was drawn over the point after the text drawn at `order`."""
        return order >= 0 and any(
            f.order > order and f.left <= x <= f.right and f.bottom <= y <= f.top for f in self.covers
        )

    def dark_behind(self, x: float, y: float) -> bool:
        return any(f.left <= x <= f.right and f.bottom <= y <= f.top for f in self.backgrounds)

    def turn(self, quarters: int) -> None:
        """Turn the rules with the page: `quarters` counter-clockwise."""
        for _ in range(quarters % 4):  # (x, y) -> (-y, x)
            self.horizontal, self.vertical = (
                [Rule(-rule.end, -rule.start, rule.at) for rule in self.vertical],
                [Rule(rule.start, rule.end, -rule.at) for rule in self.horizontal],
            )


def page_shapes(page: Any, width: float, height: float, *, unmark: bool, off: frozenset[str] = frozenset()) -> Shapes:
    """`unmark`: take /ActualText from the page's text, before its text layer is asked for. PDFium gives that text in
    place of the letters, once for each marked line: exports that mark every line with its whole paragraph would
    come out many times over. `off`: names of layers that are switched off (`pdf_layers`)."""
    shapes = Shapes()
    walk = _Walk(shapes, width, height, unmark, off)
    count = min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)
    walk.objects(map(pdf_calls.page_object, repeat(pdf_calls.address_of(page)), range(count)), IDENTITY, 0)
    shapes.horizontal, shapes.vertical = _joined(walk.horizontal), _joined(walk.vertical)
    return shapes


class _Walk:
    def __init__(self, shapes: Shapes, width: float, height: float, unmark: bool, off: frozenset[str]) -> None:
        self.shapes, self.width, self.height, self.unmark, self.off = shapes, width, height, unmark, off
        self.horizontal: list[Rule] = []
        self.vertical: list[Rule] = []
        self.seen = 0
        self._bounds = [ctypes.c_float() for _ in range(4)]

    def objects(self, addresses: Iterable[int | None], matrix: Matrix, depth: int) -> None:
        for found in addresses:
            address = found or 0
            self.seen += 1
            if self.seen > MAX_OBJECTS:
                return
            kind = pdf_calls.kind_of(address)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                if pdf_calls.marks(address) > 0:
                    self._marked(address)
                self.shapes.order[address] = self.seen
                continue
            handle = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(handle, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._image(handle, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                own = pdfium.FS_MATRIX()
                inner = matrix
                if pdfium.FPDFPageObj_GetMatrix(handle, own):
                    inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
                count = min(pdfium.FPDFFormObj_CountObjects(handle), MAX_OBJECTS)
                self.objects(map(pdf_calls.form_object, repeat(address), range(count)), inner, depth + 1)

    def _marked(self, address: int) -> None:
        handle = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        if is_pagination(handle):
            self.shapes.pagination.add(address)
        if self.off:
            pdf_layers.hide(handle, self.off)
        if self.unmark:
            drop_actual_text(handle)

    def _box(self, handle: Any, matrix: Matrix) -> tuple[float, float, float, float] | None:
        left, bottom, right, top = self._bounds
        if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            return None
        if matrix is IDENTITY:
            return left.value, bottom.value, right.value, top.value
        xs, ys = zip(
            *(_moved(x, y, matrix) for x in (left.value, right.value) for y in (bottom.value, top.value)), strict=True
        )
        return min(xs), min(ys), max(xs), max(ys)

    def _image(self, handle: Any, matrix: Matrix) -> None:
        box = self._box(handle, matrix)
        if box is None:
            return
        share = (box[2] - box[0]) * (box[3] - box[1]) / max(1.0, self.width * self.height)
        self.shapes.images += share > 0.02
        self.shapes.picture |= share > 0.5
        self.shapes.backgrounds.append(Fill(*box, self.seen, True))

    def _path(self, handle: Any, matrix: Matrix) -> None:
        box = self._box(handle, matrix)
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        if box is None or not pdfium.FPDFPath_GetDrawMode(handle, mode, stroke):
            return
        filled = mode.value != pdfium.FPDF_FILLMODE_NONE
        if not filled and not stroke.value:
            return
        left, bottom, right, top = box
        wide, tall = right - left, top - bottom
        if tall <= THIN or wide <= THIN:
            if tall <= THIN and wide > 6:
                self.horizontal.append(Rule(left, right, (bottom + top) / 2))
            elif wide <= THIN and tall > 4:
                self.vertical.append(Rule(bottom, top, (left + right) / 2))
            return
        if wide <= 6 or tall <= 4:
            return
        colour = self._colour(handle) if filled else None
        if colour is not None:
            dark = min(colour[:3]) < 235
            if dark and len(self.shapes.backgrounds) < MAX_COVERS:
                self.shapes.backgrounds.append(Fill(*box, self.seen, True))
            opaque = colour[3] == 255 and not pdfium.FPDFPageObj_HasTransparency(handle)
            if opaque and self.shapes.order and len(self.shapes.covers) < MAX_COVERS:
                shown = self._clipped(handle, box)
                if shown and pdfium.FPDFPath_CountSegments(handle) <= 6:
                    self.shapes.covers.append(Fill(*shown, self.seen, dark))
            if not dark and not stroke.value:
                return
        if len(self.horizontal) + len(self.vertical) > 4 * MAX_RULES:
            return
        if pdfium.FPDFPath_CountSegments(handle) > 5 and stroke.value:
            self._pieces(handle, matrix)
        elif tall < 0.85 * self.height:
            self.horizontal += [Rule(left, right, bottom), Rule(left, right, top)]
            self.vertical += [Rule(bottom, top, left), Rule(bottom, top, right)]

    def _clipped(self, handle: Any, box: tuple[float, float, float, float]) -> tuple[float, float, float, float] | None:
        """What the clipping path leaves of a box: a sheet drawn through a small hole hides little."""
        clip = pdfium.FPDFPageObj_GetClipPath(handle)
        if not clip or pdfium.FPDFClipPath_CountPaths(clip) < 1:
            return box
        x, y = ctypes.c_float(), ctypes.c_float()
        left, bottom, right, top = box
        for path in range(min(pdfium.FPDFClipPath_CountPaths(clip), 8)):
            xs, ys = [], []
            for i in range(min(pdfium.FPDFClipPath_CountPathSegments(clip, path), 64)):
                piece = pdfium.FPDFClipPath_GetPathSegment(clip, path, i)
                if pdfium.FPDFPathSegment_GetPoint(piece, x, y):
                    xs.append(x.value)
                    ys.append(y.value)
            if xs:
                left, right = max(left, min(xs)), min(right, max(xs))
                bottom, top = max(bottom, min(ys)), min(top, max(ys))
        return (left, bottom, right, top) if right > left and top > bottom else None

    def _pieces(self, handle: Any, matrix: Matrix) -> None:
        """A whole grid drawn as one path: each straight piece of it is a rule."""
        own = pdfium.FS_MATRIX()
        if pdfium.FPDFPageObj_GetMatrix(handle, own):
            matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        start = here = (0.0, 0.0)
        for i in range(min(pdfium.FPDFPath_CountSegments(handle), 2000)):
            piece = pdfium.FPDFPath_GetPathSegment(handle, i)
            if not pdfium.FPDFPathSegment_GetPoint(piece, x, y):
                continue
            point = _moved(x.value, y.value, matrix)
            kind = pdfium.FPDFPathSegment_GetType(piece)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                self._straight(here, point)
            here = point
            if pdfium.FPDFPathSegment_GetClose(piece):
                self._straight(here, start)
                here = start

    def _straight(self, a: tuple[float, float], b: tuple[float, float]) -> None:
        if abs(a[1] - b[1]) <= 0.5 and abs(a[0] - b[0]) > 6:
            self.horizontal.append(Rule(min(a[0], b[0]), max(a[0], b[0]), a[1]))
        elif abs(a[0] - b[0]) <= 0.5 and abs(a[1] - b[1]) > 4:
            self.vertical.append(Rule(min(a[1], b[1]), max(a[1], b[1]), a[0]))

    def _colour(self, handle: Any) -> tuple[int, int, int, int] | None:
        parts = [ctypes.c_uint() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetFillColor(handle, *parts):
            return None
        return parts[0].value, parts[1].value, parts[2].value, parts[3].value


def _joined(rules: list[Rule]) -> list[Rule]:
    """Rules of one line that touch or overlap, as one. Empty where there are too many to be a table's."""
    if len(rules) > 4 * MAX_RULES:
        return []
    out: list[Rule] = []
    lines: list[tuple[float, list[Rule]]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if lines and rule.at - lines[-1][0] <= 1.5:
            lines[-1][1].append(rule)
        else:
            lines.append((rule.at, [rule]))
    for at, members in lines:
        members.sort()
        current = members[0]
        for rule in members[1:]:
            if rule.start <= current.end + 2:
                current = Rule(current.start, max(current.end, rule.end), at)
            else:
                out.append(current)
                current = rule
        out.append(current)
    return out if len(out) <= MAX_RULES else []


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip


def _moved(x: float, y: float, m: Matrix) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]
