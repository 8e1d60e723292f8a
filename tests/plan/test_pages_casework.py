"""Is it true that the pages of a gestión show what is public, record what is done, and leak nothing?"""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from minga.people.models import Body, Person
from minga.plan.models import ActivityCase, Casework, CaseworkAsker, CaseworkStep
from minga.plan.services.casework import Step
from minga.record.models import Act, ActDocument
from tests.cast import signed_in
from tests.factories.plan import a_plan, activities_of
from tests.plan.casework_world import ASKED_ON, NEED, a_casework, a_step, an_end

SAID = "Mi mamá se cayó en esa vereda"


@pytest.fixture
def asked(office: Body, adviser: Person, citizen: Person) -> Casework:
    """A need that Clara asked for, served by a letter and a visit."""
    activity = activities_of(a_plan(office, adviser))[0]
    casework = a_casework(office, adviser, asker=citizen, said=SAID, activities=(activity,))
    a_step(casework, adviser, ASKED_ON, step=Step(answer_due_on=ASKED_ON + timedelta(days=9)))
    visit = Step(people=9, women=5, men=4)
    a_step(casework, adviser, ASKED_ON, act="make_visit", step=visit, title="Visita con vecinos")
    return casework


def number_of(casework: Casework) -> str:
    return casework.case.number


PUBLIC = (
    "/gestiones/",
    "/gestiones.csv",
    "/gestiones.json",
    "/gestiones.atom",
    "/gestiones/{n}/",
    "/gestiones/{n}.json",
    "/registro/{n}/",
    "/registro/{n}.json",
    "/planes/ensayo/actividades/1/",
    "/planes/ensayo/actividades/1/hechos.csv",
    "/en/gestiones/{n}/",
)


@pytest.mark.parametrize("path", PUBLIC)
def test_who_asked_is_on_no_public_page(client: Client, asked: Casework, path: str) -> None:
    answer = client.get(path.format(n=number_of(asked)))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert ("Clara" in text, "Quishpe" in text, SAID in text) == (False, False, False)


def test_the_page_says_what_is_awaited_and_who_was_there(client: Client, asked: Casework) -> None:
    text = client.get(f"/gestiones/{number_of(asked)}/").content.decode()
    assert "debía responder hasta el miércoles 13 de marzo" in text
    assert "Estuvieron 9 personas (5 mujeres y 4 hombres)." in text
    assert "Actividad 1 de «Plan de ensayo 2023 – 2027»" in text


def test_it_shows_on_the_page_of_its_activity(client: Client, asked: Casework) -> None:
    text = client.get("/planes/ensayo/actividades/1/").content.decode()
    assert text.count(f'href="/gestiones/{number_of(asked)}/"') == 1
    assert "Visita con vecinos" in text


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_makes_a_fixed_number_of_queries(
    client: Client, office: Body, adviser: Person, django_assert_num_queries: object, count: int
) -> None:
    for turn in range(count):
        a_casework(office, adviser, line=f"{NEED} {turn}")
    with django_assert_num_queries(4):  # type: ignore[operator]  # a fixture
        text = client.get("/gestiones/").content.decode()
    assert text.count(NEED) == count


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_makes_a_fixed_number_of_queries(
    client: Client, office: Body, adviser: Person, django_assert_num_queries: object, count: int
) -> None:
    casework = a_casework(office, adviser)
    for _turn in range(count):
        a_step(casework, adviser, ASKED_ON)
    with django_assert_num_queries(6):  # type: ignore[operator]  # a fixture
        client.get(f"/gestiones/{number_of(casework)}/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["b", "a"]),
        ("?estado=OPEN", ["b"]),
        ("?estado=CLOSED", ["a"]),
        ("?estado=DONE", ["a"]),
        ("?estado=nada", ["b", "a"]),
        ("?palabras=veredas", ["a"]),
        ("?palabras=%27%3A%26!", []),
        ("?desde=30", ["b", "a"]),
        ("?desde=999999999999", ["b", "a"]),
        ("?parroquia=999", []),
        ("?entidad=nadie", []),
        ("?actividad=0", []),
    ],
)
def test_filters_find(
    client: Client, office: Body, adviser: Person, query: str, found: list[str]
) -> None:
    ended = a_casework(office, adviser, line="a vereda")
    a_casework(office, adviser, line="b árbol")
    an_end(ended, adviser, ASKED_ON)
    rows = client.get(f"/gestiones.json{query}").json()["casework"]
    assert [row["need"][0] for row in rows] == found


def test_an_unknown_one_is_not_found(client: Client, db: None) -> None:
    assert client.get("/gestiones/GES-2020-00001/").status_code == 404


