"""Columns are known by their names, in any order, over one to three rows."""

import pytest

from minga.plan.reading import IssueCode, ReadPlan, read_plan_bytes
from minga.plan.reading.column_names import Role, role_of
from tests.plan.reading_files import tabbed

PERIOD = "PLAN DE TRABAJO 2023 - 2027"


def read(*rows, before=PERIOD) -> ReadPlan:
    return read_plan_bytes("plan.txt", tabbed(*rows, before=before))


def first(plan: ReadPlan):
    return next(plan.activities())


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("ODS", Role.SDG),
        ("Objetivos de Desarrollo Sostenible", Role.SDG),
        ("OBJETIVO DE DESARROLLO SOSTENIBLE (ODS)", Role.SDG),
        ("Alineación a ODS", Role.SDG),
        ("ODS al que aporta", Role.SDG),
        ("Objetivo específico", Role.OBJECTIVE),
        ("Objetivos Específicos", Role.OBJECTIVE),
        ("Objetivo estratégico", Role.OBJECTIVE),
        ("OBJETIVO", Role.OBJECTIVE),
        ("Actividades", Role.ACTIVITY),
        ("ACTIVIDAD", Role.ACTIVITY),
        ("Acciones", Role.ACTIVITY),
        ("Proyecto", Role.ACTIVITY),
        ("Proyectos / Acciones", Role.ACTIVITY),
        ("Propuesta", Role.ACTIVITY),
        ("Propuesta de campaña", Role.ACTIVITY),
        ("Programas y proyectos", Role.ACTIVITY),
        ("2. Actividades a realizar", Role.ACTIVITY),
        ("Línea base", Role.BASELINE),
        ("Linea de Base", Role.BASELINE),
        ("Situación actual", Role.BASELINE),
        ("Meta", Role.TARGET),
        ("Metas del período", Role.TARGET),
        ("Resultado esperado", Role.TARGET),
        ("Indicador", Role.INDICATOR),
        ("Indicadores de gestión", Role.INDICATOR),
        ("Tiempo", Role.TIME),
        ("Plazo", Role.TIME),
        ("Cronograma", Role.TIME),
        ("Período de ejecución", Role.TIME),
        ("Estrategia", Role.STRATEGY),
        ("Estrategias de implementación", Role.STRATEGY),
        ("Mecanismo de evaluación", Role.EVALUATION),
        ("MECANISMOS DE SEGUIMIENTO Y EVALUACIÓN", Role.EVALUATION),
        ("Medios de verificación", Role.EVALUATION),
        ("Seguimiento", Role.EVALUATION),
        ("Programa", Role.PROGRAMME),
        ("Eje", Role.PROGRAMME),
        ("Componente", Role.PROGRAMME),
        ("Sistema", Role.PROGRAMME),
        ("Responsable", Role.RESPONSIBLE),
        ("Presupuesto referencial", Role.BUDGET),
        ("Nº", Role.NUMBER),
        ("Herramientas", Role.TOOLS),
        ("Activida des", Role.ACTIVITY),
        ("Es trate gias", Role.STRATEGY),
        ("Gestionar diferentes actividades para atender a los grupos", None),
        ("ODS 11", None),
        ("Proyecto de agua potable para el barrio Lucha de los Pobres", None),
        ("", None),
    ],
)
def test_a_heading_names_its_column(heading, role):
    assert role_of(heading) is role


def test_columns_come_in_any_order_and_wording():
    plan = read(
        ["Mecanismo de seguimiento", "2023", "2024", "2025", "2026", "Meta", "Acción", "Estrategia",
         "Línea de base", "Objetivo estratégico", "Objetivos de Desarrollo Sostenible"],
        ["Informe", "", "x", "x", "", "10 km", "Asfaltar", "Crédito", "2 km", "Conectar", "9 y 11"],
    )  # fmt: skip
    found = first(plan)
    assert (found.text, found.years, found.target, found.baseline) == (
        "Asfaltar",
        (2, 3),
        "10 km",
        "2 km",
    )
    assert (found.strategies, found.evaluation, found.sdg) == (("Crédito",), "Informe", (9, 11))
    assert plan.programmes[0].objectives[0].text == "Conectar"


