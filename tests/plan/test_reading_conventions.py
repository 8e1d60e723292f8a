"""The conventions of `plan import`, so that two readers of one document agree."""

import pytest

from minga.plan.reading import IssueCode, ReadPlan, read_plan_bytes, to_json
from tests.plan.reading_files import HEADINGS, marked, tabbed

PERIOD = "PLAN DE TRABAJO 2023 - 2027"


def read(*rows, before=PERIOD, after="") -> ReadPlan:
    return read_plan_bytes("plan.txt", tabbed(*rows, before=before, after=after))


def row(activity, objective="", *, sdg="", baseline="", target="", years=(1,), means="", proof=""):
    return (sdg, objective, activity, baseline, target, *marked(*years), means, proof)


def only(plan: ReadPlan):
    (activity,) = plan.activities()
    return activity


def rows_with(plan, code):
    return [issue.row for issue in plan.issues if issue.code is code]


def test_json_has_exactly_the_keys_of_the_contract():
    before = f"{PERIOD}\n\nMATRIZ PLURIANUAL"
    document = to_json(read(HEADINGS, row("Abrir un mercado", "Crear empleo"), before=before))
    assert list(document) == [
        "title", "jurisdiction", "period", "programmes", "accountability", "issues", "authors",
        "list", "vision", "general_objective", "specific_objectives", "diagnosis", "systems",
    ]  # fmt: skip
    assert document["programmes"] == [
        {
            "name": "MATRIZ PLURIANUAL",
            "objectives": [
                {
                    "text": "Crear empleo",
                    "activities": [
                        {
                            "text": "Abrir un mercado",
                            "sdg": [],
                            "baseline": None,
                            "target": None,
                            "years": [1],
                            "strategies": [],
                            "evaluation": None,
                        }
                    ],
                }
            ],
        }
    ]
    assert document["issues"][0] == {
        "code": "missing_baseline",
        "row": 1,
        "message": "La actividad no declara línea base.",
    }


