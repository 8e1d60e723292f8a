"""It is true that of two who decide at once one is told why not, and that nobody who waits is lost."""

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connection, transaction

from minga.dialogue.labels import Rule
from minga.dialogue.models import Contribution, ModerationDecision, Support
from minga.dialogue.refusals import DialogueRefused
from minga.dialogue.services.moderation import hide, report_contribution
from minga.dialogue.services.questions import merge_questions, wait_too, withdraw_question
from minga.dialogue.services.support import give_support
from minga.people.models import Person
from tests.cast import Cast
from tests.dialogue.speaking import MONDAY, asked, commented, confirmed, neighbours

pytestmark = pytest.mark.django_db(transaction=True)


def while_another_holds(first: Callable[[], object], second: Callable[[], object]) -> str:
    """Run `second` while `first` is done but not committed; return the code that refuses it."""
    done, refused = threading.Event(), []

    def other() -> None:
        done.wait(5)
        try:
            second()
        except DialogueRefused as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    with transaction.atomic():
        first()
        done.set()
        thread.join(0.4)  # it waits for this transaction now
        assert thread.is_alive()
    thread.join(5)
    return refused[0] if refused else ""


def at_once(acts: Sequence[Callable[[], object]]) -> None:
    """Do everything at the same moment, each in a thread of its own."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait(5)
        try:
            act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)


def test_two_moderators_hide_once(
    room: str, citizen: Person, moderator: Person, second_moderator: Person
) -> None:
    abuse = commented(citizen, topic=room)

    def by(person: Person) -> Callable[[], object]:
        return lambda: hide(contribution=abuse, rule=Rule.INSULT, by=person, at=MONDAY)

    assert while_another_holds(by(moderator), by(second_moderator)) == "already-hidden"
    assert ModerationDecision.objects.count() == 1
    assert Contribution.objects.get(pk=abuse.pk).hidden_for == "INSULT"


def test_an_author_withdraws_what_was_just_merged_and_is_told(
    bodies: Cast, citizen: Person, leader: Person, adviser: Person
) -> None:
    first, second = asked(citizen), asked(leader, "¿Y la luz?")

    def merge() -> None:
        merge_questions(questions=[second], into=first, actor=adviser, at=MONDAY)

    def withdraw() -> None:
        withdraw_question(question=second, person=leader, at=MONDAY)

    assert while_another_holds(merge, withdraw) == "no-such-transition"


def test_nobody_who_waits_is_left_behind_by_a_merge(
    bodies: Cast, citizen: Person, leader: Person, adviser: Person, councillor: Person
) -> None:
    first, second = asked(citizen), asked(leader, "¿Y la luz?")
    confirmed(councillor)

    def wait() -> None:
        wait_too(case=second.case, person=councillor, at=MONDAY)

    def merge() -> None:
        merge_questions(questions=[second], into=first, actor=adviser, at=MONDAY)

    assert while_another_holds(wait, merge) == ""
    found = Support.objects.filter(target=f"case:{first.case.number}")
    assert set(found.values_list("person", flat=True)) == {citizen.pk, leader.pk, councillor.pk}


def test_many_wait_at_once_and_each_is_counted_once(bodies: Cast, citizen: Person) -> None:
    question, people = asked(citizen), neighbours(8)
    acts = [
        lambda person=person: wait_too(case=question.case, person=person, at=MONDAY)  # type: ignore[misc]
        for person in people * 2
    ]
    at_once(acts)
    assert Support.objects.filter(target=f"case:{question.case.number}").count() == 9


def test_one_person_supports_once_from_two_windows(room: str, citizen: Person) -> None:
    at_once([lambda: give_support(target=room, person=citizen, at=MONDAY)] * 4)
    assert Support.objects.count() == 1


def test_a_report_sent_twice_at_once_is_one(room: str, citizen: Person, leader: Person) -> None:
    abuse = commented(citizen, topic=room)

    def report() -> None:
        report_contribution(
            contribution=abuse, reporter=leader, rule=Rule.INSULT, note="", at=MONDAY
        )

    assert while_another_holds(report, report) == "already-reported"
    assert abuse.reports.count() == 1