def test_an_adviser_registers_a_need_and_hands_over_a_code(
    client: Client, office: Body, adviser: Person
) -> None:
    answer = signed_in(client, adviser).post(
        "/despacho/gestiones/nueva/",
        {
            "line": NEED,
            "asker_name": "Rosa Ensayo",
            "asker_phone": "0991234567",
            "said": SAID,
            "origin": "PHONE",
            "office": office.slug,
            "happened_on": "2024-03-04",
            "standing": "DECLARED",
        },
    )
    casework = Casework.objects.get()
    text = answer.content.decode()
    assert (answer.status_code, number_of(casework) in text) == (200, True)
    asker = CaseworkAsker.objects.select_related("person__identity").get()
    assert (asker.person.identity.name, asker.said) == ("Rosa Ensayo", SAID)
    assert casework.case.follow_codes.count() == 1


def test_a_number_of_a_person_in_the_public_line_is_sent_back(
    client: Client, office: Body, adviser: Person
) -> None:
    answer = signed_in(client, adviser).post(
        "/despacho/gestiones/nueva/",
        {
            "line": "Llamar a Rosa 0991234567",
            "origin": "PHONE",
            "office": office.slug,
            "happened_on": "2024-03-04",
            "standing": "DECLARED",
        },
    )
    assert answer.status_code == 422
    assert "«0991234567» señala a una persona" in answer.content.decode()
    assert Casework.objects.count() == 0


STEP = {"title": "Carta enviada", "happened_on": "2024-03-05", "standing": "DECLARED"}


def test_a_step_sent_twice_counts_once(client: Client, asked: Casework, adviser: Person) -> None:
    address = f"/despacho/gestiones/{number_of(asked)}/carta/"
    signed_in(client, adviser)
    for _time in range(2):
        answer = client.post(address, STEP)
        assert answer.status_code == 302
    assert CaseworkStep.objects.filter(act__wording__title="Carta enviada").count() == 1


def test_a_photo_of_a_step_is_evidence(client: Client, asked: Casework, adviser: Person) -> None:
    file = SimpleUploadedFile("visita.txt", b"lo que se vio")
    signed_in(client, adviser).post(
        f"/despacho/gestiones/{number_of(asked)}/visita/", STEP | {"evidence": file}
    )
    use = ActDocument.objects.get()
    assert (use.name, use.visibility, use.act.kind) == ("visita.txt", "PUBLIC", "make_visit")


def test_the_answer_ends_the_waiting_and_the_result_the_case(
    client: Client, asked: Casework, adviser: Person
) -> None:
    letter = CaseworkStep.objects.get(answer_due_on__isnull=False)
    root = f"/despacho/gestiones/{number_of(asked)}"
    signed_in(client, adviser)
    client.post(f"{root}/respuesta/", STEP | {"title": "Sí", "answers": str(letter.pk)})
    client.post(f"{root}/resultado/", STEP | {"title": "Lista", "result": "close_done"})
    asked.case.refresh_from_db()
    assert asked.case.state == "DONE"
    assert client.get(f"{root}/carta/").status_code == 302
    client.post(f"{root}/retomar/", STEP | {"title": "Se volvió a romper"})
    asked.case.refresh_from_db()
    assert asked.case.state == "IN_PROGRESS"


def test_fewer_people_than_women_and_men_is_sent_back(
    client: Client, asked: Casework, adviser: Person
) -> None:
    wrong = STEP | {"people": "3", "women": "2", "men": "2"}
    answer = signed_in(client, adviser).post(
        f"/despacho/gestiones/{number_of(asked)}/reunion/", wrong
    )
    assert answer.status_code == 422
    assert CaseworkStep.objects.count() == 2


def test_another_activity_is_joined_once(client: Client, asked: Casework, adviser: Person) -> None:
    plan = a_plan(asked.case.body, adviser, slug="otro")  # type: ignore[arg-type]  # it has one
    activity = activities_of(plan)[0]
    address = f"/despacho/gestiones/{number_of(asked)}/actividad/"
    asked_for = {"activity": activity.pk, "happened_on": "2024-03-06", "standing": "DECLARED"}
    signed_in(client, adviser)
    assert client.post(address, asked_for).status_code == 302
    again = client.post(address, asked_for | {"text": "otra vez"})
    assert again.status_code == 422
    assert "Ya está vinculado a esta actividad." in again.content.decode()


def test_another_person_who_asks_the_same_gets_a_code(
    client: Client, asked: Casework, adviser: Person
) -> None:
    answer = signed_in(client, adviser).post(
        f"/despacho/gestiones/{number_of(asked)}/otra-persona/", {"asker_name": "Rosa Ensayo"}
    )
    assert answer.status_code == 200
    assert asked.case.follow_codes.count() == 1
    page = client.get(f"/gestiones/{number_of(asked)}/").content.decode()
    assert "Lo piden 2 personas" in page


