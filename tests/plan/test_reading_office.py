"""Spreadsheets and Word documents are read as a person sees them."""

import datetime

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.styles import PatternFill

from minga.plan.reading import IssueCode, ReadPlan, Unreadable, read_plan_bytes
from tests.plan.reading_files import (
    CAYAMBE,
    COVER,
    HEADINGS,
    WATER,
    WORK,
    as_docx,
    as_txt,
    as_xlsx,
    marked,
    saved,
    zipped,
)

REFERENCE = read_plan_bytes("plan.txt", as_txt(CAYAMBE))
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


# --- Word ---------------------------------------------------------------------------------------


def test_merged_cells_of_word():
    document = docx.Document()
    document.add_heading("Eje social", level=1)
    table = document.add_table(rows=4, cols=11)
    for row, texts in enumerate(
        (
            TOP,
            SUB,
            ("3", "Cuidar", "Abrir", "10", "20", "x", "", "", "", "Minga", "Acta"),
            ("", "", "Formar", "", "30", "", "x", "", "", "", ""),
        )
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for start, end in (
        ((0, 5), (0, 8)),
        ((0, 0), (1, 0)),
        ((2, 0), (3, 0)),
        ((2, 1), (3, 1)),
        ((2, 3), (3, 3)),
        ((2, 9), (3, 9)),
        ((2, 5), (2, 8)),
    ):
        table.cell(*start).merge(table.cell(*end))
    plan = read_plan_bytes("plan.docx", saved(document))
    assert [(a.sdg, a.baseline, a.target, a.years, a.strategies, a.evaluation) for a in activities(plan)] == [
        ((3,), "10", "20", (1, 2, 3, 4), ("Minga",), "Acta"),
        ((3,), "10", "30", (2,), ("Minga",), None),
    ]  # fmt: skip


def with_first_activity(xml: str) -> ReadPlan:
    """The plan whose first activity is this run-level XML."""
    document = docx.Document()
    table = document.add_table(rows=2, cols=4)
    for cell, text in zip(
        table.rows[0].cells, ("Objetivo", "Actividad", "Año 1", "Año 2"), strict=True
    ):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("Crecer", "", "x", ""), strict=True):
        cell.text = text
    paragraph = table.cell(1, 1).paragraphs[0]._p
    for element in parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"):
        paragraph.append(element)
    return read_plan_bytes("plan.docx", saved(document))


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<w:r><w:t>Abrir </w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>mercados</w:t></w:r></w:ins><w:del w:id='2' w:author='a'><w:r><w:delText>ferias</w:delText></w:r></w:del>", "Abrir mercados"),
        ("<w:r><w:t>Abrir</w:t><w:br/><w:t>ya</w:t></w:r>", "Abrir ya"),
        ("<w:r><w:t>Abrir</w:t><w:tab/><w:t>ya</w:t></w:r>", "Abrir ya"),
        ("<w:r><w:t>Abrir</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>recuadro</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>", "Abrir"),
        ("<w:hyperlink><w:r><w:t>Abrir</w:t></w:r></w:hyperlink><w:r><w:t> ya</w:t></w:r>", "Abrir ya"),
        ("<w:sdt><w:sdtContent><w:r><w:t>Abrir</w:t></w:r></w:sdtContent></w:sdt>", "Abrir"),
        ("<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>REF x</w:instrText><w:t>Abrir</w:t></w:r>", "Abrir"),
        ("<w:r><w:t>econ\u00f3mico</w:t><w:noBreakHyphen/><w:t>social</w:t><w:softHyphen/></w:r>", "económico-social"),
    ],
)  # fmt: skip
def test_text_of_word_as_it_stands_once_changes_are_accepted(xml, expected):
    (activity,) = activities(with_first_activity(xml))
    assert activity.text == expected


def test_a_check_mark_from_a_symbol_font_marks_its_year():
    data = as_docx(CAYAMBE)
    document = docx.Document()
    table = document.add_table(rows=2, cols=4)
    for cell, text in zip(
        table.rows[0].cells, ("Objetivo", "Actividad", "Año 1", "Año 2"), strict=True
    ):
        cell.text = text
    table.cell(1, 1).text = "Abrir"
    run = table.cell(1, 3).paragraphs[0].add_run()._r
    run.append(parse_xml(f"<w:sym {nsdecls('w')} w:font='Wingdings' w:char='F0FC'/>"))
    (activity,) = activities(read_plan_bytes("plan.docx", saved(document)))
    assert activity.years == (2,)
    assert read_plan_bytes("plan.docx", data) == REFERENCE


