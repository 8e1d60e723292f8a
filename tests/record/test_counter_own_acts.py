"""At the counter a code is renewed or ended for its holder, and a shown document raises the level."""

import pytest
from django.test import Client

from minga.people.public import Body, Person
from minga.record.follow_codes import code_that_opens, issue_follow_code
from tests.cast import signed_in
from tests.record.acts import open_case
from tests.record.counter_world import (
    CEDULA,
    CODE,
    NAMELESS,
    NOW,
    START,
    at_the_counter,
    attend,
    counter,
    log_of,
    page_of,
    window,
)

__all__ = ["at_the_counter", "counter", "window"]

pytestmark = pytest.mark.usefixtures("at_the_counter")


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
