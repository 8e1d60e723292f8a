"""At the counter somebody asks about their data, or gives and withdraws consent, before a clerk."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client

from minga.kernel import clock
from minga.people.models import Consent, Person
from minga.people.public import has_consent, shown_text
from minga.record.counter.acts import AtCounter, counter_acts, install_counter_acts
from minga.record.counter.models import FollowCode
from minga.record.labels import Standing
from minga.record.models import Act, Deadline
from minga.record.parameters import load_reference
from minga.record.privacy.counter import (
    CONSENT_ACT,
    DATA_REQUEST_ACT,
    CounterConsentForm,
    save_consent,
)
from minga.record.privacy.models import DataSubjectRequest
from minga.record.privacy.steps import PrivacyRefused
from tests.cast import Cast, signed_in
from tests.record.answering import LATER, SECRET

pytestmark = pytest.mark.django_db
PRESS = "press-list"


@pytest.fixture(autouse=True)
def counter(db: None) -> Iterator[datetime]:
    """The acts of privacy at a counter, on a working day."""
    load_reference()
    clock.shift_to(LATER)
    before = counter_acts()
    install_counter_acts((DATA_REQUEST_ACT, CONSENT_ACT))
    yield LATER
    install_counter_acts(before)


@pytest.fixture
def window(clerk: Person) -> Client:
    return signed_in(Client(), clerk)


def attend(window: Client, person: Person, act: str, **said: object) -> str:
    """Fill in an act for a person and send it; return the page that answers."""
    address = f"/despacho/mostrador/persona/{person.public_id}/{act}/"
    shown = window.get(address).content.decode()
    visit = re.search(r'name="visit" value="([^"]+)"', shown)
    assert visit is not None
    return window.post(address, {"visit": visit[1]} | said).content.decode()


def purpose() -> str:
    return f"{PRESS}:{shown_text(PRESS).digest}"


def test_a_request_made_in_person_is_the_same_case_with_its_receipt(
    window: Client, citizen: Person, clerk: Person
) -> None:
    said = {"right": "ERASURE", "text": f"Pido {SECRET}", "is_document_shown": "on"}
    receipt = attend(window, citizen, "datos", **said)
    request = DataSubjectRequest.objects.get(subject=citizen)
    assert request.case.number in receipt
    assert "27 de noviembre" in receipt
    assert SECRET not in receipt
    assert request.case.state == "IN_PROGRESS"
    assert FollowCode.objects.get().case == request.case
    acts = Act.objects.filter(case=request.pk).order_by("ordinal")
    assert [(act.kind, act.actor, act.standing) for act in acts] == [
        ("ask_erasure", clerk, Standing.DECLARED),
        ("confirm_identity", clerk, Standing.DECLARED),
    ]
    assert Deadline.objects.get().key == "dp.erase"


def test_without_the_document_identity_waits(window: Client, citizen: Person) -> None:
    attend(window, citizen, "datos", right="ACCESS", text="")
    assert DataSubjectRequest.objects.get().case.state == "RECEIVED"


def test_asking_twice_is_refused_in_words(window: Client, citizen: Person) -> None:
    for _again in range(2):
        page = attend(window, citizen, "datos", right="ACCESS", text="")
    assert "Ya hay una solicitud igual en trámite: DAT-2026-00001." in page
    assert DataSubjectRequest.objects.count() == 1


def test_a_consent_is_given_by_declaration_and_withdrawn_the_same_way(
    window: Client, citizen: Person, clerk: Person
) -> None:
    said = {"what": "give", "purpose": purpose(), "proof": "", "read_out": "on"}
    receipt = attend(window, citizen, "consentimiento", **said)
    consent = Consent.objects.get()
    assert (consent.channel, consent.given_to) == ("COUNTER", clerk)
    assert shown_text(PRESS).text in receipt
    assert FollowCode.objects.count() == 0
    attend(window, citizen, "consentimiento", **said | {"what": "withdraw"})
    consent.refresh_from_db()
    assert (consent.withdrawn_through, consent.withdrawn_to) == ("COUNTER", clerk)


def test_a_signed_paper_is_named(window: Client, citizen: Person) -> None:
    said = {"what": "give", "purpose": purpose(), "proof": "Hoja 12", "read_out": "on"}
    attend(window, citizen, "consentimiento", **said)
    assert [(one.channel, one.proof) for one in Consent.objects.all()] == [("PAPER", "Hoja 12")]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"what": "withdraw"}, "Esta persona no tiene vigente ese consentimiento."),
        ({"purpose": f"{PRESS}:{'0' * 64}"}, "El texto cambió mientras lo leías."),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    window: Client, citizen: Person, said: dict[str, str], sentence: str
) -> None:
    whole = {"what": "give", "purpose": purpose(), "proof": "", "read_out": "on"}
    page = attend(window, citizen, "consentimiento", **whole | said)
    assert sentence in page
    assert not has_consent(citizen, PRESS)


def test_without_having_read_it_out_nothing_is_kept(window: Client, citizen: Person) -> None:
    attend(window, citizen, "consentimiento", what="give", purpose=purpose(), proof="")
    assert not has_consent(citizen, PRESS)


def test_a_paper_older_than_the_consent_it_ends_ends_it_all_the_same(
    citizen: Person, clerk: Person, bodies: Cast
) -> None:
    at = AtCounter(clerk=clerk, person=citizen, body=bodies.counter, arrived_at=LATER)
    old = AtCounter(clerk, citizen, bodies.counter, datetime.fromisoformat("2026-11-01T15:00Z"))
    _save(at, "give")
    _save(old, "withdraw")
    assert Consent.objects.get().withdrawn_at == LATER


def test_whoever_does_not_identify_consents_to_nothing(clerk: Person, bodies: Cast) -> None:
    at = AtCounter(clerk=clerk, person=None, body=bodies.counter, arrived_at=LATER)
    with pytest.raises(PrivacyRefused, match="person-missing"):
        _save(at, "give")


def _save(at: AtCounter, what: str) -> None:
    said = {"what": what, "purpose": purpose(), "proof": "", "read_out": "on"}
    form = CounterConsentForm(said, at=at)
    assert form.is_valid()
    save_consent(form, at)
