"""Is it true that a gestión is written, counted and forgotten as promised?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from minga.kernel.lifecycle import TransitionRefused
from minga.people.labels import BodyKind
from minga.people.models import Appointment, Body, Person
from minga.people.permissions import Viewer
from minga.people.public import erase_person, export_person
from minga.people.services.bodies import found_body
from minga.plan.models import ActivityCase, Casework, CaseworkAsker, CaseworkStep
from minga.plan.queries.casework import PlaceCount, casework_counts, casework_view
from minga.plan.queries.casework_desk import awaited_answers, owed_lines
from minga.plan.rules.casework import CaseworkOrigin
from minga.plan.services.acts import CorrectionRefused, Record
from minga.plan.services.agreement import Disagreement, disagreements
from minga.plan.services.casework import (
    Asker,
    CaseworkRefused,
    Need,
    Step,
    add_asker,
    open_casework,
    serve_activity,
)
from minga.plan.services.casework_privacy import forget_old_askers
from minga.record.models import Act, ActDocument
from minga.record.public import Visibility, Words, attach, replayed_state, similar_cases
from minga.territory.public import ParishKind, Place, PlaceKind
from tests.factories.plan import a_plan, activities_of, on
from tests.plan.casework_world import ASKED_ON, NEED, a_casework, a_step, an_end

AT = datetime(2024, 3, 4, 17, tzinfo=UTC)


def viewer_as(person: Person, on: date) -> Viewer:
    held = tuple(Appointment.objects.filter(person=person).select_related("body"))
    return Viewer(account=person.account, person=person, appointments=held, on=on)


def test_its_state_is_the_fold_of_its_acts(office: Body, adviser: Person) -> None:
    casework = a_casework(office, adviser)
    days = [ASKED_ON + timedelta(days=day) for day in range(1, 6)]
    for day, act in zip(days, ("send_letter", "make_visit", "receive_answer"), strict=False):
        a_step(casework, adviser, day, act=act)
        assert casework.case.state == replayed_state(casework.case)
    an_end(casework, adviser, days[3])
    assert (casework.case.state, replayed_state(casework.case)) == ("DONE", "DONE")
    an_end(casework, adviser, days[4], "take_up_again")
    assert replayed_state(casework.case) == "IN_PROGRESS"


def test_what_has_ended_takes_no_step(office: Body, adviser: Person) -> None:
    casework = a_casework(office, adviser)
    an_end(casework, adviser, ASKED_ON)
    with pytest.raises(TransitionRefused, match="no-such-transition"):
        a_step(casework, adviser, ASKED_ON)
    assert Act.objects.filter(case=casework.case).count() == 2


@pytest.mark.parametrize("line", ["Llamar a 0991234567 por la vereda", "Avisar a rosa@correo.ec"])
def test_public_words_with_a_number_of_a_person_are_refused(
    office: Body, adviser: Person, line: str
) -> None:
    with pytest.raises(CaseworkRefused, match="personal-number"):
        a_casework(office, adviser, line=line)
    assert Casework.objects.count() == 0


def test_a_step_with_a_number_of_a_person_is_refused(office: Body, adviser: Person) -> None:
    casework = a_casework(office, adviser)
    with pytest.raises(CaseworkRefused, match="personal-number"):
        a_step(casework, adviser, ASKED_ON, title="Contestó 0991234567")


def test_an_answer_is_not_awaited_before_it_was_asked(office: Body, adviser: Person) -> None:
    casework = a_casework(office, adviser)
    with pytest.raises(CaseworkRefused, match="answer-due-before"):
        a_step(casework, adviser, ASKED_ON, step=Step(answer_due_on=ASKED_ON - timedelta(days=1)))


def test_an_answer_belongs_to_its_own_casework(office: Body, adviser: Person) -> None:
    one, other = a_casework(office, adviser), a_casework(office, adviser)
    letter = a_step(one, adviser, ASKED_ON)
    answers = CaseworkStep.objects.get(act=letter)
    with pytest.raises(CaseworkRefused, match="answer-of-another"):
        a_step(other, adviser, ASKED_ON, act="receive_answer", step=Step(answers=answers))


def test_its_acts_count_for_the_activity_it_serves(
    office: Body, adviser: Person, citizen: Person
) -> None:
    activity = activities_of(a_plan(office, adviser))[0]
    casework = a_casework(office, adviser, activities=(activity,))
    with on(ASKED_ON) as at, pytest.raises(CaseworkRefused, match="already-linked"):
        serve_activity(casework=casework, activity=activity, record=Record(adviser, at))
    link = ActivityCase.objects.get(activity=activity)
    assert (link.case_id, link.act.kind) == (casework.pk, "register_need")


def test_real_and_fictional_never_meet(office: Body, adviser: Person) -> None:
    fictional = found_body(
        slug="ficticio", kind=BodyKind.OFFICE, name="Ficticio", is_demonstration=True
    )
    activity = activities_of(a_plan(office, adviser))[0]
    need = Need(NEED, CaseworkOrigin.PHONE, activities=(activity,))
    with pytest.raises(CaseworkRefused, match="demonstration-mixed"):
        open_casework(need=need, office=fictional, record=Record(adviser, AT))
    with pytest.raises(TransitionRefused, match="demonstration-mixed"):
        a_casework(fictional, adviser)


def test_nobody_asks_twice(office: Body, adviser: Person, citizen: Person) -> None:
    casework = a_casework(office, adviser, asker=citizen)
    with pytest.raises(CaseworkRefused, match="already-asks"):
        add_asker(casework=casework, asker=Asker(citizen), at=AT)
    assert casework_view(casework.case.number).asker_count == 1


def test_an_asker_of_the_other_world_is_refused(office: Body, adviser: Person) -> None:
    casework = a_casework(office, adviser)
    other = Person.objects.create(created_at=AT, is_demonstration=True)
    with pytest.raises(CaseworkRefused, match="demonstration-mixed"):
        add_asker(casework=casework, asker=Asker(other), at=AT)


def test_the_desk_waits_for_what_was_not_answered(office: Body, adviser: Person) -> None:
    casework = a_casework(office, adviser)
    due = ASKED_ON + timedelta(days=10)
    letter = a_step(casework, adviser, ASKED_ON, step=Step(answer_due_on=due))
    assert [step.act_id for step in awaited_answers([office])] == [letter.pk]
    assert casework_view(casework.case.number).awaited == CaseworkStep.objects.get(act=letter)
    lines = owed_lines(viewer_as(adviser, due + timedelta(days=1)), due + timedelta(days=1))
    assert [(line.due_on, line.case_number) for line in lines] == [(due, casework.case.number)]
    answered = Step(answers=CaseworkStep.objects.get(act=letter))
    a_step(casework, adviser, due, act="receive_answer", step=answered)
    assert list(awaited_answers([office])) == []
    lines = owed_lines(viewer_as(adviser, due), due)
    assert [(line.due_on, line.title) for line in lines] == [
        (None, "1 gestión respondida: falta decir cómo terminó")
    ]


def test_a_corrected_letter_is_not_awaited(office: Body, adviser: Person) -> None:
    casework = a_casework(office, adviser)
    wrong, right = (ASKED_ON + timedelta(days=days) for days in (10, 20))
    letter = a_step(casework, adviser, ASKED_ON, step=Step(answer_due_on=wrong))
    step = Step(answer_due_on=right)
    mended = a_step(casework, adviser, ASKED_ON, step=step, corrects=letter)
    assert [step.act_id for step in awaited_answers([office])] == [mended.pk]
    awaited = casework_view(casework.case.number).awaited
    assert awaited is not None
    assert awaited.act_id == mended.pk


def test_the_desk_owes_nothing_to_who_holds_no_role(citizen: Person, clerk: Person) -> None:
    for person in (citizen, clerk):
        assert owed_lines(viewer_as(person, ASKED_ON), ASKED_ON) == []


def test_places_know_their_casework(office: Body, adviser: Person) -> None:
    parish = Place.objects.create(
        kind=PlaceKind.PARISH, parish_kind=ParishKind.RURAL, code="170199", name="Ensayo"
    )
    casework = a_casework(office, adviser, place=parish)
    a_casework(office, adviser, place=parish)
    an_end(casework, adviser, ASKED_ON)
    assert casework_counts([parish.pk, 0]) == {parish.pk: PlaceCount(total=2, still_open=1)}


def test_what_a_person_said_is_exported_and_forgotten(
    office: Body, adviser: Person, citizen: Person
) -> None:
    file = SimpleUploadedFile("carta de clara.txt", b"Soy Clara y pido la vereda")
    private = attach(file, visibility=Visibility.STAFF)
    with on(ASKED_ON) as at:
        casework = open_casework(
            need=Need(NEED, CaseworkOrigin.LETTER),
            office=office,
            record=Record(adviser, at, words=Words(attachments=(private,))),
            asker=Asker(citizen, "Mi mamá se cayó ahí"),
        )
    exported = export_person(person=citizen, at=AT, by=citizen)["casework"]
    assert [(row["need"], row["said"]) for row in exported] == [(NEED, "Mi mamá se cayó ahí")]
    erase_person(person=citizen, at=AT, by=citizen)
    asker = CaseworkAsker.objects.get(casework=casework)
    assert (asker.said, asker.act, ActDocument.objects.count()) == ("", None, 0)


def test_what_was_said_is_forgotten_a_year_after_the_end(
    office: Body, adviser: Person, citizen: Person
) -> None:
    ended = a_casework(office, adviser, asker=citizen, said="en mis palabras")
    going = a_casework(office, adviser, asker=citizen, said="todavía")
    an_end(ended, adviser, ASKED_ON)
    assert forget_old_askers(AT - timedelta(days=1)) == 0
    assert forget_old_askers(AT + timedelta(days=1)) == 1
    assert forget_old_askers(AT + timedelta(days=1)) == 0
    said = dict(CaseworkAsker.objects.values_list("casework", "said"))
    assert said == {ended.pk: "", going.pk: "todavía"}


def test_earlier_ones_about_the_same_are_found(office: Body, adviser: Person) -> None:
    for line in ("Arreglo de la vereda de la calle Ensayo", "Poda de árboles", "Feria de abril"):
        a_casework(office, adviser, line=line)
    found = similar_cases("GES", "vereda dañada en la calle Ensayo")
    assert [case.title for case in found] == ["Arreglo de la vereda de la calle Ensayo"]
    assert list(similar_cases("GES", "vereda calle ensayo", without=found[0].pk)) == []
    assert list(similar_cases("GES", "el de la")) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_are_both_kept(office: Body, adviser: Person, citizen: Person) -> None:
    casework = a_casework(office, adviser)

    def ask(_turn: int) -> str:
        try:
            add_asker(casework=casework, asker=Asker(citizen), at=AT)
        except CaseworkRefused as refused:
            return refused.code
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(ask, range(2))) == ["already-asks", "kept"]


def test_a_step_that_was_changed_behind_its_back_is_named(office: Body, adviser: Person) -> None:
    activity = activities_of(a_plan(office, adviser))[0]
    casework = a_casework(office, adviser, activities=(activity,))
    act = a_step(casework, adviser, ASKED_ON, act="make_visit", step=Step(people=3))
    assert list(disagreements()) == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE plan_caseworkstep SET people = 300 WHERE act_id = %s", [act.pk])
    assert list(disagreements()) == [Disagreement(f"{casework.case.number}/2", "people")]


def test_a_step_is_corrected_once_by_one_of_its_kind(office: Body, adviser: Person) -> None:
    casework = a_casework(office, adviser)
    letter = a_step(casework, adviser, ASKED_ON)
    with pytest.raises(CorrectionRefused, match="correction-of-another-kind"):
        a_step(casework, adviser, ASKED_ON, act="make_call", corrects=letter)
    a_step(casework, adviser, ASKED_ON, corrects=letter)
    with pytest.raises(CorrectionRefused, match="already-corrected"):
        a_step(casework, adviser, ASKED_ON, corrects=letter)
