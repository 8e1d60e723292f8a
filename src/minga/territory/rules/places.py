"""Which kinds of place are there, and what may be said of one?"""

from enum import StrEnum

DISTRICT_CODE = "1701"
CITY_AGGREGATE = "170150"
CODES_OF_OTHER_CANTONS = {
    "170167": "Mindo",
    "170173": "Pedro Vicente Maldonado",
    "170182": "San Miguel de los Bancos",
    "170187": "Puerto Quito",
}
"""Codes that old lists give to Quito; the places belong to other cantons today."""


class PlaceKind(StrEnum):
    """What a place is; the district is the whole that the others are parts of."""

    DISTRICT = "DISTRICT"
    ZONE = "ZONE"
    PARISH = "PARISH"
    BARRIO = "BARRIO"
    COMUNA = "COMUNA"
    RECINTO = "RECINTO"
    SETTLEMENT = "SETTLEMENT"


KINDS_INSIDE_A_PARISH = (
    PlaceKind.BARRIO,
    PlaceKind.COMUNA,
    PlaceKind.RECINTO,
    PlaceKind.SETTLEMENT,
)


class ParishKind(StrEnum):
    """Urban parishes are parts of the city; rural ones have a government of their own."""

    URBAN = "URBAN"
    RURAL = "RURAL"


class Evidence(StrEnum):
    """How well a statement is known: read in its source, in a digest of it, or not verified."""

    CONFIRMED = "C"
    DIGEST = "D"
    UNVERIFIED = "U"


class SourceStanding(StrEnum):
    """Whether a statement is the one the pages count with, or what another source says."""

    ACCEPTED = "ACCEPTED"
    OTHER_SOURCE = "OTHER_SOURCE"


class PopulationSeries(StrEnum):
    """People counted, or people calculated: two series that are never one line."""

    CENSUS = "CENSUS"
    PROJECTION = "PROJECTION"


def parish_code(written: str) -> str:
    """Return a six-digit parish code as other programs may have written it, or "".

    Spreadsheets turn codes into numbers: `170151.0` is 170151.
    """
    digits = written.strip().removesuffix(".0")
    return digits if len(digits) == 6 and digits.isascii() and digits.isdigit() else ""
