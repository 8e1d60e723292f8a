"""Who is behind this request, and is that enough for the page? Viewer, second factor, decorators."""

from collections.abc import Callable, Collection
from functools import wraps
from http import HTTPStatus
from typing import Concatenate
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from minga.kernel import clock
from minga.people.labels import Role
from minga.people.models import Account, Appointment
from minga.people.permissions import Viewer, in_office, is_staff, roles_held
from minga.website.render import render_page

SECOND_FACTOR_KEY = "second_factor_of"

type Page[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who looks, on today's date; the same object for the whole request.

    A visitor without a session costs no query; an account costs two, for its person and its
    appointments, besides the session and the account that Django reads.
    """
    known: Viewer | None = getattr(request, "viewer", None)
    if known is None:
        known = _build_viewer(request)
        request.viewer = known  # type: ignore[attr-defined]  # memo for the rest of the request
    return known


def _build_viewer(request: HttpRequest) -> Viewer:
    account, today = account_of(request), clock.today()
    if account is None:
        return Viewer(on=today)
    found = Appointment.objects.filter(person_id=account.person_id).select_related("body")
    appointments = tuple(found)
    waits = bool(in_office(appointments, today)) and not has_shown_second_factor(request, account)
    return Viewer(
        account=account,
        person=account.person,
        appointments=() if waits else appointments,
        on=today,
        awaits_second_factor=waits,
    )


def account_of(request: HttpRequest) -> Account | None:
    """Return the signed-in account, or None for a visitor."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Account) and user.is_active else None


def has_shown_second_factor(request: HttpRequest, account: Account) -> bool:
    """Did this session show a second factor, by passkey, code, enrolment or one-time link?"""
    if request.session.get(SECOND_FACTOR_KEY) == account.pk:
        return True
    records = get_authentication_records(request, account)
    return any(record.get("method") == "mfa" for record in records)


def remember_second_factor(request: HttpRequest, account: Account) -> None:
    """Mark this session as having shown the second factor of this account."""
    request.session[SECOND_FACTOR_KEY] = account.pk
    vars(request).pop("viewer", None)


def has_second_factor(account: Account) -> bool:
    """Has the account a passkey or an authenticator application? One query."""
    strong = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user_id=account.pk, type__in=strong).exists())


def second_factor_address(account: Account) -> str:
    """Return where the account shows its second factor, or enrols its first one."""
    return reverse("mfa_reauthenticate" if has_second_factor(account) else "mfa_index")


def signed_in_required[**P](page: Page[P]) -> Page[P]:
    """Let only accounts in; staff only after the second factor. Others go to sign in."""

    @never_cache
    @wraps(page)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return _way_in(request) or page(request, *args, **kwargs)

    return guarded


def staff_required[**P](*, roles: Collection[Role] = ()) -> Callable[[Page[P]], Page[P]]:
    """Let only staff in: of the given roles, or of any role when none is given.

    A visitor goes to sign in, staff without the second factor to show or enrol it. Who holds no role
    today reads what the desk is and who may enter, and whoever holds another one gets the 403 page.
    """

    def decorate(page: Page[P]) -> Page[P]:
        @never_cache
        @wraps(page)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if response := _way_in(request) or _not_staff(request):
                return response
            _check_roles(viewer_of(request), roles)
            return page(request, *args, **kwargs)

        return guarded

    return decorate


def _way_in(request: HttpRequest) -> HttpResponse | None:
    """Return where to go first, or None when the account may pass."""
    viewer = viewer_of(request)
    if viewer.account is None:
        return _redirect_and_return(request, reverse("account_login"))
    if viewer.awaits_second_factor:
        return _redirect_and_return(request, second_factor_address(viewer.account))
    return None


def _redirect_and_return(request: HttpRequest, address: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(_address_and_return(request, address))


def _address_and_return(request: HttpRequest, address: str) -> str:
    """Return the address of a door that leads on to the page that was asked for."""
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    query = f"?{urlencode({'next': back})}" if back else ""
    return f"{address}{query}"


def _not_staff(request: HttpRequest) -> HttpResponse | None:
    """Tell who holds no role what the desk is, who may enter and how; None for staff."""
    viewer = viewer_of(request)
    if is_staff(viewer, viewer.on):
        return None
    sign_in = _address_and_return(request, reverse("account_login"))
    context = {"account": viewer.account, "sign_in": sign_in}
    return render_page(request, "people/staff_only.html", context, status=HTTPStatus.FORBIDDEN)


def _check_roles(viewer: Viewer, roles: Collection[Role]) -> None:
    if roles and roles_held(viewer, viewer.on).isdisjoint(roles):
        raise PermissionDenied
