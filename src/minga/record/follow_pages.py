"""How does somebody without account follow their case? With number and code, for half an hour."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.kernel import clock
from minga.people.public import is_within_limits
from minga.record.counter.models import FollowCode
from minga.record.follow_codes import code_that_opens, living_code, revoke_follow_code
from minga.record.followed import followed_case
from minga.record.rules.case_numbers import LONGEST, normal_number
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

COOKIE = "minga_seguimiento"
SALT = "minga.record.follow"
OPEN_FOR = 30 * 60
UNKNOWN = gettext_lazy(
    "Ese número y ese código no abren nada juntos. Revisa los dos, letra por letra."
)


class FollowForm(forms.Form):
    """The number and the code as they stand on the receipt."""

    number = forms.CharField(
        label=gettext_lazy("Número"),
        help_text=gettext_lazy("Está en tu recibo. Ejemplo: GES-2026-00012"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label=gettext_lazy("Código"),
        help_text=gettext_lazy("Cuatro grupos de cuatro signos. Los guiones no importan."),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


@sensitive_post_parameters("number", "code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; the right ones open their case, and only that one."""
    if request.method != "POST":
        return _ask(
            request, FollowForm(initial={"number": request.GET.get("numero", "")[:LONGEST]})
        )
    if not is_within_limits(request, "follow_case"):
        return _too_often(request)
    form = FollowForm(request.POST)
    return _open(request, form) if form.is_valid() else _ask(request, form)


def _open(request: HttpRequest, form: FollowForm) -> HttpResponse:
    typed = form.cleaned_data
    code = code_that_opens(number=typed["number"], code=typed["code"])
    if code is not None:
        return _opened(code)
    if not is_within_limits(request, "follow_case_failed", key=normal_number(typed["number"])):
        return _too_often(request)
    form.add_error(None, str(UNKNOWN))
    return _ask(request, form)


def _opened(code: FollowCode) -> HttpResponse:
    """Give a signed key of its own to the browser: it opens this case, at this address, for a while."""
    response = redirect("record:followed-case")
    response.set_signed_cookie(
        COOKIE,
        str(code.pk),
        salt=SALT,
        path=reverse("record:follow"),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
    return response


@never_cache
@require_safe
def followed(request: HttpRequest) -> HttpResponse:
    """The case that the key of this browser opens, as its holder sees it."""
    code = code_held(request)
    if code is None:
        return redirect("record:follow")
    today = clock.today()
    context = {"followed": followed_case(code, today), "today": today, "code": code}
    return render_page(request, "record/followed_case.html", context)


@never_cache
@require_POST
def stop_following(request: HttpRequest) -> HttpResponse:
    """Close the case on this browser; the code stays good."""
    return _forget(redirect("record:follow"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give_up_code(request: HttpRequest) -> HttpResponse:
    """Let the holder say that the code is no longer theirs: it opens nothing any more."""
    code = code_held(request)
    if code is None:
        return redirect("record:follow")
    if request.method == "POST":
        revoke_follow_code(case=code.case, at=clock.now())
        return _forget(render_page(request, "record/code_ended.html", {"case": code.case}))
    page = FormPage(
        title=_("Anular este código"),
        intro=_(
            "Si otra persona vio el código, o ya no lo quieres, anúlalo: desde ese momento no abre nada. "
            "Tu pedido sigue su curso. Un código nuevo se entrega en ventanilla."
        ),
        form=forms.Form(),
        submit=_("Anular el código"),
        cancel=Link(_("Volver sin anular"), reverse("record:followed-case")),
    )
    return show_form(request, page)


def code_held(request: HttpRequest) -> FollowCode | None:
    """Return the living code behind the key of this browser; None without, too old or ended.

    The key is sent to addresses under `/seguimiento/` alone.
    """
    kept = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=OPEN_FOR)
    return living_code(int(kept)) if kept else None


def _forget(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, path=reverse("record:follow"), samesite="Strict")
    return response


def _ask(request: HttpRequest, form: FollowForm) -> HttpResponse:
    page = FormPage(
        title=_("Sigue tu pedido"),
        intro=_(
            "Con el número y el código de tu recibo ves en qué va tu pedido. No necesitas cuenta ni "
            "correo."
        ),
        form=form,
        submit=_("Ver mi pedido"),
    )
    return show_form(request, page, "record/follow.html")


def _too_often(request: HttpRequest) -> HttpResponse:
    return render_page(request, "record/follow_later.html", status=429)
