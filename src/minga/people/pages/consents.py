"""Where does a person see, give and withdraw consent?"""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.kernel import clock
from minga.people.consents import (
    consent_purposes,
    consent_title,
    is_consent_purpose,
    shown_text,
)
from minga.people.forms import PlainWords
from minga.people.labels import ConsentChannel
from minga.people.models import Consent, Person
from minga.people.pages.refused import put_on_form
from minga.people.services.consents import (
    consents_of,
    give_consent,
    withdraw_consent,
)
from minga.people.services.saving import PeopleRefused
from minga.people.signing_in import signed_in_required, viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page


class ConsentForm(PlainWords):
    """One box, never ticked beforehand: silence is no consent."""

    accepts = forms.BooleanField(label=gettext_lazy("Lo leí y lo acepto"))
    digest = forms.CharField(widget=forms.HiddenInput)


def _person(request: HttpRequest) -> Person:
    """Return the signed-in person; `signed_in_required` guards every caller."""
    person = viewer_of(request).person
    if person is None:
        raise AssertionError("page without signed_in_required")
    return person


@require_safe
@signed_in_required
def own_consents(request: HttpRequest) -> HttpResponse:
    """Everything the person consented to, in the exact words, each withdrawn by one button."""
    rows = [(consent_title(one.purpose), one) for one in consents_of(_person(request))]
    live = {one.purpose for _title, one in rows if one.withdrawn_at is None}
    context = {
        "live": [row for row in rows if row[1].withdrawn_at is None],
        "past": [row for row in rows if row[1].withdrawn_at],
        "offered": [one for one in consent_purposes() if one.code not in live],
    }
    return render_page(request, "people/own_consents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_required
def give(request: HttpRequest, purpose: str) -> HttpResponse:
    """Show the text of a purpose and keep that the person accepts it."""
    if not is_consent_purpose(purpose):
        raise Http404
    form = ConsentForm(
        request.POST if request.method == "POST" else None,
        initial={"digest": shown_text(purpose).digest},
    )
    if request.method == "POST" and form.is_valid() and _give(request, purpose, form):
        messages.success(request, _("Quedó guardado, con el texto que leíste."))
        return redirect("people:own-consents")
    return show_form(request, _give_page(purpose, form))


def _give(request: HttpRequest, purpose: str, form: ConsentForm) -> bool:
    """Keep the consent; False, with the sentence in the form, when it is refused."""
    digest = form.cleaned_data["digest"]
    try:
        give_consent(person=_person(request), purpose=purpose, digest=digest, at=clock.now())
    except PeopleRefused as refusal:
        form.data = {"digest": shown_text(purpose).digest}  # to be read and ticked again
        put_on_form(form, refusal)
    return not form.errors


def _give_page(purpose: str, form: ConsentForm) -> FormPage:
    shown = shown_text(purpose)
    return FormPage(
        title=shown.title,
        intro=shown.text,
        form=form,
        submit=_("Aceptar"),
        cancel=Link(_("No acepto: volver"), reverse("people:own-consents")),
    )


@require_POST
@signed_in_required
def withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Withdraw one's own consent, in one step and without reasons."""
    consent = get_object_or_404(Consent, pk=consent_id, person=_person(request))
    withdraw_consent(consent=consent, at=clock.now(), through=ConsentChannel.WEB)
    messages.success(request, _("Lo retiraste. Desde ahora no lo hacemos más."))
    return redirect("people:own-consents")
