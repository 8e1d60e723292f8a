"""What may a reader ask of the list of parishes?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from minga.territory.labels import Choices, measures, parish_kinds
from minga.territory.rules.measures import MeasureKey


class ParishSearch(forms.Form):
    """Which measure the map shows, and which parishes the list holds."""

    medida = forms.ChoiceField(label=_("Qué se compara"), required=False)
    zona = forms.ChoiceField(label=_("Zona"), required=False)
    tipo = forms.ChoiceField(label=_("Tipo"), required=False)
    nombre = forms.CharField(label=_("Nombre"), required=False, max_length=80)
    al = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    mapa = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(
        self, query: QueryDict, zones: Iterable[tuple[str, str]], leading: MeasureKey
    ) -> None:
        self._leading = leading
        given: dict[str, Any] = {name: query.get(name, "") for name in self.base_fields}
        given["medida"] = given["medida"] or leading.value
        super().__init__(given, auto_id="filtro-%s")
        self._offer("medida", measures())
        self._offer("zona", [("", _("Todas")), *zones])
        self._offer("tipo", [("", _("Urbanas y rurales")), *parish_kinds()])

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker; fields stand above
        field.choices = choices

    def asked(self, name: str) -> str:
        """Return what was asked of a field; what is not a choice asks for nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    @property
    def measure(self) -> MeasureKey:
        """The measure asked for, or the one that leads."""
        asked = self.asked("medida")
        return MeasureKey(asked) if asked else self._leading


def day_asked(written: str, today: date) -> date:
    """Return the day of `?al=AAAA-MM-DD`; an empty or unreadable one gives `today`."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return today
