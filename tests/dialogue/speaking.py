"""How do tests speak? The smallest valid question, comment and person, through the services."""

from datetime import UTC, datetime

from minga.dialogue.models import Contribution, PublicQuestion
from minga.dialogue.services.contributions import Said, Voice, comment
from minga.dialogue.services.questions import ask_question
from minga.people.labels import IdentityLevel
from minga.people.models import Identity, Person
from tests.cast import join

MONDAY = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
TO_THE_OFFICE = "body:despacho-de-ensayo"
ABOUT_A_NEED = "case:GES-2026-00001"


def confirmed(person: Person) -> Person:
    """Return the person with their contact confirmed."""
    Identity.objects.filter(person=person).update(level=IdentityLevel.CONTACT_CONFIRMED)
    return person


def neighbours(count: int) -> list[Person]:
    """Return so many people with their contact confirmed."""
    return [confirmed(join(f"vecina{n}", f"Vecina {n} Ensayo")) for n in range(count)]


def asked(
    person: Person,
    text: str = "¿Cuándo arreglan la parada de bus?",
    *,
    at: datetime = MONDAY,
    topic: str = TO_THE_OFFICE,
    language: str = "es",
) -> PublicQuestion:
    """Return a question of a person whose contact is confirmed."""
    said = Said(text, language=language)
    return ask_question(topic=topic, voice=Voice(confirmed(person)), said=said, at=at)


def commented(
    person: Person, text: str = "De acuerdo.", *, topic: str, at: datetime = MONDAY
) -> Contribution:
    """Return a comment of a person whose contact is confirmed."""
    return comment(topic=topic, voice=Voice(confirmed(person)), said=Said(text), at=at)
