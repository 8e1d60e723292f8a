"""May this request be read at all? One with a NUL in it is refused before anybody asks the database.

PostgreSQL keeps no NUL in a text: without this door it would answer with an error of its own.
"""

from collections.abc import Callable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\0"


class NoNul:
    """Answer 400 to an address, a question or a cookie that holds a NUL; forms check their fields."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any(NUL in text for text in _texts(request)):
            raise BadRequest
        return self.get_response(request)


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    if "%00" in request.META.get("QUERY_STRING", ""):
        yield NUL
    yield request.META.get("QUERY_STRING", "")
    yield from request.COOKIES.values()
