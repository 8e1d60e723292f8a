"""How are evaluations recorded? What is due, who evaluates, and the form of one evaluation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.kernel import clock
from minga.kernel.lifecycle import TransitionRefused
from minga.people.public import Body, BodyKind, Viewer, may_certify_for, staff_required, viewer_of
from minga.plan.forms.acts import RecordForm
from minga.plan.forms.casework import ENTITY_KINDS
from minga.plan.forms.evaluations import (
    EvaluationDesk,
    EvaluationForm,
    EvaluatorForm,
    NamingDesk,
    OfferedParty,
)
from minga.plan.models import WorkPlan
from minga.plan.pages.evaluation_words import SaidYear, evaluator_words, said_year
from minga.plan.queries.activities import ActivityNotFound, ActivityView, activity_view
from minga.plan.queries.evaluations import EvaluationRow, Evaluator, Means
from minga.plan.queries.evaluations_desk import (
    EvaluatingBodies,
    bodies_recorded_for,
    evaluations_owed,
    may_certify_evaluation,
    means_filed,
    named_bodies,
    writes_itself,
)
from minga.plan.queries.moments import today_moment
from minga.plan.queries.plans import all_plans, term_of_plan
from minga.plan.rules.evaluations import has_begun, naming_in_force
from minga.plan.services.acts import CorrectionRefused
from minga.plan.services.evaluations import (
    EvaluatingParty,
    EvaluationRefused,
    name_evaluator,
    record_evaluation,
)
from minga.plan.services.once import only_once
from minga.record.public import Act, ActInTheFuture, DocumentRefused, refusal_sentence
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

PAGE_SIZE = 25
KINDS = (*ENTITY_KINDS, BodyKind.ASSEMBLY)
REFUSALS = (EvaluationRefused, TransitionRefused, ActInTheFuture, CorrectionRefused)


@dataclass(frozen=True)
class OwedLine:
    """A year of an activity that waits for its evaluation, and where it is recorded."""

    row: EvaluationRow
    said: SaidYear
    who: str
    url: str


@staff_required()
@require_safe
def evaluation_desk(request: HttpRequest, slug: str) -> HttpResponse:
    """What a plan still asks for, this year's first; and the means that name nobody yet."""
    plan, mine, viewer = _plan_and_mine(request, slug)
    owed = evaluations_owed(plan, mine, viewer.on)
    rows = [*owed.pending, *owed.missing]
    page: Page[EvaluationRow] = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        "plan": plan,
        "page": page,
        "query": request.GET,
        "lines": [_owed_line(plan, row, viewer) for row in page],
        "pending": len(owed.pending),
        "missing": len(owed.missing),
        "unnamed": [_naming_link(plan, means) for means in owed.unnamed],
        "named": [_naming_link(plan, means) for means in owed.named],
    }
    return render_page(request, "plan/evaluation_desk.html", context)


def _plan_and_mine(request: HttpRequest, slug: str) -> tuple[WorkPlan, EvaluatingBodies, Viewer]:
    """Return a plan and for whom the viewer records evaluations of it; 404, or 403 for nobody."""
    plan = get_object_or_404(all_plans(), slug=slug)
    viewer = viewer_of(request)
    named = named_bodies([plan.pk]).get(plan.pk, ())
    mine = bodies_recorded_for(viewer, plan, named)
    if not mine.may_record:
        raise PermissionDenied
    return plan, mine, viewer


def _naming_link(plan: WorkPlan, means: Means) -> Link:
    args = (plan.slug, slugify(means.term))
    return Link(means.filed, reverse("plan:evaluator-new", args=args))


