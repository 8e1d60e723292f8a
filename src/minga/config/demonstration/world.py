"""How is the demonstration world made? People, a plan, and a life of acts on the way to today."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from minga.config.demonstration.promises import PARTS, Measure, Part, Promise, Story
from minga.kernel import clock
from minga.people.public import Body, Person, load_demonstration_people
from minga.plan.public import (
    Activity,
    Filing,
    Group,
    Holder,
    Indicator,
    Period,
    PointKind,
    ReadActivity,
    ReadObjective,
    ReadPlan,
    ReadProgramme,
    Record,
    Value,
    WorkPlan,
    activities_of,
    fix_indicator,
    record_fact,
    record_measurement,
    register_plan,
    set_point,
)
from minga.record.public import Source, Standing, Words

SEED = 20_260_514
STARTS_ON, ENDS_ON = date(2024, 5, 14), date(2028, 5, 13)
SIZES = {"normal": 1, "large": 20}

FACTS = (
    ("Mesa de trabajo con {who}", "Se revisó lo pedido y quedaron tres compromisos."),
    ("Visita a {where}", "Se recorrió el lugar con sus vecinas y vecinos."),
    ("Informe de avance entregado a la comisión", "La comisión lo recibió y lo discutirá."),
    ("Convenio firmado con {who}", "El convenio dura dos años y tiene presupuesto."),
    ("Respuesta recibida de la entidad municipal", "La entidad confirmó fechas y responsables."),
)
WHO = ("la asociación de comerciantes", "el comité del barrio", "la junta parroquial")
WHERE = ("el mercado viejo", "la escuela de la loma", "la parada central", "la quebrada")


@dataclass(frozen=True)
class Cast:
    """The fictional people and bodies that act in the world."""

    office: Body
    adviser: Person
    councillor: Person


@transaction.atomic
def load(*, size: str = "normal", at: datetime | None = None) -> None:
    """Make the demonstration world up to `at` (today when not given), in one transaction.

    Raises KeyError for a size that does not exist.
    """
    chance = random.Random(SEED)  # noqa: S311 - a fictional world, not a secret
    today = clock.local_date(at or clock.now())
    with _clock_kept():
        _set_clock(STARTS_ON, 8)
        people = load_demonstration_people(rng=chance, at=clock.now(), since=STARTS_ON)
        cast = Cast(
            office=people.bodies["despacho-de-demostracion"],
            adviser=people.persons["adviser"],
            councillor=people.persons["councillor"],
        )
        plan = _register(cast, SIZES[size])
        _live(plan, cast, chance, min(today, ENDS_ON), SIZES[size])


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


def _set_clock(day: date, hour: int) -> None:
    clock.shift_to(datetime(day.year, day.month, day.day, hour + 5, tzinfo=UTC))


def _register(cast: Cast, times: int) -> WorkPlan:
    filing = Filing(read=_document(times), name="plan-de-demostracion.csv")
    holder = Holder(
        slug="demostracion",
        body=cast.office,
        person=cast.councillor,
        starts_on=STARTS_ON,
        ends_on=ENDS_ON,
        is_demonstration=True,
    )
    words = Words(title="Se registró el plan de demostración")
    return register_plan(
        filing=filing, holder=holder, record=Record(cast.adviser, clock.now(), words=words)
    )


def _document(times: int) -> ReadPlan:
    """The fictional plan as if it had been read from a document; `times` repeats its promises."""
    rows = iter(range(1, 100_000))
    return ReadPlan(
        title="Plan del Concejo de demostración 2024 – 2028",
        jurisdiction="Distrito de demostración",
        period=Period(STARTS_ON.year, ENDS_ON.year),
        programmes=tuple(_programme(part, times, rows) for part in PARTS),
        authors=("Personas ficticias",),
        vision="Una ciudad ficticia donde cada promesa se puede seguir.",
        general_objective="Mostrar cómo se ve un plan que se mide.",
        systems=("Convivencia", "Economía", "Territorio", "Instituciones"),
    )


def _programme(part: Part, times: int, rows: Iterator[int]) -> ReadProgramme:
    activities = tuple(
        _activity(promise, turn, next(rows)) for turn in range(times) for promise in part.promises
    )
    return ReadProgramme(part.name, (ReadObjective(part.objective, activities),))


def _activity(promise: Promise, turn: int, row: int) -> ReadActivity:
    measure = promise.measure
    return ReadActivity(
        row=row,
        text=promise.text if turn == 0 else f"{promise.text}, sector {turn + 1}",
        sdg=promise.sdg,
        baseline=f"{measure.baseline} {measure.unit}" if measure else None,
        target=f"{measure.target} {measure.unit}" if measure else None,
        years=promise.years,
        strategies=("Ordenanzas", "Recursos propios") if measure else ("Convenios",),
        evaluation="Comisiones del Concejo de demostración",
    )


@dataclass(frozen=True)
class _Event:
    """Something that will be written on an activity on a day."""

    on: date
    order: int
    activity: Activity
    promise: Promise
    step: int


def _live(plan: WorkPlan, cast: Cast, chance: random.Random, today: date, times: int) -> None:
    """Write what happened from the first day to today, in the order of time."""
    promises = {
        text: promise for part in PARTS for promise in part.promises for text in (promise.text,)
    }
    events: list[_Event] = []
    for activity, text in activities_of(plan):
        promise = promises[text.split(", sector ")[0]]
        events += _events(activity, promise, chance, today)
    indicators: dict[int, Indicator] = {}
    for event in sorted(events, key=lambda item: (item.on, item.order)):
        _set_clock(event.on, 8 + event.order % 9)
        _write(event, cast, chance, indicators)


def _events(
    activity: Activity, promise: Promise, chance: random.Random, today: date
) -> list[_Event]:
    if promise.story == Story.SILENT:
        return []
    first = STARTS_ON.replace(year=STARTS_ON.year + min(promise.years) - 1)
    last = min(today, first + timedelta(days=200)) if promise.story == Story.STALLED else today
    count = chance.randint(5, 11)
    days = max((last - first).days - 2, 1)
    moments = sorted(chance.randint(1, days) for _ in range(count))
    if promise.story != Story.STALLED:
        moments[-1] = max(days - chance.randint(1, 40), 1)
    return [
        _Event(first + timedelta(days=day), activity.number + step, activity, promise, step)
        for step, day in enumerate(sorted(moments))
        if first + timedelta(days=day) < today
    ]


def _write(
    event: _Event, cast: Cast, chance: random.Random, indicators: dict[int, Indicator]
) -> None:
    measure = event.promise.measure
    if measure and event.activity.pk not in indicators:
        indicators[event.activity.pk] = _fix(event, measure, cast)
    elif measure and event.step % 2:
        _measure(event, measure, cast, chance, indicators[event.activity.pk])
    else:
        _fact(event, cast, chance)


def _record(cast: Cast, **words: Any) -> Record:
    at = clock.now() - timedelta(hours=1)
    return Record(cast.adviser, at, Source(Standing.DECLARED), Words(**words))


def _fix(event: _Event, measure: Measure, cast: Cast) -> Indicator:
    indicator = fix_indicator(
        activity=event.activity,
        name=measure.name,
        unit=measure.unit,
        direction=measure.direction,
        aggregation=measure.aggregation,
        denominator=measure.denominator,
        record=_record(cast, title=f"Se fijó cómo medir: {measure.name.lower()}"),
    )
    for kind, year, value in (
        (PointKind.BASELINE, STARTS_ON.year - 1, measure.baseline),
        (PointKind.TARGET, ENDS_ON.year - 1, measure.target),
    ):
        set_point(indicator=indicator, kind=kind, year=year, value=value, record=_record(cast))
    return indicator


PACE = {Story.DONE: Decimal("2.2"), Story.STEADY: Decimal("1.35"), Story.LATE: Decimal("0.45")}


def _measure(
    event: _Event, measure: Measure, cast: Cast, chance: random.Random, indicator: Indicator
) -> None:
    """Write a measurement that fits the story: ahead, on the way or behind."""
    elapsed = Decimal((event.on - STARTS_ON).days) / Decimal((ENDS_ON - STARTS_ON).days)
    pace = PACE.get(event.promise.story, Decimal("0.5"))
    share = min(elapsed * pace, Decimal("1.02"))
    value = measure.baseline + (measure.target - measure.baseline) * share
    record = _record(cast, title=f"Medición: {measure.name.lower()}")
    record_measurement(
        indicator=indicator,
        value=_value(event.on, measure, value, chance, indicator),
        record=record,
        group=Group(),
    )


def _value(
    on: date, measure: Measure, value: Decimal, chance: random.Random, indicator: Indicator
) -> Value:
    if measure.denominator:
        whole = Decimal(chance.randint(80, 400))
        part = (value * whole).to_integral_value()
        return Value(on, (part / whole).quantize(Decimal("0.0001")), part, whole)
    if measure.aggregation == "SUM":
        done = sum((row.value for row in indicator.measurements.all()), Decimal(0))
        return Value(on, max(value.to_integral_value() - done, Decimal(0)))
    return Value(on, value.to_integral_value())


def _fact(event: _Event, cast: Cast, chance: random.Random) -> None:
    title, text = chance.choice(FACTS)
    title = title.format(who=chance.choice(WHO), where=chance.choice(WHERE))
    record_fact(activities=[event.activity], record=_record(cast, title=title, text=text))
