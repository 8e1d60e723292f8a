"""What does a candidate's work plan say, as data: the shape every reader of plans returns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class IssueCode(StrEnum):
    """What the reader repaired, could not read or did not find; the codes are a public contract."""

    SHIFTED_ROW = "shifted_row"
    MISSING_BASELINE = "missing_baseline"
    MISSING_TARGET = "missing_target"
    MISSING_SDG = "missing_sdg"
    MISSING_YEARS = "missing_years"
    DUPLICATE_ACTIVITY = "duplicate_activity"
    OBJECTIVE_MISMATCH = "objective_mismatch"
    NO_MATRIX = "no_matrix"
    UNREADABLE_CELL = "unreadable_cell"
    ENCODING_GUESSED = "encoding_guessed"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing a person should look at; `row` is the activity's ordinal, null for the whole file."""

    code: IssueCode
    row: int | None
    message: str


@dataclass(frozen=True, slots=True)
class ReadActivity:
    """One activity as filed; `row` counts activities from 1 in the order of the document.

    `filed_cells` holds the cells of a shifted row as they stand in the document (else empty):
    the other fields then carry the repaired reading.
    """

    row: int
    text: str
    sdg: tuple[int, ...] = ()
    baseline: str | None = None
    target: str | None = None
    years: tuple[int, ...] = ()
    strategies: tuple[str, ...] = ()
    evaluation: str | None = None
    indicator: str | None = None
    filed_cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadObjective:
    """An objective of the matrix; `restated` when the text is a summary, not the filed wording."""

    text: str
    activities: tuple[ReadActivity, ...] = ()
    restated: bool = False


@dataclass(frozen=True, slots=True)
class ReadProgramme:
    """One programme (eje, componente, sistema) of the matrix."""

    name: str
    objectives: tuple[ReadObjective, ...] = ()

    @property
    def activities(self) -> tuple[ReadActivity, ...]:
        return tuple(a for objective in self.objectives for a in objective.activities)


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A periodic and public accountability mechanism (Código de la Democracia, art. 97.4)."""

    mechanism: str
    tools: tuple[str, ...] = ()
    frequency: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The calendar years between which the plan runs."""

    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A whole work plan as filed; what the document does not state is null or empty.

    `restated` names the fields among vision, general_objective, specific_objectives and
    diagnosis whose text is a summary marked "[resumen]" and not the filed wording.
    """

    title: str
    jurisdiction: str | None = None
    period: Period = field(default_factory=Period)
    programmes: tuple[ReadProgramme, ...] = ()
    accountability: tuple[Mechanism, ...] = ()
    issues: tuple[Issue, ...] = ()
    authors: tuple[str, ...] = ()
    list: str | None = None
    vision: str | None = None
    general_objective: str | None = None
    specific_objectives: tuple[str, ...] = ()
    diagnosis: str | None = None
    systems: tuple[str, ...] = ()
    restated: frozenset[str] = frozenset()

    def activities(self) -> Iterator[ReadActivity]:
        """Every activity in the order of the document."""
        for programme in self.programmes:
            yield from programme.activities


class Unreadable(Exception):
    """The file was refused: `code` says why, `labels.refusal_sentence` says it in words."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def to_json(plan: ReadPlan) -> dict[str, object]:
    """The document that `minga plan import --dry-run --json` prints; its keys are a contract."""
    return {
        "title": plan.title,
        "jurisdiction": plan.jurisdiction,
        "period": {"start": plan.period.start, "end": plan.period.end},
        "programmes": [_programme_json(programme) for programme in plan.programmes],
        "accountability": [
            {"mechanism": m.mechanism, "tools": [*m.tools], "frequency": m.frequency}
            for m in plan.accountability
        ],
        "issues": [{"code": str(i.code), "row": i.row, "message": i.message} for i in plan.issues],
        "authors": [*plan.authors],
        "list": plan.list,
        "vision": plan.vision,
        "general_objective": plan.general_objective,
        "specific_objectives": [*plan.specific_objectives],
        "diagnosis": plan.diagnosis,
        "systems": [*plan.systems],
    }


def _programme_json(programme: ReadProgramme) -> dict[str, object]:
    return {
        "name": programme.name,
        "objectives": [
            {"text": o.text, "activities": [_activity_json(a) for a in o.activities]}
            for o in programme.objectives
        ],
    }


def _activity_json(activity: ReadActivity) -> dict[str, object]:
    return {
        "text": activity.text,
        "sdg": [*activity.sdg],
        "baseline": activity.baseline,
        "target": activity.target,
        "years": [*activity.years],
        "strategies": [*activity.strategies],
        "evaluation": activity.evaluation,
    }
