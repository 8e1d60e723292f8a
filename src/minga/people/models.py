"""Who is who: persons and what identifies them, accounts, bodies, dated terms, seats and roles."""

import uuid
from typing import ClassVar, Self

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Least

from minga.kernel import clock
from minga.people.consent_models import Consent as Consent
from minga.people.consent_models import ConsentText as ConsentText
from minga.people.counter_words import counter_needs
from minga.people.labels import (
    account_event_kinds,
    body_kinds,
    code_purposes,
    evidence_marks,
    identity_levels,
    recovery_kinds,
    roles,
)
from minga.people.rules.recovery import Asked
from minga.people.usernames import UsernameValidator


def _days_in_office() -> Func:
    """The days from `starts_on` to `ends_on`, both included; without end when none is set.

    LEAST passes over an empty end. It keeps PostgreSQL from failing on a row that ends before it
    starts, which a constraint of its own refuses with a code of its own.
    """
    return Func(
        Least(F("starts_on"), F("ends_on")),
        F("ends_on"),
        Value("[]"),
        function="daterange",
        output_field=DateRangeField(),
    )


def _ends_after_it_starts(noun: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        name=f"{noun}_ends_after_it_starts",
        violation_error_code=f"{noun}-ends-before-it-starts",
    )


class Person(models.Model):
    """A natural person as the record points to them: a row that is never deleted.

    What identifies the person lives in `Identity`; erasure empties that and leaves this.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now)
    erased_at = models.DateTimeField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        triggers = (pgtrigger.ReadOnly(name="sealed_public_id", fields=["public_id"]),)

    def __str__(self) -> str:
        return str(self.public_id)


class Identity(models.Model):
    """What is known of a person; emptied by erasure.

    `is_public_figure` is true for those in office: only their names are ever published.
    `national_id_digest` is a keyed hash (HMAC-SHA-256), never the number itself.
    """

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, primary_key=True, related_name="identity"
    )
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    national_id_digest = models.CharField(max_length=64, blank=True)
    level = models.CharField(max_length=20, choices=identity_levels, default="ANONYMOUS")
    is_public_figure = models.BooleanField(default=False)
    needs_at_counter = ArrayField(
        models.CharField(max_length=20, choices=counter_needs), default=list, blank=True
    )
    notes_for_counter = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "identities"
        constraints = (
            models.UniqueConstraint(
                fields=("national_id_digest",),
                condition=~Q(national_id_digest=""),
                name="national_id_once",
                violation_error_code="national-id-taken",
            ),
        )

    def __str__(self) -> str:
        return self.name or "—"


class Account(AbstractBaseUser):
    """A way for one person to sign in; an e-mail address is not required."""

    username = models.CharField(max_length=80, unique=True, validators=[UsernameValidator()])
    email = models.EmailField(blank=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    def __str__(self) -> str:
        return self.username


class Body(models.Model):
    """A council, commission, office, municipal entity, parish board, assembly or organisation."""

    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=30, choices=body_kinds)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    place = models.ForeignKey(
        "territory.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uses_program = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    evidence = models.CharField(max_length=1, choices=evidence_marks, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "bodies"
        ordering = ("name", "pk")
        triggers = (pgtrigger.ReadOnly(name="sealed_slug", fields=["slug"]),)
        constraints = (
            models.UniqueConstraint(
                fields=("parent", "code"),
                condition=~Q(code=""),
                name="body_code_once_a_parent",
                violation_error_code="body-code-taken",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A dated period of office of a body; `ends_on` is its last day, empty when not set."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=1, choices=evidence_marks, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            _ends_after_it_starts("term"),
            ExclusionConstraint(
                name="terms_of_a_body_do_not_overlap",
                expressions=(
                    ("body", RangeOperators.EQUAL),
                    (_days_in_office(), RangeOperators.OVERLAPS),
                ),
                violation_error_code="terms-overlap",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body_id}: {self.starts_on} – {self.ends_on or '…'}"


class Seat(models.Model):
    """One place in a body, as the law numbers them; `circumscription` is empty until loaded."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    circumscription = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("body", "number"),
                name="seat_number_once_a_body",
                violation_error_code="seat-number-taken",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body_id}/{self.number}"


class Appointment(models.Model):
    """A role that a person holds in a body between two dates; permissions come from here alone."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=30, choices=roles)
    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            _ends_after_it_starts("appointment"),
            ExclusionConstraint(
                name="role_held_once_at_a_time",
                expressions=(
                    ("person", RangeOperators.EQUAL),
                    ("body", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (_days_in_office(), RangeOperators.OVERLAPS),
                ),
                violation_error_code="role-already-held",
            ),
            ExclusionConstraint(
                name="seat_taken_once_at_a_time",
                expressions=(
                    ("seat", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (_days_in_office(), RangeOperators.OVERLAPS),
                ),
                condition=Q(seat__isnull=False),
                violation_error_code="seat-taken",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role}: {self.person_id} @ {self.body_id}"


class Representation(models.Model):
    """Who may act for an organisation, between which dates and on which proof."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="representations")
    organisation = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="representations")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            _ends_after_it_starts("representation"),
            ExclusionConstraint(
                name="represents_once_at_a_time",
                expressions=(
                    ("person", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (_days_in_office(), RangeOperators.OVERLAPS),
                ),
                violation_error_code="already-represents",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} → {self.organisation_id}"


class OneTimeCode(models.Model):
    """A printed code that opens one door once; only its digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20, choices=code_purposes)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="one_time_codes")
    issued_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-issued_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")), name="code_expires_after_it_is_issued"
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose}: {self.person_id}"


class AccountEvent(models.Model):
    """What was done with somebody's account or identity, by whom; shown to that person.

    Holds codes only: `detail` is a code (a role, an identity level), never words typed by people.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="account_events")
    kind = models.CharField(max_length=40, choices=account_event_kinds)
    detail = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ("-happened_at", "-pk")
        indexes = (models.Index(fields=("person", "-happened_at"), name="account_event_by_person"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.person_id}"


class Recovery(models.Model):
    """A request of an administrator to open somebody's account anew; open until it is closed.

    `closed_by` is who carried it out, or who cancelled it: then `is_done` is false.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recoveries")
    kind = models.CharField(max_length=20, choices=recovery_kinds)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    is_done = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "recoveries"
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "kind"),
                condition=Q(closed_at__isnull=True),
                name="recovery_open_once_a_kind",
                violation_error_code="recovery-already-asked",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("person")),
                name="recovery_asked_by_another",
                violation_error_code="recovery-of-oneself",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, is_done=False)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="recovery_closed_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.person_id}"

    def asked(self) -> Asked:
        """Return what the rule needs to know."""
        return Asked(self.person_id, self.asked_by_id, self.asked_at)


class Erasure(models.Model):
    """One line of the list of erasures; replayed after a backup is restored."""

    person_public_id = models.UUIDField(unique=True)
    erased_at = models.DateTimeField()

    class Meta:
        ordering = ("erased_at", "pk")

    def __str__(self) -> str:
        return str(self.person_public_id)
