"""What does an evaluation ask of who records it, and what asks who evaluates?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.people.public import Person
from minga.plan.forms.acts import REFUSALS, DayInput, RecordForm
from minga.plan.forms.casework import CASEWORK_REFUSALS, PUBLIC_LINE, PublicLine
from minga.plan.labels import FINDING_LABELS, findings
from minga.plan.queries.activities import ActivityView
from minga.plan.rules.evaluations import Finding, Votes, votes_problem
from minga.plan.services.acts import Record
from minga.plan.services.evaluations import EvaluatingParty, Evaluation
from minga.record.public import Act, Standing

LONGEST_TEXT = 2000
MOST_MEMBERS = 999
OTHER = "otro"
VOTES = ("in_favour", "against", "abstentions", "blank")
EVALUATION_REFUSALS = REFUSALS | {
    "personal-number": CASEWORK_REFUSALS["personal-number"],
    "year-outside-plan": gettext_lazy("El plan no tiene ese año."),
    "year-not-begun": gettext_lazy("Ese año del plan no había empezado el día de la evaluación."),
    "votes-of-one": gettext_lazy("Quien evalúa no es un cuerpo colegiado: no vota."),
    "document-missing": gettext_lazy("Falta el documento firmado por quien evaluó."),
    "certified-from-outside": gettext_lazy(
        "Solo la secretaría de quien evalúa certifica, cuando ese cuerpo usa este programa."
    ),
    "body-elsewhere": gettext_lazy("Ese cuerpo no usa este programa: registra su documento."),
    "not-the-evaluator": gettext_lazy("Ese día el plan nombraba a otros para evaluarla."),
    "already-evaluated": gettext_lazy("Ya evaluó esa actividad ese año. Corrige ese hecho."),
    "term-unknown": gettext_lazy("El plan no dice eso."),
    "body-missing": gettext_lazy("Falta quién evalúa, o está dos veces."),
}


@dataclass(frozen=True)
class OfferedParty:
    """Somebody who may be chosen as who evaluated.

    `itself` when what the viewer records is that body's own word; `certifies` when they certify it.
    """

    party: EvaluatingParty
    itself: bool = False
    certifies: bool = False

    @property
    def value(self) -> str:
        """How the form names it."""
        return self.party.evaluator.slug or self.party.name


@dataclass(frozen=True)
class EvaluationDesk:
    """Who records an evaluation of which activity, whom they may choose, and for which years.

    `may_type` when nobody has said yet who evaluates: a body may be typed then.
    """

    view: ActivityView
    person: Person
    today: date
    offered: tuple[OfferedParty, ...]
    years: tuple[int, ...]
    may_type: bool
    about: Act | None = None

    @property
    def may_certify(self) -> bool:
        """Whether the viewer certifies for one of them."""
        return any(one.certifies for one in self.offered)


class EvaluationForm(RecordForm):
    """What a body found of a year of an activity."""

    refusals = EVALUATION_REFUSALS
    desk: EvaluationDesk
    folded = (*VOTES, "standing", "source_url", "source_on")

    body = forms.ChoiceField(label=gettext_lazy("Quién evaluó"))
    body_name = PublicLine(
        label=gettext_lazy("Si no está en la lista, cómo se llama"), max_length=200, required=False
    )
    year = forms.TypedChoiceField(label=gettext_lazy("Qué año del plan"), coerce=int)
    finding = forms.ChoiceField(
        label=gettext_lazy("Qué concluyó"), choices=findings, widget=forms.RadioSelect
    )
    text = PublicLine(
        label=gettext_lazy("Qué se vio"),
        help_text=PUBLIC_LINE,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    recommendation = PublicLine(
        label=gettext_lazy("Qué recomienda"),
        help_text=gettext_lazy("Si recomendó algo."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    happened_on = forms.DateField(label=gettext_lazy("Qué día evaluó"), widget=DayInput())
    evidence = forms.FileField(
        label=gettext_lazy("El documento firmado"),
        help_text=gettext_lazy(
            "El acta o el informe. Hace falta si quien evaluó no usa este programa. Una foto sirve."
        ),
        required=False,
    )
    in_favour = forms.IntegerField(
        label=gettext_lazy("Votos a favor"),
        help_text=gettext_lazy("Lo que no conste, déjalo vacío: vacío no es cero."),
        min_value=0,
        max_value=MOST_MEMBERS,
        required=False,
    )
    against = forms.IntegerField(
        label=gettext_lazy("Votos en contra"), min_value=0, max_value=MOST_MEMBERS, required=False
    )
    abstentions = forms.IntegerField(
        label=gettext_lazy("Abstenciones"), min_value=0, max_value=MOST_MEMBERS, required=False
    )
    blank = forms.IntegerField(
        label=gettext_lazy("Votos en blanco"), min_value=0, max_value=MOST_MEMBERS, required=False
    )

    field_order = (
        *("body", "body_name", "year", "finding", "text", "recommendation", "happened_on"),
        *("evidence", *VOTES, "standing", "source_url", "source_on"),
    )

    def __init__(self, *args: Any, desk: EvaluationDesk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        named = [(one.value, one.party.evaluator.name) for one in desk.offered]
        self.choice("body").choices = [
            *named,
            *([(OTHER, _("Otro, que no está aquí"))] if desk.may_type else []),
        ]
        if not desk.may_type:
            del self.fields["body_name"]
        self.choice("year").choices = [(year, str(year)) for year in desk.years]
        if len(desk.offered) == 1 and desk.offered[0].certifies:
            self.initial["standing"] = Standing.CERTIFIED
        self.initial.setdefault("year", desk.years[-1] if desk.years else None)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Somebody is named, vouches for it, and votes only if it can."""
        data = super().clean()
        if data.get("body") == OTHER and not data.get("body_name"):
            self.add_error("body_name", _("Falta cómo se llama quien evaluó."))
        elif "body" in data:
            self._check_standing(data)
            self._check_votes()
        return data

    def _check_standing(self, data: dict[str, Any]) -> None:
        chosen, standing = self.chosen(), data.get("standing")
        if standing == Standing.CERTIFIED and not chosen.certifies:
            self.add_error("standing", str(EVALUATION_REFUSALS["certified-from-outside"]))
        if standing == Standing.DECLARED and not chosen.itself and not data.get("evidence"):
            self.add_error("evidence", str(EVALUATION_REFUSALS["document-missing"]))

    def _check_votes(self) -> None:
        body = self.chosen().party.body
        if problem := votes_problem(self.votes(), body.kind if body else ""):
            self.add_error("in_favour", str(EVALUATION_REFUSALS[problem]))

    def chosen(self) -> OfferedParty:
        """Return who evaluated."""
        value = self.cleaned_data["body"]
        if value == OTHER:
            return OfferedParty(EvaluatingParty(name=self.cleaned_data["body_name"]))
        return next(one for one in self.desk.offered if one.value == value)

    def votes(self) -> Votes:
        """Return how they voted; what was left empty stays unknown."""
        return Votes(*(self.cleaned_data.get(name) for name in VOTES))

    def evaluation(self) -> Evaluation:
        """Return what was found."""
        chosen = self.chosen()
        return Evaluation(
            by=chosen.party,
            year=self.cleaned_data["year"],
            finding=Finding(self.cleaned_data["finding"]),
            from_document=not chosen.itself,
            votes=self.votes(),
        )

    def evaluation_record(self) -> Record:
        """Return who records it, with what was seen and what is advised as its words."""
        data = self.cleaned_data
        finding = str(FINDING_LABELS[data["finding"]]).lower()
        title = _("Evaluación del año %(year)s: %(finding)s")
        record = self.record(title % {"year": data["year"], "finding": finding})
        if not data["recommendation"]:
            return record
        advice = _("Recomienda: %(text)s") % {"text": data["recommendation"]}
        return replace(record, words=replace(record.words, text=f"{data['text']}\n\n{advice}"))


