"""How does the office answer? Its waiting questions, the answer, and the same question asked twice."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from minga.dialogue.forms import AnswerForm, MergeForm, OfficialAnswerForm
from minga.dialogue.models import PublicQuestion
from minga.dialogue.pages.question_words import card_of
from minga.dialogue.pages.seats import (
    address_of,
    contribution_or_404,
    done,
    may_answer,
    person_at,
    question_or_404,
)
from minga.dialogue.procedure import bodies_answered_for
from minga.dialogue.queries.questions import question_views, waiting_for
from minga.dialogue.queries.similar import similar_questions
from minga.dialogue.rules.procedure import WAITING_STATES
from minga.dialogue.services.answers import answer_contribution, answer_question
from minga.dialogue.services.questions import merge_questions
from minga.dialogue.wording import unreadable_words
from minga.kernel import clock
from minga.people.public import Body, may_record_for, staff_required, viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

PAGE_SIZE = 25
MOST_AT_ONCE = 100
FORMS = ["GET", "HEAD", "POST"]


@require_safe
@staff_required()
def desk_questions(request: HttpRequest) -> HttpResponse:
    """Every question that waits at the viewer's bodies, the oldest first."""
    viewer = viewer_of(request)
    waiting = waiting_for(bodies_answered_for(viewer, viewer.on))
    page = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("pagina"))
    count = page.paginator.count
    said = ngettext("%(n)s pregunta espera", "%(n)s preguntas esperan", count) % {"n": count}
    context = {
        "cards": [card_of(view) for view in question_views(list(page), viewer.on)],
        "page": page,
        "query": request.GET,
        "title": said if count else _("Ninguna pregunta espera"),
    }
    return render_page(request, "dialogue/desk_questions.html", context)


@require_http_methods(FORMS)
@staff_required()
def question_answer(request: HttpRequest, number: str) -> HttpResponse:
    """Answer a question of one's body, or complete the answer."""
    question = _question_to_answer(request, number)
    form = AnswerForm(request.POST or None, request.FILES or None)

    def answer() -> None:
        answer_question(
            question=question, actor=person_at(request), words=form.words(), at=clock.now()
        )

    if request.method == "POST" and form.is_valid() and done(form, answer):
        return HttpResponseRedirect(reverse("dialogue:question-detail", args=(number,)))
    page = _page(question, form, _("Responde la pregunta"), _("Publicar la respuesta"))
    return show_form(request, page, "dialogue/question_answer.html")


@require_http_methods(FORMS)
@staff_required()
def question_merge(request: HttpRequest, number: str) -> HttpResponse:
    """Take into this question others that ask the same: one answer then answers them all."""
    question = _question_to_answer(request, number)
    alike = _alike(question)
    same = [
        one.case.number
        for one in alike
        if one.contribution.fingerprint == question.contribution.fingerprint
    ]
    choices = [(one.case.number, _choice(one)) for one in alike]
    form = MergeForm(request.POST or None, initial={"questions": same}, alike=choices)

    def merge() -> None:
        chosen = form.cleaned_data["questions"]
        merge_questions(
            questions=[one for one in alike if one.case.number in chosen],
            into=question,
            actor=person_at(request),
            at=clock.now(),
        )

    if request.method == "POST" and form.is_valid() and done(form, merge):
        return HttpResponseRedirect(reverse("dialogue:question-detail", args=(number,)))
    page = _page(question, form, _("Une a esta las que preguntan lo mismo"), _("Unir"))
    context = {"page": page, "alike": alike}
    status = 422 if form.errors else 200
    return render_page(request, "dialogue/question_merge.html", context, status=status)


def _alike(question: PublicQuestion) -> list[PublicQuestion]:
    """Return questions of the same body that wait and share words with this one, the likest first."""
    words = question.contribution
    found = similar_questions(words.text, topic=words.topic, limit=MOST_AT_ONCE)
    return [
        one
        for one in found
        if one.pk != question.pk
        and one.case.body_id == question.case.body_id
        and one.case.state in WAITING_STATES
    ]


def _choice(question: PublicQuestion) -> str:
    words = unreadable_words(question.contribution) or question.contribution.text
    return f"{words} ({question.case.number})"


def _question_to_answer(request: HttpRequest, number: str) -> PublicQuestion:
    question = question_or_404(number)
    _check_competent(request, question.case.body)
    return question


def _check_competent(request: HttpRequest, body: Body | None) -> None:
    viewer = viewer_of(request)
    if body is None or not may_record_for(viewer, body, viewer.on):
        raise PermissionDenied


def _page(
    question: PublicQuestion, form: AnswerForm | MergeForm, title: str, submit: str
) -> FormPage:
    url = reverse("dialogue:question-detail", args=(question.case.number,))
    return FormPage(
        title=title,
        form=form,
        submit=submit,
        intro=unreadable_words(question.contribution) or question.contribution.text,
        path=(Link(_("Despacho"), reverse("record:desk")), Link(question.case.number, url)),
        here=title,
        cancel=Link(_("Volver a la pregunta"), url),
    )


@require_http_methods(FORMS)
@staff_required()
def contribution_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the competent body made of a comment or a proposal."""
    contribution = contribution_or_404(pk)
    if not may_answer(viewer_of(request), contribution):
        raise PermissionDenied
    form = OfficialAnswerForm(request.POST or None, request.FILES or None)

    def answer() -> None:
        answer_contribution(
            contribution=contribution,
            status=form.status_code(),
            actor=person_at(request),
            words=form.words(),
            at=clock.now(),
        )

    back = address_of(contribution)
    if request.method == "POST" and form.is_valid() and done(form, answer):
        return HttpResponseRedirect(back)
    page = FormPage(
        title=_("Responde este aporte"),
        form=form,
        submit=_("Publicar la respuesta"),
        intro=unreadable_words(contribution) or contribution.text,
        path=(Link(_("Despacho"), reverse("record:desk")),),
        here=_("Respuesta oficial"),
        cancel=Link(_("Volver al aporte"), back),
    )
    return show_form(request, page)
