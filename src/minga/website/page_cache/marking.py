"""Which pages may be kept, and what do they depend on? A mark that the gate reads and removes."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate

from django.http import HttpRequest, HttpResponse

CONTEXTS_HEADER = "X-Minga-Depends"
UNTIL_HEADER = "X-Minga-Until"

type Page[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def cached_page[**P](*contexts: str) -> Callable[[Page[P]], Page[P]]:
    """Say that a page is the same for everybody until one of the contexts changes.

    Such a page reads no session, carries no form that writes and sets no cookie. It ends at local
    midnight at the latest; `ends_at` may bring that forward.
    """

    def decorate(page: Page[P]) -> Page[P]:
        @wraps(page)
        def marked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = page(request, *args, **kwargs)
            if response.status_code == 200:
                response[CONTEXTS_HEADER] = " ".join(contexts)
            return response

        return marked

    return decorate


def ends_at(response: HttpResponse, moment: datetime) -> None:
    """Say that what the page shows changes by itself at a moment: a deadline, a status."""
    response[UNTIL_HEADER] = moment.isoformat()
