"""What happens to each promise of the fictional council, day by day, until today?"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from minga.config.demonstration.document import ENDS_ON, STARTS_ON, promise_of
from minga.config.demonstration.promises import Measure, Promise, Story
from minga.kernel import clock
from minga.people.public import Person
from minga.plan.public import (
    Activity,
    Aggregation,
    Group,
    Indicator,
    MoneyKind,
    PointKind,
    Record,
    Value,
    WorkPlan,
    activities_of,
    certify_act,
    fix_indicator,
    record_fact,
    record_measurement,
    record_money,
    set_point,
    tag_goals,
)
from minga.record.public import Act, Source, Standing, Words

FACTS = (
    ("Mesa de trabajo con {who}", "Se revisó lo pedido y quedaron tres compromisos."),
    ("Visita a {where}", "Se recorrió el lugar con sus vecinas y vecinos."),
    ("Informe de avance entregado a la comisión", "La comisión lo recibió y lo discutirá."),
    ("Convenio firmado con {who}", "El convenio dura dos años y tiene presupuesto."),
    ("Respuesta de la entidad municipal", "La entidad confirmó fechas y responsables."),
    ("Carta enviada por {who}", "Pide fecha de inicio y nombre de quien responde."),
    ("Taller en {where}", "Se trabajó con planos y se votó el orden de las obras."),
    ("Llamada con la dirección técnica", "Falta el informe de factibilidad."),
    ("Entrega parcial en {where}", "Se entregó la primera parte y quedó lista la segunda."),
    ("Reunión con {who} y la comisión", "La comisión pidió ajustar el presupuesto."),
)
WHO = (
    *("la asociación de comerciantes", "el comité del barrio", "la junta parroquial"),
    *("la red de madres cuidadoras", "el consejo de jóvenes", "la cooperativa de transporte"),
)
WHERE = (
    *("el mercado viejo", "la escuela de la loma", "la parada central", "la quebrada"),
    *("la casa barrial", "el parque de las pencas", "la plaza del agua"),
)
PACE = {Story.DONE: Decimal("2.2"), Story.STEADY: Decimal("1.35"), Story.LATE: Decimal("0.45")}
PUBLIC_SOURCE = "https://example.org/gaceta-de-demostracion/"


@dataclass(frozen=True)
class Cast:
    """The fictional people who act in the world."""

    adviser: Person
    secretary: Person


@dataclass(frozen=True)
class Event:
    """Something that will be written on an activity on a day; what `does` not say is drawn."""

    on: date
    order: int
    activity: Activity
    promise: Promise
    step: int
    does: "Callable[[Event, World], object] | None" = None


@dataclass
class World:
    """What the generator remembers on its way: chance, people, indicators, values so far."""

    cast: Cast
    chance: random.Random
    indicators: dict[int, Indicator] = field(default_factory=dict)
    done: dict[int, Decimal] = field(default_factory=dict)


def life_of(plan: WorkPlan, world: World, today: date) -> list[Event]:
    """Return what happens from the first day to today, in the order of time; nothing is written yet."""
    events: list[Event] = []
    for activity, text in activities_of(plan):
        events += _events(activity, promise_of(text), world.chance, today)
    return in_order(events)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return events in the order of time."""
    return sorted(events, key=lambda item: (item.on, item.order))


def live(events: Iterable[Event], world: World) -> None:
    """Write what happened, each on its day."""
    for event in events:
        set_clock(event.on, 8 + event.order % 9)
        (event.does or _kind_of(event, world))(event, world)


def set_clock(day: date, hour: int) -> None:
    """Bring the clock to an hour of a day in Quito."""
    clock.shift_to(datetime(day.year, day.month, day.day, hour + 5, tzinfo=UTC))


def _events(
    activity: Activity, promise: Promise, chance: random.Random, today: date
) -> list[Event]:
    """Choose the days on which something happens to an activity."""
    if promise.story == Story.SILENT:
        return []
    first = STARTS_ON.replace(year=STARTS_ON.year + min(promise.years) - 1)
    stalled = promise.story == Story.STALLED
    last = min(today, first + timedelta(days=200)) if stalled else today
    days = max((last - first).days - 2, 1)
    moments = sorted(chance.randint(1, days) for _ in range(chance.randint(6, 11)))
    if not stalled:
        moments[-1] = max(days - chance.randint(1, 40), 1)
    return [
        Event(first + timedelta(days=day), activity.number + step, activity, promise, step)
        for step, day in enumerate(sorted(moments))
        if first + timedelta(days=day) < today
    ]


def _kind_of(event: Event, world: World) -> Callable[[Event, World], object]:
    """Choose what is written: each kind of act has its place in the life of a promise."""
    measure = event.promise.measure
    if measure and event.activity.pk not in world.indicators:
        return _fix
    if measure and event.step % 2:
        return _measure
    return _OTHER.get((event.activity.number + event.step) % 11, _fact)


