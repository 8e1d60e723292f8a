"""Which acts does a list of the registry hold? The filters above it."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.record.case_kinds import case_kinds
from minga.record.labels import standings
from minga.record.queries import ActSearch


class RegistrySearch(forms.Form):
    """Kind of case, standing, year; what is not a choice asks for nothing."""

    tipo = forms.ChoiceField(
        label=_("Tipo de expediente"),
        required=False,
        choices=lambda: [("", _("Todos")), *((kind.code, kind.label) for kind in case_kinds())],
    )
    calidad = forms.ChoiceField(
        label=_("Calidad del hecho"),
        required=False,
        choices=lambda: [("", _("Todas")), *standings()],
    )
    anio = forms.ChoiceField(label=_("Año"), required=False)

    def __init__(self, query: Mapping[str, str], years: Sequence[int]) -> None:
        given = {name: query.get(name, "") for name in self.base_fields}
        super().__init__(given, auto_id="filtro-%s")
        self.fields["anio"] = forms.ChoiceField(
            label=_("Año"),
            required=False,
            choices=[("", _("Todos")), *((str(year), str(year)) for year in years)],
        )

    def search(self) -> ActSearch:
        """Return what was asked."""
        self.is_valid()
        asked = self.cleaned_data
        return ActSearch(
            kind=asked.get("tipo", ""),
            standing=asked.get("calidad", ""),
            year=int(asked["anio"]) if asked.get("anio") else None,
        )
