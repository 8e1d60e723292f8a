"""It is true that nothing is lost and nothing sent twice when workers, servers and connections die."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from minga.dialogue.channels.mail import message_id
from minga.dialogue.models import Delivery
from minga.dialogue.rules.follows import Channel
from minga.dialogue.services.deliveries import (
    PAUSE,
    open_deliveries,
    prepare_deliveries,
    send_deliveries,
)
from minga.dialogue.services.noticing import write_notices
from minga.people.models import Body, Person
from minga.record.models import Case
from tests.dialogue.followers import MAILBOX, NOW, a_list, mail_leaves_by, tell
from tests.dialogue.smtp_sink import Sink
from tests.record.acts import add_note, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def case(office: Body) -> Case:
    return open_case(office, title="Veredas de la calle de ensayo")


@pytest.fixture
def topic(case: Case) -> str:
    return f"case:{case.number}"


def test_a_repetition_has_the_same_message_id(
    case: Case, topic: str, adviser: Person, mail: Sink
) -> None:
    a_list(topic, MAILBOX)
    add_note(case, adviser)
    tell()
    # the server had taken it, and we died before our commit
    Delivery.objects.update(sent_at=None)
    assert tell() == 1
    delivery = Delivery.objects.get()
    assert delivery.tries == 2
    assert mail.ids() == [message_id(str(delivery.key))] * 2


def test_a_server_that_vanishes_before_its_answer_gets_the_same_again(
    case: Case, topic: str, adviser: Person, mail: Sink
) -> None:
    for number in range(6):
        a_list(topic, f"c{number}@ejemplo.ec")
    add_note(case, adviser)
    mail.break_after = 3
    assert tell() == 3
    assert tell(NOW + PAUSE) == 3
    assert Counter(mail.ids()).most_common(1)[0][1] == 1
    assert len(set(mail.ids())) == 6


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_message_once(
    case: Case, topic: str, adviser: Person, mail: Sink
) -> None:
    for number in range(60):
        a_list(topic, f"c{number}@ejemplo.ec")
    add_note(case, adviser)
    write_notices(NOW)
    start, sent = threading.Barrier(2), []

    def work() -> None:
        start.wait()
        try:
            prepare_deliveries(NOW)
            sent.append(send_deliveries(now=lambda: NOW, within=timedelta(minutes=5)))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    tell()
    assert len(mail.ids()) == len(set(mail.ids())) == 60
    assert len({letter["To"] for letter in mail.mails}) == 60
    assert not open_deliveries(Channel.MAIL, NOW).exists()


WORKER = """
    from datetime import timedelta
    import django
    django.setup()
    from minga.kernel import clock
    from minga.dialogue.services.deliveries import send_deliveries
    clock.shift_to(clock.datetime.fromisoformat("{at}"))
    print("ready", flush=True)
    send_deliveries(now=clock.now, within=timedelta(minutes=5))
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_midway_loses_nothing_and_repeats_at_most_what_was_in_flight(
    case: Case, topic: str, adviser: Person, mail: Sink, settings: LazySettings, tmp_path: Path
) -> None:
    for number in range(150):
        a_list(topic, f"c{number}@ejemplo.ec")
    add_note(case, adviser)
    write_notices(NOW)
    prepare_deliveries(NOW)
    script = tmp_path / "worker.py"
    script.write_text(textwrap.dedent(WORKER.format(at=NOW.isoformat())))
    worker = subprocess.Popen(
        [sys.executable, str(script)], env=_surroundings(mail), stdout=subprocess.PIPE
    )
    _wait_until(lambda: len(mail.mails) >= 30)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait(10)
    assert worker.stdout is not None
    worker.stdout.close()
    before = len(mail.mails)
    assert before < 150
    mail_leaves_by(settings, mail)
    tell()
    counts = Counter(mail.ids())
    assert len(counts) == 150
    assert sum(counts.values()) - 150 <= 1  # the one that was between "250" and the commit
    assert {f"c{number}@ejemplo.ec" for number in range(150)} == {
        letter["To"] for letter in mail.mails
    }


def _surroundings(mail: Sink) -> dict[str, str]:
    database = connection.settings_dict
    url = f"postgresql:///{database['NAME']}?host={database['HOST']}&user={database['USER']}"
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "minga.config.settings",
        "MINGA_MAIL_HOST": "127.0.0.1",
        "MINGA_MAIL_PORT": str(mail.port),
        "MINGA_DATA": "/nonexistent",
    }


def _wait_until(is_so: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)
