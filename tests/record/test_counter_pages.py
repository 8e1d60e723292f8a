"""At the counter a person is found, attended and given a receipt; whoever else comes there is turned away."""

import re
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from minga.kernel import clock
from minga.people.public import AccountEvent, Body, Person, set_national_id
from minga.record.counter.hours import hours_on
from minga.record.counter.models import CounterVisit, PaperForm
from minga.record.documents import path_of
from minga.record.follow_codes import code_that_opens, issue_follow_code
from minga.record.models import ActDocument
from tests.cast import signed_in
from tests.record.acts import open_case
from tests.record.counter_world import NOW, at_the_counter, open_week

__all__ = ["at_the_counter"]

pytestmark = pytest.mark.usefixtures("at_the_counter")
START = "/despacho/mostrador/"
NAMELESS = f"{START}sin-nombre/"
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}")
CEDULA = "1710034065"


@pytest.fixture
def counter(bodies: object) -> Body:
    return Body.objects.get(slug="ventanilla-de-ensayo")


@pytest.fixture
def window(client: Client, clerk: Person) -> Client:
    """The browser of the clerk."""
    return signed_in(client, clerk)


def page_of(person: Person, act: str = "") -> str:
    return f"{START}persona/{person.public_id}/{act}"


def form_of(window: Client, address: str) -> dict[str, str]:
    """Open a form and return what it carries hidden."""
    shown = window.get(address).content.decode()
    found = re.search(r'name="visit" value="([^"]+)"', shown)
    return {"visit": found[1]} if found else {}


def attend(window: Client, address: str, **said: object) -> tuple[int, str]:
    """Fill in an act and send it; return status and page."""
    answer = window.post(address, form_of(window, address) | said)
    return answer.status_code, answer.content.decode()


def log_of(person: Person) -> list[tuple[str, str]]:
    rows = AccountEvent.objects.filter(person=person).order_by("pk")
    return [(event.kind, event.detail) for event in rows]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


# Who may


@pytest.mark.parametrize(
    "address", ["", "hoy/", "donde/", "horario/", "hojas/", "registrar/", "sin-nombre/"]
)
@pytest.mark.parametrize("who", ["adviser", "auditor", "councillor", "citizen"])
def test_only_who_attends_a_counter_comes_in(
    client: Client, address: str, who: str, request: pytest.FixtureRequest
) -> None:
    person: Person = request.getfixturevalue(who)
    assert signed_in(client, person).get(f"{START}{address}").status_code == 403
    visitor = Client().get(f"{START}{address}")
    assert visitor.headers["Location"].startswith("/cuenta/entrar/")


def test_the_desk_leads_to_the_counter(window: Client) -> None:
    assert START in window.get("/despacho/registrar/").content.decode()


# Finding


@pytest.mark.parametrize(
    ("words", "by"),
    [("quishpe clara", "NAME"), ("099 123 4567", "PHONE"), ("+593 99 123 4567", "PHONE"), (CEDULA, "NATIONAL_ID"), ("clara", "NAME")],
)  # fmt: skip
def test_a_person_is_found_by_name_telephone_or_cedula_and_can_read_that_they_were(
    window: Client, citizen: Person, leader: Person, words: str, by: str
) -> None:
    type(citizen.identity).objects.filter(person=citizen).update(phone="0991234567")
    set_national_id(person=citizen, number=CEDULA, at=NOW)
    shown = window.post(START, {"words": words}).content.decode()
    assert (page_of(citizen) in shown, page_of(leader) in shown) == (True, False)
    assert (CEDULA in shown.replace(f'value="{CEDULA}"', ""), "0991234567" in shown) == (False,) * 2
    assert log_of(citizen)[-1] == ("FOUND_AT_COUNTER", by)
    assert window.get(START, {"words": words}).content.decode().count(page_of(citizen)) == 0


def test_nobody_is_found_without_words_and_digits_too_few(window: Client, citizen: Person) -> None:
    assert window.post(START, {"words": ""}).status_code == 422
    assert "Nadie registrado" in window.post(START, {"words": "09"}).content.decode()
    assert log_of(citizen) == [("ACCOUNT_CREATED", "")]


