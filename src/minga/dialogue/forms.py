"""What does the dialogue ask of people? Words, their language, in whose name; never more than needed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.dialogue.labels import (
    ANSWER_STATUS_LABELS,
    RULE_LABELS,
    AnswerStatus,
    Language,
    Rule,
    Side,
    languages,
)
from minga.dialogue.refusals import DialogueRefused, refusal_text
from minga.dialogue.rules.words import LONGEST_QUESTION, LONGEST_TEXT
from minga.dialogue.services.contributions import Said, Voice
from minga.people.public import Body, Person, Representation
from minga.record.public import Words, attach
from minga.territory.public import Place, parish_choices


class RefusableForm(forms.Form):
    """A form that can say why a service refused."""

    def refuse(self, refused: DialogueRefused, field: str | None = None) -> None:
        """Put the sentence of a refusal above the form, or at a field."""
        self.add_error(field, refusal_text(refused.code, dict(refused.facts)))


class VoiceForm(RefusableForm):
    """The part that every contribution shares: language, parish, organisation; all can be left alone."""

    folded: tuple[str, ...] = ("language", "parish", "speaks_for")

    language = forms.ChoiceField(
        label=_("Lengua en que escribes"),
        choices=languages,
        initial=Language.SPANISH,
        help_text=_("Se publica tal como lo escribes."),
    )
    parish = forms.ChoiceField(
        label=_("Tu parroquia"),
        required=False,
        choices=lambda: [("", _("No la digo")), *parish_choices()],
        help_text=_("Si la das, se lee «Una persona de …». Tu nombre no se publica nunca."),
    )
    speaks_for = forms.ChoiceField(
        label=_("En nombre de una organización"),
        required=False,
        help_text=_("El nombre de la organización sí se publica."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        field = self.fields["speaks_for"]
        if isinstance(field, forms.ChoiceField):
            field.choices = self._organisations  # asked for only when somebody looks or chooses
        if not self.is_bound and not _represented(person):
            del self.fields["speaks_for"]

    def _organisations(self) -> list[tuple[Any, Any]]:
        own = ((one.slug, one.name) for one in _represented(self.person))
        return [("", _("Hablo solo por mí")), *own]

    def voice(self) -> Voice:
        """Return who speaks; call it on a valid form."""
        parish, slug = self.cleaned_data.get("parish"), self.cleaned_data.get("speaks_for")
        return Voice(
            person=self.person,
            speaks_for=Body.objects.get(slug=slug) if slug else None,
            parish=Place.objects.get(code=parish) if parish else None,
        )

    def said(self) -> Said:
        """Return the words; call it on a valid form."""
        data = self.cleaned_data
        return Said(data["text"], data.get("background", ""), data["language"])


def _represented(person: Person) -> list[Body]:
    held = Representation.objects.filter(person=person).select_related("organisation")
    return [one.organisation for one in held.order_by("organisation__name")]


def _words(label: Any, longest: int = LONGEST_TEXT, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3 if longest == LONGEST_QUESTION else 5})
    return forms.CharField(label=label, max_length=longest, widget=widget, **options)


class AskForm(VoiceForm):
    """A question; `seen` is set once the similar earlier ones were shown."""

    text = _words(
        _("Tu pregunta"),
        LONGEST_QUESTION,
        help_text=_("Una sola pregunta, en una o dos frases. Es pública."),
    )
    background = _words(
        _("Lo que hay que saber para entenderla"),
        required=False,
        help_text=_("También es público."),
    )
    seen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    field_order = ("text", "background", "language", "parish", "speaks_for", "seen")


class FollowUpForm(VoiceForm):
    """A question asked again."""

    text = _words(_("Qué falta en la respuesta"), help_text=_("Es público. Se repregunta una vez."))
    field_order = ("text", "language", "parish", "speaks_for")


class ReplyForm(VoiceForm):
    """A reply to a comment or a proposal."""

    text = _words(_("Tu comentario"), help_text=_("Es público. Lee antes las reglas."))
    field_order: tuple[str, ...] = ("text", "language", "parish", "speaks_for")


class CommentForm(ReplyForm):
    """A comment; on a passage where the thing has a text."""

    passage = _words(
        _("Sobre qué pasaje"),
        required=False,
        help_text=_("Copia el pasaje tal como está escrito. Déjalo vacío si hablas de todo."),
    )
    folded = ("passage", *VoiceForm.folded)
    field_order = ("text", "passage", "language", "parish", "speaks_for")

    def __init__(self, *args: Any, has_text: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_text:
            del self.fields["passage"]


class ProposalForm(VoiceForm):
    """Other words for a passage, and why."""

    passage = _words(
        _("Qué pasaje cambiarías"), help_text=_("Cópialo tal como está escrito arriba.")
    )
    wording = _words(
        _("Cómo debería decir"), required=False, help_text=_("Vacío propone quitar el pasaje.")
    )
    text = _words(_("Por qué"))
    field_order = ("passage", "wording", "text", "language", "parish", "speaks_for")


NO_SIDE = "0"


class SupportForm(VoiceForm):
    """For or against, with a reason or without."""

    side = forms.ChoiceField(
        label=_("Estás"),
        choices=[
            (str(Side.FOR.value), _("A favor")),
            (str(Side.AGAINST.value), _("En contra")),
            (NO_SIDE, _("Ninguna de las dos: retira lo que dije antes")),
        ],
        widget=forms.RadioSelect,
    )
    text = _words(_("Por qué"), required=False, help_text=_("Si lo escribes, es público."))
    field_order = ("side", "text", "language", "parish", "speaks_for")

    def taken(self) -> Side | None:
        """Return the side that was taken, None for none; call it on a valid form."""
        side = self.cleaned_data["side"]
        return None if side == NO_SIDE else Side(int(side))


class OpinionForm(RefusableForm):
    """Whether an answer answers."""

    is_answered = forms.ChoiceField(
        label=_("¿Esto te responde?"),
        choices=[("yes", _("Sí")), ("no", _("No"))],
        widget=forms.RadioSelect,
        help_text=_("Se publica cuántas personas dicen sí o no, nunca quiénes."),
    )


class ConfirmForm(RefusableForm):
    """Nothing to fill in: the button is the whole form."""


class ReportForm(RefusableForm):
    """Which rule is broken."""

    rule = forms.ChoiceField(
        label=_("Qué regla rompe"),
        choices=lambda: list(RULE_LABELS.items()),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Algo que moderación deba saber"),
        max_length=500,
        required=False,
        widget=forms.Textarea,
    )

    def broken(self) -> Rule:
        """Return the rule; call it on a valid form."""
        return Rule(self.cleaned_data["rule"])


class AppealForm(RefusableForm):
    """Why the words should be shown again."""

    text = _words(_("Por qué debe mostrarse de nuevo"))


class AnswerForm(RefusableForm):
    """The answer of the competent body, with a document if there is one."""

    text = _words(_("La respuesta"), 6000, help_text=_("Responde primero; explica después."))
    language = forms.ChoiceField(label=_("Lengua"), choices=languages, initial=Language.SPANISH)
    evidence = forms.FileField(
        label=_("Documento que lo respalda"), required=False, help_text=_("Una foto sirve.")
    )
    folded: tuple[str, ...] = ("language",)

    def words(self) -> Words:
        """Return text and document; call it on a valid form. Raises DocumentRefused."""
        upload = self.cleaned_data.get("evidence")
        kept = (attach(upload),) if upload else ()
        return Words(
            text=self.cleaned_data["text"],
            language=self.cleaned_data["language"],
            attachments=kept,
        )


class OfficialAnswerForm(AnswerForm):
    """What the body made of a comment or a proposal, and why."""

    status = forms.ChoiceField(
        label=_("Qué se hizo con este aporte"),
        choices=lambda: list(ANSWER_STATUS_LABELS.items()),
        widget=forms.RadioSelect,
    )
    field_order = ("status", "text", "language", "evidence")

    def status_code(self) -> AnswerStatus:
        """Return the status; call it on a valid form."""
        return AnswerStatus(self.cleaned_data["status"])


class MergeForm(RefusableForm):
    """Which questions ask the same as this one."""

    questions = forms.MultipleChoiceField(
        label=_("Preguntan lo mismo"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Las que dicen exactamente lo mismo ya están marcadas. Lee las otras."),
    )

    def __init__(self, *args: Any, alike: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["questions"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker; stands above
        field.choices = alike
