"""The parts around the matrix are read by their headings, and are null where they are absent."""

import pytest

from minga.plan.reading import Mechanism, ReadPlan, read_plan_bytes
from minga.plan.reading.headings import Section, section_of
from tests.plan.reading_files import tabbed


def read(text: str, name: str = "plan.txt") -> ReadPlan:
    return read_plan_bytes(name, text.encode())


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("DIAGNÓSTICO", Section.DIAGNOSIS),
        ("1. Diagnóstico de la situación actual", Section.DIAGNOSIS),
        ("Situación actual del cantón", Section.DIAGNOSIS),
        ("II. DIAGNÓSTICO SITUACIONAL", Section.DIAGNOSIS),
        ("OBJETIVO GENERAL", Section.GENERAL),
        ("2.1 Objetivo general:", Section.GENERAL),
        ("GENERAL", Section.GENERAL),
        ("Objetivos específicos", Section.SPECIFIC),
        ("ESPECÍFICOS", Section.SPECIFIC),
        ("1) OBJETIVOS:", Section.OBJECTIVES),
        ("Objetivos generales y específicos", Section.OBJECTIVES),
        ("VISIÓN:", Section.VISION),
        ("Visión de futuro", Section.VISION),
        ("SISTEMAS DE DESARROLLO:", Section.SYSTEMS),
        ("Ejes estratégicos", Section.SYSTEMS),
        ("PLAN PLURIANUAL", Section.MATRIX),
        ("Plan de trabajo plurianual 2023 - 2027", Section.MATRIX),
        ("2) PROPUESTA", Section.MATRIX),
        ("3) MECANISMOS PERIÓDICOS Y PÚBLICOS DE RENDICIÓN DE CUENTAS", Section.ACCOUNTABILITY),
        ("Rendición de cuentas", Section.ACCOUNTABILITY),
        ("INTRODUCCIÓN", Section.OTHER),
        ("Misión", Section.OTHER),
        ("Presupuesto", Section.OTHER),
        ("Desarrollo social - cultural:", None),
        ("El diagnóstico se hizo con la gente del barrio", None),
        ("Objetivo específico 1: Mejorar las vías", None),
    ],
)
def test_a_heading_opens_its_part(heading, section):
    assert section_of(heading) is section


WHOLE = """PLAN DE TRABAJO

CANTÓN LOJA

DIAGNÓSTICO

La ciudad crece sin orden.

ASPECTO SOCIAL

Falta agua en los barrios altos.

OBJETIVO GENERAL

Vivir mejor.

OBJETIVOS ESPECÍFICOS

1. Llevar agua a todos.
2. Ordenar el crecimiento:
con reglas claras.

VISIÓN

Loja será verde.

SISTEMAS DE DESARROLLO

• Social
• Ambiental

RENDICIÓN DE CUENTAS

- Asamblea anual.
- Informe mensual;
"""


def test_each_part_is_read_in_its_place():
    plan = read(WHOLE)
    assert plan.diagnosis == (
        "La ciudad crece sin orden.\nASPECTO SOCIAL\nFalta agua en los barrios altos."
    )
    assert plan.general_objective == "Vivir mejor."
    assert plan.specific_objectives == (
        "Llevar agua a todos.", "Ordenar el crecimiento: con reglas claras.",
    )  # fmt: skip
    assert plan.vision == "Loja será verde."
    assert plan.systems == ("Social", "Ambiental")
    assert plan.accountability == (Mechanism("Asamblea anual"), Mechanism("Informe mensual"))


def test_absent_parts_are_null():
    plan = read("PLAN DE TRABAJO\n\nINTRODUCCIÓN\n\nTodo cambia.")
    assert (plan.diagnosis, plan.vision, plan.general_objective) == (None, None, None)
    assert (plan.specific_objectives, plan.systems, plan.accountability) == ((), (), ())


def test_a_part_may_stand_on_the_line_of_its_label():
    plan = read(
        "PLAN DE TRABAJO\n\nVisión: Loja será verde.\n\nObjetivo general: Vivir mejor.\n\nFIRMAS\n\nJuan"
    )
    assert (plan.vision, plan.general_objective) == ("Loja será verde.", "Vivir mejor.")


def test_levels_of_headings_tell_parts_from_their_own_subheadings():
    text = "# Plan\n\n## Diagnóstico\n\nHay sed.\n\n### Agua\n\nFalta red.\n\n## Algo más\n\nNo es diagnóstico.\n"
    assert read(text, "plan.md").diagnosis == "Hay sed.\nAgua\nFalta red."


