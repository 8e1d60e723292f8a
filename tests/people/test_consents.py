"""A consent is kept with the words that were shown, and ends in one step."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import translation

from minga.kernel import events
from minga.people import consents
from minga.people.consents import ConsentPurpose, add_consent_purpose, consent_title, shown_text
from minga.people.events import ConsentWithdrawn
from minga.people.labels import ConsentChannel
from minga.people.models import AccountEvent, Consent, ConsentText, Person
from minga.people.rules.consents import ShownText
from minga.people.services.consents import (
    HowGiven,
    consents_of,
    give_consent,
    has_consent,
    withdraw_consent,
    withdraw_every_consent,
)
from minga.people.services.erasure import erase_person
from minga.people.services.export import export_person
from minga.people.services.retention import remove_withdrawn_consents
from minga.people.services.saving import PeopleRefused
from tests.cast import join, signed_in
from tests.people.expecting import refused

AT = datetime(2026, 11, 10, 15, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 12, 15, 0, tzinfo=UTC)
PRESS = "press-list"

pytestmark = pytest.mark.django_db


def given(person: Person, how: HowGiven | None = None, purpose: str = PRESS) -> Consent:
    digest, way = shown_text(purpose).digest, how or HowGiven()
    return give_consent(person=person, purpose=purpose, digest=digest, at=AT, how=way)


@pytest.fixture
def new_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The press list is described in other words from now on."""
    purposes = dict(consents._purposes)
    monkeypatch.setattr(consents, "_purposes", purposes)
    add_consent_purpose(ConsentPurpose(PRESS, "Lista de prensa", "Acepto otra cosa."))


def test_the_digest_tells_purpose_language_and_words_apart() -> None:
    one = ShownText("a", "T", "b", "es")
    others = [
        ShownText("b", "T", "b", "es"),
        ShownText("a", "T", "c", "es"),
        ShownText("a", "T", "b", "en"),
    ]
    assert len({one.digest, *(other.digest for other in others)}) == 4
    assert ShownText("a", "Otro", "b", "es").digest == one.digest


def test_it_is_kept_with_the_very_words_that_were_shown(citizen: Person) -> None:
    consent = given(citizen)
    assert consent.text.text == shown_text(PRESS).text
    assert "Concejo" in consent.text.text
    assert (consent.channel, consent.given_to, consent.withdrawn_at) == ("WEB", None, None)
    assert has_consent(citizen, PRESS)
    event = AccountEvent.objects.get(person=citizen, kind="CONSENT_GIVEN")
    assert (event.detail, event.by) == (PRESS, citizen)


def test_words_of_another_language_are_other_words(citizen: Person) -> None:
    spanish = shown_text(PRESS)
    with translation.override("en"):
        assert shown_text(PRESS).digest != spanish.digest
        assert given(citizen).text.language == "en"


def test_words_that_changed_meanwhile_are_not_accepted(citizen: Person, new_words: None) -> None:
    with refused("consent-text-changed"):
        give_consent(person=citizen, purpose=PRESS, digest="0" * 64, at=AT)
    assert not has_consent(citizen, PRESS)


def test_old_consents_keep_their_old_words(
    citizen: Person, leader: Person, request: pytest.FixtureRequest
) -> None:
    old = given(citizen).text.text
    request.getfixturevalue("new_words")
    given(leader)
    texts = ConsentText.objects.order_by("pk").values_list("text", flat=True)
    assert list(texts) == [old, "Acepto otra cosa."]
    assert consents_of(citizen)[0].text.text == old


def test_two_persons_share_one_text(citizen: Person, leader: Person) -> None:
    assert given(citizen).text == given(leader).text


def test_it_is_given_once_at_a_time(citizen: Person) -> None:
    consent = given(citizen)
    with refused("consent-already-given"):
        given(citizen)
    withdraw_consent(consent=consent, at=LATER, through=ConsentChannel.WEB)
    given(citizen)
    assert len(consents_of(citizen)) == 2


def test_a_paper_must_be_named_and_a_counter_says_who_heard_it(
    citizen: Person, clerk: Person
) -> None:
    with refused("consent-proof-missing"):
        given(citizen, HowGiven(ConsentChannel.PAPER, clerk))
    consent = given(citizen, HowGiven(ConsentChannel.PAPER, clerk, " Hoja 12 "))
    assert (consent.given_to, consent.proof) == (clerk, "Hoja 12")
    assert AccountEvent.objects.get(kind="CONSENT_GIVEN").by == clerk
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.objects.create(
            person=citizen, purpose="x", text=consent.text, given_at=AT, channel="COUNTER"
        )


def test_an_unknown_purpose_or_an_erased_person_is_refused(citizen: Person) -> None:
    with refused("consent-not-one-of-these"):
        give_consent(person=citizen, purpose="spam", digest="", at=AT)
    erase_person(person=citizen, at=AT, by=citizen)
    with refused("person-erased"):
        given(citizen)


