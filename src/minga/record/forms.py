"""What do the forms of the record ask? Filters of the numbers of the law, confirmations, declared days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.kernel.holidays import Place
from minga.kernel.refusal import Refused
from minga.record.confirmation import Confirmation
from minga.record.holidays import Declaration
from minga.record.labels import evidences
from minga.record.models import LegalParameter
from minga.record.parameter_labels import UNIT_EXAMPLES, UNIT_LABELS, WHOLE_EXAMPLE
from minga.record.refusal_labels import refusal_sentence
from minga.record.rules.counted_term import TERMS

# Which field a refusal belongs to; the others are said above the form.
FIELD_OF_CODE = {
    "parameter-unreadable": "value",
    "parameter-value-missing": "value",
    "parameter-article-missing": "legal_basis",
    "parameter-source-missing": "source",
    "parameter-before-its-row": "effective_from",
    "parameter-ends-before-it-starts": "effective_to",
    "holiday-source-missing": "source",
    "holiday-name-missing": "name",
    "already-a-day-of-rest": "on",
    "already-a-working-day": "on",
    "date-out-of-range": "on",
}


def add_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Put the sentence of a refusal at the field it speaks of."""
    field = FIELD_OF_CODE.get(refusal.code)
    form.add_error(field if field in form.fields else None, refusal_sentence(refusal))


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options
    )


class ParameterSearch(forms.Form):
    """Which numbers of the law the list holds."""

    palabras = forms.CharField(label=_("Palabras"), required=False, max_length=80)
    estado = forms.ChoiceField(
        label=_("Qué tan seguro es"),
        required=False,
        choices=lambda: [("", _("Todos")), *evidences()],
    )

    def __init__(self, query: Mapping[str, str]) -> None:
        given = {name: query.get(name, "") for name in self.base_fields}
        super().__init__(given, auto_id="filtro-%s")

    def asked(self, name: str) -> str:
        """Return what was asked of a field; what is not a choice asks for nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


class ConfirmationForm(forms.Form):
    """What the law says of one number: value, dates, article, source."""

    value = forms.CharField(label=_("Qué dice la norma"), max_length=200)
    unit = forms.ChoiceField(label=_("En qué se cuenta"))
    effective_from = _day(
        label=_("Rige desde"), help_text=_("El día en que entró en vigencia, según la norma.")
    )
    effective_to = _day(
        label=_("Rige hasta"),
        required=False,
        help_text=_("El último día. Déjalo vacío si sigue vigente."),
    )
    legal_basis = forms.CharField(
        label=_("Artículo"), max_length=200, help_text=_("Ejemplo: COOTAD 322")
    )
    source = forms.CharField(
        label=_("Dónde lo leíste"),
        max_length=300,
        help_text=_("Un enlace al texto oficial, o el número y la fecha del Registro Oficial."),
    )

    def __init__(self, row: LegalParameter, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=_stated(row))
        units = tuple(TERMS) if row.unit in TERMS else (row.unit,)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)  # noqa: S101 - for the type checker; stands above
        unit.choices = [(code, UNIT_LABELS[code]) for code in units]
        self.fields["value"].help_text = str(UNIT_EXAMPLES.get(row.unit, WHOLE_EXAMPLE))

    def confirmation(self) -> Confirmation:
        """Return what was typed; call it on a valid form."""
        return Confirmation(**self.cleaned_data)


def _stated(row: LegalParameter) -> dict[str, Any]:
    """Return what the row says already; its source must be named anew by whoever confirms it."""
    return {
        "value": row.value,
        "unit": row.unit,
        "effective_from": row.effective_from,
        "effective_to": row.effective_to,
        "legal_basis": row.legal_basis,
    }


class HolidayForm(forms.Form):
    """A day that an authority adds to the calendar or takes from it."""

    on = _day(label=_("Día"))
    is_working = forms.ChoiceField(
        label=_("Qué se declara"),
        choices=[("no", _("Es inhábil: no se trabaja")), ("yes", _("Es laborable: se trabaja"))],
        widget=forms.RadioSelect,
        initial="no",
    )
    place = forms.ChoiceField(
        label=_("Dónde"),
        choices=[
            (Place.QUITO.value, _("Solo en Quito")),
            (Place.NATIONAL.value, _("En todo el país")),
        ],
        widget=forms.RadioSelect,
        initial=Place.QUITO.value,
    )
    name = forms.CharField(
        label=_("Nombre del día"), max_length=120, help_text=_("Ejemplo: Duelo nacional")
    )
    source = forms.CharField(
        label=_("Decreto o resolución"),
        max_length=300,
        help_text=_("Un enlace, o su número y fecha."),
    )

    def declaration(self) -> Declaration:
        """Return what was typed; call it on a valid form."""
        said = self.cleaned_data
        on: date = said["on"]
        return Declaration(
            on, Place(said["place"]), said["name"], said["source"], said["is_working"] == "yes"
        )
