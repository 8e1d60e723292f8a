"""Who stands there? Registered once, opened with a note in their own log, attended as they need it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.kernel import clock
from minga.people.public import (
    COUNTER_NEED_LABELS,
    PeopleRefused,
    Person,
    note_needs,
    open_at_counter,
    print_log,
    refusal_text,
    register_at_counter,
)
from minga.record.counter.acts import counter_acts
from minga.record.counter.forms import NeedsForm, NewcomerForm
from minga.record.counter.pages.shared import counter_path, page_of, person_or_404
from minga.record.counter.sitting import Sitting, at_counter
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

FIELD_OF_CODE = {
    "national-id-taken": "number",
    "national-id-invalid": "number",
    "name-missing": "name",
    "name-max-length": "name",
    "email-invalid": "email",
}


@dataclass(frozen=True)
class Offer:
    """An act as the clerk picks it."""

    label: str
    help: str
    url: str


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_counter
def register(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Register a person once; the name that was looked for stands there already."""
    is_sent = request.method == "POST" and "register" in request.POST
    form = NewcomerForm(request.POST if is_sent else None, initial=_looked_for(request))
    if is_sent and form.is_valid() and (person := _register(form, sitting)):
        return redirect(page_of(person))
    page = FormPage(
        title=_("Registrar a una persona"),
        form=form,
        submit=_("Registrar y atender"),
        path=counter_path(),
        here=_("Registrar"),
    )
    return show_form(request, page, "record/counter_register.html")


def _looked_for(request: HttpRequest) -> dict[str, str]:
    """Return what the search already heard, at the field it belongs to."""
    words = request.POST.get("words", "").strip()[:80]
    if not words:
        return {}
    return {"name" if any(sign.isalpha() for sign in words) else "phone": words}


def _register(form: NewcomerForm, sitting: Sitting) -> Person | None:
    """Register whoever stands there; None, with the sentence on the form, when it is refused."""
    try:
        return register_at_counter(newcomer=form.newcomer(), clerk=sitting.clerk, at=clock.now())
    except PeopleRefused as refusal:
        form.add_error(FIELD_OF_CODE.get(refusal.code), refusal_text(refusal))
        return None


@require_safe
@at_counter
def person_card(request: HttpRequest, sitting: Sitting, public_id: UUID) -> HttpResponse:
    """The person and what can be done for them; that they were looked at stands in their log."""
    try:
        person = open_at_counter(public_id=public_id, clerk=sitting.clerk, at=clock.now())
    except Person.DoesNotExist as error:
        raise Http404 from error
    context = {"sitting": sitting, "person": person, "offers": _offers(person)} | _needs(person)
    return render_page(request, "record/counter_person.html", context)


@require_safe
@at_counter
def nameless(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """What can be done for somebody who does not identify."""
    context = {"sitting": sitting, "person": None, "offers": _offers(None)}
    return render_page(request, "record/counter_person.html", context)


def _offers(person: Person | None) -> list[Offer]:
    acts = (act for act in counter_acts() if person is not None or not act.needs_person)
    return [Offer(str(act.label), str(act.help), f"{page_of(person)}{act.code}/") for act in acts]


def _needs(person: Person) -> dict[str, object]:
    identity = person.identity
    needs = [COUNTER_NEED_LABELS[need] for need in identity.needs_at_counter]
    return {"needs": needs, "notes": identity.notes_for_counter}


@require_http_methods(["GET", "HEAD", "POST"])
@at_counter
def needs(request: HttpRequest, sitting: Sitting, public_id: UUID) -> HttpResponse:
    """Keep what the next clerk must know to attend the person well."""
    person = person_or_404(sitting, public_id)
    identity = person.identity
    initial = {"needs": identity.needs_at_counter, "notes": identity.notes_for_counter}
    form = NeedsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        note_needs(person=person, clerk=sitting.clerk, at=clock.now(), **form.cleaned_data)
        return redirect(page_of(person))
    page = FormPage(
        title=_("Cómo atenderle bien"),
        intro=_("Pregúntale primero. Lo que anotes lo ve la próxima persona de la ventanilla, y también ella."),
        form=form,
        submit=_("Guardar"),
        path=counter_path(),
        here=identity.name,
        cancel=Link(_("Volver sin cambiar"), page_of(person)),
    )  # fmt: skip
    return show_form(request, page)


@require_POST
@at_counter
def printed_log(request: HttpRequest, sitting: Sitting, public_id: UUID) -> HttpResponse:
    """Who looked at the person's data, on paper, for whoever asks; the printing is noted too."""
    person = person_or_404(sitting, public_id)
    events = print_log(person=person, clerk=sitting.clerk, at=clock.now())
    context = {"person": person, "events": events, "sitting": sitting, "at": clock.now()}
    return render_page(request, "record/counter_log.html", context)
