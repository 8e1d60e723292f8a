"""Which work of the record runs by the clock, or soon after a fact?"""

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from minga.kernel import clock
from minga.record.documents import remove_orphans, remove_unused
from minga.record.events import ActAppended
from minga.record.expiry import expire_clocks
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
    However many acts a transaction writes, it asks once.
    """
    del event
    asked = (waiting[1] for waiting in connection.run_on_commit)
    if _ask_for_sealing not in asked:
        transaction.on_commit(_ask_for_sealing, robust=True)


def _ask_for_sealing() -> None:
    try:
        with transaction.atomic():  # a refusal undoes itself alone
            seal_now.defer()
    except AlreadyEnqueued:
        return


@app.periodic(cron="7 * * * *", periodic_id="record.expire")
@app.task(name="record.expire_every_hour", queueing_lock="record.expire_every_hour")
def expire_every_hour(timestamp: int) -> None:
    """End the clocks whose last day has passed; after an outage one run catches up, once."""
    del timestamp
    expire_clocks(clock.today())


@app.periodic(cron="23 8 * * *", periodic_id="record.tidy")
@app.task(name="record.remove_unused_documents", queueing_lock="record.remove_unused_documents")
def remove_unused_documents(timestamp: int) -> None:
    """Remove files that a form brought and no act ever used, and contents without a row."""
    del timestamp
    remove_unused(clock.now())
    remove_orphans(clock.now())
