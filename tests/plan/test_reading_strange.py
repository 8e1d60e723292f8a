"""Documents as a stranger would file them, each with everything the contract says of it."""

import io

import openpyxl
import pytest

from minga.plan.reading import Period, ReadPlan, read_plan_bytes, to_json
from tests.plan.reading_files import HEADINGS, marked, saved, tabbed

COVER = "PLAN DE TRABAJO\n2023 - 2027\n\nEje social\n\n"
SOUND = ("3", "Salud", "Abrir un centro", "1", "2", *marked(1, 2), "Convenio", "Informe")


def read(data: bytes | str, name: str = "plan.txt") -> ReadPlan:
    return read_plan_bytes(name, data if isinstance(data, bytes) else data.encode())


def matrix(*rows: tuple[str, ...], head: tuple[str, ...] = HEADINGS) -> ReadPlan:
    return read(tabbed(head, *rows, before=COVER))


def codes(plan: ReadPlan) -> list[tuple[str, int | None]]:
    return [(str(issue.code), issue.row) for issue in plan.issues]


def test_the_matrix_of_2013_says_when_in_words():
    text = (
        "PLAN DE TRABAJO PARA LA ALCALDÍA DE CAÑAR\nPeríodo 2014 - 2019\n\n"
        "Objetivo general\tObjetivos específicos\tPropuesta / Actividades\tMetas\tIndicador\tPlazo\tEstrategia\n"
        "Un cantón productivo\tImpulsar el agro\tConstruir un acopio\t1 centro\tCentros\tAños 1 al 2\tConvenio; crédito\n"
        "\t\tCapacitar a 200 personas\t200\tPersonas\tPermanente\tTalleres\n"
        "\tMejorar las vías\tLastrar 40 km\t40 km\tkm\t2015 - 2016\tMaquinaria propia\n"
    )
    plan = to_json(read(text))
    assert plan["period"] == {"start": 2014, "end": 2019}
    assert plan["programmes"] == [
        {
            "name": "",
            "objectives": [
                {
                    "text": "Impulsar el agro",
                    "activities": [
                        {"text": "Construir un acopio", "sdg": [], "baseline": None, "target": "1 centro", "years": [1, 2], "strategies": ["Convenio", "crédito"], "evaluation": None},
                        {"text": "Capacitar a 200 personas", "sdg": [], "baseline": None, "target": "200", "years": [1, 2, 3, 4, 5], "strategies": ["Talleres"], "evaluation": None},
                    ],
                },
                {
                    "text": "Mejorar las vías",
                    "activities": [
                        {"text": "Lastrar 40 km", "sdg": [], "baseline": None, "target": "40 km", "years": [2, 3], "strategies": ["Maquinaria propia"], "evaluation": None},
                    ],
                },
            ],
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("2023, 2025", (1, 3)),
        ("2023; 2025 y 2026", (1, 3, 4)),
        ("2023 - 2025", (1, 2, 3)),
        ("2024 & 2026", (2, 4)),
        ("2024", (2,)),
        ("Corto plazo", ()),
    ],
)
def test_years_in_a_list_are_no_span(words, years):
    plan = read(
        "PLAN DE TRABAJO\n2023 - 2027\n\nObjetivo\tActividad\tMeta\tPlazo\tEstrategia\n"
        f"Salud\tAbrir un centro\t1\t{words}\tConvenio\n"
    )
    assert [a.years for a in plan.activities()] == [years]


@pytest.mark.parametrize("heading", ["Tiempo Año 1", "Plazo: año 1", "Cronograma (Año 1)"])
def test_a_year_may_stand_beside_the_name_of_its_group(heading):
    head = tuple(heading if text == "Año 1" else text for text in HEADINGS)
    assert [a.years for a in matrix(SOUND, head=head).activities()] == [(1, 2)]


def test_abbreviated_headings():
    head = ("ODS", "Obj. Esp.", "Act.", "L. Base", "Metas", "Año 1", "Año 2", "Año 3", "Año 4", "Estr.", "Mec. de Eval.")  # fmt: skip
    plan = matrix(SOUND, head=head)
    found = next(plan.activities())
    assert plan.programmes[0].objectives[0].text == "Salud"
    assert (found.baseline, found.strategies, found.evaluation) == ("1", ("Convenio",), "Informe")
    assert codes(plan) == []


@pytest.mark.parametrize(
    ("row", "objective", "strategies", "evaluation"),
    [
        # a blank cell too many at the front: the objective is not "4"
        (("", "4", "", "Dar becas", "1", "2", "x", "", "", "", "Crédito", "Acta"), "Salud", ("Crédito",), "Acta"),
        # a cell too few before the years: the strategy slid under the last year
        (("4", "", "Dar becas", "1", "2", "", "x", "x", "Crédito", "Acta", ""), "Salud", ("Crédito",), "Acta"),
    ],
)  # fmt: skip
def test_a_row_that_slid_is_put_back_and_reported(row, objective, strategies, evaluation):
    plan = matrix(SOUND, row)
    moved = [*plan.activities()][1]
    assert [o.text for p in plan.programmes for o in p.objectives] == [objective]
    assert (moved.text, moved.sdg, moved.baseline, moved.target) == ("Dar becas", (4,), "1", "2")
    assert (moved.strategies, moved.evaluation) == (strategies, evaluation)
    assert codes(plan) == [("shifted_row", 2)]


def test_a_word_under_a_year_stays_where_nothing_says_that_it_slid():
    row = ("4", "", "Dar becas", "1", "2", "Estudios", "x", "", "", "Crédito", "Acta")
    plan = matrix(SOUND, row)
    assert [a.years for a in plan.activities()] == [(1, 2), (1, 2)]
    assert codes(plan) == []


