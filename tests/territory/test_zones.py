"""It is true that the zone of a parish is read on a day, and that sources stay apart."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from minga.territory.rules.places import SourceStanding
from minga.territory.rules.zones import CitedSource, ZonesOnDate, ZoneSpell, zones_on

LAST_DAY_BEFORE, FIRST_DAY = date(2024, 4, 6), date(2024, 4, 7)


def spell(
    zone: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    standing: SourceStanding = SourceStanding.ACCEPTED,
) -> ZoneSpell:
    return ZoneSpell(zone, zone, starts_on, ends_on, standing, "C", CitedSource("fuente"), "")


DELICIA = spell("la-delicia", ends_on=LAST_DAY_BEFORE)
CHOCO = spell("choco-andino", starts_on=FIRST_DAY)
OTHER = spell("tumbaco", standing=SourceStanding.OTHER_SOURCE)


def test_the_zone_changes_with_the_day() -> None:
    assert zones_on([CHOCO, DELICIA], LAST_DAY_BEFORE).current == DELICIA
    assert zones_on([CHOCO, DELICIA], FIRST_DAY).current == CHOCO


def test_what_came_before_and_what_comes_after_is_told() -> None:
    assert zones_on([CHOCO, DELICIA], FIRST_DAY).earlier == (DELICIA,)
    assert zones_on([CHOCO, DELICIA], LAST_DAY_BEFORE).later == (CHOCO,)


def test_another_source_never_becomes_the_zone() -> None:
    assert zones_on([OTHER], FIRST_DAY) == ZonesOnDate(None, (), (), (OTHER,))


def test_everything_there_is_to_say_is_listed_once() -> None:
    zones = zones_on([OTHER, CHOCO, DELICIA], FIRST_DAY)
    assert zones.all == (CHOCO, DELICIA, OTHER)


@given(st.dates())
def test_on_every_day_there_is_exactly_one_accepted_zone(day: date) -> None:
    holding = [one for one in (DELICIA, CHOCO) if one.holds_on(day)]
    assert [zones_on([DELICIA, CHOCO], day).current] == holding
