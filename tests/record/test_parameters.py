"""Numbers of the law: loaded once, dated, typed, never overwritten in silence."""

import csv
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.people.models import Body, Person
from minga.record.models import Deadline, LegalParameter
from minga.record.parameters import (
    REFERENCE,
    Difference,
    ParameterNotSet,
    decimal_on,
    flag_on,
    load_reference,
    parameter_names,
    parameter_on,
    reference_differences,
    source_titles,
    text_on,
    value_of,
    value_on,
    whole_on,
)
from minga.record.rules.parameter_values import (
    UNITS,
    DateWindow,
    MonthDay,
    MonthWindow,
    TimeWindow,
    ValueUnreadable,
    YearlyWindow,
    read_value,
)
from tests.record.clocks import file_request, parameter
from tests.record.confirming import by, confirm

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(later: datetime) -> None:
    """Every test plays after the dates it speaks of."""


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


# Reading values


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("22", "count", 22),
        ("120|150|165|175", "calendar_day", (120, 150, 165, 175)),
        ("0.25", "percent", Decimal("0.25")),
        ("true", "bool", True),
        ("false", "bool", False),
        ("2023-05-26", "date", date(2023, 5, 26)),
        ("12-31", "date_mm_dd", YearlyWindow(MonthDay(12, 31), MonthDay(12, 31))),
        ("07-30/07-31", "date_mm_dd", YearlyWindow(MonthDay(7, 30), MonthDay(7, 31))),
        ("March", "date_window", MonthWindow(3, 3)),
        ("January-February", "date_window", MonthWindow(1, 2)),
        ("until 2020-10-31", "date_window", DateWindow(None, date(2020, 10, 31))),
        ("2025-06-14/2025-07-13", "date_window", DateWindow(date(2025, 6, 14), date(2025, 7, 13))),
        ("2026-03-19", "date_window", DateWindow(date(2026, 3, 19), date(2026, 3, 19))),
        ("08:00-16:30", "time_local", TimeWindow(time(8), time(16, 30))),
        ("23:59:59", "time_local", TimeWindow(time(23, 59, 59), time(23, 59, 59))),
        ("members", "text", "members"),
    ],
)
def test_a_value_is_read_in_its_unit(text: str, unit: str, value: object) -> None:
    assert read_value(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("-1", "count"),
        ("1_0", "count"),
        ("１０", "working_day"),
        ("10.5", "calendar_day"),
        ("1e3", "percent"),
        ("NaN", "ratio"),
        ("yes", "bool"),
        ("02-30", "date_mm_dd"),
        ("2025-07-13/2025-06-14", "date_window"),
        ("Marzo", "date_window"),
        ("16:30-08:00", "time_local"),
        ("24:01", "time_local"),
        ("1", "fortnight"),
    ],
)
def test_nonsense_is_refused_with_a_code(text: str, unit: str) -> None:
    with pytest.raises(ValueUnreadable) as refused:
        read_value(text, unit)
    assert refused.value.code == "parameter-unreadable"


@given(st.text(max_size=40), st.sampled_from(sorted(UNITS)))
def test_any_text_is_either_read_or_refused(text: str, unit: str) -> None:
    try:
        read_value(text, unit)
    except ValueUnreadable as refused:
        assert refused.code == "parameter-unreadable"  # noqa: PT017 - the property is about both ends