def test_a_word_under_the_first_year_cannot_have_slid_from_the_strategies():
    row = ("4", "", "Dar becas", "1", "2", "Estudios", "x", "", "", "Crédito", "")
    plan = matrix(SOUND, row)
    assert [a.years for a in plan.activities()] == [(1, 2), (1, 2)]
    assert codes(plan) == []


@pytest.mark.parametrize(
    ("cell", "strategies"),
    [
        ("1. Convenio 2. Crédito", ("Convenio", "Crédito")),
        ("1) Convenio 2) Crédito 3) Minga", ("Convenio", "Crédito", "Minga")),
        ("1. Convenio", ("Convenio",)),
        ("Ley 1. Crédito 2. Minga", ("Ley 1. Crédito 2. Minga",)),
        ("Fase 2. Crédito", ("Fase 2. Crédito",)),
    ],
)
def test_numbered_items_on_one_line(cell, strategies):
    plan = matrix((*SOUND[:9], cell, "Informe"))
    assert [a.strategies for a in plan.activities()] == [strategies]


def test_an_objective_alone_in_the_first_column_covers_the_activities_below():
    head = ("Actividades", "ODS", "Línea base", "Metas", "Año 1", "Año 2", "Estrategias")
    plan = matrix(
        ("Objetivo específico 1: Agua para todos", "", "", "", "", "", ""),
        ("Ampliar la red", "6", "0", "1", "x", "", "Crédito"),
        ("Objetivo específico 2: Vías buenas", "", "", "", "", "", ""),
        ("Lastrar caminos", "9", "0", "1", "", "x", "Minga"),
        head=head,
    )
    assert [(o.text, [a.text for a in o.activities]) for o in plan.programmes[0].objectives] == [
        ("Objetivo específico 1: Agua para todos", ["Ampliar la red"]),
        ("Objetivo específico 2: Vías buenas", ["Lastrar caminos"]),
    ]


def page(charset: str) -> str:
    cells = "".join(f"<td>{text}</td>" for text in ("6", "Organización", "Señalizar", *SOUND[3:]))
    heads = "".join(f"<th>{text}</th>" for text in HEADINGS)
    return (
        f'<html><head><meta charset="{charset}"></head><body><h1>PLAN DE TRABAJO</h1>'
        f"<p>2023 - 2027</p><table><tr>{heads}</tr><tr>{cells}</tr></table></body></html>"
    )


@pytest.mark.parametrize(
    ("declared", "written", "issues"),
    [
        ("utf-8", "utf-8", []),
        ("windows-1252", "cp1252", []),
        ("utf-8", "cp1252", [("encoding_guessed", None)]),
        ("utf-16", "cp1252", [("encoding_guessed", None)]),
        ("windows-1252", "utf-8", [("encoding_guessed", None)]),
    ],
)
def test_a_page_that_lies_about_its_characters_has_declared_nothing(declared, written, issues):
    plan = read(page(declared).encode(written), "plan.html")
    assert [a.text for a in plan.activities()] == ["Señalizar"]
    assert [o.text for p in plan.programmes for o in p.objectives] == ["Organización"]
    assert codes(plan) == issues


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    return saved(book)


def test_a_formula_that_was_never_computed_is_unreadable_not_blank():
    data = workbook(
        ("PLAN DE TRABAJO",), ("2023 - 2027",), HEADINGS,
        (3, "Salud", "Abrir un centro", "=1+1", 5, "x", None, None, None, "Convenio", "Informe"),
        (3, None, '=CONCATENATE("a";"b")', 1, 2, None, "x", None, None, "Convenio", "Informe"),
    )  # fmt: skip
    plan = read(data, "plan.xlsx")
    assert [(a.text, a.baseline) for a in plan.activities()] == [
        ("Abrir un centro", None),
        ("", "1"),
    ]
    assert codes(plan) == [
        ("missing_baseline", 1),
        ("unreadable_cell", 1),
        ("unreadable_cell", 2),
    ]


def test_a_period_written_in_two_cells_beside_its_label():
    plan = read(workbook(("PLAN DE TRABAJO", None), ("Período", 2023, 2027), HEADINGS, SOUND), "plan.xlsx")  # fmt: skip
    assert plan.period == Period(2023, 2027)


def test_a_list_of_systems_ends_at_a_numbered_heading_in_capitals():
    plan = read(
        tabbed(
            HEADINGS,
            SOUND,
            before="PLAN DE TRABAJO\n2023 - 2027\n\n5. EJES DE DESARROLLO\n* Social\n* Programas\n\n"
            "6. PLAN PLURIANUAL\n\nEje social\n\n",
        )
    )
    assert plan.systems == ("Social", "Programas")


def test_names_beside_the_place_on_the_list():
    plan = read(
        "PLAN DE TRABAJO\nCandidatas a concejalas rurales del cantón Quito\n"
        "Principal: Ana Ruiz Pérez\nSuplente: Juan Loor Vera\nLISTA 17-51\n"
    )
    assert (plan.authors, plan.list) == (("Ana Ruiz Pérez", "Juan Loor Vera"), "17-51")


def test_the_organisation_stands_where_no_list_has_a_number():
    plan = read("PLAN DE TRABAJO\nPartido: Unión Andina\nMovimiento: Minga\n")
    assert plan.list == "Unión Andina"
    numbered = read("PLAN DE TRABAJO\nPartido: Unión Andina\nLISTA 8\n")
    assert numbered.list == "8"


def test_a_sheet_saved_by_another_program_reads_the_same():
    written = io.BytesIO(workbook(("PLAN DE TRABAJO",), ("2023 - 2027",), HEADINGS, SOUND))
    assert codes(read(written.getvalue(), "plan.bin")) == []
