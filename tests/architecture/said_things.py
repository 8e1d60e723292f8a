"""What do people say in the small world? A question, words that were hidden, an appeal, a batch undone by nobody."""

from dataclasses import dataclass

from minga.dialogue.labels import Rule
from minga.dialogue.models import (
    Contribution,
    ModerationAppeal,
    ModerationBatch,
    PublicQuestion,
)
from minga.dialogue.services.appeals import appeal
from minga.dialogue.services.batch import hide_batch
from minga.dialogue.services.contributions import Said, Voice, comment
from minga.dialogue.services.moderation import hide
from minga.dialogue.services.questions import ask_question
from minga.kernel import clock
from minga.people.models import Person
from tests.cast import join
from tests.dialogue.speaking import confirmed

HIDDEN_WORD = "guayusa"  # read by moderators and by nobody else of the cast
UNNAMED = "Nadia Nunca Nombrada"  # asks and comments, and is named to nobody


@dataclass(frozen=True)
class Talk:
    """The things that the addresses of the dialogue are filled with."""

    topic: str
    question: PublicQuestion
    hidden: Contribution
    appeal: ModerationAppeal
    batch: ModerationBatch


def talk(topic: str, moderator: Person) -> Talk:
    """Ask about a thing, say something that is hidden, appeal, and flood."""
    author, at = confirmed(join("nadia", UNNAMED)), clock.now()
    voice = Voice(author)
    question = ask_question(topic=topic, voice=voice, said=Said("¿Y la quebrada?"), at=at)
    hidden = comment(topic=topic, voice=voice, said=Said(f"Eres {HIDDEN_WORD}."), at=at)
    hide(contribution=hidden, rule=Rule.INSULT, by=moderator, at=at)
    asked = appeal(contribution=hidden, person=author, text="No lo es.", at=at)
    flood = comment(topic=topic, voice=voice, said=Said(f"{HIDDEN_WORD}, {HIDDEN_WORD}"), at=at)
    batch = hide_batch(contribution_ids=[flood.pk], rule=Rule.FLOOD, by=moderator, at=at)
    comment(topic=topic, voice=voice, said=Said("Gracias."), at=at)
    return Talk(topic, question, hidden, asked, batch)


def say_more(topic: str, rows: int) -> None:
    """Ask and comment once more for each of so many rows."""
    for row in range(rows):
        author = confirmed(join(f"vecina-{Contribution.objects.count()}-{row}", "Vecina"))
        said = Said(f"¿Y la quebrada {row}?")
        ask_question(topic=topic, voice=Voice(author), said=said, at=clock.now())
        comment(topic=topic, voice=Voice(author), said=said, at=clock.now())
