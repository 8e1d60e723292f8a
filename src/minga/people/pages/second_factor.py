"""What happens right after a second factor is enrolled? The session counts as having shown it.

allauth enrols the factor but does not say so in the session; who has just proved to hold it would
otherwise be asked for it again at once, and an application refuses the same code twice.
"""

from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.forms import BaseForm
from django.http import HttpResponse

from minga.people.signing_in import account_of, remember_second_factor


class ActivateCodes(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Link an application of codes."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _remember(self)
        return response


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Add a passkey of this device or a security key."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _remember(self)
        return response


def _remember(view: ActivateTOTPView | AddWebAuthnView) -> None:
    account = account_of(view.request)
    if account is not None:
        remember_second_factor(view.request, account)
