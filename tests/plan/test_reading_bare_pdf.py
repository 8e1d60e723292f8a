"""Tables of a PDF without column lines, as browsers print them: places on the page tell all."""

from collections.abc import Iterable
from itertools import pairwise

from minga.plan.reading import Mechanism, ReadPlan, read_plan_bytes
from tests.plan.reading_files import pdf_of

# Where each column of the matrix begins, in points from the left.
ODS, OBJECTIVE, ACTIVITY, BASELINE, TARGET = 40, 70, 200, 400, 450
YEARS = (500, 530, 560, 590)
STRATEGY, EVALUATION = 630, 720
EDGES = (38, 68, 198, 398, 448, 498, 528, 558, 588, 628, 718, 804)

type Item = tuple[float, float, str]  # from the left, from the top, text


def drawn(*items: Item, paths: Iterable[str] = ()) -> bytes:
    """The content of one page: texts at their places and paths, y from the top."""
    texts = (f"BT /F1 8 Tf {x} {595 - y} Td ({text}) Tj ET" for x, y, text in items)
    return "\n".join([*paths, *texts]).encode("cp1252")


def read(*pages: bytes) -> ReadPlan:
    return read_plan_bytes("plan.pdf", pdf_of([*pages]))


def cover() -> list[Item]:
    return [(40, 70, "PLAN DE TRABAJO"), (40, 90, "2023 - 2027"), (40, 115, "Eje social")]


def headings(top: float) -> list[Item]:
    """The form of the CNE on three lines: one year stands on a line of its own, three are wrapped."""
    return [
        (ODS, top, "ODS"), (OBJECTIVE, top, "Objetivo"), (ACTIVITY, top, "Actividades"),
        (BASELINE, top, "Línea"), (TARGET, top, "Metas"), (535, top, "Tiempo"),
        (STRATEGY, top, "Estrategias"), (EVALUATION, top, "Mecanismo de"),
        (OBJECTIVE, top + 9, "específico"), (BASELINE, top + 9, "base"),
        (EVALUATION, top + 9, "evaluación"),
        (YEARS[0], top + 18, "Año 1"), *((x, top + 18, "Año") for x in YEARS[1:]),
        *((x, top + 27, str(n)) for n, x in enumerate(YEARS[1:], 2)),
    ]  # fmt: skip


def row(top: float, *cells: str) -> list[Item]:
    """A row; a line break in a cell begins another line of it."""
    places = (ODS, OBJECTIVE, ACTIVITY, BASELINE, TARGET, *YEARS, STRATEGY, EVALUATION)
    return [
        (x, top + 9 * n, line)
        for x, cell in zip(places, cells, strict=True)
        for n, line in enumerate(cell.split("\n"))
        if line
    ]


FIRST = ("6", "Agua segura\npara todos", "Ampliar la red\nde agua", "60 %", "80 %", "x", "x", "x", "x", "Convenios,\ncrédito", "Informe")  # fmt: skip
SECOND = ("13", "", "Reforestar las\nriberas", "0", "10 ha", "", "x", "x", "", "Minga", "Acta")
THIRD = ("9", "", "Lastrar caminos", "-", "2 km", "", "", "", "x", "Minga", "Acta")


def rows() -> list[Item]:
    return [*row(175, *FIRST), *row(200, *SECOND), *row(225, *THIRD)]


def facts(plan: ReadPlan) -> list[tuple[object, ...]]:
    return [
        (p.name, o.text, a.text, a.sdg, a.baseline, a.target, a.years, a.strategies, a.evaluation)
        for p in plan.programmes
        for o in p.objectives
        for a in o.activities
    ]


WATER = ("Eje social", "Agua segura para todos")
EXPECTED = [
    (*WATER, "Ampliar la red de agua", (6,), "60 %", "80 %", (1, 2, 3, 4), ("Convenios", "crédito"), "Informe"),
    (*WATER, "Reforestar las riberas", (13,), "0", "10 ha", (2, 3), ("Minga",), "Acta"),
    (*WATER, "Lastrar caminos", (9,), None, "2 km", (4,), ("Minga",), "Acta"),
]  # fmt: skip


