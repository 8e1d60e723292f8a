"""When does the demonstration counter attend, and which paper forms lie in its drawer?"""

from datetime import date, time

from minga.kernel import clock
from minga.people.public import Body, Person
from minga.record.public import Opening, print_papers, set_hours

MORNING, AFTERNOON = Opening(time(8), time(12, 30)), Opening(time(13, 30), time(16, 30))
MONDAY_TO_THURSDAY, FRIDAY = range(4), (4,)
PAPERS = 3


def open_counter(body: Body, by: Person, since: date) -> None:
    """Set the hours of a counter from its first day on and print a few forms for power cuts.

    Call it with the clock on that day.
    """
    week = ((MONDAY_TO_THURSDAY, (MORNING, AFTERNOON)), (FRIDAY, (MORNING,)))
    for weekdays, openings in week:
        set_hours(
            body=body,
            weekdays=weekdays,
            openings=openings,
            starts_on=since,
            by=by,
            at=clock.now(),
        )
    print_papers(body=body, count=PAPERS, by=by, at=clock.now())
