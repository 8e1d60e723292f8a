"""It is true that a plan written in Word is read as it stands, whatever its tables and styles."""

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.styles import PatternFill

from minga.plan.reading import ReadPlan, Unreadable, read_plan_bytes
from tests.plan.reading_files import (
    CAYAMBE,
    COVER,
    HEADINGS,
    SUB,
    TOP,
    as_docx,
    as_txt,
    marked,
    saved,
    zipped,
)

REFERENCE = read_plan_bytes("plan.txt", as_txt(CAYAMBE))


def activities(plan: ReadPlan):
    return list(plan.activities())


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
