"""What do the pages of privacy ask? A request, its steps, a breach, a row of the register."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.kernel import clock
from minga.people.public import Identity
from minga.record.documents import attach
from minga.record.privacy.breaches import NEEDED, BreachStep
from minga.record.privacy.register import OwnRow
from minga.record.privacy.requests import AskedData, DataCorrection, DataDecision
from minga.record.privacy.words import (
    CAUSE_ARTICLES,
    CAUSE_LABELS,
    PART_LABELS,
    PROOF_LABELS,
    bases,
    rights,
)
from minga.record.rules.breaches import NoticePart
from minga.record.rules.data_requests import CAUSES, DataRight, IdentityProof, RefusalCause
from minga.record.rules.processing import LegalBasis
from minga.record.services import Attachment


def _words(
    label: Any, help_text: Any = "", *, required: bool = True, longest: int = 5000
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=longest, widget=widget
    )


def _line(label: Any, help_text: Any = "", *, required: bool = True, longest: int = 300) -> Any:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=longest)


def _paper() -> forms.FileField:
    return forms.FileField(
        label=_("Documento"), help_text=_("PDF o foto. Solo lo ve quien responde."), required=False
    )


def _attached(form: forms.Form) -> Sequence[Attachment]:
    """Keep the file of a valid form; raises DocumentRefused."""
    upload = form.cleaned_data.get("paper")
    return (attach(upload),) if upload else ()


class DataRequestForm(forms.Form):
    """Which right, and what exactly."""

    right = forms.ChoiceField(label=_("Qué pides"), choices=rights, widget=forms.RadioSelect)
    text = _words(
        _("Cuéntanos qué datos y, si algo está mal, cómo es"),
        _("Para corregir, escribe cómo debe quedar. Lo demás puede ir vacío."),
        required=False,
    )

    def asked(self) -> AskedData:
        """Return what was asked; call it on a valid form."""
        said = self.cleaned_data
        return AskedData(right=DataRight(said["right"]), text=said["text"])


class IdentityForm(forms.Form):
    """How the person was known, or what they still have to show."""

    proof = forms.ChoiceField(
        label=_("Cómo sabes que los datos son de quien los pide"),
        choices=[*PROOF_LABELS.items(), ("", _("Todavía no lo sé: pídele que lo compruebe"))],
        required=False,
        widget=forms.RadioSelect,
    )
    text = _words(
        _("Qué tiene que mostrar"),
        _("Solo si todavía no se sabe. Lo lee en su cuenta."),
        required=False,
    )

    def known(self) -> IdentityProof | None:
        """Return how the person was known; None when they must still prove it."""
        proof = self.cleaned_data["proof"]
        return IdentityProof(proof) if proof else None


OUTCOMES = (
    ("grant", _("Concederla")),
    ("grant_partly", _("Concederla en parte")),
    ("refuse", _("Negarla")),
)


class DecisionForm(forms.Form):
    """How the request is answered; what is corrected is asked only where it is corrected."""

    act = forms.ChoiceField(label=_("Respuesta"), choices=OUTCOMES, widget=forms.RadioSelect)
    cause = forms.ChoiceField(
        label=_("Causa legal, si se niega todo o una parte"),
        required=False,
        widget=forms.RadioSelect,
    )
    name = _line(_("Nombre, como debe quedar"), required=False, longest=200)
    phone = _line(_("Teléfono, como debe quedar"), required=False, longest=30)
    email = forms.EmailField(label=_("Correo, como debe quedar"), required=False)
    text = _words(
        _("Respuesta en palabras sencillas"),
        _("Qué se hizo, o por qué no. Es la carta que recibe la persona."),
    )
    paper = _paper()

    def __init__(
        self,
        right: DataRight,
        identity: Identity,
        data: Any = None,
        files: Any = None,
        *,
        is_known: bool = True,
    ) -> None:
        known = {"name": identity.name, "phone": identity.phone, "email": identity.email}
        super().__init__(data, files, initial=known)
        self.right = right
        cause = self.fields["cause"]
        assert isinstance(cause, forms.ChoiceField)  # noqa: S101 - narrows the type
        cause.choices = [
            (code, f"{label} ({CAUSE_ARTICLES[code]})")
            for code, label in CAUSE_LABELS.items()
            if code in CAUSES[right] and (code == RefusalCause.IDENTITY_NOT_PROVEN) is not is_known
        ]
        if right not in {DataRight.RECTIFICATION, DataRight.ERASURE}:
            for name in known:
                del self.fields[name]

    def decision(self) -> DataDecision:
        """Return the answer; call it on a valid form. Raises DocumentRefused."""
        said = self.cleaned_data
        return DataDecision(
            act=said["act"],
            text=said["text"],
            cause=RefusalCause(said["cause"]) if said["cause"] else None,
            correction=self._correction(),
            attachments=_attached(self),
        )

    def _correction(self) -> DataCorrection | None:
        said = self.cleaned_data
        if "name" not in self.fields:
            return None
        return DataCorrection(name=said["name"], phone=said["phone"], email=said["email"])


class BreachForm(forms.Form):
    """A breach as it is first known: what, since when, whose data."""

    title = _line(
        _("Qué pasó, en una línea"),
        _("Sin nombres de personas. Ejemplo: correo enviado a otra lista"),
    )
    detected_at = forms.DateTimeField(
        label=_("Cuándo se supo"),
        help_text=_("Día y hora. Desde ahí corre el plazo."),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    act = forms.ChoiceField(
        label=_("De quién son los datos"),
        choices=[
            ("detect_breach", _("De esta institución, que responde por ellos")),
            ("detect_as_processor", _("De otra entidad, por cuyo encargo los tratamos")),
        ],
        initial="detect_breach",
        widget=forms.RadioSelect,
    )
    people = forms.IntegerField(
        label=_("A cuántas personas, más o menos"), min_value=0, required=False
    )
    text = _words(_("Qué se sabe hasta ahora"))
    paper = _paper()

    def clean_detected_at(self) -> datetime:
        """Refuse a moment that has not come yet."""
        at: datetime = self.cleaned_data["detected_at"]
        if at > clock.now():
            raise forms.ValidationError(_("Ese momento todavía no llega."), code="in-the-future")
        return at

    def step(self) -> BreachStep:
        """Return what is written; call it on a valid form. Raises DocumentRefused."""
        said = self.cleaned_data
        return BreachStep(
            act=said["act"],
            text=said["text"],
            people=said["people"],
            attachments=_attached(self),
        )


class BreachStepForm(forms.Form):
    """The next act of a breach; a notice is ticked part by part."""

    told = forms.MultipleChoiceField(
        label=_("El aviso dice"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = _words(_("Qué se hizo"))
    paper = _paper()

    def __init__(self, act: str, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.act = act
        told = self.fields["told"]
        assert isinstance(told, forms.MultipleChoiceField)  # noqa: S101 - narrows the type
        told.choices = [(part, PART_LABELS[part]) for part in NEEDED.get(act, ())]
        if act not in NEEDED:
            del self.fields["told"]

    def step(self) -> BreachStep:
        """Return what is written; call it on a valid form. Raises DocumentRefused."""
        told = [NoticePart(part) for part in self.cleaned_data.get("told", ())]
        return BreachStep(
            act=self.act, text=self.cleaned_data["text"], told=told, attachments=_attached(self)
        )


class ProcessingForm(forms.Form):
    """A processing that happens outside of this program."""

    purpose = _line(_("Para qué se usan los datos"))
    whose = _line(_("De quiénes son"))
    data = _line(_("Qué datos"), _("Clases de datos, no los datos."), longest=500)
    legal_basis = forms.ChoiceField(label=_("Base legal"), choices=bases, widget=forms.RadioSelect)
    basis_note = _line(_("Norma o artículo"), required=False)
    seen_by = _line(_("Quién los ve"))
    retention = _line(_("Cuánto tiempo se guardan"))
    recipients = _line(_("A quién se entregan"), _("Vacío si a nadie."), required=False)
    transfers = _line(_("A qué países van"), _("Vacío si no salen."), required=False)

    def row(self) -> OwnRow:
        """Return what was typed; call it on a valid form."""
        said = dict(self.cleaned_data)
        return OwnRow(**said | {"legal_basis": LegalBasis(said["legal_basis"])})
