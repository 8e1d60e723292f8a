"""What does the fictional office pursue for its neighbours? Gestiones in every state."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from minga.config.demonstration.document import STARTS_ON, promise_of
from minga.config.demonstration.life import set_clock
from minga.config.demonstration.promises import Story
from minga.kernel import clock
from minga.people.public import Body, BodyKind, Person, create_person, found_body
from minga.plan.public import (
    Activity,
    Asker,
    Casework,
    CaseworkOrigin,
    CaseworkStep,
    Need,
    Record,
    Step,
    WorkPlan,
    activities_of,
    open_casework,
    record_step,
    settle_casework,
)
from minga.record.public import Words
from minga.territory.public import Place, PlaceKind

NEEDS = (
    ("Reparar la vereda rota de la calle de los Sauces", "Se cayó una vecina el martes."),
    ("Poner luminarias en la escalinata del mirador", "De noche nadie quiere bajar."),
    ("Mover la parada que tapa la entrada de la escuela", "Los niños salen a la calle."),
    ("Limpiar la quebrada antes de las lluvias", "Cada invierno se tapa."),
    ("Permiso para la feria de los sábados en la plaza", "Somos doce familias."),
    ("Baches en la bajada al mercado viejo", "El camión de la leche ya no entra."),
    ("Un paso cebra frente a la casa barrial", "Pasan muy rápido."),
    ("Turnos de agua que llegan completos", "Dos horas y se va."),
    ("Cerramiento de la cancha de la loma", "La pelota cae a la vía."),
    ("Podar los árboles que tocan los cables", "Saltan chispas con el viento."),
    ("Reunión con la empresa por el alcantarillado del pasaje", "Huele todo el día."),
    ("Un espacio para el taller de las madres cuidadoras", "Nos reunimos en la vereda."),
)
NAMES = ("Persona Ficticia Uno", "Persona Ficticia Dos", "Persona Ficticia Tres")
ENDS = ("close_done", "close_partly_done", "close_refused", "close_given_up", "close_passed_on")
STEPS = (
    ("send_letter", "Carta a la entidad con fotos del lugar"),
    ("make_visit", "Visita al lugar con el comité del barrio"),
    ("make_call", "Llamada a la dirección técnica"),
    ("hold_meeting", "Reunión con la entidad y el vecindario"),
    ("reach_agreement", "Acuerdo sobre fechas y responsables"),
)
WEEK = timedelta(days=7)
ENTITIES = (
    ("empresa-de-obras-de-demostracion", "Empresa de obras de demostración"),
    ("empresa-de-agua-de-demostracion", "Empresa de agua de demostración"),
    ("zonal-de-demostracion", "Administración zonal de demostración"),
)


@dataclass(frozen=True)
class Office:
    """Who pursues, and with what chance."""

    body: Body
    adviser: Person
    plan: WorkPlan
    chance: random.Random


def entities(council: Body) -> list[Body]:
    """Return the fictional entities before which needs are pursued, founded where they are not yet."""
    known = Body.objects.in_bulk([slug for slug, _ in ENTITIES], field_name="slug")
    return [
        known.get(slug)
        or found_body(
            slug=slug, kind=BodyKind.ENTITY, name=name, parent=council, is_demonstration=True
        )
        for slug, name in ENTITIES
    ]


def pursue(office: Office, addressed: Sequence[Body], today: date, *, rounds: int = 2) -> None:
    """Register needs and follow each some way, so that every state has its example by today."""
    parishes = list(Place.objects.filter(kind=PlaceKind.PARISH).order_by("code"))
    activities = _begun(office.plan, today)
    total = len(NEEDS) * rounds
    for turn in range(total):
        day = today - timedelta(days=(total - turn) * 9 + office.chance.randint(1, 6))
        place = office.chance.choice(parishes) if parishes else None
        activity = office.chance.choice(activities)
        need = _need(turn, place, addressed[turn % len(addressed)], activity)
        casework = _open(office, turn, day, need)
        _follow(office, casework, turn, day, today)


def _begun(plan: WorkPlan, today: date) -> list[Activity]:
    """Return the promises that something happens to: one nobody touched stays an example of it."""
    year = (today - STARTS_ON).days // 365 + 1
    told = [(activity, promise_of(text)) for activity, text in activities_of(plan)]
    return [
        activity
        for activity, promise in told
        if promise.story != Story.SILENT and min(promise.years) <= year
    ]


def _need(turn: int, place: Place | None, entity: Body, activity: Activity) -> Need:
    line = NEEDS[turn % len(NEEDS)][0]
    origins = list(CaseworkOrigin)
    return Need(
        line=line if turn < len(NEEDS) else f"{line} (segundo tramo)",
        origin=origins[turn % len(origins)],
        place=place,
        addressed_to=entity,
        activities=(activity,) if turn % 3 else (),
    )


def _open(office: Office, turn: int, day: date, need: Need) -> Casework:
    set_clock(day, 9)
    said = NEEDS[turn % len(NEEDS)][1]
    own = need.origin == CaseworkOrigin.OWN_INITIATIVE
    asker = None if own else Asker(_neighbour(turn), said)
    return open_casework(need=need, office=office.body, record=_record(office, ""), asker=asker)


def _neighbour(turn: int) -> Person:
    name = NAMES[turn % len(NAMES)]
    return create_person(name=name, at=clock.now(), is_demonstration=True)


def _follow(office: Office, casework: Casework, turn: int, day: date, today: date) -> None:
    """Take so many steps as the turn says; some are answered, some end."""
    for step in range(turn % 5):
        day += WEEK + timedelta(days=office.chance.randint(0, 5))
        if day >= today:
            return
        set_clock(day, 10)
        _step(office, casework, step, day)
    if turn % 5 >= 3 and day + WEEK < today:
        set_clock(day + WEEK, 11)
        answers = CaseworkStep.objects.filter(casework=casework).order_by("pk").first()
        record_step(
            casework=casework,
            act="receive_answer",
            step=Step(addressed_to=casework.addressed_to, answers=answers),
            record=_record(office, "La entidad confirmó que lo incluye en su programación"),
        )
        _end(office, casework, turn, day + 2 * WEEK, today)


def _step(office: Office, casework: Casework, step: int, day: date) -> None:
    act, title = STEPS[step]
    gathered = act in {"make_visit", "hold_meeting"}
    women, men = office.chance.randint(2, 14), office.chance.randint(1, 9)
    record_step(
        casework=casework,
        act=act,
        step=Step(
            place=casework.place,
            addressed_to=casework.addressed_to,
            women=women if gathered else None,
            men=men if gathered else None,
            people=women + men if gathered else None,
            answer_due_on=day + 2 * WEEK if act == "send_letter" else None,
        ),
        record=_record(office, title),
    )


def _end(office: Office, casework: Casework, turn: int, day: date, today: date) -> None:
    if turn % 20 == 3 or day >= today:
        return
    set_clock(day, 12)
    act = ENDS[(2 * (turn // 5) + turn % 5) % len(ENDS)]
    settle_casework(casework=casework, act=act, record=_record(office, "Así quedó lo pedido"))


def _record(office: Office, title: str) -> Record:
    moment = clock.now() - timedelta(hours=1)
    return Record(office.adviser, moment, words=Words(title=title))
