"""What does the website show of itself? Its pieces, and a calm word when something fails."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from minga.website.page_cache.marking import CONTEXTS_HEADER
from minga.website.pieces import Pieces, example_form, example_search
from minga.website.render import render_page
from minga.website.sharing import shared_page
from minga.website.short_addresses import long_path


@require_safe
def pieces(request: HttpRequest) -> HttpResponse:
    """Show every component in every state: the reference for whoever builds a page."""
    context = {"pieces": Pieces(), "form": example_form(), "search": example_search()}
    return render_page(request, "website/pieces.html", context)


@require_safe
def share_by_message(request: HttpRequest) -> HttpResponse:
    """Show a public page as a message of less than 300 signs, and the ways to send it."""
    found = shared_page(request.GET.get("de", "/"))
    if found is None:
        raise Http404
    shared, contexts = found
    response = render_page(request, "website/share.html", {"shared": shared})
    if contexts:
        response[CONTEXTS_HEADER] = " ".join(contexts)
    return response


@require_safe
def short_address(request: HttpRequest, letter: str, code: str, slug: str = "") -> HttpResponse:
    """Lead from a short address to its page; the page itself says when there is none."""
    del request
    path = long_path(letter, code, slug)
    if path is None:
        raise Http404
    language = get_language() or settings.LANGUAGE_CODE
    start = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return HttpResponseRedirect(f"{start}{path}")


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
