"""Which addresses does the website itself have? Its pieces, messages about pages, short addresses."""

from django.urls import path, register_converter

from minga.website import pages


class Letter:
    """One small letter: the kind of page behind a short address."""

    regex = "[acgpq]"

    def to_python(self, value: str) -> str:
        """Return the letter as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the letter as it stands."""
        return value


register_converter(Letter, "letter")

app_name = "website"

urlpatterns = [
    path("piezas/", pages.pieces, name="pieces"),
    path("m/", pages.share_by_message, name="share"),
    path("<letter:letter>/<slug:code>/", pages.short_address, name="short"),
    path("<letter:letter>/<slug:slug>/<slug:code>/", pages.short_address, name="short-of-plan"),
]
