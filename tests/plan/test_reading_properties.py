"""Any plan written in any format, with its columns in any order, is read back equal."""

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from minga.plan.reading import ReadPlan, read_plan_bytes, to_json
from minga.plan.reading.comparison import compare
from minga.plan.reading.stored import from_json
from minga.plan.reading.wording import fold
from tests.plan.reading_files import (
    Page,
    as_csv,
    as_docx,
    as_html,
    as_md,
    as_pdf,
    as_tsv,
    as_txt,
    as_xlsx,
)

SYNONYMS = {
    "sdg": ("ODS", "Objetivos de Desarrollo Sostenible", "ODS relacionado"),
    "objective": ("Objetivo específico", "Objetivos", "OBJETIVO ESTRATÉGICO"),
    "text": ("Actividades", "Proyecto", "Acciones", "Propuestas"),
    "baseline": ("Línea base", "LINEA DE BASE", "Situación inicial"),
    "target": ("Metas", "Meta", "Resultado esperado"),
    "strategies": ("Estrategias", "Estrategia"),
    "evaluation": ("Mecanismo de evaluación", "Seguimiento", "Medios de verificación"),
}
YEARS = (
    ("Año 1", "Año 2", "Año 3", "Año 4"),
    ("2023", "2024", "2025", "2026"),
    ("Primer año", "Segundo año", "Tercer año", "Cuarto año"),
)
MARKS = ("x", "X", "✓", "25%", "3", "permanente")
SYLLABLES = ("ca", "mi", "no", "sol", "ra", "pe", "tú", "ñan", "llu", "güe", "dor", "ve")
WORD = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4).map("".join)
SENTENCE = st.lists(WORD, min_size=3, max_size=7).map(lambda words: " ".join(words).capitalize())
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(lambda words: " ".join(words).capitalize())
VALUE = st.none() | st.sampled_from(["0", "0%", "12 km", "80 %", "de 12 a 20"]) | SENTENCE


@dataclass(frozen=True)
class Written:
    """One activity as it will be written."""

    sdg: tuple[int, ...]
    text: str
    baseline: str | None
    target: str | None
    years: tuple[int, ...]
    strategies: tuple[str, ...]
    evaluation: str | None

    def expected(self) -> tuple[object, ...]:
        return (self.text, self.sdg, self.baseline, self.target, self.years, self.strategies, self.evaluation)  # fmt: skip


ACTIVITY = st.builds(
    Written,
    sdg=st.sets(st.integers(1, 17), max_size=3).map(lambda s: tuple(sorted(s))),
    text=SENTENCE,
    baseline=VALUE,
    target=VALUE,
    years=st.sets(st.integers(1, 4)).map(lambda s: tuple(sorted(s))),
    strategies=st.lists(PHRASE, max_size=3).map(tuple),
    evaluation=st.none() | SENTENCE,
)
OBJECTIVES = st.lists(
    st.tuples(SENTENCE, st.lists(ACTIVITY, min_size=1, max_size=3)), min_size=1, max_size=2
)
PROGRAMMES = st.lists(st.tuples(PHRASE, OBJECTIVES), min_size=1, max_size=3)


@st.composite
def pages(draw: st.DrawFn) -> tuple[Page, list[tuple[str, list[tuple[str, list[Written]]]]]]:
    """A plan and the document that states it, in its own order and names of columns."""
    programmes = draw(PROGRAMMES)
    assume(_all_distinct(name for name, _ in programmes))
    for _, objectives in programmes:
        assume(_all_distinct(text for text, _ in objectives))
    order = draw(st.permutations([*SYNONYMS, "years"]))
    heads = {key: draw(st.sampled_from(names)) for key, names in SYNONYMS.items()}
    years, mark = draw(st.sampled_from(YEARS)), draw(st.sampled_from(MARKS))
    header = [cell for key in order for cell in (years if key == "years" else (heads[key],))]
    tables = []
    for name, objectives in programmes:
        rows = [row for objective in objectives for row in _rows(objective, order, mark)]
        tables.append((name, [header, *rows]))
    return Page(("PLAN DE TRABAJO", "CANTÓN LOJA", "2023 - 2027"), tuple(tables)), programmes


def _all_distinct(texts: Iterator[str]) -> bool:
    folded = [fold(text) for text in texts]
    return len(set(folded)) == len(folded)


def _rows(objective: tuple[str, list[Written]], order: list[str], mark: str) -> Iterator[list[str]]:
    text, activities = objective
    for index, activity in enumerate(activities):
        cells = {
            "sdg": [", ".join(map(str, activity.sdg))],
            "objective": [text if index == 0 else ""],
            "text": [activity.text],
            "baseline": [activity.baseline or ""],
            "target": [activity.target or "-"],
            "strategies": ["; ".join(activity.strategies)],
            "evaluation": [activity.evaluation or ""],
            "years": [mark if year in activity.years else "" for year in (1, 2, 3, 4)],
        }
        yield [cell for key in order for cell in cells[key]]


def _read(plan: ReadPlan) -> list[tuple[str, list[tuple[str, list[tuple[object, ...]]]]]]:
    return [
        (p.name, [(o.text, [(a.text, a.sdg, a.baseline, a.target, a.years, a.strategies, a.evaluation) for a in o.activities]) for o in p.objectives])
        for p in plan.programmes
    ]  # fmt: skip


def _expected(programmes: list[tuple[str, list[tuple[str, list[Written]]]]]) -> list[object]:
    return [
        (name, [(text, [a.expected() for a in activities]) for text, activities in objectives])
        for name, objectives in programmes
    ]


WRITERS = {
    "plan.txt": as_txt, "plan.md": as_md, "plan.csv": as_csv, "plan.tsv": as_tsv,
    "plan.html": as_html, "plan.xlsx": as_xlsx,
}  # fmt: skip
PATIENT = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@PATIENT
@given(pages(), st.sampled_from(sorted(WRITERS)))
def test_what_was_written_is_read_back(written, name):
    page, programmes = written
    plan = read_plan_bytes(name, WRITERS[name](page))
    assert _read(plan) == _expected(programmes)
    assert (plan.jurisdiction, plan.period.start) == ("Cantón Loja", 2023)


@settings(PATIENT, max_examples=6)
@given(pages())
def test_a_word_document_is_read_back(written):
    page, programmes = written
    assert _read(read_plan_bytes("plan.docx", as_docx(page))) == _expected(programmes)


@settings(PATIENT, max_examples=15)
@given(pages())
def test_a_pdf_with_ruled_tables_is_read_back(written):
    page, programmes = written
    assume(not any("✓" in cell for _, rows in page.tables for row in rows for cell in row))
    assert _read(read_plan_bytes("plan.pdf", as_pdf(page))) == _expected(programmes)


@PATIENT
@given(pages())
def test_a_plan_survives_its_json_and_differs_from_itself_in_nothing(written):
    plan = read_plan_bytes("plan.txt", as_txt(written[0]))
    again = from_json(to_json(plan))
    assert list(again.activities()) == list(plan.activities())
    assert compare(plan, again) == ()
