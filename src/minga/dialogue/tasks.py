"""Which work of following runs by the clock, or soon after a fact?"""

from datetime import timedelta

from django.db import connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from minga.dialogue.follow_events import ConfirmationAsked
from minga.dialogue.services.confirming import TryLater, listen_to_chats
from minga.dialogue.services.confirming import send_confirmation as ask
from minga.dialogue.services.deliveries import prepare_deliveries, send_deliveries
from minga.dialogue.services.noticing import write_notices
from minga.dialogue.services.searches import read_searches
from minga.kernel import clock
from minga.record.public import ActAppended

# one worker does all jobs: a long round of digests lets the others through after so long
ROUND = timedelta(seconds=10)


@app.periodic(cron="* * * * *", periodic_id="dialogue-tell")
@app.task(name="dialogue.tell_every_minute", queueing_lock="dialogue.tell_every_minute")
def tell_every_minute(timestamp: int) -> None:
    """Tell followers what is due; after an outage one run catches up, each message once."""
    del timestamp
    read_searches(clock.now())
    _tell()


@app.task(name="dialogue.tell_now", queueing_lock="dialogue.tell_now")
def tell_now() -> None:
    """Tell followers of what was just recorded, without waiting for the minute."""
    _tell()


def _tell() -> None:
    """Turn acts into notices and messages; go on in another job when there is more than a round."""
    write_notices(clock.now())
    prepare_deliveries(clock.now())
    began = clock.now()
    send_deliveries(now=clock.now, within=ROUND)
    if clock.now() - began >= ROUND:
        _ask_for_telling()


def tell_soon(event: ActAppended) -> None:
    """Tell followers of an act as soon as it is committed; the minute's job does it after a crash.

    However many acts a transaction writes, it asks once.
    """
    del event
    asked = (waiting[1] for waiting in connection.run_on_commit)
    if _ask_for_telling not in asked:
        transaction.on_commit(_ask_for_telling, robust=True)


def _ask_for_telling() -> None:
    try:
        with transaction.atomic():  # a refusal undoes itself alone
            tell_now.defer()
    except AlreadyEnqueued:
        return


@app.periodic(cron="* * * * *", periodic_id="dialogue-chats")
@app.task(name="dialogue.listen_to_chats", queueing_lock="dialogue.listen_to_chats")
def listen_every_minute(timestamp: int) -> None:
    """Take up what people wrote to the bot; read twice it does the same."""
    del timestamp
    listen_to_chats(clock.now())


@app.task(
    name="dialogue.send_confirmation",
    retry=RetryStrategy(max_attempts=6, exponential_wait=5, retry_exceptions=[TryLater]),
)
def send_confirmation(follower_id: int) -> None:
    """Ask a mailbox or a phone whether it wants to follow."""
    ask(follower_id=follower_id)


def ask_confirmation_soon(event: ConfirmationAsked) -> None:
    """Defer the question in the transaction of the wish: the two commit together."""
    send_confirmation.defer(follower_id=event.follower_id)
