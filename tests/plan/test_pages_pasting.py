"""Is it true that a pasted text proposes and decides nothing, and that it never becomes public?"""

import re
from datetime import date

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minga.people.models import Body, Person
from minga.plan.forms.pasting import LONGEST_SAID, SALT
from minga.plan.models import Casework, CaseworkAsker, WorkPlan
from minga.plan.rules.pasted import LONGEST
from minga.record.models import Act, Case
from minga.territory.services.facts import load_facts
from tests.cast import signed_in
from tests.factories.plan import a_plan, activities_of, activity_read, on, plan_read
from tests.plan.casework_world import a_casework, an_end

TODAY = date(2026, 11, 24)
HERE = "/despacho/gestiones/pegar/"
NEW = "/despacho/gestiones/nueva/"
SECRET = "chirimoya"
LETTER = f"""Quito, 3 de noviembre de 2026
Asunto: Techo del mercado de flores

De mi consideración: somos 45 moradores del mercado de flores de Calderón y pedimos
a la Comisión de Ensayo que repare el techo hasta el 15 de diciembre de 2026. {SECRET}"""


@pytest.fixture
def desk(client: Client, adviser: Person, office: Body) -> Client:
    load_facts()
    texts = ("Renovar el techo de cada mercado", "Cuidar las flores", "Pintar la escuela")
    rows = [activity_read(row, text) for row, text in enumerate(texts, 1)]
    a_plan(office, adviser, plan_read(*rows))
    return signed_in(client, adviser)


def pasted(desk: Client, text: str = LETTER, **more: str) -> tuple[str, dict[str, str]]:
    """Paste a text on a day; return the page and what its form sends as it stands."""
    with on(TODAY):
        answer = desk.post(HERE, {"text": text, **more})
    assert answer.status_code == 200, answer.content.decode()
    form = answer.context["form"]
    return answer.content.decode(), {name: form[name].value() for name in form.fields}