def test_shuffled_year_columns_keep_their_own_number():
    plan = read(
        ["Año 3", "Actividad", "Año 1", "Meta", "Año 4", "Objetivo", "Año 2"],
        ["x", "Asfaltar", "", "1 km", "", "Conectar", "x"],
    )
    assert first(plan).years == (2, 3)


def test_calendar_years_count_from_the_first_column():
    plan = read(["Objetivo", "Actividad", "2024", "2025", "2026"], ["A", "Asfaltar", "x", "", "x"])
    assert first(plan).years == (1, 3)


def test_five_years_are_five():
    heads = ["Objetivo", "Actividad", *(str(year) for year in range(2014, 2019))]
    assert first(read(heads, ["A", "Asfaltar", "", "", "", "", "x"])).years == (5,)


@pytest.mark.parametrize(
    "heads",
    [
        ["Año 1", "Año 2", "Año 3", "Año 4"],
        ["AÑO I", "AÑO II", "AÑO III", "AÑO IV"],
        ["Primer año", "Segundo año", "Tercer año", "Cuarto año"],
        ["1er año", "2do año", "3er año", "4to año"],
        ["1° año", "2° año", "3° año", "4° año"],
        ["Año uno", "Año dos", "Año tres", "Año cuatro"],
        ["A1", "A2", "A3", "A4"],
        ["Año1", "Año2", "Año3", "Año4"],
        ["Año 2023", "Año 2024", "Año 2025", "Año 2026"],
        ["2023-2024", "2024-2025", "2025-2026", "2026-2027"],
        ["Año 1 (2023)", "Año 2 (2024)", "Año 3 (2025)", "Año 4 (2026)"],
        ["1", "2", "3", "4"],
    ],
)
def test_year_columns_have_many_names(heads):
    plan = read(
        ["Objetivo", "Actividad", *heads, "Estrategia"],
        ["A", "Asfaltar", "", "x", "x", "", "Minga"],
    )
    assert first(plan).years == (2, 3)
    assert first(plan).strategies == ("Minga",)


def test_numbers_under_a_heading_of_time_are_years():
    plan = read(
        ["Objetivo", "Actividad", "Tiempo (años)", "", "", "", "Meta"],
        ["", "", "I", "II", "III", "IV", ""],
        ["A", "Asfaltar", "", "x", "", "x", "3 km"],
    )
    assert (first(plan).years, first(plan).target) == ((2, 4), "3 km")


def test_quarters_mark_their_year():
    plan = read(
        ["Objetivo", "Actividad", "Año 1", "", "", "", "Año 2", "", "", "", "Estrategias"],
        ["", "", "T1", "T2", "T3", "T4", "T1", "T2", "T3", "T4", ""],
        ["A", "Asfaltar", "", "", "", "", "", "x", "", "", "Minga"],
        ["", "Lastrar", "x", "", "", "", "", "", "", "x", "Crédito"],
    )
    assert [(a.years, a.strategies) for a in plan.activities()] == [
        ((2,), ("Minga",)),
        ((1, 2), ("Crédito",)),
    ]


def test_quarters_without_years_begin_another_year_when_they_repeat():
    plan = read(
        ["Objetivo", "Actividad", "I T", "II T", "III T", "IV T", "I T", "II T", "III T", "IV T"],
        ["A", "Asfaltar", "", "", "x", "", "", "", "", "x"],
    )
    assert first(plan).years == (1, 2)


def test_headings_may_take_three_rows():
    plan = read(
        ["ODS", "Objetivo", "Actividad", "Tiempo", "", "", "", "Estrategias"],
        ["", "", "", "2023", "", "2024", "", ""],
        ["", "", "", "S1", "S2", "S1", "S2", ""],
        ["11", "A", "Asfaltar", "", "", "x", "", "Minga"],
    )
    assert (first(plan).years, first(plan).sdg, first(plan).strategies) == ((2,), (11,), ("Minga",))


