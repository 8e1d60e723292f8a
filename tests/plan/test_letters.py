"""Is it true that a letter has one number, is sent once, and that a private one stays private?"""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from minga.kernel.lifecycle import TransitionRefused
from minga.people.labels import BodyKind
from minga.people.models import Body, Person
from minga.people.public import erase_person, export_person
from minga.people.services.bodies import found_body
from minga.plan.models import Casework, Letter, LetterCounter, LetterTemplate
from minga.plan.queries.casework_desk import awaited_answers
from minga.plan.queries.letters import (
    letterhead_of,
    shipped_templates,
    template_of,
    templates_of,
    values_of,
)
from minga.plan.rules.letters import LetterKind, Placeholder
from minga.plan.services.letter_privacy import forget_old_letters
from minga.plan.services.letter_templates import (
    Wording,
    keep_letterhead,
    keep_template,
    retire_template,
)
from minga.plan.services.letters import (
    LetterRefused,
    mend_letter,
    void_letter,
    write_letter,
)
from minga.record.models import ActDocument, Document
from minga.record.public import Visibility
from minga.territory.public import Place
from minga.territory.services.facts import load_facts
from tests.plan.casework_world import ASKED_ON, NEED, a_casework, a_step, an_end
from tests.plan.letter_world import DUE_ON, SECRET, a_draft, a_letter, a_reply, sent, step_of

AT = datetime(2024, 3, 4, 17, tzinfo=UTC)
OWN = Wording(LetterKind.INVITATION, "Convocatoria", "Sobre {pedido}", "Venga a {lugar}.")


@pytest.fixture
def casework(office: Body, adviser: Person) -> Casework:
    return a_casework(office, adviser)


def test_letters_are_numbered_without_gaps_within_office_and_year(
    office: Body, commission: Body, adviser: Person
) -> None:
    one, other = a_casework(office, adviser), a_casework(commission, adviser)
    keep_letterhead(body=commission, prefix="COM-E")
    numbers = [a_letter(case, adviser).number for case in (one, other, one)]
    numbers.append(a_letter(one, adviser, a_draft(written_on=date(2023, 12, 29))).number)
    assert numbers == ["OF-2024-00001", "COM-E-2024-00001", "OF-2024-00002", "OF-2023-00001"]


def test_a_refused_letter_takes_no_number(casework: Casework, adviser: Person) -> None:
    with pytest.raises(LetterRefused, match="placeholder-open"):
        a_letter(casework, adviser, a_draft(text="Va a {lugar}"))
    assert LetterCounter.objects.count() == 0
    assert a_letter(casework, adviser).number == "OF-2024-00001"


def test_the_same_form_sent_twice_is_one_letter(casework: Casework, adviser: Person) -> None:
    once = uuid.uuid4()
    letters = [
        write_letter(casework=casework, draft=a_draft(), by=adviser, at=AT, once=once)
        for _turn in range(2)
    ]
    assert letters[0].pk == letters[1].pk
    assert LetterCounter.objects.get().last == Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_letters_written_at_once_have_numbers_of_their_own(
    casework: Casework, adviser: Person
) -> None:
    def write(_turn: int) -> int:
        try:
            return write_letter(
                casework=casework, draft=a_draft(), by=adviser, at=AT, once=uuid.uuid4()
            ).sequence
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(write, range(8))) == list(range(1, 9))


@pytest.mark.django_db(transaction=True)
def test_one_form_that_comes_twice_at_once_is_one_letter(
    casework: Casework, adviser: Person
) -> None:
    once = uuid.uuid4()

    def write(_turn: int) -> str:
        try:
            return write_letter(
                casework=casework, draft=a_draft(), by=adviser, at=AT, once=once
            ).number
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(write, range(2))) == ["OF-2024-00001"] * 2
    assert LetterCounter.objects.get().last == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": "Hola {ciudad}"}, "placeholder-unknown"),
        ({"subject": "Sobre {pedido}"}, "placeholder-open"),
        ({"answer_due_on": None}, "answer-day-missing"),
        ({"answer_due_on": ASKED_ON - timedelta(days=1)}, "answer-due-before"),
        ({"text": "Llame al 0991234567"}, "personal-number"),
        ({"addressee": "rosa@correo.ec"}, "personal-number"),
    ],
)
def test_a_letter_that_is_not_ready_is_refused(
    casework: Casework, adviser: Person, more: dict[str, object], code: str
) -> None:
    with pytest.raises(LetterRefused, match=code):
        a_letter(casework, adviser, a_draft(**more))
    assert Letter.objects.count() == 0