def choices_of(page: str, name: str) -> list[str]:
    """Return the values of a choice of a page."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page)


def test_a_letter_proposes_place_body_activity_and_day(desk: Client) -> None:
    page, sent = pasted(desk)
    assert choices_of(page, "place") == ["170155", ""]
    assert choices_of(page, "entity") == ["comision-de-ensayo", ""]
    assert choices_of(page, "due") == ["2026-12-15", ""]
    assert (sent["place"], sent["entity"], sent["activity"], sent["due"]) == (
        "170155",
        "comision-de-ensayo",
        "",
        "2026-12-15",
    )
    shown = (
        "Leído como una carta del 3 de noviembre de 2026",
        "Martes 15 de diciembre 2026: «15 de diciembre de 2026», dice hasta cuándo",
        "Calderón: dice «Calderón»",
        "1. Renovar el techo de cada mercado: comparte",
        "45 personas",
    )
    assert [words for words in shown if words not in page] == []
    assert SECRET not in page


def test_nothing_is_kept_before_it_is_confirmed(desk: Client) -> None:
    acts, cases = Act.objects.count(), Case.objects.count()
    _page, sent = pasted(desk)
    with on(TODAY):
        desk.post(NEW, sent)
    assert (Act.objects.count(), Case.objects.count()) == (acts, cases)
    assert SECRET not in str(dict(desk.session.items()))


def test_the_need_begins_with_what_was_picked_and_its_line_is_empty(desk: Client) -> None:
    activity = activities_of(WorkPlan.objects.get())[0]
    _page, sent = pasted(desk)
    with on(TODAY):
        answer = desk.post(NEW, sent | {"activity": str(activity.pk)})
    assert answer.status_code == 200
    form = answer.context["page"].form
    begun = {
        name: str(form[name].value() or "")
        for name in ("line", "place", "entity", "activity", "origin", "happened_on")
    }
    assert begun == {
        "line": "",
        "place": "170155",
        "entity": "comision-de-ensayo",
        "activity": str(activity.pk),
        "origin": "LETTER",
        "happened_on": "2026-11-03",
    }
    assert form["said"].value() == LETTER
    assert not form.is_bound


def test_what_was_pasted_is_kept_for_the_office_and_never_public(desk: Client) -> None:
    _page, sent = pasted(desk)
    with on(TODAY):
        form = desk.post(NEW, sent).context["page"].form
        typed = {name: str(form[name].value() or "") for name in form.fields if name != "evidence"}
        typed |= {"line": "Reparar el techo del mercado", "asker_name": "Rosa Ensayo"}
        assert desk.post(NEW, typed).status_code == 200
    assert CaseworkAsker.objects.get().said == LETTER
    number = Casework.objects.get().case.number
    for address in (f"/gestiones/{number}/", f"/gestiones/{number}.json", f"/registro/{number}/"):
        assert SECRET not in Client().get(address).content.decode()


def test_an_answer_names_its_case_and_begins_there(
    desk: Client, office: Body, adviser: Person, commission: Body
) -> None:
    casework = a_casework(office, adviser)
    number = casework.case.number
    page, sent = pasted(desk, f"{LETTER} Responde a su {number}.")
    assert f'formaction="/despacho/gestiones/{number}/respuesta/"' in page
    with on(TODAY):
        answer = desk.post(f"/despacho/gestiones/{number}/respuesta/", sent)
    form = answer.context["page"].form
    begun = {name: str(form[name].value()) for name in ("title", "happened_on", "entity", "place")}
    assert begun == {
        "title": f"Respuesta de {commission.name}",
        "happened_on": "2026-11-03",
        "entity": "comision-de-ensayo",
        "place": "170155",
    }
    assert SECRET not in answer.content.decode()


def test_only_open_cases_of_the_office_are_proposed(
    desk: Client, office: Body, adviser: Person, commission: Body
) -> None:
    own, ended = (a_casework(office, adviser, line="Techo del mercado") for _turn in range(2))
    other = a_casework(commission, adviser, line="Techo del mercado")
    an_end(ended, adviser, date(2024, 3, 5))
    page, _sent = pasted(desk)
    assert re.findall(r'formaction="/despacho/gestiones/(GES[^/]+)/', page) == [own.case.number]
    page, _sent = pasted(desk, f"{ended.case.number} {other.case.number}")
    assert "formaction" not in page


def test_doubtful_things_are_offered_and_not_marked(desk: Client) -> None:
    page, sent = pasted(desk, "Vivo en Pacto y trabajo en Nono. María Checa, barrio Solanda.")
    assert choices_of(page, "place") == ["170172", "170171", "170159", "170131", ""]
    assert "que puede ser otra cosa" in page
    assert sent["place"] == ""


def test_two_sure_parishes_are_for_her_to_pick(desk: Client) -> None:
    _page, sent = pasted(desk, "Los vecinos de Calderón y de Tumbaco")
    assert sent["place"] == ""


def test_a_text_that_says_nothing_is_still_a_need(desk: Client) -> None:
    page, sent = pasted(desk, "hola")
    assert "No encontramos parroquia, entidad, fecha ni actividad." in page
    assert sent.keys() == {"pegado"}


def test_the_day_that_was_typed_wins_and_is_never_tomorrow(desk: Client) -> None:
    page, _sent = pasted(desk, f"{LETTER} Responda en 8 días.", on="2026-11-10")
    assert choices_of(page, "due") == ["2026-12-15", "2026-11-18", ""]
    with on(TODAY):
        answer = desk.post(HERE, {"text": "hola", "on": "2026-11-25"})
    assert answer.status_code == 422
    assert "on" in answer.context["page"].form.errors


def test_a_long_text_is_read_and_cut_where_it_is_kept(desk: Client) -> None:
    page, sent = pasted(desk, f"{LETTER} " + "ñandú " * 2000)
    assert "se guardan sus primeros 4000 signos" in page.replace("\xa0", "").replace(".000", "000")
    with on(TODAY):
        said = desk.post(NEW, sent).context["page"].form["said"].value()
    assert len(said) == LONGEST_SAID
    with on(TODAY):
        assert desk.post(HERE, {"text": "x" * (LONGEST + 1)}).status_code == 422
        assert desk.post(HERE, {"text": "con \x00 adentro"}).status_code == 422


@pytest.mark.parametrize("change", ["other", "broken", "unsigned"])
def test_a_text_that_was_signed_for_somebody_else_is_refused(
    desk: Client, secretary: Person, change: str
) -> None:
    _page, sent = pasted(desk)
    client = desk
    if change == "other":
        client = signed_in(Client(), secretary)
    if change == "broken":
        sent["pegado"] = f"{sent['pegado'][:-2]}xx"
    if change == "unsigned":
        said = {"by": 1, "said": "x", "on": "2026-11-03"}
        sent["pegado"] = signing.dumps(said, salt=f"{SALT}.other")
    with on(TODAY):
        assert client.post(NEW, sent).status_code == 400


def test_picks_that_mean_nothing_are_left_out(desk: Client) -> None:
    _page, sent = pasted(desk)
    with on(TODAY):
        answer = desk.post(NEW, sent | {"due": "mañana", "place": "nada", "entity": "no-hay"})
    assert answer.status_code == 200
    assert answer.context["page"].form.initial["title"] == ""


def test_only_who_records_for_an_office_pastes(
    clerk: Person, auditor: Person, citizen: Person, councillor: Person
) -> None:
    for person in (clerk, auditor):
        assert signed_in(Client(), person).get(HERE).status_code == 403
    for client in (Client(), signed_in(Client(), citizen)):
        assert client.get(HERE).status_code in {302, 403}
        assert client.post(HERE, {"text": LETTER}).status_code in {302, 403}
    assert signed_in(Client(), councillor).get(HERE).status_code == 200


@pytest.mark.parametrize("times", [1, 5])
def test_reading_costs_the_same_for_more_words(desk: Client, times: int) -> None:
    pasted(desk)
    with CaptureQueriesContext(connection) as asked:
        page, _sent = pasted(desk, LETTER * times)
    assert len(asked) <= 22
    assert len(page.encode()) < 60 * 1024
