"""Spreadsheets and Word documents are read as a person sees them."""

import datetime

import openpyxl
import pytest

from minga.plan.reading import IssueCode, ReadPlan, Unreadable, read_plan_bytes
from tests.plan.reading_files import (
    CAYAMBE,
    SUB,
    TOP,
    WATER,
    WORK,
    as_txt,
    as_xlsx,
    saved,
    zipped,
)

REFERENCE = read_plan_bytes("plan.txt", as_txt(CAYAMBE))


def activities(plan: ReadPlan):
    return list(plan.activities())


# --- spreadsheets -------------------------------------------------------------------------------


def test_numbers_show_as_displayed():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Objetivo", "Actividad", "Línea base", "Meta", 2023, 2024, "Plazo final"])
    sheet.append(["Crecer", "Vender", 0.25, 0.8, 0.5, None, datetime.date(2024, 12, 31)])
    sheet.append([None, "Comprar", 0, 0.125, None, 1, None])
    sheet.append([None, "Guardar", 12.0, 0.30000000000000004, None, "x", None])
    for place, code in {"C2": "0%", "D2": "0.00%", "E2": "0%", "D3": "0.0%", "C3": "0%"}.items():
        sheet[place].number_format = code
    found = activities(read_plan_bytes("plan.xlsx", saved(book)))
    assert [(a.baseline, a.target, a.years) for a in found] == [
        ("25%", "80.00%", (1,)),
        ("0%", "12.5%", (2,)),
        ("12", "0.3", (2,)),
    ]


def test_a_date_in_a_column_of_time_gives_its_year():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["PLAN DE TRABAJO 2023 - 2027"])
    sheet.append(["Objetivo", "Actividad", "Plazo", "Meta"])
    sheet.append(["Crecer", "Vender", datetime.date(2024, 12, 31), datetime.date(2025, 3, 1)])
    (activity,) = activities(read_plan_bytes("plan.xlsx", saved(book)))
    assert (activity.years, activity.target) == ((2,), "01/03/2025")


def test_merged_cells_of_a_sheet():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (TOP, SUB):
        sheet.append([*row])
    sheet.append(["3", "Cuidar", "Abrir", "10", "20", "x", None, None, None, "Minga", "Acta"])
    sheet.append([None, None, "Formar", None, "30", None, "x", None, None, None, None])
    for area in ("F1:I1", "A1:A2", "B1:B2", "A3:A4", "B3:B4", "D3:D4", "J3:J4", "F3:I3"):
        sheet.merge_cells(area)
    plan = read_plan_bytes("plan.xlsx", saved(book))
    assert [(a.sdg, a.baseline, a.target, a.years, a.strategies, a.evaluation) for a in activities(plan)] == [
        ((3,), "10", "20", (1, 2, 3, 4), ("Minga",), "Acta"),
        ((3,), "10", "30", (2,), ("Minga",), None),
    ]  # fmt: skip


def test_one_programme_a_sheet_and_hidden_sheets_stay_hidden():
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Agua"
    second, third = book.create_sheet("Economía"), book.create_sheet("Borrador")
    first.append(["PLAN DE TRABAJO 2023 - 2027"])
    for sheet, rows in ((first, WATER), (second, WORK), (third, WATER)):
        for row in rows:
            sheet.append([*row])
    third.sheet_state = "hidden"
    plan = read_plan_bytes("plan.xlsx", saved(book))
    assert [(p.name, len(p.activities)) for p in plan.programmes] == [("Agua", 2), ("Economía", 2)]


def sheet_xml(cells: str, *, extra: str = "") -> bytes:
    """A workbook written by hand: one sheet of inline cells."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook {space} xmlns:r="{related}"><sheets><sheet name="Hoja1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{cells}</sheetData>{extra}</worksheet>",
    })  # fmt: skip


def inline(*texts: str) -> str:
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{t}</t></is></c>' for t in texts) + "</row>"


def test_a_sheet_without_references_styles_or_its_drawing_is_read():
    heads = inline("Objetivo", "Actividad", "Meta", "Año 1", "Año 2")
    values = (
        '<row><c t="inlineStr"><is><t>Crecer</t></is></c><c t="str"><f>A1</f><v>Vender</v></c>'
        '<c t="e"><v>#REF!</v></c><c><v>1</v></c><c/></row>'
    )
    drawing = '<drawing r:id="r9" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
    plan = read_plan_bytes("plan.xlsx", sheet_xml(heads + values, extra=drawing))
    (activity,) = activities(plan)
    assert (activity.text, activity.target, activity.years) == ("Vender", None, (1,))
    assert IssueCode.UNREADABLE_CELL in {issue.code for issue in plan.issues}


def test_phonetic_hints_are_no_text():
    book = as_xlsx(CAYAMBE)
    assert read_plan_bytes("plan.xlsx", book) == REFERENCE
    rich = '<row><c t="inlineStr"><is><r><t>Vivir </t></r><r><t>bien</t></r><rPh><t>ruido</t></rPh></is></c></row>'
    plan = read_plan_bytes("plan.xlsx", sheet_xml(rich))
    assert plan.title == "Vivir bien"


# --- written by hand ----------------------------------------------------------------------------

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(sheet: str, **parts: str) -> bytes:
    """A workbook of one sheet with the other parts given."""
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook {SPACE} xmlns:r="{RELATED}"><workbookPr date1904="1"/><sheets><sheet name="Plan" r:id="r1"/><sheet name="Perdida" r:id="r2"/><sheet name="Rota" r:id="r3"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Target="/xl/a.xml"/><Relationship Id="r2" Target="nada.xml"/></R>',
        "xl/a.xml": sheet,
        **{name.replace("__", "/") + ".xml": text for name, text in parts.items()},
    })  # fmt: skip


def test_shared_texts_booleans_and_dates_of_another_epoch():
    shared = "".join(
        f"<si><t>{t}</t></si>"
        for t in ("Objetivo", "Actividad", "Meta", "Año 1", "Año 2", "Crecer")
    )
    styles = f'<styleSheet {SPACE}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>'
    heads = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(5))
    rows = (
        f"<row>{heads}</row>"
        '<row r="2"><c t="s"><v>5</v></c><c t="str"><v>Vender</v></c><c s="1"><v>44561</v></c><c t="b"><v>1</v></c><c/></row>'
        '<row r="3"><c t="s"><v>99</v></c><c t="str"><v>Comprar</v></c><c s="2"><v>no es número</v></c><c/><c s="9"><v>1E+2</v></c></row>'
        '<row r="4"><c/><c t="str"><v>Guardar</v></c><c s="1"><v>-5</v></c><c><v>NaN</v></c></row>'
    )
    sheet = f"<worksheet {SPACE}><sheetData>{rows}</sheetData></worksheet>"
    found = activities(
        read_plan_bytes(
            "plan.xlsx",
            workbook(sheet, xl__sharedStrings=f"<sst {SPACE}>{shared}</sst>", xl__styles=styles),
        )
    )
    assert [(a.text, a.target, a.years) for a in found] == [
        ("Vender", "01/01/2026", (1,)),
        ("Comprar", "no es número", (2,)),
        ("Guardar", "-5", (1,)),
    ]


def test_a_broken_sheet_is_damaged():
    with pytest.raises(Unreadable, match="damaged"):
        read_plan_bytes("plan.xlsx", workbook("<worksheet><sheetData><row>"))
