"""Who is there? Reads for the account page and for the administration's desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import FETCH_RAISE, Exists, OuterRef, Prefetch, Q, QuerySet

from minga.people.labels import BodyKind, Role
from minga.people.models import (
    Account,
    AccountEvent,
    Appointment,
    Body,
    Identity,
    Person,
    Recovery,
    Representation,
    Seat,
    Term,
)
from minga.people.rules.recovery import Administrator

EVENTS_SHOWN = 20


def still_in_office(on: date) -> Q:
    """The condition that a dated row has not ended before a day."""
    return Q(ends_on__isnull=True) | Q(ends_on__gte=on)


def bodies_with_roles(
    *, on: date, kind: BodyKind | None = None, with_past: bool = False, with_empty: bool = True
) -> QuerySet[Body]:
    """Bodies with who holds what in them, for the administration; two queries for any number.

    Those in which somebody holds a role come first, or alone without `with_empty`. Roles that
    ended before `on` are left out unless `with_past`.
    """
    held = Appointment.objects.select_related("person__identity").order_by(
        "role", "starts_on", "pk"
    )
    if not with_past:
        held = held.filter(still_in_office(on))
    found = Body.objects.filter(kind=kind) if kind else Body.objects.all()
    is_served = Exists(held.filter(body=OuterRef("pk")))
    if not with_empty:
        found = found.filter(is_served)
    ready = found.prefetch_related(Prefetch("appointments", queryset=held.fetch_mode(FETCH_RAISE)))
    return ready.fetch_mode(FETCH_RAISE).order_by(is_served.desc(), "name", "pk")


def persons_for_desk() -> QuerySet[Person]:
    """Persons as the administration sees them: identity and account at hand."""
    return Person.objects.select_related("identity", "account")


def person_of_username(username: str) -> Person | None:
    """Return the person behind an open account, or None; for the counter."""
    found = persons_for_desk().filter(account__username=username, account__is_active=True)
    return found.first()


def roles_of_person(person: Person) -> QuerySet[Appointment]:
    """Every role the person held, the newest first; for that person and the administration."""
    held = Appointment.objects.filter(person=person).select_related("body")
    return held.fetch_mode(FETCH_RAISE).order_by("-starts_on", "-pk")


def events_of_person(person: Person) -> QuerySet[AccountEvent]:
    """What was done with the account, the newest first, with who did it; for that person."""
    rows = AccountEvent.objects.filter(person=person).select_related("by__identity")
    return rows.fetch_mode(FETCH_RAISE).order_by("-happened_at", "-pk")


@dataclass(frozen=True)
class OwnAccount:
    """What a person sees of their own account."""

    account: Account
    identity: Identity
    roles: tuple[Appointment, ...]
    representations: tuple[Representation, ...]
    events: tuple[AccountEvent, ...]
    second_factors: tuple[str, ...]
    sessions: int


def own_account(account: Account) -> OwnAccount:
    """Return the account page of its owner; six queries, whatever there is."""
    person = account.person
    factors = Authenticator.objects.filter(user_id=account.pk).exclude(type="recovery_codes")
    represented = Representation.objects.filter(person=person).select_related("organisation")
    return OwnAccount(
        account=account,
        identity=Identity.objects.get(person=person),
        roles=tuple(roles_of_person(person)),
        representations=tuple(represented.fetch_mode(FETCH_RAISE)),
        events=tuple(events_of_person(person)[:EVENTS_SHOWN]),
        second_factors=tuple(factors.order_by("created_at").values_list("type", flat=True)),
        sessions=UserSession.objects.filter(user_id=account.pk).count(),
    )


def confirmed_addresses(person_ids: Iterable[int]) -> dict[int, str]:
    """Return person → the confirmed mailbox of their open account, for the program alone; one query."""
    rows = EmailAddress.objects.filter(
        user__person_id__in=list(person_ids), user__is_active=True, verified=True
    ).order_by("primary", "-pk")
    return dict(rows.values_list("user__person_id", "email"))


def administrators_on(day: date) -> tuple[Administrator, ...]:
    """Return who administers on a day, in any body, and since when; one query."""
    held = Appointment.objects.filter(
        still_in_office(day), role=Role.ADMINISTRATOR, starts_on__lte=day
    )
    rows = held.order_by("starts_on", "pk").values_list("person_id", "starts_on")
    return tuple(Administrator(person, since) for person, since in rows)


def open_recoveries(person: Person | None = None) -> QuerySet[Recovery]:
    """Requests to open an account anew that wait, the oldest first; for administrators and the person."""
    waiting = Recovery.objects.filter(closed_at=None)
    if person is not None:
        waiting = waiting.filter(person=person)
    ready = waiting.select_related("person__identity", "asked_by__identity")
    return ready.fetch_mode(FETCH_RAISE).order_by("asked_at", "pk")


@dataclass(frozen=True)
class BodyForDesk:
    """A body as the administration sees it."""

    body: Body
    roles: tuple[Appointment, ...]
    terms: tuple[Term, ...]
    seats: tuple[Seat, ...]
    representations: tuple[Representation, ...]


def body_for_desk(slug: str) -> BodyForDesk | None:
    """Return a body with everything about it, or None; for the administration; five queries."""
    body = Body.objects.select_related("parent", "place").filter(slug=slug).first()
    if body is None:
        return None
    held = body.appointments.select_related("person__identity").order_by("-starts_on", "-pk")
    acting = body.representations.select_related("person__identity").order_by("-starts_on", "-pk")
    return BodyForDesk(
        body=body,
        roles=tuple(held.fetch_mode(FETCH_RAISE)),
        terms=tuple(body.terms.order_by("-starts_on", "-pk")),
        seats=tuple(body.seats.order_by("number")),
        representations=tuple(acting.fetch_mode(FETCH_RAISE)),
    )
