"""What do moderators fill in? A rule, a decision, the shape of a flood."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.dialogue.forms import RefusableForm
from minga.dialogue.labels import RULE_LABELS, Rule
from minga.dialogue.models import Contribution
from minga.dialogue.queries.moderation import FloodSearch

HIDE, KEEP, RESTORE = "hide", "keep", "restore"


class DecisionForm(RefusableForm):
    """What is done with reported words, and for which rule."""

    decision = forms.ChoiceField(label=_("Qué decides"), widget=forms.RadioSelect)
    rule = forms.ChoiceField(
        label=_("Por qué regla"),
        choices=lambda: [("", _("Ninguna")), *RULE_LABELS.items()],
        required=False,
    )

    def __init__(self, *args: Any, contribution: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker; stands above
        shown = [(HIDE, _("Ocultar")), (KEEP, _("Dejar como está"))]
        hidden = [(RESTORE, _("Mostrar de nuevo")), (KEEP, _("Dejar oculto"))]
        field.choices = hidden if contribution.hidden_at else shown

    def clean(self) -> dict[str, Any]:
        """A decision to hide names its rule."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("decision") == HIDE and not data.get("rule"):
            self.add_error("rule", _("Di qué regla rompe."))
        return data

    def broken(self) -> Rule:
        """Return the rule; call it on a valid form that hides."""
        return Rule(self.cleaned_data["rule"])


class AppealDecisionForm(RefusableForm):
    """Whether an appeal is granted, and why."""

    is_granted = forms.ChoiceField(
        label=_("Qué resuelves"),
        choices=[("yes", _("Mostrar de nuevo")), ("no", _("Dejar oculto"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Por qué"),
        max_length=3000,
        widget=forms.Textarea,
        help_text=_("Lo lee solo quien apeló."),
    )


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


class FloodForm(RefusableForm):
    """Which contributions belong to the flood that one of them shows."""

    by = forms.MultipleChoiceField(
        label=_("Qué tienen en común"),
        choices=[("author", _("Los escribió la misma persona")), ("text", _("Dicen lo mismo"))],
        widget=forms.CheckboxSelectMultiple,
        initial=["text"],
    )
    since = _day(_("Desde el día"))
    until = _day(_("Hasta el día"))
    rule = forms.ChoiceField(
        label=_("Por qué regla"), choices=lambda: list(RULE_LABELS.items()), initial=Rule.FLOOD
    )

    def search(self, like: Contribution) -> FloodSearch:
        """Return what is looked for; call it on a valid form."""
        data = self.cleaned_data
        return FloodSearch(
            like, "author" in data["by"], "text" in data["by"], data["since"], data["until"]
        )


class ApplyForm(RefusableForm):
    """Exactly the contributions that the preview listed, and the rule."""

    chosen = forms.CharField(widget=forms.HiddenInput, max_length=100_000)
    rule = forms.ChoiceField(choices=lambda: list(RULE_LABELS.items()), widget=forms.HiddenInput)

    def ids(self) -> list[int]:
        """Return the ids of the preview; call it on a valid form."""
        return [int(one) for one in self.cleaned_data["chosen"].split(",") if one.isdigit()]

    def broken(self) -> Rule:
        """Return the rule; call it on a valid form."""
        return Rule(self.cleaned_data["rule"])
