"""With which figure does a parish open? Its services where they were loaded, else its censuses."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from minga.territory.maps import CordEnd, value_cord
from minga.territory.rules.measures import hundred_cells
from minga.territory.rules.parishes import Parish, Services, counted_in, services_of
from minga.territory.sentences import change_rank, rounded, services_rank

type Values = Mapping[str, Decimal]

_HUNDRED = Decimal(100)


def opening_context(parish: Parish, parishes: Sequence[Parish]) -> dict[str, object]:
    """Return what the big sentence, the weave and the cord of a parish's page are made of."""
    context: dict[str, object] = {
        "services": None,
        "counted": counted_in([parish]),
        "district_counted": counted_in(parishes),
    }
    if parish.services is not None:
        return context | _services(parish, parish.services, parishes)
    return context | _census(parish, parishes)


def _services(parish: Parish, services: Services, parishes: Sequence[Parish]) -> dict[str, object]:
    whole_district = services_of(parishes)
    values = {p.code: p.services.per_hundred for p in parishes if p.services is not None}
    return {
        "services": rounded(services.per_hundred),
        "services_year": services.year,
        "district_services": rounded(whole_district),
        "cells": hundred_cells(services.per_hundred, whole_district),
        "knots_words": _("Cada nudo es una parroquia: cuántas viviendas de cada 100."),
        "rank": services_rank(parish.name, services.per_hundred, _by_name(values, parishes)),
        "cord": _cord(parish, values, _HUNDRED, whole_district),
    }


def _census(parish: Parish, parishes: Sequence[Parish]) -> dict[str, object]:
    """Return the cord on which every parish hangs by how it grew; nothing when that is not known."""
    values = {p.code: p.for_each_hundred for p in parishes}
    known = {code: value for code, value in values.items() if value is not None}
    if parish.code not in known:
        return {}
    district = counted_in(parishes)
    change = district.change if district else None
    return {
        "knots_words": _(
            "Cada nudo es una parroquia: cuánta gente contó el último censo por cada 100 del anterior."
        ),
        "rank": change_rank(parish.name, known[parish.code], _by_name(known, parishes)),
        "cord": _cord(parish, known, 2 * _HUNDRED, None if change is None else 100 + change),
    }


def _by_name(values: Values, parishes: Sequence[Parish]) -> dict[str, Decimal]:
    return {parish.name: values[parish.code] for parish in parishes if parish.code in values}


def _cord(
    parish: Parish, values: Values, top: Decimal, whole_district: Decimal | None
) -> SafeString:
    """Return all parishes on one cord, this one and the district named."""
    here = CordEnd(parish.name, values[parish.code])
    whole = CordEnd(_("Distrito"), whole_district) if whole_district is not None else None
    drawn = value_cord(values, top, parish.code, here, whole)
    return mark_safe(drawn)  # noqa: S308 - drawing escapes its words