def _owed_line(plan: WorkPlan, row: EvaluationRow, viewer: Viewer) -> OwedLine:
    address = reverse("plan:evaluation-new", args=(plan.slug, row.text.number))
    return OwedLine(
        row,
        said_year(plan, row.state, (), viewer.on),
        evaluator_words(row.text, row.evaluators),
        f"{address}?anio={row.state.year}",
    )


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_new(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the form of an evaluation, or record it and go to the page of the activity."""
    desk = _evaluation_desk(request, slug, number)
    initial = {"year": request.GET.get("anio", "")} if "anio" in request.GET else {}
    form = EvaluationForm(request.POST or None, request.FILES or None, desk=desk, initial=initial)
    activity = desk.view.activity

    def save() -> object:
        return record_evaluation(
            activity=activity, evaluation=form.evaluation(), record=form.evaluation_record()
        )

    url = reverse("plan:activity-detail", args=(slug, number))
    if request.method == "POST" and form.is_valid() and _save(form, desk.view.plan, save):
        return HttpResponseRedirect(f"{url}#evaluacion")
    page = FormPage(
        title=_("Corregir una evaluación") if desk.about else _("Registrar una evaluación"),
        form=form,
        submit=_("Registrar"),
        intro=desk.view.row.text.reading,
        path=(Link(_("Despacho"), reverse("record:desk")), _desk_link(desk.view.plan)),
        here=_("Actividad %(n)s") % {"n": number},
        cancel=Link(_("Volver sin registrar"), url),
    )
    return show_form(request, page)


def _desk_link(plan: WorkPlan) -> Link:
    return Link(_("Evaluaciones"), reverse("plan:evaluation-desk", args=(plan.slug,)))


def _evaluation_desk(request: HttpRequest, slug: str, number: int) -> EvaluationDesk:
    """Return who records of which activity, and whom they may choose; 404, or 403 for nobody."""
    plan, mine, viewer = _plan_and_mine(request, slug)
    view = _view_or_404(slug, number)
    evaluators = naming_in_force(view.namings, viewer.on)
    if viewer.person is None or not mine.concerns(evaluators):
        raise PermissionDenied
    return EvaluationDesk(
        view=view,
        person=viewer.person,
        today=clock.today(),
        offered=_offered(viewer, plan, mine, evaluators),
        years=_years(view),
        may_type=evaluators is None,
        about=_about(request, view),
    )


def _view_or_404(slug: str, number: int) -> ActivityView:
    try:
        return activity_view(slug, number, today_moment())
    except ActivityNotFound as error:
        raise Http404 from error


def _years(view: ActivityView) -> tuple[int, ...]:
    """Return the years of the plan that have begun, those in which the activity runs if it says so."""
    term, today = term_of_plan(view.plan), view.moment.day
    begun = [
        year for year in range(1, view.version.years_count + 1) if has_begun(term, year, today)
    ]
    running = [year for year in begun if year in view.row.text.years]
    return tuple(running or begun)


def _offered(
    viewer: Viewer,
    plan: WorkPlan,
    mine: EvaluatingBodies,
    evaluators: Sequence[Evaluator] | None,
) -> tuple[OfferedParty, ...]:
    """Return whom a viewer may name as who evaluated: those the plan names, else any of its world."""
    if evaluators is None:
        return tuple(_offer(viewer, body) for body in _bodies(plan))
    known = Body.objects.in_bulk([one.slug for one in evaluators if one.slug], field_name="slug")
    offers = [
        _offer(viewer, known[one.slug])
        if one.slug
        else OfferedParty(EvaluatingParty(name=one.name))
        for one in evaluators
    ]
    return tuple(one for one in offers if mine.office or one.itself)


def _bodies(plan: WorkPlan) -> QuerySet[Body]:
    """The bodies of the plan's world that may evaluate; the name of a plan's own office too."""
    rows = Body.objects.filter(kind__in=KINDS, is_demonstration=plan.is_demonstration)
    return rows.order_by("name", "pk")


def _offer(viewer: Viewer, body: Body) -> OfferedParty:
    return OfferedParty(
        EvaluatingParty(body),
        itself=writes_itself(viewer, body),
        certifies=may_certify_evaluation(viewer, body),
    )


def _about(request: HttpRequest, view: ActivityView) -> Act | None:
    """Return the evaluation that `?sobre=` names, to be corrected; 404 when it names none."""
    ordinal = request.GET.get("sobre", "")
    if not ordinal:
        return None
    own = {line.act_id for line in view.evaluations}
    for act in view.acts:
        if act.pk in own and str(act.ordinal) == ordinal:
            return act
    raise Http404


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def evaluator_new(request: HttpRequest, slug: str, term: str) -> HttpResponse:
    """Say which bodies a means of evaluation of the plan names, and go back to what is due."""
    plan, mine, viewer = _plan_and_mine(request, slug)
    if viewer.person is None or not mine.office:
        raise PermissionDenied
    means = _means_or_404(plan, term)
    desk = NamingDesk(
        viewer.person,
        may_certify_for(viewer, plan.body, viewer.on),
        clock.today(),
        [_offer(viewer, body) for body in _bodies(plan)],
        means.filed,
    )
    form = EvaluatorForm(request.POST or None, request.FILES or None, desk=desk)

    def save() -> object:
        return name_evaluator(
            plan=plan, term=means.term, parties=form.parties(), record=form.naming_record()
        )

    if request.method == "POST" and form.is_valid() and _save(form, plan, save):
        return HttpResponseRedirect(reverse("plan:evaluation-desk", args=(slug,)))
    return show_form(request, _naming_page(form, plan))


def _means_or_404(plan: WorkPlan, word: str) -> Means:
    found = means_filed(plan, today_moment())
    means = next((one for one in found if slugify(one.term) == word), None)
    if means is None:
        raise Http404
    return means


def _naming_page(form: EvaluatorForm, plan: WorkPlan) -> FormPage:
    link = _desk_link(plan)
    return FormPage(
        title=_("El plan dice «%(filed)s»: ¿quién es?") % {"filed": form.desk.filed},
        form=form,
        submit=_("Registrar"),
        intro=_("Desde entonces solo quien nombres puede evaluar las actividades que lo dicen."),
        path=(Link(_("Despacho"), reverse("record:desk")), link),
        here=_("Quién evalúa"),
        cancel=Link(_("Volver sin registrar"), link.url),
    )


def _save(form: RecordForm, plan: WorkPlan, save: Callable[[], object]) -> bool:
    """Record the act; False, with the errors in the form, when it is refused."""
    try:
        with only_once(plan.pk, form.desk.person):
            save()
    except DocumentRefused as refused:
        form.add_error("evidence", refusal_sentence(refused))
    except REFUSALS as refused:
        form.refuse(refused.code)
    return not form.errors
