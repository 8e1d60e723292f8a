"""It is true that each kind of data goes when its days are over, and not a day before."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from minga.people import labels, tasks
from minga.people.labels import AccountEventKind, CodePurpose
from minga.people.models import Account, AccountEvent, OneTimeCode, Person
from minga.people.rules.retention import RETENTION, RetentionRule
from minga.people.services import retention
from minga.people.services.codes import issue_code, use_code
from minga.people.services.journal import note_event
from minga.people.services.retention import add_retention, apply_retention, retention_table

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAYS = {rule.kind: rule.days for rule in RETENTION if rule.days is not None}


def gone(kind: str, at: datetime) -> int:
    return apply_retention(at=at)[kind]


def test_the_table_says_for_each_kind_why_how_long_and_by_which_job() -> None:
    assert len({rule.kind for rule in RETENTION}) == len(RETENTION)
    for rule in RETENTION:
        assert rule.kind in labels.RETENTION_KINDS
        assert rule.purpose in labels.RETENTION_PURPOSES
        assert bool(rule.job) == (rule.days is not None) == (rule.age is not None)


def test_spent_codes_stay_thirty_days(citizen: Person) -> None:
    used = issue_code(purpose=CodePurpose.PASSWORD_RESET, person=citizen, at=MONDAY, by=None)
    use_code(purpose=CodePurpose.PASSWORD_RESET, code=used.code, at=MONDAY)
    issue_code(purpose=CodePurpose.INVITATION, person=citizen, at=MONDAY, by=None)
    kept = timedelta(days=DAYS["used-codes"])
    assert gone("used-codes", MONDAY + kept) == 0
    assert gone("used-codes", MONDAY + kept + SECOND) == 1
    assert gone("used-codes", MONDAY + timedelta(days=7) + kept + SECOND) == 1
    assert not OneTimeCode.objects.exists()


def test_the_log_stays_two_years_and_erasures_for_good(citizen: Person) -> None:
    AccountEvent.objects.all().delete()
    for kind in (AccountEventKind.PASSWORD_RESET, AccountEventKind.ERASED):
        note_event(person=citizen, kind=kind, at=MONDAY, by=None)
    kept = timedelta(days=DAYS["account-events"])
    assert gone("account-events", MONDAY + kept) == 0
    assert gone("account-events", MONDAY + kept + SECOND) == 1
    assert AccountEvent.objects.get().kind == AccountEventKind.ERASED


def test_expired_sessions_and_their_addresses_go(client: Client, citizen: Person) -> None:
    client.post("/cuenta/entrar/", {"login": "clara", "password": "siete cuerdas de lana"})
    session, seen = Session.objects.get(), UserSession.objects.get()
    assert gone("expired-sessions", session.expire_date) == 0
    assert gone("lost-sessions", seen.last_seen_at + SECOND) == 0
    done = apply_retention(at=session.expire_date + SECOND)
    assert (done["expired-sessions"], done["lost-sessions"]) == (1, 1)
    assert not UserSession.objects.exists()


def test_unconfirmed_addresses_go_and_confirmed_ones_stay(citizen: Person, leader: Person) -> None:
    Account.objects.update(created_at=MONDAY)
    EmailAddress.objects.create(user=citizen.account, email="a@example.org")
    EmailAddress.objects.create(user=leader.account, email="b@example.org", verified=True)
    kept = timedelta(days=DAYS["unconfirmed-emails"])
    assert gone("unconfirmed-emails", MONDAY + kept) == 0
    assert gone("unconfirmed-emails", MONDAY + kept + SECOND) == 1
    assert EmailAddress.objects.get().email == "b@example.org"


def test_another_context_adds_its_rows_once(db: None) -> None:
    rule = RetentionRule("drafts", "sign-in", 10, "elsewhere")
    seen: list[datetime] = []

    def job(before: datetime) -> int:
        seen.append(before)
        return 3

    try:
        for _ in range(2):
            add_retention(rule, job)
        assert retention_table().count(rule) == 1
        assert gone("drafts", MONDAY) == 3
        assert seen == [MONDAY - timedelta(days=10)]
    finally:
        retention._table[:] = [row for row in retention._table if row[0] != rule]


def test_the_daily_job_applies_the_table(citizen: Person) -> None:
    AccountEvent.objects.update(happened_at=datetime(2000, 1, 1, tzinfo=UTC))
    tasks.apply_retention_daily(timestamp=0)
    assert not AccountEvent.objects.exists()


def test_the_public_page_shows_every_row(client: Client, db: None) -> None:
    page = client.get("/privacidad/").content.decode()
    shown = re.findall(r'<th scope="row">([^<]+)</th>', page)
    assert shown == [str(labels.RETENTION_KINDS[rule.kind]) for rule in retention.retention_table()]
    assert "730 días" in page


@pytest.mark.parametrize("rule", RETENTION, ids=lambda rule: rule.kind)
def test_a_job_of_the_table_exists(rule: RetentionRule) -> None:
    assert not rule.job or callable(getattr(retention, rule.job))
