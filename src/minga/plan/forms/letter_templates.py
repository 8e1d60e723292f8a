"""How does an office say how it writes? Its letterhead, and the letters it begins with."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.plan.labels import LETTER_KIND_LABELS, PLACEHOLDER_LABELS
from minga.plan.rules.letters import Placeholder, is_prefix, unknown_placeholders

LONGEST_TEXT = 12_000


def placeholder_help(names: Iterable[Placeholder]) -> str:
    """Return what these placeholders mean, in one line."""
    return ", ".join(f"{{{name}}}: {PLACEHOLDER_LABELS[name]}" for name in names)


def refuse_unknown(text: str) -> None:
    """Raise ValidationError with the first word in braces that means nothing."""
    for word in unknown_placeholders(text):
        raise forms.ValidationError(
            _("«%(word)s» no significa nada en una carta. Bórralo o usa uno de los de abajo."),
            code="placeholder-unknown",
            params={"word": word},
        )


class LetterheadForm(forms.Form):
    """How an office writes."""

    start = forms.CharField(
        label=gettext_lazy("Con qué empiezan sus números"),
        help_text=gettext_lazy("Mayúsculas, cifras y guiones. Ejemplo: OF, GADDMQ-DC-AB"),
        max_length=30,
    )
    address = forms.CharField(
        label=gettext_lazy("Dirección y contacto del despacho"),
        help_text=gettext_lazy("Sale en todas las cartas, también en las públicas."),
        max_length=200,
        required=False,
    )
    signed_by = forms.CharField(label=gettext_lazy("Quién firma"), max_length=160, required=False)
    signed_as = forms.CharField(
        label=gettext_lazy("Con qué cargo firma"), max_length=160, required=False
    )

    def clean_start(self) -> str:
        """Letters and digits in capitals, in groups."""
        start = self.cleaned_data["start"].upper()
        if not is_prefix(start):
            raise forms.ValidationError(
                _("Usa mayúsculas, cifras y guiones. Ejemplo: OF, GADDMQ-DC-AB"), code="prefix"
            )
        return str(start)


class TemplateForm(forms.Form):
    """A letter that an office begins with."""

    name = forms.CharField(label=gettext_lazy("Nombre del modelo"), max_length=80)
    kind = forms.ChoiceField(
        label=gettext_lazy("Para qué sirve"), choices=list(LETTER_KIND_LABELS.items())
    )
    subject = forms.CharField(label=gettext_lazy("Asunto"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Qué dice"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    def __init__(self, *args: Any, is_shipped: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_shipped:
            del self.fields["kind"]
        self.fields["text"].help_text = _("Se llena solo lo que va entre llaves. %(what)s.") % {
            "what": placeholder_help(Placeholder)
        }

    def clean_subject(self) -> str:
        """Every word in braces means something."""
        return self._known("subject")

    def clean_text(self) -> str:
        """Every word in braces means something."""
        return self._known("text")

    def _known(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        refuse_unknown(text)
        return text
