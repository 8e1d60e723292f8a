"""What does the website show of itself? Its pieces, and a calm word when something fails."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from minga.website.pieces import Pieces, example_form, example_search
from minga.website.render import render_page


@require_safe
def pieces(request: HttpRequest) -> HttpResponse:
    """Show every component in every state: the reference for whoever builds a page."""
    context = {"pieces": Pieces(), "form": example_form(), "search": example_search()}
    return render_page(request, "website/pieces.html", context)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that what arrived could not be understood."""
    return _failure(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this door is for others, and which one is not."""
    return _failure(request, HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form grew old, without losing who was writing."""
    return _failure(request, HTTPStatus.FORBIDDEN, "csrf")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that nothing lives at this address, and how to find it."""
    return _failure(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that we failed; needs neither database nor session."""
    return _failure(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def _failure(request: HttpRequest, status: HTTPStatus, reason: str = "") -> HttpResponse:
    context = {"reason": reason}
    return render_page(request, f"{status.value}.html", context, status=status.value)
