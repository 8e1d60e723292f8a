"""It is true that a document becomes a plan, its next version, or nothing, at the desk and by command."""

import json
from pathlib import Path

import pytest
from django.test import Client
from typer.testing import CliRunner

from minga.people.models import Body, Person
from minga.plan.cli import app
from minga.plan.models import PlanImport, WorkPlan
from minga.plan.reading import ReadPlan, read_plan
from minga.plan.reference import SHIPPED, load_reference
from minga.plan.services.importing import (
    ImportRefused,
    Incoming,
    free_slug,
    import_incoming,
    import_read_plan,
    plan_for,
)
from minga.record.models import Act
from tests.cast import signed_in
from tests.plan.written_plan import registered, written_plan

CSV = """Programa;Objetivo específico;Actividades;Línea base;Metas;Año 1;Año 2;Año 3;Año 4;Estrategias;Mecanismo de evaluación
Calles;Calles seguras;Adoquinar calles;12 km;30 km;x;x;x;x;Ordenanzas;Rendición de cuentas
Calles;;Poner pasos cebra;;;;x;x;;Ordenanzas;Rendición de cuentas
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def quito(db: None) -> WorkPlan:
    Body.objects.create(
        slug="concejo-metropolitano-de-quito", kind="COUNCIL", name="Concejo Metropolitano de Quito"
    )
    load_reference()
    return WorkPlan.objects.get(slug="quito-2019-2023")


def test_the_plan_of_quito_ships_with_the_program(quito: WorkPlan) -> None:
    assert quito.is_main
    assert (quito.programmes.count(), quito.activities.count()) == (7, 29)
    version = quito.versions.get()
    assert set(version.restated) == {"specific_objectives", "vision", "general_objective"}
    assert quito.activities.filter(repeats__isnull=False).count() == 4
    load_reference()
    assert WorkPlan.objects.count() == 1


def test_it_carries_no_act_but_its_registration(quito: WorkPlan) -> None:
    assert [act.kind for act in Act.objects.filter(case=quito.case)] == ["register_plan"]


def test_the_filed_document_is_another_version_of_the_same_plan(
    quito: WorkPlan, shared: Path
) -> None:
    path = shared / "data" / "seed" / "plan-de-trabajo-quito-2019-2023.txt"
    read = read_plan(path)
    outcome = import_read_plan(read=read, name=path.name, content=path.read_bytes())
    assert (outcome.plan, outcome.version, outcome.changed) == ("quito-2019-2023", 2, True)
    assert quito.versions.get(number=2).restated == []
    again = import_read_plan(read=read, name=path.name, content=path.read_bytes())
    assert (again.version, again.changed, again.differences) == (2, False, ())


def test_a_plan_is_found_by_who_promised_where_and_when(office: Body, adviser: Person) -> None:
    plan = registered(office, adviser)
    assert plan_for(written_plan()) == plan
    assert plan_for(written_plan(), "ensayo") == plan
    assert plan_for(read_plan(SHIPPED)) is None
    with pytest.raises(ImportRefused, match="ninguno"):
        plan_for(written_plan(), "ninguno")


def test_addresses_of_new_plans_are_free(office: Body, adviser: Person) -> None:
    assert free_slug(written_plan()) == "persona-de-ensayo-2023-2027"
    registered(office, adviser, slug="persona-de-ensayo-2023-2027")
    assert free_slug(written_plan()).startswith("persona-de-ensayo-2023-2027-")
    assert free_slug(ReadPlan(title="¿?")) == "plan"


def test_a_plan_without_matrix_is_refused(office: Body, adviser: Person) -> None:
    incoming = Incoming(ReadPlan(title="Lista de deseos"), "lista.txt")
    with pytest.raises(ImportRefused) as refused:
        import_incoming(incoming=incoming, actor=adviser, plan=None, body=office)
    assert refused.value.code == "no-matrix"


def test_the_command_reads_without_writing(db: None, document: Path) -> None:
    result = CliRunner().invoke(app, ["import", str(document), "--dry-run", "--json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert [part["name"] for part in found["programmes"]] == ["Calles"]
    assert WorkPlan.objects.count() == 0


def test_the_command_registers_then_says_no_difference(office: Body, document: Path) -> None:
    asked = ["import", str(document), "--yes", "--body", office.slug]
    first = CliRunner().invoke(app, [*asked, "--json"])
    assert json.loads(first.stdout)["version"] == 1
    second = CliRunner().invoke(app, asked)
    assert second.stdout.endswith(": sin diferencias\n")
    document.write_text(CSV.replace("30 km", "36 km"), encoding="utf-8")
    third = CliRunner().invoke(app, asked)
    assert third.stdout.splitlines()[0].endswith(": versión 2")


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (b"", [], "vacío"),
        (CSV.encode(), ["--body", "nadie"], "--body"),
        (CSV.encode(), ["--plan", "ninguno"], "ninguno"),
        (b"Solo una carta.", [], "matriz"),
    ],
)
def test_the_command_refuses_with_a_reason_and_writes_nothing(
    office: Body, tmp_path: Path, content: bytes, options: list[str], said: str
) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(content)
    result = CliRunner().invoke(
        app, ["import", str(path), "--yes", "--body", office.slug, *options]
    )
    assert result.exit_code == 1
    assert said in result.stderr
    assert WorkPlan.objects.count() == 0


def upload(client: Client, document: Path, body: Body) -> str:
    """Send the document at the desk and return where the answer leads."""
    with document.open("rb") as file:
        answer = client.post("/despacho/planes/importar/", {"body": body.pk, "document": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_at_the_desk_one_sees_what_was_understood_and_confirms(
    client: Client, office: Body, adviser: Person, document: Path
) -> None:
    signed_in(client, adviser)
    preview = upload(client, document, office)
    page = client.get(preview).content.decode()
    assert "2 actividades" in page
    assert "Adoquinar calles" in page
    assert "Es un plan nuevo" in page
    assert WorkPlan.objects.count() == 0
    answer = client.post(preview)
    plan = WorkPlan.objects.get()
    assert answer["Location"] == f"/planes/{plan.slug}/"
    assert PlanImport.objects.count() == 0
    assert "Sin diferencias" in client.get(upload(client, document, office)).content.decode()


def test_a_waiting_document_is_its_owners_alone(
    client: Client, office: Body, adviser: Person, councillor: Person, document: Path
) -> None:
    preview = upload(signed_in(client, adviser), document, office)
    assert signed_in(Client(), councillor).get(preview).status_code == 404
    assert Client().get(preview).status_code == 302


def test_what_cannot_be_read_is_said_at_its_field(
    client: Client, office: Body, adviser: Person, tmp_path: Path
) -> None:
    signed_in(client, adviser)
    for name, content in (("plan.csv", b"Solo una carta."), ("plan.pdf", b"%PDF-1.4 roto")):
        path = tmp_path / name
        path.write_bytes(content)
        with path.open("rb") as file:
            answer = client.post(
                "/despacho/planes/importar/", {"body": office.pk, "document": file}
            )
        assert answer.status_code == 422
        assert 'id="error' in answer.content.decode() or "error" in answer.content.decode()
    assert PlanImport.objects.count() == 0


def test_only_who_may_record_may_import(client: Client, citizen: Person, auditor: Person) -> None:
    assert signed_in(client, citizen).get("/despacho/planes/importar/").status_code == 403
    assert signed_in(Client(), auditor).get("/despacho/planes/importar/").status_code == 403
