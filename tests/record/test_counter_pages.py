"""At the counter a person is attended and given a receipt; whoever else comes there is turned away."""

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
from minga.people.public import Body, Person
from minga.record.counter.hours import hours_on
from minga.record.counter.models import CounterVisit, PaperForm
from minga.record.documents import path_of
from minga.record.follow_codes import code_that_opens
from minga.record.models import ActDocument
from tests.cast import signed_in
from tests.record.counter_world import (
    CODE,
    NAMELESS,
    NOW,
    START,
    at_the_counter,
    attend,
    counter,
    form_of,
    open_week,
    page_of,
    text_of,
    window,
)

__all__ = ["at_the_counter", "counter", "window"]

pytestmark = pytest.mark.usefixtures("at_the_counter")


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
