"""How does the office write a letter? Begun from a template, given its number, sent as a step."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.kernel import clock
from minga.kernel.lifecycle import TransitionRefused
from minga.people.public import (
    Body,
    Person,
    may_record_for,
    may_work_in,
    staff_required,
    viewer_of,
)
from minga.plan.documents.letter_paper import paper_of
from minga.plan.documents.letters_docx import letter_docx
from minga.plan.documents.letters_pdf import letter_pdf
from minga.plan.forms.letters import LetterDesk, LetterForm, SentForm, begun, written
from minga.plan.models import Casework, CaseworkStep, Letter
from minga.plan.pages.casework import casework_or_404
from minga.plan.pages.casework_acts import desk_link, desk_or_refuse
from minga.plan.queries.casework_desk import offices_of
from minga.plan.queries.letters import (
    Template,
    letterhead_of,
    letters_of,
    letters_of_casework,
    template_of,
    templates_of,
    values_of,
)
from minga.plan.rules.casework import is_open
from minga.plan.rules.letters import LetterKind
from minga.plan.services.casework import CaseworkRefused
from minga.plan.services.letters import (
    LetterRefused,
    mend_letter,
    send_letter,
    void_letter,
    write_letter,
)
from minga.record.public import (
    ActDocument,
    ActInTheFuture,
    DocumentRefused,
    Visibility,
    evidence_of,
    refusal_sentence,
)
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

PAGE_SIZE = 25
REFUSALS = (LetterRefused, CaseworkRefused, TransitionRefused, ActInTheFuture)
FORMATS: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@staff_required()
@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """The letters of the viewer's offices by number, and the way to how each office writes."""
    offices = offices_of(viewer_of(request))
    if not offices:
        raise PermissionDenied
    page = Paginator(letters_of(offices), PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {"page": page, "query": request.GET, "offices": offices}
    return render_page(request, "plan/letter_list.html", context)


@staff_required()
@require_safe
def letter_choice(request: HttpRequest, number: str) -> HttpResponse:
    """With which letter to begin."""
    _person, casework = _writer_or_refuse(request, number)
    awaited = casework_or_404(number).awaited
    context = {
        "casework": casework,
        "templates": [
            (one, new_letter_url(number, one, awaited)) for one in templates_of(_office(casework))
        ],
        "office": _office(casework),
    }
    return render_page(request, "plan/letter_choice.html", context)


def new_letter_url(number: str, template: Template, step: CaseworkStep | None) -> str:
    """Return where a letter is begun; a reminder says on which step it insists."""
    url = reverse("plan:letter-new", args=(number, template.code))
    is_about = template.kind == LetterKind.REMINDER and step is not None
    return f"{url}?sobre={step.act.ordinal}" if is_about and step else url


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def letter_new(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Write a letter of a gestión, begun from a template and what is known of the case."""
    person, casework = _writer_or_refuse(request, number)
    template = template_of(_office(casework), code)
    if template is None:
        raise Http404
    step = _insisted_on(request, casework, template)
    desk = LetterDesk(person, casework, template.kind, clock.today(), step)
    letterhead = letterhead_of(_office(casework))
    initial = begun(template, letterhead, desk, values_of(casework, letterhead, desk.today, step))
    form = LetterForm(request.POST or None, initial=initial, desk=desk)
    if request.method == "POST" and form.is_valid() and (letter := _write(form)):
        return HttpResponseRedirect(letter.get_absolute_url())
    return show_form(request, _letter_page(template.name, form, casework))


def _insisted_on(
    request: HttpRequest, casework: Casework, template: Template
) -> CaseworkStep | None:
    """Return the step without answer of a reminder: the one asked for, else the first that waits."""
    if template.kind != LetterKind.REMINDER:
        return None
    asked = request.GET.get("sobre", "")
    steps = CaseworkStep.objects.filter(casework=casework).select_related("act", "addressed_to")
    if asked.isascii() and asked.isdigit() and len(asked) < 6:
        return get_object_or_404(steps, act__ordinal=int(asked))
    awaited = casework_or_404(casework.case.number).awaited
    return steps.filter(pk=awaited.pk).first() if awaited else None


def _write(form: LetterForm) -> Letter | None:
    desk = form.desk
    try:
        return write_letter(
            casework=desk.casework,
            draft=form.draft(),
            by=desk.person,
            at=clock.now(),
            once=form.cleaned_data["once"],
        )
    except REFUSALS as refused:
        form.refuse(refused.code)
    return None


def _letter_page(title: str, form: LetterForm, casework: Casework) -> FormPage:
    number = casework.case.number
    own = Link(number, reverse("plan:casework-own", args=(number,)))
    return FormPage(
        title=title,
        form=form,
        submit=_("Guardar y dar número") if form.desk.letter is None else _("Guardar"),
        intro=casework.case.title,
        path=(desk_link(), own),
        here=title,
        cancel=Link(_("Volver sin guardar"), own.url),
    )


@staff_required()
@require_safe
def letter_detail(request: HttpRequest, number: str, letter: str) -> HttpResponse:
    """A letter as it will be printed, and what may be done with it now."""
    found, may_write = _read_or_refuse(request, number, letter)
    context = {
        "letter": found,
        "case": found.casework.case,
        "paper": paper_of(found),
        "may_write": may_write and found.is_open and is_open(found.casework.case.state),
        "evidence": _evidence(found),
    }
    return render_page(request, "plan/letter_detail.html", context)


def _evidence(letter: Letter) -> Sequence[ActDocument]:
    """Return the PDF that was sent and its signed copy, public or for the office."""
    if letter.act_id is None:
        return ()
    return evidence_of([letter.act_id], Visibility(letter.visibility)).get(letter.act_id, ())


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def letter_change(request: HttpRequest, number: str, letter: str) -> HttpResponse:
    """Change a letter that was not sent; what was sent leads back to it."""
    person, casework = _writer_or_refuse(request, number)
    found = _letter_or_404(casework, letter)
    if not found.is_open:
        return HttpResponseRedirect(found.get_absolute_url())
    desk = LetterDesk(
        person, casework, LetterKind(found.kind), clock.today(), found.insists_on, found
    )
    form = LetterForm(request.POST or None, initial=written(found), desk=desk)
    if request.method == "POST" and form.is_valid() and _mend(form, found):
        return HttpResponseRedirect(found.get_absolute_url())
    return show_form(
        request, _letter_page(_("Cambiar %(number)s") % {"number": found.number}, form, casework)
    )


def _mend(form: LetterForm, letter: Letter) -> bool:
    try:
        mend_letter(letter=letter, draft=form.draft())
    except REFUSALS as refused:
        form.refuse(refused.code)
    return not form.errors


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def letter_sent(request: HttpRequest, number: str, letter: str) -> HttpResponse:
    """Record that a letter was sent; its PDF becomes the evidence of the step."""
    person, casework = _writer_or_refuse(request, number)
    found = _letter_or_404(casework, letter)
    if not found.is_open:
        return HttpResponseRedirect(found.get_absolute_url())
    form = SentForm(request.POST or None, request.FILES or None, letter=found, today=clock.today())
    if request.method == "POST" and form.is_valid() and _send(form, found, person):
        return HttpResponseRedirect(reverse("plan:casework-own", args=(number,)))
    title = _("Registrar que se envió %(number)s") % {"number": found.number}
    page = FormPage(
        title=title,
        form=form,
        submit=_("Registrar que se envió"),
        intro=_visibility_words(found),
        path=(desk_link(), Link(number, reverse("plan:casework-own", args=(number,)))),
        here=found.number,
        cancel=Link(_("Volver a la carta"), found.get_absolute_url()),
    )
    return show_form(request, page)


def _visibility_words(letter: Letter) -> str:
    if letter.is_public:
        return _("La carta se publicará en la gestión, con su PDF.")
    return _("Se publicará que se envió una carta. Su texto y a quién va, solo los ve el despacho.")


def _send(form: SentForm, letter: Letter, person: Person) -> bool:
    try:
        due = form.cleaned_data["answer_due_on"]
        send_letter(letter=letter, record=form.record(person), answer_due_on=due)
    except DocumentRefused as refused:
        form.add_error("signed", refusal_sentence(refused))
    except REFUSALS as refused:
        form.refuse(refused.code)
    return not form.errors


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def letter_void(request: HttpRequest, number: str, letter: str) -> HttpResponse:
    """Ask once, then give up a letter that was not sent; its number stays."""
    _person, casework = _writer_or_refuse(request, number)
    found = _letter_or_404(casework, letter)
    if request.method == "POST" and found.is_open:
        void_letter(letter=found, at=clock.now())
    if request.method == "POST" or not found.is_open:
        return HttpResponseRedirect(found.get_absolute_url())
    return render_page(
        request, "plan/letter_void.html", {"letter": found, "case": found.casework.case}
    )


@staff_required()
@require_safe
def letter_file(request: HttpRequest, number: str, letter: str, form: str) -> HttpResponse:
    """Hand over a letter that was not sent as Word or PDF; what was sent is its evidence."""
    found, _may_write = _read_or_refuse(request, number, letter)
    if found.act_id:
        return HttpResponseRedirect(found.get_absolute_url())
    paper = paper_of(found)
    content = letter_pdf(paper) if form == "pdf" else letter_docx(paper)
    return HttpResponse(
        content,
        content_type=FORMATS[form],
        headers={"Content-Disposition": f'attachment; filename="{found.number}.{form}"'},
    )


def _writer_or_refuse(request: HttpRequest, number: str) -> tuple[Person, Casework]:
    """Return who writes for the office of which gestión; 404 without it, 403 for who may not."""
    desk = desk_or_refuse(request, number)
    if desk.casework is None:
        raise Http404
    return desk.person, desk.casework


def _read_or_refuse(request: HttpRequest, number: str, letter: str) -> tuple[Letter, bool]:
    """Return a letter for who may see what its office keeps to itself, and whether they may write."""
    casework = casework_or_404(number).casework
    viewer = viewer_of(request)
    body = casework.case.body
    if body is None or not (
        may_work_in(viewer, body, viewer.on) or may_record_for(viewer, body, viewer.on)
    ):
        raise PermissionDenied
    return _letter_or_404(casework, letter), may_record_for(viewer, body, viewer.on)


def _letter_or_404(casework: Casework, number: str) -> Letter:
    return get_object_or_404(letters_of_casework(casework), number=number)


def _office(casework: Casework) -> Body:
    """Return the office of a gestión; every gestión that may be written on has one."""
    if casework.case.body is None:
        raise Http404
    return casework.case.body
