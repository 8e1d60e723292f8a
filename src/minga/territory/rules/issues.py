"""What can be wrong with a file of places, and which of it refuses the whole file?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from minga.kernel.refusal import Refused


class IssueCode(StrEnum):
    """What was found in a file, by the code that page, interface and command line share."""

    FILE_TOO_LARGE = "file_too_large"
    EMPTY_FILE = "empty_file"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_JSON = "not_json"
    NOT_FEATURES = "not_features"
    TOO_MANY_FEATURES = "too_many_features"
    TOO_MANY_POINTS = "too_many_points"
    FOREIGN_SYSTEM = "foreign_system"
    PROJECTED = "projected"
    SWAPPED_AXES = "swapped_axes"
    OUTSIDE_COUNTRY = "outside_country"
    LATITUDE_SIGN = "latitude_sign"
    FAR_FROM_CENTRE = "far_from_centre"
    NOT_AN_AREA = "not_an_area"
    BROKEN_SHAPE = "broken_shape"
    BEYOND_REPAIR = "beyond_repair"
    PLACE_TWICE = "place_twice"
    NOTHING_MATCHED = "nothing_matched"
    SUSPECT_POPULATION = "suspect_population"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_PLACE = "unknown_place"
    UNKNOWN_KIND = "unknown_kind"
    BAD_NUMBER = "bad_number"
    BAD_DATE = "bad_date"
    BEYOND_A_HUNDRED = "beyond_a_hundred"
    SHARES_OF_ONE = "shares_of_one"
    SERVICES_DIFFER = "services_differ"
    UNSAFE_FILE = "unsafe_file"
    MISSING_NAME = "missing_name"
    CODE_OF_ANOTHER_PLACE = "code_of_another_place"
    # notes: said, and the rest of the file is used
    UNMATCHED = "unmatched"
    OTHER_CANTON = "other_canton"
    CITY_AGGREGATE = "city_aggregate"
    NAME_DISAGREES = "name_disagrees"
    REPAIRED = "repaired"
    ATTRIBUTE_COORDINATES = "attribute_coordinates"
    NO_GEOMETRY = "no_geometry"
    ENCODING_GUESSED = "encoding_guessed"
    POPULATION_DIFFERS = "population_differs"
    SEXES_BELOW_TOTAL = "sexes_below_total"


_NOTES = frozenset(
    {
        IssueCode.UNMATCHED,
        IssueCode.OTHER_CANTON,
        IssueCode.CITY_AGGREGATE,
        IssueCode.NAME_DISAGREES,
        IssueCode.REPAIRED,
        IssueCode.ATTRIBUTE_COORDINATES,
        IssueCode.NO_GEOMETRY,
        IssueCode.ENCODING_GUESSED,
        IssueCode.POPULATION_DIFFERS,
        IssueCode.SEXES_BELOW_TOTAL,
    }
)


@dataclass(frozen=True)
class Issue:
    """One finding: what, where in the file (empty for the whole), and the values of its sentence."""

    code: IssueCode
    where: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def refuses(self) -> bool:
        """Whether the whole file is refused because of it."""
        return self.code not in _NOTES


class FileRefused(Refused):
    """The file cannot be used at all; carries the finding that says why and how to mend it."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.code.value)
        self.facts = {**issue.values, "where": issue.where}
        self.issue = issue


def refuse(code: IssueCode, where: str = "", /, **values: object) -> FileRefused:
    """Return the refusal to raise, its values written as text."""
    return FileRefused(Issue(code, where, {key: str(value) for key, value in values.items()}))


def note(code: IssueCode, where: str = "", /, **values: object) -> Issue:
    """Return a finding, its values written as text."""
    return Issue(code, where, {key: str(value) for key, value in values.items()})
