"""What is printed and drawn on a page of a PDF: signs with their places, and straight lines.

pdfium gives places as the reader sees the page, rotation applied; only y is turned to grow
downwards.
"""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from minga.plan.reading.formats.glyphs import Glyph
from minga.plan.reading.formats.ruled import Rule

_THIN = 3.0
_SHORTEST = 4.0
_MOST_SEGMENTS = 4_000
_DEEPEST_FORM = 8
_SMALLEST_DOT, _BIGGEST_DOT = 1.2, 7.0
_MOST_DOTS = 400  # more are a drawing

type _Matrix = tuple[float, float, float, float, float, float]


def glyphs_of(page: pdfium.PdfPage) -> list[Glyph]:
    """The visible signs of a page, in the order of its content; blanks are left out."""
    text = page.get_textpage()
    try:
        printed = list(_glyphs(text, page.get_height()))
    finally:
        text.close()
    return [*printed, *_bullets(page, printed)]


def _glyphs(text: pdfium.PdfTextPage, height: float) -> Iterator[Glyph]:
    box = raw.FS_RECTF()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if sign.isspace() or not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        if box.right > box.left and box.top > box.bottom:
            yield Glyph(sign, box.left, height - box.top, box.right, height - box.bottom)


def _bullets(page: pdfium.PdfPage, printed: Sequence[Glyph]) -> Iterator[Glyph]:
    """Dots drawn before a text, as browsers draw those of lists: each is a bullet of that height."""
    dots = list(_dots(page))
    for left, right, middle in dots if len(dots) <= _MOST_DOTS else ():
        beside = [
            glyph
            for glyph in printed
            if abs(glyph.middle - middle) < glyph.height / 4
            and right < glyph.left < right + 2 * glyph.height
        ]
        if beside:
            text = min(beside, key=lambda glyph: glyph.left)
            yield Glyph("•", left, text.top, right, text.bottom)


def _dots(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float]]:
    """Small round shapes: their sides and their middle."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for i in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, i)
        if not _is_curved(item) or not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        width, height = right.value - left.value, top.value - bottom.value
        if _SMALLEST_DOT < width < _BIGGEST_DOT and abs(width - height) < width / 5:
            yield left.value, right.value, page.get_height() - (top.value + bottom.value) / 2


def _is_curved(item: object) -> bool:
    if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
        return False
    segment = raw.FPDFPath_GetPathSegment(item, 1)
    return bool(segment) and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_BEZIERTO


def rules_of(page: pdfium.PdfPage) -> list[Rule]:
    """The straight horizontal and vertical lines of a page, thin bars among them."""
    height = page.get_height()
    count = raw.FPDFPage_CountObjects(page)
    objects = (raw.FPDFPage_GetObject(page, i) for i in range(count))
    return [
        rule for item in objects for rule in _rules(item, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), height, 0)
    ]


def _rules(item: object, outer: _Matrix, height: float, depth: int) -> Iterator[Rule]:
    kind = raw.FPDFPageObj_GetType(item)
    matrix = _product(_matrix_of(item), outer)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        yield from _path_rules(item, matrix, height)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        for i in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _rules(raw.FPDFFormObj_GetObject(item, i), matrix, height, depth + 1)


def _matrix_of(item: object) -> _Matrix:
    held = raw.FS_MATRIX(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    raw.FPDFPageObj_GetMatrix(item, held)
    return (held.a, held.b, held.c, held.d, held.e, held.f)


def _product(m: _Matrix, n: _Matrix) -> _Matrix:
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _path_rules(item: object, matrix: _Matrix, height: float) -> Iterator[Rule]:
    filled, stroked = _drawn(item)
    if not (filled or stroked) or raw.FPDFPath_CountSegments(item) > _MOST_SEGMENTS:
        return
    for line in _polylines(item, matrix, height):
        xs, ys = [p[0] for p in line], [p[1] for p in line]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if min(width, height) <= _THIN < max(width, height) + 1:
            if rule := _rule((min(xs), min(ys)), (max(xs), max(ys))):
                yield rule
            continue
        for start, end in pairwise(line):
            rule = _rule(start, end)
            if rule and (stroked or rule.horizontal):  # a background has no sides, only a height
                yield rule


def _drawn(item: object) -> tuple[bool, bool]:
    """Whether a path is filled, and whether its line is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _polylines(item: object, matrix: _Matrix, height: float) -> Iterator[list[tuple[float, float]]]:
    """The straight parts of a path; a curve interrupts them."""
    line: list[tuple[float, float]] = []
    for i in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind != raw.FPDF_SEGMENT_LINETO and len(line) > 1:
            yield line
        if kind != raw.FPDF_SEGMENT_LINETO:
            line = []
        line.append(_point(segment, matrix, height))
        if kind == raw.FPDF_SEGMENT_LINETO and raw.FPDFPathSegment_GetClose(segment):
            line.append(line[0])
    if len(line) > 1:
        yield line


def _point(segment: object, matrix: _Matrix, height: float) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    a, b, c, d, e, f = matrix
    return a * x.value + c * y.value + e, height - (b * x.value + d * y.value + f)


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Rule | None:
    width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
    if height <= _THIN and width >= _SHORTEST and width > height:
        low, high = sorted((start[0], end[0]))
        return Rule(True, (start[1] + end[1]) / 2, low, high)
    if width <= _THIN and height >= _SHORTEST:
        low, high = sorted((start[1], end[1]))
        return Rule(False, (start[0] + end[0]) / 2, low, high)
    return None
