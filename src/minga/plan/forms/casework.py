"""What does a gestión ask of who records it? The need once, then each step in under a minute."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.people.public import Body, BodyKind, Person
from minga.plan.forms.acts import REFUSALS, DayInput, RecordForm
from minga.plan.labels import CASEWORK_ORIGIN_LABELS
from minga.plan.models import Activity, Casework, CaseworkStep
from minga.plan.queries.plans import activities_of, all_plans
from minga.plan.rules.casework import CaseworkOrigin
from minga.plan.rules.public_words import personal_number
from minga.plan.services.casework import Need, Step
from minga.record.public import Act
from minga.territory.public import Place, parish_choices

LONGEST_LINE = 200
ENTITY_KINDS = (
    BodyKind.ENTITY,
    BodyKind.COMMISSION,
    BodyKind.COUNCIL,
    BodyKind.PARISH_BOARD,
    BodyKind.OFFICE,
)
PUBLIC_LINE = _("Es público. Sin nombres de personas particulares, cédulas ni teléfonos.")
CASEWORK_REFUSALS = REFUSALS | {
    "personal-number": _(
        "Hay un correo, una cédula o un teléfono en lo que será público. Quítalo de ahí."
    ),
    "already-asks": _("Esa persona ya consta en esta gestión."),
    "answer-of-another": _("Esa carta es de otra gestión."),
    "answer-due-before": _("El día en que se espera respuesta no puede ser anterior."),
    "no-such-transition": _("Esta gestión ya terminó. Retómala para registrar otro paso."),
}


@dataclass(frozen=True)
class CaseworkDesk:
    """Who records on a gestión; `casework` is None while it is being opened."""

    person: Person
    may_certify: bool
    today: date
    casework: Casework | None = None
    offices: tuple[Body, ...] = ()
    about: Act | None = None


def entity_choices(*, is_demonstration: bool) -> list[tuple[str, str]]:
    """Return (slug, name) of the bodies that may be addressed, in one world; one query."""
    bodies = Body.objects.filter(kind__in=ENTITY_KINDS, is_demonstration=is_demonstration)
    return list(bodies.values_list("slug", "name"))


def activity_choices(*, is_demonstration: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the activities of every plan of one world, grouped by plan, by their words."""
    plans = [plan for plan in all_plans() if plan.is_demonstration == is_demonstration]
    return [
        (
            plan.title,
            [
                (str(activity.pk), f"{activity.number}. {words}")
                for activity, words in activities_of(plan)
            ],
        )
        for plan in plans
    ]


class PublicLine(forms.CharField):
    """A line that everybody will read: a number that points to one person is refused at once."""

    def validate(self, value: str) -> None:
        """Refuse a mail address, a cédula or a telephone number."""
        super().validate(value)
        if found := personal_number(value or ""):
            raise forms.ValidationError(
                _("«%(found)s» señala a una persona y esto es público. Quítalo de aquí."),
                code="personal-number",
                params={"found": found},
            )


class WhereForm(forms.Form):
    """Where, and with whom it is pursued."""

    place = forms.ChoiceField(label=_("Parroquia"), required=False)
    entity = forms.ChoiceField(label=_("Ante qué entidad"), required=False)
    addressee = forms.CharField(
        label=_("Otra entidad o cargo"),
        help_text=_("Si no está en la lista. Sin nombres de personas particulares."),
        max_length=200,
        required=False,
    )

    def fill_where(self, *, is_demonstration: bool) -> None:
        """Put the parishes and the entities of one world into the lists."""
        for name, choices in (
            ("place", parish_choices()),
            ("entity", entity_choices(is_demonstration=is_demonstration)),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("Sin precisar")), *choices]

    def chosen_place(self) -> Place | None:
        """Return the parish that was picked."""
        code = self.cleaned_data["place"]
        return Place.objects.get(code=code) if code else None

    def chosen_entity(self) -> Body | None:
        """Return the entity that was picked."""
        slug = self.cleaned_data["entity"]
        return Body.objects.get(slug=slug) if slug else None


