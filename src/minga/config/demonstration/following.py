"""What do fictional people follow? A few things each, by their account alone: nothing leaves."""

from datetime import date, datetime, time, timedelta

from minga.dialogue.public import Channel, Frequency, Wish, follow_as
from minga.kernel.clock import QUITO
from minga.people.public import DemonstrationPeople

SINCE = timedelta(days=60)
FOLLOWED = {
    "citizen": (
        ("activity:demostracion/2", Frequency.AT_ONCE),
        ("place:170155", Frequency.WEEKLY),
        ("search:/registro/?tipo=GES", Frequency.DAILY),
    ),
    "leader": (
        ("plan:demostracion", Frequency.WEEKLY),
        ("goal:11", Frequency.WEEKLY),
    ),
}


def follow_some(people: DemonstrationPeople, today: date) -> None:
    """Let them follow since two months ago: what happened since then waits as notices on their page."""
    at = datetime.combine(today - SINCE, time(9), tzinfo=QUITO)
    for part, wishes in FOLLOWED.items():
        for topic, frequency in wishes:
            wish = Wish(topic, frequency)
            follow_as(person=people.persons[part], wish=wish, channel=Channel.PAGE, at=at)
