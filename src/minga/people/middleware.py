"""Where may staff go before the second factor? Only where it is shown or enrolled, and out."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve
from django.urls.exceptions import Resolver404

from minga.people.signing_in import has_second_factor, second_factor_address, viewer_of

PRIVATE_ROOMS = ("/cuenta/", "/mi/", "/despacho/")
ALWAYS = frozenset({"account_logout", "account_login", "mfa_authenticate"})
SHOWING = ALWAYS | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
ENROLLING = ALWAYS | {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
}


class SecondFactorOfStaff:
    """Send a staff session without second factor to its second factor, from every private room.

    Public pages are not touched: there such a session counts as a visitor, and no session is read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_private(request.path) and (address := _first_stop(request)):
            return HttpResponseRedirect(address)
        return self.get_response(request)


def _is_private(path: str) -> bool:
    return path.removeprefix("/en").startswith(PRIVATE_ROOMS)


def _first_stop(request: HttpRequest) -> str:
    """Return where the session has to go first, or nothing."""
    viewer = viewer_of(request)
    if viewer.account is None or not viewer.awaits_second_factor:
        return ""
    allowed = SHOWING if has_second_factor(viewer.account) else ENROLLING
    return "" if _name_of(request.path) in allowed else second_factor_address(viewer.account)


def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
