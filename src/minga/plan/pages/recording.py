"""How does the office record facts of an activity? One page an act, all drawn alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
from minga.plan.forms.acts import ActForm, CertifyForm, Desk, FactForm, LinkForm
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
from minga.plan.services.acts import CorrectionRefused, record_fact
from minga.plan.services.indicators import (
    MeasurementRefused,
    fix_indicator,
    record_measurement,
    record_money,
    set_point,
    tag_goals,
)
from minga.plan.services.links import LinkRefused, certify_act, link_by_number
from minga.plan.services.once import only_once
from minga.record.public import (
    Act,
    ActInTheFuture,
    DocumentRefused,
    Standing,
    act_label,
    refusal_sentence,
)
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page


@dataclass(frozen=True)
class Recording:
    """One act of the desk: its code, its words, its form, what saves it, and what it needs.

    `about` says how it may be about an earlier act: it corrects one of its own kind, or certifies.
    """

    act: str
    title: str | Promise
    form: type[ActForm]
    save: Callable[[Any, Activity], object]
    needs_indicator: bool = False
    about: str = ""


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


def _save_link(form: LinkForm, activity: Activity) -> object:
    number = form.cleaned_data["number"]
    record = form.record(_("Se vinculó %(number)s") % {"number": number})
    return link_by_number(activity=activity, number=number, record=record)


def _save_certificate(form: CertifyForm, activity: Activity) -> object:
    certified = form.desk.about
    if certified is None:
        raise LinkRefused("link-unknown")
    title = _("Se certificó el hecho %(n)s") % {"n": certified.ordinal}
    record = replace(form.record(title), corrects=None)
    return certify_act(activity=activity, certified=certified, record=record)


CORRECTS, CERTIFIES = "corrects", "certifies"
REFUSALS = (
    MeasurementRefused,
    TransitionRefused,
    ActInTheFuture,
    CorrectionRefused,
    LinkRefused,
)

RECORDINGS: Mapping[str, Recording] = {
    "hecho": Recording(
        "record_fact", gettext_lazy("Registrar un hecho"), FactForm, _save_fact, about=CORRECTS
    ),
    "medicion": Recording(
        "record_measurement",
        gettext_lazy("Registrar una medición"),
        MeasurementForm,
        _save_measurement,
        needs_indicator=True,
        about=CORRECTS,
    ),
    "indicador": Recording(
        "fix_indicator", gettext_lazy("Fijar un indicador"), IndicatorForm, _save_indicator
    ),
    "meta": Recording(
        "set_point",
        gettext_lazy("Fijar línea base o meta"),
        PointForm,
        _save_point,
        needs_indicator=True,
    ),
    "dinero": Recording(
        "record_money", gettext_lazy("Registrar dinero"), MoneyForm, _save_money, about=CORRECTS
    ),
    "agenda-2030": Recording(
        "tag_goals", gettext_lazy("Asignar la Agenda 2030"), GoalsForm, _save_goals, about=CORRECTS
    ),
    "vincular": Recording(
        "link_act", gettext_lazy("Vincular un hecho o un expediente"), LinkForm, _save_link
    ),
    "certificar": Recording(
        "certify_act",
        gettext_lazy("Certificar un hecho"),
        CertifyForm,
        _save_certificate,
        about=CERTIFIES,
    ),
}
EVALUATION = "evaluacion"  # has an address of its own: who evaluates records it too
WORDS_BY_ACT = {item.act: word for word, item in RECORDINGS.items() if item.about == CORRECTS}
WORDS_BY_ACT["record_evaluation"] = EVALUATION


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def act_new(request: HttpRequest, slug: str, number: int, what: str) -> HttpResponse:
    """Show the form of an act on an activity, or record it and go to the public page."""
    recording = RECORDINGS.get(what)
    if recording is None:
        raise Http404
    desk = _about(request, desk_or_refuse(request, slug, number), recording)
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
        if item.about != CERTIFIES and (has_indicator or not item.needs_indicator)
    ]
    evaluation = reverse("plan:evaluation-new", args=(slug, number))
    links.append(Link(_("Registrar una evaluación"), evaluation))
    context = {"view": desk.view, "links": links, "earlier": _earlier(desk)}
    return render_page(request, "plan/act_choice.html", context)


@dataclass(frozen=True)
class Earlier:
    """An act of this plan that may be corrected or certified, and where."""

    act: Act
    title: str
    correct: str
    certify: str


def _earlier(desk: Desk) -> list[Earlier]:
    """Return the plan's own acts on this activity, newest first, that something can be done about."""
    corrected = {act.corrects_id for act in desk.view.acts}
    own = (act for act in desk.view.acts if act.case_id == desk.view.plan.pk)
    lines = (_earlier_line(desk, act) for act in own if act.pk not in corrected)
    return [line for line in lines if line.correct or line.certify]


def _earlier_line(desk: Desk, act: Act) -> Earlier:
    word = WORDS_BY_ACT.get(act.kind, "")
    certifiable = desk.may_certify and act.standing != Standing.CERTIFIED
    return Earlier(
        act=act,
        title=act.wording.title or str(act_label(act.case.kind, act.kind).label),
        correct=_address(desk, word, act) if word else "",
        certify=_address(desk, "certificar", act) if certifiable else "",
    )


def _address(desk: Desk, word: str, act: Act) -> str:
    args = (desk.view.plan.slug, desk.view.activity.number, word)
    return f"{reverse('plan:act-new', args=args)}?sobre={act.ordinal}"


def _about(request: HttpRequest, desk: Desk, recording: Recording) -> Desk:
    """Return the desk with the earlier act that `?sobre=` names; 404 when it names none."""
    ordinal = request.GET.get("sobre", "")
    if not ordinal and recording.about != CERTIFIES:
        return desk
    if recording.about == CERTIFIES and not desk.may_certify:
        raise PermissionDenied
    for act in desk.view.acts:
        if str(act.ordinal) == ordinal and act.case_id == desk.view.plan.pk:
            return replace(desk, about=act)
    raise Http404


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
        title=_title(recording, form.desk.about),
        form=form,
        submit=_("Registrar"),
        intro=_intro(view, form.desk.about),
        path=(
            Link(_("Despacho"), reverse("record:desk")),
            Link(_("Actividad %(n)s") % {"n": number}, url),
        ),
        here=str(recording.title),
        cancel=Link(_("Volver sin registrar"), url),
    )


def _title(recording: Recording, about: Act | None) -> str:
    corrects = about is not None and recording.about == CORRECTS
    return _("Corregir con otro hecho") if corrects else str(recording.title)


def _intro(view: ActivityView, about: Act | None) -> str:
    """Say on which activity, and about which earlier act: it stays readable, with its correction."""
    text = view.row.text.reading
    if about is None:
        return text
    facts = {"title": about.wording.title or about.kind, "n": about.ordinal, "text": text}
    return _("%(text)s. Sobre el hecho %(n)s, «%(title)s».") % facts


def _save(recording: Recording, form: ActForm, desk: Desk) -> bool:
    """Record the act; False, with the errors in the form, when it is refused."""
    try:
        with only_once(desk.view.plan.pk, desk.person):
            recording.save(form, desk.view.activity)
    except DocumentRefused as refused:
        form.add_error("evidence", refusal_sentence(refused))
    except REFUSALS as refused:
        form.refuse(refused.code)
    return not form.errors
