"""How is the demonstration world made? People, a plan, and a life of acts on the way to today."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from minga.config.demonstration.casework import Office, entities, pursue
from minga.config.demonstration.conversation import converse
from minga.config.demonstration.counter import open_counter
from minga.config.demonstration.document import (
    ENDS_ON,
    REVISED_ON,
    STARTS_ON,
    document,
    revised_document,
)
from minga.config.demonstration.evaluations import evaluations_of, name_the_commission
from minga.config.demonstration.following import follow_some
from minga.config.demonstration.letters import write_letters
from minga.config.demonstration.life import Cast, World, in_order, life_of, live, set_clock
from minga.config.demonstration.privacy import answer_for_data
from minga.kernel import clock
from minga.people.public import DemonstrationPeople, Person, load_demonstration_people
from minga.plan.public import (
    Filing,
    Holder,
    Record,
    WorkPlan,
    register_plan,
    register_version,
)
from minga.record.public import Words

SEED = 20_260_514
SIZES = {"normal": 1, "large": 20}


@transaction.atomic
def load(*, size: str = "normal", at: datetime | None = None) -> None:
    """Make the demonstration world up to `at` (now when not given), in one transaction.

    Every act is written by the services that people use, with the clock brought to its day.
    Raises KeyError for a size that does not exist.
    """
    today = clock.local_date(at or clock.now())
    with _clock_kept():
        set_clock(STARTS_ON, 8)
        people = load_demonstration_people(rng=_chance(), at=clock.now(), since=STARTS_ON)
        adviser = people.persons["adviser"]
        counter = people.bodies["ventanilla-de-demostracion"]
        open_counter(counter, people.persons["clerk"], STARTS_ON)
        plan = register_plan(
            filing=Filing(read=document(SIZES[size]), name="plan-de-demostracion.csv"),
            holder=Holder(
                slug="demostracion",
                body=people.bodies["despacho-de-demostracion"],
                person=people.persons["councillor"],
                starts_on=STARTS_ON,
                ends_on=ENDS_ON,
                is_demonstration=True,
            ),
            record=Record(
                adviser, clock.now(), words=Words(title="Se registró el plan de demostración")
            ),
        )
        cast = Cast(adviser, people.persons["secretary"])
        world = World(cast, _chance())
        commission = people.bodies["comision-de-demostracion"]
        name_the_commission(plan, commission, world)
        evaluated = evaluations_of(plan, commission, _chance(), today)
        events = in_order([*life_of(plan, world, min(today, ENDS_ON)), *evaluated])
        live((event for event in events if event.on < REVISED_ON), world)
        if today > REVISED_ON:
            _revise(plan, adviser, size)
        live((event for event in events if event.on >= REVISED_ON), world)
        _pursue(plan, people, today, SIZES[size])
        converse(people, today)
        follow_some(people, today)
        answer_for_data(people, today)


def _pursue(plan: WorkPlan, people: DemonstrationPeople, today: date, rounds: int) -> None:
    """Let the office carry its neighbours' needs up to today."""
    body, adviser = people.bodies["despacho-de-demostracion"], people.persons["adviser"]
    addressed = entities(people.bodies["concejo-de-demostracion"])
    office = Office(body, adviser, plan, _chance())
    pursue(office, addressed, today, rounds=2 * rounds)
    write_letters(office, today)


def _revise(plan: WorkPlan, adviser: Person, size: str) -> None:
    """File the plan again, changed in a few places."""
    set_clock(REVISED_ON, 7)
    words = Words(
        title="Se registró otra versión del plan de demostración",
        text="El Concejo revisó su plan después del primer año.",
    )
    register_version(
        plan=plan,
        filing=Filing(read=revised_document(SIZES[size]), name="plan-de-demostracion-2025.csv"),
        record=Record(adviser, clock.now(), words=words),
    )


def _chance() -> random.Random:
    """Return chance from its beginning, so that what one part draws does not move another."""
    return random.Random(SEED)  # noqa: S311 - a fictional world, not a secret


@contextmanager
def _clock_kept() -> Iterator[None]:
    """Bring the clock back to where it was, whatever the generator did with it."""
    shift = clock.shift()
    try:
        yield
    finally:
        clock.reset()
        if shift:
            clock.shift_to(clock.now() + shift)
