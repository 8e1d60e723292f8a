"""It is true that the proofs that the site gives hold without the site, and that its own check tells the truth."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pymerkle.core import _inclusion_path_layout
from pymerkle.proof import InclusionProof as TheirProof

from minga.people.public import Body, Person
from minga.record.models import Act, ActText
from minga.record.rules.heads import read_head
from minga.record.rules.proofs import ConsistencyProof, InclusionProof, read_proof
from minga.record.rules.sealed_form import canonical
from minga.record.sealing.sealing import seal_pending
from tests.record.acts import add_note, add_notes, open_case
from tests.record.test_verification_of_the_database import owner_without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


@pytest.fixture
def acts(office: Body, adviser: Person) -> list[Act]:
    """Seven acts of one case under three heads."""
    case = open_case(office)
    acts: list[Act] = []
    for count in (2, 4, 1):
        acts += add_notes(case, adviser, count)
        seal_pending(NOON)
    return acts


def proof_of_act(client: Client, act: Act, query: str = "") -> InclusionProof:
    response = client.get(f"/registro/prueba/{act.case.number}/{act.ordinal}.json{query}")
    assert response.status_code == 200
    proof = read_proof(response.content)
    assert isinstance(proof, InclusionProof)
    return proof


def test_every_act_is_proven_under_its_own_head(client: Client, acts: list[Act]):
    proofs = [proof_of_act(client, act) for act in acts]
    assert [proof.findings() for proof in proofs] == [()] * 7
    assert [proof.head.number for proof in proofs] == [1, 1, 2, 2, 2, 2, 3]
    assert [proof.position for proof in proofs] == list(range(7))


def test_pymerkle_accepts_the_proofs_of_the_site(client: Client, acts: list[Act]):
    for act in acts:
        proof = proof_of_act(client, act, "?cabeza=3")
        rule, _ = _inclusion_path_layout(proof.position + 1, 7)
        path = [proof.leaf, *proof.path]
        TheirProof("sha256", True, 7, proof.position + 1, rule, path).verify(
            proof.leaf, proof.head.root
        )


def test_a_proof_can_be_asked_under_the_head_that_was_kept(client: Client, acts: list[Act]):
    kept = read_head(client.get("/registro/cabezas/3.json").content)
    assert proof_of_act(client, acts[0], "?cabeza=3").head == kept


@pytest.mark.parametrize("query", ["?cabeza=9", "?cabeza=x", "?cabeza=1", f"?cabeza={'9' * 5000}"])
def test_a_head_that_cannot_prove_the_act_is_not_found(client: Client, acts: list[Act], query: str):
    address = f"/registro/prueba/{acts[6].case.number}/7.json{query}"
    assert client.get(address).status_code == 404


def test_an_act_without_seal_has_no_proof_yet(client: Client, acts: list[Act], adviser: Person):
    add_note(acts[0].case, adviser)
    address = f"/registro/prueba/{acts[0].case.number}/8.json"
    assert client.get(address).status_code == 404
    check = client.get(f"/registro/{acts[0].case.number}/8/comprobar/")
    assert "Todavía no tiene sello" in check.content.decode()


def test_growth_is_proven_between_any_two_heads(client: Client, acts: list[Act]):
    for earlier in (1, 2, 3):
        for later in range(earlier, 4):
            response = client.get(f"/registro/consistencia/{earlier}/{later}.json")
            proof = read_proof(response.content)
            assert isinstance(proof, ConsistencyProof)
            assert proof.findings() == ()
    assert client.get("/registro/consistencia/2/1.json").status_code == 404


def test_openssl_reads_the_key_and_accepts_the_signature(
    client: Client, acts: list[Act], tmp_path: Path
):
    head = read_head(client.get("/registro/cabezas/3.json").content)
    for name, content in (
        ("clave.pem", client.get("/registro/clave.pem").content),
        ("firma", head.signature),
        ("cabeza", canonical(head.facts())),
    ):
        (tmp_path / name).write_bytes(content)
    command = "openssl pkeyutl -verify -pubin -inkey clave.pem -rawin -in cabeza -sigfile firma"
    done = subprocess.run(
        command.split(), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == "Signature Verified Successfully\n"


# The check told in words


def check_words(client: Client, act: Act) -> str:
    response = client.get(f"{act.get_absolute_url()}comprobar/")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    return response.content.decode()


def test_the_check_says_that_an_act_holds(client: Client, acts: list[Act]):
    shown = check_words(client, acts[0])
    assert "Sí. Nadie lo ha cambiado desde que se selló." in shown
    assert shown.count("Coincide") == 5
    assert "la última cabeza, la 3, lo contiene entero" in shown


def test_the_check_says_that_an_act_was_altered(client: Client, acts: list[Act]):
    with owner_without_triggers():
        Act.objects.filter(pk=acts[0].pk).update(standing="CERTIFIED")
    shown = check_words(client, acts[0])
    assert "No. Algo no coincide con lo que se selló." in shown
    assert "no es el que se selló: fue alterado" in shown


def test_the_check_says_that_words_were_altered(client: Client, acts: list[Act]):
    with owner_without_triggers():
        ActText.objects.filter(act=acts[0]).update(text="Otra cosa")
    shown = check_words(client, acts[0])
    assert "no son los que se sellaron: alguien los cambió" in shown
    assert shown.count("No coincide") == 1


def test_the_check_costs_a_fixed_number_of_queries(
    client: Client, acts: list[Act], django_assert_num_queries
):
    check_words(client, acts[0])
    for act in (acts[0], acts[3]):
        with django_assert_num_queries(9):
            check_words(client, act)
