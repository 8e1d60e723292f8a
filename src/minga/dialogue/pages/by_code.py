"""How does somebody without account go on with their question? With number and code, as at `/mi/`."""

from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minga.dialogue.models import PublicQuestion
from minga.dialogue.pages.own import appeal_page
from minga.dialogue.pages.taking_part import FORMS, Asker, ask_again, opinion, withdraw
from minga.dialogue.rules.procedure import WAITING_STATES, QuestionState
from minga.record.public import FollowedSection, code_held

type Step = Callable[[HttpRequest, Asker], HttpResponse]


def appeal(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Ask that another moderator look again at the hidden question."""
    return appeal_page(request, asker.question.contribution, asker.person, asker.back)


STEPS: Mapping[str, Step] = {
    "te-responde": opinion,
    "repreguntar": ask_again,
    "retirar": withdraw,
    "apelar": appeal,
}


@never_cache
@require_http_methods(FORMS)
def followed_question(request: HttpRequest, step: str) -> HttpResponse:
    """Take a step on the question whose code this browser holds; without one, ask for it."""
    code = code_held(request)
    if code is None or step not in STEPS:
        return HttpResponseRedirect(reverse("record:follow"))
    found = PublicQuestion.objects.select_related("case", "contribution__author").filter(
        case=code.case
    )
    question = found.first()
    if question is None:
        return HttpResponseRedirect(reverse("record:follow"))
    author = question.contribution.author  # the code was handed to whoever asked
    return STEPS[step](request, Asker(question, author, reverse("record:followed-case")))


def followed_questions(case_ids: Sequence[int]) -> Mapping[int, Sequence[FollowedSection]]:
    """Return for slot `followed_case.sections` what the holder of a code can do with a question."""
    found = PublicQuestion.objects.select_related("case", "contribution").filter(pk__in=case_ids)
    return {question.pk: _sections(question) for question in found}


def _sections(question: PublicQuestion) -> list[FollowedSection]:
    state, words = QuestionState(question.case.state), question.contribution
    sections = [_section(_("Tu pregunta"), words.text, _("Ver su página pública"), _page(question))]
    if words.hidden_at is not None:
        text = _("Moderación la ocultó. Puedes pedir que otra persona la revise.")
        sections.append(_section(_("Está oculta"), text, _("Apelar"), _step("apelar")))
    if state in WAITING_STATES:
        text = _("Mientras no la respondan, puedes retirarla.")
        sections.append(_section(_("¿Ya no hace falta?"), text, _("Retirarla"), _step("retirar")))
    if state is QuestionState.ANSWERED:
        text = _("Se publica cuántas personas dicen sí o no, nunca quiénes.")
        title = _("¿La respuesta te responde?")
        sections.append(_section(title, text, _("Decirlo"), _step("te-responde")))
        text = _("Si falta algo, puedes preguntar otra vez, una sola.")
        sections.append(_section(_("Repregunta"), text, _("Repreguntar"), _step("repreguntar")))
    return sections


def _section(title: str, text: str, action: str, url: str) -> FollowedSection:
    return FollowedSection(title=title, text=text, action=action, url=url)


def _page(question: PublicQuestion) -> str:
    return reverse("dialogue:question-detail", args=(question.case.number,))


def _step(step: str) -> str:
    return reverse("dialogue:followed-question", args=(step,))
