"""How is a consent given, kept with its words, and withdrawn in one step?"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from minga.kernel.events import announce
from minga.people.consents import is_consent_purpose, shown_text
from minga.people.events import ConsentWithdrawn
from minga.people.labels import AccountEventKind, ConsentChannel
from minga.people.models import Consent, ConsentText, Person
from minga.people.rules.consents import ShownText
from minga.people.services.journal import note_event
from minga.people.services.saving import PeopleRefused, save_checked


@dataclass(frozen=True)
class HowGiven:
    """Through which door a consent came: at a counter, who heard it; on paper, which one."""

    channel: ConsentChannel = ConsentChannel.WEB
    heard_by: Person | None = None
    proof: str = ""


@transaction.atomic
def give_consent(
    *, person: Person, purpose: str, digest: str, at: datetime, how: HowGiven = HowGiven()
) -> Consent:
    """Keep that a person accepts a purpose, with the very words that `digest` says they were shown.

    Raises PeopleRefused with `consent-not-one-of-these`, `consent-text-changed` when other words
    stand there now, `consent-already-given`, `consent-proof-missing` or `person-erased`.
    """
    shown = _shown(purpose, digest)
    if how.channel is ConsentChannel.PAPER and not how.proof.strip():
        raise PeopleRefused("consent-proof-missing")
    if Person.objects.select_for_update().get(pk=person.pk).erased_at:
        raise PeopleRefused("person-erased")
    consent = save_checked(
        Consent(
            person=person,
            purpose=purpose,
            text=_kept(shown, at),
            given_at=at,
            channel=how.channel,
            given_to=how.heard_by,
            proof=how.proof.strip(),
        )
    )
    _note(consent, AccountEventKind.CONSENT_GIVEN, at, how.heard_by or person)
    return consent


def _shown(purpose: str, digest: str) -> ShownText:
    if not is_consent_purpose(purpose):
        raise PeopleRefused("consent-not-one-of-these")
    shown = shown_text(purpose)
    if shown.digest != digest:
        raise PeopleRefused("consent-text-changed")
    return shown


def _kept(shown: ShownText, at: datetime) -> ConsentText:
    """Return the row of these words, written the first time that somebody accepts them."""
    text, _is_new = ConsentText.objects.get_or_create(
        digest=shown.digest,
        defaults={
            "purpose": shown.purpose,
            "language": shown.language,
            "text": shown.text,
            "first_shown_at": at,
        },
    )
    return text


@transaction.atomic
def withdraw_consent(
    *, consent: Consent, at: datetime, through: ConsentChannel, heard_by: Person | None = None
) -> Consent:
    """End a consent and tell whoever acts on it; a second call changes nothing."""
    locked = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if locked.withdrawn_at:
        return locked
    locked.withdrawn_at, locked.withdrawn_through = at, through
    locked.withdrawn_to = heard_by
    locked.save(update_fields=["withdrawn_at", "withdrawn_through", "withdrawn_to"])
    _note(locked, AccountEventKind.CONSENT_WITHDRAWN, at, heard_by or locked.person)
    announce(ConsentWithdrawn(person_id=locked.person_id, purpose=locked.purpose))
    return locked


@transaction.atomic
def withdraw_every_consent(
    *, person: Person, at: datetime, through: ConsentChannel, heard_by: Person | None = None
) -> int:
    """End every live consent of a person (objection, erasure); return how many there were."""
    live = list(Consent.objects.filter(person=person, withdrawn_at__isnull=True).order_by("pk"))
    for consent in live:
        withdraw_consent(consent=consent, at=at, through=through, heard_by=heard_by)
    return len(live)


def _note(consent: Consent, kind: AccountEventKind, at: datetime, by: Person) -> None:
    note_event(person=consent.person, kind=kind, at=at, by=by, detail=consent.purpose)


def has_consent(person: Person, purpose: str) -> bool:
    """Does the person accept this purpose now? One query; ask it each time before acting on it."""
    live = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True)
    return live.exists()


def consents_of(person: Person) -> tuple[Consent, ...]:
    """Return every consent of a person with its words, the newest first; for that person; one query."""
    rows = Consent.objects.filter(person=person).select_related("text")
    return tuple(rows.order_by("-given_at", "-pk"))