class NeedFields(WhereForm):
    """The need itself, as the desk and the counter ask for it."""

    line = PublicLine(
        label=_("Qué se pide, en una línea"), help_text=PUBLIC_LINE, max_length=LONGEST_LINE
    )
    activity = forms.ChoiceField(
        label=_("Actividad del plan a la que sirve"),
        help_text=_("Si ninguna le queda, déjalo vacío: se puede unir después."),
        required=False,
    )

    def fill_need(self, *, is_demonstration: bool) -> None:
        """Put places, entities and activities of one world into the lists."""
        self.fill_where(is_demonstration=is_demonstration)
        field = self.fields["activity"]
        if isinstance(field, forms.ChoiceField):
            choices = activity_choices(is_demonstration=is_demonstration)
            field.choices = [("", _("Ninguna por ahora")), *choices]

    def need(self, origin: CaseworkOrigin) -> Need:
        """Return the need that was typed."""
        chosen = self.cleaned_data["activity"]
        activities = Activity.objects.filter(pk=chosen) if chosen else Activity.objects.none()
        return Need(
            line=self.cleaned_data["line"],
            origin=origin,
            place=self.chosen_place(),
            addressed_to=self.chosen_entity(),
            addressee=self.cleaned_data["addressee"],
            activities=tuple(activities.select_related("plan__case")),
        )


