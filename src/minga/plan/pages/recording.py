"""How does the office record facts of an activity? One page an act, all drawn alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from minga.kernel import clock
from minga.kernel.lifecycle import TransitionRefused
from minga.people.public import may_certify_for, may_record_for, staff_required, viewer_of
from minga.plan.forms.acts import ActForm, Desk, FactForm
from minga.plan.forms.measures import (
    GoalsForm,
    IndicatorForm,
    MeasurementForm,
    MoneyForm,
    PointForm,
)
from minga.plan.models import Activity
from minga.plan.queries.activities import ActivityNotFound, ActivityView, activity_view
from minga.plan.queries.moments import today_moment
from minga.plan.rules.codes import Aggregation, Direction, MoneyKind, PointKind
from minga.plan.services.acts import record_fact
from minga.plan.services.indicators import (
    MeasurementRefused,
    fix_indicator,
    record_measurement,
    record_money,
    set_point,
    tag_goals,
)
from minga.record.public import ActInTheFuture, DocumentRefused, refusal_sentence
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page


@dataclass(frozen=True)
class Recording:
    """One act of the desk: its words, its form, what saves it, and whether it needs an indicator."""

    title: str | Promise
    form: type[ActForm]
    save: Callable[[Any, Activity], object]
    needs_indicator: bool = False


def _save_fact(form: FactForm, activity: Activity) -> object:
    return record_fact(activities=[activity], record=form.record(form.cleaned_data["title"]))


def _save_measurement(form: MeasurementForm, _activity: Activity) -> object:
    indicator = form.chosen()
    return record_measurement(
        indicator=indicator,
        value=form.measured(),
        group=form.group(),
        record=form.record(_("Medición: %(name)s") % {"name": indicator.name}),
    )


def _save_indicator(form: IndicatorForm, activity: Activity) -> object:
    data = form.cleaned_data
    return fix_indicator(
        activity=activity,
        name=data["name"],
        unit=data["unit"],
        direction=Direction(data["direction"]),
        aggregation=Aggregation(data["aggregation"]),
        denominator=data["denominator"],
        record=form.record(_("Se fijó cómo medir: %(name)s") % {"name": data["name"]}),
    )


def _save_point(form: PointForm, _activity: Activity) -> object:
    data = form.cleaned_data
    return set_point(
        indicator=form.chosen(),
        kind=PointKind(data["kind"]),
        year=data["year"],
        value=data["value"],
        source=data["origin"],
        record=form.record(),
    )


def _save_money(form: MoneyForm, activity: Activity) -> object:
    data = form.cleaned_data
    return record_money(
        activity=activity,
        kind=MoneyKind(data["kind"]),
        year=data["year"],
        amount=data["amount"],
        source=data["origin"],
        record=form.record(),
    )


def _save_goals(form: GoalsForm, activity: Activity) -> object:
    chosen = [(int(number), "") for number in form.cleaned_data["goals"]]
    return tag_goals(activity=activity, goals=chosen, record=form.record())


RECORDINGS: Mapping[str, Recording] = {
    "hecho": Recording(gettext_lazy("Registrar un hecho"), FactForm, _save_fact),
    "medicion": Recording(
        gettext_lazy("Registrar una medición"), MeasurementForm, _save_measurement, True
    ),
    "indicador": Recording(gettext_lazy("Fijar un indicador"), IndicatorForm, _save_indicator),
    "meta": Recording(gettext_lazy("Fijar línea base o meta"), PointForm, _save_point, True),
    "dinero": Recording(gettext_lazy("Registrar dinero"), MoneyForm, _save_money),
    "agenda-2030": Recording(gettext_lazy("Asignar la Agenda 2030"), GoalsForm, _save_goals),
}


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def act_new(request: HttpRequest, slug: str, number: int, what: str) -> HttpResponse:
    """Show the form of an act on an activity, or record it and go to the public page."""
    recording = RECORDINGS.get(what)
    if recording is None:
        raise Http404
    desk = desk_or_refuse(request, slug, number)
    if recording.needs_indicator and not desk.view.indicators:
        return HttpResponseRedirect(reverse("plan:act-new", args=(slug, number, "indicador")))
    form = recording.form(request.POST or None, request.FILES or None, desk=desk)
    if request.method == "POST" and form.is_valid() and _save(recording, form, desk):
        return HttpResponseRedirect(reverse("plan:activity-detail", args=(slug, number)))
    return show_form(request, _page(recording, form, desk.view))


@staff_required()
@require_safe
def act_choice(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What may be recorded on an activity: one link for each act."""
    desk = desk_or_refuse(request, slug, number)
    has_indicator = bool(desk.view.indicators)
    links = [
        Link(str(item.title), reverse("plan:act-new", args=(slug, number, what)))
        for what, item in RECORDINGS.items()
        if has_indicator or not item.needs_indicator
    ]
    return render_page(request, "plan/act_choice.html", {"view": desk.view, "links": links})


def desk_or_refuse(request: HttpRequest, slug: str, number: int) -> Desk:
    """Return who records on which activity; 404 without it, 403 for who may not."""
    try:
        view = activity_view(slug, number, today_moment())
    except ActivityNotFound as error:
        raise Http404 from error
    viewer = viewer_of(request)
    if viewer.person is None or not may_record_for(viewer, view.plan.body, viewer.on):
        raise PermissionDenied
    certifies = may_certify_for(viewer, view.plan.body, viewer.on)
    return Desk(view, viewer.person, certifies, clock.today())


def _page(recording: Recording, form: ActForm, view: ActivityView) -> FormPage:
    number = view.row.number
    url = reverse("plan:activity-detail", args=(view.plan.slug, number))
    return FormPage(
        title=str(recording.title),
        form=form,
        submit=_("Registrar"),
        intro=view.row.text.reading,
        path=(
            Link(_("Despacho"), reverse("record:desk")),
            Link(_("Actividad %(n)s") % {"n": number}, url),
        ),
        here=str(recording.title),
        cancel=Link(_("Volver sin registrar"), url),
    )


def _save(recording: Recording, form: ActForm, desk: Desk) -> bool:
    """Record the act; False, with the errors in the form, when it is refused."""
    try:
        recording.save(form, desk.view.activity)
    except DocumentRefused as refused:
        form.add_error("evidence", refusal_sentence(refused))
    except (MeasurementRefused, TransitionRefused, ActInTheFuture) as refused:
        form.refuse(refused.code)
    return not form.errors
