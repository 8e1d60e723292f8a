"""It is true that the data of the plans keep their shape: headers and keys never change."""

import csv
from datetime import date
from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from minga.people.models import Body, Person
from minga.plan.models import WorkPlan
from minga.plan.rules.codes import MoneyKind
from tests.factories.plan import (
    a_fact,
    a_plan,
    a_version,
    activities_of,
    activity_read,
    measured,
    on,
    plan_read,
    some_goals,
    some_money,
)

MAY = date(2024, 5, 6)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def plan(office: Body, citizen: Person) -> WorkPlan:
    """A fictional plan with one of everything."""
    citizen.is_demonstration = True
    citizen.save()
    read = plan_read(activity_read(1, "=Renovar mercados", sdg=(8,)), activity_read(2))
    found = a_plan(office, citizen, read, is_demonstration=True)
    first, second = activities_of(found)
    measured(first, citizen)
    some_money(first, citizen, MoneyKind.SPENT, "12.50", MAY)
    some_goals(second, citizen, MAY, (8, "8.3"))
    wrong = a_fact(citizen, second, day=MAY, title="Visita")
    a_fact(citizen, second, day=MAY, title="Visita corregida", corrects=wrong)
    changed = plan_read(
        activity_read(1, "=Renovar mercados", sdg=(8,)), activity_read(2, "Hacer la cosa 2 bien")
    )
    a_version(found, citizen, changed, MAY)
    return found


def table(client: Client, address: str) -> list[dict[str, str]]:
    with on(MAY):
        answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.content.decode())))


def document(client: Client, address: str) -> dict[str, Any]:
    with on(MAY):
        answer = client.get(address)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


ACT = (
    "act case kind title activities happened_at recorded_at body standing source_url source_on"
    " corrects address demo"
)
CSV_HEADERS = {
    "/planes.csv": "plan title body starts_on ends_on version registered_at jurisdiction address"
    " main demo",
    "/planes/ensayo/actividades.csv": "plan number programme text reading objective years sdg"
    " baseline target strategies strategy_terms evaluation evaluation_term repeats status"
    " status_reason progress acts last_act_on issues address demo",
    "/planes/ensayo/hechos.csv": ACT,
    "/planes/ensayo/actividades/1/hechos.csv": ACT,
    "/planes/ensayo/actividades/1/mediciones.csv": "plan activity indicator unit measured_on value"
    " numerator denominator parish sex age_group self_identification act address demo",
    "/planes/ensayo/cambios.csv": "plan change on activity before after title act corrects address"
    " demo",
    "/planes/ensayo/versiones.csv": "plan version registered_at source_name fingerprint activities"
    " restated act address demo",
    "/planes/ods.csv": "goal short title filed assigned address demo",
    "/planes/ods/8.csv": "goal plan activity reading origin status acts address demo",
    "/planes/comparar.csv?planes=ensayo&ods=8": "plan activity programme reading years status acts"
    " address demo",
}


@pytest.mark.parametrize(("address", "headers"), CSV_HEADERS.items())
def test_tables_keep_their_headers_and_mark_what_is_fictional(
    client: Client, plan: WorkPlan, address: str, headers: str
) -> None:
    rows = table(client, address)
    assert " ".join(rows[0]) == headers
    assert {row["demo"] for row in rows} == {"true"}


ACTIVITY = {
    *("plan", "number", "address", "programme", "objective", "text", "reading", "years", "sdg"),
    *("baseline", "target", "strategies", "strategy_terms", "evaluation", "evaluation_term"),
    *("repeats", "status", "progress", "missing", "acts", "last_act_on", "issues", "demo"),
}
PLAN = {"plan", "title", "address", "body", "term", "version", "main", "demo"}
JSON_KEYS = {
    "/planes.json": {"plans"},
    "/planes/ensayo.json": PLAN | {"as_of", "filed", "programmes", "activities", "acts", "missing"},
    "/planes/ensayo/mercados.json": {
        *("number", "slug", "name", "objectives", "activities", "plan", "address", "as_of"),
        *("acts", "demo"),
    },
    "/planes/ensayo/actividades.json": {
        "plan", "as_of", "total", "found", "acts", "activities", "demo",
    },
    "/planes/ensayo/actividades/1.json": ACTIVITY | {
        *("version", "withdrawn", "objective_restated", "repeated_by", "sdg_filed"),
        *("sdg_assigned", "indicators", "money", "act_list", "as_of"),
    },
    "/planes/ensayo/cambios.json": {
        "plan", "since", "until", "statuses", "versions", "acts", "demo",
    },
    "/planes/ensayo/versiones.json": {"plan", "versions", "demo"},
    "/planes/ensayo/versiones/1/2.json": {
        "plan", "before", "after", "fields", "objectives", "activities", "demo",
    },
    "/planes/ods.json": {"goals"},
    "/planes/ods/8.json": {"goal", "short", "title", "address", "targets", "activities"},
    "/planes/comparar.json?planes=ensayo&ods=8": {"goal", "words", "as_of", "plans"},
}  # fmt: skip


