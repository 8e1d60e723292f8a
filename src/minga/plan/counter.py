"""What of the gestión is done in person? Asking for something at the counter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.kernel.refusal import Refused
from minga.people.public import Body
from minga.plan.forms.casework import CASEWORK_REFUSALS, NeedFields
from minga.plan.queries.casework_desk import offices_at_counter
from minga.plan.rules.casework import CaseworkOrigin
from minga.plan.services.acts import Record
from minga.plan.services.casework import Asker, open_casework
from minga.record.public import (
    AtCounter,
    Case,
    CounterAct,
    CounterForm,
    ReceiptLine,
    Words,
    refusal_sentence,
)


class NeedAtCounterForm(NeedFields, CounterForm):
    """What a person standing at the counter wants an office to obtain."""

    office = forms.ChoiceField(label=_("Para qué despacho"))
    said = forms.CharField(
        label=_("Lo que dijo, en sus palabras"),
        help_text=_("Solo lo ve el despacho."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, at: AtCounter, **kwargs: Any) -> None:
        super().__init__(*args, at=at, **kwargs)
        world = at.clerk.is_demonstration
        self.fill_need(is_demonstration=world)
        offices = list(offices_at_counter(is_demonstration=world).values_list("slug", "name"))
        field = self.fields["office"]
        if isinstance(field, forms.ChoiceField):
            field.choices = offices
        if len(offices) == 1:
            field.widget = forms.HiddenInput()
            self.initial.setdefault("office", offices[0][0])
        self.order_fields(
            ("line", "place", "office", "said", "entity", "addressee", "activity", "scan")
        )

    def chosen_office(self) -> Body:
        """Return the office that will pursue it."""
        return Body.objects.get(slug=self.cleaned_data["office"])

    def receipt_lines(self) -> Sequence[ReceiptLine]:
        """Say to which office it goes."""
        return (ReceiptLine(_("Para"), self.chosen_office().name),)


def register_need(form: NeedAtCounterForm, at: AtCounter) -> Case:
    """Open the gestión that the person asks for; raises as `open_casework`."""
    said = form.cleaned_data["said"]
    casework = open_casework(
        need=form.need(CaseworkOrigin.COUNTER),
        office=form.chosen_office(),
        record=Record(at.clerk, at.arrived_at, words=Words(attachments=form.attachments())),
        asker=Asker(at.person, said) if at.person else None,
    )
    return casework.case


def refusal_words(refused: Refused) -> str:
    """Say to the clerk why a need cannot be registered so."""
    return str(CASEWORK_REFUSALS.get(refused.code) or refusal_sentence(refused))


NEED_AT_COUNTER = CounterAct(
    code="pedido",
    label=_("Pedir algo a un despacho"),
    form=NeedAtCounterForm,
    save=register_need,
    help=_("Un arreglo, una visita, una reunión, un trámite detenido: el despacho lo gestiona."),
    refusal_words=refusal_words,
)
