"""It is true of what is said about a thing: threads, supports, proposals and official answers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minga.config.dialogue_rules import DIALOGUE_RULES
from minga.dialogue.labels import AnswerStatus, Side
from minga.dialogue.models import Contribution, OfficialAnswer, Support
from minga.dialogue.queries.threads import OLDEST, SUPPORTED, tallies_of, thread_of
from minga.dialogue.refusals import REFUSALS, DialogueRefused
from minga.dialogue.rulebook import install_dialogue_rules
from minga.dialogue.rules.openings import DialogueRules, Opening, Part
from minga.dialogue.services.answers import answer_contribution
from minga.dialogue.services.contributions import Said, Voice, comment, propose_wording, reply
from minga.dialogue.services.support import support_contribution, take_back_support
from minga.dialogue.texts import Range, place_of
from minga.people.models import Person
from minga.record.models import Act, Case
from minga.record.public import Words
from tests.cast import Cast
from tests.dialogue.conftest import LAW, Room
from tests.dialogue.speaking import MONDAY, TO_THE_OFFICE, commented, confirmed, neighbours

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def replied(parent: Contribution, person: Person, text: str = "Yo también.") -> Contribution:
    return reply(parent=parent, voice=Voice(confirmed(person)), said=Said(text), at=MONDAY + HOUR)


def test_a_comment_stands_under_its_topic(room: str, citizen: Person) -> None:
    written = commented(citizen, "  De acuerdo.  ", topic=room)
    assert (written.topic, written.topic_kind, written.text) == (room, "room", "De acuerdo.")
    assert (written.root, written.parent) == (None, None)


def test_threads_are_read_in_order_to_any_depth(room: str, citizen: Person, leader: Person) -> None:
    first = commented(citizen, "uno", topic=room)
    second = commented(leader, "dos", topic=room, at=MONDAY + HOUR)
    deep = first
    for depth in range(1, 6):
        deep = replied(deep, leader, f"uno.{depth}")
    replied(second, citizen, "dos.1")
    oldest = thread_of(room, order=OLDEST)
    assert [(node.words.text, node.shown_depth) for node in oldest.nodes] == [
        ("uno", 0),
        ("uno.1", 1),
        ("uno.2", 2),
        ("uno.3", 3),
        ("uno.4", 3),
        ("uno.5", 3),
        ("dos", 0),
        ("dos.1", 1),
    ]
    assert [node.words.text for node in thread_of(room).nodes][:2] == ["dos", "dos.1"]
    assert oldest.count == 8
    assert deep.root == first


def test_threads_are_sorted_by_support(room: str, citizen: Person, leader: Person) -> None:
    quiet, loud = commented(citizen, "uno", topic=room), commented(citizen, "dos", topic=room)
    for person in (citizen, leader):
        voice = Voice(confirmed(person))
        support_contribution(contribution=loud, voice=voice, at=MONDAY, side=Side.FOR)
    found = thread_of(room, order=SUPPORTED)
    assert [node.words for node in found.nodes] == [loud, quiet]
    assert [node.tally.yes for node in found.nodes] == [2, 0]


@pytest.mark.parametrize("count", [1, 12])
def test_a_thread_costs_the_same_however_long(room: str, citizen: Person, count: int) -> None:
    people = neighbours(count)
    for person in people:
        parent = commented(person, topic=room)
        replied(parent, person)
        support_contribution(contribution=parent, voice=Voice(person), at=MONDAY, side=Side.AGAINST)
    with CaptureQueriesContext(connection) as asked:
        found = thread_of(room)
    assert len(found.nodes) == 2 * count
    assert len(asked) == 5


def test_a_second_support_replaces_the_first_and_can_be_taken_back(
    room: str, citizen: Person, leader: Person
) -> None:
    written, voice = commented(citizen, topic=room), Voice(confirmed(leader))
    why = Said("Porque llueve.")
    support_contribution(contribution=written, voice=voice, at=MONDAY, side=Side.FOR, said=why)
    support_contribution(contribution=written, voice=voice, at=MONDAY, side=Side.AGAINST)
    tally = tallies_of([written.key])[written.key]
    assert (tally.yes, tally.no, tally.total) == (0, 1, 1)
    assert Support.objects.get(target=written.key).reason is not None
    take_back_support(contribution=written, person=leader)
    assert Support.objects.filter(target=written.key).count() == 0
    assert Contribution.objects.get(kind="REASON").text == ""


def test_a_comment_may_stand_at_a_place_of_a_text(room: str, citizen: Person) -> None:
    place = place_of(room, " el primer año ")
    voice, said = Voice(confirmed(citizen)), Said("Un año es poco.")
    written = comment(topic=room, voice=voice, said=said, at=MONDAY, place=place)
    assert (written.anchor.version, written.anchor.quote) == ("sala/1", "el primer año")
    assert LAW[written.anchor.start : written.anchor.end] == "el primer año"


@pytest.mark.parametrize(
    "place",
    [
        Range("sala/2", 0, 10, LAW[0:10]),
        Range("sala/1", 0, 10, "otra cosa."),
        Range("sala/1", 5, 5, ""),
        Range("sala/1", 500, 510, "diez letra"),
    ],
)
def test_a_place_that_is_not_in_the_text_is_refused(
    room: str, citizen: Person, place: Range
) -> None:
    with pytest.raises(DialogueRefused, match="anchor-outside"):
        propose_wording(
            topic=room,
            voice=Voice(confirmed(citizen)),
            said=Said("¿Por qué no?"),
            place=place,
            wording="dos años",
            at=MONDAY,
        )
    assert Contribution.objects.count() == 0


def test_a_passage_must_stand_in_the_text_word_for_word(room: str) -> None:
    for passage in ("", "el segundo año"):
        with pytest.raises(DialogueRefused, match="anchor-outside"):
            place_of(room, passage)
    with pytest.raises(DialogueRefused, match="anchor-outside"):
        place_of(TO_THE_OFFICE, "Despacho")


def proposed(room: str, person: Person) -> Contribution:
    return propose_wording(
        topic=room,
        voice=Voice(confirmed(person)),
        said=Said("Sembramos hoy y vendemos en ocho meses."),
        place=place_of(room, "el primer año"),
        wording="los dos primeros años",
        at=MONDAY,
    )


def test_a_proposal_keeps_what_it_changes_and_why(room: str, citizen: Person) -> None:
    written = proposed(room, citizen)
    assert (written.anchor.quote, written.proposal.wording) == (
        "el primer año",
        "los dos primeros años",
    )
    with pytest.raises(DialogueRefused, match="text-too-long"):
        propose_wording(
            topic=room,
            voice=Voice(citizen),
            said=Said("¿Y?"),
            place=place_of(room, "el primer año"),
            wording="a" * 3001,
            at=MONDAY,
        )


def test_an_official_answer_is_an_act_with_a_status(
    room: str, citizen: Person, adviser: Person
) -> None:
    written = proposed(room, citizen)
    act = answer_contribution(
        contribution=written,
        status=AnswerStatus.PARTLY_ACCEPTED,
        actor=adviser,
        words=Words(text="Suben a dos años; el tercero no."),
        at=MONDAY + HOUR,
    )
    assert act.payload == {"contribution": written.pk, "status": "PARTLY_ACCEPTED"}
    answer = OfficialAnswer.objects.get()
    assert (answer.act, answer.contribution) == (act, written)
    (node,) = thread_of(room).nodes
    assert [one.act.wording.text for one in node.answers] == ["Suben a dos años; el tercero no."]


def test_an_official_answer_that_cannot_be_is_refused(
    room: str, bodies: Cast, citizen: Person, adviser: Person
) -> None:
    written = proposed(room, citizen)

    def refusal(contribution: Contribution, text: str) -> str:
        with pytest.raises(DialogueRefused) as refused:
            answer_contribution(
                contribution=contribution,
                status=AnswerStatus.NOTED,
                actor=adviser,
                words=Words(text=text),
                at=MONDAY,
            )
        assert refused.value.code in REFUSALS
        return refused.value.code

    assert refusal(written, " ") == "answer-missing"
    Contribution.objects.filter(pk=written.pk).update(topic=TO_THE_OFFICE)
    written.refresh_from_db()
    assert refusal(written, "Gracias.") == "no-answering-body"
    Contribution.objects.filter(pk=written.pk).update(topic=room)
    written.refresh_from_db()
    Case.objects.filter(kind="SAL").update(state=Room.LOCKED)
    assert refusal(written, "Gracias.") == "not-open"
    Case.objects.filter(kind="SAL").update(state=Room.OPEN, is_demonstration=True)
    assert refusal(written, "Gracias.") == "demonstration-mixed"
    assert Act.objects.count() == 0


def test_nothing_is_open_where_nothing_is_switched_on(bodies: Cast, citizen: Person) -> None:
    with pytest.raises(DialogueRefused, match="not-open"):
        commented(citizen, topic=TO_THE_OFFICE)


@pytest.mark.parametrize(
    ("opening", "code"),
    [
        (Opening(from_on=MONDAY.date() + timedelta(days=1)), "not-open-yet"),
        (Opening(until_on=MONDAY.date() - timedelta(days=1)), "closed-by-date"),
        (Opening(level="ID_DECLARED"), "level-too-low"),
    ],
)
def test_who_may_and_when_is_a_declaration(
    room: str, citizen: Person, opening: Opening, code: str
) -> None:
    rules = DialogueRules({Part.COMMENTS: opening})
    install_dialogue_rules({**DIALOGUE_RULES, "room": rules})
    with pytest.raises(DialogueRefused) as refused:
        commented(citizen, topic=room)
    assert refused.value.code == code
    assert code in REFUSALS


def test_a_case_closes_its_comments_by_its_state(bodies: Cast, citizen: Person) -> None:
    case = Case.objects.create(
        kind="GES", year=2026, sequence=1, number="GES-2026-00001", state="DONE",
        title="Gestión de ensayo", body=bodies.office, opened_on=MONDAY.date(),
    )  # fmt: skip
    opening = replace(Opening(), states=frozenset({"IN_PROGRESS"}))
    install_dialogue_rules({"case:GES": DialogueRules({Part.COMMENTS: opening})})
    try:
        with pytest.raises(DialogueRefused, match="closed-by-state"):
            commented(citizen, topic="case:GES-2026-00001")
        Case.objects.filter(pk=case.pk).update(state="IN_PROGRESS")
        assert commented(citizen, topic="case:GES-2026-00001").pk
    finally:
        install_dialogue_rules(DIALOGUE_RULES)
