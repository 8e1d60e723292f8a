"""What does the record itself offer at the counter? A new follow code; a cédula seen."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minga.kernel.clock import now
from minga.kernel.refusal import Refused
from minga.people.public import (
    SHOWN_DOCUMENT_LABELS,
    IdentityLevel,
    PeopleRefused,
    ShownDocument,
    raise_identity_level,
    refusal_text,
    set_national_id,
)
from minga.record.case_kinds import kind_label
from minga.record.counter.acts import AtCounter, CounterAct, CounterForm, ReceiptLine
from minga.record.counter.fields import CedulaFields
from minga.record.counter.refusals import CounterRefused
from minga.record.follow_codes import codes_of_case, revoke_follow_code
from minga.record.models import Case
from minga.record.refusal_labels import refusal_sentence
from minga.record.rules.case_numbers import LONGEST, normal_number
from minga.website.dates import plain_date


class CodeForm(CounterForm):
    """The code of which case; what it is about stands beside, so that it is the right one."""

    takes_scan = False

    number = forms.CharField(
        label=_("Número del pedido"),
        help_text=_("Está en el recibo. Ejemplo: GES-2026-00012"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_theirs = forms.BooleanField(label=_("Es su pedido: le leí de qué se trata y me lo confirmó"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = _case_of(self["number"].value() or "")
        if self.case:
            self.fields["is_theirs"].help_text = _about(self.case)

    def clean_number(self) -> str:
        """Raise ValidationError for a number that no case has."""
        if self.case is None:
            raise forms.ValidationError(_("No hay un expediente con ese número."))
        return self.case.number


class RenewForm(CodeForm):
    """Of which case the code is renewed."""

    def receipt_lines(self) -> Sequence[ReceiptLine]:
        """Say that the code before it opens nothing any more."""
        return (ReceiptLine(_("Qué se hizo"), _("Código nuevo; el anterior dejó de servir")),)


class RevokeForm(CodeForm):
    """Of which case the code is to open nothing any more."""

    def receipt_lines(self) -> Sequence[ReceiptLine]:
        """Say that nobody gets in with the code any more."""
        return (ReceiptLine(_("Qué se hizo"), _("El código se anuló: ya no abre nada")),)


def _case_of(typed: str) -> Case | None:
    return Case.objects.filter(number=normal_number(typed)).first()


def _about(case: Case) -> str:
    words = {"kind": kind_label(case.kind), "title": case.title, "day": plain_date(case.opened_on)}
    return gettext("%(kind)s: «%(title)s», del %(day)s") % words


def renew_code(form: RenewForm, at: AtCounter) -> Case:
    """Return the case whose code the counter renews; raises as `_case_of_holder`."""
    return _case_of_holder(form, at)


def end_code(form: RevokeForm, at: AtCounter) -> Case:
    """End the code of a case and return the case; raises as `_case_of_holder`."""
    case = _case_of_holder(form, at)
    revoke_follow_code(case=case, at=now(), by=at.clerk)
    return case


def _case_of_holder(form: CodeForm, at: AtCounter) -> Case:
    """Return the case of a code that whoever stands there may ask about.

    Raises CounterRefused with `case-without-code`, and `code-of-another` when the code is held by a
    registered person who is not the one standing there.
    """
    case = form.case
    codes = list(codes_of_case(case)) if case else []
    if case is None or not codes:
        raise CounterRefused("case-without-code")
    holder = codes[0].person_id
    if holder is not None and (at.person is None or at.person.pk != holder):
        raise CounterRefused("code-of-another")
    return case


class ShownIdForm(CedulaFields, CounterForm):
    """Which document the clerk saw, and the number on it; only a keyed hash is kept, never a picture."""

    takes_scan = False

    document = forms.ChoiceField(
        label=_("Qué mostró"), choices=lambda: list(SHOWN_DOCUMENT_LABELS.items()),
        widget=forms.RadioSelect, initial=ShownDocument.CEDULA.value,
    )  # fmt: skip
    seen = forms.BooleanField(label=_("Vi el documento y el nombre es el suyo"))
    field_order = ("document", "number", "as_written", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = True

    def receipt_lines(self) -> Sequence[ReceiptLine]:
        """Say what was shown, never its number."""
        shown = SHOWN_DOCUMENT_LABELS[self.cleaned_data["document"]]
        return (
            ReceiptLine(_("Lo que mostraste"), shown),
            ReceiptLine(
                _("Qué guardamos"), _("Solo una huella del número, nunca el número ni una foto")
            ),
        )


def keep_shown_id(form: ShownIdForm, at: AtCounter) -> None:
    """Keep that the person showed a document and raise how sure the program is of them.

    Raises CounterRefused for the clerk's own document, PeopleRefused as `set_national_id`.
    """
    person = at.person
    if person is None or person.pk == at.clerk.pk:
        raise CounterRefused("identity-of-oneself")
    said, moment = form.cleaned_data, now()
    shown = ShownDocument(said["document"])
    set_national_id(
        person=person,
        number=said["number"],
        at=moment,
        seen_by=at.clerk,
        shown=shown,
        as_written=bool(said.get("as_written")),
    )
    if shown is ShownDocument.CEDULA_AND_BILL:
        level = IdentityLevel.RESIDENT_CHECKED
        raise_identity_level(person=person, level=level, at=moment, by=at.clerk)


def _words(refusal: Refused) -> str:
    is_of_people = isinstance(refusal, PeopleRefused)
    return refusal_text(refusal) if is_of_people else refusal_sentence(refusal)


RENEW_CODE = CounterAct(
    code="renovar-codigo",
    label=_("Dar un código de seguimiento nuevo"),
    form=RenewForm,
    save=renew_code,
    help=_("Para quien perdió su recibo o cree que alguien más vio su código."),
)
END_CODE = CounterAct(
    code="anular-codigo",
    label=_("Anular un código de seguimiento"),
    form=RevokeForm,
    save=end_code,
    help=_("Para quien ya no quiere que su código abra nada, sin llevarse otro."),
    gives_code=False,
)
SHOWN_ID = CounterAct(
    code="cedula-mostrada",
    label=_("Comprobar su cédula"),
    form=ShownIdForm,
    save=keep_shown_id,
    help=_("Muestra su documento y sube su nivel de identidad."),
    needs_person=True,
    gives_code=False,
    refusal_words=_words,
)
