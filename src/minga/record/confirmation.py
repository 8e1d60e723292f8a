"""How does a number of the law become certain? Whoever is competent confirms it, by an act."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from minga.kernel.refusal import Refused
from minga.record.labels import Evidence
from minga.record.models import LegalParameter
from minga.record.parameter_labels import value_in_words
from minga.record.parameters import in_force_rows, parameter_names
from minga.record.registers import Register, Registrar, write_on
from minga.record.rules.counted_term import iso
from minga.record.rules.parameter_values import read_value
from minga.record.rules.registers import PARAMETER_MOVES
from minga.record.rules.sealed_form import Payload, PayloadRefused, check_payload
from minga.record.services import Words

ONE_DAY = timedelta(days=1)

PARAMETER_REGISTER = Register(
    kind="PAR",
    moves=PARAMETER_MOVES,
    opening="open_parameter_register",
    title="Registro de parámetros legales {year}",
)


class ConfirmationRefused(Refused):
    """The confirmation says too little, contradicts another row or comes too late."""


@dataclass(frozen=True)
class Confirmation:
    """What was read in the law: the number, between which days it is in force, where it stands."""

    value: str
    unit: str
    effective_from: date
    effective_to: date | None
    legal_basis: str
    source: str

    def says_the_same_as(self, row: LegalParameter) -> bool:
        """Does it only make certain what the row already says?"""
        return (self.value, self.unit) == (row.value, row.unit)


@transaction.atomic
def confirm_parameter(
    *, parameter_id: int, confirmation: Confirmation, by: Registrar, at: datetime
) -> LegalParameter:
    """Confirm a legal parameter by an act on the register of the year; return the row now in force.

    The same number makes the row certain. Another number makes a new row: the old one keeps its
    own and ends the day before, or is superseded when both begin on the same day. Running clocks
    keep the number they started with. Raises ConfirmationRefused or ValueUnreadable with a code.
    """
    row = LegalParameter.objects.select_for_update().get(pk=parameter_id)
    _check(row, confirmation)
    before: Payload = {"parameter": row.pk, "value": sealed_value(row.value)}
    confirmed = _certain(row, confirmation, by, at)
    write_on(
        PARAMETER_REGISTER,
        "confirm_parameter",
        by=by,
        at=at,
        payload={
            "key": confirmed.key,
            "parameter": confirmed.pk,
            "value": sealed_value(confirmed.value),
            "unit": confirmed.unit,
            "from": confirmation.effective_from.isoformat(),
            "to": iso(confirmed.effective_to),
            "before": before,
        },
        words=_words(confirmed),
        url=confirmation.source if confirmation.source.startswith("https://") else "",
    )
    return confirmed


def sealed_value(value: str) -> str:
    """Return a value as the seal may hold it: a code as it is, a longer text by its digest."""
    try:
        check_payload({"value": value})
    except PayloadRefused:
        return f"sha256:{hashlib.sha256(value.encode()).hexdigest()}"
    return value


def _words(row: LegalParameter) -> Words:
    """Say the confirmation in Spanish, whatever the language of the page it was made on."""
    with translation.override("es"):
        text = _("%(value)s (%(article)s). Fuente: %(source)s") % {
            "value": value_in_words(row.value, row.unit),
            "article": row.legal_basis,
            "source": row.source,
        }
    name, _note = parameter_names().get(row.key, (row.key, ""))
    return Words(title=name, text=text)


def _check(row: LegalParameter, said: Confirmation) -> None:
    if row.superseded_at:
        raise ConfirmationRefused("parameter-superseded", key=row.key)
    if not said.legal_basis.strip():
        raise ConfirmationRefused("parameter-article-missing")
    if not said.source.strip():
        raise ConfirmationRefused("parameter-source-missing")
    if not said.value:
        raise ConfirmationRefused("parameter-value-missing")
    read_value(said.value, said.unit)


def _certain(
    row: LegalParameter, said: Confirmation, by: Registrar, at: datetime
) -> LegalParameter:
    """Bring the rows of the key in order around the confirmed one, and save it."""
    confirmed = row if said.says_the_same_as(row) else _successor(row, said)
    confirmed.value, confirmed.unit = said.value, said.unit
    confirmed.effective_from = said.effective_from
    confirmed.effective_to = said.effective_to or row.effective_to
    confirmed.legal_basis, confirmed.source = said.legal_basis, said.source
    confirmed.evidence = Evidence.CONFIRMED
    confirmed.confirmed_by, confirmed.confirmed_at = by.person, at
    _refuse_overlap(confirmed, row)
    if confirmed is not row:
        _give_way(row, said, at)
    confirmed.save()
    return confirmed


def _successor(row: LegalParameter, said: Confirmation) -> LegalParameter:
    if row.effective_from and said.effective_from < row.effective_from:
        raise ConfirmationRefused("parameter-before-its-row", begins=row.effective_from.isoformat())
    return LegalParameter(key=row.key)


def _give_way(row: LegalParameter, said: Confirmation, at: datetime) -> None:
    """End the old row the day before, or mark it superseded when it would have no day left."""
    if row.effective_from == said.effective_from:
        row.superseded_at = at
    else:
        row.effective_to = said.effective_from - ONE_DAY
    row.save(update_fields=["superseded_at", "effective_to"])


def _refuse_overlap(confirmed: LegalParameter, row: LegalParameter) -> None:
    """Raise when the dates are upside down or run into those of another row of the key."""
    first, last = _days(confirmed)
    if first > last:
        raise ConfirmationRefused("parameter-ends-before-it-starts")
    for other in in_force_rows(confirmed.key):
        begins, ends = _days(other)
        if other.pk != row.pk and begins <= last and first <= ends:
            raise ConfirmationRefused("parameter-dates-overlap", key=other.key)


def _days(row: LegalParameter) -> tuple[date, date]:
    return row.effective_from or date.min, row.effective_to or date.max
