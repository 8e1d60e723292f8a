"""What does the fictional council's plan look like, as if it had been read from a document?"""

from collections.abc import Iterator, Sequence
from datetime import date

from minga.config.demonstration.promises import PARTS, REVISED_PARTS, Part, Promise
from minga.plan.public import Period, ReadActivity, ReadObjective, ReadPlan, ReadProgramme

STARTS_ON, ENDS_ON = date(2024, 5, 14), date(2028, 5, 13)


REVISED_ON = date(2025, 3, 10)


def document(times: int) -> ReadPlan:
    """Return the plan; `times` repeats its promises, sector by sector, for a larger world."""
    return _document(PARTS, times)


def revised_document(times: int) -> ReadPlan:
    """Return the plan as the council filed it again on `REVISED_ON`.

    One promise says where it should arrive, one is worded anew, one is new and one is gone; none of
    them was measured, so no figure of before changes its meaning.
    """
    return _document(REVISED_PARTS, times)


def _document(parts: Sequence[Part], times: int) -> ReadPlan:
    rows = iter(range(1, 100_000))
    return ReadPlan(
        title="Plan del Concejo de demostración 2024 – 2028",
        jurisdiction="Distrito de demostración",
        period=Period(STARTS_ON.year, ENDS_ON.year),
        programmes=tuple(_programme(part, times, rows) for part in parts),
        authors=("Personas ficticias",),
        vision="Una ciudad ficticia donde cada promesa se puede seguir.",
        general_objective="Mostrar cómo se ve un plan que se mide.",
        systems=("Convivencia", "Economía", "Territorio", "Instituciones"),
    )


def promise_of(text: str) -> Promise:
    """Return the promise that an activity of the plan came from, as it was first filed or later."""
    return _BY_TEXT[text.partition(", sector ")[0]]


_BY_TEXT = {promise.text: promise for part in (*REVISED_PARTS, *PARTS) for promise in part.promises}


def _programme(part: Part, times: int, rows: Iterator[int]) -> ReadProgramme:
    activities = tuple(
        _activity(promise, turn, next(rows)) for turn in range(times) for promise in part.promises
    )
    return ReadProgramme(part.name, (ReadObjective(part.objective, activities),))


def _activity(promise: Promise, turn: int, row: int) -> ReadActivity:
    measure = promise.measure
    return ReadActivity(
        row=row,
        text=promise.text if turn == 0 else f"{promise.text}, sector {turn + 1}",
        sdg=promise.sdg,
        baseline=f"{measure.baseline} {measure.unit}" if measure else None,
        target=f"{measure.target} {measure.unit}" if measure else promise.target,
        years=promise.years,
        strategies=("Ordenanzas", "Recursos propios") if measure else ("Convenios",),
        evaluation="Comisiones del Concejo de demostración",
    )
