"""How does a letter come about? Written with a number of its own, mended, sent as an act, or void."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from minga.kernel.clock import local_date
from minga.kernel.refusal import Refused
from minga.people.public import Body, Person
from minga.plan.documents.letter_paper import paper_of
from minga.plan.documents.letters_pdf import letter_pdf
from minga.plan.models import Casework, CaseworkStep, Letter, LetterCounter
from minga.plan.queries.letters import letterhead_of
from minga.plan.rules.casework import is_open
from minga.plan.rules.letters import (
    LetterKind,
    Placeholder,
    left_open,
    letter_number,
    still_missing,
    unknown_placeholders,
)
from minga.plan.rules.public_words import personal_number
from minga.plan.services.acts import Record
from minga.plan.services.casework import Step, record_step
from minga.record.public import Act, Attachment, Visibility, Words, attach


class LetterRefused(Refused):
    """A letter cannot be written, changed or sent so; `code` says why."""


@dataclass(frozen=True)
class Draft:
    """What a letter says; `person` is who asked, when it is addressed to them."""

    kind: LetterKind
    written_on: date
    subject: str
    text: str
    signed_by: str
    signed_as: str = ""
    visibility: Visibility = Visibility.PUBLIC
    answer_due_on: date | None = None
    addressed_to: Body | None = None
    addressee: str = ""
    position: str = ""
    person: Person | None = None
    insists_on: CaseworkStep | None = None


@transaction.atomic
def write_letter(
    *, casework: Casework, draft: Draft, by: Person, at: datetime, once: uuid.UUID
) -> Letter:
    """Give a letter its number (gapless within office and year) and keep it, unsent.

    The same form sent twice is one letter. Raises LetterRefused: `demonstration-mixed`,
    `casework-closed`, `answer-of-another` when it insists on a step of another gestión, and as
    `check_draft`.
    """
    draft = as_private_as_its_kind(draft)
    body = _office_of(casework)
    _check_place(casework, draft, by)
    check_draft(draft)
    sequence = take_letter_number(body, draft.written_on.year)
    if kept := Letter.objects.filter(once=once).first():
        transaction.set_rollback(True)
        return kept
    number = letter_number(letterhead_of(body).prefix, draft.written_on.year, sequence)
    return Letter.objects.create(
        body=body,
        year=draft.written_on.year,
        sequence=sequence,
        number=number,
        once=once,
        casework=casework,
        written_by=by,
        written_at=at,
        **vars(draft),
    )


@transaction.atomic
def mend_letter(*, letter: Letter, draft: Draft) -> Letter:
    """Change a letter that was not sent; its number and year stay.

    Raises LetterRefused: `letter-closed` when it was sent or is void, `letter-year` when its date
    leaves the year of its number, and as `check_draft`.
    """
    locked = _lock_open(letter)
    draft = as_private_as_its_kind(replace(draft, kind=LetterKind(locked.kind)))
    if draft.written_on.year != locked.year:
        raise LetterRefused("letter-year")
    check_draft(draft)
    for name, value in vars(draft).items():
        setattr(locked, name, value)
    locked.save()
    return locked


@transaction.atomic
def void_letter(*, letter: Letter, at: datetime) -> Letter:
    """Give up a letter that was not sent; its number stays taken. Raises `letter-closed`."""
    locked = _lock_open(letter)
    locked.voided_at = at
    locked.save(update_fields=["voided_at"])
    return locked


@transaction.atomic
def send_letter(*, letter: Letter, record: Record, answer_due_on: date | None) -> Act:
    """Record that a letter was sent, with its PDF as evidence; return the act.

    What is not public is kept for the staff alone: the act says that a letter was sent, not to
    whom. Raises LetterRefused `letter-closed` when it was sent already or is void, and
    `sent-before-written`; else as `record_step`.
    """
    locked = _lock_open(letter)
    if local_date(record.at) < locked.written_on:
        raise LetterRefused("sent-before-written")
    words = Words(title=public_title(locked), attachments=(_pdf(locked), *record.words.attachments))
    step = Step(
        place=locked.casework.place,
        addressed_to=locked.addressed_to,
        addressee=locked.addressee if locked.is_public else "",
        answer_due_on=answer_due_on,
    )
    act = record_step(
        casework=locked.casework, act="send_letter", step=step, record=replace(record, words=words)
    )
    locked.act, locked.answer_due_on = act, answer_due_on
    locked.save(update_fields=["act", "answer_due_on"])
    return act


def public_title(letter: Letter) -> str:
    """Return what everybody reads of a letter that was sent."""
    if letter.is_public:
        return f"Carta {letter.number}. {paper_of(letter).subject}"
    if letter.kind == LetterKind.REPLY:
        return f"Carta {letter.number} a quien lo pidió"
    return f"Carta {letter.number}, reservada"


def check_draft(draft: Draft) -> None:
    """Refuse a letter that is not ready to have a number.

    Raises LetterRefused: `placeholder-unknown`, `placeholder-open` when something must still be
    written in its place, `answer-day-missing` when the text names the day and there is none,
    `answer-due-before`, and `personal-number` when what will be public holds a cédula, a telephone or
    a mail address.
    """
    said = f"{draft.subject}\n{draft.text}"
    if unknown_placeholders(said):
        raise LetterRefused("placeholder-unknown")
    if still_missing(said):
        raise LetterRefused("placeholder-open")
    if Placeholder.ANSWER_BY in left_open(said) and draft.answer_due_on is None:
        raise LetterRefused("answer-day-missing")
    if draft.answer_due_on and draft.answer_due_on < draft.written_on:
        raise LetterRefused("answer-due-before")
    if draft.visibility == Visibility.PUBLIC and personal_number(f"{said}\n{draft.addressee}"):
        raise LetterRefused("personal-number")


def as_private_as_its_kind(draft: Draft) -> Draft:
    """A letter to who asked is for them: its text is never public, whatever was ticked."""
    is_reply = draft.kind == LetterKind.REPLY
    return replace(draft, visibility=Visibility.STAFF) if is_reply else draft


def take_letter_number(body: Body, year: int) -> int:
    """Take the next number of an office in a year under its counter's row lock, in a transaction.

    What is rolled back gives it back: there are no gaps within the year.
    """
    LetterCounter.objects.bulk_create([LetterCounter(body=body, year=year)], ignore_conflicts=True)
    counter = LetterCounter.objects.filter(body=body, year=year)
    counter.update(last=F("last") + 1)
    return counter.values_list("last", flat=True).get()


def _office_of(casework: Casework) -> Body:
    if casework.case.body is None:
        raise LetterRefused("without-office")
    return casework.case.body


def _check_place(casework: Casework, draft: Draft, by: Person) -> None:
    if by.is_demonstration != casework.case.is_demonstration:
        raise LetterRefused("demonstration-mixed")
    if not is_open(casework.case.state):
        raise LetterRefused("casework-closed")
    if draft.insists_on and draft.insists_on.casework_id != casework.pk:
        raise LetterRefused("answer-of-another")


def _lock_open(letter: Letter) -> Letter:
    """Return the letter with its row locked; raises `letter-closed` when nothing may change."""
    rows = Letter.objects.select_for_update(of=("self",)).select_related(
        "casework__case__body", "casework__place", "addressed_to"
    )
    locked = rows.get(pk=letter.pk)
    if not locked.is_open:
        raise LetterRefused("letter-closed")
    return locked


def _pdf(letter: Letter) -> Attachment:
    file = ContentFile(letter_pdf(paper_of(letter)), name=f"{letter.number}.pdf")
    return attach(file, visibility=Visibility(letter.visibility))
