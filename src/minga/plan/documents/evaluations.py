"""What do programs read of the evaluations of a plan? As CSV cells and JSON; unknown is null."""

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse

from minga.plan.documents.values import activity_address, whole_address
from minga.plan.models import WorkPlan
from minga.plan.queries.evaluations import EvaluationLine, EvaluationRow
from minga.plan.rules.evaluations import YearTally
from minga.website.data_formats import Cell, JsonValue

EVALUATION_COLUMNS = (
    *("plan", "activity", "reading", "year", "due_on", "state", "means", "evaluators"),
    *("evaluated_on", "evaluated_by", "finding", "in_favour", "against", "abstentions", "blank"),
    *("standing", "from_document", "act", "address", "demo"),
)


def evaluation_cells(plan: WorkPlan, row: EvaluationRow) -> Iterator[Sequence[Cell]]:
    """Give the cells of a year of an activity: a row for each evaluation, or one without any."""
    text, state = row.text, row.state
    start: tuple[Cell, ...] = (
        plan.slug,
        text.number,
        text.reading,
        state.year,
        state.due_on,
        state.state,
        text.evaluation,
        [one.name for one in row.evaluators or ()],
    )
    end: tuple[Cell, ...] = (activity_address(plan.slug, text.number), plan.is_demonstration)
    for line in row.done:
        yield (*start, *_line_cells(plan, line), *end)
    if not row.done:
        yield (*start, *(None,) * 10, *end)


def _line_cells(plan: WorkPlan, line: EvaluationLine) -> tuple[Cell, ...]:
    return (
        line.on,
        line.by.name,
        line.finding,
        *line.votes.counts,
        line.standing,
        line.from_document,
        _act_code(plan, line),
    )


def _act_code(plan: WorkPlan, line: EvaluationLine) -> str:
    return f"{plan.case.number}/{line.ordinal}"


def evaluation_document(plan: WorkPlan, row: EvaluationRow) -> Mapping[str, JsonValue]:
    """Return a year of an activity with its evaluations; `evaluators` null: nobody said who."""
    text, state = row.text, row.state
    return {
        "activity": text.number,
        "reading": text.reading,
        "year": state.year,
        "due_on": state.due_on.isoformat() if state.due_on else None,
        "state": state.state,
        "means": text.evaluation,
        "evaluators": None
        if row.evaluators is None
        else [{"name": one.name, "body": one.slug or None} for one in row.evaluators],
        "evaluations": [_line_document(plan, line) for line in row.done],
        "address": activity_address(plan.slug, text.number),
    }


def _line_document(plan: WorkPlan, line: EvaluationLine) -> Mapping[str, JsonValue]:
    votes = line.votes
    return {
        "on": line.on.isoformat(),
        "by": {"name": line.by.name, "body": line.by.slug or None},
        "finding": line.finding,
        "votes": {
            "in_favour": votes.in_favour,
            "against": votes.against,
            "abstentions": votes.abstentions,
            "blank": votes.blank,
        },
        "standing": line.standing,
        "from_document": line.from_document,
        "act": _act_code(plan, line),
        "address": whole_address(
            reverse("record:act-detail", args=(plan.case.number, line.ordinal))
        ),
    }


def tally_document(tally: YearTally) -> Mapping[str, JsonValue]:
    """Return how many evaluations a year asks for and lacks."""
    return {
        "year": tally.year,
        "expected": tally.expected,
        "lacking": tally.lacking,
        "due_on": tally.due_on.isoformat() if tally.due_on else None,
        "over": tally.is_over,
    }