def test_a_column_of_words_is_read_against_the_start_of_the_period():
    plan = read(
        ["Objetivo", "Actividad", "Plazo", "Meta"],
        ["A", "Uno", "2023 - 2024", "1"],
        ["", "Dos", "Años 2 al 4", "2"],
        ["", "Tres", "Permanente", "3"],
        ["", "Cuatro", "corto plazo", "4"],
    )
    assert [a.years for a in plan.activities()] == [(1, 2), (2, 3, 4), (1, 2, 3, 4), ()]
    assert [i.row for i in plan.issues if i.code is IssueCode.MISSING_YEARS] == [4]


def test_without_a_period_calendar_years_in_words_are_unknown():
    plan = read(["Objetivo", "Actividad", "Plazo"], ["A", "Uno", "2023 - 2024"], before="PLAN")
    assert first(plan).years == ()


def test_a_start_and_an_end_are_one_span():
    plan = read(
        ["Objetivo", "Actividad", "Inicio", "Fin", "Meta"], ["A", "Uno", "2023", "2025", "1"],
        ["", "Dos", "2024", "", "1"],
    )  # fmt: skip
    assert [a.years for a in plan.activities()] == [(1, 2, 3), (2,)]


def test_rows_that_sound_like_headings_are_data():
    plan = read(
        ["Nº", "Proyecto", "Plazo", "Meta", "Estrategia"],
        ["1", "Proyecto social", "2023", "Meta anual", "Programas"],
        ["2", "Obras", "2024", "Producto final", "Acciones"],
    )
    assert [(a.text, a.years) for a in plan.activities()] == [
        ("Proyecto social", (1,)),
        ("Obras", (2,)),
    ]


def test_one_table_may_hold_the_form_the_matrix_and_the_accounts():
    html = (
        "<table><tr><td colspan=5>PLAN DE TRABAJO 2023 - 2027</td></tr>"
        "<tr><td>Candidato:</td><td colspan=4>Juan Vaca Lema</td></tr>"
        "<tr><td colspan=5>EJE SOCIAL</td></tr>"
        "<tr><td>Objetivo</td><td>Actividad</td><td>Año 1</td><td>Año 2</td><td>Meta</td></tr>"
        "<tr><td>Cuidar</td><td>Abrir</td><td>x</td><td></td><td>1</td></tr>"
        "<tr><td>Objetivo:</td><td colspan=4>Educar</td></tr>"
        "<tr><td></td><td>Formar</td><td></td><td>x</td><td>2</td></tr>"
        "<tr><td></td><td>TOTAL</td><td></td><td></td><td>3</td></tr>"
        "<tr><td colspan=5>RENDICIÓN DE CUENTAS</td></tr>"
        "<tr><td>Mecanismo</td><td>Herramienta</td><td>Frecuencia</td><td></td><td></td></tr>"
        "<tr><td>Asamblea</td><td>Acta</td><td>Anual</td><td></td><td></td></tr></table>"
    )
    plan = read_plan_bytes("plan.html", html.encode())
    assert (plan.title, plan.authors) == ("PLAN DE TRABAJO 2023 - 2027", ("Juan Vaca Lema",))
    assert [(p.name, [(o.text, [a.text for a in o.activities]) for o in p.objectives]) for p in plan.programmes] == [
        ("EJE SOCIAL", [("Cuidar", ["Abrir"]), ("Objetivo: Educar", ["Formar"])])
    ]  # fmt: skip
    assert [(m.mechanism, m.frequency) for m in plan.accountability] == [("Asamblea", "Anual")]


def test_targets_by_year_mark_their_years_and_are_the_target():
    plan = read(
        ["Objetivo", "Actividad", "Metas", "", "", "", "Estrategia"],
        ["", "", "2023", "2024", "2025", "2026", ""],
        ["A", "Asfaltar", "", "5 km", "10 km", "", "Minga"],
    )
    assert (first(plan).years, first(plan).target) == ((2, 3), "2024: 5 km; 2025: 10 km")


def test_the_most_concrete_column_is_the_activity():
    plan = read(
        ["Programa", "Proyecto", "Objetivo", "Actividades", "Año 1", "Año 2"],
        ["Vías", "Caminos", "Conectar", "Lastrar 5 km", "x", ""],
    )
    assert first(plan).text == "Lastrar 5 km"
    assert plan.programmes[0].name == "Vías"


