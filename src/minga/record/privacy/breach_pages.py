"""Where is a breach written down, assessed, told and closed?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from minga.kernel import clock
from minga.kernel.refusal import Refused
from minga.record.deadlines import deadline_view, deadlines_of
from minga.record.models import Act, Case
from minga.record.privacy.breaches import NEEDED, open_breach, possible_acts, take_step
from minga.record.privacy.desk_pages import answerer, answering_required
from minga.record.privacy.forms import BreachForm, BreachStepForm
from minga.record.privacy.page_parts import answer_step, desk_path, knots
from minga.record.privacy.queries import breach_by_number
from minga.record.privacy.steps import refusal_words
from minga.record.privacy.words import BREACH_STATES, PART_LABELS
from minga.record.rules.breaches import BreachState
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

STEPS = {
    "medida": "note_measure",
    "sin-riesgo": "find_no_risk",
    "riesgo": "find_risk",
    "autoridad": "notify_authority",
    "personas": "notify_subjects",
    "responsable": "tell_controller",
    "cerrar": "close_breach",
}
OURS = "detect_breach"
DOORS = {act: what for what, act in STEPS.items()}
CHOICES = {
    "note_measure": gettext_lazy("Anotar una medida"),
    "find_no_risk": gettext_lazy("Evaluar: no hay riesgo para las personas"),
    "find_risk": gettext_lazy("Evaluar: hay riesgo para las personas"),
    "notify_authority": gettext_lazy("Avisar a la Superintendencia"),
    "notify_subjects": gettext_lazy("Avisar a las personas"),
    "tell_controller": gettext_lazy("Avisar a la entidad responsable"),
    "close_breach": gettext_lazy("Cerrar"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@answering_required
def breach_new(request: HttpRequest) -> HttpResponse:
    """Write down a breach; its clock runs from when it was detected."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BreachForm(*posted)
    if request.method == "POST" and form.is_valid() and (case := _opened(request, form)):
        return redirect("record:breach", case.number)
    page = FormPage(
        title=_("Registrar una vulneración de seguridad"),
        intro=_(
            "Datos personales que se perdieron, se cambiaron o vio quien no debía. Regístrala aunque "
            "falten detalles: el plazo corre desde que se supo."
        ),
        form=form,
        submit=_("Registrar"),
        path=desk_path(),
        here=_("Vulneración nueva"),
        cancel=Link(_("Volver"), reverse("record:privacy-desk")),
    )
    return show_form(request, page)


def _opened(request: HttpRequest, form: BreachForm) -> Case | None:
    """Open the case; None, with the sentence in the form, when it is refused."""
    said = form.cleaned_data
    try:
        return open_breach(
            title=said["title"],
            step=form.step(),
            by=answerer(request),
            detected_at=said["detected_at"],
        )
    except Refused as refusal:
        form.add_error(None, refusal_words(refusal))
        return None


def _breach_or_404(number: str) -> Case:
    case = breach_by_number(number)
    if case is None:
        raise Http404
    return case


@require_safe
@answering_required
def breach(request: HttpRequest, number: str) -> HttpResponse:
    """One breach: what is known, which days run, what each notice tells, and the next steps."""
    case = _breach_or_404(number)
    today, state = clock.today(), BreachState(case.state)
    acts = list(case.acts.all())
    kinds = {act.kind for act in acts}
    context = {
        "case": case,
        "state": BREACH_STATES[state],
        "clocks": [
            deadline_view(one, today)
            for one in deadlines_of([case.pk])[case.pk]
            if one.stopped_by_id is None
        ],
        "knots": knots(case, acts),
        "steps": [(CHOICES[act], DOORS[act]) for act in possible_acts(state, kinds)],
        "checklists": [_checklist(act, acts) for act in NEEDED] if OURS in kinds else [],
        "today": today,
    }
    return render_page(request, "record/privacy/breach.html", context)


def _checklist(act: str, acts: list[Act]) -> dict[str, object]:
    """Return what a notice must tell, and whether it was told."""
    told = {part for one in acts if one.kind == act for part in one.payload.get("told", ())}
    return {
        "title": CHOICES[act],
        "is_done": any(one.kind == act for one in acts),
        "parts": [(PART_LABELS[part], part in told) for part in NEEDED[act]],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@answering_required
def breach_step(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """Write the next act of a breach."""
    case, by = _breach_or_404(number), answerer(request)
    act = STEPS.get(what)
    if act is None:
        raise Http404
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BreachStepForm(act, *posted)
    here = reverse("record:breach", args=(number,))
    page = FormPage(
        title=str(CHOICES[act]),
        intro=_("Queda en el expediente %(number)s, que nadie más ve.") % {"number": number},
        form=form,
        submit=_("Guardar"),
        path=desk_path(),
        here=number,
        cancel=Link(_("Volver al expediente"), here),
    )
    return answer_step(
        request,
        page,
        lambda: take_step(case=case, step=form.step(), by=by, at=clock.now()),
        then=here,
    )
