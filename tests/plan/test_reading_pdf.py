"""Tables of a PDF are rebuilt from drawn lines, or from aligned columns where none are drawn."""

from itertools import pairwise

import pytest

from minga.plan.reading import IssueCode, ReadPlan, read_plan_bytes
from tests.plan.reading_files import (
    CAYAMBE,
    COVER,
    HEADINGS,
    Page,
    as_pdf,
    as_txt,
    marked,
    pdf_of,
)

REFERENCE = read_plan_bytes("plan.txt", as_txt(CAYAMBE))


def long_plan(rows: int) -> Page:
    """A plan whose only table takes several pages."""
    table = [HEADINGS]
    for n in range(rows):
        objective = "Llevar agua segura a todos" if n == 0 else ""
        table.append(
            (
                "6",
                objective,
                f"Ampliar la red del barrio {n}",
                "",
                f"{n} km",
                *marked(1 + n % 4),
                "Minga",
                "Acta",
            )
        )
    return Page(COVER, (("Sistema de agua", table),))


def test_a_table_with_lines():
    assert read_plan_bytes("plan.pdf", as_pdf(CAYAMBE)) == REFERENCE


def test_a_table_without_lines():
    assert read_plan_bytes("plan.pdf", as_pdf(CAYAMBE, ruled=False)) == REFERENCE


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_over_several_pages_stays_one(ruled):
    plan = read_plan_bytes("plan.pdf", as_pdf(long_plan(60), ruled=ruled))
    (programme,) = plan.programmes
    assert [o.text for o in programme.objectives] == ["Llevar agua segura a todos"]
    assert [(a.text, a.target, a.years) for a in programme.activities] == [
        (f"Ampliar la red del barrio {n}", f"{n} km", (1 + n % 4,)) for n in range(60)
    ]


def text(x: float, y: float, words: str, size: float = 8) -> str:
    escaped = words.replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET"


def page(*lines: str) -> bytes:
    return "\n".join(lines).encode("cp1252")


def row(y: float, cells: dict[float, str]) -> list[str]:
    return [text(x, y, words) for x, words in cells.items()]


def lattice(
    xs: list[float], ys: list[float], *, gaps: tuple[tuple[float, float, float], ...] = ()
) -> list[str]:
    """Single strokes between all crossings, but for `gaps` of (x, from, to) that merge cells."""
    lines = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    for x in xs:
        for top, bottom in pairwise(ys):
            if (x, top, bottom) not in gaps:
                lines.append(f"{x} {top} m {x} {bottom} l S")
    return lines


XS = [40.0, 200.0, 400.0, 460.0, 520.0, 700.0]
HEAD = {45: "Objetivo", 205: "Actividad", 405: "Año 1", 465: "Año 2", 525: "Estrategias"}


def test_merged_cells_marks_over_years_and_wrapped_words():
    drawn = [
        *row(490, HEAD),
        *row(
            470,
            {45: "Crecer", 205: "Abrir mercados y ferias en", 440: "Permanente", 525: "Crédito,"},
        ),
        *row(460, {205: "todos los barrios", 525: "convenios"}),
        *lattice(XS, [500.0, 485.0, 450.0], gaps=((460.0, 485.0, 450.0),)),
    ]
    (activity,) = read_plan_bytes("plan.pdf", pdf_of([page(*drawn)])).activities()
    assert activity.text == "Abrir mercados y ferias en todos los barrios"
    assert (activity.years, activity.strategies) == ((1, 2), ("Crédito", "convenios"))


def test_a_row_cut_by_the_page_is_mended():
    first = [
        *row(490, HEAD),
        *row(60, {45: "Crecer", 205: "Abrir mercados y ferias en", 420: "x", 525: "Crédito"}),
        "40 500 m 700 500 l S", "40 485 m 700 485 l S",
        *(f"{x} 500 m {x} 40 l S" for x in XS),
    ]  # fmt: skip
    second = [
        *row(540, {205: "todos los barrios"}),
        *row(520, {205: "Cuidar parques", 480: "x", 525: "Minga"}),
        "40 530 m 700 530 l S", "40 510 m 700 510 l S",
        *(f"{x} 560 m {x} 510 l S" for x in XS),
    ]  # fmt: skip
    plan = read_plan_bytes("plan.pdf", pdf_of([page(*first), page(*second)]))
    assert [(a.text, a.years) for a in plan.activities()] == [
        ("Abrir mercados y ferias en todos los barrios", (1,)),
        ("Cuidar parques", (2,)),
    ]


