"""How is an act of the office written on a gestión? One form an act, all drawn alike, also corrections."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from minga.kernel import clock
from minga.kernel.lifecycle import TransitionRefused
from minga.people.public import (
    PeopleRefused,
    may_certify_for,
    may_record_for,
    staff_required,
    viewer_of,
)
from minga.plan.forms.acts import RecordForm
from minga.plan.forms.casework import AnswerForm, CaseworkDesk, FromAfarForm, StepForm
from minga.plan.forms.casework_ends import AgainForm, ResultForm, ServeForm
from minga.plan.forms.pasting import pasted_initial
from minga.plan.models import Casework
from minga.plan.pages.casework import casework_or_404
from minga.plan.queries.casework import CaseworkView
from minga.plan.rules.casework import is_open
from minga.plan.searching import number_in
from minga.plan.services.acts import CorrectionRefused
from minga.plan.services.casework import (
    CaseworkRefused,
    record_step,
    serve_activity,
    settle_casework,
)
from minga.plan.services.once import only_once
from minga.record.public import (
    Act,
    ActInTheFuture,
    DocumentRefused,
    act_title,
    refusal_sentence,
)
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link

REFUSALS = (CaseworkRefused, TransitionRefused, ActInTheFuture, CorrectionRefused, PeopleRefused)


@dataclass(frozen=True)
class CaseworkAct:
    """One act of the desk on a gestión: its words, its form, and what saves it."""

    title: str | Promise
    form: type[RecordForm]
    save: Callable[[Any, Casework], object]
    while_open: bool = True


def _saves_step(act: str) -> Callable[[StepForm, Casework], object]:
    def save(form: StepForm, casework: Casework) -> object:
        record = form.record(form.cleaned_data["title"])
        return record_step(casework=casework, act=act, step=form.step(), record=record)

    return save


def _save_answer(form: AnswerForm, casework: Casework) -> object:
    record = form.record(form.cleaned_data["title"])
    step = form.step(answers=form.answered())
    return record_step(casework=casework, act="receive_answer", step=step, record=record)


def _save_result(form: ResultForm, casework: Casework) -> object:
    record = form.record(form.cleaned_data["title"])
    return settle_casework(casework=casework, act=form.cleaned_data["result"], record=record)


def _save_again(form: AgainForm, casework: Casework) -> object:
    record = form.record(form.cleaned_data["title"])
    return settle_casework(casework=casework, act="take_up_again", record=record)


def _save_activity(form: ServeForm, casework: Casework) -> object:
    activity = form.chosen_activity()
    return serve_activity(casework=casework, activity=activity, record=form.record())


KINDS = {
    "carta": "send_letter",
    "reunion": "hold_meeting",
    "visita": "make_visit",
    "llamada": "make_call",
    "acuerdo": "reach_agreement",
    "respuesta": "receive_answer",
}
WORDS = {kind: word for word, kind in KINDS.items()}

ACTS: Mapping[str, CaseworkAct] = {
    "carta": CaseworkAct(
        gettext_lazy("Se envió una carta"), FromAfarForm, _saves_step(KINDS["carta"])
    ),
    "reunion": CaseworkAct(
        gettext_lazy("Hubo una reunión"), StepForm, _saves_step(KINDS["reunion"])
    ),
    "visita": CaseworkAct(
        gettext_lazy("Se visitó el lugar"), StepForm, _saves_step(KINDS["visita"])
    ),
    "llamada": CaseworkAct(gettext_lazy("Se llamó"), FromAfarForm, _saves_step(KINDS["llamada"])),
    "acuerdo": CaseworkAct(
        gettext_lazy("Se llegó a un acuerdo"), StepForm, _saves_step(KINDS["acuerdo"])
    ),
    "respuesta": CaseworkAct(gettext_lazy("Llegó una respuesta"), AnswerForm, _save_answer),
    "resultado": CaseworkAct(gettext_lazy("Cómo terminó"), ResultForm, _save_result),
    "actividad": CaseworkAct(
        gettext_lazy("Unirla a una actividad del plan"), ServeForm, _save_activity
    ),
    "retomar": CaseworkAct(gettext_lazy("Retomarla"), AgainForm, _save_again, while_open=False),
}


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def casework_act(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """Show the form of an act on a gestión, or record it and go back to the gestión."""
    act = ACTS.get(what)
    if act is None:
        raise Http404
    desk = _about(request, desk_or_refuse(request, number), what)
    casework = desk.casework
    if casework is None:
        raise Http404
    if is_open(casework.case.state) != act.while_open:
        return HttpResponseRedirect(reverse("plan:casework-own", args=(number,)))
    pasted = pasted_initial(request, desk.person, desk.today)
    sent = None if pasted else request.POST or None
    form = act.form(sent, request.FILES or None, desk=desk, initial=pasted)
    if form.is_valid() and _save(act, form, casework):
        return HttpResponseRedirect(reverse("plan:casework-own", args=(number,)))
    return show_form(request, _act_page(act, form, casework))


def _about(request: HttpRequest, desk: CaseworkDesk, what: str) -> CaseworkDesk:
    """Return the desk with the earlier step that `?sobre=` corrects; 404 when it names none."""
    ordinal = request.GET.get("sobre", "")
    if not ordinal or desk.casework is None:
        return desk
    wanted = Act.objects.filter(case=desk.casework.case, kind=KINDS.get(what, ""))
    about = wanted.filter(ordinal=number_in(ordinal) or 0).select_related("wording").first()
    if about is None:
        raise Http404
    return replace(desk, about=about)


def earlier_links(view: CaseworkView) -> list[Link]:
    """Return the steps that may be corrected by another one, newest first, each with its address."""
    corrected = {act.corrects_id for act in view.acts}
    number = view.casework.case.number
    return [
        Link(
            act_title(act),
            f"{reverse('plan:casework-act', args=(number, WORDS[act.kind]))}?sobre={act.ordinal}",
        )
        for act in view.acts
        if act.kind in WORDS and act.pk not in corrected
    ]


def desk_or_refuse(request: HttpRequest, number: str) -> CaseworkDesk:
    """Return who records on which gestión; 404 without it, 403 for who may not."""
    casework = casework_or_404(number).casework
    viewer = viewer_of(request)
    body = casework.case.body
    if viewer.person is None or body is None or not may_record_for(viewer, body, viewer.on):
        raise PermissionDenied
    certifies = may_certify_for(viewer, body, viewer.on)
    return CaseworkDesk(viewer.person, certifies, clock.today(), casework=casework)


def _save(act: CaseworkAct, form: RecordForm, casework: Casework) -> bool:
    """Record the act; False, with the errors in the form, when it is refused."""
    try:
        with only_once(casework.pk, form.desk.person):
            act.save(form, casework)
    except DocumentRefused as refused:
        form.add_error("evidence", refusal_sentence(refused))
    except REFUSALS as refused:
        form.refuse(refused.code)
    return not form.errors


def _act_page(act: CaseworkAct, form: RecordForm, casework: Casework) -> FormPage:
    url = reverse("plan:casework-own", args=(casework.case.number,))
    return FormPage(
        title=_("Corregir con otro hecho") if form.desk.about else str(act.title),
        form=form,
        submit=_("Registrar"),
        intro=_act_intro(casework, form.desk.about),
        path=(desk_link(), Link(casework.case.number, url)),
        here=str(act.title),
        cancel=Link(_("Volver sin registrar"), url),
    )


def _act_intro(casework: Casework, about: Act | None) -> str:
    """Say of which gestión, and which earlier step is corrected: it stays readable."""
    if about is None:
        return casework.case.title
    said = {"need": casework.case.title, "title": about.wording.title, "n": about.ordinal}
    return _("%(need)s. Corrige el hecho %(n)s, «%(title)s».") % said


def desk_link() -> Link:
    """The way back to the office's own list."""
    return Link(_("Gestiones"), reverse("plan:casework-desk"))
