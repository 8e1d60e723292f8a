"""What is typed to measure an activity: indicators, points, measurements, money, goals."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.plan.agenda import goals
from minga.plan.forms.acts import ActForm, DayInput, Desk
from minga.plan.labels import (
    aggregations,
    directions,
    money_kinds,
    point_kinds,
    self_identifications,
    sexes,
)
from minga.plan.models import Indicator
from minga.plan.services.indicators import Group, Value
from minga.territory.public import find_parish, parish_choices


def _decimal(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        max_digits=24,
        decimal_places=6,
        localize=True,
        required=required,
    )


class IndicatorChoice(ActForm):
    """A fact about one of the indicators of the activity."""

    indicator = forms.ChoiceField(label=_("Qué se mide"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        found = [view.indicator for view in desk.view.indicators]
        self.choice("indicator").choices = [
            (str(item.pk), f"{item.name} ({item.unit})") for item in found
        ]
        if len(found) == 1:
            self.initial.setdefault("indicator", str(found[0].pk))

    def chosen(self) -> Indicator:
        """Return the indicator that was chosen."""
        wanted = self.cleaned_data["indicator"]
        views = self.desk.view.indicators
        return next(view.indicator for view in views if str(view.indicator.pk) == wanted)


class MeasurementForm(IndicatorChoice):
    """A measured value with its evidence; filled on a phone in under a minute."""

    folded = (
        *("numerator", "denominator", "place", "sex", "self_identification", "age_group"),
        *ActForm.folded,
    )

    value = _decimal(_("Cuánto dio"), help_text=_("El número, con coma para los decimales."))
    numerator = _decimal(
        _("La parte, si es una proporción"),
        required=False,
        help_text=_("19 de cada 100: aquí va 19."),
    )
    denominator = _decimal(_("El total, si es una proporción"), required=False)
    place = forms.ChoiceField(label=_("Dónde"), required=False)
    sex = forms.ChoiceField(label=_("Sexo"), required=False)
    self_identification = forms.ChoiceField(label=_("Autoidentificación"), required=False)
    age_group = forms.CharField(
        label=_("Edad"), help_text=_("Ejemplo: 18 a 29"), max_length=20, required=False
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        everybody = ("", _("Todas las personas"))
        self.choice("place").choices = [("", _("En todo el Distrito")), *parish_choices()]
        self.choice("sex").choices = [everybody, *sexes()]
        self.choice("self_identification").choices = [everybody, *self_identifications()]

    def clean(self) -> dict[str, Any]:
        """The parts of a ratio come together, and its total is not zero."""
        data = super().clean()
        part: Decimal | None = data.get("numerator")
        whole: Decimal | None = data.get("denominator")
        if whole is not None and whole == 0:
            self.add_error("denominator", _("El total no puede ser cero."))
        elif part is not None and whole is None and "denominator" not in self.errors:
            self.add_error("denominator", _("Falta el total del que sale la parte."))
        return data

    def measured(self) -> Value:
        """Return the value as the service takes it."""
        data = self.cleaned_data
        return Value(data["happened_on"], data["value"], data["numerator"], data["denominator"])

    def group(self) -> Group:
        """Return to whom and where the value refers."""
        data = self.cleaned_data
        return Group(
            place=find_parish(data["place"]) if data["place"] else None,
            sex=data["sex"],
            age_group=data["age_group"],
            self_identification=data["self_identification"],
        )


class IndicatorForm(ActForm):
    """How an activity is measured from now on; the filed text stays as it is."""

    name = forms.CharField(label=_("Qué se va a medir"), max_length=200)
    unit = forms.CharField(
        label=_("En qué se mide"), help_text=_("Ejemplo: mercados, kilómetros, %"), max_length=60
    )
    direction = forms.ChoiceField(
        label=_("Hacia dónde debe ir"), choices=directions, widget=forms.RadioSelect
    )
    aggregation = forms.ChoiceField(
        label=_("Cómo se juntan las mediciones"), choices=aggregations, widget=forms.RadioSelect
    )
    denominator = forms.CharField(
        label=_("Sobre qué total se calcula"),
        help_text=_("Solo para un promedio ponderado. Ejemplo: viviendas de la parroquia"),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A weighted mean names its denominator."""
        data = super().clean()
        if data.get("aggregation") == "WEIGHTED_MEAN" and not data.get("denominator"):
            self.add_error("denominator", _("Falta: el promedio necesita saber sobre qué total."))
        return data


class PointForm(IndicatorChoice):
    """A baseline or a target for a year."""

    kind = forms.ChoiceField(label=_("Qué se fija"), choices=point_kinds, widget=forms.RadioSelect)
    year = forms.IntegerField(label=_("De qué año"), min_value=1990, max_value=2100)
    value = _decimal(_("Cuánto"))
    origin = forms.CharField(
        label=_("De dónde sale la cifra"),
        help_text=_("Ejemplo: censo 2022, informe de la empresa pública"),
        max_length=300,
    )


class MoneyForm(ActForm):
    """Money planned or spent in a year."""

    kind = forms.ChoiceField(label=_("Es dinero"), choices=money_kinds, widget=forms.RadioSelect)
    year = forms.IntegerField(label=_("De qué año"), min_value=1990, max_value=2100)
    amount = forms.DecimalField(
        label=_("Cuánto, en dólares"),
        max_digits=16,
        decimal_places=2,
        min_value=Decimal(0),
        localize=True,
    )
    origin = forms.CharField(label=_("De qué fuente o partida"), max_length=200)


class GoalsForm(ActForm):
    """Goals of the 2030 Agenda that the filed plan left blank."""

    goals = forms.MultipleChoiceField(
        label=_("Objetivos de la Agenda 2030"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        field = self.fields["goals"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = goal_choices()


def goal_choices() -> list[tuple[str, str]]:
    """Return number and short name of the seventeen goals."""
    return [(str(goal.number), f"{goal.number}. {goal.short_name}") for goal in goals()]


__all__ = [
    "DayInput",
    "GoalsForm",
    "IndicatorForm",
    "MeasurementForm",
    "MoneyForm",
    "PointForm",
]
