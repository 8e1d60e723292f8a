"""How does the office carry its gestiones? The list, the need, and each step in under a minute."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from minga.kernel import clock
from minga.kernel.lifecycle import TransitionRefused
from minga.people.public import (
    PeopleRefused,
    Person,
    create_person,
    may_certify_for,
    may_record_for,
    may_work_in,
    staff_required,
    viewer_of,
)
from minga.plan.forms.acts import RecordForm
from minga.plan.forms.casework import (
    AgainForm,
    AnswerForm,
    AskerForm,
    CaseworkDesk,
    FromAfarForm,
    NeedForm,
    ResultForm,
    ServeForm,
    StepForm,
)
from minga.plan.forms.pasting import pasted_initial
from minga.plan.labels import CASEWORK_STATE_LABELS
from minga.plan.models import Casework
from minga.plan.pages.casework import casework_or_404
from minga.plan.pages.casework_words import SHAPES, line_of, next_words
from minga.plan.queries.casework import CaseworkView
from minga.plan.queries.casework_desk import casework_of_offices, offices_of, reminder_url
from minga.plan.queries.letters import letters_of_casework
from minga.plan.rules.casework import CaseworkOrigin, is_open
from minga.plan.searching import number_in
from minga.plan.services.acts import CorrectionRefused
from minga.plan.services.casework import (
    Asker,
    CaseworkRefused,
    add_asker,
    open_casework,
    record_step,
    serve_activity,
    settle_casework,
)
from minga.plan.services.once import only_once
from minga.record.public import (
    Act,
    ActInTheFuture,
    DocumentRefused,
    Visibility,
    act_title,
    evidence_link,
    evidence_of,
    issue_follow_code,
    refusal_sentence,
    similar_cases,
)
from minga.website.forms import FormPage, show_form
from minga.website.parts import Evidence, Link
from minga.website.render import render_page

PAGE_SIZE = 25
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
@require_safe
def casework_desk(request: HttpRequest) -> HttpResponse:
    """The open gestiones of the viewer's offices, the oldest first."""
    viewer = viewer_of(request)
    found = casework_of_offices(offices_of(viewer))
    state = request.GET.get("estado", "")
    if state in CASEWORK_STATE_LABELS:
        found = found.filter(case__state=state)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("pagina"))
    lines = [line_of(one, viewer.on) for one in page]
    context = {"page": page, "query": request.GET, "lines": lines, "state": state}
    return render_page(request, "plan/casework_desk.html", context)


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def casework_new(request: HttpRequest) -> HttpResponse:
    """Register a need; whoever asks gets a number and a code to follow it."""
    desk = _new_desk(request)
    pasted = pasted_initial(request, desk.person, desk.today)
    sent = None if pasted else request.POST or None
    form = NeedForm(sent, request.FILES or None, desk=desk, initial=pasted)
    if form.is_valid():
        opened = _open(form)
        if opened:
            return _opened(request, opened)
    page = FormPage(
        title=_("Registrar un pedido"),
        form=form,
        submit=_("Registrar"),
        intro=_("Lo que una persona o el despacho quiere conseguir de otros: una gestión."),
        path=(Link(_("Despacho"), reverse("record:desk")), desk_link()),
        here=_("Pedido nuevo"),
        cancel=Link(_("Volver sin registrar"), reverse("plan:casework-desk")),
    )
    return show_form(request, page)


def _new_desk(request: HttpRequest) -> CaseworkDesk:
    viewer = viewer_of(request)
    offices = tuple(offices_of(viewer))
    if viewer.person is None or not offices:
        raise PermissionDenied
    certifies = any(may_certify_for(viewer, office, viewer.on) for office in offices)
    return CaseworkDesk(viewer.person, certifies, clock.today(), offices=offices)


@dataclass(frozen=True)
class Opened:
    """A gestión that was just registered, and the code of whoever asked."""

    casework: Casework
    code: str


def _open(form: NeedForm) -> Opened | None:
    """Register the need, who asks and their code together; None with the errors in the form."""
    try:
        with transaction.atomic():
            person = _asking(form)
            need = form.need(CaseworkOrigin(form.cleaned_data["origin"]))
            casework = open_casework(
                need=need,
                office=form.chosen_office(),
                record=form.record(),
                asker=Asker(person, form.cleaned_data["said"]) if person else None,
            )
            return Opened(casework, _code(casework, person, form.desk.person))
    except DocumentRefused as refused:
        form.add_error("evidence", refusal_sentence(refused))
    except REFUSALS as refused:
        form.refuse(refused.code)
    return None