def test_a_matrix_of_2013_without_years_states_them_as_missing():
    plan = read(
        [
            "Objetivos específicos",
            "Actividades",
            "Metas",
            "Estrategias",
            "Mecanismos de evaluación",
        ],
        ["Conectar", "Lastrar caminos", "5 km", "Minga", "Informe"],
    )
    assert first(plan).target == "5 km"
    assert [i.row for i in plan.issues if i.code is IssueCode.MISSING_YEARS] == [1]


def test_a_matrix_that_promises_strategies_has_them_as_activities():
    plan = read(
        ["Objetivos", "Estrategias", "Metas", "Año 1", "Año 2", "Evaluación"],
        ["Conectar", "Lastrar caminos", "5 km", "x", "x", "Informe"],
    )
    assert (first(plan).text, first(plan).strategies) == ("Lastrar caminos", ())


def test_the_specific_objective_wins_over_the_general_one():
    plan = read(
        ["Objetivo general", "Objetivo específico", "Actividad", "Año 1", "Año 2"],
        ["Vivir bien", "Conectar", "Lastrar", "x", ""],
    )
    assert plan.programmes[0].objectives[0].text == "Conectar"


def test_indicators_are_kept_beside_the_contract():
    plan = read(
        ["Objetivo", "Actividad", "Indicador", "Meta", "Año 1", "Año 2"],
        ["Conectar", "Lastrar", "km lastrados", "5", "x", ""],
    )
    assert (first(plan).indicator, first(plan).target) == ("km lastrados", "5")


BUDGET = (
    ["Proyecto", "2023", "2024", "2025", "2026", "Total USD"],
    ["Agua potable", "120.000", "80.000", "50.000", "10.000", "260.000"],
    ["Vías", "$ 1.000", "2000", "3000", "4000", "10000"],
)
POA = (
    ["Actividad", "Responsable", "T1", "T2", "T3", "T4", "Presupuesto"],
    ["Comprar equipos", "Obras", "x", "", "", "", "5.000"],
)
SIMPLE = (["Actividad", "Responsable", "Costo"], ["Comprar equipos", "Obras", "5.000"])
PEOPLE = (["Parroquia", "Población 2010", "Población 2022"], ["Otón", "2.766", "2.900"])


AGENDA = (
    ["Actividad", "Fecha", "Responsable"],
    ["Inicio de campaña", "3 de enero de 2023", "Equipo"],
)
PROBLEMS = (["Problema", "Causa", "Propuesta"], ["Falta agua", "Red vieja", "Cambiarla"])
INDICATORS = (["Indicador", "Línea base", "2023", "2024"], ["Cobertura", "60%", "70%", "80%"])


@pytest.mark.parametrize("table", [BUDGET, POA, SIMPLE, PEOPLE, AGENDA, PROBLEMS, INDICATORS])
def test_budgets_yearly_plans_and_lists_are_no_matrix(table):
    before = f"{PERIOD}\n\nPROPUESTAS\n\n- Agua para todos\n- Vías para todos"
    plan = read(*table, before=before)
    assert plan.programmes == ()
    assert [(i.code, i.row) for i in plan.issues] == [(IssueCode.NO_MATRIX, None)]


def test_a_schedule_beside_a_fuller_matrix_adds_no_activities():
    matrix = tabbed(
        ["Objetivo", "Actividad", "Plazo", "Meta"], ["Conectar", "Lastrar", "2023", "5 km"],
        before=PERIOD,
    )  # fmt: skip
    schedule = tabbed(["Actividad", "2023", "2024"], ["Lastrar", "x", ""], before="CRONOGRAMA")
    plan = read_plan_bytes("plan.txt", matrix + b"\n\n" + schedule)
    assert [a.text for a in plan.activities()] == ["Lastrar"]
    alone = read_plan_bytes("plan.txt", PERIOD.encode() + b"\n\n" + schedule)
    assert [(a.text, a.years) for a in alone.activities()] == [("Lastrar", (1,))]
