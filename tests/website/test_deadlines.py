"""Is a term shown day by day as it was counted?"""

from datetime import date

from minga.kernel.calendar import Calendar
from minga.kernel.deadlines import TermKind, TermUnit, due
from minga.kernel.holidays import Place
from minga.kernel.weeks import weeks
from minga.website.deadlines import ShownDay, deadline_weeks

START = date(2022, 10, 24)


def shown(today: date) -> list[list[ShownDay]]:
    """Return ten days término from Monday 24 October 2022 (holidays on 3 and 4 November)."""
    term = due(START, 10, TermKind.TERMINO, TermUnit.DAYS, Calendar(Place.QUITO))
    return deadline_weeks(weeks(term, today), "pediste")


def test_each_day_has_its_look() -> None:
    looks = [[day.look for day in week] for week in shown(date(2022, 10, 28))]
    assert looks == [
        ["start", "past", "past", "past", "past", "skipped", "skipped"],
        ["counted", "counted", "counted", "skipped", "skipped", "skipped", "skipped"],
        ["counted", "counted", "due", "outside", "outside", "outside", "outside"],
    ]


def test_each_stretch_says_its_reason_once_over_its_days() -> None:
    words = [
        (day.on.day, day.word, day.over)
        for week in shown(date(2022, 10, 28))
        for day in week
        if day.word
    ]
    assert words == [
        (24, "pediste", 1),
        (28, "hoy", 1),
        (29, "fin de semana", 2),
        (3, "feriado", 2),
        (5, "fin de semana", 2),
        (9, "vence", 1),
    ]


def test_the_counted_days_carry_their_numbers() -> None:
    numbers = [day.number for week in shown(START) for day in week if day.number]
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_on_the_last_day_it_says_so() -> None:
    (last,) = [day for week in shown(date(2022, 11, 9)) for day in week if day.look == "due"]
    assert (last.word, last.today) == ("vence hoy", True)


def test_a_today_among_skipped_days_keeps_its_own_word() -> None:
    week = shown(date(2022, 11, 4))[1]
    assert [day.word for day in week] == ["", "", "", "feriado", "hoy", "fin de semana", ""]
