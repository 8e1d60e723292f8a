"""How does somebody write under a thing? A comment, a reply, a proposal, a support, a report."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.dialogue.forms import (
    CommentForm,
    ProposalForm,
    RefusableForm,
    ReplyForm,
    ReportForm,
    SupportForm,
)
from minga.dialogue.models import Contribution
from minga.dialogue.pages.seats import (
    address_of,
    contribution_or_404,
    done,
    keeps_pace,
    may_answer,
    person_at,
)
from minga.dialogue.pages.threads import topic_or_404
from minga.dialogue.rulebook import refusal_of
from minga.dialogue.rules.openings import Part
from minga.dialogue.services.contributions import comment, propose_wording, reply
from minga.dialogue.services.moderation import report_contribution
from minga.dialogue.services.support import support_contribution, take_back_support
from minga.dialogue.texts import place_of, text_of
from minga.dialogue.topics import Topic
from minga.dialogue.wording import unreadable_words
from minga.kernel import clock
from minga.people.public import signed_in_required, viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
@signed_in_required
def comment_new(request: HttpRequest, key: str) -> HttpResponse:
    """Write a comment on a thing."""
    topic, person = topic_or_404(key), person_at(request)
    text = text_of(key)
    form = CommentForm(request.POST or None, person=person, has_text=text is not None)

    def write() -> None:
        keeps_pace(request, viewer_of(request))
        passage = form.cleaned_data.get("passage", "")
        place = place_of(key, passage) if passage.strip() else None
        comment(topic=key, voice=form.voice(), said=form.said(), at=clock.now(), place=place)

    page = _page(topic, form, _("Escribe un comentario"), _("Publicar el comentario"))
    return _answered(request, form, page, reverse("dialogue:thread", args=(key,)), write)


@require_http_methods(FORMS)
@signed_in_required
def proposal_new(request: HttpRequest, key: str) -> HttpResponse:
    """Propose other words for a passage of a thing's text."""
    topic, person = topic_or_404(key), person_at(request)
    if refusal_of(topic, Part.PROPOSALS, clock.today()) or (text := text_of(key)) is None:
        return HttpResponseRedirect(reverse("dialogue:thread", args=(key,)))
    form = ProposalForm(request.POST or None, person=person)

    def write() -> None:
        keeps_pace(request, viewer_of(request))
        propose_wording(
            topic=key,
            voice=form.voice(),
            said=form.said(),
            place=place_of(key, form.cleaned_data["passage"]),
            wording=form.cleaned_data["wording"],
            at=clock.now(),
        )

    page = _page(topic, form, _("Propón otra redacción"), _("Publicar la propuesta"))
    if request.method == "POST" and form.is_valid() and done(form, write):
        return HttpResponseRedirect(reverse("dialogue:thread", args=(key,)))
    status = 422 if form.errors else 200
    context = {"page": page, "law_text": text.text}
    return render_page(request, "dialogue/proposal_new.html", context, status=status)


def _page(topic: Topic, form: RefusableForm, title: str, submit: str) -> FormPage:
    url = reverse("dialogue:thread", args=(topic.key,))
    return FormPage(
        title=title,
        form=form,
        submit=submit,
        intro=_("Sobre: %(topic)s") % {"topic": topic.title},
        path=(Link(_("Lo que se dice"), url),),
        here=title,
        cancel=Link(_("Volver sin publicar"), url),
        counter=Link(_("Las reglas de la conversación"), reverse("dialogue:rules")),
        privacy=_(
            "Se publican tus palabras y la parroquia, si la das. Tu nombre no se publica ni lo ve quien "
            "responde."
        ),
    )


@require_http_methods(FORMS)
@signed_in_required
def contribution_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Reply to what somebody wrote."""
    parent, person = contribution_or_404(pk), person_at(request)
    form = ReplyForm(request.POST or None, person=person)

    def write() -> None:
        keeps_pace(request, viewer_of(request))
        reply(parent=parent, voice=form.voice(), said=form.said(), at=clock.now())

    page = _page_about(parent, form, _("Responde a este aporte"), _("Publicar la respuesta"))
    if may_answer(viewer_of(request), parent):
        official = reverse("dialogue:contribution-answer", args=(pk,))
        page = replace(page, counter=Link(_("Responder por el despacho"), official))
    return _answered(request, form, page, address_of(parent), write)


@require_http_methods(FORMS)
@signed_in_required
def contribution_support(request: HttpRequest, pk: int) -> HttpResponse:
    """Be for or against what somebody wrote."""
    contribution, person = contribution_or_404(pk), person_at(request)
    form = SupportForm(request.POST or None, person=person)

    def support() -> None:
        said, side = form.said(), form.taken()
        if side is None:
            take_back_support(contribution=contribution, person=person)
            return
        if said.text.strip():
            keeps_pace(request, viewer_of(request))
        support_contribution(
            contribution=contribution,
            voice=form.voice(),
            at=clock.now(),
            side=side,
            said=said,
        )

    page = _page_about(contribution, form, _("¿Estás a favor o en contra?"), _("Contarme"))
    return _answered(request, form, page, page.path[0].url, support)


@require_http_methods(FORMS)
@signed_in_required
def contribution_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that what somebody wrote breaks a rule."""
    contribution, person = contribution_or_404(pk), person_at(request)
    form = ReportForm(request.POST or None)

    def report() -> None:
        report_contribution(
            contribution=contribution,
            reporter=person,
            rule=form.broken(),
            note=form.cleaned_data["note"],
            at=clock.now(),
        )

    page = _page_about(contribution, form, _("Avisa a moderación"), _("Enviar el aviso"))
    return _answered(request, form, page, address_of(contribution), report)


def _page_about(
    contribution: Contribution, form: RefusableForm, title: str, submit: str
) -> FormPage:
    back = address_of(contribution)
    return FormPage(
        title=title,
        form=form,
        submit=submit,
        intro=unreadable_words(contribution) or contribution.text,
        path=(Link(_("El aporte"), back),),
        here=title,
        cancel=Link(_("Volver"), back),
        counter=Link(_("Las reglas de la conversación"), reverse("dialogue:rules")),
    )


def _answered(
    request: HttpRequest, form: RefusableForm, page: FormPage, back: str, act: Callable[[], object]
) -> HttpResponse:
    """Show the form, or do what it asks and go back to where it is read."""
    if request.method == "POST" and form.is_valid() and done(form, act):
        return HttpResponseRedirect(back)
    return show_form(request, page)
