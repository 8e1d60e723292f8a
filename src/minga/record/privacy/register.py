"""What does the program do with personal data? One register, read from the program itself.

Each context declares its rows; days come from the retention table and words from the notices
beside the forms, so that the register cannot say another thing than what is done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise

from minga.people.public import PrivacyNotice, RetentionRule, all_notices, retention_table
from minga.record.models import Act
from minga.record.privacy.models import ProcessingActivity
from minga.record.privacy.steps import PrivacyRefused
from minga.record.registers import Register, Registrar, write_on
from minga.record.rules.processing import PROCESSING_MOVES, LegalBasis
from minga.record.services import Words

PROCESSING_REGISTER = Register(
    kind="TRA",
    moves=PROCESSING_MOVES,
    opening="open_processing_register",
    title="Registro de actividades de tratamiento {year}",
)


@dataclass(frozen=True)
class ProcessingRow:
    """One thing that the program does with personal data.

    `holds` names the tables it keeps, as `app.Model`; `retention` the rows of the retention table
    and `notices` the notices whose facts belong to it. `recipients` empty means nobody outside.
    """

    code: str
    purpose: Promise | str
    whose: Promise | str
    data: Promise | str
    legal_basis: LegalBasis
    basis_note: Promise | str
    seen_by: Promise | str
    holds: tuple[str, ...]
    retention: tuple[str, ...]
    notices: tuple[str, ...] = field(default=())
    recipients: Promise | str = ""


_rows: list[ProcessingRow] = []


def install_processing(rows: Sequence[ProcessingRow]) -> None:
    """Make the rows of every context known; called once, when the program starts."""
    _rows[:] = rows


def processing_rows() -> tuple[ProcessingRow, ...]:
    """Return every declared row, in the order of the table."""
    return tuple(_rows)


def rules_of(row: ProcessingRow) -> tuple[RetentionRule, ...]:
    """Return the retention rules of a row, in its order; KeyError for one that does not exist."""
    table = {rule.kind: rule for rule in retention_table()}
    return tuple(table[kind] for kind in row.retention)


def notices_of(row: ProcessingRow) -> tuple[PrivacyNotice, ...]:
    """Return the notices of a row; KeyError for one that does not exist."""
    notices = all_notices()
    return tuple(notices[name] for name in row.notices)


@dataclass(frozen=True)
class OwnRow:
    """A processing outside the program, as the office describes it."""

    purpose: str
    whose: str
    data: str
    legal_basis: LegalBasis
    seen_by: str
    retention: str
    basis_note: str = ""
    recipients: str = ""
    transfers: str = ""


@transaction.atomic
def add_processing(*, row: OwnRow, by: Registrar, at: datetime) -> ProcessingActivity:
    """Write a processing that happens outside the program on the register of the year."""
    act = write_on(
        PROCESSING_REGISTER,
        "add_processing",
        by=by,
        at=at,
        payload={"basis": row.legal_basis},
        words=Words(title=row.purpose, text=row.data),
    )
    return ProcessingActivity.objects.create(act=act, **vars(row))


@transaction.atomic
def end_processing(*, activity: ProcessingActivity, by: Registrar, at: datetime) -> Act:
    """Write that a processing is no longer done; PrivacyRefused with `processing-ended` twice."""
    locked = ProcessingActivity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if locked.ended_by_id:
        raise PrivacyRefused("processing-ended")
    added = Act.objects.select_related("case").get(pk=locked.pk)
    act = write_on(
        PROCESSING_REGISTER,
        "end_processing",
        by=by,
        at=at,
        payload={"ends": f"{added.case.number}/{added.ordinal}"},
        words=Words(title=locked.purpose),
    )
    locked.ended_by = act
    locked.save(update_fields=["ended_by"])
    return act
