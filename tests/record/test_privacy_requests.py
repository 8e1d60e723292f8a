"""A request about data is received with its day, answered by really doing it, and never lost."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from minga.kernel import clock
from minga.kernel.holidays import Place
from minga.kernel.refusal import Refused
from minga.people.models import AccountEvent, Body, Identity, Person
from minga.people.public import (
    erase_person,
    export_person,
    give_consent,
    has_consent,
    shown_text,
)
from minga.record.documents import attach
from minga.record.expiry import expire_clocks, program_person
from minga.record.holidays import Declaration, declare_holiday
from minga.record.labels import Standing, Visibility
from minga.record.models import Act, ActDocument, ActText, Case, Deadline
from minga.record.parameters import load_reference
from minga.record.privacy.forgetting import forget_old_requests
from minga.record.privacy.models import DataSubjectRequest
from minga.record.privacy.queries import RequestCount, request_counts
from minga.record.privacy.requests import (
    DataCorrection,
    DataDecision,
    ask_for_identity,
    decide,
    hand_over_copy,
    withdraw_request,
)
from minga.record.privacy.steps import PrivacyRefused, refusal_words
from minga.record.registers import Registrar
from minga.record.rules.data_requests import (
    RIGHTS,
    DataRequestState,
    DataRight,
    RefusalCause,
)
from minga.record.services import replayed_state
from tests.cast import Cast, join
from tests.record.answering import AT, LATER, SECRET, answered, asked, by, known
from tests.record.files import upload

pytestmark = pytest.mark.django_db
S = DataRequestState


@pytest.fixture(autouse=True)
def numbers(db: None) -> None:
    load_reference()


@pytest.fixture
def hand(secretary: Person, council: Body) -> Registrar:
    return by(secretary, council)


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.code == code)


def state_of(request: DataSubjectRequest) -> str:
    case = Case.objects.get(pk=request.pk)
    assert case.state == replayed_state(case)
    return case.state


@pytest.mark.parametrize("rule", RIGHTS, ids=lambda rule: rule.right)
def test_each_right_opens_a_hidden_case_with_its_own_clock(
    citizen: Person, council: Body, rule: object
) -> None:
    request = asked(citizen, rule.right)  # type: ignore[attr-defined]  # a row of RIGHTS
    case, deadline = request.case, Deadline.objects.get()
    assert (case.kind, case.visibility, case.body, case.state) == (
        "DAT",
        Visibility.STAFF,
        council,
        S.RECEIVED,
    )
    assert (deadline.key, deadline.case, deadline.amount) == (rule.clock, case, 15)  # type: ignore[attr-defined]
    act = Act.objects.get(case=case)
    assert (act.actor, act.standing, act.wording.text) == (
        citizen,
        Standing.CITIZEN,
        f"Pido {SECRET}",
    )


def test_no_case_names_its_person_in_its_title(citizen: Person) -> None:
    assert asked(citizen).case.title == "Acceso a datos"


def test_at_a_counter_the_clerk_writes_it_and_identity_is_known_at_once(
    citizen: Person, clerk: Person, bodies: Cast
) -> None:
    request = asked(citizen, at_counter=by(clerk, bodies.counter), is_document_shown=True)
    acts = Act.objects.filter(case=request.pk).order_by("ordinal")
    assert [(act.kind, act.actor, act.standing) for act in acts] == [
        ("ask_access", clerk, Standing.DECLARED),
        ("confirm_identity", clerk, Standing.DECLARED),
    ]
    assert acts[1].payload == {"proof": "DOCUMENT_SHOWN"}
    assert state_of(request) == S.IN_PROGRESS


def test_the_clock_runs_from_when_it_counts_as_received(citizen: Person) -> None:
    asked(citizen, counts_from=datetime(2026, 11, 11, 13, 0, tzinfo=UTC))
    assert Deadline.objects.get().starts_on == date(2026, 11, 11)


def test_a_last_day_that_is_a_holiday_moves_to_the_next_working_day(citizen: Person) -> None:
    """The fifteenth day is a Sunday, and Monday 7 December is Quito's day."""
    asked(citizen, at=datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    assert Deadline.objects.get().due_on == date(2026, 12, 8)


def test_a_day_declared_later_moves_the_clock_and_is_written(
    citizen: Person, hand: Registrar
) -> None:
    clock.shift_to(LATER)
    request = asked(citizen)
    before = Deadline.objects.get().due_on
    day = Declaration(before, Place.QUITO, "Duelo", "Decreto 1")
    declare_holiday(day, by=hand, at=LATER)
    assert Deadline.objects.get().due_on > before
    assert request.case.acts.latest("ordinal").kind == "move_deadline"


def test_an_end_without_answer_only_marks(citizen: Person) -> None:
    request = asked(citizen)
    clock.shift_to(datetime(2027, 1, 10, 15, 0, tzinfo=UTC))
    assert len(expire_clocks(date(2027, 1, 10)).marks) == 1
    assert request.case.acts.latest("ordinal").kind == "expire_deadline"
    assert state_of(request) == S.RECEIVED
    assert Deadline.objects.get().stopped_by is None


def test_the_same_right_is_asked_once_at_a_time(citizen: Person) -> None:
    first = asked(citizen)
    with refused("request-already-open") as refusal:
        asked(citizen)
    assert first.case.number in refusal_words(refusal.value)
    asked(citizen, DataRight.PORTABILITY)
    withdraw_request(request=first, person=citizen, at=AT)
    asked(citizen)
    assert DataSubjectRequest.objects.count() == 3


def test_nobody_is_answered_before_they_are_known(citizen: Person, hand: Registrar) -> None:
    request = asked(citizen)
    for act in ("grant", "grant_partly", "refuse"):
        decision = DataDecision(act, "No", RefusalCause.NOT_HELD_HERE)
        with refused("no-such-transition"):
            decide(request=request, decision=decision, by=hand, at=AT)
    with refused("no-such-transition"):
        hand_over_copy(request=request, by=hand, at=AT)


def test_whoever_proves_nothing_is_refused_for_that_alone(citizen: Person, hand: Registrar) -> None:
    request = asked(citizen)
    ask_for_identity(request=request, text="Trae tu cédula", by=hand, at=AT)
    assert state_of(request) == S.IDENTITY_PENDING
    with refused("refusal-cause-against-identity"):
        answered(request, hand, "refuse", cause=RefusalCause.NOT_HELD_HERE)
    answered(request, hand, "refuse", cause=RefusalCause.IDENTITY_NOT_PROVEN)
    assert state_of(request) == S.REFUSED


def test_access_is_granted_with_the_copy_in_hand(citizen: Person, hand: Registrar) -> None:
    request = known(asked(citizen), hand)
    with refused("copy-not-handed-over"):
        decide(request=request, decision=DataDecision("grant", "Sí"), by=hand, at=AT)
    copy = hand_over_copy(request=request, by=hand, at=AT)
    assert copy["identity"]["name"] == "Clara Quishpe Ensayo"  # type: ignore[index]
    assert AccountEvent.objects.filter(person=citizen, kind="DATA_EXPORTED").count() == 1
    decide(request=request, decision=DataDecision("grant", "Sí"), by=hand, at=AT)
    assert state_of(request) == S.GRANTED
    assert Deadline.objects.get().stopped_by == request.case.acts.latest("ordinal")


def test_rectification_really_corrects(citizen: Person, hand: Registrar) -> None:
    request = known(asked(citizen, DataRight.RECTIFICATION), hand)
    new = DataCorrection("Clara Quispe Ensayo", "0999999999", "")
    answered(request, hand, correction=new)
    identity = Identity.objects.get(person=citizen)
    assert (identity.name, identity.phone) == ("Clara Quispe Ensayo", "0999999999")
    assert AccountEvent.objects.get(kind="DATA_CORRECTED").by == hand.person


def test_a_correction_that_cannot_be_writes_nothing(citizen: Person, hand: Registrar) -> None:
    request = known(asked(citizen, DataRight.RECTIFICATION), hand)
    with refused("email-invalid"):
        answered(request, hand, correction=DataCorrection("Clara", "", "no es un correo"))
    assert state_of(request) == S.IN_PROGRESS


def test_erasure_really_erases_and_forgets_the_words_of_the_request(
    citizen: Person, hand: Registrar
) -> None:
    request = known(asked(citizen, DataRight.ERASURE), hand)
    answered(request, hand)
    citizen.refresh_from_db()
    assert citizen.erased_at == LATER
    assert state_of(request) == S.GRANTED
    assert [act.kind for act in request.case.acts.order_by("ordinal")] == [
        "ask_erasure",
        "confirm_identity",
        "grant",
    ]
    assert ActText.objects.filter(text__contains=SECRET).count() == 0


def test_erasure_in_part_corrects_and_leaves_the_rest(citizen: Person, hand: Registrar) -> None:
    Identity.objects.filter(person=citizen).update(phone="0987654321")
    request = known(asked(citizen, DataRight.ERASURE), hand)
    kept = DataCorrection("Clara Quishpe Ensayo", "", "")
    answered(request, hand, "grant_partly", cause=RefusalCause.LEGAL_DUTY_TO_KEEP, correction=kept)
    citizen.refresh_from_db()
    assert (citizen.erased_at, citizen.identity.phone) == (None, "")
    assert state_of(request) == S.PARTLY_GRANTED


def test_who_holds_an_office_is_not_erased_and_nothing_is_written(
    councillor: Person, hand: Registrar
) -> None:
    request = known(asked(councillor, DataRight.ERASURE), hand)
    with refused("role-in-office") as refusal:
        answered(request, hand)
    assert "cargo vigente" in refusal_words(refusal.value)
    assert state_of(request) == S.IN_PROGRESS
    answered(request, hand, "refuse", cause=RefusalCause.PUBLIC_OFFICE)
    assert request.case.acts.latest("ordinal").payload == {"cause": "PUBLIC_OFFICE"}


def test_objection_really_withdraws_every_consent(citizen: Person, hand: Registrar) -> None:
    digest = shown_text("press-list").digest
    give_consent(person=citizen, purpose="press-list", digest=digest, at=AT)
    answered(known(asked(citizen, DataRight.OBJECTION), hand), hand)
    assert not has_consent(citizen, "press-list")


def test_a_refusal_changes_nothing_but_the_case(citizen: Person, hand: Registrar) -> None:
    request = known(asked(citizen, DataRight.ERASURE), hand)
    answered(request, hand, "refuse", cause=RefusalCause.RECORD_IN_PROCESS)
    citizen.refresh_from_db()
    assert citizen.erased_at is None
    assert state_of(request) == S.REFUSED
    with refused("no-such-transition"):
        answered(request, hand, "refuse", cause=RefusalCause.RECORD_IN_PROCESS)


def test_only_the_person_withdraws(citizen: Person, leader: Person) -> None:
    request = asked(citizen)
    with refused("not-the-person"):
        withdraw_request(request=request, person=leader, at=AT)
    withdraw_request(request=request, person=citizen, at=AT)
    assert state_of(request) == S.WITHDRAWN
    assert Deadline.objects.get().stopped_by is not None


def test_who_erases_their_own_data_leaves_no_open_request(citizen: Person) -> None:
    access, erasure = asked(citizen), asked(citizen, DataRight.ERASURE)
    erase_person(person=citizen, at=LATER, by=citizen)
    assert (state_of(access), state_of(erasure)) == (S.WITHDRAWN, S.GRANTED)
    assert Deadline.objects.filter(stopped_by=None).count() == 0
    assert access.case.acts.latest("ordinal").actor == program_person()
    assert ActText.objects.filter(text__contains=SECRET).count() == 0


def test_an_erased_person_asks_for_nothing_and_is_answered_nothing(
    citizen: Person, hand: Registrar
) -> None:
    request = known(asked(citizen), hand)
    erase_person(person=citizen, at=AT, by=citizen)
    with refused("person-erased"):
        asked(citizen)
    with refused("person-erased"):
        hand_over_copy(request=request, by=hand, at=LATER)


def test_its_papers_go_with_the_person(citizen: Person) -> None:
    paper = attach(upload(b"Mi carta.\n", "carta.txt"))
    asked(citizen, attachments=(paper,))
    assert ActDocument.objects.count() == 1
    erase_person(person=citizen, at=LATER, by=citizen)
    assert ActDocument.objects.count() == 0


def test_the_person_takes_their_requests_home(citizen: Person, hand: Registrar) -> None:
    request = answered(known(asked(citizen), hand), hand)
    own = export_person(person=citizen, at=LATER, by=citizen)["data_requests"]
    assert isinstance(own, list)
    assert [(one["case"], one["right"], one["state"]) for one in own] == [
        (request.case.number, "ACCESS", "GRANTED")
    ]
    assert own[0]["acts"][-1]["text"] == f"Respuesta {SECRET}"


def test_words_are_forgotten_years_after_the_answer_and_not_before(
    citizen: Person, leader: Person, hand: Registrar
) -> None:
    clock.shift_to(LATER)
    answered(known(asked(citizen), hand), hand)
    waiting = asked(leader)
    assert forget_old_requests(LATER) == 0
    assert forget_old_requests(datetime(2029, 12, 1, tzinfo=UTC)) == 4
    assert forget_old_requests(datetime(2029, 12, 1, tzinfo=UTC)) == 0
    assert ActText.objects.filter(text__contains=SECRET).count() == 1
    assert state_of(waiting) == S.RECEIVED


def test_counts_say_right_and_outcome_and_no_more(
    citizen: Person, leader: Person, hand: Registrar
) -> None:
    asked(citizen)
    asked(leader)
    answered(known(asked(citizen, DataRight.OBJECTION), hand), hand)
    assert request_counts() == (
        RequestCount("ACCESS", "RECEIVED", 2),
        RequestCount("OBJECTION", "GRANTED", 1),
    )


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_open_one_case() -> None:
    load_reference()
    person, said = join("zoila", "Zoila Ensayo"), []

    def click() -> None:
        try:
            asked(person)
            said.append("opened")
        except PrivacyRefused as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    _at_once(click, click)
    assert sorted(said) == ["opened", "request-already-open"]
    assert Case.objects.filter(kind="DAT").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_an_erasure_at_once_leave_one_end(bodies: Cast) -> None:
    load_reference()
    clock.shift_to(LATER)
    person, officer = join("zoila", "Zoila Ensayo"), join("olga", "Olga Ensayo")
    hand, said = by(officer, bodies.council), []
    request = known(asked(person, DataRight.OBJECTION), hand)

    def answer() -> None:
        try:
            answered(request, hand)
            said.append("answered")
        except PrivacyRefused as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    def erase() -> None:
        erase_person(person=person, at=LATER, by=person)
        connection.close()

    _at_once(answer, erase)
    assert said in (["answered"], ["person-erased"])
    ends = Act.objects.filter(case=request.pk, target__in=("GRANTED", "WITHDRAWN"))
    assert ends.count() == 1
    assert ActText.objects.filter(text__contains=SECRET).count() == 0


def _at_once(*steps: object) -> None:
    threads = [threading.Thread(target=step) for step in steps]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