def test_running_heads_and_page_numbers_are_no_text():
    def with_frame(number: int, *lines: str) -> bytes:
        return page(
            text(40, 575, "Plan de trabajo de Rosa Pilco 2023 - 2027"), *lines,
            text(400, 15, f"Página {number} de 3"),
        )  # fmt: skip

    pages = [
        with_frame(1, text(40, 500, "VISIÓN"), text(40, 480, "Cayambe será verde y")),
        with_frame(2, text(40, 500, "vivirá en paz.")),
        with_frame(3, text(40, 500, "FIRMAS")),
    ]
    plan = read_plan_bytes("plan.pdf", pdf_of(pages))
    assert plan.title == "Plan de trabajo de Rosa Pilco 2023 - 2027"
    assert plan.vision == "Cayambe será verde y vivirá en paz."


def test_numbered_titles_at_the_top_of_pages_are_no_running_heads():
    table = [
        *row(470, HEAD),
        *row(450, {45: "Crecer", 205: "Abrir", 420: "x"}),
        *lattice(XS, [480.0, 462.0, 440.0]),
    ]
    pages = [page(text(40, 575, f"Programa {n}"), *table) for n in (1, 2)]
    plan = read_plan_bytes("plan.pdf", pdf_of(pages))
    assert [p.name for p in plan.programmes] == ["Programa 1", "Programa 2"]


def test_a_rotated_page_reads_as_seen():
    upright = as_pdf(CAYAMBE)
    assert b"/MediaBox [0 0 842 595]" in upright
    turned = upright.replace(b"/MediaBox [0 0 842 595]", b"/Rotate 90 /MediaBox [0 0 595 842]")
    # the content is turned the other way, so that the page shows upright again
    for old in {
        piece.split(b"stream\n")[1].split(b"\nendstream")[0]
        for piece in upright.split(b"/Length")[1:]
    }:
        new = b"0 1 -1 0 595 0 cm\n" + old
        turned = turned.replace(
            b"<< /Length %d >>\nstream\n%s" % (len(old), old),
            b"<< /Length %d >>\nstream\n%s" % (len(new), new),
        )
    assert read_plan_bytes("plan.pdf", turned) == REFERENCE


def test_a_frame_around_text_is_no_table():
    drawn = [text(60, 500, "PLAN DE TRABAJO"), "40 480 300 60 re S", text(60, 400, "CANTÓN LOJA")]
    plan = read_plan_bytes("plan.pdf", pdf_of([page(*drawn)]))
    assert (plan.title, plan.jurisdiction) == ("PLAN DE TRABAJO", "Cantón Loja")


def test_prose_without_a_matrix_says_so():
    plan: ReadPlan = read_plan_bytes("plan.pdf", as_pdf(Page(COVER, ())))
    assert [(i.code, i.row) for i in plan.issues] == [(IssueCode.NO_MATRIX, None)]
    assert plan.authors == ("ROSA PILCO ANDRANGO",)


def test_columns_drawn_with_spaces_in_a_text_file():
    lines = [
        "PLAN DE TRABAJO 2023-2027", "",
        "Objetivo            Actividades               Año 1   Año 2   Año 3   Año 4   Estrategias", "",
        "Mejorar el agua     Captar vertientes           x       x                     Minga",
        "                    nuevas                                                    comunitaria", "",
        "                    Proteger fuentes                    x       x      x      Reforestación", "",
        "RENDICIÓN DE CUENTAS",
    ]  # fmt: skip
    plan = read_plan_bytes("plan.txt", "\n".join(lines).encode())
    assert [(a.text, a.years, a.strategies) for a in plan.activities()] == [
        ("Captar vertientes nuevas", (1, 2), ("Minga comunitaria",)),
        ("Proteger fuentes", (2, 3, 4), ("Reforestación",)),
    ]


def test_columns_drawn_with_spaces_and_no_blank_lines():
    lines = [
        "Objetivo        Actividad           Año 1   Año 2",
        "Crecer          Abrir mercados        x",
        "                Abrir ferias                  x",
        "Cuidar          Formar promotoras     x       x",
    ]
    plan = read_plan_bytes("plan.txt", "\n".join(lines).encode())
    assert [(a.text, a.years) for a in plan.activities()] == [
        ("Abrir mercados", (1,)), ("Abrir ferias", (2,)), ("Formar promotoras", (1, 2)),
    ]  # fmt: skip


def test_a_cell_merged_downwards_and_a_word_cut_at_its_hyphen():
    drawn = [
        *row(490, HEAD),
        *row(470, {45: "Impulso económico-", 205: "Abrir", 420: "x"}),
        *row(460, {45: "social"}),
        *row(440, {205: "Formar", 480: "x"}),
        *lattice(XS, [500.0, 485.0, 450.0]),
        "200 430 m 700 430 l S", *(f"{x} 450 m {x} 430 l S" for x in XS), "40 430 m 200 430 l S",
    ]  # fmt: skip
    without_line = [line for line in drawn if line != "40 450 m 700 450 l S"]
    plan = read_plan_bytes("plan.pdf", pdf_of([page(*without_line, "200 450 m 700 450 l S")]))
    assert [(o.text, [a.text for a in o.activities]) for o in plan.programmes[0].objectives] == [
        ("Impulso económico-social", ["Abrir", "Formar"])
    ]


