"""What is asked of somebody who wants to follow? How often, by which way, and no more than that way needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minga.dialogue.channels import offered_channels
from minga.dialogue.follow_labels import CHANNEL_LABELS, frequencies, refusal_text
from minga.dialogue.rules.follows import Channel, Frequency
from minga.dialogue.rules.recipients import hidden, mailbox_of, phone_of
from minga.dialogue.services.following import FollowRefused, Wish
from minga.people.public import PrivacyNotice

FOLLOWING = PrivacyNotice(
    form=_("Seguir"),
    purpose=_("Avisarte de lo que pasa con lo que sigues."),
    basis=_("Tu consentimiento: dejas de seguir cuando quieras, con un solo toque."),
    retention=_("Mientras sigas algo. Un correo o un teléfono sin confirmar, siete días."),
    seen_by=_("Nadie más que el programa que envía los avisos."),
)


class FrequencyForm(forms.Form):
    """How often a thing is told."""

    frequency = forms.ChoiceField(
        label=_("Cada cuánto"),
        choices=frequencies,
        widget=forms.RadioSelect,
        initial=Frequency.DAILY,
    )

    def chosen(self) -> Frequency:
        """Return the frequency; call it on a valid form."""
        return Frequency(self.cleaned_data["frequency"])


class FollowForm(FrequencyForm):
    """How often, and by which way; `mailbox` is the confirmed one of the own account, if any."""

    folded: tuple[str, ...] = ("number", "code")

    channel = forms.ChoiceField(label=_("Cómo te avisamos"), widget=forms.RadioSelect)
    mailbox = forms.CharField(
        label=_("Tu correo"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Solo si escogiste correo. Te llegará un enlace para confirmarlo."),
    )
    phone = forms.CharField(
        label=_("Tu teléfono"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=_("Solo si escogiste mensaje. Puede ser el de la familia."),
    )
    number = forms.CharField(label=_("Número de tu lista"), required=False, max_length=20)
    code = forms.CharField(
        label=_("Código de tu lista"),
        required=False,
        max_length=40,
        help_text=_("Si ya sigues algo con número y código, escríbelos y queda en la misma lista."),
    )

    def __init__(self, *args: Any, mailbox: str, is_signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_mailbox, self.is_signed_in = mailbox, is_signed_in
        choice = self.fields["channel"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - narrows the type
        offered = offered_channels()
        choice.choices = [(one, self._words(one)) for one in offered]
        choice.initial = Channel.MAIL if mailbox else Channel.PAGE
        self._drop("mailbox", when=bool(mailbox) or Channel.MAIL not in offered)
        self._drop("phone", when=Channel.SMS not in offered)
        self._drop("number", when=is_signed_in)
        self._drop("code", when=is_signed_in)

    def _drop(self, name: str, *, when: bool) -> None:
        if when:
            del self.fields[name]

    def _words(self, channel: Channel) -> str:
        if channel is Channel.MAIL and self.own_mailbox:
            return gettext("A tu correo, %(mailbox)s") % {"mailbox": hidden(self.own_mailbox)}
        if channel is Channel.PAGE and not self.is_signed_in:
            return gettext("Con un número y un código, sin dar correo ni teléfono")
        return str(CHANNEL_LABELS[channel])

    def clean(self) -> dict[str, Any]:
        """Read the address that the chosen way needs; the others are dropped unread."""
        found = super().clean() or {}
        channel = found.get("channel")
        if channel == Channel.MAIL and not self.own_mailbox:
            self._read("mailbox", mailbox_of(found.get("mailbox", "")), "address")
        elif channel == Channel.SMS:
            self._read("phone", phone_of(found.get("phone", "")), "phone")
        return found

    def _read(self, field: str, address: str | None, kind: str) -> None:
        if address is None:
            typed = self.cleaned_data.get(field)
            self.add_error(field, refusal_text(f"{kind}-{'invalid' if typed else 'missing'}"))
        self.address = address or ""

    address = ""

    def channel_chosen(self) -> Channel:
        """Return the way; call it on a valid form."""
        return Channel(self.cleaned_data["channel"])

    def wish(self, topic: str) -> Wish:
        """Return what is to be followed; call it on a valid form."""
        return Wish(topic, self.chosen())

    def list_key(self) -> tuple[str, str] | None:
        """Return number and code of the list that was named, if any."""
        named = self.cleaned_data.get("number", ""), self.cleaned_data.get("code", "")
        return named if any(named) else None

    def refuse(self, refused: FollowRefused, field: str) -> None:
        """Put the sentence of a refusal at a field."""
        self.add_error(field, refusal_text(refused.code))


class _Typed(forms.Form):
    """A form whose one refusal stands at its last field."""

    def refuse(self, refused: FollowRefused) -> None:
        """Put the sentence of a refusal at the code."""
        self.add_error("code", refusal_text(refused.code))


class PhoneCodeForm(_Typed):
    """The six digits that the phone got."""

    code = forms.CharField(
        label=_("Código"),
        max_length=12,
        help_text=_("Los seis números que te llegaron por mensaje."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class ListForm(_Typed):
    """Number and code of a list."""

    number = forms.CharField(label=_("Número"), max_length=20)
    code = forms.CharField(
        label=_("Código"),
        max_length=40,
        help_text=_("Son dieciséis letras y números. Los guiones no hacen falta."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
