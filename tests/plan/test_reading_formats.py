"""The same plan reads the same from every format, and each format's own features are understood."""

import pytest

from minga.plan.reading import ReadPlan, read_plan, read_plan_bytes
from tests.plan.reading_files import (
    CAYAMBE,
    WRITERS,
    as_csv,
    as_html,
    as_md,
    as_txt,
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


def test_underlined_headings_and_drawn_grids():
    text = (
        "Plan de trabajo\n===============\n\nAgua\n----\n\n"
        "+----------+-----------+-------+-------+\n| Objetivo | Actividad | Año 1 | Año 2 |\n"
        "+==========+===========+=======+=======+\n| Llevar   | Red       | x     |       |\n"
        "+----------+-----------+-------+-------+\n"
    )
    plan = read_plan_bytes("plan.md", text.encode())
    assert (plan.title, plan.programmes[0].name) == ("Plan de trabajo", "Agua")
    assert [(a.text, a.years) for a in activities(plan)] == [("Red", (1,))]


def test_lines_folded_at_the_margin_are_one_paragraph():
    text = (
        "VISIÓN\n\nLoja será en el año de su bicentenario una ciudad verde, justa y\n"
        "alegre donde todas las personas vivan bien.\nY en paz.\n"
    )
    assert read_plan_bytes("plan.txt", text.encode()).vision == (
        "Loja será en el año de su bicentenario una ciudad verde, justa y "
        "alegre donde todas las personas vivan bien.\nY en paz."
    )


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


def test_loose_text_captions_and_blocks_inside_inline_tags():
    page = (
        "<html><body>PLAN DE TRABAJO<b><p>CANTÓN LOJA</p></b><font>2023 - 2027</font>"
        "<table><caption>Eje social</caption><tbody><tr><th>Objetivo<th>Actividad<th>Año 1<th>Año 2</tr>"
        "<tr><td>Cuidar<td>Abrir<td>x<td></tr></tbody></table><!-- fin --></body></html>"
    )
    plan = read_plan_bytes("plan.html", page.encode())
    assert (plan.title, plan.jurisdiction, plan.period.end) == (
        "PLAN DE TRABAJO",
        "Cantón Loja",
        2027,
    )
    assert [p.name for p in plan.programmes] == ["Eje social"]
