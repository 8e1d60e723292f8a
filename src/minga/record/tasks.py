"""Which work of the record runs by the clock, or soon after a fact?"""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from minga.kernel import clock
from minga.record.events import ActAppended
from minga.record.sealing.sealing import seal_pending

SEALING = "record.seal"


@app.periodic(cron="* * * * *", periodic_id=SEALING)
@app.task(name="record.seal_every_minute", queueing_lock="record.seal_every_minute")
def seal_every_minute(timestamp: int) -> None:
    """Seal what is not sealed yet; running late, twice or at once seals it once."""
    del timestamp
    seal_pending(clock.now())


@app.task(name="record.seal_now", queueing_lock="record.seal_now")
def seal_now() -> None:
    """Seal what is not sealed yet, without waiting for the minute."""
    seal_pending(clock.now())


def seal_soon(event: ActAppended) -> None:
    """Seal an act as soon as it is committed, instead of at the next minute.

    Deferred after the commit, not within: the queue lets one sealing wait at a time, and a fact
    must not wait for another fact's transaction. Lost on a crash, the minute's job does it.
    """
    del event
    transaction.on_commit(_ask_for_sealing, robust=True)


def _ask_for_sealing() -> None:
    try:
        seal_now.defer()
    except AlreadyEnqueued:
        return
