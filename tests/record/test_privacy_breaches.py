"""A breach is written, assessed, told and closed, with its days; and its papers are for few eyes."""

from datetime import UTC, date, datetime

import pytest

from minga.kernel import clock
from minga.kernel.refusal import Refused
from minga.people.models import Body, Person
from minga.record.expiry import expire_clocks
from minga.record.labels import Visibility
from minga.record.models import Case, Deadline
from minga.record.parameters import load_reference
from minga.record.privacy.breaches import BreachStep, open_breach, take_step
from minga.record.registers import Registrar
from minga.record.rules.breaches import AUTHORITY_NOTICE, BreachState
from minga.record.services import replayed_state
from tests.record.answering import AT, LATER, breached, by, stepped

pytestmark = pytest.mark.django_db
S = BreachState


@pytest.fixture(autouse=True)
def numbers(db: None) -> None:
    load_reference()


@pytest.fixture
def hand(administrator: Person, council: Body) -> Registrar:
    return by(administrator, council)


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.code == code)


def running() -> dict[str, date]:
    return dict(Deadline.objects.filter(stopped_by=None).values_list("key", "due_on"))


def test_a_breach_is_hidden_and_its_clock_runs_from_when_it_was_known(hand: Registrar) -> None:
    case = breached(hand)
    assert (case.kind, case.visibility, case.state) == ("BRE", Visibility.STAFF, S.DETECTED)
    assert running() == {"dp.breach.authority": date(2026, 11, 17)}
    assert case.acts.get().payload == {"people": 12}


def test_the_days_pass_over_holidays(hand: Registrar) -> None:
    """Five working days from Monday 30 November: 7 December is Quito's day."""
    clock.shift_to(datetime(2026, 12, 1, 15, 0, tzinfo=UTC))
    breached(hand, at=datetime(2026, 11, 30, 15, 0, tzinfo=UTC))
    assert running() == {"dp.breach.authority": date(2026, 12, 8)}


def test_risk_starts_the_second_clock_and_each_notice_stops_its_own(hand: Registrar) -> None:
    case = stepped(breached(hand), hand, "find_risk")
    assert running().keys() == {"dp.breach.authority", "dp.breach.subject"}
    stepped(case, hand, "notify_authority")
    assert running().keys() == {"dp.breach.subject"}
    stepped(case, hand, "notify_subjects", "close_breach")
    assert running() == {}
    assert case.state == S.CLOSED == replayed_state(case)


def test_the_notices_come_in_any_order_and_risk_may_be_found_later(hand: Registrar) -> None:
    case = stepped(breached(hand), hand, "find_no_risk", "notify_authority", "find_risk")
    assert running().keys() == {"dp.breach.subject"}
    assert stepped(case, hand, "notify_subjects").state == S.NOTIFIED_BOTH
    other = stepped(breached(hand), hand, "find_risk", "notify_subjects", "notify_authority")
    assert other.state == S.NOTIFIED_BOTH


def test_without_risk_it_is_closed_with_a_reason(hand: Registrar) -> None:
    case = stepped(breached(hand), hand, "find_no_risk")
    with refused("reason-missing"):
        take_step(case=case, step=BreachStep("close_breach", " "), by=hand, at=LATER)
    assert stepped(case, hand, "close_breach").state == S.CLOSED
    assert running() == {}


def test_a_notice_that_leaves_something_out_is_refused(hand: Registrar) -> None:
    case = stepped(breached(hand), hand, "find_risk")
    half = BreachStep("notify_authority", "Carta", told=AUTHORITY_NOTICE[:3])
    with refused("notice-incomplete"):
        take_step(case=case, step=half, by=hand, at=LATER)
    stepped(case, hand, "notify_authority")
    told = case.acts.latest("ordinal").payload["told"]
    assert told == [str(part) for part in AUTHORITY_NOTICE]


def test_data_of_another_run_on_a_clock_of_their_own(hand: Registrar) -> None:
    case = breached(hand, "detect_as_processor")
    assert running() == {"dp.breach.processor": date(2026, 11, 12)}
    with refused("data-of-another"):
        stepped(case, hand, "find_risk")
    stepped(case, hand, "note_measure", "tell_controller", "close_breach")
    assert running() == {}
    assert case.state == S.CLOSED


def test_nothing_said_opens_nothing(hand: Registrar) -> None:
    with refused("reason-missing"):
        open_breach(title="Algo", step=BreachStep("detect_breach", ""), by=hand, detected_at=AT)
    assert Case.objects.filter(kind="BRE").count() == 0


def test_an_end_without_notice_only_marks(hand: Registrar) -> None:
    case = breached(hand)
    clock.shift_to(datetime(2026, 12, 1, 15, 0, tzinfo=UTC))
    assert len(expire_clocks(date(2026, 12, 1)).marks) == 1
    case.refresh_from_db()
    assert case.state == S.DETECTED
    assert running().keys() == {"dp.breach.authority"}
