"""Which work of this context runs by the clock?"""

from procrastinate.contrib.django import app

from minga.kernel import clock
from minga.people.services.retention import apply_retention


@app.periodic(cron="20 8 * * *", periodic_id="people-retention")  # 03:20 in Quito
@app.task(name="people.apply_retention", queueing_lock="people.apply_retention")
def apply_retention_daily(timestamp: int) -> None:
    """Remove what the retention table says is over; running late or twice removes the same."""
    del timestamp
    apply_retention(at=clock.now())
