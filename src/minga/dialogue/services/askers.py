"""How does whoever asked hear of the answer? They follow their question, also where it goes on."""

from allauth.account.models import EmailAddress

from minga.dialogue.events import QuestionAsked, QuestionMerged
from minga.dialogue.models import Follow
from minga.dialogue.rules.follows import Channel, Frequency
from minga.dialogue.services.following import Wish, follow_as
from minga.people.public import Account, Person
from minga.record.public import Case


def follow_own_question(event: QuestionAsked) -> None:
    """Let an account that asks follow its question: by mail where it has a mailbox, else on its page.

    Who asked at a counter reads the answer with number and code.
    """
    account = Account.objects.filter(person=event.person_id, is_active=True).first()
    if account is None:
        return
    person = Person.objects.get(pk=event.person_id)
    wish = Wish(_key(event.case_id), Frequency.AT_ONCE)
    follow_as(person=person, wish=wish, channel=_way(account), at=event.asked_at)


def _way(account: Account) -> Channel:
    mailboxes = EmailAddress.objects.filter(user_id=account.pk, verified=True)
    return Channel.MAIL if mailboxes.exists() else Channel.PAGE


def follow_where_it_goes_on(event: QuestionMerged) -> None:
    """Let whoever followed a question follow the one in which it goes on, and hear its answer."""
    before = Follow.objects.filter(topic=_key(event.case_id))
    Follow.objects.bulk_create(
        [
            Follow(
                follower_id=follower,
                topic=_key(event.into_id),
                frequency=frequency,
                since=event.merged_at,
            )
            for follower, frequency in before.values_list("follower", "frequency")
        ],
        ignore_conflicts=True,
    )


def _key(case_id: int) -> str:
    return f"case:{Case.objects.values_list('number', flat=True).get(pk=case_id)}"