def test_withdrawing_tells_whoever_acts_on_it_once(citizen: Person) -> None:
    told: list[ConsentWithdrawn] = []
    events.on(ConsentWithdrawn, told.append)
    consent = given(citizen)
    for _again in range(2):
        withdraw_consent(consent=consent, at=LATER, through=ConsentChannel.WEB)
    assert told == [ConsentWithdrawn(citizen.pk, PRESS)]
    assert not has_consent(citizen, PRESS)


def test_the_database_keeps_what_was_accepted(citizen: Person) -> None:
    consent = given(citizen)
    for change in ({"given_at": LATER}, {"purpose": "otro"}, {"channel": "PAPER"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Consent.objects.filter(pk=consent.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsentText.objects.update(text="otra cosa")


def test_every_one_ends_at_once(citizen: Person) -> None:
    given(citizen), given(citizen, purpose="message-notices")
    done = withdraw_every_consent(person=citizen, at=LATER, through=ConsentChannel.REQUEST)
    assert done == 2
    assert {one.withdrawn_through for one in consents_of(citizen)} == {"REQUEST"}


def test_erasure_ends_them_and_forgets_the_paper(citizen: Person, clerk: Person) -> None:
    given(citizen, HowGiven(ConsentChannel.PAPER, clerk, "Hoja de Clara"))
    erase_person(person=citizen, at=LATER, by=citizen)
    consent = Consent.objects.get()
    assert (consent.withdrawn_through, consent.proof) == ("ERASURE", "")


def test_the_person_takes_them_home(citizen: Person) -> None:
    given(citizen)
    own = export_person(person=citizen, at=LATER, by=citizen)["consents"]
    assert isinstance(own, list)
    assert [(row["purpose"], row["text_text"]) for row in own] == [(PRESS, shown_text(PRESS).text)]


def test_withdrawn_ones_go_in_time_and_live_ones_stay(citizen: Person, leader: Person) -> None:
    withdraw_consent(consent=given(citizen), at=LATER, through=ConsentChannel.WEB)
    given(leader)
    assert remove_withdrawn_consents(LATER) == 0
    assert remove_withdrawn_consents(datetime(2030, 1, 1, tzinfo=UTC)) == 1
    assert Consent.objects.get().person == leader


def test_a_purpose_that_is_gone_is_called_by_its_code() -> None:
    assert (consent_title(PRESS), consent_title("gone")) == ("Lista de prensa", "gone")


# Pages


def test_one_reads_the_exact_text_accepts_it_and_withdraws_it(
    client: Client, citizen: Person
) -> None:
    signed_in(client, citizen)
    page = client.get("/mi/consentimientos/press-list/dar/")
    assert shown_text(PRESS).text in page.content.decode()
    digest = page.context["page"].form["digest"].value()
    sent = client.post("/mi/consentimientos/press-list/dar/", {"accepts": "on", "digest": digest})
    assert sent.headers["Location"] == "/mi/consentimientos/"
    listed = client.get("/mi/consentimientos/").content.decode()
    assert shown_text(PRESS).text in listed
    client.post(f"/mi/consentimientos/{Consent.objects.get().pk}/retirar/")
    assert not has_consent(citizen, PRESS)
    after = client.get("/mi/consentimientos/").content.decode()
    assert "Retirados" in after
    assert shown_text(PRESS).text in after


def test_silence_is_no_consent(client: Client, citizen: Person) -> None:
    signed_in(client, citizen)
    digest = shown_text(PRESS).digest
    answer = client.post("/mi/consentimientos/press-list/dar/", {"digest": digest})
    assert answer.status_code == 422
    assert not has_consent(citizen, PRESS)


def test_a_text_that_changed_is_shown_again_unticked(client: Client, citizen: Person) -> None:
    signed_in(client, citizen)
    old = {"accepts": "on", "digest": "0" * 64}
    page = client.post("/mi/consentimientos/press-list/dar/", old)
    assert page.status_code == 422
    assert "checked" not in page.content.decode()
    assert page.context["page"].form["digest"].value() == shown_text(PRESS).digest


def test_nobody_withdraws_for_another(client: Client, citizen: Person, leader: Person) -> None:
    consent = given(citizen)
    signed_in(client, leader)
    assert client.post(f"/mi/consentimientos/{consent.pk}/retirar/").status_code == 404
    assert has_consent(citizen, PRESS)


def test_a_purpose_that_nobody_declared_has_no_page(client: Client, citizen: Person) -> None:
    signed_in(client, citizen)
    assert client.get("/mi/consentimientos/spam/dar/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_keep_one_consent() -> None:
    person, said = join("zoila", "Zoila Ensayo"), []

    def click() -> None:
        try:
            given(person)
            said.append("given")
        except PeopleRefused as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["consent-already-given", "given"]
