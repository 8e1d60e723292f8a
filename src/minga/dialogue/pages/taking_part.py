"""How does somebody take part in a question? Wait too, say whether it answers, ask again, withdraw."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.dialogue.forms import ConfirmForm, FollowUpForm, OpinionForm, RefusableForm
from minga.dialogue.models import PublicQuestion
from minga.dialogue.pages.seats import done, keeps_pace, person_at, question_or_404, sent
from minga.dialogue.services.questions import (
    follow_up,
    say_if_answered,
    wait_too,
    withdraw_question,
)
from minga.dialogue.wording import unreadable_words
from minga.kernel import clock
from minga.people.public import Person, signed_in_required, viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link

FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
@signed_in_required
def question_wait(request: HttpRequest, number: str) -> HttpResponse:
    """Say that one waits for the same answer."""
    question, person = question_or_404(number), person_at(request)
    form = ConfirmForm(sent(request))
    asker = Asker(question, person, _address(question))
    page = _page(asker, form, _("A mí también me interesa"), _("Contarme también"))
    return _answered(
        request, form, page, lambda: wait_too(case=question.case, person=person, at=clock.now())
    )


@require_http_methods(FORMS)
@signed_in_required
def question_opinion(request: HttpRequest, number: str) -> HttpResponse:
    """Say whether the answer answers; for those who asked."""
    question = question_or_404(number)
    return opinion(request, Asker(question, person_at(request), _address(question)))


@require_http_methods(FORMS)
@signed_in_required
def question_follow_up(request: HttpRequest, number: str) -> HttpResponse:
    """Ask again, once; for the author."""
    question = question_or_404(number)
    return ask_again(request, Asker(question, person_at(request), _address(question)))


@require_http_methods(FORMS)
@signed_in_required
def question_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take one's question back before it is answered."""
    question = question_or_404(number)
    return withdraw(request, Asker(question, person_at(request), _address(question)))


@dataclass(frozen=True)
class Asker:
    """Who asked what, and where they go back to; known by account or by number and code."""

    question: PublicQuestion
    person: Person
    back: str


def opinion(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Ask one of those who asked whether the answer answers."""
    form = OpinionForm(request.POST or None)
    page = _page(asker, form, _("¿Esto te responde?"), _("Decirlo"))

    def say() -> None:
        say_if_answered(
            question=asker.question,
            person=asker.person,
            is_answered=form.cleaned_data["is_answered"] == "yes",
            at=clock.now(),
        )

    return _answered(request, form, page, say)


def ask_again(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Let the author ask again."""
    form = FollowUpForm(request.POST or None, person=asker.person)
    page = _page(asker, form, _("Repregunta"), _("Publicar la repregunta"))

    def ask() -> None:
        keeps_pace(request, viewer_of(request))
        follow_up(question=asker.question, voice=form.voice(), said=form.said(), at=clock.now())

    return _answered(request, form, page, ask)


def withdraw(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Let the author take the question back."""
    form = ConfirmForm(sent(request))
    page = _page(asker, form, _("Retira tu pregunta"), _("Retirarla"))

    def take_back() -> None:
        withdraw_question(question=asker.question, person=asker.person, at=clock.now())

    return _answered(request, form, page, take_back)


def _address(question: PublicQuestion) -> str:
    return reverse("dialogue:question-detail", args=(question.case.number,))


def _page(asker: Asker, form: RefusableForm, title: str, submit: str) -> FormPage:
    question = asker.question
    return FormPage(
        title=title,
        form=form,
        submit=submit,
        intro=unreadable_words(question.contribution) or question.contribution.text,
        path=(
            Link(_("Preguntas"), reverse("dialogue:question-list")),
            Link(question.case.number, asker.back),
        ),
        here=title,
        cancel=Link(_("Volver a la pregunta"), asker.back),
    )


def _answered(
    request: HttpRequest, form: RefusableForm, page: FormPage, act: Callable[[], object]
) -> HttpResponse:
    """Show the form, or do what it asks and go back to the question."""
    if request.method == "POST" and form.is_valid() and done(form, act):
        return HttpResponseRedirect(page.path[-1].url)
    return show_form(request, page)