def test_the_rest_of_a_cut_row_joins_every_cell():
    first = [
        *row(490, HEAD),
        *row(60, {45: "Crecer en paz y en", 205: "Abrir mercados en", 420: "x", 525: "Crédito para"}),
        "40 500 m 700 500 l S", "40 485 m 700 485 l S", *(f"{x} 500 m {x} 40 l S" for x in XS),
    ]  # fmt: skip
    second = [
        *row(540, {45: "armonía", 205: "los barrios", 525: "ferias"}),
        "40 530 m 700 530 l S", *(f"{x} 560 m {x} 530 l S" for x in XS),
    ]  # fmt: skip
    plan = read_plan_bytes("plan.pdf", pdf_of([page(*first), page(*second)]))
    (activity,) = plan.activities()
    assert (activity.text, activity.strategies) == (
        "Abrir mercados en los barrios",
        ("Crédito para ferias",),
    )
    assert plan.programmes[0].objectives[0].text == "Crecer en paz y en armonía"


def test_lines_inside_a_form_of_the_page_count():
    drawn = [*row(490, HEAD), *row(470, {45: "Crecer", 205: "Abrir", 420: "x"})]
    lines = "\n".join(lattice(XS, [500.0, 485.0, 460.0])).encode()
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 842 595] /Length %d >>\nstream\n%s\nendstream"
        % (len(lines), lines)
    )
    data = pdf_of([page(*drawn, "/X1 Do")], extra=(form,))
    (activity,) = read_plan_bytes("plan.pdf", data).activities()
    assert (activity.text, activity.years) == ("Abrir", (1,))


def test_headings_of_two_lines_without_drawn_lines():
    drawn = [
        *row(500, {300: "Línea", 360: "Metas", 420: "Año", 460: "Año"}),
        *row(
            490,
            {
                40: "Objetivo",
                150: "Actividad",
                300: "base",
                360: "del plan",
                420: "1",
                460: "2",
                500: "Estrategias",
            },
        ),
        *row(470, {40: "Crecer", 150: "Abrir", 300: "10%", 360: "20%", 422: "x", 500: "Crédito"}),
        *row(450, {150: "Formar", 360: "1", 462: "x", 500: "Minga"}),
        text(
            40,
            420,
            "Este plan se hizo con la gente de todos los barrios y de todas las parroquias del cantón",
        ),
    ]
    plan = read_plan_bytes("plan.pdf", pdf_of([page(*drawn)]))
    assert [(a.text, a.baseline, a.target, a.years) for a in plan.activities()] == [
        ("Abrir", "10%", "20%", (1,)),
        ("Formar", None, "1", (2,)),
    ]


def test_two_tables_without_lines_under_one_another():
    drawn = [
        *row(500, {40: "Objetivo", 150: "Actividad", 300: "Año 1", 360: "Año 2", 420: "Meta"}),
        *row(480, {40: "Crecer", 150: "Abrir", 302: "x", 420: "1"}),
        text(40, 450, "Eje"),
        *row(430, {40: "Objetivo", 150: "Actividad", 300: "Año 1", 360: "Año 2", 420: "Meta"}),
        *row(410, {40: "Cuidar", 150: "Formar", 362: "x", 420: "2"}),
    ]
    plan = read_plan_bytes("plan.pdf", pdf_of([page(*drawn)]))
    assert [(a.text, a.years, a.target) for a in plan.activities()] == [
        ("Abrir", (1,), "1"), ("Formar", (2,), "2"),
    ]  # fmt: skip


def test_a_curve_and_a_diagonal_draw_no_cells():
    drawn = [
        text(60, 500, "PLAN DE TRABAJO"),
        "10 10 m 50 80 90 10 120 60 c S", "10 10 m 300 400 l S", "0 0 m 10 0 l 10 10 l h n",
    ]  # fmt: skip
    plan = read_plan_bytes("plan.pdf", pdf_of([page(*drawn)]))
    assert plan.title == "PLAN DE TRABAJO"


def test_the_first_words_of_a_heading_may_stand_above_the_others():
    drawn = [
        *row(500, {300: "Línea", 360: "Metas"}),
        *row(
            490,
            {
                40: "Objetivo",
                150: "Actividad",
                300: "base",
                360: "del plan",
                420: "Año 1",
                460: "Año 2",
            },
        ),
        *row(470, {40: "Crecer", 150: "Abrir", 300: "10%", 360: "20%", 422: "x"}),
        *row(450, {150: "Formar", 360: "1", 462: "x"}),
    ]
    plan = read_plan_bytes("plan.pdf", pdf_of([page(*drawn)]))
    assert [(a.baseline, a.target, a.years) for a in plan.activities()] == [
        ("10%", "20%", (1,)), (None, "1", (2,)),
    ]  # fmt: skip
