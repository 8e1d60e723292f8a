"""What of the dialogue is done in person? Asking a question at the counter, without e-mail."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.dialogue.labels import Language, languages
from minga.dialogue.refusals import refusal_text
from minga.dialogue.rules.words import LONGEST_QUESTION
from minga.dialogue.services.contributions import Said, Voice
from minga.dialogue.services.questions import ask_question
from minga.kernel.refusal import Refused
from minga.people.public import Body, BodyKind, Person, create_person
from minga.record.public import AtCounter, Case, CounterAct, CounterForm, ReceiptLine
from minga.territory.public import Place, parish_choices


class QuestionAtCounterForm(CounterForm):
    """What a person standing at the counter asks, and whom."""

    takes_scan = False

    body = forms.ChoiceField(label=_("A quién pregunta"))
    text = forms.CharField(
        label=_("La pregunta, como la dice"),
        help_text=_("Se publica tal como queda aquí. Léesela antes."),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(label=_("Lengua"), choices=languages, initial=Language.SPANISH)
    parish = forms.ChoiceField(label=_("Su parroquia, si la da"), required=False)

    def __init__(self, *args: Any, at: AtCounter, **kwargs: Any) -> None:
        super().__init__(*args, at=at, **kwargs)
        answering = Body.objects.filter(
            uses_program=True, is_demonstration=at.clerk.is_demonstration
        ).exclude(kind=BodyKind.ORGANISATION)
        self._offer("body", list(answering.values_list("slug", "name")))
        self._offer("parish", [("", _("No la dice")), *parish_choices()])

    def _offer(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def receipt_lines(self) -> Sequence[ReceiptLine]:
        """Repeat the question and say who must answer."""
        data = self.cleaned_data
        body = Body.objects.get(slug=data["body"])
        return (ReceiptLine(_("Pregunta"), data["text"]), ReceiptLine(_("Responde"), body.name))


def register_question(form: QuestionAtCounterForm, at: AtCounter) -> Case:
    """Register the question that the person asks; raises as `ask_question`.

    Who does not identify gets a number and a code all the same: a person without any data.
    """
    data = form.cleaned_data
    parish = Place.objects.get(code=data["parish"]) if data["parish"] else None
    question = ask_question(
        topic=f"body:{data['body']}",
        voice=Voice(at.person or _nobody(at), parish=parish, attended_by=at.clerk),
        said=Said(data["text"], language=data["language"]),
        at=at.arrived_at,
        counts_from=at.counts_from,
    )
    return question.case


def _nobody(at: AtCounter) -> Person:
    return create_person(name="", at=at.arrived_at, is_demonstration=at.clerk.is_demonstration)


def refusal_words(refused: Refused) -> str:
    """Say to the clerk why a question cannot be registered so."""
    return refusal_text(refused.code, dict(refused.facts))


QUESTION_AT_COUNTER = CounterAct(
    code="pregunta",
    label=_("Hacer una pregunta pública"),
    form=QuestionAtCounterForm,
    save=register_question,
    help=_("Se publica la pregunta, nunca quién la hizo. Con el código ve la respuesta."),
    refusal_words=refusal_words,
)