def _record(person: Person, title: str = "", text: str = "") -> Record:
    return Record(person, clock.now() - timedelta(hours=1), words=Words(title=title, text=text))


def _fix(event: Event, world: World) -> None:
    """Fix the indicator with its baseline and its targets of the middle and the last year."""
    measure = event.promise.measure
    if measure is None:
        return
    indicator = fix_indicator(
        activity=event.activity,
        name=measure.name,
        unit=measure.unit,
        direction=measure.direction,
        aggregation=measure.aggregation,
        denominator=measure.denominator,
        record=_record(world.cast.adviser, f"Se fijó cómo medir: {measure.name.lower()}"),
    )
    world.indicators[event.activity.pk] = indicator
    for kind, year, value in _points(measure):
        record = _record(world.cast.adviser)
        set_point(indicator=indicator, kind=kind, year=year, value=value, record=record)


def _points(measure: Measure) -> list[tuple[PointKind, int, Decimal]]:
    middle = measure.baseline + (measure.target - measure.baseline) / 2
    whole = middle if measure.denominator else middle.to_integral_value()
    return [
        (PointKind.BASELINE, STARTS_ON.year - 1, measure.baseline),
        (PointKind.TARGET, STARTS_ON.year + 1, whole),
        (PointKind.TARGET, ENDS_ON.year - 1, measure.target),
    ]


def _measure(event: Event, world: World) -> None:
    """Measure a value that fits the story; now and then wrongly, and correct it."""
    measure = event.promise.measure
    indicator = world.indicators[event.activity.pk]
    if measure is None:
        return
    value = _value(event, measure, world)
    record = _record(world.cast.adviser, f"Medición: {measure.name.lower()}")
    group = Group(sex=("WOMEN", "MEN")[event.step % 4 // 2]) if measure.denominator else Group()
    if event.activity.number % 7 == 0 and event.step == 3:
        wrong = replace(value, value=value.value + 1, numerator=None, denominator=value.denominator)
        written = record_measurement(indicator=indicator, value=wrong, record=record, group=group)
        record = replace(record, corrects=written.act)
    record_measurement(indicator=indicator, value=value, record=record, group=group)


def _value(event: Event, measure: Measure, world: World) -> Value:
    elapsed = Decimal((event.on - STARTS_ON).days) / Decimal((ENDS_ON - STARTS_ON).days)
    share = min(elapsed * PACE.get(event.promise.story, Decimal("0.5")), Decimal("1.02"))
    value = measure.baseline + (measure.target - measure.baseline) * share
    if measure.denominator:
        whole = Decimal(world.chance.randint(80, 400))
        part = min((value * whole / 100).to_integral_value(), whole)
        return Value(event.on, (100 * part / whole).quantize(Decimal("0.1")), part, whole)
    if measure.aggregation == Aggregation.SUM:
        done = world.done.get(event.activity.pk, Decimal(0))
        more = max(value.to_integral_value() - done, Decimal(0))
        world.done[event.activity.pk] = done + more
        return Value(event.on, more)
    return Value(event.on, value.to_integral_value())


def _fact(event: Event, world: World, source: Source | None = None) -> Act:
    title, text = world.chance.choice(FACTS)
    title = title.format(who=world.chance.choice(WHO), where=world.chance.choice(WHERE))
    record = _record(world.cast.adviser, title, text)
    if source:
        record = replace(record, source=source)
    return record_fact(activities=[event.activity], record=record)


def _published_fact(event: Event, world: World) -> None:
    """Take a fact from a publication, with its link and date."""
    address = f"{PUBLIC_SOURCE}{event.on.isoformat()}"
    _fact(event, world, Source(Standing.PUBLIC_SOURCE, address, event.on))


def _certified_fact(event: Event, world: World) -> None:
    """Let the secretary certify what the office declared."""
    act = _fact(event, world)
    record = _record(world.cast.secretary, f"Se certificó el hecho {act.ordinal}")
    certify_act(activity=event.activity, certified=act, record=record)


def _money(event: Event, world: World) -> None:
    """Record what was planned for a year and what was spent, by source."""
    planned = Decimal(world.chance.randint(20, 900)) * 1000
    spent = (planned * Decimal(world.chance.randint(40, 98)) / 100).quantize(Decimal("0.01"))
    for kind, amount in ((MoneyKind.PLANNED, planned), (MoneyKind.SPENT, spent)):
        record_money(
            activity=event.activity,
            kind=kind,
            year=event.on.year,
            amount=amount,
            source="Presupuesto de demostración",
            record=_record(world.cast.adviser),
        )


def _goals(event: Event, world: World) -> None:
    """Assign a goal of the Agenda that the plan left blank."""
    if event.promise.sdg:
        _fact(event, world)
        return
    record = _record(world.cast.adviser)
    tag_goals(activity=event.activity, goals=[(16, "16.7")], record=record)


_OTHER: Mapping[int, Callable[[Event, World], object]] = {
    0: _money,
    3: _published_fact,
    5: _certified_fact,
    8: _goals,
}
