"""What does a person see and do with their own account? Data, roles, second factor, export, erasure."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.kernel import clock
from minga.people import notices
from minga.people.forms import EraseForm, NationalIdForm, OwnDataForm
from minga.people.labels import kept_text
from minga.people.models import Account, Person
from minga.people.notices import PrivacyNotice
from minga.people.pages.refused import put_on_form
from minga.people.queries import open_recoveries, own_account
from minga.people.rooms import OWN_SECTIONS, PRIVACY_SECTIONS, rooms_for
from minga.people.services.erasure import erase_person
from minga.people.services.export import export_person
from minga.people.services.identity import set_national_id
from minga.people.services.own_data import correct_own_data
from minga.people.services.retention import retention_table
from minga.people.services.saving import PeopleRefused
from minga.people.signing_in import signed_in_required, viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.panels import SITE, fill
from minga.website.parts import Cell, Column, Link, Table
from minga.website.render import render_page


def _own(request: HttpRequest) -> tuple[Account, Person]:
    """Return the signed-in account and its person; `signed_in_required` guards every caller."""
    viewer = viewer_of(request)
    if viewer.account is None or viewer.person is None:
        raise AssertionError("page without signed_in_required")
    return viewer.account, viewer.person


def _back() -> Link:
    return Link(_("Volver a mi cuenta"), reverse("people:my-account"))


@require_safe
@signed_in_required
def my_account(request: HttpRequest) -> HttpResponse:
    """Show everything about the own account on one page."""
    account, person = _own(request)
    viewer = viewer_of(request)
    context = {
        "own": own_account(account),
        "rooms": rooms_for(viewer),
        "recoveries": open_recoveries(person),
        "sections": fill(OWN_SECTIONS, [viewer])[viewer],
    }
    return render_page(request, "people/my_account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_required
def own_data(request: HttpRequest) -> HttpResponse:
    """Correct name and telephone."""
    _account, person = _own(request)
    identity = person.identity
    start = {"name": identity.name, "phone": identity.phone}
    form = OwnDataForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            correct_own_data(person=person, **form.cleaned_data)
        except PeopleRefused as refusal:
            put_on_form(form, refusal, {"public-figure": "name"})
        else:
            messages.success(request, _("Tus datos están corregidos."))
            return redirect("people:my-account")
    page = FormPage(
        title=_("Corrige tus datos"),
        form=form,
        submit=_("Guardar"),
        cancel=_back(),
        privacy=notices.SIGN_UP.text,
    )
    return show_form(request, page)


@sensitive_post_parameters("number")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_required
def own_national_id(request: HttpRequest) -> HttpResponse:
    """Declare the own cédula; only a keyed hash is kept."""
    _account, person = _own(request)
    form = NationalIdForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_national_id(person=person, number=form.cleaned_data["number"], at=clock.now())
        except PeopleRefused as refusal:
            put_on_form(form, refusal, dict.fromkeys((refusal.code,), "number"))
        else:
            messages.success(request, _("Tu cédula está declarada. Guardamos solo su huella."))
            return redirect("people:my-account")
    return show_form(request, _national_id_page(form))


def _national_id_page(form: NationalIdForm) -> FormPage:
    return FormPage(
        title=_("Declara tu cédula"),
        intro=_("Algunos trámites piden saber que cada persona participa una sola vez."),
        form=form,
        submit=_("Declarar"),
        cancel=_back(),
        privacy=notices.NATIONAL_ID.text,
    )


@require_POST
@signed_in_required
def export(request: HttpRequest) -> HttpResponse:
    """Download everything that is known about oneself."""
    _account, person = _own(request)
    document = export_person(person=person, at=clock.now(), by=person)
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mis-datos.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_required
def erase(request: HttpRequest) -> HttpResponse:
    """Erase the own data for good, after the username was typed."""
    account, person = _own(request)
    form = EraseForm(request.POST or None, expected=account.username)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(person=person, at=clock.now(), by=person)
        except PeopleRefused as refusal:
            put_on_form(form, refusal)
        else:
            logout(request)
            return render_page(request, "people/erased.html")
    return show_form(request, _erase_page(form), template="people/erase.html")


def _erase_page(form: EraseForm) -> FormPage:
    return FormPage(
        title=_("Borra tus datos"),
        form=form,
        submit=_("Borrar para siempre"),
        cancel=_back(),
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept about people, what for and how long; for everybody."""
    context = {
        "table": _retention(),
        "notices": _notices(),
        "sections": fill(PRIVACY_SECTIONS, [SITE])[SITE],
    }
    return render_page(request, "people/privacy.html", context)


def _retention() -> Table:
    return Table(
        caption=_("Datos personales y su plazo"),
        columns=(Column(_("Qué")), Column(_("Para qué")), Column(_("Cuánto tiempo"))),
        rows=tuple(
            (
                Cell(kept_text(rule.kind)),
                Cell(kept_text(rule.purpose)),
                Cell(_days(rule.days)),
            )
            for rule in retention_table()
        ),
    )


def _days(days: int | None) -> str:
    if days is None:
        return _("Mientras dure el motivo")
    if days == 0:
        return _("Se borra al día siguiente")
    return _("%(days)s días") % {"days": days}


def _notices() -> list[tuple[str, PrivacyNotice]]:
    return [(str(notice.form), notice) for notice in notices.all_notices().values()]
