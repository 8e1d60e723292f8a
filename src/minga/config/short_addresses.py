"""Which pages have a short address? The one table letter → page."""

from minga.website.short_addresses import ShortForm, install_short_forms

SHORT_FORMS: tuple[ShortForm, ...] = (
    ShortForm("c", "/registro/{case}/"),
    ShortForm("g", "/gestiones/{case}/"),
    ShortForm("q", "/preguntas/{case}/"),
    ShortForm("a", "/plan/actividades/{number}/"),
    ShortForm("a", "/planes/{slug}/actividades/{number}/"),
    ShortForm("p", "/territorio/parroquias/{number}/"),
)


def install() -> None:
    """Install the whole table, once, at start."""
    install_short_forms(SHORT_FORMS)
