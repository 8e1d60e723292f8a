"""Which questions do the forms of the counter share? A cédula that may be odd; what the next clerk must know."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.people.public import CounterNeed, counter_needs, is_cedula


class CedulaFields(forms.Form):
    """A cédula; one whose check digit is wrong is taken when the clerk says that it stands so."""

    number = forms.CharField(
        label=_("Cédula"),
        help_text=_("Guardamos solo una huella: no se vuelve a mostrar."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    as_written = forms.BooleanField(
        label=_("El número está así en el documento, lo revisé"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = self.data.get("number", "") if self.is_bound else ""
        if not typed or is_cedula(typed):
            del self.fields["as_written"]

    def clean(self) -> dict[str, Any]:
        """Warn of a wrong check digit, once; ten digits that the clerk has looked at again pass."""
        typed = super().clean() or self.cleaned_data
        number = typed.get("number", "")
        if number and not is_cedula(number) and not typed.get("as_written"):
            self.add_error(
                "number",
                _(
                    "Ese número no cuadra con su último dígito. Revísalo; si el documento dice eso, márcalo abajo."
                ),
            )
        return typed


class NeedsFields(forms.Form):
    """What the next clerk must know to attend the person well, as the person says it."""

    needs = forms.MultipleChoiceField(
        label=_("Para atenderle bien"),
        choices=counter_needs,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notes = forms.CharField(
        label=_("Algo más que la próxima persona deba saber"),
        help_text=_("Pregúntale antes de anotarlo. Lo verá en su cuenta o en papel."),
        max_length=200,
        required=False,
    )

    def clean_needs(self) -> tuple[CounterNeed, ...]:
        """Return the codes."""
        return tuple(CounterNeed(need) for need in self.cleaned_data["needs"])
