"""It is true that an act is sealed soon after its commit, that one sealing waits at a time, and that the minute's job catches up."""

from collections.abc import Sequence

import pytest
from django.db import connection, transaction

from minga.people.public import Body, Person
from minga.record.models import SealHead
from minga.record.tasks import seal_every_minute, seal_now
from tests.record.acts import add_note, add_notes, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def waiting() -> Sequence[str]:
    """Return the names of the jobs in the queue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'"
            " AND task_name LIKE 'record.%' ORDER BY id"
        )
        return [name for (name,) in cursor.fetchall()]


def test_acts_ask_for_one_sealing_after_their_commit(
    office: Body, adviser: Person, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        add_notes(open_case(office), adviser, 3)
        assert waiting() == []
    assert waiting() == ["record.seal_now"]


def test_an_act_that_is_rolled_back_asks_for_nothing(
    office: Body, adviser: Person, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        add_note(open_case(office), adviser)
        transaction.set_rollback(True)
    assert waiting() == []


def test_the_jobs_seal_what_waits_and_nothing_twice(office: Body, adviser: Person):
    case = open_case(office)
    add_note(case, adviser)
    seal_now()
    seal_every_minute(timestamp=0)
    assert SealHead.objects.count() == 1
    add_note(case, adviser)
    seal_every_minute(timestamp=0)
    assert list(SealHead.objects.values_list("number", "tree_size")) == [(2, 2), (1, 1)]