def _asking(form: NeedForm) -> Person | None:
    """Return the person who asks, kept apart from what is public; None when nobody was named."""
    if not form.cleaned_data["asker_name"]:
        return None
    return _person(form.cleaned_data, is_demonstration=form.desk.person.is_demonstration)


def _person(data: Mapping[str, str], *, is_demonstration: bool) -> Person:
    return create_person(
        name=data["asker_name"],
        phone=data["asker_phone"],
        at=clock.now(),
        is_demonstration=is_demonstration,
    )


def _code(casework: Casework, person: Person | None, by: Person) -> str:
    if person is None:
        return ""
    issued = issue_follow_code(case=casework.case, at=clock.now(), by=by, person=person)
    return issued.code


def _opened(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show number and code once, and what was asked before that looks alike."""
    case = opened.casework.case
    if not opened.code:
        return HttpResponseRedirect(reverse("plan:casework-own", args=(case.number,)))
    context = {
        "casework": opened.casework,
        "case": case,
        "code": opened.code,
        "similar": _similar(opened.casework),
    }
    return render_page(request, "plan/casework_opened.html", context)


def _similar(casework: Casework) -> list[Link]:
    found = similar_cases("GES", casework.case.title, without=casework.pk)
    return [Link(one.title, reverse("plan:casework-own", args=(one.number,))) for one in found]


@staff_required()
@require_safe
def casework_own(request: HttpRequest, number: str) -> HttpResponse:
    """A gestión as its office sees it: who asked, what was said, what may be recorded now."""
    view = casework_or_404(number)
    viewer = viewer_of(request)
    body = view.casework.case.body
    may_record = body is not None and may_record_for(viewer, body, viewer.on)
    if body is None or not (may_record or may_work_in(viewer, body, viewer.on)):
        raise PermissionDenied
    still_open = is_open(view.state)
    acts = [
        Link(str(act.title), reverse("plan:casework-act", args=(number, what)))
        for what, act in ACTS.items()
        if act.while_open == still_open
    ]
    context = {
        "view": view,
        "casework": view.casework,
        "case": view.casework.case,
        "shape": SHAPES[view.state],
        "word": CASEWORK_STATE_LABELS[view.state],
        "following": next_words(view, viewer.on),
        "askers": view.casework.askers.select_related("person__identity"),
        "acts": acts if may_record else (),
        "similar": _similar(view.casework),
        "earlier": _earlier(view) if may_record and still_open else (),
        "papers": _papers(view.casework),
        "letters": letters_of_casework(view.casework),
        "reminder": _reminder(view, viewer.on) if may_record else "",
    }
    return render_page(request, "plan/casework_own.html", context)


def _papers(casework: Casework) -> list[Evidence]:
    """Return what those who ask brought on paper: for the office alone."""
    acts = casework.askers.exclude(act=None).values_list("act_id", flat=True)
    found = evidence_of(list(acts), Visibility.STAFF)
    return [evidence_link(use) for uses in found.values() for use in uses]


def _reminder(view: CaseworkView, today: date) -> str:
    """Return where to insist when an answer is late; empty while there is nothing to insist on."""
    step = view.awaited
    if step is None or not is_open(view.state) or (step.answer_due_on or today) >= today:
        return ""
    return reminder_url(view.casework.case.number, step)


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


def _earlier(view: CaseworkView) -> list[Link]:
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


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def casework_asker(request: HttpRequest, number: str) -> HttpResponse:
    """One more person asks for the same: they get a code of their own."""
    desk = desk_or_refuse(request, number)
    casework = desk.casework
    if casework is None:
        raise Http404
    form = AskerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _opened(request, Opened(casework, _join(form, casework, desk.person)))
    page = FormPage(
        title=_("Otra persona pide lo mismo"),
        form=form,
        submit=_("Añadir y darle su código"),
        intro=casework.case.title,
        path=(desk_link(), Link(number, reverse("plan:casework-own", args=(number,)))),
        here=_("Otra persona"),
    )
    return show_form(request, page)


def _join(form: AskerForm, casework: Casework, by: Person) -> str:
    with transaction.atomic():
        world = casework.case.is_demonstration
        person = _person(form.cleaned_data, is_demonstration=world)
        asker = Asker(person, form.cleaned_data["said"])
        add_asker(casework=casework, asker=asker, at=clock.now())
        return _code(casework, person, by)


def desk_link() -> Link:
    return Link(_("Gestiones"), reverse("plan:casework-desk"))
