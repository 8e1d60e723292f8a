"""What does the administration type about bodies?"""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from minga.people.forms import PlainWords
from minga.people.labels import BodyKind, body_kinds
from minga.people.models import Body
from minga.territory.public import Place, find_parish, parish_choices

MOST_SEATS = 100


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _username() -> forms.CharField:
    return forms.CharField(
        label=_("Usuario de la persona"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class BodyForm(PlainWords):
    """A new body: a council, commission, office, entity, parish board, assembly or organisation."""

    kind = forms.ChoiceField(label=_("Clase"), choices=body_kinds)
    name = forms.CharField(label=_("Nombre"), max_length=200)
    parent = forms.ModelChoiceField(
        label=_("Parte de"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("De ninguno"),
    )
    place = forms.ChoiceField(label=_("Parroquia"), required=False)
    source = forms.CharField(
        label=_("De dónde consta"),
        help_text=_("La norma, resolución o acta que lo crea."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent, place = self.fields["parent"], self.fields["place"]
        assert isinstance(parent, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        assert isinstance(place, forms.ChoiceField)  # noqa: S101 - narrows the type
        parent.queryset = Body.objects.order_by("name", "pk")
        place.choices = [("", _("De ninguna en particular")), *parish_choices()]

    def clean_kind(self) -> BodyKind:
        """Return the kind as a code."""
        return BodyKind(self.cleaned_data["kind"])

    def facts(self) -> dict[str, Any]:
        """Return what `found_body` takes: the address comes from the name."""
        typed = self.cleaned_data
        place: Place | None = find_parish(typed["place"]) if typed["place"] else None
        return {
            "kind": typed["kind"],
            "name": typed["name"].strip(),
            "slug": slugify(typed["name"])[:80],
            "parent": typed["parent"],
            "place_id": place.pk if place else None,
            "source": typed["source"],
        }


class TermForm(PlainWords):
    """A period of office of a body."""

    starts_on = _day(_("Desde"))
    ends_on = _day(_("Hasta"), required=False, help_text=_("Último día. Vacío si no está fijado."))
    source = forms.CharField(label=_("De dónde consta"), max_length=300, required=False)


class SeatsForm(PlainWords):
    """How many seats more a body has."""

    count = forms.IntegerField(label=_("Cuántas curules más"), min_value=1, max_value=MOST_SEATS)
    circumscription = forms.CharField(
        label=_("Circunscripción"),
        help_text=_("Vacío mientras no conste."),
        max_length=60,
        required=False,
    )


class RepresentationForm(PlainWords):
    """Who may act for an organisation, since when, and which document proves it."""

    username = _username()
    proof = forms.CharField(
        label=_("Documento que lo prueba"),
        help_text=_("Por ejemplo: acta de elección del 4 de marzo de 2024."),
        max_length=300,
    )
    starts_on = _day(_("Desde"))
    ends_on = _day(_("Hasta"), required=False, help_text=_("Último día. Vacío si no está fijado."))


class EndRepresentationForm(PlainWords):
    """The last day of a representation."""

    ends_on = _day(_("Último día en que la representa"))