def test_headings_that_wrap_and_a_group_over_the_years():
    assert facts(read(drawn(*cover(), *headings(140), *rows()))) == EXPECTED


def test_borders_drawn_under_each_cell_show_the_columns():
    lines = [
        f"{left} {595 - y} m {right} {595 - y} l S"
        for y in (169, 193, 218, 240)
        for left, right in pairwise(EDGES)
    ]
    twice = lines[0]  # a border that two cells share is drawn by both
    close = [(x - 3 if x == BASELINE else x, y, text) for x, y, text in rows()]
    plan = read(drawn(*cover(), *headings(140), *close, paths=[*lines, twice]))
    assert facts(plan) == EXPECTED


def test_backgrounds_of_every_other_row_are_no_table_of_their_own():
    boxes = [
        f"0.9 g {left} {595 - 218} {right - left} 25 re f 0 g" for left, right in pairwise(EDGES)
    ]
    assert facts(read(drawn(*cover(), *headings(140), *rows(), paths=boxes))) == EXPECTED


def test_permanente_written_once_over_the_years_means_all():
    over = [*row(200, *SECOND[:5], "", "", "", "", *SECOND[9:]), (536, 200, "Permanente")]
    plan = read(drawn(*cover(), *headings(140), *row(175, *FIRST), *over))
    assert [a.years for a in plan.activities()] == [(1, 2, 3, 4), (1, 2, 3, 4)]
    assert [a.strategies for a in plan.activities()] == [("Convenios", "crédito"), ("Minga",)]


def test_headings_repeated_at_the_top_of_a_page_are_no_running_head():
    """And the end of a row at its foot is no running foot, though another page ends in it too."""
    last = row(570, *(*SECOND[:3], "0", "10\nha", *SECOND[5:]))
    pages = [
        drawn(*cover(), *headings(140), *row(175, *FIRST), *last),
        drawn(*headings(20), *row(55, *THIRD), *row(570, *(*FIRST[:4], "80\nha", *FIRST[5:]))),
    ]
    plan = read(*pages)
    assert [a.text for a in plan.activities()] == [
        "Ampliar la red de agua", "Reforestar las riberas", "Lastrar caminos", "Ampliar la red de agua",
    ]  # fmt: skip
    assert [a.target for a in plan.activities()] == ["80 %", "10 ha", "2 km", "80 ha"]
    assert [a.years for a in plan.activities()] == [(1, 2, 3, 4), (2, 3), (4,), (1, 2, 3, 4)]


def test_a_row_cut_by_the_page_goes_on_though_its_objective_begins_with_a_capital():
    rest = [(OBJECTIVE, 40, "Rumiñahui"), (ACTIVITY, 40, "de agua potable")]
    plan = read(drawn(*cover(), *headings(140), *row(175, *FIRST)), drawn(*rest))
    assert [a.text for a in plan.activities()] == ["Ampliar la red de agua de agua potable"]
    assert [o.text for p in plan.programmes for o in p.objectives] == [
        "Agua segura para todos Rumiñahui"
    ]


def test_quarters_stand_under_the_nearest_year():
    places = [(400 + 25 * n, f"T{n % 4 + 1}") for n in range(8)]
    page = drawn(
        *cover(),
        (40, 140, "Objetivo"), (150, 140, "Actividad"), (300, 140, "Meta"), (650, 140, "Estrategia"),
        (430, 140, "Año 1"), (530, 140, "Año 2"),
        *((x, 149, text) for x, text in places),
        (40, 170, "Agua segura"), (150, 170, "Ampliar la red"), (300, 170, "80 %"),
        (400, 170, "x"), (475, 170, "x"), (650, 170, "Crédito"),
        (150, 190, "Cuidar las fuentes"), (300, 190, "3"), (500, 190, "x"), (650, 190, "Minga"),
    )  # fmt: skip
    plan = read(page)
    assert [(a.text, a.years) for a in plan.activities()] == [
        ("Ampliar la red", (1,)),
        ("Cuidar las fuentes", (2,)),
    ]


