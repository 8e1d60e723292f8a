"""It is true that a person can take along everything that the program knows of them."""

import json
from datetime import UTC, datetime

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import ForeignKey
from django.test import Client

from minga.people.models import Account, Person
from minga.people.services import export
from minga.people.services.export import add_exporter, export_person
from tests.cast import signed_in

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
ALLAUTH_AND_PEOPLE = ("people", "account", "mfa", "usersessions")
SECTION_OF = {
    "people.Identity.person": "identity",
    "people.Account.person": "account",
    "people.Appointment.person": "appointments",
    "people.Appointment.granted_by": "what somebody gave to another: in the other's export",
    "people.Representation.person": "representations",
    "people.OneTimeCode.person": "codes",
    "people.OneTimeCode.issued_by": "what somebody gave to another: in the other's export",
    "people.AccountEvent.person": "events",
    "people.Consent.person": "consents",
    "people.Consent.given_to": "what somebody heard from another: in the other's export",
    "people.Consent.withdrawn_to": "what somebody heard from another: in the other's export",
    "people.Recovery.person": "recoveries",
    "people.Recovery.asked_by": "what somebody did to another: in the other's export",
    "people.Recovery.closed_by": "what somebody did to another: in the other's export",
    "people.AccountEvent.by": "what somebody did to another: in the other's export",
    "account.EmailAddress.user": "account.email_addresses",
    "account.EmailConfirmation.email_address": "letters on their way, by the address",
    "mfa.Authenticator.user": "account.second_factors",
    "usersessions.UserSession.user": "account.sessions",
}


def test_every_table_that_points_to_a_person_has_its_section() -> None:
    pointing = {
        f"{model._meta.label}.{field.name}"
        for app in ALLAUTH_AND_PEOPLE
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in {Person, Account, EmailAddress}
    }
    assert pointing == set(SECTION_OF)


def test_the_export_holds_what_is_known(leader: Person) -> None:
    EmailAddress.objects.create(user=leader.account, email="lucho@example.org", verified=True)
    document = export_person(person=leader, at=MONDAY, by=leader)
    read = json.loads(json.dumps(document))
    assert read["person"]["id"] == str(leader.public_id)
    assert read["identity"]["name"] == "Luis Tipán Ensayo"
    assert read["account"]["username"] == "lucho"
    assert read["account"]["email_addresses"] == [
        {"email": "lucho@example.org", "verified": True, "primary": False}
    ]
    assert read["representations"] == [
        {
            "organisation_name": "Asociación de Ensayo",
            "starts_on": "2019-05-14",
            "ends_on": None,
            "proof": "Acta de ensayo 1",
        }
    ]
    assert [event["kind"] for event in read["events"]] == [
        "DATA_EXPORTED",
        "REPRESENTATION_GIVEN",
        "ACCOUNT_CREATED",
    ]


def test_roles_are_exported_with_their_days(adviser: Person) -> None:
    document = export_person(person=adviser, at=MONDAY, by=None)
    assert document["appointments"] == [
        {
            "body_name": "Despacho de Ensayo",
            "role": "ADVISER",
            "starts_on": "2019-05-14",
            "ends_on": None,
            "seat_number": None,
        }
    ]


def test_somebody_without_account_has_an_export(leader: Person) -> None:
    Account.objects.filter(person=leader).delete()
    assert export_person(person=leader, at=MONDAY, by=None)["account"] is None


def test_another_context_adds_its_section(citizen: Person) -> None:
    add_exporter("follows", lambda person: [str(person.public_id)])
    try:
        document = export_person(person=citizen, at=MONDAY, by=None)
    finally:
        export._exporters.pop("follows")
    assert document["follows"] == [str(citizen.public_id)]


def test_the_page_gives_the_file_to_its_person_only(client: Client, citizen: Person) -> None:
    assert client.post("/mi/descarga/")["Location"] == "/cuenta/entrar/"
    signed_in(client, citizen)
    answer = client.post("/mi/descarga/")
    assert answer["Content-Disposition"] == 'attachment; filename="mis-datos.json"'
    assert json.loads(answer.content)["account"]["username"] == "clara"
    assert client.get("/mi/descarga/").status_code == 405
