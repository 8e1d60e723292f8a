"""How is a plan that was kept as JSON read again? The inverse of `to_json`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minga.plan.reading.document import (
    Mechanism,
    Period,
    ReadActivity,
    ReadObjective,
    ReadPlan,
    ReadProgramme,
)


def from_json(document: Mapping[str, Any]) -> ReadPlan:
    """Return the plan that `to_json` wrote, without its issues; rows are counted anew."""
    rows = iter(range(1, 10**9))
    return ReadPlan(
        title=document["title"],
        jurisdiction=document["jurisdiction"],
        period=Period(document["period"]["start"], document["period"]["end"]),
        programmes=tuple(_programme(part, rows) for part in document["programmes"]),
        accountability=tuple(
            Mechanism(row["mechanism"], tuple(row["tools"]), row["frequency"])
            for row in document["accountability"]
        ),
        authors=tuple(document["authors"]),
        list=document["list"],
        vision=document["vision"],
        general_objective=document["general_objective"],
        specific_objectives=tuple(document["specific_objectives"]),
        diagnosis=document["diagnosis"],
        systems=tuple(document["systems"]),
    )


def _programme(part: Mapping[str, Any], rows: Iterator[int]) -> ReadProgramme:
    return ReadProgramme(
        part["name"],
        tuple(
            ReadObjective(
                objective["text"],
                tuple(_activity(item, next(rows)) for item in objective["activities"]),
            )
            for objective in part["objectives"]
        ),
    )


def _activity(item: Mapping[str, Any], row: int) -> ReadActivity:
    return ReadActivity(
        row=row,
        text=item["text"],
        sdg=_numbers(item["sdg"]),
        baseline=item["baseline"],
        target=item["target"],
        years=_numbers(item["years"]),
        strategies=tuple(item["strategies"]),
        evaluation=item["evaluation"],
    )


def _numbers(values: Sequence[int]) -> tuple[int, ...]:
    return tuple(values)