OWN = (
    "/despacho/gestiones/nueva/",
    "/despacho/gestiones/{n}/",
    "/despacho/gestiones/{n}/carta/",
    "/despacho/gestiones/{n}/otra-persona/",
)


@pytest.mark.parametrize("path", OWN)
@pytest.mark.parametrize("who", ["clerk", "administrator", "citizen"])
def test_nobody_else_enters_what_the_office_keeps(
    client: Client, asked: Casework, who: str, path: str, request: pytest.FixtureRequest
) -> None:
    signed_in(client, request.getfixturevalue(who))
    answer = client.get(path.format(n=number_of(asked)))
    assert answer.status_code == 403
    assert SAID not in answer.content.decode()


def test_an_auditor_reads_and_records_nothing(
    client: Client, asked: Casework, auditor: Person
) -> None:
    signed_in(client, auditor)
    root = f"/despacho/gestiones/{number_of(asked)}/"
    text = client.get(root).content.decode()
    assert (SAID in text, "carta/" in text) == (True, False)
    assert client.post(f"{root}carta/", STEP).status_code == 403
    assert Act.objects.filter(case=asked.case).count() == 3


def test_an_unknown_act_is_not_found(client: Client, asked: Casework, adviser: Person) -> None:
    signed_in(client, adviser)
    assert client.get(f"/despacho/gestiones/{number_of(asked)}/nada/").status_code == 404


def test_the_desk_lists_open_ones_by_state(
    client: Client, office: Body, adviser: Person, asked: Casework
) -> None:
    a_casework(office, adviser, line="Sin empezar", day=date(2024, 5, 1))
    signed_in(client, adviser)
    both = client.get("/despacho/gestiones/").content.decode()
    begun = client.get("/despacho/gestiones/?estado=REQUESTED").content.decode()
    assert (NEED in both, "Sin empezar" in both) == (True, True)
    assert (NEED in begun, "Sin empezar" in begun) == (False, True)


def test_a_step_from_the_street_is_kept_once_however_often_the_device_sends_it(
    client: Client, asked: Casework, adviser: Person
) -> None:
    sent = STEP | {
        "casework": number_of(asked),
        "act": "make_visit",
        "key": "6f1c7a1e-3a52-4f0e-9a43-0d6f1f7a2f10",
    }
    signed_in(client, adviser)
    address = "/despacho/gestiones/en-la-calle/"
    answers = [
        client.post(address, sent | {"title": title}, headers={"Accept": "application/json"})
        for title in ("Visita en la calle", "Visita en la calle, otra vez")
    ]
    own = f"/despacho/gestiones/{number_of(asked)}/"
    assert [answer.json() for answer in answers] == [{"url": own}, {"url": own}]
    assert CaseworkStep.objects.filter(sent_key=sent["key"]).count() == 1
    assert CaseworkStep.objects.count() == 3


def test_a_step_from_the_street_that_is_wrong_says_why(
    client: Client, asked: Casework, adviser: Person
) -> None:
    wrong = STEP | {"casework": number_of(asked), "act": "make_visit", "title": "A 0991234567"}
    answer = signed_in(client, adviser).post(
        "/despacho/gestiones/en-la-calle/", wrong, headers={"Accept": "application/json"}
    )
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 1)


def test_the_script_that_keeps_the_page_lives_under_it(client: Client, db: None) -> None:
    answer = client.get("/despacho/gestiones/en-la-calle/sin-red.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert b"caches" in answer.content


def test_a_step_is_corrected_from_the_page_of_the_office(
    client: Client, asked: Casework, adviser: Person
) -> None:
    root = f"/despacho/gestiones/{number_of(asked)}/"
    text = signed_in(client, adviser).get(root).content.decode()
    assert "Corregir «Visita con vecinos»" in text
    client.post(f"{root}visita/?sobre=3", STEP | {"title": "Visita con vecinas", "people": "8"})
    mended = CaseworkStep.objects.select_related("act__corrects").latest("pk")
    assert (mended.people, mended.act.corrects and mended.act.corrects.ordinal) == (8, 3)
    assert "Corregir «Visita con vecinos»" not in client.get(root).content.decode()
    assert client.get(f"{root}visita/?sobre=99").status_code == 404
    assert client.get(f"{root}carta/?sobre=3").status_code == 404


def test_the_list_of_an_activity_says_of_which(client: Client, asked: Casework) -> None:
    activity = ActivityCase.objects.get(case=asked.case).activity
    text = client.get(f"/gestiones/?actividad={activity.pk}").content.decode()
    assert (NEED in text, "De la actividad 1 de «Plan de ensayo 2023 – 2027»." in text) == (
        True,
    ) * 2
    assert f'name="actividad" value="{activity.pk}"' in text
