"""Who stands at the counter? Persons are found or registered there, and each look at them is noted.

Basis: LOPDP art. 10 (only what is needed) and 13 (whose data were looked at may be asked).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Func, Q, QuerySet, Value

from minga.kernel.identifiers import IdKind, check_id
from minga.people.counter_words import CounterNeed, SearchedBy
from minga.people.labels import AccountEventKind
from minga.people.models import AccountEvent, Identity, Person
from minga.people.services.accounts import create_person
from minga.people.services.identity import national_id_digest, set_national_id
from minga.people.services.journal import note_event

MOST_FOUND = 10
_NOT_DIGITS = re.compile(r"\D+")
_CEDULA_LENGTH = 10
_LEAST_PHONE = 7


@dataclass(frozen=True)
class FoundPersons:
    """Who was found, by what, and whether there are more than are shown."""

    persons: tuple[Person, ...]
    by: SearchedBy
    has_more: bool


@transaction.atomic
def find_at_counter(*, words: str, clerk: Person, at: datetime) -> FoundPersons:
    """Return the persons whom a clerk looks for by name, user, telephone or cédula; ten at most.

    The cédula is compared by its keyed hash only. Whoever is shown gets a line in their own log.
    """
    by, condition = _condition(words)
    world = Person.objects.filter(is_demonstration=clerk.is_demonstration, erased_at=None)
    rows = world.filter(condition).select_related("identity").order_by("identity__name", "pk")
    found = list(rows[: MOST_FOUND + 1]) if condition else []
    shown = tuple(found[:MOST_FOUND])
    AccountEvent.objects.bulk_create(
        AccountEvent(
            person=person,
            kind=AccountEventKind.FOUND_AT_COUNTER,
            detail=by,
            by=clerk,
            happened_at=at,
        )
        for person in shown
    )
    return FoundPersons(shown, by, has_more=len(found) > MOST_FOUND)


def _condition(words: str) -> tuple[SearchedBy, Q]:
    digits = _NOT_DIGITS.sub("", words)
    if re.search(r"[^\W\d_]", words):
        return SearchedBy.NAME, _by_name(words)
    if len(digits) == _CEDULA_LENGTH:  # a telephone of ten signs may look like a cédula
        by = SearchedBy.NATIONAL_ID if is_cedula(digits) else SearchedBy.PHONE
        return by, _by_cedula(digits) | _by_phone(digits)
    if len(digits) >= _LEAST_PHONE:
        return SearchedBy.PHONE, _by_phone(digits)
    return SearchedBy.NAME, Q()


def _by_name(words: str) -> Q:
    """Each word stands in the name, whatever its accents; or it is the name of an account."""
    condition = Q()
    for word in words.split():
        condition &= Q(identity__name__unaccent__icontains=word)
    return condition | Q(account__username=words.strip().lower())


def _by_cedula(digits: str) -> Q:
    return Q(identity__national_id_digest=national_id_digest(digits, as_written=True))


def _by_phone(digits: str) -> Q:
    """The last seven signs count: a number is written with and without its prefix."""
    matching = Identity.objects.alias(
        digits=Func(F("phone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace")
    ).filter(digits__endswith=digits[-_LEAST_PHONE:])
    return Q(pk__in=matching.values("person_id"))


@dataclass(frozen=True)
class NewcomerAtCounter:
    """What a person says of themselves at the counter; all but the name may be left out."""

    name: str
    phone: str = ""
    email: str = ""
    number: str = ""
    as_written: bool = False
    needs: tuple[CounterNeed, ...] = ()
    notes: str = ""


@transaction.atomic
def register_at_counter(*, newcomer: NewcomerAtCounter, clerk: Person, at: datetime) -> Person:
    """Register a person once, as they say they are; nothing of it is checked here.

    Raises PeopleRefused as `create_person` and `set_national_id` do; `national-id-taken` says that
    somebody is registered with that cédula already.
    """
    person = create_person(
        name=newcomer.name,
        phone=newcomer.phone,
        email=newcomer.email,
        at=at,
        is_demonstration=clerk.is_demonstration,
    )
    kind = AccountEventKind.REGISTERED_AT_COUNTER
    note_event(person=person, kind=kind, at=at, by=clerk)
    if newcomer.number:
        set_national_id(
            person=person, number=newcomer.number, at=at, by=clerk, as_written=newcomer.as_written
        )
    if newcomer.needs or newcomer.notes:
        note_needs(person=person, needs=newcomer.needs, notes=newcomer.notes, clerk=clerk, at=at)
    return person


@transaction.atomic
def note_needs(
    *, person: Person, needs: Collection[CounterNeed], notes: str, clerk: Person, at: datetime
) -> Identity:
    """Keep what the next clerk must know to attend the person well; empty takes it away."""
    identity = Identity.objects.select_for_update().get(person=person)
    identity.needs_at_counter = [need.value for need in CounterNeed if need in needs]
    identity.notes_for_counter = notes.strip()
    identity.save(update_fields=["needs_at_counter", "notes_for_counter"])
    note_event(person=person, kind=AccountEventKind.NEEDS_NOTED, at=at, by=clerk)
    return identity


def open_at_counter(*, public_id: UUID, clerk: Person, at: datetime) -> Person:
    """Return the person whom a clerk attends, and note it; raises Person.DoesNotExist."""
    person = _of_the_same_world(clerk).get(public_id=public_id)
    note_event(person=person, kind=AccountEventKind.OPENED_AT_COUNTER, at=at, by=clerk)
    return person


def person_at_counter(*, public_id: UUID, clerk: Person) -> Person:
    """Return the person of a form already opened; raises Person.DoesNotExist."""
    return _of_the_same_world(clerk).get(public_id=public_id)


def _of_the_same_world(clerk: Person) -> QuerySet[Person]:
    world = Person.objects.filter(is_demonstration=clerk.is_demonstration, erased_at=None)
    return world.select_related("identity")


def print_log(*, person: Person, clerk: Person, at: datetime) -> Sequence[AccountEvent]:
    """Return everything that was done with the person's data, the newest first, to be printed.

    For whoever has no account and asks on paper (LOPDP art. 13); the printing itself is noted.
    """
    note_event(person=person, kind=AccountEventKind.LOG_PRINTED, at=at, by=clerk)
    rows = AccountEvent.objects.filter(person=person).select_related("by__identity")
    return tuple(rows.order_by("-happened_at", "-pk"))


def is_cedula(number: str) -> bool:
    """Is the number of a cédula well formed, its check digit included?"""
    check = check_id(number)
    return check.valid and check.kind is IdKind.CEDULA
