"""The table of rules finds articles where they are written, and the tests that name the rule."""

from pathlib import Path

import pytest

from minga.record.case_kinds import CaseKind
from minga.record.rule_table import RuleRow, rule_rows

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.usefixtures("request_kind")
def test_moves_parameters_and_functions_are_found_with_their_tests() -> None:
    rows = {(row.article, row.rule): row.tests for row in rule_rows(TESTS)}
    assert "record/test_expiry.py" in rows["LOTAIP 36", "TST: deny_by_silence"]
    assert "record/test_holiday_pages.py" in rows["COA 159", "CAL: declare_holiday"]
    assert "record/test_parameter_pages.py" in rows["COOTAD 320", "parameter council.quorum"]
    assert ("COA 158", "minga.kernel.deadlines") in rows


def test_a_rule_no_test_names_says_so(request_kind: CaseKind, tmp_path: Path) -> None:
    row = next(row for row in rule_rows(tmp_path) if row.rule == "TST: deny_by_silence")
    assert row == RuleRow("LOTAIP 36", "TST: deny_by_silence", ())


def test_rows_come_by_article_without_repetition() -> None:
    rows = rule_rows(TESTS)
    assert list(rows) == sorted(set(rows))
