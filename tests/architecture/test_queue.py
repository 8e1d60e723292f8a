"""It is true that whatever has a clock is owed by somebody who sees it at the desk."""

from dataclasses import replace

from minga.config.case_kinds import CASE_KINDS
from minga.kernel.lifecycle import Transition
from minga.record.case_kinds import CaseKind, case_kinds, kinds_without_queue
from minga.record.parameters import reference_rows
from tests.record.clocks import REQUEST_CASE, Request


def test_every_installed_kind_that_starts_a_clock_has_a_queue() -> None:
    assert case_kinds() == CASE_KINDS
    assert kinds_without_queue(case_kinds()) == ()


def test_a_kind_with_a_clock_and_no_queue_is_found() -> None:
    planted = replace(REQUEST_CASE, code="XXA", queue=None)
    quiet = CaseKind(
        code="XXB",
        label="Sin plazos",
        moves=(Transition("note", None, Request.OPEN),),
        acts={},
    )
    assert kinds_without_queue((*case_kinds(), REQUEST_CASE, planted, quiet)) == ("XXA",)


def test_every_number_of_the_law_that_a_procedure_names_is_in_the_reference() -> None:
    known = {row.key for row in reference_rows()}
    assert {key for kind in case_kinds() for key in kind.depends_on} <= known


def test_an_expiry_ends_a_clock_that_its_kind_starts_by_one_of_its_moves() -> None:
    wrong = [
        (kind.code, expiry.key)
        for kind in (*case_kinds(), REQUEST_CASE)
        for expiry in kind.expiries
        if expiry.key not in kind.clocks or expiry.move not in kind.moves
    ]
    assert wrong == []
