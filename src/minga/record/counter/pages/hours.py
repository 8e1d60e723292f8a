"""When does this counter attend? Its week, dated, and the form that sets it from a day on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.kernel import clock
from minga.record.counter.forms import HoursForm
from minga.record.counter.hours import hours_of, set_hours
from minga.record.counter.pages.shared import counter_path
from minga.record.counter.refusals import CounterRefused
from minga.record.counter.sitting import Sitting, at_counter
from minga.record.counter.week import weeks_in_words
from minga.record.refusal_labels import refusal_sentence
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link


@require_http_methods(["GET", "HEAD", "POST"])
@at_counter
def counter_hours(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Show the hours, past and coming, and set those of some days from a day on."""
    sent = request.POST if request.method == "POST" else None
    form = HoursForm(sent, initial={"starts_on": clock.today()})
    if sent is not None and form.is_valid() and _set(form, sitting):
        return redirect("record:counter-hours")
    page = FormPage(
        title=_("Horario de la ventanilla"),
        intro=weeks_in_words(hours_of(sitting.body), clock.today()),
        form=form,
        submit=_("Fijar este horario"),
        path=counter_path(),
        here=sitting.body.name,
        cancel=Link(_("Volver sin cambiar"), reverse("record:counter")),
    )
    return show_form(request, page, "record/counter_hours.html")


def _set(form: HoursForm, sitting: Sitting) -> bool:
    """Set the hours; false, with the sentence on the form, when they are refused."""
    try:
        set_hours(
            body=sitting.body,
            weekdays=form.cleaned_data["weekdays"],
            openings=form.openings(),
            starts_on=form.cleaned_data["starts_on"],
            by=sitting.clerk,
            at=clock.now(),
        )
    except CounterRefused as refusal:
        form.add_error(None, refusal_sentence(refusal))
        return False
    return True
