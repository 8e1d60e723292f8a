"""How is a parish said aloud? One plain sentence for each thing the page answers."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.territory.labels import PARISH_KIND_LABELS
from minga.territory.rules.measures import rank_from_lowest, whole
from minga.territory.rules.parishes import Parish
from minga.territory.rules.places import Evidence
from minga.territory.rules.zones import ZonesOnDate
from minga.website.dates import plain_date
from minga.website.marks import State
from minga.website.numbers import number


def kind_sentence(parish: Parish) -> str:
    """Say what the parish is and on which side of the equator its people live."""
    kind = str(PARISH_KIND_LABELS[parish.kind])
    if not parish.is_north:
        return kind
    return _("%(kind)s, al norte de la línea equinoccial") % {"kind": kind}


def equator_note(parish: Parish) -> str:
    """Say that land and people lie on different sides, for the parish where both are true."""
    if not parish.straddles_the_equator:
        return ""
    return _(
        "La línea equinoccial la cruza: el centro de su territorio y el centro de su población "
        "quedan a lados distintos."
    )


def services_rank(name: str, value: Decimal, values: Mapping[str, Decimal]) -> str:
    """Say where a parish stands among all by name, counted from the one with least services."""
    least = min(values, key=lambda other: (values[other], other))
    rank = rank_from_lowest(value, list(values.values()))
    words = {
        "name": name,
        "place": rank.place,
        "among": rank.among,
        "least": least,
        "value": rounded(values[least]),
    }
    if rank.place == 1:
        return _("%(name)s es la que menos tiene.") % words
    if rank.place == 2:
        return _("%(name)s es la segunda con menos; la primera es %(least)s, %(value)s.") % words
    said = _(
        "%(name)s está en el lugar %(place)s de %(among)s; la que menos tiene es %(least)s, %(value)s."
    )
    return said % words


def change_rank(name: str, value: Decimal, values: Mapping[str, Decimal]) -> str:
    """Say where a parish stands among all by name, counted from the one that grew least."""
    least = min(values, key=lambda other: (values[other], other))
    rank = rank_from_lowest(value, list(values.values()))
    if rank.place == 1:
        return _("%(name)s es la que menos creció.") % {"name": name}
    said = _(
        "%(name)s está en el lugar %(place)s de %(among)s, contando desde la que menos creció: "
        "%(least)s, %(value)s por cada 100."
    )
    return said % {
        "name": name,
        "place": rank.place,
        "among": rank.among,
        "least": least,
        "value": rounded(values[least]),
    }


def rounded(value: Decimal | None) -> str:
    """Return a value as a whole number; the words for the unknown when there is none."""
    return _("sin dato publicado") if value is None else number(whole(value))


def zone_state(zones: ZonesOnDate) -> tuple[State, str, str]:
    """Return shape, word and sentence of how well the zone of a parish is known."""
    if zones.current is None:
        return State.UNSET, _("Sin zona"), _("Ninguna fuente cargada dice a qué zona pertenece.")
    if zones.other_sources:
        return State.UNKNOWN, _("Las fuentes no coinciden"), _conflict(zones)
    if zones.current.evidence == Evidence.CONFIRMED:
        return State.DONE, _("Zona confirmada"), _confirmed(zones)
    return (
        State.UNSET,
        _("Zona por verificar"),
        _("%(zone)s, según: %(source)s.")
        % {"zone": zones.current.zone_name, "source": zones.current.source.title},
    )


def _conflict(zones: ZonesOnDate) -> str:
    others = ", ".join(spell.zone_name for spell in zones.other_sources)
    current = zones.current.zone_name if zones.current else ""
    return ngettext(
        "Aquí se cuenta en %(zone)s; otra fuente dice %(others)s.",
        "Aquí se cuenta en %(zone)s; otras fuentes dicen %(others)s.",
        len(zones.other_sources),
    ) % {"zone": current, "others": others}


def _confirmed(zones: ZonesOnDate) -> str:
    current = zones.current
    if current is None or current.starts_on is None:
        return current.zone_name if current else ""
    before = ", ".join(spell.zone_name for spell in zones.earlier)
    said = _("%(zone)s desde el %(day)s.") % {
        "zone": current.zone_name,
        "day": plain_date(current.starts_on),
    }
    return f"{said} {_('Antes, %(zones)s.') % {'zones': before}}" if before else said
