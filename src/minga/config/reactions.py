"""What follows from a fact? The one table event → handlers; nothing else defers jobs."""

from collections.abc import Callable

from minga.dialogue.public import (
    ConfirmationAsked,
    DialogueChanged,
    QuestionAsked,
    QuestionMerged,
    erase_contributions_of,
    follow_own_question,
    follow_where_it_goes_on,
    forget_follows_of,
    note_act,
)
from minga.dialogue.tasks import ask_confirmation_soon, tell_soon
from minga.kernel.events import forget_all, on
from minga.people.public import PersonErased, PersonNamed, RecoveryAsked
from minga.people.tasks import send_letter_soon
from minga.plan.public import PlanChanged, forget_asker, forget_letters_to
from minga.record.public import (
    ActAppended,
    DeadlineExpired,
    HeadSealed,
    erase_words_of,
    forget_person_at_counter,
    forget_requests_of,
)
from minga.record.tasks import seal_soon
from minga.territory.public import TerritoryChanged
from minga.website.page_cache import publish


def changes(context: str) -> Callable[[object], None]:
    """Return a handler that ends the kept pages which depend on a context."""

    def handler(event: object) -> None:
        del event
        publish(context)

    return handler


def forget_words(event: PersonErased) -> None:
    """Empty what an erased person wrote as a citizen."""
    erase_words_of(event.person_id)


def forget_contributions(event: PersonErased) -> None:
    """Empty what an erased person asked, commented and proposed; counts stay."""
    erase_contributions_of(event.person_id, event.erased_at)


def forget_follows(event: PersonErased) -> None:
    """Remove what an erased person followed, with mailboxes and telephones."""
    forget_follows_of(event.person_id)


def forget_at_counter(event: PersonErased) -> None:
    """Cut what the counter did from an erased person, and end the codes they hold."""
    forget_person_at_counter(event.person_id, event.erased_at)


def install() -> None:
    """Install the whole list, once, at start."""
    forget_all()
    on(ActAppended, seal_soon, note_act, tell_soon, changes("record"))
    on(ConfirmationAsked, ask_confirmation_soon)
    on(DialogueChanged, changes("dialogue"))
    on(QuestionAsked, follow_own_question)
    on(QuestionMerged, follow_where_it_goes_on)
    on(DeadlineExpired, changes("record"))
    on(HeadSealed, changes("record"))
    on(PlanChanged, changes("plan"))
    on(TerritoryChanged, changes("territory"))
    on(
        PersonErased,
        forget_contributions,
        forget_follows,
        forget_words,
        forget_at_counter,
        forget_asker,
        forget_letters_to,
        forget_requests_of,
        changes("record"),
    )
    on(PersonNamed, changes("people"))
    on(RecoveryAsked, send_letter_soon)