def test_a_matrix_inside_a_frame_and_a_table_inside_a_cell():
    document = docx.Document()
    document.add_paragraph("PLAN DE TRABAJO")
    frame = document.add_table(rows=1, cols=1).cell(0, 0)
    inner = frame.add_table(rows=2, cols=5)
    for row, texts in enumerate(
        (
            ("Objetivo", "Actividad", "Año 1", "Año 2", "Estrategias"),
            ("Crecer", "Abrir", "x", "", ""),
        )
    ):
        for column, text in enumerate(texts):
            inner.cell(row, column).text = text
    nested = inner.cell(1, 4).add_table(rows=2, cols=1)
    nested.cell(0, 0).text, nested.cell(1, 0).text = "Minga", "Crédito"
    (activity,) = activities(read_plan_bytes("plan.docx", saved(document)))
    assert (activity.text, activity.strategies) == ("Abrir", ("Minga", "Crédito"))


def test_a_list_of_word_keeps_its_items_and_headings_name_programmes():
    document = docx.Document()
    document.add_paragraph("PLAN DE TRABAJO")
    document.add_heading("Sistemas de desarrollo", level=1)
    for name in ("Social", "Económico"):
        document.add_paragraph(name, style="List Bullet")
    document.add_heading("Plan plurianual", level=1)
    document.add_heading("Eje social", level=2)
    table = document.add_table(rows=2, cols=4)
    for row, texts in enumerate(
        (("Objetivo", "Actividad", "Año 1", "Año 2"), ("Crecer", "Abrir", "x", ""))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    plan = read_plan_bytes("plan.docx", saved(document))
    assert plan.systems == ("Social", "Económico")
    assert [p.name for p in plan.programmes] == ["Eje social"]


def test_colours_and_styles_change_nothing():
    book = openpyxl.Workbook()
    sheet = book.active
    for line in COVER:
        sheet.append([line])
    for heading, rows in CAYAMBE.tables:
        sheet.append([])
        sheet.append([heading])
        for row in rows:
            sheet.append([cell or None for cell in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.fill = PatternFill("solid", fgColor="FFFF00")
    assert read_plan_bytes("plan.xlsx", saved(book)) == REFERENCE


def test_a_table_that_a_page_break_cut_goes_on_without_headings():
    document = docx.Document()
    document.add_paragraph("PLAN DE TRABAJO")
    document.add_paragraph("Eje social")
    for rows in (
        (HEADINGS, ("", "Cuidar", "Abrir", "", "", *marked(1), "", "")),
        (("", "", "Formar", "", "", *marked(2), "", ""),),
    ):
        table = document.add_table(rows=len(rows), cols=11)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        document.add_paragraph("Página 1 de 2")
    (programme,) = read_plan_bytes("plan.docx", saved(document)).programmes
    assert [(o.text, [a.text for a in o.activities]) for o in programme.objectives] == [
        ("Cuidar", ["Abrir", "Formar"])
    ]


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


def word(body: str, styles: str = "") -> ReadPlan:
    parts = {
        "word/document.xml": f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>"
    }
    if styles:
        parts["word/styles.xml"] = f"<w:styles {nsdecls('w')}>{styles}</w:styles>"
    return read_plan_bytes("plan.docx", zipped(parts))


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_styles_give_headings_through_their_ancestors_and_outlines():
    styles = (
        '<w:style w:styleId="A"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="Mío"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="C"><w:name w:val="Otro"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="L"><w:name w:val="Viñeta"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    )
    plan = word(
        paragraph("Plan de trabajo", '<w:pStyle w:val="B"/>')
        + paragraph("Visión", '<w:pStyle w:val="C"/>') + paragraph("Verde.")
        + paragraph("Otra cosa", '<w:outlineLvl w:val="1"/>') + paragraph("No es visión.")
        + paragraph("Sistemas de desarrollo", '<w:pStyle w:val="C"/>')
        + paragraph("Social", '<w:pStyle w:val="L"/>') + paragraph("Vial", '<w:numPr><w:numId w:val="3"/></w:numPr>'),
        styles,
    )  # fmt: skip
    assert (plan.title, plan.vision, plan.systems) == (
        "Plan de trabajo",
        "Verde.",
        ("Social", "Vial"),
    )


def test_rows_deleted_indented_or_inside_controls():
    head = "".join(cell(t) for t in ("Objetivo", "Actividad", "Año 1", "Año 2"))
    gone = '<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>' + cell("Borrar") * 4 + "</w:tr>"
    late = (
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        + cell("Formar")
        + cell("")
        + cell("x")
        + "</w:tr>"
    )
    held = (
        "<w:sdt><w:sdtContent><w:tr>"
        + cell("Educar")
        + cell("Leer")
        + cell("x")
        + cell("")
        + "</w:tr></w:sdtContent></w:sdt>"
    )
    table = f"<w:tbl><w:tr>{head}</w:tr>{gone}{late}{held}</w:tbl>"
    plan = word(paragraph("Plan") + f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>")
    assert [(a.text, a.years) for a in activities(plan)] == [("Formar", (2,)), ("Leer", (1,))]


def test_a_document_nested_beyond_reason_is_damaged():
    with pytest.raises(Unreadable, match="damaged"):
        word("<w:sdt>" * 70 + "</w:sdt>" * 70)
