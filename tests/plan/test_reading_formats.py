"""The same plan reads the same from every format, and each format's own features are understood."""

import datetime

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.styles import PatternFill

from minga.plan.reading import IssueCode, ReadPlan, read_plan, read_plan_bytes
from tests.plan.reading_files import (
    CAYAMBE,
    COVER,
    HEADINGS,
    WATER,
    WORK,
    WRITERS,
    as_csv,
    as_docx,
    as_html,
    as_md,
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


def test_the_reference_is_what_was_written():
    assert REFERENCE.title == "PLAN DE TRABAJO"
    assert (REFERENCE.jurisdiction, REFERENCE.list) == ("Cantón Cayambe", "84")
    assert REFERENCE.authors == ("ROSA PILCO ANDRANGO",)
    assert (REFERENCE.period.start, REFERENCE.period.end) == (2023, 2027)
    assert [p.name for p in REFERENCE.programmes] == ["Sistema de agua", "Economía local"]
    assert [(a.sdg, a.baseline, a.target, a.years) for a in activities(REFERENCE)] == [
        ((6, 11), "60%", "80 %", (1, 2)),
        ((), "0", "12 km", (2, 3, 4)),
        ((8,), None, "1", (3,)),
        ((9,), None, None, (1, 2, 3, 4)),
    ]
    assert [a.evaluation for a in activities(REFERENCE)] == [
        "Informe anual", "Comisión", "Sesiones", None,
    ]  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_reads_the_same(name):
    assert read_plan_bytes(name, WRITERS[name](CAYAMBE)) == REFERENCE


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("claimed", ["plan.txt", "plan.pdf", "plan", "PLAN.DOC"])
def test_the_content_decides_whatever_the_name_claims(name, claimed):
    assert read_plan_bytes(claimed, WRITERS[name](CAYAMBE)) == REFERENCE


def test_a_file_is_read_from_its_path(tmp_path):
    path = tmp_path / "plan ñandú.md"
    path.write_bytes(as_md(CAYAMBE))
    assert read_plan(path) == REFERENCE


# --- separated values ---------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_separator_will_do(delimiter):
    assert read_plan_bytes("plan.csv", as_csv(CAYAMBE, delimiter)) == REFERENCE


def test_quoted_cells_may_hold_separators_quotes_and_line_breaks():
    data = (
        "Objetivo;Actividad;Año 1;Año 2;Estrategias\n"
        '"Crear; crecer";"Abrir el ""mercado""\nde Otón";x;;"Crédito\nMinga"\n'
    ).encode()
    (activity,) = activities(read_plan_bytes("plan.csv", data))
    assert (activity.text, activity.strategies) == (
        'Abrir el "mercado" de Otón',
        ("Crédito", "Minga"),
    )


def test_quoted_line_breaks_survive_in_pasted_text():
    data = 'PLAN\n\nObjetivo\tActividad\tAño 1\tAño 2\nCrear\t"Abrir\nmercados"\t\tx\n'.encode()
    (activity,) = activities(read_plan_bytes("plan.txt", data))
    assert (activity.text, activity.years) == ("Abrir mercados", (2,))


# --- Markdown -----------------------------------------------------------------------------------


def test_markdown_emphasis_and_escaped_pipes():
    text = (
        "# Plan de trabajo\n\n## Agua\n\n"
        "| **Objetivo** | Actividad | Año 1 | Año 2 | Estrategias |\n|:--|---|:-:|:-:|--:|\n"
        "| *Llevar agua* | Red A \\| B | x | | Minga<br>Crédito |\n"
    )
    plan = read_plan_bytes("plan.md", text.encode())
    (activity,) = activities(plan)
    assert (activity.text, activity.strategies) == ("Red A | B", ("Minga", "Crédito"))
    assert plan.programmes[0].objectives[0].text == "Llevar agua"
    assert (plan.title, plan.programmes[0].name) == ("Plan de trabajo", "Agua")


def test_markdown_without_outer_pipes():
    text = "Objetivo | Actividad | Año 1 | Año 2\n--- | --- | --- | ---\nLlevar agua | Red | x |\n"
    (activity,) = activities(read_plan_bytes("plan.md", text.encode()))
    assert (activity.text, activity.years) == ("Red", (1,))


# --- HTML ---------------------------------------------------------------------------------------

SPANS = """<h1>PLAN DE TRABAJO</h1><p>2023 - 2027</p><h2>Eje social</h2>
<table>
<thead><tr><th rowspan=2>ODS</th><th rowspan="2">Objetivo</th><th rowspan="2">Actividades</th>
<th colspan="4">Tiempo</th><th rowspan="2">Estrategias</th><th rowspan="2">Mecanismo</th></tr>
<tr><th>A&ntilde;o 1</th><th>A&ntilde;o 2</th><th>A&ntilde;o 3</th><th>A&ntilde;o 4</th></tr></thead>
<tr><td rowspan="2">3, 4</td><td rowspan="3">Cuidar</td><td>Abrir<br>centros</td>
<td colspan="4">Permanente</td><td rowspan="3"><ul><li>Minga</li><li>Cr&eacute;dito</li></ul></td><td>Acta</td></tr>
<tr><td>Formar</td><td></td><td colspan="2">x</td><td></td><td rowspan="2">Informe</td></tr>
<tr><td>5</td><td>Dotar</td><td>x</td><td></td><td></td><td></td></tr>
</table>"""


def test_merged_cells_of_a_page_apply_to_every_row_they_cover():
    plan = read_plan_bytes("plan.html", SPANS.encode())
    assert [(a.text, a.sdg, a.years, a.strategies, a.evaluation) for a in activities(plan)] == [
        ("Abrir centros", (3, 4), (1, 2, 3, 4), ("Minga", "Crédito"), "Acta"),
        ("Formar", (3, 4), (2, 3), ("Minga", "Crédito"), "Informe"),
        ("Dotar", (5,), (1,), ("Minga", "Crédito"), "Informe"),
    ]
    assert [o.text for o in plan.programmes[0].objectives] == ["Cuidar"]


def test_tables_inside_layout_tables_are_found_and_hidden_parts_are_not():
    page = as_html(CAYAMBE).decode()
    inner = page.partition("<body>")[2].partition("</body>")[0]
    hidden = '<div style="display: none"><p>LISTA 99</p></div><script>var x = "<td>";</script>'
    outer = f"<html><body><table><tr><td>{hidden}{inner}</td><td></td></tr></table></body></html>"
    assert read_plan_bytes("plan.html", outer.encode()) == REFERENCE


def test_a_page_names_itself_where_it_has_no_other_title():
    page = f"<html><title>Plan &amp; futuro</title>{SPANS.partition('</h2>')[2]}"
    plan = read_plan_bytes("plan.html", page.encode())
    assert plan.title == "Plan & futuro"


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
