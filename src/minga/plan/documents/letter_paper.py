"""What stands on the paper of a letter, in order? The same for Word, PDF and the page of the desk."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from minga.plan.models import Letter
from minga.plan.queries.letters import letterhead_of
from minga.plan.rules.letters import Placeholder, fill
from minga.website.dates import plain_date

DEMONSTRATION = "Demostración: personas y hechos ficticios. Esta carta no vale."
CITY = "Quito"
_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class LetterPaper:
    """A letter as it is printed; a paragraph is its lines."""

    institution: str
    office: str
    address: str
    number: str
    dated: str
    addressee: tuple[str, ...]
    subject: str
    paragraphs: tuple[tuple[str, ...], ...]
    signed_by: str
    signed_as: str
    demonstration: str

    @property
    def title(self) -> str:
        """How the document is called."""
        return f"Carta {self.number}"


@translation.override("es")
def paper_of(letter: Letter) -> LetterPaper:
    """Return a letter as it is printed, in Spanish: its number, date and last day filled; one query."""
    due = letter.answer_due_on
    values = {
        Placeholder.NUMBER: letter.number,
        Placeholder.WRITTEN_ON: plain_date(letter.written_on),
        Placeholder.ANSWER_BY: plain_date(due) if due else "",
    }
    return LetterPaper(
        institution=settings.INSTITUTION,
        office=letter.body.name,
        address=letterhead_of(letter.body).address,
        number=letter.number,
        dated=f"{CITY}, {plain_date(letter.written_on)}",
        addressee=_addressee(letter),
        subject=" ".join(fill(letter.subject, values).split()),
        paragraphs=_paragraphs(fill(letter.text, values)),
        signed_by=letter.signed_by,
        signed_as=letter.signed_as,
        demonstration=DEMONSTRATION if letter.casework.case.is_demonstration else "",
    )


def _addressee(letter: Letter) -> tuple[str, ...]:
    entity = letter.addressed_to.name if letter.addressed_to else ""
    lines = (letter.position, entity, letter.addressee, "Presente")
    return tuple(line for line in lines if line)


def _paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of each paragraph; an empty line divides paragraphs."""
    plain = text.replace("\r\n", "\n").strip()
    parts = (part for part in _BETWEEN_PARAGRAPHS.split(plain) if part.strip())
    return tuple(tuple(line.strip() for line in part.splitlines()) for part in parts)
