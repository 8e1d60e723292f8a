"""Where does the website live when it stands alone, without the contexts above it?"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from minga.website import pages, panels


def breaks(request: HttpRequest) -> HttpResponse:
    """Fail, as code may."""
    raise RuntimeError("a page that fails")


handler400 = pages.bad_request
handler403 = pages.permission_denied
handler404 = pages.page_not_found
handler500 = pages.server_error

urlpatterns = i18n_patterns(
    path("", include("minga.website.urls")),
    path("falla/", breaks),
    prefix_default_language=False,
)


@contextmanager
def no_panels() -> Iterator[None]:
    """Take the contexts above away from every slot, and give them back."""
    kept = dict(panels._table)
    panels.install({})
    yield
    panels.install(kept)
