"""How do bodies come to be, and who holds what in them between which dates?"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from minga.kernel.events import announce
from minga.people.events import PersonNamed
from minga.people.labels import AccountEventKind, BodyKind, EvidenceMark, Role
from minga.people.models import Appointment, Body, Identity, Person, Representation, Seat, Term
from minga.people.services.journal import note_event
from minga.people.services.saving import PeopleRefused, save_checked

NAMED_ROLES = frozenset(
    {
        Role.COUNCILLOR,
        Role.ALTERNATE_COUNCILLOR,
        Role.MAYOR,
        Role.COUNCIL_SECRETARY,
        Role.COMMISSION_CHAIR,
    }
)

REPRESENTED_KINDS = frozenset({BodyKind.ORGANISATION, BodyKind.ASSEMBLY})


def found_body(
    *,
    slug: str,
    kind: BodyKind,
    name: str,
    code: str = "",
    parent: Body | None = None,
    place_id: int | None = None,
    uses_program: bool = False,
    is_demonstration: bool = False,
    evidence: EvidenceMark | str = "",
    source: str = "",
) -> Body:
    """Return a new body. Raises PeopleRefused with `slug-unique` or `body-code-taken`."""
    return save_checked(
        Body(
            slug=slug,
            kind=kind,
            name=name,
            code=code,
            parent=parent,
            place_id=place_id,
            uses_program=uses_program,
            is_demonstration=is_demonstration,
            evidence=evidence,
            source=source,
        )
    )


def add_term(
    *,
    body: Body,
    starts_on: date,
    ends_on: date | None = None,
    evidence: EvidenceMark | str = "",
    source: str = "",
) -> Term:
    """Return a new term; `ends_on` is its last day, None when not set.

    Raises PeopleRefused with `terms-overlap` or `term-ends-before-it-starts`.
    """
    return save_checked(
        Term(body=body, starts_on=starts_on, ends_on=ends_on, evidence=evidence, source=source)
    )


def add_seat(*, body: Body, number: int, circumscription: str = "") -> Seat:
    """Return a new seat of the body. Raises PeopleRefused when the number is taken."""
    return save_checked(Seat(body=body, number=number, circumscription=circumscription))


@transaction.atomic
def add_seats(*, body: Body, count: int, circumscription: str = "") -> tuple[Seat, ...]:
    """Return so many new seats, numbered on from the last one of the body."""
    last = Seat.objects.filter(body=body).aggregate(last=Max("number"))["last"] or 0
    return tuple(
        add_seat(body=body, number=number, circumscription=circumscription)
        for number in range(last + 1, last + 1 + count)
    )


@transaction.atomic
def appoint(
    *,
    person: Person,
    body: Body,
    role: Role,
    starts_on: date,
    at: datetime,
    ends_on: date | None = None,
    term: Term | None = None,
    seat: Seat | None = None,
    granted_by: Person | None = None,
) -> Appointment:
    """Return the role that the person now holds in the body between two dates.

    Whoever holds an office of representation becomes a public figure: the record names them.
    Raises PeopleRefused with `role-already-held`, `seat-taken`, `person-erased`,
    `term-of-another-body`, `seat-of-another-body` or `appointment-ends-before-it-starts`.
    """
    _check_belongs(person=person, body=body, term=term, seat=seat)
    appointment = save_checked(
        Appointment(
            person=person,
            body=body,
            role=role,
            starts_on=starts_on,
            ends_on=ends_on,
            term=term,
            seat=seat,
            granted_by=granted_by,
        )
    )
    if role in NAMED_ROLES:
        Identity.objects.filter(person=person).update(is_public_figure=True)
        announce(PersonNamed(person_id=person.pk))
    note_event(person=person, kind=AccountEventKind.ROLE_GRANTED, at=at, by=granted_by, detail=role)
    return appointment


def _check_belongs(*, person: Person, body: Body, term: Term | None, seat: Seat | None) -> None:
    if person.erased_at:
        raise PeopleRefused("person-erased")
    if term and term.body_id != body.pk:
        raise PeopleRefused("term-of-another-body")
    if seat and seat.body_id != body.pk:
        raise PeopleRefused("seat-of-another-body")


@transaction.atomic
def end_appointment(
    *, appointment_id: int, ends_on: date, at: datetime, by: Person | None
) -> Appointment:
    """Set the last day of an appointment; the row stays, for the past.

    Raises PeopleRefused with `already-ended` when it ends earlier than that, and with
    `appointment-ends-before-it-starts`.
    """
    appointment = Appointment.objects.select_for_update().get(pk=appointment_id)
    if appointment.ends_on and appointment.ends_on <= ends_on:
        raise PeopleRefused("already-ended")
    appointment.ends_on = ends_on
    save_checked(appointment)
    note_event(
        person=appointment.person,
        kind=AccountEventKind.ROLE_ENDED,
        at=at,
        by=by,
        detail=appointment.role,
    )
    return appointment


@transaction.atomic
def represent(
    *,
    person: Person,
    organisation: Body,
    starts_on: date,
    proof: str,
    at: datetime,
    ends_on: date | None = None,
    by: Person | None = None,
) -> Representation:
    """Return the right of a person to act for an organisation, on the proof that is named.

    Raises PeopleRefused with `not-an-organisation`, `proof-missing` or `already-represents`.
    """
    if organisation.kind not in REPRESENTED_KINDS:
        raise PeopleRefused("not-an-organisation")
    if not proof.strip():
        raise PeopleRefused("proof-missing")
    representation = save_checked(
        Representation(
            person=person,
            organisation=organisation,
            starts_on=starts_on,
            ends_on=ends_on,
            proof=proof.strip(),
        )
    )
    note_event(person=person, kind=AccountEventKind.REPRESENTATION_GIVEN, at=at, by=by)
    return representation


@transaction.atomic
def end_representation(
    *, representation_id: int, ends_on: date, at: datetime, by: Person | None
) -> Representation:
    """Set the last day of a representation. Raises PeopleRefused as `end_appointment` does."""
    representation = Representation.objects.select_for_update().get(pk=representation_id)
    if representation.ends_on and representation.ends_on <= ends_on:
        raise PeopleRefused("already-ended")
    representation.ends_on = ends_on
    save_checked(representation)
    note_event(
        person=representation.person,
        kind=AccountEventKind.REPRESENTATION_ENDED,
        at=at,
        by=by,
    )
    return representation