def test_rows_count_activities_only_not_headings_banners_or_blanks():
    plan = read(
        ["PLAN PLURIANUAL", *[""] * 10],
        HEADINGS,
        row("Primera"),
        [""] * 11,
        ["EJE 2: ECONOMÍA", *[""] * 10],
        HEADINGS,
        row("Segunda"),
        ["TOTAL", *[""] * 10],
        row("Tercera"),
    )
    assert [(a.row, a.text) for a in plan.activities()] == [
        (1, "Primera"), (2, "Segunda"), (3, "Tercera"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["x", "X", "✓", "✔", "25%", "25 %", "3", "permanente", "Permanente", "●", "$ 5.000", "Sí"])  # fmt: skip
def test_any_mark_counts_in_its_own_year(mark):
    cells = ["", "Empleo", "Abrir un mercado", "", "", "", mark, "", mark, "", ""]
    plan = read(HEADINGS, cells)
    assert only(plan).years == (2, 4)
    assert rows_with(plan, IssueCode.SHIFTED_ROW) == []


@pytest.mark.parametrize("blank", ["", "-", "—", "–", "0", "0%", "no", "☐"])
def test_blanks_dashes_and_nothing_planned_mark_no_year(blank):
    cells = ["", "Empleo", "Abrir un mercado", "", "", blank, "x", blank, blank, "", ""]
    assert only(read(HEADINGS, cells)).years == (2,)


@pytest.mark.parametrize("stated", ["0", "0%", "0 km", "12", "de 12 a 20", "80 %", "N/A"])
def test_what_is_stated_stays(stated):
    plan = read(HEADINGS, row("Abrir un mercado", baseline=stated, target=stated))
    assert (only(plan).baseline, only(plan).target) == (stated, stated)
    assert rows_with(plan, IssueCode.MISSING_TARGET) == []


@pytest.mark.parametrize("blank", ["", " ", "-", "—", "\u00a0"])
def test_blank_and_dash_are_null(blank):
    plan = read(HEADINGS, row("Abrir", baseline=blank, target=blank, proof=blank, means=blank))
    found = only(plan)
    assert (found.baseline, found.target, found.evaluation, found.strategies) == (None,) * 3 + ((),)
    assert rows_with(plan, IssueCode.MISSING_BASELINE) == [1]


@pytest.mark.parametrize("lost", ["#REF!", "#N/A", "#¡VALOR!", "#DIV/0!", "60 \ufffd"])
def test_a_damaged_cell_is_null_and_reported(lost):
    plan = read(HEADINGS, row("Abrir", baseline=lost, means=lost), row("Cerrar"))
    first = next(plan.activities())
    assert (first.baseline, first.strategies) == (None, ())
    assert rows_with(plan, IssueCode.UNREADABLE_CELL) == [1]


def test_an_activity_with_a_lost_letter_keeps_the_rest_of_its_text():
    plan = read(HEADINGS, row("Gesti\ufffdn de parques"))
    assert only(plan).text == "Gesti\ufffdn de parques"
    assert rows_with(plan, IssueCode.UNREADABLE_CELL) == [1]


def test_a_blank_objective_continues_the_one_above_also_after_a_repeated_heading():
    plan = read(HEADINGS, row("A", "Empleo"), row("B"), HEADINGS, row("C"), row("D", "Salud"))
    (programme,) = plan.programmes
    assert [(o.text, [a.text for a in o.activities]) for o in programme.objectives] == [
        ("Empleo", ["A", "B", "C"]),
        ("Salud", ["D"]),
    ]


def test_an_objective_repeated_on_each_row_is_one_objective():
    plan = read(HEADINGS, row("A", "Crear empleo"), row("B", "Crear empleo"))
    assert len(plan.programmes[0].objectives) == 1


def test_a_label_ending_in_a_colon_joins_the_next_cell():
    plan = read(HEADINGS, row("A", "Economía:"), row("B", "Crear empleo digno"), row("C"))
    assert [(o.text, len(o.activities)) for o in plan.programmes[0].objectives] == [
        ("Economía: Crear empleo digno", 3)
    ]


def test_an_objective_on_a_row_of_its_own_covers_the_rows_below():
    plan = read(HEADINGS, ["", "Crear empleo", *[""] * 9], row("A"), row("B"))
    assert [(o.text, len(o.activities)) for o in plan.programmes[0].objectives] == [
        ("Crear empleo", 2)
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Recursos propios, Convenio con GAD", ("Recursos propios", "Convenio con GAD")),
        ("Ordenanzaz,resoluciones", ("Ordenanzaz", "resoluciones")),
        ("Crédito; alianzas;", ("Crédito", "alianzas")),
        ("<ul><li>Minga</li><li>Crédito &amp; ahorro</li></ul>", ("Minga", "Crédito & ahorro")),
        ("Minga<br>Crédito", ("Minga", "Crédito")),
        ("Convenios (GAD, MIES), crédito", ("Convenios (GAD, MIES)", "crédito")),
        ("Invertir 1,5 millones", ("Invertir 1,5 millones",)),
        ("• Minga • Crédito", ("Minga", "Crédito")),
        ("-", ()),
    ],
)
def test_strategies_split_at_comma_semicolon_break_and_item(cell, expected):
    assert only(read(HEADINGS, row("Abrir", means=cell))).strategies == expected


def test_each_later_occurrence_of_a_text_is_a_duplicate():
    plan = read(HEADINGS, row("Abrir"), row("Cerrar"), row("abrir."), row("ABRIR"))
    assert rows_with(plan, IssueCode.DUPLICATE_ACTIVITY) == [3, 4]


def test_issues_come_sorted_whole_file_first():
    data = tabbed(HEADINGS, row("Añadir"), row("Añadir"), before=PERIOD)
    plan = read_plan_bytes("plan.txt", data.decode().encode("cp1252"))
    keys = [(issue.row or 0, list(IssueCode).index(issue.code)) for issue in plan.issues]
    assert plan.issues[0].code is IssueCode.ENCODING_GUESSED
    assert keys == sorted(keys)


def test_a_programme_column_takes_the_place_of_headings():
    plan = read(
        ["Programa", "Objetivo", "Actividad", "Año 1", "Año 2"],
        ["Salud", "Cuidar", "Abrir un centro", "x", ""],
        ["", "", "Comprar equipos", "", "x"],
        ["Vías", "Conectar", "Lastrar", "x", "x"],
        before=f"{PERIOD}\n\nMATRIZ PLURIANUAL",
    )
    assert [(p.name, [a.text for a in p.activities]) for p in plan.programmes] == [
        ("Salud", ["Abrir un centro", "Comprar equipos"]),
        ("Vías", ["Lastrar"]),
    ]


