"""What does the demonstration lack for every page to have something on it? Made through its services."""

from datetime import date
from io import BytesIO

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.base import ContentFile
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)
from PIL import Image

from minga.kernel import clock
from minga.kernel.holidays import Place
from minga.people.public import Person, demonstration_people
from minga.plan.models import Activity, PlanImport
from minga.plan.reading import read_plan_bytes
from minga.plan.services.acts import Record, record_fact
from minga.plan.services.importing import Incoming, import_incoming, plan_for
from minga.record.labels import Standing
from minga.record.public import Act, Declaration, Registrar, Words, attach, declare_holiday
from minga.record.sealing.sealing import seal_pending

HEADING = "Programa,Objetivo,Actividad,Año 1,Año 2,Línea base,Meta,Estrategias,Evaluación"
ROWS = (
    'Ríos,"Cuidar el agua",Limpiar las quebradas,x,x,,"12 quebradas",Mingas,Veeduría',
    'Ríos,"Cuidar el agua",Sembrar junto a las vertientes,x,,,,Convenios,Veeduría',
)
CHANGED = (ROWS[0].replace("12", "20"), 'Ríos,"Cuidar el agua",Medir el caudal,,x,,,,Veeduría')
SLUG = "plan-con-dos-versiones"
KEY_ID = b"llave de ensayo."


def document(year: int, rows: tuple[str, ...]) -> bytes:
    """Return a small plan as a table, of a period that no other plan has."""
    head = (f"Plan de trabajo {year} - {year + 1}", "Cantón de ensayo", f"{year} - {year + 1}")
    return "\n".join((*head, HEADING, *rows)).encode()


def furnish() -> None:
    """Add a plan with two versions, a photo, a declared day, a waiting import and a second factor."""
    people = demonstration_people()
    for rows in (ROWS, CHANGED):
        _import(people.persons["adviser"], rows)
        seal_pending(clock.now())
    _photograph(people.persons["adviser"])
    _declare_a_day(people.persons["secretary"])
    _leave_an_import(people.persons["adviser"])
    _give_second_factors(people.persons["adviser"])
    seal_pending(clock.now())


def _import(adviser: Person, rows: tuple[str, ...]) -> None:
    content = document(2029, rows)
    read = read_plan_bytes("plan.csv", content)
    office = demonstration_people().bodies["despacho-de-demostracion"]
    import_incoming(
        incoming=Incoming(read, "plan.csv", content),
        actor=adviser,
        plan=plan_for(read),
        body=office,
        slug=SLUG,
    )


def _photograph(adviser: Person) -> None:
    file = BytesIO()
    Image.new("RGB", (320, 240), "tan").save(file, "JPEG")
    photo = attach(ContentFile(file.getvalue(), name="quebrada.jpg"))
    words = Words(title="Se limpió la primera quebrada", attachments=(photo,))
    activity = Activity.objects.select_related("plan").get(plan__slug=SLUG, number=1)
    record_fact(activities=[activity], record=Record(adviser, clock.now(), words=words))


def _declare_a_day(secretary: Person) -> None:
    council = demonstration_people().bodies["concejo-de-demostracion"]
    day = Declaration(date(2028, 3, 6), Place.QUITO, "Día de ensayo", "Decreto ficticio 1")
    registrar = Registrar(secretary, council, Standing.CERTIFIED)
    declare_holiday(day, by=registrar, at=clock.now())


def _leave_an_import(adviser: Person) -> None:
    PlanImport.objects.create(
        person=adviser,
        body=demonstration_people().bodies["despacho-de-demostracion"],
        name="otro-plan.csv",
        content=document(2040, ROWS),
        created_at=clock.now(),
    )


def _give_second_factors(person: Person) -> None:
    account = person.account
    account.set_password("siete nudos de ensayo")
    account.save()
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    WebAuthn.add(account, "Mi teléfono", _credential())
    EmailAddress.objects.create(user=account, email="asesor@ejemplo.ec")


def _credential() -> dict[str, object]:
    """A passkey as a telephone hands it over; nothing signs with it."""
    made_now = ec.generate_private_key(ec.SECP256R1()).public_key()
    key = ES256.from_cryptography_key(made_now)  # type: ignore[no-untyped-call]
    known = AttestedCredentialData.create(bytes(16), KEY_ID, key)
    shown = AuthenticatorData.create(bytes(32), AuthenticatorData.FLAG.AT, 0, known)
    made = CollectedClientData.create("webauthn.create", "", "https://ejemplo.ec")
    return {
        "id": websafe_encode(KEY_ID),
        "rawId": websafe_encode(KEY_ID),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(made),
            "attestationObject": websafe_encode(AttestationObject.create("none", shown, {})),
        },
        "clientExtensionResults": {},
    }


def private_addresses() -> dict[str, list[str]]:
    """Return addresses that no page leads to, by the part whose they are: pages of one thing that is."""
    adviser = demonstration_people().persons["adviser"].account
    waiting = PlanImport.objects.filter(person=adviser.person).latest("pk")
    declared = Act.objects.filter(kind="declare_holiday").latest("pk")
    confirmation = EmailConfirmationHMAC(EmailAddress.objects.get(user=adviser)).key
    reset = f"{user_pk_to_url_str(adviser)}-{default_token_generator.make_token(adviser)}"
    return {
        "adviser": [
            reverse("plan:import-preview", args=(waiting.pk,)),
            reverse("account_confirm_email", args=(confirmation,)),
            "/cuenta/confirmar/",
            "/cuenta/segundo-factor/confirmar/",
            "/cuenta/segundo-factor/llaves/confirmar/",
            "/cuenta/correo/",
        ],
        "citizen": ["/cuenta/salir/", "/cuenta/segundo-factor/llaves/entrar/"],
        "secretary": [reverse("record:holiday-declared", args=(declared.pk,))],
        "administrator": [
            reverse("people:desk-person", args=(adviser.person.public_id,)),
            reverse("people:desk-body", args=("asociacion-de-demostracion",)),
        ],
        "es": [f"/cuenta/contrasena/olvidada/{reset}/"],
    }
