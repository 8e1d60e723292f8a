"""Which act may move a case from one state to another? One function for every procedure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class TransitionRefused(Exception):
    """The table of the procedure does not allow this act now.

    `code` names the unmet requirement; `legal_basis` the article it comes from.
    """

    def __init__(self, code: str, legal_basis: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.legal_basis = legal_basis


@dataclass(frozen=True)
class Transition[S: StrEnum, F]:
    """One row of a procedure: this act leads from `source` to `target`.

    A row whose source equals its target records a fact without moving the case.
    `source` is None for the act that opens the case. `starts` and `stops` name clocks by the
    key of their legal parameter; `who` names the roles that may perform the act.
    """

    act: str
    source: S | None
    target: S
    who: tuple[str, ...] = ()
    requires: tuple[Callable[[F], str | None], ...] = ()
    legal_basis: str = ""
    starts: tuple[str, ...] = field(default=())
    stops: tuple[str, ...] = field(default=())


def check_transition[S: StrEnum, F](
    table: Iterable[Transition[S, F]], act: str, source: S | None, facts: F
) -> Transition[S, F]:
    """Return the row for `act` from `source`.

    Raises TransitionRefused with the code of the first unmet requirement, or with
    `no-such-transition` when the table has no such row.
    """
    for row in table:
        if (row.act, row.source) == (act, source):
            for requirement in row.requires:
                if code := requirement(facts):
                    raise TransitionRefused(code, row.legal_basis)
            return row
    raise TransitionRefused("no-such-transition")


def allowed_moves[S: StrEnum, F](
    table: Iterable[Transition[S, F]], source: S | None, facts: F
) -> tuple[Transition[S, F], ...]:
    """Return the rows that may be taken now from `source`, in the order of the table."""
    return tuple(
        row
        for row in table
        if row.source == source and not any(requirement(facts) for requirement in row.requires)
    )


def unreachable_states[S: StrEnum, F](table: Iterable[Transition[S, F]]) -> frozenset[S]:
    """Return the states named in the table that no sequence of acts reaches."""
    rows = tuple(table)
    reached: set[S | None] = {None}
    grown = True
    while grown:
        found = {row.target for row in rows if row.source in reached} - reached
        grown = bool(found)
        reached |= found
    return frozenset({row.target for row in rows} | {row.source for row in rows if row.source}) - (
        reached
    )
