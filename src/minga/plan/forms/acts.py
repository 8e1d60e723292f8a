"""What does every recorded fact ask? When, on whose word, with which words and which proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Protocol

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minga.kernel import clock
from minga.people.public import Person
from minga.plan.queries.activities import ActivityView
from minga.plan.services.acts import Record
from minga.record.public import STANDING_LABELS, Act, Source, Standing, Words, attach

EARLIEST = date(1900, 1, 1)  # an older day is a slip of the keys
STAFF_STANDINGS = (Standing.DECLARED, Standing.CERTIFIED, Standing.PUBLIC_SOURCE)

REFUSALS = {
    "measured-in-the-future": _("Ese día todavía no llega. Escribe el día en que se midió."),
    "denominator-missing": _("Este indicador es un promedio: falta el total del que sale."),
    "denominator-zero": _("El total no puede ser cero."),
    "demonstration-mixed": _(
        "Una persona de la demostración no puede registrar hechos en un plan real."
    ),
    "correction-of-another-kind": _("Ese hecho no se puede corregir con este formulario."),
    "already-corrected": _("Ese hecho ya fue corregido. Corrige el hecho más nuevo."),
    "link-unknown": _("No hay nada público con ese número. Ejemplo: PLA-2024-00001/12"),
    "already-linked": _("Ya está vinculado a esta actividad."),
    "already-certified": _("Ese hecho ya está certificado."),
    "refused": _("El plan no admite este hecho ahora."),
}


class Recorder(Protocol):
    """Who records, whether they may certify, on which day, and about which earlier act, if any."""

    @property
    def person(self) -> Person: ...
    @property
    def may_certify(self) -> bool: ...
    @property
    def today(self) -> date: ...
    @property
    def about(self) -> Act | None: ...


@dataclass(frozen=True)
class Desk:
    """Who records, on which activity, whether they may certify, and which act it is about.

    `about` is the act that the new one corrects or certifies, if any.
    """

    view: ActivityView
    person: Person
    may_certify: bool
    today: date
    about: Act | None = None


class DayInput(forms.DateInput):
    """A day as the browser asks for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RecordForm(forms.Form):
    """The part that all facts share; each fact puts its own fields before it.

    `folded` fields wait behind a word: a fact is recorded on a phone in under a minute.
    """

    folded: tuple[str, ...] = ("text", "standing", "source_url", "source_on")

    happened_on = forms.DateField(label=_("Qué día pasó"), widget=DayInput())
    evidence = forms.FileField(
        label=_("La prueba"),
        help_text=_("Un documento o una foto. Una foto sirve."),
        required=False,
    )
    text = forms.CharField(
        label=_("Algo que deba saberse"),
        help_text=_("Es público. No escribas nombres de personas particulares."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    standing = forms.ChoiceField(label=_("Quién responde por el dato"), widget=forms.RadioSelect)
    source_url = forms.URLField(
        label=_("Enlace de la fuente"),
        help_text=_("Solo si lo tomas de una publicación."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    source_on = forms.DateField(label=_("Fecha de la fuente"), required=False, widget=DayInput())

    desk: Recorder
    refusals: Mapping[str, str | Promise] = REFUSALS

    def __init__(self, *args: Any, desk: Recorder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        self.choice("standing").choices = [
            (standing, STANDING_LABELS[standing])
            for standing in STAFF_STANDINGS
            if desk.may_certify or standing != Standing.CERTIFIED
        ]
        self.initial.setdefault("happened_on", desk.today)
        self.initial.setdefault("standing", Standing.DECLARED)
        self.order_fields([*self.own_fields(), *RecordForm.base_fields])

    def own_fields(self) -> list[str]:
        """Names of the fields that this fact adds, in their order."""
        return [name for name in self.base_fields if name not in RecordForm.base_fields]

    def choice(self, name: str) -> forms.ChoiceField:
        """Return a field as the choice that it is."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(name)
        return field

    def clean_happened_on(self) -> date:
        """Nothing that is recorded can have happened tomorrow, nor before anybody could tell."""
        day: date = self.cleaned_data["happened_on"]
        if day > self.desk.today:
            raise forms.ValidationError(
                _("Ese día todavía no llega. Escribe el día en que pasó."), code="act-in-the-future"
            )
        if day < EARLIEST:
            raise forms.ValidationError(_("Revisa el año."), code="day-too-old")
        return day

    def clean_source_on(self) -> date | None:
        """A source was published before it is cited."""
        day: date | None = self.cleaned_data["source_on"]
        if day and not EARLIEST <= day <= self.desk.today:
            raise forms.ValidationError(_("Revisa el año."), code="source-day")
        return day

    def clean(self) -> dict[str, Any]:
        """A public source is cited with its link and date."""
        data = super().clean() or self.cleaned_data
        if data.get("standing") == Standing.PUBLIC_SOURCE:
            for name in ("source_url", "source_on"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Falta: la fuente pública se cita con enlace y fecha."))
        return data

    def record(self, title: str = "") -> Record:
        """Return who records this, when it happened and on whose word; keeps the document.

        Raises DocumentRefused when the file cannot be kept.
        """
        data, upload = self.cleaned_data, self.cleaned_data["evidence"]
        attached = (attach(upload),) if upload else ()
        return Record(
            actor=self.desk.person,
            at=self._moment(),
            source=Source(Standing(data["standing"]), data["source_url"], data["source_on"]),
            words=Words(title=title, text=data["text"], attachments=attached),
            corrects=self.desk.about,
        )

    def _moment(self) -> datetime:
        """Now when it happened today; else noon of its day, for nobody asked the hour."""
        day: date = self.cleaned_data["happened_on"]
        if day == self.desk.today:
            return clock.now()
        return datetime.combine(day, time(12), tzinfo=clock.QUITO)

    def refuse(self, code: str) -> None:
        """Show the sentence of a refusal of the service."""
        self.add_error(None, str(self.refusals.get(code, REFUSALS["refused"])))


class ActForm(RecordForm):
    """A fact of an activity."""

    desk: Desk


class FactForm(ActForm):
    """Something that was done: a meeting, a visit, a letter, an answer."""

    title = forms.CharField(label=_("Qué pasó"), max_length=300)


class LinkForm(ActForm):
    """A case or an act of the record that serves this activity too."""

    number = forms.CharField(
        label=_("Número del hecho o del expediente"),
        help_text=_("Está en su página del registro. Ejemplo: PLA-2024-00001/12"),
        max_length=40,
    )


class CertifyForm(ActForm):
    """The word of the competent body on what an office declared."""

    folded = ("source_url", "source_on", "standing")
