"""What was asked, who waits, what was answered? The page of one question, and the same for programs."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from minga.dialogue.pages.question_words import card_of, question_document
from minga.dialogue.pages.questions import SHOWN
from minga.dialogue.queries.questions import QuestionView, opinions_of, public_question
from minga.dialogue.rules.procedure import QuestionState
from minga.kernel import clock
from minga.record.public import knots_of, proof_of, public_acts, ready
from minga.website.data_formats import json_response
from minga.website.page_cache import cached_page
from minga.website.render import render_page


@require_safe
@cached_page(*SHOWN)
def question_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One question: its words, its state, its answers, who may do what next, its acts."""
    view = view_or_404(number)
    card = card_of(view)
    acts = list(ready(public_acts().filter(case=view.question.case_id)).order_by("-ordinal"))
    proofs = proof_of([act.pk for act in acts])
    context = {
        "card": card,
        "view": view,
        "topic": view.topic,
        "case": view.question.case,
        "title": card.asked.unreadable or card.asked.text,
        "opinions": opinions_of(view.answer),
        "knots": knots_of(acts),
        "sealed": sum(1 for proof in proofs.values() if proof.is_sealed),
        "last": acts[0],
        "today": view.today,
        "may_wait": view.is_waiting or view.state is QuestionState.ANSWERED,
        "is_answered": view.state is QuestionState.ANSWERED,
    }
    return render_page(request, "dialogue/question_detail.html", context)


@require_safe
@cached_page(*SHOWN)
def question_json(request: HttpRequest, number: str) -> HttpResponse:
    """One question for programs."""
    del request
    view = view_or_404(number)
    opinions = opinions_of(view.answer)
    document = question_document(view, settings.SITE_ADDRESS)
    return json_response(
        {
            **document,
            "background": card_of(view).asked.background,
            "merged_into": view.merged_into,
            "says_it_answers": opinions.yes,
            "says_it_does_not": opinions.no,
        }
    )


def view_or_404(number: str) -> QuestionView:
    """Return a public question, or 404."""
    view = public_question(number, clock.today())
    if view is None:
        raise Http404
    return view
