"""What ends a gestión, takes it up again, or joins it to a promise or to another person?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.plan.forms.acts import RecordForm
from minga.plan.forms.casework import (
    CASEWORK_REFUSALS,
    LONGEST_LINE,
    PUBLIC_LINE,
    CaseworkDesk,
    PublicLine,
    activity_choices,
)
from minga.plan.models import Activity


class ResultForm(RecordForm):
    """How a gestión ended."""

    refusals = CASEWORK_REFUSALS
    desk: CaseworkDesk

    result = forms.ChoiceField(label=_("Cómo terminó"), widget=forms.RadioSelect)
    title = PublicLine(
        label=_("En una línea, para quien lo pidió"), help_text=PUBLIC_LINE, max_length=LONGEST_LINE
    )

    def __init__(self, *args: Any, desk: CaseworkDesk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self.choice("result").choices = [
            ("close_done", _("Se logró")),
            ("close_partly_done", _("Se logró en parte")),
            ("close_refused", _("Lo negaron")),
            ("close_given_up", _("Se deja de gestionar")),
            ("close_passed_on", _("Se pasa a otra entidad")),
        ]


class AgainForm(RecordForm):
    """Why a gestión that had ended is taken up again."""

    refusals = CASEWORK_REFUSALS
    desk: CaseworkDesk

    title = PublicLine(label=_("Por qué se retoma"), help_text=PUBLIC_LINE, max_length=LONGEST_LINE)


class ServeForm(RecordForm):
    """An activity of a plan that the gestión serves too."""

    refusals = CASEWORK_REFUSALS
    desk: CaseworkDesk

    activity = forms.ChoiceField(label=_("Actividad del plan"))

    def __init__(self, *args: Any, desk: CaseworkDesk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        world = desk.person.is_demonstration
        self.choice("activity").choices = activity_choices(is_demonstration=world)

    def chosen_activity(self) -> Activity:
        """Return the activity that was picked."""
        rows = Activity.objects.select_related("plan__case")
        return rows.get(pk=self.cleaned_data["activity"])


class AskerForm(forms.Form):
    """One more person who asks for the same."""

    asker_name = forms.CharField(
        label=_("Quién lo pide"), help_text=_("Solo lo ve el despacho."), max_length=200
    )
    asker_phone = forms.CharField(label=_("Cómo avisarle"), max_length=30, required=False)
    said = forms.CharField(
        label=_("Lo que dijo, en sus palabras"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
