"""How does a reader narrow a list of activities? Filters that are addresses: they work without scripts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minga.plan.agenda import goals
from minga.plan.labels import STATUS_LABELS
from minga.plan.queries.listing import Wanted, evaluations_of, strategies_of
from minga.plan.queries.texts import TextLine
from minga.plan.rules.codes import ActivityStatus
from minga.website.dates import capitalized

YES, NO = "si", "no"
LONGEST_WORDS = 200


@dataclass(frozen=True)
class Option:
    """One of the values of a filter."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A choice over the list: its name in the address, its label, its values."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def is_used(self) -> bool:
        """True when something else than everything is chosen."""
        return any(option.chosen for option in self.options if option.value)


def wanted_in(query: Mapping[str, str]) -> Wanted:
    """Return what an address asks for; values that mean nothing are left out."""
    return Wanted(
        words=query.get("palabras", "").strip()[:LONGEST_WORDS],
        programme=query.get("programa", ""),
        year=number_in(query.get("anio", "")),
        status=_status(query.get("estado", "")),
        strategy=query.get("estrategia", ""),
        evaluation=query.get("evaluacion", ""),
        goal=number_in(query.get("ods", "")),
        has_goal=_presence(query.get("ods", "")),
        has_acts=_presence(query.get("hechos", "")),
        has_baseline=_presence(query.get("linea_base", "")),
        has_target=_presence(query.get("meta", "")),
    )


def number_in(text: str) -> int | None:
    """Return a small whole number, None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def _status(text: str) -> ActivityStatus | None:
    code = text.upper()
    return ActivityStatus(code) if code in ActivityStatus.__members__ else None


def _presence(text: str) -> bool | None:
    return {YES: True, NO: False}.get(text)


def main_filters(texts: Sequence[TextLine], query: Mapping[str, str]) -> list[Filter]:
    """Return the filters most people use: programme, year, status."""
    programmes = dict.fromkeys(text.programme for text in texts)
    years = sorted({year for text in texts for year in text.years})
    return [
        _filter(query, "programa", _("Programa"), [(p.slug, p.short_name) for p in programmes]),
        _filter(query, "anio", _("Año del plan"), [(str(year), str(year)) for year in years]),
        _filter(query, "estado", _("Estado"), _status_values()),
    ]


def more_filters(texts: Sequence[TextLine], query: Mapping[str, str]) -> list[Filter]:
    """Return the other filters: what the plan says, and what it leaves open."""
    strategies, evaluations = strategies_of(texts), evaluations_of(texts)
    return [
        _filter(query, "hechos", _("Hechos"), _presence_values()),
        _filter(query, "linea_base", _("Línea base"), _presence_values()),
        _filter(query, "meta", _("Meta"), _presence_values()),
        goal_filter(query, [(YES, _("Con")), (NO, _("Sin"))]),
        _filter(query, "estrategia", _("Estrategia"), _capitalized(strategies)),
        _filter(query, "evaluacion", _("Evaluación"), _capitalized(evaluations)),
    ]


def goal_filter(query: Mapping[str, str], first: Iterable[tuple[str, str]] = ()) -> Filter:
    """Return the choice of a goal of the Agenda."""
    named = [(str(goal.number), f"{goal.number}. {goal.short_name}") for goal in goals()]
    return _filter(query, "ods", _("Agenda 2030"), [*first, *named])


def _status_values() -> list[tuple[str, str]]:
    return [(code.lower(), str(words)) for code, words in STATUS_LABELS.items()]


def _presence_values() -> list[tuple[str, str]]:
    return [(YES, _("Con")), (NO, _("Sin"))]


def _capitalized(terms: Iterable[str]) -> list[tuple[str, str]]:
    return [(term, capitalized(term)) for term in terms]


def _filter(
    query: Mapping[str, str], name: str, label: str, values: Iterable[tuple[str, str]]
) -> Filter:
    chosen = query.get(name, "")
    every = [("", _("Da igual")), *values]
    return Filter(
        name, label, tuple(Option(value, words, value == chosen) for value, words in every)
    )
