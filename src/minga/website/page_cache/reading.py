"""What does a public page say to whoever asks without a session? Read within the program."""

from http import HTTPStatus
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.urls import resolve
from django.urls.exceptions import Resolver404
from django.utils import translation

from minga.website.page_cache.marking import CONTEXTS_HEADER

LONGEST = 500
ROOMS = ("/despacho/", "/mi/", "/cuenta/", "/entrar/", "/seguir/", "/seguimiento/")


def read_public_page(address: str) -> HttpResponse | None:
    """Return what anybody gets at an address of this site; None when it is no page for everybody.

    The page is asked for without session, account or cookies, so nothing is shown that a stranger
    could not read; rooms and pages that nobody may keep are not given. The language is that of the
    address. Costs what the page costs.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or len(address) > LONGEST or "\0" in unquote(address):
        return None
    language = translation.get_language_from_path(parts.path)
    if unquote(parts.path).removeprefix(f"/{language}").startswith(ROOMS):
        return None
    with translation.override(language or settings.LANGUAGE_CODE):
        return _answer(unquote(parts.path), parts.query)


def _answer(path: str, query: str) -> HttpResponse | None:
    try:
        match = resolve(path)
        request = _request(path, query)
        request.resolver_match = match
        response = match.func(request, *match.args, **match.kwargs)
    except (Http404, Resolver404):
        return None
    is_public = isinstance(response, HttpResponse) and response.status_code == HTTPStatus.OK
    return response if is_public and not _is_for_one(response) else None


def _is_for_one(response: HttpResponse) -> bool:
    """Is the answer meant for one reader alone?"""
    return "no-store" in response.headers.get("Cache-Control", "") or bool(response.cookies)


def _request(path: str, query: str) -> WSGIRequest:
    """Return a request without cookies, account or address of a visitor."""
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.input": BytesIO(),
            "wsgi.url_scheme": "http",
        }
    )


def resolves_to(address: str) -> str:
    """Return the name of the route behind an address; empty when there is none."""
    path = unquote(urlsplit(address).path)
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    try:
        with translation.override(language):
            return resolve(path).view_name
    except Resolver404:
        return ""


def contexts_of(response: HttpResponse) -> tuple[str, ...]:
    """Return on which contexts a page that was read depends."""
    return tuple(response.headers.get(CONTEXTS_HEADER, "").split())
