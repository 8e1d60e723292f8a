"""How does a row reach the database? Checked first; what it breaks becomes a refusal with a code."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction

from minga.kernel.refusal import Refused


class PeopleRefused(Refused):
    """What was asked of `people` cannot be done; sentences are in `people.labels`."""


def save_checked[M: models.Model](row: M) -> M:
    """Save a row and return it.

    Raises PeopleRefused with the code of the first field or constraint that it breaks, also when
    another transaction took the place between check and write.
    """
    try:
        row.full_clean()
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        raise PeopleRefused(_first_code(row, error)) from error
    except IntegrityError as error:
        raise PeopleRefused(_code_of_constraint(row, error)) from error
    return row


def _first_code(row: models.Model, error: ValidationError) -> str:
    """Return the code of a constraint as it is, that of a field as `field-code`.

    Django forgets the code of a unique constraint without condition, and keeps its fields.
    """
    field, problems = next(iter(error.error_dict.items()))
    first = problems[0]
    code = first.code or "refused"
    if code == "unique_together" and first.params:
        return _code_of_fields(row, tuple(first.params["unique_check"]))
    return code if field == NON_FIELD_ERRORS else f"{field}-{code}".replace("_", "-")


def _code_of_fields(row: models.Model, fields: tuple[str, ...]) -> str:
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields == fields:
            return constraint.violation_error_code or "refused"
    return "refused"


def _code_of_constraint(row: models.Model, error: IntegrityError) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in row._meta.constraints:
        if constraint.name == name and constraint.violation_error_code:
            return constraint.violation_error_code
    for field in row._meta.concrete_fields:
        if field.unique and str(name).startswith(f"{row._meta.db_table}_{field.column}_"):
            return f"{field.name}-unique".replace("_", "-")
    raise error
