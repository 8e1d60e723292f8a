"""What waits for moderators, and what do they decide? One thing at a time, locked while it is read."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from minga.dialogue.labels import CONTRIBUTION_KIND_LABELS, DECISION_LABELS, RULE_LABELS
from minga.dialogue.models import Contribution, ModerationAppeal
from minga.dialogue.moderation_forms import HIDE, RESTORE, AppealDecisionForm, DecisionForm
from minga.dialogue.pages.seats import attempt, done, person_at
from minga.dialogue.queries.moderation import (
    batches,
    contributions_for_moderation,
    open_appeals,
    reported,
    reports_on,
)
from minga.dialogue.refusals import DialogueRefused, refusal_text
from minga.dialogue.services.appeals import decide_appeal
from minga.dialogue.services.moderation import hide, keep, restore, take_for_review
from minga.dialogue.wording import voice_of
from minga.kernel import clock
from minga.people.public import Role, staff_required
from minga.website.forms import FormPage
from minga.website.parts import Link
from minga.website.render import render_page

PAGE_SIZE = 25
FORMS = ["GET", "HEAD", "POST"]
MODERATORS = (Role.MODERATOR,)


@require_safe
@staff_required(roles=MODERATORS)
def moderation_desk(request: HttpRequest) -> HttpResponse:
    """What was reported, the oldest first, and the appeals that this moderator may decide."""
    person = person_at(request)
    page = Paginator(reported(clock.now()), PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        "items": [(one, kind_words(one), one.held_by not in {None, person.pk}) for one in page],  # type: ignore[attr-defined]  # annotated
        "page": page,
        "query": request.GET,
        "appeals": [(one, kind_words(one.decision.contribution)) for one in open_appeals(person)],
        "batches": batches()[:PAGE_SIZE],
        "title": _title(page.paginator.count),
    }
    return render_page(request, "dialogue/moderation_desk.html", context)


def _title(count: int) -> str:
    if not count:
        return _("Nada espera a moderación")
    return ngettext("%(n)s aporte denunciado", "%(n)s aportes denunciados", count) % {"n": count}


def kind_words(contribution: Contribution) -> str:
    """Return what a contribution is, and who speaks as everybody reads it."""
    kind = CONTRIBUTION_KIND_LABELS[contribution.kind]
    return f"{kind} · {voice_of(contribution)}"


def contribution_to_moderate(pk: int) -> Contribution:
    """Return a contribution with its words, or 404; for moderators."""
    found = contributions_for_moderation().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(FORMS)
@staff_required(roles=MODERATORS)
def moderation_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one reported contribution, alone, and decide."""
    contribution, person = contribution_to_moderate(pk), person_at(request)
    try:
        take_for_review(contribution=contribution, by=person, at=clock.now())
    except DialogueRefused as refused:
        locked = {"words": refusal_text(refused.code)}
        return render_page(request, "dialogue/moderation_locked.html", locked, status=409)
    form = DecisionForm(request.POST or None, contribution=contribution)
    if request.method == "POST" and form.is_valid():
        decided = attempt(form, lambda: _decide(form, contribution, request))
        if decided is not None:
            return HttpResponseRedirect(reverse("dialogue:moderation-desk"))
    context = {
        "page": _page(_("Decide sobre este aporte"), form, _("Decidir")),
        "contribution": contribution,
        "kind": kind_words(contribution),
        "reports": [(RULE_LABELS[one.rule], one.note) for one in reports_on(contribution)],
        "decisions": _history(contribution),
        "proposal": getattr(contribution, "proposal", None),
    }
    status = 422 if form.errors else 200
    return render_page(request, "dialogue/moderation_item.html", context, status=status)


def _decide(form: DecisionForm, contribution: Contribution, request: HttpRequest) -> object:
    person, at = person_at(request), clock.now()
    decision = form.cleaned_data["decision"]
    if decision == HIDE:
        return hide(contribution=contribution, rule=form.broken(), by=person, at=at)
    if decision == RESTORE:
        return restore(contribution=contribution, by=person, at=at)
    return keep(contribution=contribution, by=person, at=at)


def _history(contribution: Contribution) -> Sequence[tuple[str, str, object]]:
    return [
        (str(DECISION_LABELS[one.kind]), str(RULE_LABELS.get(one.rule, "")), one.decided_at)
        for one in contribution.decisions.order_by("-decided_at", "-pk")
    ]


@require_http_methods(FORMS)
@staff_required(roles=MODERATORS)
def appeal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Look again at what another moderator hid."""
    person = person_at(request)
    found = ModerationAppeal.objects.select_related("decision").filter(pk=pk).first()
    if found is None:
        raise Http404
    form = AppealDecisionForm(request.POST or None)

    def decide() -> None:
        decide_appeal(
            appealed=found,
            by=person,
            is_granted=form.cleaned_data["is_granted"] == "yes",
            answer=form.cleaned_data["answer"],
            at=clock.now(),
        )

    if request.method == "POST" and form.is_valid() and done(form, decide):
        return HttpResponseRedirect(reverse("dialogue:moderation-desk"))
    contribution = contribution_to_moderate(found.decision.contribution_id)
    context = {
        "page": _page(_("Resuelve la apelación"), form, _("Resolver")),
        "contribution": contribution,
        "kind": kind_words(contribution),
        "appeal": found,
        "decisions": _history(contribution),
        "proposal": getattr(contribution, "proposal", None),
    }
    status = 422 if form.errors else 200
    return render_page(request, "dialogue/moderation_item.html", context, status=status)


def _page(title: str, form: DecisionForm | AppealDecisionForm, submit: str) -> FormPage:
    desk = Link(_("Moderación"), reverse("dialogue:moderation-desk"))
    return FormPage(
        title=title,
        form=form,
        submit=submit,
        path=(Link(_("Despacho"), reverse("record:desk")), desk),
        here=title,
        cancel=Link(_("Volver sin decidir"), desk.url),
    )
