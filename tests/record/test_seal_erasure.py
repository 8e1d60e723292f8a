"""It is true that forgetting a person leaves every seal valid and nothing personal behind."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from minga.people.public import Appointment, Body, Person
from minga.people.services.erasure import erase_person
from minga.record.erasure import erase_words, erase_words_of
from minga.record.labels import Standing
from minga.record.models import Act, ActDocument, ActText, Document
from minga.record.rules.personal_words import are_personal
from minga.record.sealing.checking import verify_database
from minga.record.sealing.export import export_record
from minga.record.sealing.sealing import seal_pending
from tests.record.acts import add_note, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
SECRET = "Vivo en la casa verde de la esquina"


@pytest.mark.parametrize(
    ("by_citizen", "held_office", "personal"),
    [(True, False, True), (True, True, True), (False, False, True), (False, True, False)],
)
def test_only_words_spoken_in_office_stay(by_citizen: bool, held_office: bool, personal: bool):
    assert are_personal(by_citizen=by_citizen, held_office=held_office) is personal


def words(act: Act) -> tuple[str, str, str, bytes]:
    row = ActText.objects.get(act=act)
    return row.title, row.text, row.language, bytes(row.salt)


def test_erasing_a_person_empties_their_words_and_keeps_every_seal(
    office: Body, adviser: Person, citizen: Person, tmp_path: Path
):
    case = open_case(office)
    asked = add_note(case, citizen, text=SECRET, standing=Standing.CITIZEN)
    answered = add_note(case, adviser, text="Gracias por escribir")
    kept = words(answered)
    seal_pending(NOON)
    erase_person(person=citizen, at=NOON, by=None)
    erase_words_of(citizen.pk)
    assert words(asked) == ("", "", "", b"")
    assert words(answered) == kept
    verdict = verify_database(NOON)
    assert (verdict.findings, verdict.acts, verdict.words) == ((), 2, 1)
    out = tmp_path / "registro.jsonl"
    export_record(out, NOON)
    assert SECRET not in out.read_text()
    assert erase_words_of(citizen.pk) == 0


def test_words_of_an_office_stay_when_its_holder_is_forgotten_later(office: Body, adviser: Person):
    in_function = add_note(open_case(office), adviser)
    as_citizen = add_note(open_case(office), adviser, standing=Standing.CITIZEN)
    before = add_note(open_case(office), adviser, at=datetime(2019, 1, 2, tzinfo=UTC))
    Appointment.objects.filter(person=adviser).update(ends_on=NOON.date())
    assert erase_words_of(adviser.pk) == 2
    assert words(in_function)[0] == "Nota"
    assert words(as_citizen) == words(before) == ("", "", "", b"")


def document(digest: str) -> Document:
    return Document.objects.create(sha256=digest * 64, media_type="application/pdf", size=1)


def test_documents_go_with_the_words_unless_another_act_shows_them(
    office: Body, citizen: Person, django_capture_on_commit_callbacks
):
    gone, shared = document("a"), document("b")
    act, other = add_note(open_case(office), citizen), add_note(open_case(office), citizen)
    ActDocument.objects.create(act=act, document=gone, name="Mi cédula.pdf")
    ActDocument.objects.create(act=act, document=shared, name="Oficio.pdf")
    ActDocument.objects.create(act=other, document=shared, name="Oficio.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        erase_words([act.pk])
    assert list(Document.objects.all()) == [shared]
    assert ActDocument.objects.get().act == other
