"""It is true that the cells of a workbook are read, and that what is unsafe about it is refused."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from minga.territory.models import PopulationFigure, ServicesFigure
from minga.territory.rules.issues import FileRefused
from minga.territory.services import workbook
from minga.territory.services.files import import_territory_file
from minga.territory.services.workbook import read_workbook

AT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)

type Cells = list[list[object]]


def packed(**sheets: Cells) -> bytes:
    """Return a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, **changes: bytes | None) -> bytes:
    """Return a workbook with some of its parts changed, left out or added, by the end of their name."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            key = Path(name).stem
            kept = changes.pop(key) if key in changes else old.read(name)
            if kept is not None:
                new.writestr(name, kept)
        for name, added in changes.items():
            new.writestr(f"xl/{name}.bin", added or b"")
    return stream.getvalue()


def part(content: bytes, name: str) -> bytes:
    return zipfile.ZipFile(BytesIO(content)).read(name)


SHEET: Cells = [["codigo", "anio", "servicios"], ["170161", 2022, 20.5], [None, None, None]]


def test_every_sheet_is_read_and_named() -> None:
    lines = read_workbook(packed(Uno=SHEET, Dos=[["codigo"], [170171.0]]))
    assert [(line.where, line.cell("codigo")) for line in lines] == [
        ("Uno, fila 2", "170161"),
        ("Dos, fila 2", "170171"),
    ]


def test_a_drawing_that_is_not_there_and_missing_dimensions_do_not_matter() -> None:
    content = packed(Uno=SHEET)
    sheet = part(content, "xl/worksheets/sheet1.xml").decode()
    start, end = sheet.index("<dimension"), sheet.index("/>", sheet.index("<dimension")) + 2
    bare = (sheet[:start] + sheet[end:]).replace(
        "</worksheet>",
        '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'r:id="rId9"/></worksheet>',
    )
    lines = read_workbook(repacked(content, sheet1=bare.encode()))
    assert [line.cells for line in lines] == [
        {"codigo": "170161", "anio": "2022", "servicios": "20.5"}
    ]


def test_dimensions_that_are_wrong_do_not_hide_rows() -> None:
    content = packed(Uno=SHEET)
    sheet = part(content, "xl/worksheets/sheet1.xml").replace(b'ref="A1:C2"', b'ref="A1"')
    lines = read_workbook(repacked(content, sheet1=sheet))
    assert [line.cell("servicios") for line in lines] == ["20.5"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 nada", "unknown_format"),
        (repacked(packed(Uno=SHEET), workbook=None), "unknown_format"),
        (repacked(packed(Uno=SHEET), sheet1=b"<worksheet><sheetData>"), "unknown_format"),
        (repacked(packed(Uno=SHEET), vbaProject=b"x"), "unsafe_file"),
    ],
)
def test_what_is_broken_or_carries_macros_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(FileRefused, match=code):
        read_workbook(content)


def test_what_grows_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1000)
    with pytest.raises(FileRefused, match="unsafe_file"):
        read_workbook(packed(Uno=SHEET))


@pytest.mark.usefixtures("facts")
def test_a_workbook_brings_figures_in(tmp_path: Path) -> None:
    path = tmp_path / "cifras"
    path.write_bytes(packed(Uno=SHEET, Dos=[["codigo", "proy_2030"], ["170161", 1600]]))
    report = import_territory_file(path, at=AT)
    assert (report.what, report.written, report.issues) == ("figures", True, ())
    assert ServicesFigure.objects.get().place.code == "170161"
    assert PopulationFigure.objects.get(year=2030).total == 1600


@pytest.mark.usefixtures("facts")
def test_percentages_kept_as_parts_of_one_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "cifras.xlsx"
    rows: Cells = [["codigo", "servicios_2022"], ["170161", 0.205], ["170171", 0.98]]
    path.write_bytes(packed(Uno=rows))
    report = import_territory_file(path, at=AT)
    assert [issue.code for issue in report.issues] == ["shares_of_one"]


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    "document",
    [
        '[{"codigo": 170161.0, "anio": 2030, "tipo": "Proyectado", "poblacion_total": 1600}]',
        '{"nombres": ["GUALEA"], "filas": [{"poblacion_total": 1600, "tipo": "Proyectado",'
        ' "anio": 2030, "codigo": 170161}]}',
    ],
)
def test_records_of_json_bring_figures_in(tmp_path: Path, document: str) -> None:
    path = tmp_path / "cifras.json"
    path.write_text(document, encoding="utf-8")
    assert import_territory_file(path, at=AT).written
    assert PopulationFigure.objects.get(year=2030).series == "PROJECTION"
