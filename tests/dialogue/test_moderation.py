"""It is true of moderation: by published rules, one moderator at a time, appealed to another, undone whole."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from minga.dialogue.labels import DecisionKind, Rule
from minga.dialogue.models import (
    Contribution,
    ContributionReport,
    ModerationAppeal,
    ModerationDecision,
    ModerationLock,
)
from minga.dialogue.queries.moderation import (
    FloodSearch,
    flood,
    open_appeals,
    public_log,
    reported,
    reports_on,
)
from minga.dialogue.refusals import REFUSALS, DialogueRefused
from minga.dialogue.rules.limits import REPORTS_A_PERSON
from minga.dialogue.services.appeals import appeal, decide_appeal
from minga.dialogue.services.batch import hide_batch, undo_batch
from minga.dialogue.services.contributions import Said, Voice, comment, reply
from minga.dialogue.services.erasure import erase_contributions_of
from minga.dialogue.services.moderation import (
    REVIEW,
    hide,
    keep,
    report_contribution,
    restore,
    take_for_review,
)
from minga.dialogue.services.retention import empty_report_notes, remove_old_locks
from minga.dialogue.services.support import give_support
from minga.people.models import Person
from tests.dialogue.speaking import MONDAY, commented, confirmed, neighbours

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ABUSE = "Son unos inútiles."


def report(contribution: Contribution, reporter: Person, at: object = MONDAY) -> ContributionReport:
    return report_contribution(
        contribution=contribution, reporter=reporter, rule=Rule.INSULT, note="Mira.", at=MONDAY
    )


def hidden(contribution: Contribution, by: Person) -> Contribution:
    hide(contribution=contribution, rule=Rule.INSULT, by=by, at=MONDAY + HOUR)
    contribution.refresh_from_db()
    return contribution


def test_a_report_waits_in_the_queue_and_a_decision_closes_it(
    room: str, citizen: Person, leader: Person, moderator: Person
) -> None:
    fine, abuse = commented(citizen, topic=room), commented(citizen, ABUSE, topic=room)
    report(abuse, leader)
    (waiting,) = reported(MONDAY)
    assert (waiting, waiting.reports_count, waiting.held_by) == (abuse, 1, None)  # type: ignore[attr-defined]
    assert [one.note for one in reports_on(abuse)] == ["Mira."]
    hidden(abuse, moderator)
    assert list(reported(MONDAY)) == []
    assert (fine.is_readable, abuse.is_readable, abuse.hidden_for) == (True, False, "INSULT")
    assert abuse.text == ABUSE


def test_a_report_that_cannot_be_is_refused(
    room: str, citizen: Person, leader: Person, moderator: Person
) -> None:
    abuse = commented(citizen, ABUSE, topic=room)
    report(abuse, leader)
    with pytest.raises(DialogueRefused, match="already-reported"):
        report(abuse, leader)
    hidden(abuse, moderator)
    with pytest.raises(DialogueRefused, match="unreadable"):
        report(abuse, leader)


def test_reports_have_a_limit_too(room: str, leader: Person) -> None:
    people = neighbours(REPORTS_A_PERSON.count + 1)
    *most, last = [commented(person, topic=room) for person in people]
    for one in most:
        report(one, leader)
    with pytest.raises(DialogueRefused, match="too-many"):
        report(last, leader)


def test_what_is_kept_stays_and_its_reports_are_closed(
    room: str, citizen: Person, leader: Person, moderator: Person
) -> None:
    fine = commented(citizen, topic=room)
    report(fine, leader)
    decision = keep(contribution=fine, by=moderator, at=MONDAY)
    fine.refresh_from_db()
    assert (fine.is_readable, decision.kind) == (True, DecisionKind.KEEP)
    assert list(reported(MONDAY)) == []


def test_one_moderator_at_a_time(
    room: str, citizen: Person, moderator: Person, second_moderator: Person
) -> None:
    abuse = commented(citizen, ABUSE, topic=room)
    take_for_review(contribution=abuse, by=moderator, at=MONDAY)
    take_for_review(contribution=abuse, by=moderator, at=MONDAY + REVIEW / 2)
    for act in (take_for_review, keep):
        with pytest.raises(DialogueRefused, match="locked-by-another"):
            act(contribution=abuse, by=second_moderator, at=MONDAY + REVIEW)
    take_for_review(contribution=abuse, by=second_moderator, at=MONDAY + 2 * REVIEW)
    assert ModerationLock.objects.get().by == second_moderator
    keep(contribution=abuse, by=second_moderator, at=MONDAY + 2 * REVIEW)
    assert ModerationLock.objects.count() == 0


def test_hiding_and_showing_are_each_possible_once(
    room: str, citizen: Person, moderator: Person
) -> None:
    abuse = commented(citizen, ABUSE, topic=room)
    with pytest.raises(DialogueRefused, match="not-hidden"):
        restore(contribution=abuse, by=moderator, at=MONDAY)
    hidden(abuse, moderator)
    with pytest.raises(DialogueRefused, match="already-hidden"):
        hide(contribution=abuse, rule=Rule.INSULT, by=moderator, at=MONDAY)
    restore(contribution=abuse, by=moderator, at=MONDAY + DAY)
    abuse.refresh_from_db()
    assert (abuse.is_readable, abuse.hidden_for) == (True, "")


def test_nobody_decides_about_their_own_words(
    room: str, moderator: Person, second_moderator: Person
) -> None:
    own = commented(moderator, ABUSE, topic=room)
    for act in (keep, restore):
        with pytest.raises(DialogueRefused, match="own-words"):
            act(contribution=own, by=moderator, at=MONDAY)
    hidden(own, second_moderator)
    asked = appeal(contribution=own, person=moderator, text="No era para tanto.", at=MONDAY + DAY)
    with pytest.raises(DialogueRefused, match="own-words"):
        decide_appeal(appealed=asked, by=moderator, is_granted=True, answer="Sí.", at=MONDAY + DAY)


def test_an_appeal_is_decided_by_another_moderator(
    room: str, citizen: Person, moderator: Person, second_moderator: Person
) -> None:
    abuse = hidden(commented(citizen, ABUSE, topic=room), moderator)
    asked = appeal(contribution=abuse, person=citizen, text="Era crítica.", at=MONDAY + DAY)
    assert (list(open_appeals(moderator)), list(open_appeals(second_moderator))) == ([], [asked])
    decision = {"is_granted": True, "answer": "Es una crítica dura.", "at": MONDAY + 2 * DAY}
    with pytest.raises(DialogueRefused, match="appeal-needs-another"):
        decide_appeal(appealed=asked, by=moderator, **decision)  # type: ignore[arg-type]
    decide_appeal(appealed=asked, by=second_moderator, **decision)  # type: ignore[arg-type]
    abuse.refresh_from_db()
    assert abuse.is_readable
    with pytest.raises(DialogueRefused, match="appeal-decided"):
        decide_appeal(appealed=asked, by=second_moderator, **decision)  # type: ignore[arg-type]


def test_an_appeal_may_be_refused_with_a_reason(
    room: str, citizen: Person, moderator: Person, second_moderator: Person
) -> None:
    abuse = hidden(commented(citizen, ABUSE, topic=room), moderator)
    asked = appeal(contribution=abuse, person=citizen, text="Era crítica.", at=MONDAY + DAY)
    for answer, code in ((" ", "answer-missing"), ("Insulta.", None)):
        if code:
            with pytest.raises(DialogueRefused, match=code):
                decide_appeal(
                    appealed=asked, by=second_moderator, is_granted=False, answer=answer, at=MONDAY
                )
        else:
            decide_appeal(
                appealed=asked, by=second_moderator, is_granted=False, answer=answer, at=MONDAY
            )
    abuse.refresh_from_db()
    assert not abuse.is_readable
    assert list(abuse.decisions.values_list("kind", flat=True)) == ["HIDE", "UPHOLD"]


def test_an_appeal_that_cannot_be_is_refused(
    room: str, citizen: Person, leader: Person, moderator: Person
) -> None:
    fine, abuse = commented(citizen, topic=room), commented(citizen, ABUSE, topic=room)
    hidden(abuse, moderator)

    def refusal(contribution: Contribution, person: Person, text: str = "Era crítica.") -> str:
        with pytest.raises(DialogueRefused) as refused:
            appeal(contribution=contribution, person=person, text=text, at=MONDAY)
        assert refused.value.code in REFUSALS
        return refused.value.code

    assert refusal(fine, citizen) == "not-hidden"
    assert refusal(abuse, leader) == "not-of-the-author"
    assert refusal(abuse, citizen, " ") == "text-missing"
    assert refusal(abuse, citizen, "a" * 3001) == "text-too-long"
    appeal(contribution=abuse, person=citizen, text="Era crítica.", at=MONDAY)
    assert refusal(abuse, citizen) == "already-appealed"


def test_words_hidden_again_can_be_appealed_again(
    room: str, citizen: Person, moderator: Person
) -> None:
    abuse = hidden(commented(citizen, ABUSE, topic=room), moderator)
    appeal(contribution=abuse, person=citizen, text="Era crítica.", at=MONDAY)
    restore(contribution=abuse, by=moderator, at=MONDAY + DAY)
    hide(contribution=abuse, rule=Rule.THREAT, by=moderator, at=MONDAY + 2 * DAY)
    appeal(contribution=abuse, person=citizen, text="Tampoco.", at=MONDAY + 3 * DAY)
    assert ModerationAppeal.objects.count() == 2


def test_a_flood_is_chosen_by_author_by_text_and_by_time(
    room: str, citizen: Person, leader: Person, moderator: Person
) -> None:
    first = commented(citizen, "¡Compra YA!", topic=room)
    same = commented(leader, "compra, ya…", topic=room, at=MONDAY + DAY)
    other = commented(citizen, "Buenos días.", topic=room, at=MONDAY + DAY)
    assert list(flood(FloodSearch(first))) == []
    assert list(flood(FloodSearch(first, by_text=True))) == [first, same]
    assert list(flood(FloodSearch(first, by_author=True))) == [first, other]
    assert list(flood(FloodSearch(first, by_author=True, by_text=True))) == [first]
    later = MONDAY.date() + DAY
    assert list(flood(FloodSearch(first, by_text=True, since=later))) == [same]
    assert list(flood(FloodSearch(first, by_text=True, until=MONDAY.date()))) == [first]
    hidden(same, moderator)
    assert list(flood(FloodSearch(first, by_text=True))) == [first]


def test_a_batch_hides_exactly_what_was_previewed_and_is_undone_whole(
    room: str, citizen: Person, moderator: Person, second_moderator: Person
) -> None:
    chosen = [commented(citizen, "¡Compra YA!", topic=room) for _ in range(3)]
    ids = [one.pk for one in chosen]
    late = commented(citizen, "compra ya", topic=room)  # arrives after the preview
    own = commented(moderator, "compra ya", topic=room)
    batch = hide_batch(
        contribution_ids=[*ids, own.pk], rule=Rule.FLOOD, by=moderator, at=MONDAY + HOUR
    )
    found = Contribution.objects.filter(hidden_at__isnull=False)
    assert set(found.values_list("pk", flat=True)) == set(ids)
    assert late.is_readable
    with pytest.raises(DialogueRefused, match="batch-empty"):
        hide_batch(contribution_ids=ids, rule=Rule.FLOOD, by=moderator, at=MONDAY + HOUR)
    restore(contribution=chosen[0], by=second_moderator, at=MONDAY + HOUR)
    hide(contribution=chosen[0], rule=Rule.INSULT, by=second_moderator, at=MONDAY + 2 * HOUR)
    assert undo_batch(batch=batch, by=second_moderator, at=MONDAY + DAY) == 2
    assert list(found) == [chosen[0]]  # somebody decided about it since
    with pytest.raises(DialogueRefused, match="batch-undone"):
        undo_batch(batch=batch, by=second_moderator, at=MONDAY + DAY)


def test_the_log_is_public_and_is_never_changed(
    room: str, citizen: Person, moderator: Person
) -> None:
    hidden(commented(citizen, ABUSE, topic=room), moderator)
    (line,) = public_log()
    assert (line.kind, line.rule, line.contribution.kind) == ("HIDE", "INSULT", "COMMENT")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        ModerationDecision.objects.update(rule="THREAT")


def test_nothing_is_written_under_what_is_hidden(
    room: str, citizen: Person, leader: Person, moderator: Person
) -> None:
    abuse = hidden(commented(citizen, ABUSE, topic=room), moderator)
    with pytest.raises(DialogueRefused, match="unreadable"):
        reply(parent=abuse, voice=Voice(confirmed(leader)), said=Said("¡Eso!"), at=MONDAY)


def test_an_erased_person_leaves_counts_and_no_words(
    room: str, citizen: Person, leader: Person
) -> None:
    abuse = commented(citizen, ABUSE, topic=room)
    other = commented(leader, topic=room)
    report(other, citizen)
    give_support(target=other.key, person=citizen, at=MONDAY)
    assert erase_contributions_of(citizen.pk, MONDAY) == 1
    abuse.refresh_from_db()
    assert (abuse.text, abuse.fingerprint, bytes(abuse.salt), abuse.parish) == ("", "", b"", None)
    assert abuse.erased_at == MONDAY
    assert ContributionReport.objects.get().note == ""
    assert not flood(FloodSearch(abuse, by_text=True)).exists()
    assert erase_contributions_of(citizen.pk, MONDAY + DAY) == 0


def test_notes_and_locks_are_not_kept_for_ever(
    room: str, citizen: Person, leader: Person, moderator: Person
) -> None:
    first, second = commented(citizen, ABUSE, topic=room), commented(citizen, topic=room)
    report(first, leader)
    report(second, leader)
    hidden(first, moderator)
    take_for_review(contribution=second, by=moderator, at=MONDAY)
    assert empty_report_notes(MONDAY + DAY) == 1
    notes = ContributionReport.objects.order_by("pk").values_list("note", flat=True)
    assert list(notes) == ["", "Mira."]
    assert remove_old_locks(MONDAY + DAY) == 1


def test_a_comment_of_a_stranger_is_not_theirs_to_write(room: str, citizen: Person) -> None:
    with pytest.raises(DialogueRefused, match="level-too-low"):
        comment(topic=room, voice=Voice(citizen), said=Said("Hola."), at=MONDAY)
