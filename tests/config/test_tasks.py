"""A job whose worker died is done again, and never twice in the queue."""

import asyncio
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job

from minga.config.tasks import retry_stalled_jobs

STALLED = """
WITH dead AS (
    INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute') RETURNING id
), alive AS (
    INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()) RETURNING id
)
INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id, queueing_lock)
SELECT 'q', 'lost', 'doing'::procrastinate_job_status, dead.id, NULL FROM dead
UNION ALL SELECT 'q', 'lost-and-waiting', 'doing', dead.id, 'once' FROM dead
UNION ALL SELECT 'q', 'running', 'doing', alive.id, NULL FROM alive
UNION ALL SELECT 'q', 'lost-and-waiting', 'todo', NULL, 'once'
"""


async def retry() -> None:
    connector = DjangoConnector().get_worker_connector()
    with app.replace_connector(connector) as worker:
        async with worker.open_async():
            job = Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t")
            context = JobContext(app=worker, start_timestamp=0, job=job, abort_reason=lambda: None)
            await retry_stalled_jobs.func(context, 0)


def rows() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status::text FROM procrastinate_jobs ORDER BY id")
        return list(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_jobs_of_a_dead_worker_wait_again_and_those_of_a_living_one_go_on() -> None:
    with connection.cursor() as cursor:
        cursor.execute(STALLED)
    asyncio.run(retry())
    assert rows() == [
        ("lost", "todo"),
        ("lost-and-waiting", "failed"),
        ("running", "doing"),
        ("lost-and-waiting", "todo"),
    ]
    asyncio.run(retry())
    assert [status for _name, status in rows()] == ["todo", "failed", "doing", "todo"]
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
