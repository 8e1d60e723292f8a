"""The real plan of Quito and the table that ships with the program read the same."""

from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from minga.plan.reading import IssueCode, Period, ReadPlan, read_plan, read_plan_bytes, to_json

FILED = (
    Path(__file__).parents[2] / "../shared/data/seed/plan-de-trabajo-quito-2019-2023.txt"
).resolve()
SHIPPED = files("minga.plan") / "seed" / "quito-2019-2023.md"
ALL_YEARS = (1, 2, 3, 4)


@pytest.fixture(scope="module")
def shipped() -> ReadPlan:
    return read_plan_bytes("quito-2019-2023.md", SHIPPED.read_bytes())


@pytest.fixture(scope="module")
def filed() -> ReadPlan:
    if not FILED.exists():
        pytest.skip("the filed document is not beside the project: ../shared/data/seed/")
    return read_plan(FILED)


@pytest.fixture(scope="module", params=["shipped", "filed"])
def plan(request: pytest.FixtureRequest) -> ReadPlan:
    return request.getfixturevalue(request.param)


def rows_with(plan: ReadPlan, code: IssueCode) -> list[int | None]:
    return [issue.row for issue in plan.issues if issue.code is code]


def test_the_cover_names_plan_place_years_and_candidate(plan):
    assert plan.title == "PLAN DE TRABAJO"
    assert plan.jurisdiction == "Distrito Metropolitano de Quito"
    assert plan.period == Period(2019, 2023)
    assert plan.authors == ("LUIS REINA CHAMORRO",)
    assert plan.list is None


def test_there_are_seven_programmes_over_five_systems_and_29_activities(plan):
    assert [(p.name, len(p.activities)) for p in plan.programmes] == [
        ("Desarrollo social - cultural", 3),
        ("Desarrollo económico-productivo", 3),
        ("Desarrollo de asentamientos humanos", 5),
        ("Desarrollo movilidad y conectividad", 6),
        ("Desarrollo de gestión del territorio", 4),
        ("Inclusión y diversidad", 4),
        ("Participación y fiscalización", 4),
    ]
    assert plan.systems == (
        "Social – cultural",
        "Económico - productivo",
        "Asentamiento humanos",
        "Movilidad y conectividad",
        "Gestión del territorio",
    )
    assert [a.row for a in plan.activities()] == list(range(1, 30))
    assert len({a.text for a in plan.activities()}) == 25


def test_nothing_is_stated_about_goals_baselines_and_targets(plan):
    assert {(a.sdg, a.baseline, a.target) for a in plan.activities()} == {((), None, None)}
    for code in (IssueCode.MISSING_SDG, IssueCode.MISSING_BASELINE, IssueCode.MISSING_TARGET):
        assert rows_with(plan, code) == list(range(1, 30))
    assert rows_with(plan, IssueCode.MISSING_YEARS) == []


def test_one_activity_starts_in_the_second_year_and_the_others_run_all_term(plan):
    assert Counter(a.years for a in plan.activities()) == {ALL_YEARS: 28, (2, 3, 4): 1}
    assert [a.row for a in plan.activities() if a.years == (2, 3, 4)] == [3]


def test_the_shifted_row_is_repaired_and_reported(plan):
    assert rows_with(plan, IssueCode.SHIFTED_ROW) == [17]
    row = next(a for a in plan.activities() if a.row == 17)
    assert row.years == ALL_YEARS
    assert row.strategies == ("Ordenanzas", "resoluciones")
    assert row.evaluation is None
    assert row.filed_cells[5:] == ("", "x", "x", "x", "x", "Ordenanzas, resoluciones")


def test_the_repeated_objective_and_the_repeated_activities_are_reported(plan):
    assert rows_with(plan, IssueCode.OBJECTIVE_MISMATCH) == [1]
    assert rows_with(plan, IssueCode.DUPLICATE_ACTIVITY) == [22, 23, 26, 27]
    first, fifth = plan.programmes[0].objectives[0], plan.programmes[4].objectives[0]
    assert first.text.partition(":")[2] == fifth.text.partition(":")[2]


def test_strategies_keep_the_spelling_as_filed(plan):
    assert Counter(s for a in plan.activities() for s in a.strategies) == {
        "resoluciones": 26,
        "Ordenanzaz": 17,
        "Ordenanzas": 8,
        "Recursos propios": 3,
        "Odenanzas": 1,
        "Convenio con GAD y Gobierno Central": 1,
    }


def test_the_five_mechanisms_are_read_without_markup(plan):
    assert [(m.mechanism, m.tools, m.frequency) for m in plan.accountability] == [
        (
            "Acceso a la información pública mediante acceso físico",
            ("Secretaría del Concejo Metropolitano de Quito",),
            "Permanente. En horarios de atención.",
        ),
        ("Rendición de cuentas", ("Rendición Anual de Cuentas",), "Una vez al año"),
        (
            "Acceso a la información pública mediante acceso electrónico",
            ("Sitio web: Gobierno Abierto",),
            "Permanente. Las 24 horas del día.",
        ),
        (
            "Publicación mensual de actividades realizadas e informe de gestión",
            ("Medios de comunicación Boletines digitales en pdf. Redes sociales.",),
            "Mensual.",
        ),
        (
            "Informe al Consejo de Participación Ciudadana y Control Social",
            ("Informe escrito",),
            "Anual (Diciembre)",
        ),
    ]


def test_an_introduction_is_no_diagnosis(plan):
    assert plan.diagnosis is None


def test_the_objectives_are_seven_each_under_its_label(plan):
    assert [text.partition(":")[0] for text in plan.specific_objectives] == [
        "Desarrollo social-cultural",
        "Desarrollo económico-productivo",
        "Desarrollo de asentamientos humanos",
        "Movilidad y conectividad",
        "Desarrollo de gestión del territorio",
        "Inclusión y diversidad",
        "Participación y fiscalización",
    ]
    assert plan.vision
    assert plan.general_objective


def test_the_shipped_table_says_what_is_restated(shipped):
    assert shipped.restated == {"vision", "general_objective", "specific_objectives"}
    assert {o.restated for p in shipped.programmes for o in p.objectives} == {True}
    assert "[resumen]" not in str(to_json(shipped))


def test_the_filed_document_restates_nothing(filed):
    assert filed.restated == frozenset()
    assert {o.restated for p in filed.programmes for o in p.objectives} == {False}


def test_a_label_and_its_text_on_two_rows_are_one_objective(filed):
    objectives = [o.text for o in filed.programmes[1].objectives]
    assert len(objectives) == 1
    assert objectives[0].startswith(
        "Desarrollo económico-productivo: Desarrollar normativas locales para el desarrollo"
    )


def test_the_shipped_table_and_the_filed_document_agree_on_every_activity(shipped, filed):
    assert list(shipped.activities()) == list(filed.activities())
    assert shipped.issues == filed.issues
    assert shipped.accountability == filed.accountability
