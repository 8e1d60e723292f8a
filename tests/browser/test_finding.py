"""It is true that a stranger finds a promise and what it lacks, and a neighbour her parish."""

import re

from tests.browser.visiting import Visitor


def test_a_stranger_finds_an_activity_and_sees_what_is_missing_in_it(visitor: Visitor) -> None:
    visitor.open("/")
    assert "Lo que el plan no dice" in visitor.text
    real_plan = visitor.page.locator("#falta").get_by_role("link").first
    visitor.press_it(real_plan)
    visitor.page.wait_for_url("**/planes/quito-2019-2023/")
    visitor.press("link", "Buscar y filtrar las actividades")
    visitor.page.wait_for_url("**/actividades/")
    visitor.write("Palabras", "mercados")
    visitor.press("button", "Filtrar")
    visitor.page.wait_for_url("**palabras=mercados**")
    visitor.page.locator(".found", has_text="1 actividad de 29").wait_for()
    first = visitor.page.locator("#resultados tbody th a").first
    name = first.inner_text().partition(". ")[2]
    visitor.press_it(first)
    visitor.page.wait_for_url("**/actividades/*/")
    assert visitor.page.locator("h1").inner_text() == name
    assert "El plan inscrito no fijó un indicador" in visitor.text
    facts = dict(visitor.page.locator("#plan dl.facts > div").evaluate_all(
        "all => all.map(one => [...one.children].map(part => part.innerText.trim()))"
    ))  # fmt: skip
    assert (facts["Línea base"], facts["Meta"]) == ("no fijada", "no fijada")
    assert facts["Agenda 2030"] == "No asignada en el plan"
    assert "Todavía nadie ha registrado un hecho sobre esta promesa" in visitor.text


def test_a_neighbour_looks_up_her_parish(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.choose("Cerca de ti", "Calderón")
    visitor.press("button", "Ver mi parroquia")
    visitor.page.wait_for_url("**/territorio/parroquias/170155/")
    assert visitor.page.locator("h1").inner_text() == "Calderón"
    assert re.search(r"Censo 2022: [\d.]+", visitor.page.locator("main").text_content() or "")
    assert "Circunscripción sin fijar" in visitor.text
