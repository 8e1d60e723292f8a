"""The register of processing says what the program does: every table about people, every day, every form."""

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from minga.config.processing import PROCESSING
from minga.kernel.refusal import Refused
from minga.people.labels import RETENTION_KINDS, RETENTION_PURPOSES
from minga.people.models import Body, Person
from minga.people.public import all_notices, retention_table
from minga.record.models import Case
from minga.record.privacy.models import ProcessingActivity
from minga.record.privacy.queries import own_rows
from minga.record.privacy.register import (
    OwnRow,
    add_processing,
    end_processing,
    notices_of,
    processing_rows,
    rules_of,
)
from minga.record.rules.processing import LegalBasis
from minga.record.services import replayed_state
from tests.record.answering import AT, LATER, by

# What holds personal data and points to nobody: it is a person, or a list that names none
PERSONAL_BESIDE = {"people.Person", "people.Erasure"}
OUTDOOR = OwnRow(
    purpose="Cámaras de la entrada",
    whose="Quienes entran",
    data="Imagen",
    legal_basis=LegalBasis.PUBLIC_INTEREST,
    seen_by="La guardianía",
    retention="30 días",
)


def tables_about_people() -> set[str]:
    """Every table with a relation to a person or an account, of whatever app."""
    found = {model._meta.label for model in apps.get_models() if _is_about_people(model)}
    return found | PERSONAL_BESIDE


def _is_about_people(model: type[models.Model]) -> bool:
    return any(
        field.is_relation
        and field.concrete
        and field.related_model
        and field.related_model._meta.label in {"people.Person", "people.Account"}  # type: ignore[union-attr]
        for field in model._meta.get_fields()
    )


def test_every_table_about_people_has_its_row() -> None:
    held = {table for row in processing_rows() for table in row.holds}
    assert tables_about_people() - held == set()
    assert {table for table in held if table not in _tables()} == set()


def _tables() -> set[str]:
    return {model._meta.label for model in apps.get_models()}


def test_a_table_that_nobody_declared_is_found() -> None:
    held = {table for row in processing_rows() if row.code != "counter" for table in row.holds}
    assert "record.FollowCode" in tables_about_people() - held


def test_every_row_of_the_retention_table_belongs_to_a_processing_and_has_its_words() -> None:
    kept = {kind for row in processing_rows() for kind in row.retention}
    kinds = {rule.kind for rule in retention_table()}
    assert kept == kinds
    assert kinds - RETENTION_KINDS.keys() == set()
    assert {rule.purpose for rule in retention_table()} - RETENTION_PURPOSES.keys() == set()


def test_every_form_that_asks_for_data_belongs_to_a_processing() -> None:
    asked = [name for row in processing_rows() for name in row.notices]
    assert sorted(asked) == sorted(all_notices())


def test_every_row_says_how_long_and_has_one_code() -> None:
    assert processing_rows() == PROCESSING
    assert [row.code for row in PROCESSING if not rules_of(row)] == []
    assert len({row.code for row in PROCESSING}) == len(PROCESSING)
    assert sum(len(notices_of(row)) for row in PROCESSING) == len(all_notices())


@pytest.mark.django_db
def test_the_office_adds_a_row_of_its_own_as_a_public_act(
    administrator: Person, council: Body
) -> None:
    hand = by(administrator, council)
    row = add_processing(row=OUTDOOR, by=hand, at=AT)
    case = Case.objects.get(kind="TRA")
    assert list(own_rows()) == [row]
    assert (case.title, case.visibility) == (
        "Registro de actividades de tratamiento 2026",
        "PUBLIC",
    )
    assert [act.kind for act in case.acts.order_by("ordinal")] == [
        "open_processing_register",
        "add_processing",
    ]
    assert case.state == replayed_state(case)


@pytest.mark.django_db
def test_a_row_ends_once_and_stays_written(administrator: Person, council: Body) -> None:
    hand = by(administrator, council)
    row = add_processing(row=OUTDOOR, by=hand, at=AT)
    ended = end_processing(activity=row, by=hand, at=LATER)
    assert ended.payload == {"ends": f"{row.act.case.number}/{row.act.ordinal}"}
    assert list(own_rows()) == []
    with pytest.raises(Refused, match="processing-ended"):
        end_processing(activity=row, by=hand, at=LATER)
    assert ProcessingActivity.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_a_row(
    administrator: Person, council: Body, change: str
) -> None:
    add_processing(row=OUTDOOR, by=by(administrator, council), at=AT)
    rows = ProcessingActivity.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(purpose="Otra cosa") if change == "update" else rows.delete()
