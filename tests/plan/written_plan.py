"""A small plan as it would come out of the reader, and the acts that tests write on it."""

from datetime import UTC, date, datetime

from minga.people.models import Body, Person
from minga.plan.models import Activity, WorkPlan
from minga.plan.reading import (
    Mechanism,
    Period,
    ReadActivity,
    ReadObjective,
    ReadPlan,
    ReadProgramme,
)
from minga.plan.services.acts import Record
from minga.plan.services.filing import Filing, Holder, register_plan

MONDAY = datetime(2024, 6, 3, 15, tzinfo=UTC)


def programme(name: str, texts: tuple[str, ...], first_row: int) -> ReadProgramme:
    """A programme with one objective; every activity runs through the four years."""
    activities = tuple(
        ReadActivity(row=row, text=text, years=(1, 2, 3, 4), strategies=("Ordenanzaz",))
        for row, text in enumerate(texts, start=first_row)
    )
    return ReadProgramme(name, (ReadObjective(f"Objetivo de {name}", activities),))


def written_plan(*parts: tuple[str, tuple[str, ...]]) -> ReadPlan:
    """A plan with these programmes and activities."""
    wanted = parts or (
        ("Mercados", ("Renovar mercados", "Abrir ferias")),
        ("Calles", ("Adoquinar calles", "Renovar mercados")),
    )
    programmes, row = [], 1
    for name, texts in wanted:
        programmes.append(programme(name, texts, row))
        row += len(texts)
    return ReadPlan(
        title="PLAN DE TRABAJO",
        jurisdiction="Cantón de ensayo",
        period=Period(2023, 2027),
        programmes=tuple(programmes),
        accountability=(Mechanism("Boletín", ("PDF", "Redes"), "Mensual"),),
        authors=("Persona de ensayo",),
        systems=("Económico",),
    )


def registered(
    body: Body, person: Person, read: ReadPlan | None = None, slug: str = "ensayo"
) -> WorkPlan:
    """Register a plan whose term runs from May 2023 to May 2027."""
    return register_plan(
        filing=Filing(read or written_plan(), "plan.csv"),
        holder=Holder(slug=slug, body=body, starts_on=date(2023, 5, 14), ends_on=date(2027, 5, 13)),
        record=Record(person, MONDAY),
    )


def activity(plan: WorkPlan, number: int = 1) -> Activity:
    """An activity of the plan by its number."""
    return Activity.objects.select_related("plan").get(plan=plan, number=number)