def test_whoever_has_an_account_is_found_by_its_name(window: Client, leader: Person) -> None:
    assert page_of(leader) in window.post(START, {"words": " Lucho "}).content.decode()


def test_opening_a_card_is_noted_and_today_s_persons_come_first(
    window: Client, citizen: Person
) -> None:
    window.get(page_of(citizen))
    assert log_of(citizen)[-1] == ("OPENED_AT_COUNTER", "")
    assert page_of(citizen) not in window.get(START).content.decode()
    attend(window, page_of(citizen, "ensayo/"), said="una luminaria")
    assert page_of(citizen) in window.get(START).content.decode()


def test_a_person_of_another_world_is_not_there(window: Client, citizen: Person) -> None:
    Person.objects.filter(pk=citizen.pk).update(is_demonstration=True)
    addresses = (page_of(citizen), page_of(citizen, "ensayo/"), page_of(citizen, "atencion/"))
    assert [window.get(address).status_code for address in addresses] == [404] * 3
    assert page_of(citizen) not in window.post(START, {"words": "clara"}).content.decode()


@pytest.mark.parametrize("rows", [1, 5])
def test_a_search_costs_the_same_however_many_it_finds(
    window: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        window.post(f"{START}registrar/", {"register": "1", "name": f"Ana Ensayo {number}"})
    window.get(START)
    with django_assert_num_queries(11):
        window.post(START, {"words": "ana ensayo"})


# Registering


def test_a_person_is_registered_once_with_what_the_next_clerk_must_know(
    window: Client, clerk: Person
) -> None:
    answer = window.post(
        f"{START}registrar/",
        {
            "register": "1",
            "name": "Rosa Ensayo",
            "number": CEDULA,
            "needs": ["KICHWA", "READS_NOT"],
            "notes": "Viene con su nieta",
        },
    )
    person = Person.objects.get(identity__name="Rosa Ensayo")
    assert answer.headers["Location"] == page_of(person)
    identity = person.identity
    assert (identity.level, identity.needs_at_counter) == ("ID_DECLARED", ["READS_NOT", "KICHWA"])
    card = window.get(page_of(person)).content.decode()
    assert ("Habla kichwa" in card, "Viene con su nieta" in card, CEDULA in card) == (
        True,
        True,
        False,
    )
    events = AccountEvent.objects.filter(person=person)
    assert {event.by_id for event in events} == {clerk.pk}
    assert [kind for kind, _detail in log_of(person)] == [
        "REGISTERED_AT_COUNTER", "NATIONAL_ID_SET", "LEVEL_RAISED", "NEEDS_NOTED", "OPENED_AT_COUNTER",
    ]  # fmt: skip


def test_what_was_looked_for_stands_in_the_form(window: Client) -> None:
    by_name = window.post(f"{START}registrar/", {"words": "Rosa Ensayo"}).content.decode()
    by_phone = window.post(f"{START}registrar/", {"words": "0991234567"}).content.decode()
    assert re.search(r'name="name" value="Rosa Ensayo"', by_name)
    assert re.search(r'name="phone" value="0991234567"', by_phone)
    assert "Léele esto" in by_name


def test_a_wrong_check_digit_warns_once_and_is_taken_when_the_document_says_so(
    window: Client,
) -> None:
    said = {"register": "1", "name": "Rosa Ensayo", "number": "1710034066"}
    warned = window.post(f"{START}registrar/", said)
    assert (warned.status_code, "as_written" in warned.content.decode()) == (422, True)
    taken = window.post(f"{START}registrar/", said | {"as_written": "on"})
    assert taken.status_code == 302
    assert page_of(Person.objects.get(identity__name="Rosa Ensayo")) in (
        window.post(START, {"words": "1710034066"}).content.decode()
    )


def test_a_cedula_registered_already_is_not_registered_again(
    window: Client, citizen: Person
) -> None:
    set_national_id(person=citizen, number=CEDULA, at=NOW)
    said = {"register": "1", "name": "Otra Ensayo", "number": CEDULA}
    assert window.post(f"{START}registrar/", said).status_code == 422
    assert not Person.objects.filter(identity__name="Otra Ensayo").exists()


def test_what_the_next_clerk_must_know_can_be_changed_and_taken_away(
    window: Client, citizen: Person
) -> None:
    window.post(page_of(citizen, "atencion/"), {"needs": ["OTHER_LANGUAGE"], "notes": "shuar"})
    citizen.identity.refresh_from_db()
    assert (citizen.identity.needs_at_counter, citizen.identity.notes_for_counter) == (
        ["OTHER_LANGUAGE"],
        "shuar",
    )
    assert 'value="shuar"' in window.get(page_of(citizen, "atencion/")).content.decode()
    window.post(page_of(citizen, "atencion/"), {})
    citizen.identity.refresh_from_db()
    assert (citizen.identity.needs_at_counter, citizen.identity.notes_for_counter) == ([], "")


# Acts and receipts


def test_an_act_gives_its_receipt_at_once_with_number_and_code(
    window: Client, counter: Body, clerk: Person, citizen: Person
) -> None:
    open_week(counter, clerk)
    status, receipt = attend(window, page_of(citizen, "ensayo/"), said="una luminaria")
    visit = CounterVisit.objects.get()
    case = visit.case
    assert case is not None
    code = CODE.search(receipt)
    assert code is not None
    opened = code_that_opens(number=case.number, code=code[0])
    assert (status, opened and opened.case_id, opened and opened.person_id) == (
        200,
        case.pk,
        citizen.pk,
    )
    assert ("una luminaria" in receipt, case.number in receipt, "<svg" in receipt) == (True,) * 3
    assert ("Cuenta como recibido" in receipt, "Lunes a viernes, 08:00 a 16:30" in receipt) == (
        False,
        True,
    )


def test_what_arrived_after_hours_says_from_when_it_counts(
    window: Client, counter: Body, clerk: Person
) -> None:
    open_week(counter, clerk)
    said = {"said": "una luminaria", "arrived_on": "2027-02-28", "arrived_time": "10:00"}
    _status, receipt = attend(window, f"{NAMELESS}ensayo/", **said)
    assert "lunes 1 de marzo de 2027, 08:00" in receipt
    assert "día sin atención" in receipt
    assert CounterVisit.objects.get().person is None


def test_a_receipt_sent_twice_is_told_and_shows_no_code_again(window: Client) -> None:
    address = f"{NAMELESS}ensayo/"
    form = form_of(window, address) | {"said": "una luminaria"}
    first = window.post(address, form).content.decode()
    second = window.post(address, form).content.decode()
    case = CounterVisit.objects.get().case
    assert case is not None
    assert CODE.search(first)
    assert not CODE.search(second)
    assert f"{NAMELESS}renovar-codigo/?numero={case.number}" in second


@pytest.mark.parametrize(("paper", "millimetres"), [("a4", 210), ("roll", 80)])
def test_the_receipt_is_printed_on_a_sheet_and_on_a_roll(
    window: Client, paper: str, millimetres: int
) -> None:
    _status, receipt = attend(window, f"{NAMELESS}ensayo/", said="una luminaria")
    kept = re.search(r'name="kept" value="([^"]+)"', receipt)
    code = CODE.search(receipt)
    assert kept is not None
    assert code is not None
    answer = window.post(f"{START}recibo/", {"kept": kept[1], paper: "1"})
    assert answer.headers["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    assert len(document) == 1
    assert round(document[0].get_width() / 72 * 25.4) == millimetres
    printed = text_of(answer.content)
    case = CounterVisit.objects.get().case
    assert case is not None
    assert [words in printed for words in (case.number, code[0], "una luminaria")] == [True] * 3


def test_a_receipt_is_printed_by_its_counter_within_the_hour(
    window: Client, secretary: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    _status, receipt = attend(window, f"{NAMELESS}ensayo/", said="una luminaria")
    kept = re.search(r'name="kept" value="([^"]+)"', receipt)
    assert kept is not None
    elsewhere = signed_in(Client(), secretary)
    answers = [
        elsewhere.post(f"{START}recibo/", {"kept": kept[1]}).status_code,
        window.post(f"{START}recibo/", {"kept": f"{kept[1]}x"}).status_code,
        window.post(f"{START}recibo/").status_code,
    ]
    assert answers == [410] * 3


def test_the_scan_is_kept_for_the_staff_alone_and_without_what_the_camera_knew(
    window: Client, citizen: Person
) -> None:
    photo = Image.new("RGB", (40, 30), "white")
    exif = Image.Exif()
    exif[0x010F] = "Cámara de ensayo"
    file = BytesIO()
    photo.save(file, "JPEG", exif=exif)
    upload = SimpleUploadedFile("papel.jpg", file.getvalue(), "image/jpeg")
    status, _receipt = attend(window, page_of(citizen, "ensayo/"), said="algo", scan=upload)
    use = ActDocument.objects.get()
    assert (status, use.visibility, use.document.media_type) == (200, "STAFF", "image/jpeg")
    with default_storage.open(path_of(use.document.sha256)) as kept:
        assert dict(Image.open(kept).getexif()) == {}


def test_what_cannot_be_kept_or_done_is_said_and_nothing_is_registered(window: Client) -> None:
    address = f"{NAMELESS}ensayo/"
    broken = SimpleUploadedFile("papel.jpg", b"\xff\xd8\xff no es una foto", "image/jpeg")
    answers = [
        attend(window, address, said=""),
        attend(window, address, said="nada"),
        attend(window, address, said="algo", scan=broken),
        attend(window, address, said="algo", paper_number="2027-9", arrived_on="2027-03-01"),
        attend(window, address, said="algo", paper_number="2027-9"),
        attend(window, address, said="algo", arrived_on="2027-03-02"),
        attend(window, address, said="algo", arrived_on="2027-03-01", arrived_time="23:00"),
        attend(window, address, said="algo", arrived_time="09:00"),
        attend(window, address, said="algo", arrived_on="2020-03-01"),
    ]
    assert [status for status, _page in answers] == [422] * 9
    assert CounterVisit.objects.count() == 0


def test_a_paper_is_typed_in_with_its_day(window: Client) -> None:
    clock.shift_to(NOW - timedelta(days=5))
    window.post(f"{START}hojas/imprimir/", {"count": "2"})
    clock.shift_to(NOW)
    said = {"said": "una luminaria", "paper_number": "2027-1", "arrived_on": "2027-02-26"}
    status, _receipt = attend(window, f"{NAMELESS}ensayo/", **said)
    visit = CounterVisit.objects.get()
    assert (status, visit.arrived_at) == (
        200,
        datetime(2027, 2, 26, 12, 0, tzinfo=clock.QUITO),
    )
    left = window.get(f"{START}hojas/").content.decode()
    assert ("HOJ-2027-00001" in left, "HOJ-2027-00002" in left) == (False, True)
    assert "HOJ-2027-00001" in window.get(f"{START}hoy/").content.decode()


def test_the_booklet_has_a_page_a_serial(window: Client) -> None:
    answer = window.post(f"{START}hojas/imprimir/", {"count": "3"})
    document = pypdfium2.PdfDocument(answer.content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert [f"HOJ-2027-{number:05d}" in page for number, page in enumerate(pages, 1)] == [True] * 3
    assert "Qué hacemos con tus datos" in pages[0]
    assert window.post(f"{START}hojas/imprimir/", {"count": "0"}).status_code == 422


def test_a_paper_is_declared_void_with_its_reason(window: Client) -> None:
    window.post(f"{START}hojas/imprimir/", {"count": "1"})
    address = f"{START}hojas/HOJ-2027-00001/anular/"
    assert window.get(address).status_code == 200
    answers = [
        window.post(address, said).status_code
        for said in ({}, {"reason": "LOST"}, {"reason": "LOST"})
    ]
    assert answers == [422, 302, 404]
    assert PaperForm.objects.get().voided_reason == "LOST"


# Acts of the record itself


def test_a_new_code_ends_the_one_before(window: Client, counter: Body) -> None:
    case = open_case(counter, title="Pedido de Rosa")
    before = issue_follow_code(case=case, at=NOW)
    address = f"{NAMELESS}renovar-codigo/"
    shown = window.get(address, {"numero": case.number}).content.decode()
    assert "Pedido de Rosa" in shown
    status, receipt = attend(window, address, number=case.number.lower(), is_theirs="on")
    code = CODE.search(receipt)
    assert code is not None
    assert status == 200
    assert code_that_opens(number=case.number, code=before.code) is None
    assert code_that_opens(number=case.number, code=code[0]) is not None


def test_a_code_is_renewed_only_for_its_holder_and_where_there_was_one(
    window: Client, counter: Body, citizen: Person, leader: Person
) -> None:
    bare, held = open_case(counter), open_case(counter)
    issue_follow_code(case=held, at=NOW, person=citizen)
    said = {"number": held.number, "is_theirs": "on"}
    answers = [
        attend(window, f"{NAMELESS}renovar-codigo/", number="GES-2027-99999", is_theirs="on"),
        attend(window, f"{NAMELESS}renovar-codigo/", number=bare.number, is_theirs="on"),
        attend(window, f"{NAMELESS}renovar-codigo/", number=held.number),
        attend(window, f"{NAMELESS}renovar-codigo/", **said),
        attend(window, page_of(leader, "renovar-codigo/"), **said),
        attend(window, page_of(citizen, "renovar-codigo/"), **said),
    ]
    assert [status for status, _page in answers] == [422] * 5 + [200]


def test_a_code_is_ended_without_another(window: Client, counter: Body, citizen: Person) -> None:
    case = open_case(counter)
    issued = issue_follow_code(case=case, at=NOW, person=citizen)
    address = page_of(citizen, "anular-codigo/")
    status, receipt = attend(window, address, number=case.number, is_theirs="on")
    assert (status, CODE.search(receipt)) == (200, None)
    assert code_that_opens(number=case.number, code=issued.code) is None
    assert log_of(citizen)[-1] == ("FOLLOW_CODE_REVOKED", case.number)


@pytest.mark.parametrize(
    ("document", "level"), [("CEDULA", "ID_DECLARED"), ("CEDULA_AND_BILL", "RESIDENT_CHECKED")]
)
def test_a_shown_document_raises_the_level_with_receipt_and_line_but_no_number(
    window: Client, clerk: Person, citizen: Person, document: str, level: str
) -> None:
    said = {"document": document, "number": CEDULA, "seen": "on"}
    status, receipt = attend(window, page_of(citizen, "cedula-mostrada/"), **said)
    citizen.identity.refresh_from_db()
    assert (status, citizen.identity.level, CEDULA in receipt) == (200, level, False)
    assert ("NATIONAL_ID_SET", document) in log_of(citizen)
    shown = signed_in(Client(), citizen).get("/mi/").content.decode()
    assert clerk.identity.name in shown


def test_nobody_checks_their_own_document_nor_without_seeing_it(
    window: Client, clerk: Person, citizen: Person
) -> None:
    said = {"document": "CEDULA", "number": CEDULA}
    answers = [
        attend(window, page_of(clerk, "cedula-mostrada/"), seen="on", **said),
        attend(window, page_of(citizen, "cedula-mostrada/"), **said),
        attend(window, page_of(citizen, "cedula-mostrada/"), document="CEDULA", seen="on"),
    ]
    assert [status for status, _page in answers] == [422] * 3
    assert window.get(f"{NAMELESS}cedula-mostrada/").status_code == 404
    assert window.get(f"{NAMELESS}no-hay/").status_code == 404


def test_a_cedula_that_a_resident_keeps_is_refused_in_the_words_of_its_context(
    window: Client, citizen: Person, leader: Person
) -> None:
    said = {"document": "CEDULA_AND_BILL", "number": CEDULA, "seen": "on"}
    attend(window, page_of(leader, "cedula-mostrada/"), **said)
    status, page = attend(window, page_of(citizen, "cedula-mostrada/"), **said)
    assert (status, "Otra cuenta ya declaró esa cédula" in page) == (422, True)


def test_who_looked_at_the_data_is_printed_for_whoever_asks(
    window: Client, clerk: Person, citizen: Person
) -> None:
    window.post(START, {"words": "clara"})
    window.get(page_of(citizen))
    printed = window.post(page_of(citizen, "mirado/")).content.decode()
    assert printed.count(clerk.identity.name) == 3
    assert ("por el nombre" in printed, log_of(citizen)[-1][0]) == (True, "LOG_PRINTED")


@pytest.mark.parametrize("rows", [1, 5])
def test_what_was_attended_today_costs_the_same_however_much_it_was(
    window: Client,
    clerk: Person,
    citizen: Person,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for row in range(rows):
        address = page_of(citizen, "ensayo/") if row % 2 else f"{NAMELESS}ensayo/"
        attend(window, address, said="algo")
    window.get(f"{START}hoy/")
    with django_assert_num_queries(5):
        shown = window.get(f"{START}hoy/").content.decode()
    assert shown.count("<li><b>") == rows


# The room


def test_the_counter_says_whether_it_is_open(window: Client, counter: Body, clerk: Person) -> None:
    assert "El horario de atención no está fijado" in window.get(START).content.decode()
    open_week(counter, clerk)
    assert "Lunes a viernes, 08:00 a 16:30" in window.get(START).content.decode()
    clock.shift_to(datetime(2027, 3, 1, 18, 0, tzinfo=clock.QUITO))
    assert (
        "cuenta como recibido martes 2 de marzo de 2027, 08:00"
        in window.get(START).content.decode()
    )


def test_hours_are_set_at_the_desk(window: Client, counter: Body) -> None:
    address = f"{START}horario/"
    said = {
        "weekdays": ["0", "1"], "opens": "08:00", "closes": "12:00", "opens_again": "13:00",
        "closes_again": "16:00", "starts_on": "2027-03-01",
    }  # fmt: skip
    wrong = (
        said | {"closes": "07:00"},
        said | {"closes": ""},
        said | {"opens": "", "closes": "", "opens_again": "", "closes_again": ""},
        said | {"weekdays": []},
    )
    assert [window.post(address, one).status_code for one in wrong] == [422] * 4
    assert window.post(address, said).status_code == 302
    window.post(address, {"weekdays": ["1"], "closed": "on", "starts_on": "2027-03-08"})
    week = [(row.weekday, row.opens) for row in hours_on(counter, date(2027, 3, 8))]
    assert week == [(0, time(8)), (0, time(13))]
    shown = window.get(address).content.decode()
    assert "Lunes y martes, 08:00 a 12:00 y 13:00 a 16:00" in shown


def test_a_clerk_of_two_counters_says_at_which_one_they_sit(
    client: Client, secretary: Person, clerk: Person, counter: Body
) -> None:
    window = signed_in(client, clerk)
    assert window.get(f"{START}donde/").status_code == 200
    answers = [
        window.post(f"{START}donde/", {"body": "otra"}).status_code,
        window.post(f"{START}donde/", {"body": counter.slug, "roll": "1"}).status_code,
    ]
    assert answers == [422, 302]
    _status, receipt = attend(window, f"{NAMELESS}ensayo/", said="algo")
    assert "receipt roll" in receipt


def test_nothing_of_the_counter_is_kept_by_browsers(window: Client, citizen: Person) -> None:
    addresses = (START, page_of(citizen), page_of(citizen, "ensayo/"), f"{START}hoy/")
    headers = {window.get(address).headers["Cache-Control"] for address in addresses}
    assert headers == {"max-age=0, no-cache, no-store, must-revalidate, private"}
