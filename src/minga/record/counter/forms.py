"""What do the pages of the counter ask? Whom to look for, who comes anew, when it arrived, hours, papers."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from minga.kernel import clock
from minga.people.public import Body, NewcomerAtCounter
from minga.record.counter.fields import CedulaFields, NeedsFields
from minga.record.counter.hours import Opening
from minga.record.counter.papers import MOST_AT_ONCE, normal_serial
from minga.record.counter.words import void_reasons

OLDEST = timedelta(days=366)
NOON = time(12)


def _day(**options: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, **options)


def _hour(**options: Any) -> forms.TimeField:
    return forms.TimeField(
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **options
    )


class SearchForm(forms.Form):
    """Whom the clerk looks for; sent by POST, so that it stands in no address and no log."""

    words = forms.CharField(
        label=_("Nombre, teléfono o cédula"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )


class NewcomerForm(CedulaFields, NeedsFields):
    """A person who comes for the first time; only the name is asked for."""

    name = forms.CharField(
        label=_("Nombre y apellido"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    phone = forms.CharField(
        label=_("Teléfono"),
        help_text=_("Puede ser de la familia o de una vecina."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("Correo"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("name", "phone", "number", "as_written", "email", "needs", "notes")

    def newcomer(self) -> NewcomerAtCounter:
        """Return what was said; call it on a valid form."""
        said = self.cleaned_data
        return NewcomerAtCounter(
            name=said["name"],
            phone=said["phone"],
            email=said["email"],
            number=said["number"],
            as_written=bool(said.get("as_written")),
            needs=said["needs"],
            notes=said["notes"],
        )


class NeedsForm(NeedsFields):
    """What the next clerk must know."""


class ArrivalForm(forms.Form):
    """When it arrived, and from which paper it is typed in; folded away, for mostly it is now."""

    visit = forms.UUIDField(widget=forms.HiddenInput)
    paper_number = forms.CharField(
        label=_("Número de la hoja de papel"),
        help_text=_("Solo si lo pasas de una hoja impresa. Ejemplo: HOJ-2026-00012"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    arrived_on = _day(
        label=_("Qué día llegó"), help_text=_("Vacío si es ahora mismo."), required=False
    )
    arrived_time = _hour(label=_("A qué hora llegó"), required=False)
    folded = ("paper_number", "arrived_on", "arrived_time")

    def __init__(self, data: Any = None, *, now: datetime) -> None:
        super().__init__(data, initial={"visit": uuid.uuid4()})
        self._now = now

    def clean_paper_number(self) -> str:
        """Return the serial as it is printed."""
        return normal_serial(self.cleaned_data["paper_number"])

    def clean_arrived_on(self) -> date | None:
        """Nothing arrived tomorrow, nor a year ago."""
        day: date | None = self.cleaned_data["arrived_on"]
        today = clock.local_date(self._now)
        if day and not today - OLDEST <= day <= today:
            raise forms.ValidationError(_("Revisa el día: tiene que ser hoy o antes."))
        return day

    def clean(self) -> dict[str, Any]:
        """A paper says its day; an hour alone says too little; nothing arrived later than now."""
        said = super().clean() or self.cleaned_data
        needs_day = said.get("paper_number") or said.get("arrived_time")
        if needs_day and not said.get("arrived_on") and "arrived_on" not in self.errors:
            self.add_error("arrived_on", _("Falta el día que está escrito en el papel."))
        elif self._moment(said) > self._now:
            self.add_error("arrived_time", _("Esa hora todavía no llega."))
        return said

    def arrived_at(self) -> datetime:
        """Return when it arrived: now, or the day and hour on the paper (noon when it has no hour)."""
        return self._now if self.errors else self._moment(self.cleaned_data)

    def _moment(self, said: dict[str, Any]) -> datetime:
        day: date | None = said.get("arrived_on")
        hour: time | None = said.get("arrived_time")
        if day is None:
            return self._now
        if hour is None and day == clock.local_date(self._now):
            return self._now
        return datetime.combine(day, hour or NOON, tzinfo=clock.QUITO)


class ChoiceOfCounter(forms.Form):
    """At which counter the clerk sits, and on which paper receipts are printed."""

    body = forms.ChoiceField(label=_("Ventanilla"))
    roll = forms.ChoiceField(
        label=_("Papel del recibo"),
        choices=[("", _("Hoja A4")), ("1", _("Rollo de 80 mm"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["body"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - narrows the type
        choice.choices = [(body.slug, body.name) for body in bodies]


class HoursForm(forms.Form):
    """From when to when a counter attends on some days of the week, from a day on."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Días"),
        choices=[(str(day), name) for day, name in WEEKDAYS.items()],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    closed = forms.BooleanField(label=_("Esos días no se atiende"), required=False)
    opens = _hour(label=_("Abre"), required=False)
    closes = _hour(label=_("Cierra"), required=False)
    opens_again = _hour(
        label=_("Abre otra vez"), help_text=_("Si cierra a mediodía."), required=False
    )
    closes_again = _hour(label=_("Cierra otra vez"), required=False)
    starts_on = _day(label=_("Rige desde"))

    def clean(self) -> dict[str, Any]:
        """Each opening has its closing; open days have at least one."""
        said = super().clean() or self.cleaned_data
        if said.get("closed"):
            return said
        for first, last in (("opens", "closes"), ("opens_again", "closes_again")):
            if bool(said.get(first)) != bool(said.get(last)):
                self.add_error(first, _("Faltan las dos horas: cuándo abre y cuándo cierra."))
        if not said.get("opens") and not self.errors:
            self.add_error("opens", _("Di a qué hora abre, o marca que no se atiende."))
        return said

    def openings(self) -> list[Opening]:
        """Return the stretches of the day; none when the counter is closed."""
        said = self.cleaned_data
        pairs = (("opens", "closes"), ("opens_again", "closes_again"))
        stretches = [(said[first], said[last]) for first, last in pairs if said[first]]
        return [] if said["closed"] else [Opening(*stretch) for stretch in stretches]


class PapersForm(forms.Form):
    """How many blank forms to print."""

    count = forms.IntegerField(
        label=_("Cuántas hojas"), min_value=1, max_value=MOST_AT_ONCE, initial=20
    )


class VoidForm(forms.Form):
    """Why a form will never be typed in."""

    reason = forms.ChoiceField(label=_("Por qué"), choices=void_reasons, widget=forms.RadioSelect)
