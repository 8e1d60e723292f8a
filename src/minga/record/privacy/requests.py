"""How does a person ask about their data, and how is it really done? Acts on a case nobody else sees."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from minga.kernel import clock
from minga.people.public import (
    ConsentChannel,
    Person,
    correct_identity,
    erase_person,
    export_person,
    withdraw_every_consent,
)
from minga.record.labels import Standing, Visibility
from minga.record.models import Act
from minga.record.privacy.competence import responsible_body
from minga.record.privacy.models import DataSubjectRequest
from minga.record.privacy.steps import PrivacyRefused, allowed
from minga.record.privacy.words import RIGHT_NOUNS
from minga.record.registers import Registrar
from minga.record.rules.data_requests import (
    DATA_REQUEST_MOVES,
    OPEN,
    DataRequestFacts,
    DataRequestState,
    DataRight,
    IdentityProof,
    RefusalCause,
    rule_of,
)
from minga.record.rules.sealed_form import Payload
from minga.record.services import (
    Attachment,
    Source,
    Words,
    append_act,
    lock_case,
    register_case,
)

KIND = "DAT"


@dataclass(frozen=True)
class AskedData:
    """What a person asks, in their words, with what they bring.

    `at_counter` is the clerk before whom they ask, with the body of the counter; then
    `counts_from` is when it counts as received.
    """

    right: DataRight
    text: str = ""
    attachments: Sequence[Attachment] = field(default=())
    at_counter: Registrar | None = None
    counts_from: datetime | None = None
    is_document_shown: bool = False


@dataclass(frozen=True)
class DataCorrection:
    """What is to stand instead of what is known of a person."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True)
class DataDecision:
    """How a request is answered: `act` is grant, grant_partly or refuse.

    `correction` is carried out for a rectification, or for an erasure granted in part.
    """

    act: str
    text: str
    cause: RefusalCause | None = None
    correction: DataCorrection | None = None
    attachments: Sequence[Attachment] = field(default=())


@transaction.atomic
def open_request(*, person: Person, asked: AskedData, at: datetime) -> DataSubjectRequest:
    """Open the case of a request; its clock starts. At a counter identity may be checked at once.

    Raises PrivacyRefused with `person-erased`, or `request-already-open` when the same right is
    being asked for already: a second click opens no second case.
    """
    subject = _living(person)
    _refuse_twice(subject, asked.right)
    rule = rule_of(asked.right)
    facts = DataRequestFacts(asked.right, is_asked_by_the_person=True)
    move = allowed(DATA_REQUEST_MOVES, rule.act, None, facts)
    case = register_case(
        kind=KIND,
        title=str(RIGHT_NOUNS[asked.right]),
        state=move.target,
        opened_on=clock.local_date(at),
        body=responsible_body(is_demonstration=subject.is_demonstration),
        visibility=Visibility.STAFF,
        is_demonstration=subject.is_demonstration,
    )
    request = DataSubjectRequest.objects.create(case=case, right=asked.right, subject=subject)
    clerk = asked.at_counter
    append_act(
        case,
        move,
        actor=clerk.person if clerk else subject,
        body=clerk.body if clerk else None,
        happened_at=at,
        source=Source(standing=Standing.DECLARED if clerk else Standing.CITIZEN),
        words=Words(text=asked.text, attachments=asked.attachments),
        payload={"at_counter": clerk is not None},
        counts_from=asked.counts_from,
    )
    if clerk and asked.is_document_shown:
        confirm_identity(request=request, proof=IdentityProof.DOCUMENT_SHOWN, by=clerk, at=at)
    return request


