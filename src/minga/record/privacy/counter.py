"""What of privacy is done in person? A request about one's data, and a consent given or withdrawn."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.people.public import (
    Consent,
    ConsentChannel,
    HowGiven,
    PeopleRefused,
    Person,
    consent_purposes,
    give_consent,
    shown_text,
    withdraw_consent,
)
from minga.record.counter.acts import AtCounter, CounterAct, CounterForm, ReceiptLine
from minga.record.labels import Standing
from minga.record.models import Case
from minga.record.privacy.requests import AskedData, open_request
from minga.record.privacy.steps import PrivacyRefused, refusal_words
from minga.record.privacy.words import RIGHT_LABELS, rights
from minga.record.registers import Registrar
from minga.record.rules.data_requests import DataRight

GIVE, WITHDRAW = "give", "withdraw"


class CounterDataRequestForm(CounterForm):
    """Which right, what exactly, and whether the document was shown."""

    right = forms.ChoiceField(label=_("Qué pide"), choices=rights, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Con sus palabras"),
        help_text=_("Para corregir: cómo debe quedar. No aparece en público."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_document_shown = forms.BooleanField(
        label=_("Vi su documento y es la persona de los datos"), required=False
    )

    def receipt_lines(self) -> Sequence[ReceiptLine]:
        """Repeat the right alone: a receipt is left on tables."""
        return (ReceiptLine(_("Pide"), RIGHT_LABELS[self.cleaned_data["right"]]),)


def save_data_request(form: CounterDataRequestForm, at: AtCounter) -> Case:
    """Open the case of a request made in person; with the document seen, identity is known at once."""
    said = form.cleaned_data
    asked = AskedData(
        right=DataRight(said["right"]),
        text=said["text"],
        attachments=form.attachments(),
        at_counter=Registrar(at.clerk, at.body, Standing.DECLARED),
        counts_from=at.counts_from,
        is_document_shown=said["is_document_shown"],
    )
    return open_request(person=_person(at), asked=asked, at=at.arrived_at).case


def _person(at: AtCounter) -> Person:
    if at.person is None:
        raise PrivacyRefused("person-missing")
    return at.person


class CounterConsentForm(CounterForm):
    """What a person says after the whole text was read to them."""

    takes_scan = False

    what = forms.ChoiceField(
        label=_("Qué dice"),
        choices=[(GIVE, _("Acepta")), (WITHDRAW, _("Retira lo que había aceptado"))],
        widget=forms.RadioSelect,
    )
    purpose = forms.ChoiceField(
        label=_("Léele el texto entero"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _(
                "El texto cambió mientras lo leías. Léelo otra vez antes de aceptar."
            )
        },
    )
    proof = forms.CharField(
        label=_("Papel firmado"),
        help_text=_("Su número o cómo encontrarlo. Vacío si lo dijo de palabra."),
        max_length=300,
        required=False,
    )
    read_out = forms.BooleanField(
        label=_("Se lo leí, lo entendió y nadie le obligó: puede decir que no")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purpose = self.fields["purpose"]
        assert isinstance(purpose, forms.ChoiceField)  # noqa: S101 - narrows the type
        purpose.choices = [_choice(one.code) for one in consent_purposes()]

    def chosen(self) -> tuple[str, str]:
        """Return the purpose and the digest of the words that stood beside it."""
        code, _colon, digest = self.cleaned_data["purpose"].partition(":")
        return code, digest

    def receipt_lines(self) -> Sequence[ReceiptLine]:
        """Repeat the very words that were accepted or withdrawn."""
        said = _("Aceptó") if self.cleaned_data["what"] == GIVE else _("Retiró")
        return (ReceiptLine(said, shown_text(self.chosen()[0]).text),)


def _choice(code: str) -> tuple[str, str]:
    shown = shown_text(code)
    return f"{code}:{shown.digest}", f"{shown.title}: {shown.text}"


def save_consent(form: CounterConsentForm, at: AtCounter) -> None:
    """Keep what was declared before the clerk; there is no case to follow."""
    person, proof = _person(at), form.cleaned_data["proof"]
    channel = ConsentChannel.PAPER if proof.strip() else ConsentChannel.COUNTER
    purpose, digest = form.chosen()
    if form.cleaned_data["what"] == GIVE:
        how = HowGiven(channel, at.clerk, proof)
        give_consent(person=person, purpose=purpose, digest=digest, at=at.arrived_at, how=how)
    else:
        _withdraw(person, purpose, channel, at)


def _withdraw(person: Person, purpose: str, channel: ConsentChannel, at: AtCounter) -> None:
    live = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True)
    consent = live.first()
    if consent is None:
        raise PeopleRefused("consent-not-given")
    # a paper typed in late may be older than what it ends
    ended_at = max(at.arrived_at, consent.given_at)
    withdraw_consent(consent=consent, at=ended_at, through=channel, heard_by=at.clerk)


DATA_REQUEST_ACT = CounterAct(
    code="datos",
    label=_("Pedir algo sobre sus datos personales"),
    form=CounterDataRequestForm,
    save=save_data_request,
    help=_("Ver, corregir, borrar, oponerse o llevárselos. Es gratis y tiene plazo."),
    needs_person=True,
    refusal_words=refusal_words,
)
CONSENT_ACT = CounterAct(
    code="consentimiento",
    label=_("Dar o retirar un consentimiento"),
    form=CounterConsentForm,
    save=save_consent,
    help=_("Con el texto exacto leído en voz alta."),
    needs_person=True,
    gives_code=False,
    refusal_words=refusal_words,
)