def test_headings_of_programmes_are_no_text_of_the_part_before():
    before = "PLAN DE TRABAJO\n\nVISIÓN\n\nLoja será verde.\n\nEje social"
    table = tabbed(
        ("Objetivo", "Actividad", "Año 1", "Año 2"), ("Crecer", "Abrir", "x", ""), before=before
    )
    plan = read_plan_bytes("plan.txt", table)
    assert (plan.vision, plan.programmes[0].name) == ("Loja será verde.", "Eje social")


def test_summaries_are_marked_and_their_mark_is_no_text():
    plan = read(
        "VISIÓN\n\n[resumen] Verde.\n\nESPECÍFICOS\n\nAgua: [Resumen] Para todos.\n\nGENERAL\n\nVivir."
    )
    assert (plan.vision, plan.specific_objectives) == ("Verde.", ("Agua: Para todos.",))
    assert plan.restated == {"vision", "specific_objectives"}


ACCOUNTS = (
    ("Mecanismo", "Herramienta", "Periodicidad"),
    ("Asamblea", "<ul><li>Acta</li><li>Video</li></ul>", "Anual"),
    ("", "Redes sociales; radio", ""),
    ("Informe", "-", "—"),
)


def test_a_table_of_accountability():
    assert read_plan_bytes("plan.txt", tabbed(*ACCOUNTS)).accountability == (
        Mechanism("Asamblea", ("Acta", "Video", "Redes sociales", "radio"), "Anual"),
        Mechanism("Informe", (), ""),
    )


@pytest.mark.parametrize(
    "heads",
    [
        ("Frecuencia", "Mecanismos", "Medios"),
        ("Temporalidad", "Mecanismos de rendición de cuentas", "Instrumentos"),
        ("Tiempo", "Mecanismo", "Canales de difusión"),
    ],
)
def test_its_columns_come_in_any_order(heads):
    data = tabbed(heads, ("Mensual", "Boletín", "Radio, prensa"))
    assert read_plan_bytes("plan.txt", data).accountability == (
        Mechanism("Boletín", ("Radio", "prensa"), "Mensual"),
    )


def test_a_table_of_actions_under_the_heading_of_accountability_is_no_matrix():
    data = tabbed(
        ("Acción", "Herramientas", "Frecuencia"), ("Rendir cuentas", "Asamblea", "Anual"),
        before="PLAN DE TRABAJO\n\nMECANISMOS DE RENDICIÓN DE CUENTAS",
    )  # fmt: skip
    plan = read_plan_bytes("plan.txt", data)
    assert plan.accountability == (Mechanism("Rendir cuentas", ("Asamblea",), "Anual"),)
    assert plan.programmes == ()


def test_accounts_repeat_their_headings_and_merge_their_cells():
    html = (
        "<h2>Rendición de cuentas</h2><table><tr><th>Mecanismo<th>Herramientas<th>Temporalidad</tr>"
        "<tr><td rowspan=2>Asamblea<td>Acta<td rowspan=2>Anual</tr><tr><td>Video</tr>"
        "<tr><th>Mecanismo<th>Herramientas<th>Temporalidad</tr><tr><td>Radio<td>Programa<td>Mensual</tr></table>"
    )
    assert read_plan_bytes("plan.html", html.encode()).accountability == (
        Mechanism("Asamblea", ("Acta", "Video"), "Anual"),
        Mechanism("Radio", ("Programa",), "Mensual"),
    )


def test_a_table_of_accounts_whose_first_column_has_an_unknown_name():
    data = tabbed(
        ("Espacio ciudadano", "Herramientas", "Frecuencia"), ("Asamblea", "Acta", "Anual"),
        before="RENDICIÓN DE CUENTAS",
    )  # fmt: skip
    assert read_plan_bytes("plan.txt", data).accountability == (
        Mechanism("Asamblea", ("Acta",), "Anual"),
    )


def test_items_below_a_subheading_of_accountability_count_and_others_do_not():
    text = (
        "## Rendición de cuentas\n\n### Espacios de cuentas\n\n- Asamblea anual\n\n"
        "### Otras ideas\n\n- Pintar la plaza\n"
    )
    assert read(text, "plan.md").accountability == (Mechanism("Asamblea anual"),)
