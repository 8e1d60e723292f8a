"""What does the office type when it records a fact of the plan?"""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.plan.labels import self_identifications, sexes
from minga.plan.queries.measures import IndicatorView
from minga.record.public import STANDING_LABELS, Standing
from minga.territory.public import parish_choices

STAFF_STANDINGS = (Standing.DECLARED, Standing.CERTIFIED, Standing.PUBLIC_SOURCE)


class MeasurementForm(forms.Form):
    """A measured value with its evidence; written to be filled on a phone in under a minute."""

    indicator = forms.ChoiceField(label=_("Qué se midió"), widget=forms.RadioSelect)
    value = forms.DecimalField(
        label=_("Cuánto dio"),
        help_text=_("El número, con coma o punto para los decimales."),
        max_digits=24,
        decimal_places=6,
        localize=True,
    )
    measured_on = forms.DateField(
        label=_("Qué día se midió"), widget=forms.DateInput(attrs={"type": "date"})
    )
    numerator = forms.DecimalField(
        label=_("De cuántos: la parte"),
        help_text=_("Solo si es una proporción: 19 de 100, aquí va 19."),
        max_digits=24,
        decimal_places=6,
        required=False,
        localize=True,
    )
    denominator = forms.DecimalField(
        label=_("De cuántos: el total"),
        max_digits=24,
        decimal_places=6,
        required=False,
        localize=True,
    )
    place = forms.ChoiceField(label=_("Dónde"), required=False)
    sex = forms.ChoiceField(label=_("De quiénes: sexo"), required=False)
    self_identification = forms.ChoiceField(
        label=_("De quiénes: autoidentificación"), required=False
    )
    evidence = forms.FileField(
        label=_("La prueba"),
        help_text=_("Un documento o una foto. Una foto sirve."),
        required=False,
    )
    text = forms.CharField(
        label=_("Algo que deba saberse"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    standing = forms.ChoiceField(label=_("Quién responde por el dato"), widget=forms.RadioSelect)
    source_url = forms.URLField(
        label=_("Enlace de la fuente"), required=False, assume_scheme="https"
    )
    source_on = forms.DateField(
        label=_("Fecha de la fuente"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(
        self,
        *args: Any,
        indicators: tuple[IndicatorView, ...],
        may_certify: bool,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self._choices("indicator").choices = [
            (str(view.indicator.pk), f"{view.indicator.name} ({view.indicator.unit})")
            for view in indicators
        ]
        self._choices("standing").choices = [
            (standing, STANDING_LABELS[standing])
            for standing in STAFF_STANDINGS
            if may_certify or standing != Standing.CERTIFIED
        ]
        self._choices("sex").choices = [("", _("Todas las personas")), *sexes()]
        self._choices("self_identification").choices = [
            ("", _("Todas las personas")),
            *self_identifications(),
        ]
        self._choices("place").choices = [("", _("En todo el Distrito")), *parish_choices()]
        if len(indicators) == 1:
            self.initial.setdefault("indicator", str(indicators[0].indicator.pk))
        self.initial.setdefault("measured_on", today)
        self.initial.setdefault("standing", Standing.DECLARED)

    def _choices(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type
        return field

    def clean_measured_on(self) -> date:
        """A measurement cannot lie in the future."""
        day: date = self.cleaned_data["measured_on"]
        if day > self.today:
            raise forms.ValidationError(
                _("Ese día todavía no llega. Escribe el día en que se midió."),
                code="measured-in-the-future",
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Parts of a ratio come together, and a public source with its link and date."""
        data = super().clean() or self.cleaned_data
        self._check_ratio(data)
        if data.get("standing") == Standing.PUBLIC_SOURCE:
            for name in ("source_url", "source_on"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Falta: la fuente pública se cita con enlace y fecha."))
        return data

    def _check_ratio(self, data: dict[str, Any]) -> None:
        part: Decimal | None = data.get("numerator")
        whole: Decimal | None = data.get("denominator")
        if whole is not None and whole == 0:
            self.add_error("denominator", _("El total no puede ser cero."))
        elif part is not None and whole is None and "denominator" not in self.errors:
            self.add_error("denominator", _("Falta el total del que sale la parte."))

    def refusal(self, code: str) -> str:
        """Return the sentence for a refusal of the service."""
        return str(REFUSALS.get(code, REFUSALS["refused"]))


REFUSALS = {
    "measured-in-the-future": _("Ese día todavía no llega. Escribe el día en que se midió."),
    "denominator-missing": _("Este indicador es un promedio: falta el total del que sale."),
    "denominator-zero": _("El total no puede ser cero."),
    "demonstration-mixed": _(
        "Una persona de la demostración no puede registrar hechos en un plan real."
    ),
    "refused": _("El plan no admite este hecho ahora."),
}
