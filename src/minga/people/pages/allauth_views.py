"""How do allauth's pages become pages of this site? Its views, with two things put right."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.forms import BaseForm
from django.http import HttpResponse
from django.views.generic import View

from minga.people.signing_in import account_of, remember_second_factor


class OwnSite:
    """Keeps the `site` of our pages: allauth lays one of its own over it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return allauth's context without its `site`."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # of the view beside it
        context.pop("site", None)
        return context


def page_of(view: type[View]) -> Callable[..., HttpResponse]:
    """Return a page of allauth inside our site."""
    return type(view.__name__, (OwnSite, view), {}).as_view()  # type: ignore[attr-defined,no-any-return]  # made here


class ShownFactor:
    """Whoever enrols a factor has shown it: the session says so at once.

    allauth does not say it, and would ask for the factor again; an application of codes refuses
    the same code twice.
    """

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Enrol the factor, then mark the session."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the view beside it
        request = self.request  # type: ignore[attr-defined]  # of the view beside it
        if account := account_of(request):
            remember_second_factor(request, account)
        return response


class ActivateCodes(ShownFactor, ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Link an application of codes."""


class AddPasskey(ShownFactor, AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Add a passkey of this device or a security key."""
