"""How are words kept? One function writes every contribution, whatever it is for."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from minga.dialogue.events import DialogueChanged
from minga.dialogue.labels import ContributionKind, Language
from minga.dialogue.models import Anchor, Contribution, WordingProposal
from minga.dialogue.refusals import DialogueRefused
from minga.dialogue.rulebook import opening_of, refusal_of
from minga.dialogue.rules.limits import WORDS_A_PERSON, is_reached
from minga.dialogue.rules.openings import Opening, Part
from minga.dialogue.rules.words import LONGEST_QUESTION, LONGEST_TEXT, fingerprint
from minga.dialogue.texts import Range, check_place
from minga.dialogue.topics import Topic, resolve
from minga.kernel.clock import local_date
from minga.kernel.events import announce
from minga.people.public import Body, Identity, Person, Representation
from minga.territory.public import Place

LONGEST = {ContributionKind.QUESTION: LONGEST_QUESTION}


@dataclass(frozen=True)
class Voice:
    """Who speaks: the person, never named; the organisation in whose name, which is; the parish given.

    `attended_by` is the clerk when the person spoke at a counter: no limit counts there.
    """

    person: Person
    speaks_for: Body | None = None
    parish: Place | None = None
    attended_by: Person | None = None


@dataclass(frozen=True)
class Said:
    """Words as they were written, and the language the writer named."""

    text: str
    background: str = ""
    language: str = Language.SPANISH


def topic_of(key: str) -> Topic:
    """Return the public topic behind a key; raises DialogueRefused with `topic-unknown`."""
    topic = resolve([key]).get(key)
    if topic is None:
        raise DialogueRefused("topic-unknown")
    return topic


def check_open(topic: Topic, part: Part, voice: Voice, at: datetime) -> None:
    """Raise DialogueRefused when the part is closed on the topic, or the person is too little known.

    Whoever stands at a counter leaves with number and code, which is a confirmed contact.
    """
    opening = opening_of(topic, part)
    if code := refusal_of(topic, part, local_date(at)):
        raise DialogueRefused(code)
    if opening is not None and voice.attended_by is None:
        check_level(opening, voice.person)
    if topic.is_demonstration != voice.person.is_demonstration:
        raise DialogueRefused("demonstration-mixed")


def check_level(opening: Opening, person: Person) -> None:
    """Raise DialogueRefused with `level-too-low` for a person of whom too little is known."""
    level = Identity.objects.values_list("level", flat=True).get(person=person)
    if not opening.admits(level):
        raise DialogueRefused("level-too-low")


def check_text(said: Said, kind: ContributionKind) -> None:
    """Raise DialogueRefused for words that are missing or too long."""
    longest = LONGEST.get(kind, LONGEST_TEXT)
    if not said.text.strip():
        raise DialogueRefused("text-missing")
    if len(said.text) > longest or len(said.background) > LONGEST_TEXT:
        raise DialogueRefused("text-too-long", longest=longest)


def check_pace(voice: Voice, at: datetime) -> None:
    """Raise DialogueRefused with `too-many` when the person wrote too much lately."""
    if voice.attended_by is not None:
        return
    lately = Contribution.objects.filter(
        author=voice.person, written_at__gt=at - WORDS_A_PERSON.span
    )
    if is_reached(WORDS_A_PERSON, lately.count()):
        raise DialogueRefused("too-many")


def check_voice(voice: Voice, at: datetime) -> None:
    """Raise DialogueRefused with `not-representing` for an organisation that is not theirs."""
    if voice.speaks_for is None:
        return
    on = local_date(at)
    held = Representation.objects.filter(
        person=voice.person, organisation=voice.speaks_for, starts_on__lte=on
    ).exclude(ends_on__lt=on)
    if not held.exists():
        raise DialogueRefused("not-representing")


@transaction.atomic
def write(
    *,
    kind: ContributionKind,
    topic: str,
    voice: Voice,
    said: Said,
    at: datetime,
    parent: Contribution | None = None,
    is_demonstration: bool = False,
) -> Contribution:
    """Keep words under a topic; who may, and whether it is open, was checked before.

    Raises DialogueRefused with `text-missing`, `text-too-long`, `too-many` or `not-representing`.
    """
    check_text(said, kind)
    check_voice(voice, at)
    check_pace(voice, at)
    return Contribution.objects.create(
        kind=kind,
        topic=topic,
        parent=parent,
        root_id=(parent.root_id or parent.pk) if parent else None,
        author=voice.person,
        speaks_for=voice.speaks_for,
        parish=voice.parish,
        text=said.text.strip(),
        background=said.background.strip(),
        language=said.language,
        fingerprint=fingerprint(said.text),
        salt=secrets.token_bytes(32),
        written_at=at,
        is_demonstration=is_demonstration,
    )


@transaction.atomic
def comment(
    *, topic: str, voice: Voice, said: Said, at: datetime, place: Range | None = None
) -> Contribution:
    """Write a comment on a topic, at a place of its text or not.

    Raises DialogueRefused as `write`, and when comments are not open to the person there.
    """
    found = topic_of(topic)
    check_open(found, Part.COMMENTS, voice, at)
    written = write(
        kind=ContributionKind.COMMENT,
        topic=topic,
        voice=voice,
        said=said,
        at=at,
        is_demonstration=found.is_demonstration,
    )
    if place is not None:
        _anchor(written, place)
    announce(DialogueChanged(topic))
    return written


@transaction.atomic
def reply(*, parent: Contribution, voice: Voice, said: Said, at: datetime) -> Contribution:
    """Answer a comment or a proposal as anybody may; to any depth.

    Raises DialogueRefused as `comment`, and `unreadable` under what is hidden or erased.
    """
    if not parent.is_readable:
        raise DialogueRefused("unreadable")
    found = topic_of(parent.topic)
    check_open(found, Part.COMMENTS, voice, at)
    written = write(
        kind=ContributionKind.COMMENT,
        topic=parent.topic,
        voice=voice,
        said=said,
        at=at,
        parent=parent,
        is_demonstration=found.is_demonstration,
    )
    announce(DialogueChanged(parent.topic))
    return written


@transaction.atomic
def propose_wording(
    *, topic: str, voice: Voice, said: Said, place: Range, wording: str, at: datetime
) -> Contribution:
    """Propose other words for a range of a text, with the reason in `said`.

    Raises DialogueRefused as `comment`, and `anchor-outside` for a range that is not in the text.
    """
    found = topic_of(topic)
    check_open(found, Part.PROPOSALS, voice, at)
    if len(wording) > LONGEST_TEXT:
        raise DialogueRefused("text-too-long", longest=LONGEST_TEXT)
    written = write(
        kind=ContributionKind.PROPOSAL,
        topic=topic,
        voice=voice,
        said=said,
        at=at,
        is_demonstration=found.is_demonstration,
    )
    _anchor(written, place)
    WordingProposal.objects.create(contribution=written, wording=wording.strip())
    announce(DialogueChanged(topic))
    return written


def _anchor(contribution: Contribution, place: Range) -> None:
    check_place(contribution.topic, place)
    Anchor.objects.create(
        contribution=contribution,
        version=place.version,
        start=place.start,
        end=place.end,
        quote=place.quote,
    )
