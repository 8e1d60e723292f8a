"""Which band runs under the masthead? The weave of one programme, or of the whole plan."""

from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minga.website.drawing.motifs import MOTIFS
from minga.website.marks import motif

LENGTH = 56
# of every eight motifs: three on a phone, six from 600 px, all from 900 px
HIDDEN = ("", "", "", "m", "m", "m", "l", "l")
YEARS_NAMED = 6


@lru_cache(maxsize=256)
def weave_band(*programmes: int, of: int = 0) -> SafeString:
    """Return the band of these programmes; `of` says how many the plan has, for all of them.

    Without either it shows the seven motifs.
    """
    wanted = programmes or tuple(range(1, (of or len(MOTIFS)) + 1))
    threads = (
        (HIDDEN[place % len(HIDDEN)], motif(wanted[place * len(wanted) // LENGTH]))
        for place in range(LENGTH)
    )
    return format_html(
        '<div class="weave" aria-hidden="true">{}</div>',
        format_html_join("", '<span class="{}">{}</span>', threads),
    )


def year_names(years: int) -> list[str]:
    """Return "Año 1" … "Año n"; the numbers alone where there are too many to write the word."""
    if years > YEARS_NAMED:
        return [str(year) for year in range(1, years + 1)]
    return [_("Año %(year)s") % {"year": year} for year in range(1, years + 1)]