@pytest.mark.parametrize(("address", "keys"), JSON_KEYS.items())
def test_documents_keep_their_keys(
    client: Client, plan: WorkPlan, address: str, keys: set[str]
) -> None:
    assert set(document(client, address)) == keys


def test_an_activity_reads_the_same_everywhere(client: Client, plan: WorkPlan) -> None:
    one = document(client, "/planes/ensayo/actividades/1.json")
    listed = document(client, "/planes/ensayo/actividades.json")["activities"][0]
    whole = document(client, "/planes/ensayo.json")["activities"][0]
    assert listed == whole == {key: one[key] for key in ACTIVITY}
    assert set(listed) == ACTIVITY


def test_exact_numbers_travel_as_text_and_unknown_as_null(client: Client, plan: WorkPlan) -> None:
    one = document(client, "/planes/ensayo/actividades/1.json")
    indicator = one["indicators"][0]
    assert (one["progress"], indicator["value"], indicator["progress"]) == ("0.5", "5", "0.5")
    assert indicator["baseline"] == {"year": 2022, "value": "0"}
    assert indicator["targets"] == [{"year": 2026, "value": "10"}]
    assert (one["money"]["spent"], one["money"]["planned"]) == ("12.5", None)
    assert one["status"] == {"code": "ON_SCHEDULE", "reason": "on-expected-path"}
    two = document(client, "/planes/ensayo/actividades/2.json")
    assert (two["progress"], two["baseline"], two["missing"]) == (None, None, ["indicator"])
    assert two["sdg_assigned"] == [{"goal": 8, "target": "8.3"}]
    assert (two["sdg_filed"], two["sdg"]) == ([], [8])


def test_no_cell_is_taken_for_a_formula(client: Client, plan: WorkPlan) -> None:
    assert table(client, "/planes/ensayo/actividades.csv")[0]["text"] == "'=Renovar mercados"


def test_filters_apply_to_the_data_too(client: Client, plan: WorkPlan) -> None:
    found = document(client, "/planes/ensayo/actividades.json?ods=8&palabras=cosa")
    assert [row["number"] for row in found["activities"]] == [2]
    assert (found["total"], found["found"]) == (2, 1)
    rows = table(client, "/planes/ensayo/actividades.csv?estado=on_schedule")
    assert [row["number"] for row in rows] == ["1"]


def test_changes_tell_acts_corrections_and_statuses(client: Client, plan: WorkPlan) -> None:
    rows = table(client, "/planes/ensayo/cambios.csv?desde=2024-05-01")
    assert [row["change"] for row in rows if row["change"] != "act"] == ["status", "correction"]
    status, correction = rows[0], next(row for row in rows if row["change"] == "correction")
    assert (status["activity"], status["before"], status["after"]) == ("2", "NO_RECORD", "UNKNOWN")
    assert correction["corrects"].startswith("PLA-2023-00001/")
    found = document(client, "/planes/ensayo/cambios.json?desde=2024-05-01")
    assert [one["version"] for one in found["versions"]] == [2]


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/planes.atom", "[Demostración] Plan de ensayo 2023 – 2027: versión 2"),
        ("/planes/ensayo/versiones.atom", "[Demostración] Plan de ensayo 2023 – 2027: versión 2"),
        ("/planes/ensayo/hechos.atom", None),
        ("/planes/ensayo/actividades.atom?palabras=mercados", "[Demostración] Se registró dinero"),
        ("/planes/ensayo/actividades/1/hechos.atom", "[Demostración] Se registró dinero"),
        ("/planes/ensayo/cambios.atom", None),
        ("/planes/ods/8.atom", None),
    ],
)
def test_feeds_mark_what_is_fictional_and_keep_their_keys(
    client: Client, plan: WorkPlan, address: str, first: str | None
) -> None:
    with on(MAY):
        answer = client.get(address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314 - our own answer
    titles = [entry.findtext(f"{ATOM}title", "") for entry in entries]
    assert all(title.startswith("[Demostración] ") for title in titles)
    assert first in {None, *titles}
    keys = [entry.findtext(f"{ATOM}id", "") for entry in entries]
    assert len(set(keys)) == len(keys) > 0
    assert all("/registro/PLA-2023-00001/" in key for key in keys)


@pytest.mark.parametrize(
    "address",
    [
        "/planes/nada.json",
        "/planes/ensayo/nada.json",
        "/planes/ensayo/actividades/9.json",
        "/planes/ensayo/actividades/9/hechos.csv",
        "/planes/ensayo/versiones/1/9.json",
        "/planes/ods/18.json",
        "/planes/ensayo/actividades.csv?al=2023-01-01",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, plan: WorkPlan, address: str) -> None:
    with on(MAY):
        assert client.get(address).status_code == 404
