"""How does somebody ask? Whom, with which words, and whether it was asked before."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minga.dialogue.forms import AskForm
from minga.dialogue.models import PublicQuestion
from minga.dialogue.pages.question_words import QuestionCard, card_of
from minga.dialogue.pages.seats import asked_of, attempt, keeps_pace
from minga.dialogue.queries.questions import question_views
from minga.dialogue.queries.similar import similar_questions
from minga.dialogue.services.questions import ask_question
from minga.dialogue.topics import Topic, resolve
from minga.kernel import clock
from minga.people.public import Body, BodyKind, Person, viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question_new(request: HttpRequest) -> HttpResponse:
    """Choose whom to ask, read how one asks, or write the question."""
    topic = _topic(request)
    viewer = viewer_of(request)
    if topic is None or topic.body_id is None:
        return render_page(request, "dialogue/question_whom.html", {"links": _whom()})
    if viewer.person is None or viewer.awaits_second_factor:
        return render_page(request, "dialogue/question_how.html", {"topic": topic})
    return _write(request, topic, viewer.person)


def _topic(request: HttpRequest) -> Topic | None:
    key = asked_of(request.GET, "sobre")
    return resolve([key]).get(key) if key else None


def _whom() -> list[Link]:
    """Return the bodies that answer here, each with the way to ask it; one query."""
    answering = Body.objects.filter(uses_program=True).exclude(kind=BodyKind.ORGANISATION)
    start = reverse("dialogue:question-new")
    return [Link(body.name, f"{start}?sobre=body:{body.slug}") for body in answering]


def _write(request: HttpRequest, topic: Topic, person: Person) -> HttpResponse:
    form = AskForm(request.POST or None, person=person)
    earlier: Sequence[QuestionCard] = ()
    if request.method == "POST" and form.is_valid():
        earlier = () if form.cleaned_data["seen"] else _earlier(form, topic)
        asked = None if earlier else attempt(form, lambda: _ask(request, form, topic))
        if asked is not None:
            number = asked.case.number
            return HttpResponseRedirect(reverse("dialogue:question-detail", args=(number,)))
    if earlier:
        form = AskForm({**request.POST.dict(), "seen": "on"}, person=person)
    page = _page(form, topic, has_earlier=bool(earlier))
    if earlier:
        context = {"page": page, "earlier": earlier}
        return render_page(request, "dialogue/question_new.html", context)
    return show_form(request, page, "dialogue/question_new.html")


def _earlier(form: AskForm, topic: Topic) -> list[QuestionCard]:
    found = similar_questions(form.cleaned_data["text"], topic=topic.key)
    return [card_of(view) for view in question_views(found, clock.today())]


def _ask(request: HttpRequest, form: AskForm, topic: Topic) -> PublicQuestion:
    keeps_pace(request, viewer_of(request))
    return ask_question(topic=topic.key, voice=form.voice(), said=form.said(), at=clock.now())


def _page(form: AskForm, topic: Topic, *, has_earlier: bool) -> FormPage:
    return FormPage(
        title=_("Haz una pregunta pública"),
        form=form,
        submit=_("Ninguna es la mía: publicar") if has_earlier else _("Publicar la pregunta"),
        intro=_("Sobre: %(topic)s") % {"topic": topic.title},
        path=(Link(_("Preguntas"), reverse("dialogue:question-list")),),
        here=_("Nueva"),
        cancel=Link(_("Volver sin preguntar"), topic.url),
        privacy=_(
            "Se publican la pregunta y la parroquia, si la das. Tu nombre no se publica ni lo ve quien "
            "responde. Puedes retirar la pregunta antes de que la respondan."
        ),
    )
