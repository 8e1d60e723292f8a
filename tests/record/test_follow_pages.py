"""With number and code anybody follows their case, without account; nobody learns anything else."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from minga.kernel import clock
from minga.people.public import Body, Person
from minga.record.case_kinds import ActLabel, CaseKind, case_kinds, install_case_kinds
from minga.record.follow_codes import issue_follow_code, revoke_follow_code
from minga.record.followed import FollowedSection
from minga.record.labels import Visibility
from minga.record.models import Case
from minga.website import panels
from tests.record.acts import NOTE, add_note, open_case

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
SECRET = "Rosa pide una luminaria"
ADDRESS = "/seguimiento/"
CASE_PAGE = "/seguimiento/expediente/"


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> Iterator[None]:
    clock.shift_to(NOW)
    cache.clear()
    before = case_kinds()
    kind = CaseKind(
        code="ENS",
        label="Ensayo",
        moves=(NOTE,),
        acts={"note": ActLabel("Se anotó algo")},
        states={"OPEN": "En trámite"},
        shown_to_holder=("note",),
    )
    install_case_kinds([*before, kind])
    yield
    install_case_kinds(before)


@pytest.fixture
def case(office: Body, adviser: Person) -> Case:
    """A case that is not public, with one act and its words."""
    case = open_case(office, title="Tu pedido", visibility=Visibility.STAFF)
    add_note(case, adviser, title=SECRET)
    return case


def open_it(client: Client, number: str, code: str) -> str:
    """Send number and code; return where the answer leads, or its status."""
    answer = client.post(ADDRESS, {"number": number, "code": code})
    return str(answer.headers.get("Location", answer.status_code))


def test_the_first_page_asks_number_and_code_and_takes_the_number_of_the_qr(client: Client) -> None:
    page = client.get(ADDRESS, {"numero": "GES-2026-00012"})
    assert page.status_code == 200
    assert 'value="GES-2026-00012"' in page.content.decode()
    assert (
        page.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    )
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_number_and_code_open_the_case_for_its_holder(client: Client, case: Case) -> None:
    issued = issue_follow_code(case=case, at=NOW)
    assert open_it(client, issued.number.lower(), issued.code) == CASE_PAGE
    page = client.get(CASE_PAGE)
    shown = page.content.decode()
    assert (case.number in shown, "En trámite" in shown, "Se anotó algo" in shown) == (True,) * 3
    assert SECRET not in shown
    assert issued.code not in shown


def test_the_words_of_an_act_are_shown_only_where_its_kind_says_so(
    client: Client, case: Case
) -> None:
    kinds = case_kinds()
    own = CaseKind(
        "ENS", "Ensayo", (NOTE,), {}, shown_to_holder=("note",), words_to_holder=("note",)
    )
    install_case_kinds([*(kind for kind in kinds if kind.code != "ENS"), own])
    issued = issue_follow_code(case=case, at=NOW)
    open_it(client, issued.number, issued.code)
    assert SECRET in client.get(CASE_PAGE).content.decode()


def test_a_public_case_shows_what_everybody_reads(
    client: Client, office: Body, adviser: Person
) -> None:
    case = open_case(office)
    add_note(case, adviser, title="Se envió el oficio")
    issued = issue_follow_code(case=case, at=NOW)
    open_it(client, issued.number, issued.code)
    shown = client.get(CASE_PAGE).content.decode()
    assert "Se envió el oficio" in shown
    assert case.get_absolute_url() in shown


@pytest.mark.parametrize("number", ["real", "GES-2026-99999", "no es un número"])
def test_the_answer_to_a_wrong_code_and_to_an_unknown_number_is_the_same(
    client: Client, case: Case, number: str
) -> None:
    issue_follow_code(case=case, at=NOW)
    typed = case.number if number == "real" else number
    answer = client.post(ADDRESS, {"number": typed, "code": "7K2M-7K2M-7K2M-7K2M"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("no abren nada juntos") >= 1
    assert case.title not in page


def test_wrong_codes_for_a_number_are_limited_and_the_right_one_still_opens(
    client: Client, case: Case
) -> None:
    issued = issue_follow_code(case=case, at=NOW)
    wrong = [open_it(client, case.number, f"WRONG-{tries}") for tries in range(12)]
    assert wrong == ["422"] * 10 + ["429"] * 2
    assert open_it(client, "GES-2026-00001", "WRONG") == "422"  # the same office, another number
    assert open_it(client, case.number, issued.code) == CASE_PAGE


def test_an_office_behind_one_address_is_limited_late(
    client: Client, case: Case, settings: pytest.FixtureRequest
) -> None:
    issued = issue_follow_code(case=case, at=NOW)
    opened = {open_it(Client(), case.number, issued.code) for _ in range(40)}
    assert opened == {CASE_PAGE}


def test_without_key_or_with_a_forged_one_nothing_opens(client: Client, case: Case) -> None:
    issue_follow_code(case=case, at=NOW)
    addresses = (CASE_PAGE, "/seguimiento/anular/")
    assert [client.get(address).headers["Location"] for address in addresses] == [ADDRESS] * 2
    client.cookies["minga_seguimiento"] = "1:forged:key"
    assert client.get(CASE_PAGE).headers["Location"] == ADDRESS


def test_the_key_lives_half_an_hour_at_its_own_address_and_dies_with_the_code(
    client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = issue_follow_code(case=case, at=NOW)
    open_it(client, issued.number, issued.code)
    key = client.cookies["minga_seguimiento"]
    assert (key["path"], key["httponly"], key["samesite"]) == ("/seguimiento/", True, "Strict")
    assert client.get(CASE_PAGE).status_code == 200
    revoke_follow_code(case=case, at=NOW)
    assert client.get(CASE_PAGE).headers["Location"] == ADDRESS
    again = issue_follow_code(case=case, at=NOW)
    open_it(client, again.number, again.code)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + timedelta(minutes=31).total_seconds())
    assert client.get(CASE_PAGE).headers["Location"] == ADDRESS


def test_the_holder_closes_the_case_on_a_shared_phone(client: Client, case: Case) -> None:
    issued = issue_follow_code(case=case, at=NOW)
    open_it(client, issued.number, issued.code)
    assert client.post("/seguimiento/cerrar/").headers["Location"] == ADDRESS
    assert client.get(CASE_PAGE).headers["Location"] == ADDRESS
    assert open_it(client, issued.number, issued.code) == CASE_PAGE


def test_the_holder_ends_the_code(client: Client, case: Case) -> None:
    issued = issue_follow_code(case=case, at=NOW)
    open_it(client, issued.number, issued.code)
    assert client.get("/seguimiento/anular/").status_code == 200
    assert "ya no abre nada" in client.post("/seguimiento/anular/").content.decode()
    assert open_it(client, issued.number, issued.code) == "422"


def test_the_owning_context_adds_its_words(client: Client, case: Case) -> None:
    before = dict(panels._table)
    panels.install(
        before
        | {
            "followed_case.sections": (
                lambda ids: {
                    one: [FollowedSection("Qué dijo la empresa", "Que irá")] for one in ids
                },
            )
        }
    )
    issued = issue_follow_code(case=case, at=NOW)
    open_it(client, issued.number, issued.code)
    shown = client.get(CASE_PAGE).content.decode()
    panels.install(before)
    assert ("Qué dijo la empresa" in shown, "Que irá" in shown) == (True, True)


@pytest.mark.parametrize("acts", [1, 5])
def test_the_page_costs_the_same_however_much_happened(
    client: Client,
    case: Case,
    adviser: Person,
    acts: int,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setitem(panels._table, "followed_case.sections", ())
    for _ in range(acts):
        add_note(case, adviser)
    issued = issue_follow_code(case=case, at=NOW)
    open_it(client, issued.number, issued.code)
    with django_assert_num_queries(5):
        client.get(CASE_PAGE)
