"""How is a thing supported? One insert a person and thing; counts are made when somebody reads."""

from datetime import datetime

from django.db import connection, transaction

from minga.dialogue.events import DialogueChanged
from minga.dialogue.labels import ContributionKind, Side
from minga.dialogue.models import Contribution, Support
from minga.dialogue.refusals import DialogueRefused
from minga.dialogue.rules.openings import Part
from minga.dialogue.services.contributions import Said, Voice, check_open, write
from minga.dialogue.topics import Topic
from minga.kernel.events import announce
from minga.people.public import Person

GIVE = """
INSERT INTO dialogue_support (target, person_id, side, given_at) VALUES (%s, %s, %s, %s)
ON CONFLICT (target, person_id) DO UPDATE SET side = EXCLUDED.side
"""


def give_support(*, target: str, person: Person, at: datetime, side: Side = Side.FOR) -> None:
    """Count a person once for or against a thing.

    One statement, no row of anybody else is locked, and no transaction is opened for it.
    """
    with connection.cursor() as cursor:
        cursor.execute(GIVE, [target, person.pk, side.value, at])


def support_contribution(
    *, contribution: Contribution, voice: Voice, at: datetime, side: Side, said: Said | None = None
) -> None:
    """Support a comment or a proposal, or be against it, with a reason or without.

    A second support of the same person replaces the first. Nothing is announced: a thousand people
    may support at once, and pages that show tallies end by themselves after seconds. Raises
    DialogueRefused when support is not open to the person there, or the words cannot be read.
    """
    if not contribution.is_readable:
        raise DialogueRefused("unreadable")
    check_open(_where(contribution), Part.SUPPORT, voice, at)
    if said is None or not said.text.strip():
        give_support(target=contribution.key, person=voice.person, at=at, side=side)
        return
    with transaction.atomic():
        give_support(target=contribution.key, person=voice.person, at=at, side=side)
        _keep_reason(contribution, voice, said, at)
        announce(DialogueChanged(contribution.topic))


def _where(contribution: Contribution) -> Topic:
    """Return the topic without asking its source: it was public when the words were written."""
    return Topic(contribution.topic, "", "", is_demonstration=contribution.is_demonstration)


def _keep_reason(contribution: Contribution, voice: Voice, said: Said, at: datetime) -> None:
    reason = write(
        kind=ContributionKind.REASON,
        topic=contribution.topic,
        voice=voice,
        said=said,
        at=at,
        parent=contribution,
        is_demonstration=contribution.is_demonstration,
    )
    Support.objects.filter(target=contribution.key, person=voice.person).update(reason=reason)


@transaction.atomic
def take_back_support(*, contribution: Contribution, person: Person) -> None:
    """Take back one's support; its reason stays readable only to moderation's log: it is emptied."""
    given = Support.objects.filter(target=contribution.key, person=person)
    Contribution.objects.filter(supports__in=given).update(text="", background="")
    given.delete()
    announce(DialogueChanged(contribution.topic))