def test_a_banner_inside_the_table_opens_a_programme():
    plan = read(
        HEADINGS,
        ["EJE SOCIAL", *[""] * 10],
        row("Abrir un centro", "Cuidar"),
        ["EJE ECONÓMICO", *[""] * 10],
        row("Abrir un mercado"),
    )
    assert [(p.name, [o.text for o in p.objectives]) for p in plan.programmes] == [
        ("EJE SOCIAL", ["Cuidar"]),
        ("EJE ECONÓMICO", [""]),
    ]


def test_an_objective_heading_serves_a_table_without_that_column():
    plan = read(
        ["Actividad", "Meta", "Año 1", "Año 2"],
        ["Abrir un centro", "1", "x", ""],
        before=f"{PERIOD}\n\nEje social\n\nObjetivo: Cuidar la salud",
    )
    assert [(p.name, [o.text for o in p.objectives]) for p in plan.programmes] == [
        ("Eje social", ["Cuidar la salud"])
    ]


def test_the_matrix_that_borrows_an_objective_is_told_by_the_stated_list():
    stated = (
        "OBJETIVOS ESPECÍFICOS\n\nSalud: Cuidar a todos\n\nVías: Conectar los barrios\n\n"
        "PLAN PLURIANUAL\n\nSalud"
    )
    own = row("Abrir un centro", "Salud: Cuidar a todos")
    borrowed = row("Abrir un centro", "Salud: Conectar los barrios")
    before = f"{PERIOD}\n\n{stated}"
    assert rows_with(read(HEADINGS, own, before=before), IssueCode.OBJECTIVE_MISMATCH) == []
    assert rows_with(read(HEADINGS, borrowed, before=before), IssueCode.OBJECTIVE_MISMATCH) == [1]


def test_without_a_stated_list_the_programme_named_in_the_objective_keeps_it():
    both = "Lograr un territorio equitativo"
    plan = read(
        ["Programa", "Objetivo", "Actividad", "Año 1", "Año 2"],
        ["Cultura", both, "Abrir museos", "x", ""],
        ["Gestión del territorio", both, "Ordenar el suelo", "x", ""],
    )
    assert rows_with(plan, IssueCode.OBJECTIVE_MISMATCH) == [1]


def test_an_objective_that_three_programmes_share_is_no_mismatch():
    rows = [[name, "Servir mejor", f"Obra {name}", "x", ""] for name in ("A", "B", "C")]
    plan = read(["Programa", "Objetivo", "Actividad", "Año 1", "Año 2"], *rows)
    assert rows_with(plan, IssueCode.OBJECTIVE_MISMATCH) == []


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("CANTÓN LOJA", "JUAN VACA LEMA", "LISTA 5", "2023 - 2027"), "PLAN DE TRABAJO"),
        (("PLAN PLURIANUAL",), "PLAN PLURIANUAL"),
        (("PLAN PLURIANUAL", "Salud para todos:"), "Salud para todos"),
        (("Eje: Salud",), "Salud"),
        (("EJE 1: SALUD", "Incluye centros y brigadas"), "EJE 1: SALUD"),
        (("1.2 Salud", "A continuación se detallan las actividades:"), "Salud"),
        (("Salud", "Fuente: equipo técnico", "Tabla 3. Actividades"), "Salud"),
        (
            ("Salud", "Se hará un esfuerzo grande para que nadie quede sin atención en el cantón."),
            "Salud",
        ),
        (("VISIÓN", "Loja será verde", "PROPUESTA", "Programa de salud"), "Programa de salud"),
        (
            ("SISTEMAS DE DESARROLLO", "- Social", "- Económico", "PLAN PLURIANUAL"),
            "PLAN PLURIANUAL",
        ),
    ],
)
def test_the_nearest_heading_names_the_programme(lines, name):
    before = "\n\n".join(("PLAN DE TRABAJO", "CANDIDATO A ALCALDE", *lines))
    plan = read(HEADINGS, row("Abrir", "Cuidar"), before=before)
    assert [p.name for p in plan.programmes] == [name]


def test_the_same_heading_again_continues_the_programme():
    first = tabbed(HEADINGS, row("A", "Cuidar"), before=f"{PERIOD}\n\nEje social")
    again = tabbed(HEADINGS, row("B"), before="Eje social (continuación)")
    (programme,) = read_plan_bytes("plan.txt", first + b"\n\n" + again).programmes
    assert [(o.text, len(o.activities)) for o in programme.objectives] == [("Cuidar", 2)]
