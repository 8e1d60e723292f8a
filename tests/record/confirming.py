"""How do the tests confirm a number of the law?"""

from datetime import UTC, date, datetime

from minga.people.models import Body, Person
from minga.record.confirmation import Confirmation, confirm_parameter
from minga.record.labels import Standing
from minga.record.models import LegalParameter
from minga.record.registers import Registrar

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def by(person: Person, body: Body, standing: Standing = Standing.CERTIFIED) -> Registrar:
    return Registrar(person, body, standing)


def confirm(
    row: LegalParameter,
    registrar: Registrar,
    *,
    value: str = "8",
    unit: str = "working_day",
    since: date = date(2023, 6, 1),
    until: date | None = None,
    article: str = "Código Municipal I.1.48",
    source: str = "https://www.quito.gob.ec/codigo",
) -> LegalParameter:
    said = Confirmation(value, unit, since, until, article, source)
    return confirm_parameter(parameter_id=row.pk, confirmation=said, by=registrar, at=AT)
