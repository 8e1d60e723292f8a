"""What does a letter ask of who writes it? To whom, about what, until when, and how it was sent."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.kernel import clock
from minga.people.public import Body, Person
from minga.plan.forms.acts import EARLIEST, REFUSALS, DayInput
from minga.plan.forms.casework import CASEWORK_REFUSALS, entity_choices
from minga.plan.forms.letter_templates import LONGEST_TEXT, placeholder_help, refuse_unknown
from minga.plan.labels import LETTER_VISIBILITY_LABELS
from minga.plan.models import Casework, CaseworkAsker, CaseworkStep, Letter, Letterhead
from minga.plan.queries.letters import Template
from minga.plan.rules.letters import (
    WRITTEN_LAST,
    LetterKind,
    Placeholder,
    fill,
    left_open,
    still_missing,
)
from minga.plan.rules.public_words import personal_number
from minga.plan.services.acts import Record
from minga.plan.services.letters import Draft
from minga.record.public import Visibility, Words, attach

DAYS_TO_ANSWER = 15
DAYS_AFTER_REMINDER = 8
DAYS_AHEAD = 31
LETTER_REFUSALS: Mapping[str, str | Promise] = CASEWORK_REFUSALS | {
    "letter-closed": gettext_lazy("Esta carta ya se envió o se anuló: no se puede cambiar."),
    "letter-year": gettext_lazy("El año de la carta es el de su número. Escribe otra carta."),
    "sent-before-written": gettext_lazy("No se pudo enviar antes de la fecha de la carta."),
    "casework-closed": gettext_lazy("Esta gestión ya terminó. Retómala para escribir otra carta."),
    "without-office": gettext_lazy("Esta gestión no es de ningún despacho."),
}


@dataclass(frozen=True)
class LetterDesk:
    """Who writes which kind of letter of which gestión; `letter` is the one that is being changed."""

    person: Person
    casework: Casework
    kind: LetterKind
    today: date
    insists_on: CaseworkStep | None = None
    letter: Letter | None = None


class LetterForm(forms.Form):
    """A letter with what is known of the case already in it."""

    folded = ("signed_as", "written_on")

    entity = forms.ChoiceField(label=gettext_lazy("Para qué entidad"), required=False)
    asker = forms.ChoiceField(label=gettext_lazy("Para quién"), required=False)
    addressee = forms.CharField(max_length=200, required=False)
    position = forms.CharField(
        label=gettext_lazy("Cargo de quien la recibe"),
        help_text=gettext_lazy("Gerente General, Directora de Movilidad…"),
        max_length=160,
        required=False,
    )
    subject = forms.CharField(label=gettext_lazy("Asunto"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Qué dice"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    answer_due_on = forms.DateField(
        label=gettext_lazy("Hasta cuándo se espera respuesta"), required=False, widget=DayInput()
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("A quién va"),
        choices=list(LETTER_VISIBILITY_LABELS.items()),
        widget=forms.RadioSelect,
    )
    signed_by = forms.CharField(label=gettext_lazy("Quién firma"), max_length=160)
    signed_as = forms.CharField(
        label=gettext_lazy("Con qué cargo firma"), max_length=160, required=False
    )
    written_on = forms.DateField(label=gettext_lazy("Fecha de la carta"), widget=DayInput())
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, desk: LetterDesk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        self._askers = self._who_asked()
        self._entity: Body | None = None
        self.initial.setdefault("once", uuid.uuid4())
        self.fields["text"].help_text = _("Se llenan al imprimir: %(what)s.") % {
            "what": placeholder_help(sorted(WRITTEN_LAST))
        }
        if desk.kind == LetterKind.REPLY:
            self._be_for_a_person()
        else:
            self._be_for_an_entity()

    def _who_asked(self) -> dict[str, CaseworkAsker]:
        rows = CaseworkAsker.objects.filter(casework=self.desk.casework)
        return {str(row.pk): row for row in rows.select_related("person__identity")}

    def _be_for_a_person(self) -> None:
        for name in ("entity", "position", "visibility"):
            del self.fields[name]
        self.fields["addressee"].label = _("Nombre, si es para otra persona")
        known = [(pk, row.person.identity.name) for pk, row in self._askers.items()]
        self._choice("asker").choices = [*known, ("", _("Otra persona"))]
        if known:
            self.initial.setdefault("asker", known[0][0])

    def _be_for_an_entity(self) -> None:
        del self.fields["asker"]
        self.fields["addressee"].label = _("Otra entidad o persona")
        self.fields["addressee"].help_text = _("Si no está en la lista.")
        world = self.desk.person.is_demonstration
        choices = entity_choices(is_demonstration=world)
        self._choice("entity").choices = [("", _("Ninguna de la lista")), *choices]

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(name)
        return field

    def clean_written_on(self) -> date:
        """A letter is dated within a month of today, so that its number is of its year."""
        day: date = self.cleaned_data["written_on"]
        if not -366 <= (day - self.desk.today).days <= DAYS_AHEAD:
            raise forms.ValidationError(_("Revisa la fecha de la carta."), code="letter-day")
        return day

    def clean(self) -> dict[str, Any]:
        """Somebody receives it, every word in braces means something, and nothing is left to write."""
        data = super().clean() or self.cleaned_data
        slug = data.get("entity")
        self._entity = Body.objects.filter(slug=slug).first() if slug else None
        if not any(data.get(name) for name in ("entity", "asker", "addressee")):
            self.add_error("addressee", _("Escribe para quién es la carta."))
        self._check_placeholders()
        if self.chosen_visibility() == Visibility.PUBLIC:
            self._check_public_words()
        self._check_days()
        return data

    def _check_placeholders(self) -> None:
        for name in ("subject", "text"):
            try:
                refuse_unknown(self.filled(name))
            except forms.ValidationError as unknown:
                self.add_error(name, unknown)
                continue
            if missing := still_missing(self.filled(name)):
                said = _("Falta escribir esto en su lugar. %(what)s.")
                self.add_error(name, said % {"what": placeholder_help(missing)})

    def _check_public_words(self) -> None:
        for name in ("addressee", "subject", "text"):
            if found := personal_number(self.cleaned_data.get(name, "")):
                said = _(
                    "«%(found)s» señala a una persona y esta carta será pública. Quítalo, o di abajo"
                    " que nombra a una persona."
                )
                self.add_error(name, said % {"found": found})

    def _check_days(self) -> None:
        due, written = self.cleaned_data.get("answer_due_on"), self.cleaned_data.get("written_on")
        named = Placeholder.ANSWER_BY in left_open(self.filled("text"))
        if named and not due and "answer_due_on" not in self.errors:
            said = _("La carta dice {respuesta_hasta}: escribe el día, o quítalo del texto.")
            self.add_error("answer_due_on", said)
        if due and written and due < written:
            self.add_error("answer_due_on", str(LETTER_REFUSALS["answer-due-before"]))

    def filled(self, name: str) -> str:
        """Return words of the letter with what other fields say filled in."""
        data = self.cleaned_data
        entity = self._entity
        values = {
            Placeholder.ENTITY: entity.name if entity else data.get("addressee", ""),
            Placeholder.POSITION: data.get("position", ""),
            Placeholder.SIGNATORY: data.get("signed_by", ""),
        }
        return fill(data.get(name, ""), values)

    def chosen_visibility(self) -> Visibility:
        """Return who may read it."""
        return Visibility(self.cleaned_data.get("visibility") or Visibility.STAFF)

    def draft(self) -> Draft:
        """Return the letter that was written."""
        data = self.cleaned_data
        asker = self._askers.get(data.get("asker", ""))
        name = asker.person.identity.name if asker else ""
        return Draft(
            kind=self.desk.kind,
            visibility=self.chosen_visibility(),
            written_on=data["written_on"],
            answer_due_on=data["answer_due_on"],
            addressed_to=self._entity,
            addressee=data["addressee"] or name,
            position=data.get("position", ""),
            person=asker.person if asker and not data["addressee"] else None,
            subject=self.filled("subject"),
            text=self.filled("text"),
            signed_by=data["signed_by"],
            signed_as=data["signed_as"],
            insists_on=self.desk.insists_on,
        )

    def refuse(self, code: str) -> None:
        """Show the sentence of a refusal of the service."""
        self.add_error(None, str(LETTER_REFUSALS.get(code, REFUSALS["refused"])))


def begun(
    template: Template, letterhead: Letterhead, desk: LetterDesk, values: Mapping[Placeholder, str]
) -> dict[str, Any]:
    """Return with what the form of a new letter begins: the template filled from the case."""
    about = desk.insists_on or desk.casework
    days = DAYS_AFTER_REMINDER if template.kind == LetterKind.REMINDER else DAYS_TO_ANSWER
    is_reply = template.kind == LetterKind.REPLY
    earlier = Letter.objects.filter(act=desk.insists_on.act).first() if desk.insists_on else None
    return {
        "entity": about.addressed_to.slug if about.addressed_to else "",
        "position": earlier.position if earlier else "",
        "addressee": "" if is_reply else about.addressee,
        "subject": shortened_subject(fill(template.subject, values)),
        "text": fill(template.text, values),
        "answer_due_on": None if is_reply else desk.today + timedelta(days=days),
        "visibility": Visibility.PUBLIC,
        "signed_by": letterhead.signed_by,
        "signed_as": letterhead.signed_as,
        "written_on": desk.today,
    }


def shortened_subject(subject: str) -> str:
    """Return a subject that fits its field: a need is as long as a subject."""
    return subject if len(subject) <= 200 else f"{subject[:199].rstrip()}…"


def written(letter: Letter) -> dict[str, Any]:
    """Return with what the form of a letter that is changed begins: what it says now."""
    asker = letter.casework.askers.filter(person=letter.person_id).first()
    return {
        "entity": letter.addressed_to.slug if letter.addressed_to else "",
        "asker": str(asker.pk) if asker else "",
        "addressee": "" if asker else letter.addressee,
        "position": letter.position,
        "subject": letter.subject,
        "text": letter.text,
        "answer_due_on": letter.answer_due_on,
        "visibility": letter.visibility,
        "signed_by": letter.signed_by,
        "signed_as": letter.signed_as,
        "written_on": letter.written_on,
        "once": letter.once,
    }


class SentForm(forms.Form):
    """That a letter was sent, on which day, and until when an answer is awaited."""

    happened_on = forms.DateField(label=gettext_lazy("Qué día se envió"), widget=DayInput())
    answer_due_on = forms.DateField(
        label=gettext_lazy("Hasta cuándo se espera respuesta"),
        help_text=gettext_lazy("Te lo recordamos ese día."),
        required=False,
        widget=DayInput(),
    )
    signed = forms.FileField(
        label=gettext_lazy("La carta firmada o sellada"),
        help_text=gettext_lazy("Un escaneo o una foto. El PDF se guarda de todos modos."),
        required=False,
    )

    def __init__(self, *args: Any, letter: Letter, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter, self.today = letter, today
        self.initial.setdefault("happened_on", today)
        self.initial.setdefault("answer_due_on", letter.answer_due_on)

    def clean_happened_on(self) -> date:
        """It was sent after it was written and not tomorrow."""
        day: date = self.cleaned_data["happened_on"]
        if day > self.today or day < EARLIEST:
            raise forms.ValidationError(
                _("Ese día todavía no llega. Escribe el día en que pasó."), code="act-in-the-future"
            )
        if day < self.letter.written_on:
            said = str(LETTER_REFUSALS["sent-before-written"])
            raise forms.ValidationError(said, code="sent-before-written")
        return day

    def record(self, by: Person) -> Record:
        """Return who sent it and when; keeps the signed copy. Raises DocumentRefused."""
        upload, day = self.cleaned_data["signed"], self.cleaned_data["happened_on"]
        visibility = Visibility(self.letter.visibility)
        copies = (attach(upload, visibility=visibility),) if upload else ()
        is_today = day == self.today
        at = clock.now() if is_today else datetime.combine(day, time(12), tzinfo=clock.QUITO)
        return Record(by, at, words=Words(attachments=copies))

    def refuse(self, code: str) -> None:
        """Show the sentence of a refusal of the service."""
        self.add_error(None, str(LETTER_REFUSALS.get(code, REFUSALS["refused"])))
