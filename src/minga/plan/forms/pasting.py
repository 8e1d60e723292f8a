"""What does pasting a text ask? The text, then which of what it seems to say is so."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.people.public import Body, Person
from minga.plan.forms.acts import EARLIEST, DayInput
from minga.plan.queries.pasted import FoundActivity, Proposals
from minga.plan.rules.casework import CaseworkOrigin
from minga.plan.rules.pasted import LONGEST, Named, cleaned
from minga.plan.rules.said_days import DueReason, SaidDay
from minga.website.dates import capitalized, weekday_date

FIELD = "pegado"
SALT = "minga.plan.pasted"
KEPT_FOR = 24 * 3600
LONGEST_SAID = 4000
DUE_WORDS: Mapping[DueReason, str | Promise] = {
    DueReason.UNTIL: gettext_lazy("dice hasta cuándo"),
    DueReason.BEFORE: gettext_lazy("dice «antes de»: el día anterior"),
    DueReason.TERM: gettext_lazy("dice un plazo o un término"),
    DueReason.ANSWER: gettext_lazy("habla de responder o entregar"),
}


class PasteForm(forms.Form):
    """A letter or a message, as it was received."""

    text = forms.CharField(
        label=gettext_lazy("El texto"),
        help_text=gettext_lazy("Solo lo ve el despacho. Mientras no registres, no se guarda."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    on = forms.DateField(
        label=gettext_lazy("De qué día es"),
        help_text=gettext_lazy("Vacío: el día que dice al comienzo, o hoy."),
        required=False,
        widget=DayInput(),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_text(self) -> str:
        """Read it as it is stored, without signs that nobody sees."""
        return cleaned(self.cleaned_data["text"])

    def clean_on(self) -> date | None:
        """A letter that was received was written by today."""
        day: date | None = self.cleaned_data["on"]
        if day and not EARLIEST <= day <= self.today:
            raise forms.ValidationError(_("Revisa el día de la carta."), code="letter-day")
        return day


class FoundForm(forms.Form):
    """What a text seems to say, each with why; she picks."""

    place = forms.ChoiceField(label=gettext_lazy("Parroquia"), widget=forms.RadioSelect)
    entity = forms.ChoiceField(label=gettext_lazy("Entidad"), widget=forms.RadioSelect)
    activity = forms.ChoiceField(label=gettext_lazy("Actividad del plan"), widget=forms.RadioSelect)
    due = forms.ChoiceField(label=gettext_lazy("Hasta cuándo"), widget=forms.RadioSelect)
    pegado = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, found: Proposals, token: str) -> None:
        super().__init__()
        self.initial["pegado"] = token
        self._offer("place", [_named(one, found.names) for one in found.parishes])
        self._offer("entity", [_named(one, found.names) for one in found.bodies])
        self._offer("activity", [_activity(one) for one in found.activities])
        self._offer("due", [_day(one) for one in found.days])
        self._pick(found)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Offer what was found of a kind, and none of it; nothing found, nothing asked."""
        field = self.fields[name]
        if not choices:
            del self.fields[name]
        elif isinstance(field, forms.ChoiceField):
            field.choices = [*choices, ("", _("Ninguna de estas"))]

    def _pick(self, found: Proposals) -> None:
        """Mark beforehand only what can be nothing else."""
        sure = [one.key for one in found.parishes if one.is_sure]
        self.initial["place"] = sure[0] if len(sure) == 1 else ""
        self.initial["entity"] = found.bodies[0].key if len(found.bodies) == 1 else ""
        self.initial["activity"] = ""
        self.initial["due"] = found.due.day.isoformat() if found.due else ""


def _named(one: Named[str], names: Mapping[str, str]) -> tuple[str, str]:
    why = _("dice «%(said)s»") if one.is_sure else _("dice «%(said)s», que puede ser otra cosa")
    return one.key, f"{names[one.key]}: {why % {'said': one.said}}"


def _activity(one: FoundActivity) -> tuple[str, str]:
    shared = _("comparte %(words)s") % {"words": ", ".join(one.words[:4])}
    return str(one.activity.pk), f"{one.activity.number}. {one.reading}: {shared}"


def _day(one: SaidDay) -> tuple[str, str]:
    words = f"{capitalized(weekday_date(one.day))} {one.day.year}: «{one.said}»"
    return one.day.isoformat(), f"{words}, {DUE_WORDS[one.reason]}" if one.reason else words


def pasted_token(text: str, on: date, person: Person) -> str:
    """Return a pasted text, signed for who pasted it: it travels with their form and is kept nowhere."""
    said = {"by": person.pk, "said": text[:LONGEST_SAID], "on": on.isoformat()}
    return signing.dumps(said, salt=SALT, compress=True)


def pasted_initial(request: HttpRequest, person: Person, today: date) -> dict[str, Any] | None:
    """Return with what a form begins that follows a pasted text; None when none was pasted.

    Raises SuspiciousOperation when the text was signed for somebody else, changed, or is a day old.
    """
    if request.method != "POST" or FIELD not in request.POST:
        return None
    try:
        pasted = signing.loads(request.POST[FIELD], salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature as changed:
        raise SuspiciousOperation("pasted text") from changed
    if pasted["by"] != person.pk:
        raise SuspiciousOperation("pasted text of somebody else")
    names = ("place", "entity", "activity")
    picked = {name: request.POST[name] for name in names if request.POST.get(name)}
    day = date.fromisoformat(pasted["on"])
    return {
        **picked,
        "title": _answer_title(picked.get("entity", "")),
        "said": pasted["said"],
        "happened_on": min(day, today),
        "origin": CaseworkOrigin.LETTER,
        **({"answer_due_on": due} if (due := _iso(request.POST.get("due", ""))) else {}),
    }


def _answer_title(slug: str) -> str:
    """Return the public line of an answer: who answered, nothing of what was pasted."""
    name = Body.objects.filter(slug=slug).values_list("name", flat=True).first() if slug else None
    return _("Respuesta de %(entity)s") % {"entity": name} if name else ""


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
