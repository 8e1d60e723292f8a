"""How does the office record a measurement with its evidence, on a phone, in under a minute?"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.kernel import clock
from minga.kernel.lifecycle import TransitionRefused
from minga.people.public import may_certify_for, may_record_for, staff_required, viewer_of
from minga.plan.forms import MeasurementForm
from minga.plan.queries.activities import ActivityNotFound, ActivityView, activity_view
from minga.plan.queries.moments import today_moment
from minga.plan.services.acts import Record
from minga.plan.services.indicators import (
    Group,
    MeasurementRefused,
    Value,
    record_measurement,
)
from minga.record.public import (
    DocumentRefused,
    Source,
    Standing,
    Words,
    attach,
    refusal_sentence,
)
from minga.territory.public import find_parish
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def measurement_new(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the form of a measurement, or record it and go to the public page."""
    view = _view_or_404(slug, number)
    viewer = viewer_of(request)
    if not may_record_for(viewer, view.plan.body, viewer.on):
        raise PermissionDenied
    form = MeasurementForm(
        request.POST or None,
        request.FILES or None,
        indicators=view.row.indicators,
        may_certify=may_certify_for(viewer, view.plan.body, viewer.on),
        today=clock.today(),
    )
    if request.method == "POST" and form.is_valid() and _save(request, form, view):
        return HttpResponseRedirect(reverse("plan:activity-detail", args=(slug, number)))
    return show_form(request, _page(form, view))


def _view_or_404(slug: str, number: int) -> ActivityView:
    try:
        return activity_view(slug, number, today_moment())
    except ActivityNotFound as error:
        raise Http404 from error


def _page(form: MeasurementForm, view: ActivityView) -> FormPage:
    url = reverse("plan:activity-detail", args=(view.plan.slug, view.row.activity.number))
    return FormPage(
        title=_("Registrar una medición"),
        form=form,
        submit=_("Registrar"),
        intro=view.row.text.reading,
        path=(Link(_("Actividad %(n)s") % {"n": view.row.activity.number}, url),),
        here=_("Registrar una medición"),
        cancel=Link(_("Volver sin registrar"), url),
    )


def _save(request: HttpRequest, form: MeasurementForm, view: ActivityView) -> bool:
    """Record the measurement; False, with the errors in the form, when it is refused."""
    data = form.cleaned_data
    chosen = {str(item.indicator.pk): item.indicator for item in view.row.indicators}
    try:
        record_measurement(
            indicator=chosen[data["indicator"]],
            value=Value(
                data["measured_on"], data["value"], data["numerator"], data["denominator"]
            ),
            group=Group(
                place=find_parish(data["place"]) if data["place"] else None,
                sex=data["sex"],
                self_identification=data["self_identification"],
            ),
            record=_record(request, form),
        )
    except DocumentRefused as refused:
        form.add_error("evidence", refusal_sentence(refused))
    except MeasurementRefused as refused:
        form.add_error("value", form.refusal(refused.code))
    except TransitionRefused as refused:
        form.add_error(None, form.refusal(refused.code))
    return not form.errors


def _record(request: HttpRequest, form: MeasurementForm) -> Record:
    person = viewer_of(request).person
    if person is None:
        raise PermissionDenied
    data, upload = form.cleaned_data, form.cleaned_data["evidence"]
    attached = (attach(upload),) if upload else ()
    return Record(
        actor=person,
        at=clock.now(),
        source=Source(Standing(data["standing"]), data["source_url"], data["source_on"]),
        words=Words(text=data["text"], attachments=attached),
    )
