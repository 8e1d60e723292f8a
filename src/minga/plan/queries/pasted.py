"""Of which gestión, place, body and activity may a pasted text speak? Proposals for who pasted it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Func, TextField

from minga.kernel.calendar import Calendar, add_working_days
from minga.people.public import Body
from minga.plan.models import Activity, ActivityText, Casework
from minga.plan.queries.plans import all_plans
from minga.plan.rules.casework import OPEN
from minga.plan.rules.pasted import (
    Named,
    Names,
    PeopleSaid,
    bodies_named,
    case_numbers,
    gist,
    parishes_named,
    people_said,
    sharing_words,
    telling_words,
)
from minga.plan.rules.said_days import SaidDay, WorkingDays, days_said, due_day, letter_day
from minga.record.public import legal_calendar, similar_cases
from minga.territory.public import Place, PlaceKind, parish_choices

MOST_ACTIVITIES = 4
MOST_WORDS = 3000
_STEMS = (
    "SELECT word, tsvector_to_array(to_tsvector('minga_es', word)) FROM unnest(%s::text[]) AS word"
)


@dataclass(frozen=True)
class FoundCase:
    """A gestión of the office that a text may speak of: it says its number, or asks for the like."""

    casework: Casework
    is_named: bool


@dataclass(frozen=True)
class FoundActivity:
    """An activity that shares telling words with a text, as the text writes them."""

    activity: Activity
    reading: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Proposals:
    """What a pasted text may speak of, the likeliest first; `on` is the day of the letter."""

    on: date
    cases: Sequence[FoundCase]
    parishes: Sequence[Named[str]]
    bodies: Sequence[Named[str]]
    activities: Sequence[FoundActivity]
    days: Sequence[SaidDay]
    due: SaidDay | None
    people: PeopleSaid
    names: Mapping[str, str]
    """The names of parishes by code and of bodies by slug."""


def proposals_of(
    text: str, *, offices: Sequence[Body], entities: Sequence[tuple[str, str]], today: date,
    on: date | None = None, is_demonstration: bool = False,
) -> Proposals:  # fmt: skip
    """Return what a text, cleaned, may speak of; ten queries however long it is.

    `on` is the day of the letter when it is known; else the day at its head, else today.
    """
    working = _working_days(legal_calendar())
    on = on or letter_day(text, today, working) or today
    days = days_said(text, on, working)
    parishes = dict(parish_choices())
    return Proposals(
        on=on,
        cases=_cases(text, offices),
        parishes=parishes_named(text, _parish_names(parishes)),
        bodies=bodies_named(text, Names(_body_names(entities))),
        activities=_activities(text, is_demonstration=is_demonstration),
        days=[one for one in days if one.day > on],
        due=due_day(days, on),
        people=people_said(text),
        names={**parishes, **dict(entities)},
    )


def _working_days(calendar: Calendar) -> WorkingDays:
    def after(day: date, count: int) -> date:
        return add_working_days(day, count, calendar)

    return after


def _cases(text: str, offices: Sequence[Body]) -> list[FoundCase]:
    """Return open gestiones of the offices: those whose number it says, then those that look alike."""
    own = Casework.objects.filter(case__body__in=offices, case__state__in=OPEN)
    own = own.select_related("case")
    named = list(own.filter(case__number__in=case_numbers(text)))
    alike = [case.pk for case in similar_cases("GES", gist(text))]
    similar = own.filter(pk__in=alike).exclude(pk__in=[one.pk for one in named])
    order = {pk: turn for turn, pk in enumerate(alike)}
    return [
        *(FoundCase(one, is_named=True) for one in named),
        *(FoundCase(one, False) for one in sorted(similar, key=lambda one: order[one.pk])),
    ]


def _parish_names(choices: Mapping[str, str]) -> Names[str]:
    """Return the names of the parishes and their other names; one query."""
    rows = Place.objects.filter(kind=PlaceKind.PARISH, code__in=choices)
    known: dict[str, str] = {}
    for code, name, aliases in rows.values_list("code", "name", "aliases"):
        known |= dict.fromkeys((name, *aliases), code)
    return Names(known)


def _body_names(entities: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the names of bodies, also without and within their parentheses: «Empresa (EPA)»."""
    known: dict[str, str] = {}
    for slug, name in entities:
        outside, _sign, inside = name.partition("(")
        known |= dict.fromkeys(filter(None, (name, outside, inside.rstrip(") "))), slug)
    return known


def _activities(text: str, *, is_demonstration: bool) -> list[FoundActivity]:
    """Return activities of one world that share telling words with a text; three queries."""
    said = _stems_of(text)
    plans = [plan for plan in all_plans() if plan.is_demonstration == is_demonstration]
    rows = {row.activity_id: row for row in _latest_texts([plan.pk for plan in plans])}
    things = {pk: frozenset(row.stems) for pk, row in rows.items()}  # type: ignore[attr-defined]  # annotated
    found = sharing_words(said, things, MOST_ACTIVITIES)
    return [
        FoundActivity(
            rows[one.key].activity, rows[one.key].reading, tuple(said[word] for word in one.words)
        )
        for one in found
    ]


def _latest_texts(plans: Sequence[int]) -> Sequence[ActivityText]:
    stems = Func("words", function="tsvector_to_array", output_field=ArrayField(TextField()))
    found = ActivityText.objects.filter(activity__plan__in=plans).select_related("activity__plan")
    newest = found.order_by("activity_id", "-version__number").distinct("activity_id")
    return list(newest.annotate(stems=stems))


def _stems_of(text: str) -> dict[str, str]:
    """Return the stems of the words of a text, each with the first word that has it; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [telling_words(text)[:MOST_WORDS]])
        found: dict[str, str] = {}
        for word, stems in cursor.fetchall():
            for stem in stems:
                found.setdefault(stem, word)
    return found