def test_years_printed_close_together_are_parted():
    page = drawn(
        *cover(),
        (40, 140, "Objetivo"), (150, 140, "Actividad"), (300, 140, "Meta"),
        (400, 140, "Año 1"), (424, 140, "Año 2"), (448, 140, "Año 3"), (520, 140, "Estrategia"),
        (40, 160, "Agua segura"), (150, 160, "Ampliar la red"), (300, 160, "80 %"),
        (400, 160, "x"), (448, 160, "x"), (520, 160, "Crédito"),
    )  # fmt: skip
    assert [a.years for a in read(page).activities()] == [(1, 3)]


def test_a_heading_centred_over_text_that_begins_further_left():
    page = drawn(
        *cover(), *headings(140), *rows(),
        (40, 290, "MECANISMOS DE RENDICIÓN DE CUENTAS"),
        (120, 315, "Mecanismo"), (380, 315, "Herramientas"), (650, 315, "Temporalidad"),
        (40, 335, "Asamblea"), (300, 335, "Acta, redes"), (580, 335, "Anual"),
    )  # fmt: skip
    plan = read(page)
    assert facts(plan) == EXPECTED
    assert plan.accountability == (Mechanism("Asamblea", ("Acta", "redes"), "Anual"),)


def test_a_text_close_to_the_next_column_is_cut_between_the_words():
    text = "Ampliar la red de agua de todos los barrios lejanos"  # ends at 380
    close = [(383.5, y, t) if t == "60 % hoy" else (x, y, t) for x, y, t in row(175, *FIRST[:2], text, "60 % hoy", *FIRST[4:])]  # fmt: skip
    plan = read(drawn(*cover(), *headings(140), *close, *row(200, *SECOND)))
    assert [(a.text, a.baseline) for a in plan.activities()] == [
        (text, "60 % hoy"),
        ("Reforestar las riberas", "0"),
    ]


def dot(x: float, y: float, size: float = 3.0) -> str:
    """A round dot of four curves, as browsers draw the bullets of a list."""
    bottom, r, k = 595 - y, size / 2, size * 0.276
    cx, cy = x + r, bottom + r
    return (
        f"{cx - r} {cy} m {cx - r} {cy + k} {cx - k} {cy + r} {cx} {cy + r} c "
        f"{cx + k} {cy + r} {cx + r} {cy + k} {cx + r} {cy} c "
        f"{cx + r} {cy - k} {cx + k} {cy - r} {cx} {cy - r} c "
        f"{cx - k} {cy - r} {cx - r} {cy - k} {cx - r} {cy} c f"
    )


def test_dots_before_lines_are_bullets():
    listed = (*SECOND[:9], "Gestión del\ncrédito\nMinga", "Acta")
    dots = [
        dot(620, 200),
        dot(620, 218),
        dot(20, 400),  # beside no text
        dot(190, 200, 14),  # a picture
        "300 300 m 310 310 320 290 330 300 c S",  # a curve that is no dot
        "1 0 0 1 0 0 cm",
    ]
    plan = read(drawn(*cover(), *headings(140), *row(175, *FIRST), *row(200, *listed), paths=dots))
    assert [a.strategies for a in plan.activities()] == [
        ("Convenios", "crédito"),
        ("Gestión del crédito", "Minga"),
    ]


def test_hundreds_of_dots_are_a_drawing():
    dots = [dot(620, 200), *(dot(10 + n, 500) for n in range(500))]
    listed = (*SECOND[:9], "Crédito", "Acta")
    plan = read(drawn(*cover(), *headings(140), *row(200, *listed), paths=dots))
    assert [a.strategies for a in plan.activities()] == [("Crédito",)]


def test_running_heads_apart_from_the_body_are_dropped():
    head = (40, 25, "Lista 99 - Vamos")
    pages = [
        drawn(head, *cover(), *headings(140), *row(175, *FIRST), (400, 580, "1")),
        drawn(head, *headings(60), *row(95, *SECOND), (400, 580, "2")),
    ]
    plan = read(*pages)
    assert [a.text for a in plan.activities()] == [
        "Ampliar la red de agua",
        "Reforestar las riberas",
    ]
    assert [p.name for p in plan.programmes] == ["Eje social"]
