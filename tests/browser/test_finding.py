"""It is true that a stranger finds a promise and what it lacks, and a neighbour her parish."""

import re

from tests.browser.visiting import Visitor


def test_a_stranger_finds_an_activity_and_sees_what_is_missing_in_it(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.reads("Lo que el plan no dice")
    real_plan = visitor.page.locator("#falta").get_by_role("link").first
    visitor.press_it(real_plan)
    visitor.arrives("/planes/quito-2019-2023/")
    visitor.press("link", "Buscar y filtrar las actividades")
    visitor.arrives("/actividades/")
    visitor.write("Palabras", "mercados")
    visitor.press("button", "Filtrar")
    visitor.arrives("palabras=mercados**")
    visitor.page.locator(".found", has_text="1 actividad de 29").wait_for()
    assert visitor.path.count("palabras=") == 1
    first = visitor.page.locator("#resultados tbody th a").first
    name = first.inner_text().partition(". ")[2]
    visitor.press_it(first)
    visitor.arrives("/actividades/*/")
    assert visitor.page.locator("h1").inner_text() == name
    visitor.reads("El plan inscrito no fijó un indicador")
    facts = dict(visitor.page.locator("#plan dl.facts > div").evaluate_all(
        "all => all.map(one => [...one.children].map(part => part.innerText.trim()))"
    ))  # fmt: skip
    assert (facts["Línea base"], facts["Meta"]) == ("no fijada", "no fijada")
    assert facts["Agenda 2030"] == "No asignada en el plan"
    visitor.reads("Todavía nadie ha registrado un hecho sobre esta promesa")


def test_a_neighbour_looks_up_her_parish(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.choose("Tu parroquia", "Calderón")
    visitor.press("button", "Ver mi parroquia")
    visitor.arrives("/territorio/parroquias/170155/")
    assert visitor.page.locator("h1").inner_text() == "Calderón"
    assert re.search(r"Censo 2022: [\d.]+", visitor.page.locator("main").text_content() or "")
    visitor.reads("Circunscripción sin fijar")