def test_a_letter_belongs_to_an_open_case_of_its_office_and_world(
    casework: Casework, office: Body, adviser: Person
) -> None:
    other = a_casework(office, adviser)
    step = step_of(a_step(other, adviser, ASKED_ON))
    with pytest.raises(LetterRefused, match="answer-of-another"):
        a_letter(casework, adviser, a_draft(kind=LetterKind.REMINDER, insists_on=step))
    an_end(other, adviser, ASKED_ON)
    other.refresh_from_db()
    with pytest.raises(LetterRefused, match="casework-closed"):
        a_letter(other, adviser)
    fictional = Person.objects.create(created_at=AT, is_demonstration=True)
    with pytest.raises(LetterRefused, match="demonstration-mixed"):
        a_letter(casework, fictional)
    casework.case.body = None
    with pytest.raises(LetterRefused, match="without-office"):
        a_letter(casework, adviser)


def test_a_letter_to_an_entity_is_sent_with_its_pdf_for_everybody(
    casework: Casework, office: Body, adviser: Person
) -> None:
    act = sent(a_letter(casework, adviser), adviser)
    casework.case.refresh_from_db()
    letter, step, use = Letter.objects.get(), step_of(act), ActDocument.objects.get()
    assert (casework.case.state, act.kind) == ("IN_PROGRESS", "send_letter")
    assert act.wording.title == "Carta OF-2024-00001. Vereda de la calle Ensayo"
    assert (step.addressee, step.answer_due_on) == ("Empresa de obras de ensayo", DUE_ON)
    assert (use.name, use.visibility, use.document.media_type) == (
        "OF-2024-00001.pdf",
        "PUBLIC",
        "application/pdf",
    )
    assert letter.act == act
    assert [one.act_id for one in awaited_answers([office])] == [act.pk]


def test_a_letter_to_who_asked_says_nothing_in_public(
    casework: Casework, adviser: Person, citizen: Person
) -> None:
    public = a_reply(citizen, visibility=Visibility.PUBLIC)
    letter = a_letter(casework, adviser, public)
    act = sent(letter, adviser, due=None)
    assert (letter.visibility, act.wording.title) == (
        "STAFF",
        "Carta OF-2024-00001 a quien lo pidió",
    )
    assert (act.wording.text, act.payload["is_named"], step_of(act).addressee) == ("", False, "")
    assert [use.visibility for use in ActDocument.objects.all()] == ["STAFF"]


def test_a_letter_that_names_somebody_is_reserved(casework: Casework, adviser: Person) -> None:
    letter = a_letter(
        casework, adviser, a_draft(visibility=Visibility.STAFF, text="Cédula 1710034065")
    )
    act = sent(letter, adviser)
    assert act.wording.title == "Carta OF-2024-00001, reservada"
    assert step_of(act).addressee == ""


def test_what_was_sent_or_is_void_does_not_change(casework: Casework, adviser: Person) -> None:
    gone, void = a_letter(casework, adviser), a_letter(casework, adviser)
    sent(gone, adviser)
    void_letter(letter=void, at=AT)
    for letter in (gone, void):
        with pytest.raises(LetterRefused, match="letter-closed"):
            mend_letter(letter=letter, draft=a_draft(subject="Otro"))
        with pytest.raises(LetterRefused, match="letter-closed"):
            void_letter(letter=letter, at=AT)
        with pytest.raises(LetterRefused, match="letter-closed"):
            sent(letter, adviser)
    assert a_letter(casework, adviser).sequence == 3


