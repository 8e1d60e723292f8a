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
        raise PeopleRefused(_first_code(error)) from error
    except IntegrityError as error:
        raise PeopleRefused(_code_of_constraint(row, error)) from error
    return row


def _first_code(error: ValidationError) -> str:
    """Return the code of a constraint as it is, that of a field as `field-code`."""
    field, problems = next(iter(error.error_dict.items()))
    code = problems[0].code or "refused"
    return code if field == NON_FIELD_ERRORS else f"{field}-{code}".replace("_", "-")


def _code_of_constraint(row: models.Model, error: IntegrityError) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in row._meta.constraints:
        if constraint.name == name and constraint.violation_error_code:
            return constraint.violation_error_code
    raise error
