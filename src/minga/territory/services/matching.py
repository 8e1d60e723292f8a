"""Which place does a row or an area of a file speak of? By code first, then by name in the canton."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minga.territory.models import Place
from minga.territory.rules.issues import Issue, IssueCode, note
from minga.territory.rules.names import fold_name
from minga.territory.rules.places import (
    CITY_AGGREGATE,
    CODES_OF_OTHER_CANTONS,
    DISTRICT_CODE,
    PlaceKind,
    parish_code,
)


@dataclass(frozen=True)
class Match:
    """The place found, if any, and what has to be said about it."""

    place: Place | None
    issues: tuple[Issue, ...] = ()


class Gazetteer:
    """The places a file may speak of, by code and by folded name; one query for a whole file."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_code: dict[str, Place] = {}
        self._parishes: dict[str, Place] = {}
        for place in places:
            self.by_code[place.code] = place
            if place.kind == PlaceKind.PARISH:
                self._parishes.update(dict.fromkeys((place.folded, *place.aliases), place))

    @classmethod
    def load(cls) -> "Gazetteer":
        """Return the places of the database."""
        return cls(Place.objects.order_by("code"))

    def parish_named(self, name: str) -> Place | None:
        """Return the parish of the canton with this name, however written."""
        return self._parishes.get(fold_name(name))

    def find(self, code: str, name: str, where: str) -> Match:
        """Return the place of a code, or else of a name; a code of another canton finds nothing."""
        official = parish_code(code) or code.strip()
        if official == CITY_AGGREGATE:
            return Match(None, (note(IssueCode.CITY_AGGREGATE, where, code=official),))
        if canton := CODES_OF_OTHER_CANTONS.get(official):
            return Match(None, (note(IssueCode.OTHER_CANTON, where, code=official, place=canton),))
        if parish_code(official) and not official.startswith(DISTRICT_CODE):
            return Match(None, (note(IssueCode.UNMATCHED, where, code=official, name=name),))
        found = self.by_code.get(official) if official else self.parish_named(name)
        if found is None:
            return Match(None, (note(IssueCode.UNMATCHED, where, code=official, name=name),))
        return Match(found, self._doubts(found, name, where))

    def _doubts(self, found: Place, name: str, where: str) -> tuple[Issue, ...]:
        """Say when the name written beside a code is another place's name; the code decides."""
        if not name or fold_name(name) in {found.folded, *found.aliases}:
            return ()
        return (note(IssueCode.NAME_DISAGREES, where, place=found.name, written=name),)


def first_text(properties: Mapping[str, object], names: Iterable[str]) -> str:
    """Return the first of these attributes that is stated, as text; keys in any case."""
    stated = {fold_name(key).replace(" ", "_"): value for key, value in properties.items()}
    values = (stated.get(name) for name in names)
    return next((str(value).strip() for value in values if value not in {None, ""}), "")
