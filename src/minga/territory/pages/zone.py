"""Which parishes make a zone, since when, and what do other sources say?"""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from minga.kernel import clock
from minga.territory.documents import Document, parish_document
from minga.territory.forms import day_asked
from minga.territory.labels import MEASURE_SENTENCES
from minga.territory.maps import by_value, legend_of, tiles_of
from minga.territory.models import Place
from minga.territory.pages.overview import (
    full_url,
    parish_url,
    parishes_csv,
    table_of_parishes,
)
from minga.territory.queries import parishes_on, zone_of_slug
from minga.territory.rules.parishes import (
    Parish,
    counted_in,
    leading_measure,
    services_of,
)
from minga.territory.sentences import rounded
from minga.website.data_formats import json_response
from minga.website.dates import plain_date
from minga.website.marks import State
from minga.website.panels import fill
from minga.website.render import render_page


@require_safe
def zone_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One zone, its parishes as of today or of `?al=`; six queries."""
    zone = _zone(slug)
    day = day_asked(request.GET.get("al", ""), clock.today())
    parishes = parishes_on(day)
    members, measure = members_of(parishes, slug), leading_measure(parishes)
    context = {
        "zone": zone,
        "day": day,
        "is_today": day == clock.today(),
        "state": zone_state(zone, day),
        "members": members,
        "members_words": ngettext("%(count)s parroquia", "%(count)s parroquias", len(members))
        % {"count": len(members)},
        "counted": counted_in(members),
        "district_counted": counted_in(parishes),
        "services": services_of(members),
        "services_words": rounded(services_of(members)),
        "district_services": rounded(services_of(parishes)),
        "measure_words": MEASURE_SENTENCES[measure],
        "claimed": claimed_by_others(parishes, slug),
        "disputed": [parish for parish in members if parish.zones.other_sources],
        "former": former_members(parishes, slug),
        "table": table_of_parishes(members, measure),
        "legend": legend_of(members, measure),
        "tiles": tiles_of(
            by_value(parishes, measure), measure, parish_url, [parish.code for parish in members]
        ),
        "sections": fill("zone.sections", [zone.pk])[zone.pk],
    }
    return render_page(request, "territory/zone_detail.html", context)


def _zone(slug: str) -> Place:
    found = zone_of_slug(slug)
    if found is None:
        raise Http404
    return found


def members_of(parishes: Sequence[Parish], slug: str) -> list[Parish]:
    """Return the parishes that are in a zone."""
    return [p for p in parishes if p.zones.current and p.zones.current.zone_code == slug]


def claimed_by_others(parishes: Sequence[Parish], slug: str) -> list[Parish]:
    """Return the parishes that another source puts into a zone."""
    return [
        parish
        for parish in parishes
        if any(spell.zone_code == slug for spell in parish.zones.other_sources)
    ]


def former_members(parishes: Sequence[Parish], slug: str) -> list[Parish]:
    """Return the parishes that were in a zone before and are not now."""
    return [
        parish
        for parish in parishes
        if any(spell.zone_code == slug for spell in parish.zones.earlier)
        and not (parish.zones.current and parish.zones.current.zone_code == slug)
    ]


def zone_state(zone: Place, day: date) -> tuple[State, str, str]:
    """Return shape, word and sentence of whether a zone exists on a day."""
    if zone.starts_on and day < zone.starts_on:
        return (
            State.NOT_STARTED,
            _("Todavía no existía"),
            _("Existe desde el %(day)s.") % {"day": plain_date(zone.starts_on)},
        )
    if zone.ends_on and day > zone.ends_on:
        return (
            State.STALLED,
            _("Ya no existe"),
            _("Existió hasta el %(day)s.") % {"day": plain_date(zone.ends_on)},
        )
    since = (
        _("Existe desde el %(day)s.") % {"day": plain_date(zone.starts_on)}
        if zone.starts_on
        else _("No hay una fecha de inicio en las fuentes cargadas.")
    )
    return State.MOVING, _("Vigente"), since


@require_safe
def zone_json(request: HttpRequest, slug: str) -> HttpResponse:
    """One zone and its parishes for programs."""
    zone = _zone(slug)
    day = day_asked(request.GET.get("al", ""), clock.today())
    members = members_of(parishes_on(day), slug)
    document: Document = {
        "as_of": day.isoformat(),
        "code": zone.code,
        "name": zone.name,
        "since": zone.starts_on.isoformat() if zone.starts_on else None,
        "until": zone.ends_on.isoformat() if zone.ends_on else None,
        "note": zone.note,
        "address": f"{settings.SITE_ADDRESS}{reverse('territory:zone-detail', args=[slug])}",
        "parishes": [parish_document(parish, full_url(parish.code)) for parish in members],
    }
    return json_response(document)


@require_safe
def zone_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The parishes of a zone as a table."""
    zone = _zone(slug)
    day = day_asked(request.GET.get("al", ""), clock.today())
    members = members_of(parishes_on(day), slug)
    return parishes_csv(f"zona-{zone.code}", members)