def test_the_database_keeps_what_was_sent_and_every_number(
    casework: Casework, adviser: Person
) -> None:
    letter = a_letter(casework, adviser)
    sent(letter, adviser)
    rows = Letter.objects.filter(pk=letter.pk)
    for change in ({"text": "otra cosa"}, {"act": None}, {"number": "OF-2024-00009"}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(ProgrammingError), transaction.atomic():
        rows.delete()


def test_a_letter_is_mended_until_it_is_sent(casework: Casework, adviser: Person) -> None:
    letter = a_letter(casework, adviser)
    draft = a_draft(subject="Vereda y bordillo", kind=LetterKind.INVITATION)
    mended = mend_letter(letter=letter, draft=draft)
    assert (mended.number, mended.subject, mended.kind) == (
        letter.number,
        "Vereda y bordillo",
        "REQUEST",
    )
    with pytest.raises(LetterRefused, match="letter-year"):
        mend_letter(
            letter=letter, draft=replace(draft, written_on=date(2023, 12, 31), answer_due_on=DUE_ON)
        )


def test_nothing_is_sent_before_it_was_written_nor_on_a_closed_case(
    casework: Casework, adviser: Person
) -> None:
    letter = a_letter(casework, adviser, a_draft(written_on=ASKED_ON + timedelta(days=1)))
    with pytest.raises(LetterRefused, match="sent-before-written"):
        sent(letter, adviser)
    an_end(casework, adviser, ASKED_ON)
    with pytest.raises(TransitionRefused, match="no-such-transition"):
        sent(letter, adviser, ASKED_ON + timedelta(days=1))
    assert Document.objects.filter(uses__isnull=False).count() == 0


def test_a_letter_of_the_demonstration_says_so(adviser: Person) -> None:
    fictional = found_body(
        slug="ficticio", kind=BodyKind.OFFICE, name="Ficticio", is_demonstration=True
    )
    person = Person.objects.create(created_at=AT, is_demonstration=True)
    letter = a_letter(a_casework(fictional, person), person)
    act = sent(letter, person)
    assert act.is_demonstration


def test_a_reminder_knows_what_was_not_answered(
    casework: Casework, office: Body, adviser: Person
) -> None:
    letter = a_letter(casework, adviser)
    step = step_of(sent(letter, adviser))
    later = DUE_ON + timedelta(days=5)
    values = values_of(casework, letterhead_of(office), later, step)
    assert {one: values[one] for one in (P.EARLIER, P.EARLIER_ON, P.DAYS_WAITED, P.ENTITY)} == {
        P.EARLIER: "la carta OF-2024-00001",
        P.EARLIER_ON: "4 de marzo de 2024",
        P.DAYS_WAITED: "20 días",
        P.ENTITY: "Empresa de obras de ensayo",
    }


P = Placeholder


@pytest.mark.parametrize(
    ("act", "said"), [("send_letter", "una carta"), ("make_call", "un pedido")]
)
def test_a_reminder_names_a_step_without_letter(
    casework: Casework, office: Body, adviser: Person, act: str, said: str
) -> None:
    step = step_of(a_step(casework, adviser, ASKED_ON, act=act))
    values = values_of(casework, letterhead_of(office), ASKED_ON + timedelta(days=1), step)
    assert (values[P.EARLIER], values[P.DAYS_WAITED]) == (said, "1 día")


def test_a_letter_begins_with_what_is_known_of_the_case(
    casework: Casework, office: Body, adviser: Person
) -> None:
    keep_letterhead(body=office, prefix="OF", signed_by="Carmen Nudo")
    a_step(casework, adviser, ASKED_ON, act="make_visit", title="Visita con el barrio")
    values = values_of(casework, letterhead_of(office), ASKED_ON)
    assert values == {
        P.NEED: NEED,
        P.CASE: casework.case.number,
        P.OFFICE: "Despacho de Ensayo",
        P.ENTITY: "la entidad",
        P.PLACE: "",
        P.SIGNATORY: "Carmen Nudo",
        P.STEPS: "4 de marzo de 2024: Se registró el pedido.\n"
        "4 de marzo de 2024: Visita con el barrio.",
    }


def test_a_letter_names_the_parish_or_the_whole_district(office: Body, adviser: Person) -> None:
    load_facts()
    parish = Place.objects.get(code="170155")
    said = [
        values_of(a_casework(office, adviser, **where), letterhead_of(office), ASKED_ON)[P.PLACE]
        for where in ({"place": parish}, {})
    ]
    assert said == ["la parroquia Calderón", "el Distrito Metropolitano de Quito"]


def test_an_office_has_its_own_letters_in_place_of_the_shipped_ones(office: Body) -> None:
    assert templates_of(office) == list(shipped_templates())
    keep_template(body=office, wording=OWN, code="pedido")
    added = [keep_template(body=office, wording=OWN).code for _turn in range(2)]
    assert added == ["convocatoria", "convocatoria-2"]
    names = [(one.code, one.kind, one.is_own) for one in templates_of(office)]
    assert names == [
        ("pedido", "REQUEST", True),
        ("insistencia", "REMINDER", False),
        ("respuesta", "REPLY", False),
        ("invitacion", "INVITATION", False),
        ("convocatoria", "INVITATION", True),
        ("convocatoria-2", "INVITATION", True),
    ]
    for code in ("pedido", "convocatoria"):
        retire_template(body=office, code=code)
    assert [one.code for one in templates_of(office) if one.is_own] == ["convocatoria-2"]
    assert template_of(office, "pedido") == shipped_templates()[0]
    assert keep_template(body=office, wording=OWN).code == "convocatoria-3"


def test_a_template_with_words_that_mean_nothing_is_refused(office: Body) -> None:
    with pytest.raises(LetterRefused, match="placeholder-unknown"):
        keep_template(body=office, wording=replace(OWN, text="{alcalde}"))
    for code in ("no-hay", "pedido"):
        with pytest.raises(LetterRefused, match="template-unknown"):
            retire_template(body=office, code=code)
    with pytest.raises(LetterRefused, match="template-unknown"):
        keep_template(body=office, wording=OWN, code="no-hay")
    assert LetterTemplate.objects.count() == 0


def test_a_template_without_letters_in_its_name_has_a_code(office: Body) -> None:
    codes = [
        keep_template(body=office, wording=replace(OWN, name=one)).code for one in ("¿?", "Nuevo")
    ]
    assert codes == ["modelo", "nuevo-2"]


def test_numbers_begin_as_the_office_says(office: Body) -> None:
    with pytest.raises(LetterRefused, match="prefix-refused"):
        keep_letterhead(body=office, prefix="of 1")
    keep_letterhead(body=office, prefix="DC-AB", address="Venezuela N5-10")
    assert (letterhead_of(office).prefix, letterhead_of(office).address) == (
        "DC-AB",
        "Venezuela N5-10",
    )


def test_letters_to_a_person_are_exported_and_emptied(
    casework: Casework, adviser: Person, citizen: Person
) -> None:
    private, draft = (a_letter(casework, adviser, a_reply(citizen)) for _turn in range(2))
    public = a_letter(casework, adviser)
    for letter in (private, public):
        sent(letter, adviser)
    exported = export_person(person=citizen, at=AT, by=citizen)["letters"]
    assert [(row["number"], row["sent"], SECRET in row["text"]) for row in exported] == [
        (draft.number, False, True),
        (private.number, True, True),
    ]
    erase_person(person=citizen, at=AT, by=citizen)
    left = {one.number: (one.subject, one.text, one.addressee) for one in Letter.objects.all()}
    assert left[private.number] == left[draft.number] == ("", "", "")
    assert left[public.number][0] == "Vereda de la calle Ensayo"
    assert list(ActDocument.objects.values_list("name", flat=True)) == [f"{public.number}.pdf"]


def test_private_letters_are_emptied_a_year_after_the_end(office: Body, adviser: Person) -> None:
    ended, going = a_casework(office, adviser), a_casework(office, adviser)
    for casework in (ended, going):
        a_letter(casework, adviser, a_reply())
    an_end(ended, adviser, ASKED_ON)
    assert forget_old_letters(AT - timedelta(days=1)) == 0
    assert forget_old_letters(AT + timedelta(days=1)) == 1
    assert forget_old_letters(AT + timedelta(days=1)) == 0
    texts = dict(Letter.objects.values_list("casework", "text"))
    assert (texts[ended.pk], SECRET in texts[going.pk]) == ("", True)