@dataclass(frozen=True)
class NamingDesk:
    """Who says whom a means of evaluation names, among which bodies."""

    person: Person
    may_certify: bool
    today: date
    offered: Sequence[OfferedParty]
    filed: str
    about: Act | None = None


class EvaluatorForm(RecordForm):
    """Which bodies the plan means by "Comisiones"; usually one, or one the list does not have."""

    refusals = EVALUATION_REFUSALS
    desk: NamingDesk

    bodies = forms.MultipleChoiceField(
        label=gettext_lazy("Quién evalúa"),
        help_text=gettext_lazy("Puede ser más de uno."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other = PublicLine(
        label=gettext_lazy("Otro, que no está en la lista"), max_length=200, required=False
    )
    happened_on = forms.DateField(label=gettext_lazy("Desde qué día"), widget=DayInput())
    field_order = ("bodies", "other", "happened_on", "evidence", *RecordForm.folded)

    def __init__(self, *args: Any, desk: NamingDesk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        field = self.fields["bodies"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(one.value, one.party.evaluator.name) for one in desk.offered]
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        data = super().clean()
        if not data.get("bodies") and not data.get("other") and not self.errors:
            self.add_error("bodies", _("Falta quién evalúa."))
        return data

    def parties(self) -> list[EvaluatingParty]:
        """Return who was named."""
        chosen, other = self.cleaned_data["bodies"], self.cleaned_data["other"]
        known = [one.party for one in self.desk.offered if one.value in chosen]
        return [*known, *([EvaluatingParty(name=other)] if other else [])]

    def naming_record(self) -> Record:
        """Return who says so, with the names in its words."""
        names = ", ".join(party.evaluator.name for party in self.parties())
        said = {"filed": self.desk.filed, "names": names}
        return self.record(_("«%(filed)s» en el plan es: %(names)s") % said)