@given(st.dates(), st.dates())
def test_a_window_never_ends_before_it_begins(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert read_value(f"{first}/{last}", "date_window") == DateWindow(first, last)


def test_the_29th_of_february_exists_every_year() -> None:
    assert [MonthDay(2, 29).in_year(year) for year in (2027, 2028)] == [
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


# The reference


def test_the_reference_holds_every_row_of_the_legal_source(shared: Path) -> None:
    ours = rows_of(REFERENCE)
    theirs = rows_of(shared / "domain" / "legal-parameters.csv")
    assert ours[: len(theirs)] == theirs
    assert {row["key"] for row in ours[len(theirs) :]} == {
        "time.counting.plazo_starts_on_working_day",
        "time.counting.plazo_end_moves",
        "time.counting.hours_as_written",
        "time.counting.new_year_and_christmas_transfer",
    }


def test_each_value_of_the_reference_is_readable_in_its_unit() -> None:
    unreadable = []
    for row in rows_of(REFERENCE):
        try:
            if row["value"]:
                read_value(row["value"], row["unit"])
        except ValueUnreadable:
            unreadable.append(row["key"])
    assert unreadable == []


def test_each_key_of_the_reference_has_a_spanish_name_and_each_source_code_a_title() -> None:
    rows = rows_of(REFERENCE)
    assert {row["key"] for row in rows} == set(parameter_names())
    codes = {code for row in rows for code in row["source"].split(";") if code.startswith("S")}
    assert {code for code in codes if code.rstrip("abcdef") not in source_titles()} == set()


@pytest.mark.django_db
def test_loading_the_reference_twice_changes_nothing_the_second_time() -> None:
    rows = len(rows_of(REFERENCE))
    first, second = load_reference(), load_reference()
    assert (first.added, first.updated, first.unchanged) == (rows, 0, 0)
    assert (second.added, second.updated, second.unchanged) == (0, 0, rows)
    assert second.differences == ()
    assert LegalParameter.objects.count() == rows


@pytest.mark.django_db
def test_a_changed_row_of_the_reference_is_taken_over_while_nobody_relied_on_it(
    tmp_path: Path,
) -> None:
    load_reference(reference(tmp_path, "ord.qualification,8,working_day,,,,U,,old"))
    report = load_reference(reference(tmp_path, "ord.qualification,9,working_day,,,,U,,new"))
    assert (report.added, report.updated, report.differences) == (0, 1, ())
    assert LegalParameter.objects.values_list("value", "note").get() == ("9", "new")


@pytest.mark.django_db
def test_the_number_on_which_a_clock_stands_is_only_reported(
    tmp_path: Path, citizen: Person
) -> None:
    load_reference(reference(tmp_path, "test.response,8,working_day,,,,U,,"))
    file_request(citizen)
    report = load_reference(reference(tmp_path, "test.response,9,working_day,,,,U,,"))
    assert (report.added, report.updated, report.unchanged) == (0, 0, 1)
    assert report.differences == (
        Difference("test.response", None, ("8", "working_day"), ("9", "working_day")),
    )
    assert LegalParameter.objects.get().value == "8"


@pytest.mark.django_db
def test_better_evidence_for_the_same_number_is_taken_over_under_a_running_clock(
    tmp_path: Path, citizen: Person
) -> None:
    load_reference(reference(tmp_path, "test.response,8,working_day,,,,U,,"))
    file_request(citizen)
    report = load_reference(reference(tmp_path, "test.response,8,working_day,,,LOTAIP 34,C,S1,"))
    assert (report.updated, report.differences) == (1, ())
    assert Deadline.objects.get().parameter.is_verified


@pytest.mark.django_db
def test_a_key_confirmed_in_the_site_is_never_overwritten(
    tmp_path: Path, secretary: Person, council: Body
) -> None:
    first = reference(tmp_path, "ord.qualification,8,working_day,,,,U,,")
    load_reference(first)
    confirm(LegalParameter.objects.get(), by(secretary, council), value="5")
    before = list(LegalParameter.objects.order_by("pk").values())
    assert load_reference(first).differences == ()  # the site knows that number and left it
    changed = reference(
        tmp_path,
        "ord.qualification,8,working_day,,,,D,,",
        "ord.qualification,6,working_day,2027-01-01,,,C,,",
    )
    report = load_reference(changed)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 2)
    assert report.differences == reference_differences(changed)
    assert report.differences == (
        Difference("ord.qualification", date(2027, 1, 1), None, ("6", "working_day")),
    )
    assert list(LegalParameter.objects.order_by("pk").values()) == before


def reference(folder: Path, *rows: str) -> Path:
    path = folder / "reference.csv"
    header = "key,value,unit,effective_from,effective_to,legal_basis,evidence,source,note"
    path.write_text("\n".join((header, *rows, "")), encoding="utf-8")
    return path


# The number on a day


@pytest.mark.django_db
def test_the_number_depends_on_the_day() -> None:
    load_reference()
    assert whole_on("session.ordinary.interval", date(2014, 12, 31)) == 8
    assert whole_on("session.ordinary.interval", date(2015, 1, 1)) == 14
    assert whole_on("zone.count", date(2024, 4, 6)) == 9
    assert whole_on("zone.count", date(2024, 4, 7)) == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("session.ordinary.interval", date(2023, 5, 14)),  # a row without value
        ("council.quorum", date(2014, 5, 14)),  # before the first row
        ("rc.file_after_deliberation", date(2018, 12, 31)),
        ("nobody.knows.it", date(2026, 1, 1)),
    ],
)
def test_a_number_that_is_not_set_is_never_guessed(key: str, day: date) -> None:
    load_reference()
    with pytest.raises(ParameterNotSet) as refused:
        parameter_on(key, day)
    assert (refused.value.code, refused.value.key) == ("parameter-not-set", key)


@pytest.mark.django_db
def test_typed_readers_give_the_type_they_promise() -> None:
    load_reference()
    day = date(2026, 11, 24)
    assert decimal_on("ipn.threshold", day) == Decimal("0.25")
    assert flag_on("ord.debates.different_days", day) is True
    assert text_on("lotaip.silence", day) == "denial"
    assert value_on("bulletin.day", day, int) == 10
    with pytest.raises(ValueUnreadable):
        whole_on("lotaip.silence", day)
    with pytest.raises(ValueUnreadable):
        whole_on("ord.debates.different_days", day)


@pytest.mark.django_db
def test_a_row_without_value_has_no_value() -> None:
    with pytest.raises(ParameterNotSet):
        value_of(parameter("test.response", ""))
