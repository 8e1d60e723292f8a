"""Which work of this context runs by the clock?"""

from procrastinate.contrib.django import app

from minga.kernel import clock
from minga.people.events import RecoveryAsked
from minga.people.services.letters import tell_by_mail
from minga.people.services.retention import apply_retention


@app.periodic(cron="20 8 * * *", periodic_id="people-retention")  # 03:20 in Quito
@app.task(name="people.apply_retention", queueing_lock="people.apply_retention")
def apply_retention_daily(timestamp: int) -> None:
    """Remove what the retention table says is over; running late or twice removes the same."""
    del timestamp
    apply_retention(at=clock.now())


@app.task(name="people.send_recovery_letter")
def send_recovery_letter(recovery_id: int) -> None:
    """Write to the person that somebody asked to open their account anew, where mail leaves."""
    tell_by_mail(recovery_id=recovery_id)


def send_letter_soon(event: RecoveryAsked) -> None:
    """Defer the letter in the transaction of the request: the two commit together."""
    send_recovery_letter.defer(recovery_id=event.recovery_id)