def _living(person: Person) -> Person:
    """Return the person with their row locked; PrivacyRefused when they were erased.

    Whoever touches a request takes the person first and the case second, as erasure does.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.erased_at:
        raise PrivacyRefused("person-erased")
    return locked


def _refuse_twice(subject: Person, right: DataRight) -> None:
    same = DataSubjectRequest.objects.filter(subject=subject, right=right, case__state__in=OPEN)
    if number := same.values_list("case__number", flat=True).first():
        raise PrivacyRefused("request-already-open", number=number)


@dataclass(frozen=True)
class Step:
    """One act to be written on a request: by whom, when, in which words."""

    act: str
    actor: Person
    at: datetime
    standing: Standing = Standing.DECLARED
    words: Words = field(default_factory=Words)
    payload: Payload = field(default_factory=dict)
    cause: RefusalCause | None = None


def ask_for_identity(*, request: DataSubjectRequest, text: str, by: Registrar, at: datetime) -> Act:
    """Ask whoever wrote to prove who they are; the clock of the law goes on running."""
    return _take(request, Step("ask_for_identity", by.person, at, words=Words(text=text.strip())))


def confirm_identity(
    *, request: DataSubjectRequest, proof: IdentityProof, by: Registrar, at: datetime
) -> Act:
    """Write how the person was known to be the one the data are about."""
    return _take(request, Step("confirm_identity", by.person, at, payload={"proof": proof}))


@transaction.atomic
def hand_over_copy(
    *, request: DataSubjectRequest, by: Registrar, at: datetime
) -> dict[str, object]:
    """Return everything that is known of the person, for access and portability, and write that it was.

    The copy itself is kept nowhere. Raises PrivacyRefused as the table says.
    """
    _take(request, Step("hand_over_copy", by.person, at))
    return export_person(person=request.subject, at=at, by=by.person)


@transaction.atomic
def decide(
    *, request: DataSubjectRequest, decision: DataDecision, by: Registrar, at: datetime
) -> Act:
    """Answer a request and do what the answer says, in one transaction.

    Granting erases, corrects or withdraws consents through `people`. Raises PrivacyRefused as the
    table says, and PeopleRefused when the data cannot be erased: nothing is then written.
    """
    words = Words(text=decision.text.strip(), attachments=decision.attachments)
    payload: Payload = {"cause": decision.cause} if decision.cause else {}
    step = Step(decision.act, by.person, at, words=words, payload=payload, cause=decision.cause)
    act = _take(request, step)
    if decision.act != "refuse":
        _carry_out(request, decision, by, at)
    return act


def _carry_out(
    request: DataSubjectRequest, decision: DataDecision, by: Registrar, at: datetime
) -> None:
    right, person = DataRight(request.right), request.subject
    if right is DataRight.OBJECTION:
        through = ConsentChannel.REQUEST
        withdraw_every_consent(person=person, at=at, through=through, heard_by=by.person)
    elif right is DataRight.ERASURE and decision.act == "grant":
        erase_person(person=person, at=at, by=by.person)
    elif new := decision.correction:
        correct_identity(
            person=person, name=new.name, phone=new.phone, email=new.email, at=at, by=by.person
        )


def withdraw_request(*, request: DataSubjectRequest, person: Person, at: datetime) -> Act:
    """End one's own request; PrivacyRefused with `not-the-person` for anybody else's."""
    return _take(request, Step("withdraw_request", person, at, Standing.CITIZEN))


@transaction.atomic
def _take(request: DataSubjectRequest, step: Step) -> Act:
    """Write one act under the locks of person and case, in this order; facts are read under them."""
    _living(request.subject)
    case = lock_case(request.pk)
    facts = _facts(request, step)
    move = allowed(DATA_REQUEST_MOVES, step.act, DataRequestState(case.state), facts)
    return append_act(
        case,
        move,
        actor=step.actor,
        happened_at=step.at,
        source=Source(step.standing),
        words=step.words,
        payload=step.payload,
    )


def _facts(request: DataSubjectRequest, step: Step) -> DataRequestFacts:
    kinds = set(Act.objects.filter(case=request.pk).values_list("kind", flat=True))
    return DataRequestFacts(
        right=DataRight(request.right),
        is_identity_known="confirm_identity" in kinds,
        is_copy_given="hand_over_copy" in kinds,
        is_answer_written=bool(step.words.text),
        is_asked_by_the_person=step.actor.pk == request.subject_id,
        cause=step.cause,
    )
