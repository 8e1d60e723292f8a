"""Small work plans written by hand in every format the importer reads, for its tests."""

import csv
import html
import io
import textwrap
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import docx
import openpyxl

type Rows = Sequence[Sequence[str]]

HEADINGS = (
    "ODS", "Objetivo específico", "Actividades", "Línea base", "Metas",
    "Año 1", "Año 2", "Año 3", "Año 4", "Estrategias", "Mecanismo de evaluación",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A document: its opening lines, then tables, each under its own heading."""

    lines: tuple[str, ...]
    tables: tuple[tuple[str, Rows], ...]


COVER = (
    "PLAN DE TRABAJO",
    "CANDIDATA A LA ALCALDÍA",
    "CANTÓN CAYAMBE",
    "ROSA PILCO ANDRANGO",
    "LISTA 84",
    "2023 - 2027",
)
WATER = (
    HEADINGS,
    ("6, 11", "Llevar agua segura", "Ampliar la red de agua", "60%", "80 %", "x", "x", "", "", "Convenios, crédito", "Informe anual"),
    ("", "", "Proteger las fuentes de agua", "0", "12 km", "", "x", "x", "x", "Ordenanza", "Comisión"),
)  # fmt: skip
WORK = (
    HEADINGS,
    ("8", "Crear empleo", "Abrir un mercado", "", "1", "", "", "x", "", "Alianzas; crédito", "Sesiones"),
    ("ODS 9", "Cuidar las vías", "Lastrar caminos", "-", "—", "x", "x", "x", "x", "Minga", "—"),
)  # fmt: skip
CAYAMBE = Page(COVER, (("Sistema de agua", WATER), ("Economía local", WORK)))

# The two rows of headings of the national form
TOP = (
    "ODS",
    "Objetivo",
    "Actividades",
    "Línea base",
    "Metas",
    "Tiempo",
    "",
    "",
    "",
    "Estrategias",
    "Evaluación",
)
SUB = ("", "", "", "", "", "Año 1", "Año 2", "Año 3", "Año 4", "", "")


def as_txt(page: Page) -> bytes:
    """Lines and tables with tabs, as a spreadsheet pasted into a text file."""
    parts = ["\n".join(page.lines)]
    for heading, rows in page.tables:
        parts.extend((heading, "\n".join("\t".join(row) for row in rows)))
    return "\n\n".join(parts).encode()


def as_md(page: Page) -> bytes:
    """Markdown headings and pipe tables, pipes escaped."""
    parts = [f"# {page.lines[0]}", *page.lines[1:]]
    for heading, rows in page.tables:
        parts.append(f"## {heading}")
        cells = [[cell.replace("|", "\\|").replace("\n", "<br>") for cell in row] for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in cells]
        rule = f"|{' --- |' * len(rows[0])}"
        parts.append("\n".join([lines[0], rule, *lines[1:]]))
    return "\n\n".join(parts).encode()


def as_csv(page: Page, delimiter: str = ",") -> bytes:
    """One sheet: lines, blank row, heading, table, blank row."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerows([line] for line in page.lines)
    for heading, rows in page.tables:
        writer.writerows([[], [heading], *rows])
    return written.getvalue().encode()


def as_tsv(page: Page) -> bytes:
    return as_csv(page, "\t")


def as_html(page: Page) -> bytes:
    """A web page with plain tables."""
    parts = [f"<p>{html.escape(line)}</p>" for line in page.lines]
    for heading, rows in page.tables:
        parts.append(f"<h2>{html.escape(heading)}</h2><table>")
        for row in rows:
            cells = (html.escape(cell).replace("\n", "<br>") for cell in row)
            parts.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
        parts.append("</table>")
    body = "\n".join(parts)
    return f'<!DOCTYPE html><html lang="es"><meta charset="utf-8"><body>{body}</body>'.encode()


def as_xlsx(page: Page) -> bytes:
    """One sheet with everything under one another."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in page.lines:
        sheet.append([line])
    for heading, rows in page.tables:
        sheet.append([])
        sheet.append([heading])
        for row in rows:
            sheet.append([*row])
    return saved(book)


def as_docx(page: Page) -> bytes:
    """Paragraphs, headings of level 2 and tables."""
    document = docx.Document()
    for line in page.lines:
        document.add_paragraph(line)
    for heading, rows in page.tables:
        document.add_heading(heading, level=2)
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(rows, table.rows, strict=True):
            for text, cell in zip(row, cells.cells, strict=True):
                cell.text = text
    return saved(document)


def as_pdf(page: Page, *, ruled: bool = True) -> bytes:
    """Landscape pages of plain PDF: text in Helvetica, tables with or without drawn lines."""
    sheet = _Sheet(ruled)
    for line in page.lines:
        sheet.line(line)
    for heading, rows in page.tables:
        sheet.gap()
        sheet.line(heading)
        sheet.table(rows)
    return pdf_of(sheet.finished())


class _Sheet:
    """Draws text and tables from the top of a page; a full page opens another."""

    WIDTH, HEIGHT, MARGIN, SIZE, LEADING = 842, 595, 40, 7, 9

    def __init__(self, ruled: bool) -> None:
        self.ruled = ruled
        self.pages: list[list[str]] = [[]]
        self.y = float(self.HEIGHT - self.MARGIN)

    def line(self, text: str) -> None:
        self._room(self.LEADING)
        self._text(self.MARGIN, self.y, text)
        self.y -= 2 * self.LEADING

    def gap(self) -> None:
        self.y -= self.LEADING

    def table(self, rows: Rows) -> None:
        widths = self._widths(rows)
        for row in rows:
            cells = [self._wrapped(t, w) for t, w in zip(row, widths, strict=True)]
            height = max(len(lines) for lines in cells) * self.LEADING + 6
            self._room(height)
            self._row(cells, widths, height)
            self.y -= height

    def _widths(self, rows: Rows) -> list[float]:
        longest = [max(7, *(min(len(r[i]), 22) for r in rows)) + 3 for i in range(len(rows[0]))]
        room = self.WIDTH - 2 * self.MARGIN
        return [room * n / sum(longest) for n in longest]

    def _wrapped(self, text: str, width: float) -> list[str]:
        sign = self.SIZE * (0.72 if text.isupper() else 0.55)
        return textwrap.wrap(text, max(int((width - 8) / sign), 3)) or [""]

    def _row(self, cells: list[list[str]], widths: list[float], height: float) -> None:
        x = float(self.MARGIN)
        for lines, width in zip(cells, widths, strict=True):
            if self.ruled:
                self.pages[-1].append(
                    f"{x:.1f} {self.y - height:.1f} {width:.1f} {height:.1f} re S"
                )
            for i, line in enumerate(lines):
                self._text(x + 2, self.y - 8 - i * self.LEADING, line)
            x += width

    def _text(self, x: float, y: float, text: str) -> None:
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.pages[-1].append(f"BT /F1 {self.SIZE} Tf {x:.1f} {y:.1f} Td ({escaped}) Tj ET")

    def _room(self, height: float) -> None:
        if self.y - height < self.MARGIN:
            self.pages.append([])
            self.y = float(self.HEIGHT - self.MARGIN)

    def finished(self) -> list[bytes]:
        return ["\n".join(page).encode("cp1252", "replace") for page in self.pages]


def pdf_of(contents: list[bytes], extra: tuple[bytes, ...] = ()) -> bytes:
    """A minimal PDF file of pages with one font; `extra` objects are named X1, X2 on each page."""
    count = len(contents)
    named = " ".join(f"/X{n} {3 + 2 * count + n} 0 R" for n in range(1, len(extra) + 1))
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents {5 + 2 * i} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> /XObject << {named} >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _with_table_of_offsets([*objects, *extra])


def _with_table_of_offsets(objects: list[bytes]) -> bytes:
    written = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return written + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )


def saved(document: object) -> bytes:
    """The bytes of an open document of docx or openpyxl."""
    held = io.BytesIO()
    document.save(held)  # type: ignore[attr-defined]
    return held.getvalue()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return held.getvalue()


WRITERS = {
    "plan.txt": as_txt, "plan.md": as_md, "plan.csv": as_csv, "plan.tsv": as_tsv,
    "plan.html": as_html, "plan.xlsx": as_xlsx, "plan.docx": as_docx, "plan.pdf": as_pdf,
}  # fmt: skip


def tabbed(*rows: Sequence[str], before: str = "", after: str = "") -> bytes:
    """A text file with one table of tabs between two pieces of prose."""
    table = "\n".join("\t".join(row) for row in rows)
    return "\n\n".join(part for part in (before, table, after) if part).encode()


def marked(*years: int) -> tuple[str, str, str, str]:
    """Four year cells with an x in some."""
    return tuple("x" if year in years else "" for year in (1, 2, 3, 4))  # type: ignore[return-value]
