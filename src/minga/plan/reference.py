"""Which plan does the program bring along? The work plan of Quito, loaded through the importer."""

import uuid
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from minga.kernel import clock
from minga.people.public import Body, Identity, Person, Term
from minga.plan.models import WorkPlan
from minga.plan.reading import read_plan
from minga.plan.services.acts import Record
from minga.plan.services.filing import Filing, Holder, register_plan
from minga.record.public import Words

SHIPPED = Path(__file__).parent / "seed" / "quito-2019-2023.md"
SLUG = "quito-2019-2023"
COUNCIL = "concejo-metropolitano-de-quito"
PROGRAM = uuid.UUID("6d696e67-6100-4000-8000-000000000001")


def program_person() -> Person:
    """Return the row under which the program itself records what it loads at first start."""
    person, made = Person.objects.get_or_create(public_id=PROGRAM)
    if made:
        Identity.objects.create(person=person, name="Minga", is_public_figure=True)
    return person


@transaction.atomic
def load_reference() -> None:
    """Register the plan that ships with the program, once; the council must be loaded before."""
    if WorkPlan.objects.filter(slug=SLUG).exists():
        return
    council = Body.objects.get(slug=COUNCIL)
    read = read_plan(SHIPPED)
    term = Term.objects.filter(body=council, starts_on__year=read.period.start).first()
    words = Words(
        title=_("Se registró el plan de trabajo"),
        text=_(
            "Se cargó la tabla que trae el programa: los objetivos están resumidos. "
            "Al importar el documento inscrito queda aquí su texto completo."
        ),
    )
    register_plan(
        filing=Filing(read=read, name=SHIPPED.name),
        holder=Holder(
            slug=SLUG,
            body=council,
            starts_on=term.starts_on if term else None,
            ends_on=_end_of(term),
            is_main=True,
        ),
        record=Record(actor=program_person(), at=clock.now(), words=words),
    )


def _end_of(term: Term | None) -> date | None:
    return term.ends_on if term else None
