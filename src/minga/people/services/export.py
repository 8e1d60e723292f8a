"""What does the program know about somebody? Everything, as one JSON document for that person."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import QuerySet

from minga.people.labels import AccountEventKind
from minga.people.models import Account, Person
from minga.people.services.journal import note_event

type Rows = list[dict[str, Any]]
type Exporter = Callable[[Person], object]

_exporters: dict[str, Exporter] = {}


def add_exporter(section: str, exporter: Exporter) -> None:
    """Let another context add a section; called once each from `config`."""
    _exporters[section] = exporter


def export_person(*, person: Person, at: datetime, by: Person | None) -> dict[str, object]:
    """Return everything that is known about a person, ready for JSON, and note that it was read.

    Basis: LOPDP art. 13 (access) and 17 (portability).
    """
    note_event(person=person, kind=AccountEventKind.DATA_EXPORTED, at=at, by=by)
    own: dict[str, object] = {
        "institution": settings.INSTITUTION,
        "exported_at": at.isoformat(),
        "person": _person(person),
        "identity": _identity(person),
        "account": _account(person),
        "appointments": _appointments(person),
        "representations": _representations(person),
        "codes": _codes(person),
        "events": _events(person),
        "recoveries": _recoveries(person),
        "consents": _consents(person),
    }
    return own | {name: exporter(person) for name, exporter in _exporters.items()}


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": str(person.public_id),
        "created_at": person.created_at.isoformat(),
        "erased_at": person.erased_at and person.erased_at.isoformat(),
        "demo": person.is_demonstration,
    }


def _identity(person: Person) -> dict[str, Any]:
    identity = person.identity
    return {
        "name": identity.name,
        "email": identity.email,
        "phone": identity.phone,
        "national_id_digest": identity.national_id_digest,
        "level": identity.level,
        "is_public_figure": identity.is_public_figure,
        "needs_at_counter": list(identity.needs_at_counter),
        "notes_for_counter": identity.notes_for_counter,
    }


def _account(person: Person) -> dict[str, Any] | None:
    account = Account.objects.filter(person=person).first()
    if account is None:
        return None
    return {
        "username": account.username,
        "email": account.email,
        "is_active": account.is_active,
        "created_at": account.created_at.isoformat(),
        "last_login": account.last_login and account.last_login.isoformat(),
        "email_addresses": _plain(
            EmailAddress.objects.filter(user_id=account.pk), "email", "verified", "primary"
        ),
        "second_factors": _plain(
            Authenticator.objects.filter(user_id=account.pk), "type", "created_at", "last_used_at"
        ),
        "sessions": _plain(
            UserSession.objects.filter(user_id=account.pk),
            "ip",
            "user_agent",
            "created_at",
            "last_seen_at",
        ),
    }


def _appointments(person: Person) -> Rows:
    rows = person.appointments.order_by("starts_on", "pk")
    return _plain(rows, "body__name", "role", "starts_on", "ends_on", "seat__number")


def _representations(person: Person) -> Rows:
    rows = person.representations.order_by("starts_on", "pk")
    return _plain(rows, "organisation__name", "starts_on", "ends_on", "proof")


def _codes(person: Person) -> Rows:
    return _plain(person.one_time_codes.all(), "purpose", "issued_at", "expires_at", "used_at")


def _events(person: Person) -> Rows:
    return _plain(person.account_events.all(), "kind", "detail", "happened_at")


def _recoveries(person: Person) -> Rows:
    return _plain(person.recoveries.all(), "kind", "asked_at", "closed_at", "is_done")


def _consents(person: Person) -> Rows:
    rows = person.consents.order_by("given_at", "pk")
    return _plain(
        rows, "purpose", "text__text", "text__language", "given_at", "channel", "proof",
        "withdrawn_at", "withdrawn_through",
    )  # fmt: skip


def _plain(rows: QuerySet[Any], *fields: str) -> Rows:
    """Return rows as dictionaries; dates become text, dots of a path become one word."""
    return [
        {name.replace("__", "_"): _text(value) for name, value in row.items()}
        for row in rows.values(*fields)
    ]


def _text(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
