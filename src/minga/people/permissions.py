"""Who may do what? Typed predicates over a viewer; every permission comes from an appointment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from minga.people.labels import Role
from minga.people.models import Account, Appointment, Body, Person

RECORDING_ROLES = frozenset(
    {
        Role.COUNCILLOR,
        Role.ALTERNATE_COUNCILLOR,
        Role.MAYOR,
        Role.ADVISER,
        Role.COUNCIL_SECRETARY,
        Role.COMMISSION_SECRETARY,
        Role.COMMISSION_CHAIR,
        Role.ZONE_OFFICER,
    }
)
CERTIFYING_ROLES = frozenset({Role.COUNCIL_SECRETARY, Role.COMMISSION_SECRETARY})
COUNTER_ROLES = frozenset({Role.CLERK, Role.COUNCIL_SECRETARY, Role.ZONE_OFFICER})
CODE_ISSUING_ROLES = frozenset({Role.CLERK, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Viewer:
    """Who looks at a page, built once a request by `viewer_of`.

    `appointments` is empty while a member of staff has not shown the second factor: every
    predicate then answers as for a visitor. `awaits_second_factor` says that this is so.
    """

    account: Account | None = None
    person: Person | None = None
    appointments: tuple[Appointment, ...] = ()
    on: date = date.min
    awaits_second_factor: bool = False

    @property
    def is_signed_in(self) -> bool:
        """Is there an account behind this request?"""
        return self.account is not None


def in_office(appointments: Collection[Appointment], on: date) -> tuple[Appointment, ...]:
    """Return the appointments whose days include `on`, first and last day included."""
    return tuple(
        appointment
        for appointment in appointments
        if appointment.starts_on <= on
        and (appointment.ends_on is None or on <= appointment.ends_on)
    )


def roles_of(account: Account, on: date) -> frozenset[Role]:
    """Return the roles that the account's person holds on a day, in any body; one query."""
    held = in_office(Appointment.objects.filter(person_id=account.person_id), on)
    return frozenset(Role(appointment.role) for appointment in held)


def roles_held(viewer: Viewer, on: date) -> frozenset[Role]:
    """Return the roles of the viewer on a day, in any body."""
    return frozenset(Role(held.role) for held in in_office(viewer.appointments, on))


def holds(viewer: Viewer, roles: Collection[Role], body: Body, on: date) -> bool:
    """Does the viewer hold one of the roles in the body itself on that day?"""
    return any(
        held.body_id == body.pk and held.role in roles
        for held in in_office(viewer.appointments, on)
    )


def is_staff(viewer: Viewer, on: date) -> bool:
    """Does the viewer hold any role on that day, with the second factor shown?"""
    return bool(in_office(viewer.appointments, on))


def may_work_in(viewer: Viewer, body: Body, on: date) -> bool:
    """May the viewer see what the body keeps to itself?"""
    return holds(viewer, frozenset(Role), body, on) or may_audit(viewer, on)


def may_record_for(viewer: Viewer, body: Body, on: date) -> bool:
    """May the viewer record acts of this body?

    The council's secretary also records for the commissions and offices that are parts of it.
    """
    return holds(viewer, RECORDING_ROLES, body, on) or _is_secretary_of_parent(viewer, body, on)


def may_certify_for(viewer: Viewer, body: Body, on: date) -> bool:
    """May the viewer give an act of this body the standing «certificado»? Its secretaries may."""
    return holds(viewer, CERTIFYING_ROLES, body, on) or _is_secretary_of_parent(viewer, body, on)


def may_attend_counter(viewer: Viewer, on: date) -> bool:
    """May the viewer register at a counter what a person brings on paper?"""
    return not COUNTER_ROLES.isdisjoint(roles_held(viewer, on))


def may_moderate(viewer: Viewer, on: date) -> bool:
    """May the viewer hide or show what people write?"""
    return Role.MODERATOR in roles_held(viewer, on)


def may_audit(viewer: Viewer, on: date) -> bool:
    """May the viewer read, without changing, what staff did?"""
    return Role.AUDITOR in roles_held(viewer, on)


def may_administer(viewer: Viewer, on: date) -> bool:
    """May the viewer appoint, invite and end roles?"""
    return Role.ADMINISTRATOR in roles_held(viewer, on)


def may_reset_password_of(viewer: Viewer, person: Person, on: date) -> bool:
    """May the viewer hand out at once a code for a new password to this person?

    A clerk and an administrator may for citizens only: for anybody who holds a role it is asked
    first (`may_ask_recovery_of`). Nobody may for themselves: a borrowed session must not become a
    new password. One query.
    """
    if CODE_ISSUING_ROLES.isdisjoint(roles_held(viewer, on)) or not _is_somebody_else(
        viewer, person
    ):
        return False
    return not in_office(person.appointments.all(), on)


def may_ask_recovery_of(viewer: Viewer, person: Person, on: date) -> bool:
    """May the viewer ask that this account be opened anew? An administrator, never their own."""
    return _is_somebody_else(viewer, person) and may_administer(viewer, on)


def _is_somebody_else(viewer: Viewer, person: Person) -> bool:
    return viewer.person is not None and viewer.person.pk != person.pk


def _is_secretary_of_parent(viewer: Viewer, body: Body, on: date) -> bool:
    return any(
        held.role == Role.COUNCIL_SECRETARY and held.body_id == body.parent_id
        for held in in_office(viewer.appointments, on)
    )
