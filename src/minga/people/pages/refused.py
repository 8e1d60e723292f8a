"""How does a refusal reach the form that caused it? As its sentence, beside what was typed."""

from collections.abc import Mapping

from django.forms import BaseForm

from minga.people.labels import refusal_text
from minga.people.services.saving import PeopleRefused


def put_on_form(
    form: BaseForm, refusal: PeopleRefused, fields: Mapping[str, str] | None = None
) -> None:
    """Add the sentence of the refusal to its field, or to the whole form when it has none."""
    form.add_error((fields or {}).get(refusal.code), refusal_text(refusal))
