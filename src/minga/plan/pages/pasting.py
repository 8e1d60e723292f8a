"""What does a letter or a message ask for? Pasted, read by plain rules, confirmed by who pasted it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.kernel import clock
from minga.people.public import Body, Person, staff_required, viewer_of
from minga.plan.forms.casework import entity_choices
from minga.plan.forms.pasting import LONGEST_SAID, FoundForm, PasteForm, pasted_token
from minga.plan.pages.casework_acts import desk_link
from minga.plan.queries.casework_desk import offices_of
from minga.plan.queries.pasted import proposals_of
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """Ask for a text, then show what it seems to say; nothing is kept."""
    viewer = viewer_of(request)
    offices = offices_of(viewer)
    if viewer.person is None or not offices:
        raise PermissionDenied
    form = PasteForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        return _found(request, form, viewer.person, offices)
    page = FormPage(
        title=_("Pegar una carta o un mensaje"),
        form=form,
        submit=_("Leer"),
        intro=_("Te proponemos de qué gestión, lugar y fecha habla. Tú confirmas."),
        path=(desk_link(),),
        here=_("Pegar"),
        cancel=Link(_("Volver sin pegar"), reverse("plan:casework-desk")),
    )
    return show_form(request, page)


def _found(
    request: HttpRequest, form: PasteForm, person: Person, offices: list[Body]
) -> HttpResponse:
    """Show what a text seems to say, and the ways on."""
    text = form.cleaned_data["text"]
    world = person.is_demonstration
    found = proposals_of(
        text,
        offices=offices,
        entities=entity_choices(is_demonstration=world),
        today=form.today,
        on=form.cleaned_data["on"],
        is_demonstration=world,
    )
    context = {
        "form": FoundForm(found, pasted_token(text, found.on, person)),
        "found": found,
        "is_long": len(text) > LONGEST_SAID,
        "longest": LONGEST_SAID,
    }
    return render_page(request, "plan/paste_found.html", context)
