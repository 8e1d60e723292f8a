"""It is true that the office records on a phone what the public page then shows."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from minga.people.models import Body, Person
from minga.plan.models import Activity, Indicator, IndicatorPoint, Measurement, WorkPlan
from minga.plan.pages.recording import RECORDINGS
from minga.plan.rules.codes import Aggregation, Direction
from minga.plan.services.acts import Record
from minga.plan.services.agreement import disagreements
from minga.plan.services.indicators import fix_indicator
from minga.record.models import Act
from tests.cast import signed_in, signed_in_by_password_only
from tests.plan.written_plan import MONDAY, activity, registered

HERE = "/despacho/planes/ensayo/actividades/1/"
SHARED = {"happened_on": "2024-06-04", "standing": "DECLARED"}


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    return registered(office, adviser)


@pytest.fixture
def market(plan: WorkPlan) -> Activity:
    return activity(plan)


@pytest.fixture
def indicator(market: Activity, adviser: Person) -> Indicator:
    return fix_indicator(
        activity=market,
        name="Mercados renovados",
        unit="mercados",
        direction=Direction.INCREASE,
        aggregation=Aggregation.SUM,
        record=Record(adviser, MONDAY),
    )


@pytest.fixture
def desk(client: Client, adviser: Person, plan: WorkPlan) -> Client:
    return signed_in(client, adviser)


def photo() -> BytesIO:
    """A small picture, as a phone sends it."""
    file = BytesIO()
    Image.new("RGB", (32, 32), "white").save(file, "JPEG")
    file.seek(0)
    file.name = "mercado.jpg"
    return file


def test_a_measurement_with_a_photo_reaches_the_public_page_and_the_feed(
    desk: Client, indicator: Indicator
) -> None:
    sent = {
        **SHARED,
        "indicator": indicator.pk,
        "value": "2,5",
        "evidence": photo(),
        "text": "Se contó en sitio.",
    }
    answer = desk.post(f"{HERE}medicion/", sent)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/planes/ensayo/actividades/1/"
    assert Measurement.objects.get().value == Decimal("2.5")
    public = Client().get("/planes/ensayo/actividades/1/").content.decode()
    assert "Medición: Mercados renovados" in public
    assert "mercado.jpg" in public
    feed = Client().get("/planes/ensayo/actividades/1/hechos.atom").content.decode()
    assert "Medición: Mercados renovados" in feed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "mucho"),
        ("happened_on", "2124-01-01"),
        ("denominator", "0"),
        ("numerator", "3"),
        ("standing", "CERTIFIED"),
        ("standing", "PUBLIC_SOURCE"),
        ("indicator", "999999"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    desk: Client, indicator: Indicator, field: str, value: str
) -> None:
    sent = {**SHARED, "indicator": indicator.pk, "value": "2", "text": "Lo que escribí"}
    answer = desk.post(f"{HERE}medicion/", {**sent, field: value})
    assert answer.status_code == 422
    assert "Lo que escribí" in answer.content.decode()
    assert Measurement.objects.count() == 0


def test_a_hostile_file_is_refused_and_nothing_is_written(
    desk: Client, indicator: Indicator
) -> None:
    file = BytesIO(b"MZ\x90\x00 not a photo")
    file.name = "mercado.jpg"
    sent = {**SHARED, "indicator": indicator.pk, "value": "2", "evidence": file}
    assert desk.post(f"{HERE}medicion/", sent).status_code == 422
    assert Measurement.objects.count() == 0


def test_without_an_indicator_one_is_asked_for_first(desk: Client) -> None:
    assert desk.get(f"{HERE}medicion/")["Location"] == f"{HERE}indicador/"
    assert desk.get(f"{HERE}nada/").status_code == 404
    assert desk.get("/despacho/planes/ensayo/actividades/99/hecho/").status_code == 404


def test_indicator_point_money_and_fact_are_recorded(desk: Client, market: Activity) -> None:
    fixed = {
        **SHARED,
        "name": "Mercados",
        "unit": "mercados",
        "direction": "INCREASE",
        "aggregation": "SUM",
    }
    assert desk.post(f"{HERE}indicador/", fixed).status_code == 302
    indicator = Indicator.objects.get()
    point = {
        **SHARED,
        "indicator": indicator.pk,
        "kind": "BASELINE",
        "year": "2022",
        "value": "3",
        "origin": "censo",
    }
    assert desk.post(f"{HERE}meta/", point).status_code == 302
    assert IndicatorPoint.objects.get().source == "censo"
    money = {**SHARED, "kind": "SPENT", "year": "2024", "amount": "1200,50", "origin": "partida"}
    assert desk.post(f"{HERE}dinero/", money).status_code == 302
    assert market.money.get().amount == Decimal("1200.50")
    assert desk.post(f"{HERE}hecho/", {**SHARED, "title": "Mesa de trabajo"}).status_code == 302
    goals = {**SHARED, "goals": ["8", "11"]}
    assert desk.post(f"{HERE}agenda-2030/", goals).status_code == 302
    assert [row.goal for row in market.goals.all()] == [8, 11]
    assert Act.objects.filter(case=market.plan.case).count() == 6


def test_a_weighted_mean_without_denominator_is_refused(desk: Client) -> None:
    sent = {
        **SHARED,
        "name": "Servicios",
        "unit": "%",
        "direction": "INCREASE",
        "aggregation": "WEIGHTED_MEAN",
    }
    assert desk.post(f"{HERE}indicador/", sent).status_code == 422
    assert Indicator.objects.count() == 0


@pytest.mark.parametrize("what", sorted(set(RECORDINGS) - {"certificar"}))
def test_only_the_office_records(
    what: str,
    plan: WorkPlan,
    indicator: Indicator,
    adviser: Person,
    citizen: Person,
    auditor: Person,
) -> None:
    address = f"{HERE}{what}/"
    assert Client().get(address).status_code == 302
    assert signed_in(Client(), citizen).get(address).status_code == 403
    assert signed_in(Client(), auditor).get(address).status_code == 403
    assert signed_in_by_password_only(Client(), adviser).get(address).status_code == 302
    assert signed_in(Client(), adviser).get(address).status_code == 200


def test_the_desk_leads_to_every_activity_and_says_what_the_plan_lacks(desk: Client) -> None:
    page = desk.get("/despacho/").content.decode()
    assert "4 actividades de «Plan de trabajo 2023 – 2027» no tienen indicador" in page
    assert "/despacho/planes/ensayo/" in desk.get("/despacho/registrar/").content.decode()
    activities = desk.get("/despacho/planes/ensayo/").content.decode()
    assert activities.count("sin indicador") == 4
    choice = desk.get(HERE).content.decode()
    assert f"{HERE}hecho/" in choice
    assert f"{HERE}medicion/" not in choice


def test_who_records_nothing_sees_no_way_in(
    client: Client, plan: WorkPlan, auditor: Person
) -> None:
    signed_in(client, auditor)
    assert "/despacho/planes/" not in client.get("/despacho/registrar/").content.decode()
    assert client.get("/despacho/planes/ensayo/").status_code == 403
    assert client.get(HERE).status_code == 403


def measured(desk: Client, indicator: Indicator, value: str, about: str = "") -> int:
    """Record a value, perhaps correcting an earlier act, and return the status of the answer."""
    sent = {**SHARED, "indicator": indicator.pk, "value": value}
    return desk.post(f"{HERE}medicion/{about}", sent).status_code


def test_a_measurement_is_corrected_by_another_and_both_stay(
    desk: Client, indicator: Indicator, plan: WorkPlan
) -> None:
    assert measured(desk, indicator, "200") == 302
    first = Act.objects.get(kind="record_measurement")
    choice = desk.get(HERE).content.decode()
    correction = f"{HERE}medicion/?sobre={first.ordinal}"
    assert correction in choice
    assert "Corregir con otro hecho" in desk.get(correction).content.decode()
    assert measured(desk, indicator, "20", f"?sobre={first.ordinal}") == 302
    second = Act.objects.filter(kind="record_measurement").latest("pk")
    assert second.corrects == first
    document = Client().get("/planes/ensayo/actividades/1.json").json()
    assert document["indicators"][0]["value"] == "20"
    public = Client().get("/planes/ensayo/actividades/1/").content.decode()
    assert public.count("Medición: Mercados renovados") == 2
    assert measured(desk, indicator, "30", f"?sobre={first.ordinal}") == 422


def test_an_act_corrects_only_its_own_kind_on_its_own_plan(
    desk: Client, indicator: Indicator
) -> None:
    fixed = Act.objects.get(kind="fix_indicator")
    assert measured(desk, indicator, "3", f"?sobre={fixed.ordinal}") == 422
    assert measured(desk, indicator, "3", "?sobre=999") == 404
    assert Measurement.objects.count() == 0


def test_an_act_or_a_case_serves_another_plan_too(
    desk: Client, market: Activity, office: Body, adviser: Person
) -> None:
    other = registered(office, adviser, slug="otro")
    assert desk.post(f"{HERE}hecho/", {**SHARED, "title": "Mesa conjunta"}).status_code == 302
    act = Act.objects.get(kind="record_fact")
    number = f"{act.case.number}/{act.ordinal}"
    there = "/despacho/planes/otro/actividades/3/vincular/"
    assert desk.post(there, {**SHARED, "number": number}).status_code == 302
    assert "Mesa conjunta" in Client().get("/planes/otro/actividades/3/").content.decode()
    assert desk.post(there, {**SHARED, "number": number}).status_code == 422
    assert desk.post(there, {**SHARED, "number": market.plan.case.number}).status_code == 302
    for wrong in ("PLA-2024-99999", "PLA-2024-00001/x", "nada", f"{act.case.number}/999"):
        assert desk.post(there, {**SHARED, "number": wrong}).status_code == 422
    kinds = Act.objects.filter(case=other.case).order_by("ordinal").values_list("kind", flat=True)
    assert list(kinds) == ["register_plan", "link_act", "link_case"]


def test_the_competent_body_certifies_what_an_office_declared(
    council: Body, councillor: Person, secretary: Person, client: Client
) -> None:
    registered(council, councillor)
    signed_in(client, councillor)
    assert client.post(f"{HERE}hecho/", {**SHARED, "title": "Sesión"}).status_code == 302
    act = Act.objects.get(kind="record_fact")
    address = f"{HERE}certificar/?sobre={act.ordinal}"
    assert client.get(address).status_code == 403
    keeper = signed_in(Client(), secretary)
    assert address in keeper.get(HERE).content.decode()
    assert keeper.post(address, SHARED).status_code == 302
    written = Act.objects.get(kind="certify_act")
    assert (written.standing, written.payload["certifies"]) == ("CERTIFIED", act.ordinal)
    assert written.corrects is None
    assert keeper.post(address, SHARED).status_code == 422
    assert keeper.get(f"{HERE}certificar/").status_code == 404


@pytest.mark.parametrize("value", ["999999999999999999,999999", "1E17", "250000000", "0,000001"])
def test_any_number_that_the_table_holds_is_recorded_and_agrees_with_its_seal(
    desk: Client, indicator: Indicator, value: str
) -> None:
    assert measured(desk, indicator, value) == 302
    assert Measurement.objects.get().value == Decimal(value.replace(",", "."))
    assert list(disagreements()) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("happened_on", "0001-01-01"),
        ("happened_on", "0202-06-04"),
        ("source_on", "9999-12-31"),
        ("source_on", "0001-01-01"),
        ("source_url", "https://ejemplo.ec/" + "a" * 600),
        ("source_url", "javascript:alert(1)"),
        ("title", "con un\0 nulo"),
        ("title", "a" * 301),
    ],
)
def test_what_the_database_would_not_take_is_an_error_of_the_form(
    desk: Client, field: str, value: str
) -> None:
    sent = {
        **SHARED,
        "title": "Visita",
        "standing": "PUBLIC_SOURCE",
        "source_url": "https://ejemplo.ec/nota",
        "source_on": "2024-06-01",
    }
    assert desk.post(f"{HERE}hecho/", {**sent, field: value}).status_code == 422
    assert not Act.objects.filter(kind="record_fact").exists()
    assert desk.post(f"{HERE}hecho/", sent).status_code == 302


def test_an_age_is_typed_as_people_say_it(desk: Client, indicator: Indicator) -> None:
    sent = {**SHARED, "indicator": indicator.pk, "value": "2", "age_group": "18 a 29"}
    assert desk.post(f"{HERE}medicion/", sent).status_code == 302
    assert Measurement.objects.get().age_group == "18 a 29"