class NeedForm(NeedFields, RecordForm):
    """A need that reaches the office, and who asks, apart."""

    refusals = CASEWORK_REFUSALS
    desk: CaseworkDesk
    folded = ("addressee", "said", *RecordForm.folded, "evidence")

    origin = forms.ChoiceField(label=_("Cómo llegó"))
    office = forms.ChoiceField(label=_("Qué despacho la lleva"))
    asker_name = forms.CharField(
        label=_("Quién lo pide"),
        help_text=_("Solo lo ve el despacho. Déjalo vacío si es iniciativa propia."),
        max_length=200,
        required=False,
    )
    asker_phone = forms.CharField(
        label=_("Cómo avisarle"),
        help_text=_("Teléfono, si quiere darlo. Solo lo ve el despacho."),
        max_length=30,
        required=False,
    )
    said = forms.CharField(
        label=_("Lo que dijo, en sus palabras"),
        help_text=_("Solo lo ve el despacho."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = (
        *("line", "asker_name", "asker_phone", "place", "activity", "entity", "origin"),
        *("happened_on", "office", "addressee", "said", "evidence", "text"),
        *("standing", "source_url", "source_on"),
    )

    def __init__(self, *args: Any, desk: CaseworkDesk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self.fill_need(is_demonstration=desk.person.is_demonstration)
        self.choice("origin").choices = [
            (code, label)
            for code, label in CASEWORK_ORIGIN_LABELS.items()
            if code != CaseworkOrigin.COUNTER
        ]
        self.choice("office").choices = [(body.slug, body.name) for body in desk.offices]
        if len(desk.offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()
            self.initial.setdefault("office", desk.offices[0].slug)
        self.initial.setdefault("origin", CaseworkOrigin.PHONE)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Somebody's need has somebody who asks; the office's own has nobody."""
        data = super().clean() or self.cleaned_data
        own = data.get("origin") == CaseworkOrigin.OWN_INITIATIVE
        if own and data.get("asker_name"):
            self.add_error("asker_name", _("Una iniciativa del despacho no la pide nadie más."))
        return data

    def chosen_office(self) -> Body:
        """Return the office that will pursue it."""
        slug = self.cleaned_data["office"]
        return next(body for body in self.desk.offices if body.slug == slug)


class StepForm(WhereForm, RecordForm):
    """A letter, a meeting, a visit, a call, an agreement: what happened, with how many, what next."""

    refusals = CASEWORK_REFUSALS
    desk: CaseworkDesk
    folded: tuple[str, ...] = ("entity", "addressee", "place", "women", "men", *RecordForm.folded)

    title = PublicLine(label=_("Qué pasó"), help_text=PUBLIC_LINE, max_length=LONGEST_LINE)
    people = forms.IntegerField(
        label=_("Cuántas personas estuvieron"), min_value=0, max_value=100_000, required=False
    )
    women = forms.IntegerField(label=_("Mujeres"), min_value=0, max_value=100_000, required=False)
    men = forms.IntegerField(label=_("Hombres"), min_value=0, max_value=100_000, required=False)
    answer_due_on = forms.DateField(
        label=_("Hasta cuándo se espera respuesta"),
        help_text=_("Te lo recordamos ese día."),
        required=False,
        widget=DayInput(),
    )

    field_order: tuple[str, ...] = (
        *("title", "happened_on", "people", "evidence", "answer_due_on"),
        *("entity", "addressee", "place", "women", "men"),
        *("text", "standing", "source_url", "source_on"),
    )

    def __init__(self, *args: Any, desk: CaseworkDesk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self.fill_where(is_demonstration=desk.person.is_demonstration)
        self._start_where()
        self.order_fields(self.field_order)

    def _start_where(self) -> None:
        """Begin where the gestión stands: its parish and its entity."""
        casework = self.desk.casework
        if casework is None:
            return
        self.initial.setdefault("place", casework.place.code if casework.place else "")
        entity = casework.addressed_to
        self.initial.setdefault("entity", entity.slug if entity else "")
        self.initial.setdefault("addressee", casework.addressee)

    def clean(self) -> dict[str, Any]:
        """Women and men are part of all who were there."""
        data = super().clean() or self.cleaned_data
        counted = [data.get(name) or 0 for name in ("women", "men")]
        people = data.get("people")
        if people is not None and sum(counted) > people:
            self.add_error("people", _("Son menos que mujeres y hombres juntos."))
        return data

    def step(self, answers: CaseworkStep | None = None) -> Step:
        """Return the facts that were typed."""
        data = self.cleaned_data
        return Step(
            place=self.chosen_place(),
            addressed_to=self.chosen_entity(),
            addressee=data["addressee"],
            women=data["women"],
            men=data["men"],
            people=data["people"],
            answer_due_on=data.get("answer_due_on"),
            answers=answers,
        )


class FromAfarForm(StepForm):
    """A letter or a call: nobody was gathered, unless it says so."""

    folded = ("people", *StepForm.folded)


FIELD_ACTS = (
    ("make_visit", _("Se visitó el lugar")),
    ("hold_meeting", _("Hubo una reunión")),
    ("make_call", _("Se llamó")),
    ("send_letter", _("Se entregó una carta")),
    ("reach_agreement", _("Se llegó a un acuerdo")),
)


class FieldStepForm(StepForm):
    """A step as it is written in the street, perhaps without network: of which gestión, and what."""

    folded = ("answer_due_on", *StepForm.folded)

    casework = forms.ChoiceField(label=_("De qué gestión"))
    act = forms.ChoiceField(label=_("Qué fue"), choices=FIELD_ACTS)
    key = forms.UUIDField(widget=forms.HiddenInput(), required=False)

    field_order = ("casework", "act", *StepForm.field_order, "key")

    def __init__(
        self, *args: Any, desk: CaseworkDesk, mine: Sequence[Casework], **kwargs: Any
    ) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self._mine = {one.case.number: one for one in mine}
        self.choice("casework").choices = [
            (number, f"{one.case.title} ({number})") for number, one in self._mine.items()
        ]

    def chosen(self) -> Casework:
        """Return the gestión that was picked."""
        return self._mine[self.cleaned_data["casework"]]

    def step(self, answers: CaseworkStep | None = None) -> Step:
        """Return the facts that were typed, under the name that the device gave them."""
        return replace(super().step(answers), sent_key=self.cleaned_data["key"])


class AnswerForm(StepForm):
    """An answer that came: to which letter, and what it says."""

    folded = ("entity", "addressee", "place", "people", "women", "men", *RecordForm.folded)
    answer_due_on = None  # type: ignore[assignment]  # an answer awaits none

    answers = forms.ChoiceField(label=_("A qué responde"), required=False)

    field_order = ("title", "answers", *StepForm.field_order[1:])

    def __init__(self, *args: Any, desk: CaseworkDesk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self._steps = self._asked()
        self.choice("answers").choices = [
            ("", _("A nada en particular")),
            *((str(pk), step.act.wording.title) for pk, step in self._steps.items()),
        ]
        if waiting := [pk for pk, step in self._steps.items() if step.answer_due_on]:
            self.initial.setdefault("answers", str(waiting[-1]))

    def _asked(self) -> dict[int, CaseworkStep]:
        steps = CaseworkStep.objects.filter(casework=self.desk.casework, answered_by__isnull=True)
        found = steps.select_related("act__wording").order_by("-pk")
        return {step.pk: step for step in found if step.act.kind != "receive_answer"}

    def answered(self) -> CaseworkStep | None:
        """Return the step that this answers."""
        chosen = self.cleaned_data["answers"]
        return self._steps[int(chosen)] if chosen else None
