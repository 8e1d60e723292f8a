"""What did I write, what became of it, and how do I appeal? For the author alone."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.dialogue.forms import AppealForm
from minga.dialogue.labels import CONTRIBUTION_KIND_LABELS, RULE_LABELS
from minga.dialogue.models import Contribution
from minga.dialogue.pages.seats import address_of, contribution_or_404, done, person_at
from minga.dialogue.queries.moderation import own_contributions
from minga.dialogue.services.appeals import appeal
from minga.kernel import clock
from minga.people.public import Person, signed_in_required
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

PAGE_SIZE = 25


@require_safe
@signed_in_required
def own_contribution_list(request: HttpRequest) -> HttpResponse:
    """Everything the person wrote, hidden words included."""
    found = own_contributions(person_at(request))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        "items": [
            (
                one,
                CONTRIBUTION_KIND_LABELS[one.kind],
                RULE_LABELS.get(one.hidden_for, ""),
                reverse("dialogue:own-address", args=(one.pk,)),
            )
            for one in page
        ],
        "page": page,
        "query": request.GET,
    }
    return render_page(request, "dialogue/own_contributions.html", context)


@require_safe
@signed_in_required
def own_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from what one wrote to where everybody reads it."""
    person_at(request)
    return HttpResponseRedirect(address_of(contribution_or_404(pk)))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_required
def own_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that another moderator look again."""
    contribution, person = contribution_or_404(pk), person_at(request)
    back = reverse("dialogue:own-contributions")
    if contribution.author_id != person.pk:
        return HttpResponseRedirect(back)
    return appeal_page(request, contribution, person, back)


def appeal_page(
    request: HttpRequest, contribution: Contribution, person: Person, back: str
) -> HttpResponse:
    """Ask the author why their words should be shown again."""
    form = AppealForm(request.POST or None)

    def ask() -> None:
        text = form.cleaned_data["text"]
        appeal(contribution=contribution, person=person, text=text, at=clock.now())

    if request.method == "POST" and form.is_valid() and done(form, ask):
        return HttpResponseRedirect(back)
    page = FormPage(
        title=_("Apela la decisión"),
        form=form,
        submit=_("Enviar la apelación"),
        intro=contribution.text,
        path=(Link(_("Volver"), back),),
        here=_("Apelación"),
        cancel=Link(_("Volver sin apelar"), back),
        privacy=_("La lee y la resuelve otra persona de moderación, no quien ocultó el texto."),
    )
    return show_form(request, page)
