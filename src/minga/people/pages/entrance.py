"""How does one come in with a printed code? Invitation, new password, demonstration link."""

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from minga.kernel import clock
from minga.people import notices
from minga.people.forms import InvitationForm, PasswordByCodeForm
from minga.people.models import Account
from minga.people.pages.refused import put_on_form
from minga.people.services.demonstration import use_demonstration_link
from minga.people.services.invitations import accept_invitation
from minga.people.services.recovery import reset_password
from minga.people.services.saving import PeopleRefused
from minga.people.signing_in import remember_second_factor
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

CODE_FIELDS = {
    "code-unknown": "code",
    "code-used": "code",
    "code-expired": "code",
    "password-too-weak": "password",
    "username-unique": "username",
    "username-invalid": "username",
}


@never_cache
@sensitive_post_parameters("code", "password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Accept an invitation: choose a username and a password."""
    proposed = {"code": request.GET.get("codigo", ""), "username": request.GET.get("usuario", "")}
    form = InvitationForm(request.POST or None, initial=proposed)
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(
                code=form.cleaned_data["code"],
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
                at=clock.now(),
            )
        except PeopleRefused as refusal:
            put_on_form(form, refusal, CODE_FIELDS)
        else:
            messages.success(request, _("Tu cuenta está lista. Entra con tu usuario."))
            return redirect("account_login")
    return show_form(request, _invitation_page(form))


def _invitation_page(form: InvitationForm) -> FormPage:
    return FormPage(
        title=_("Abre tu cuenta de trabajo"),
        intro=_("Escribe el código de tu invitación y escoge con qué vas a entrar."),
        form=form,
        submit=_("Abrir mi cuenta"),
        cancel=Link(_("Ya tengo cuenta"), reverse("account_login")),
        privacy=notices.INVITATION.text,
    )


@never_cache
@sensitive_post_parameters("code", "password")
@require_http_methods(["GET", "HEAD", "POST"])
def password_by_code(request: HttpRequest) -> HttpResponse:
    """Set a new password with a code handed out at the counter."""
    form = PasswordByCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reset_password(at=clock.now(), **form.cleaned_data)
        except PeopleRefused as refusal:
            put_on_form(form, refusal, CODE_FIELDS)
        else:
            messages.success(request, _("Tu contraseña cambió. Entra con la nueva."))
            return redirect("account_login")
    return show_form(request, _password_page(form))


def _password_page(form: PasswordByCodeForm) -> FormPage:
    return FormPage(
        title=_("Pon una contraseña nueva"),
        intro=_("Escribe el código que te dieron en ventanilla. Sirve una sola vez, por 24 horas."),
        form=form,
        submit=_("Cambiar la contraseña"),
        cancel=Link(_("Volver a entrar"), reverse("account_login")),
    )


@never_cache
@require_GET
def demonstration_entrance(request: HttpRequest, code: str) -> HttpResponse:
    """Sign in once as a demonstration person, second factor included.

    404 in any other database; 410 when the link was used.
    """
    if not settings.DEMONSTRATION:
        raise Http404
    try:
        account = use_demonstration_link(code=code, at=clock.now())
    except PeopleRefused as refusal:
        if refusal.code in {"code-used", "code-expired"}:
            return render_page(request, "people/used_link.html", status=410)
        raise Http404 from refusal
    _sign_in(request, account)
    return redirect("people:my-account")


def _sign_in(request: HttpRequest, account: Account) -> None:
    get_adapter().login(request, account)
    remember_second_factor(request, account)
    UserSession.objects.create_from_request(request)
