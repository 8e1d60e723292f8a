"""How does an activity show that it is measured? Cards of indicators, tables of targets and values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.translation import gettext as _

from minga.plan.labels import (
    AGGREGATION_LABELS,
    DIRECTION_LABELS,
    MONEY_KIND_LABELS,
    SELF_IDENTIFICATION_LABELS,
    SEX_LABELS,
)
from minga.plan.models import IndicatorPoint, Measurement, MoneyEntry
from minga.plan.pages.knots import measurement_words
from minga.plan.pages.words import listed, measured_words, missing_words
from minga.plan.queries.measures import IndicatorView, measured_value
from minga.plan.rules.codes import PointKind
from minga.website.dates import capitalized, short_date
from minga.website.drawing.progress import Measured, ProgressCord
from minga.website.languages import recorded
from minga.website.numbers import exact, money, share
from minga.website.parts import Cell, Column, Table


@dataclass(frozen=True)
class IndicatorCard:
    """An indicator as the page draws it: with its cord, or with what is missing for one."""

    name: str
    how: str
    cord: ProgressCord | None
    words: str
    value: str
    missing: str
    targets: Table | None
    measurements: Table | None
    groups: Table | None


def indicator_card(view: IndicatorView, day: date) -> IndicatorCard:
    """Return how an indicator is drawn and said."""
    whole = [row for row in view.measurements if not measured_value(row).group]
    parts = [row for row in view.measurements if measured_value(row).group]
    value, unit = view.value, view.indicator.unit
    return IndicatorCard(
        name=recorded(view.indicator.name),
        how=_how(view),
        cord=progress_cord(view, day),
        words=progress_words(view),
        value=measured_words(value, unit) if value is not None else "",
        missing=listed(missing_words(view.progress.missing)),
        targets=_targets(view) if view.points else None,
        measurements=_measured_table(whole, unit) if whole else None,
        groups=_group_table(parts, unit) if parts else None,
    )


def _how(view: IndicatorView) -> str:
    """Say how the figure is made: its unit, its direction, how measurements are put together."""
    indicator = view.indicator
    said = [
        _("Unidad: %(unit)s") % {"unit": indicator.unit},
        str(DIRECTION_LABELS[indicator.direction]).lower(),
        str(AGGREGATION_LABELS[indicator.aggregation]).lower(),
    ]
    if indicator.denominator:
        said.append(_("el denominador son %(whole)s") % {"whole": indicator.denominator})
    return "; ".join(said) + "."


def progress_cord(view: IndicatorView, day: date) -> ProgressCord | None:
    """Return the cord from baseline to target; None where the figure cannot be known."""
    facts, target, value = view.facts, view.facts.last_target, view.value
    if view.progress.share is None or facts.baseline is None or target is None or value is None:
        return None
    expected = view.expected_on(day)
    return ProgressCord(
        baseline=Measured(facts.baseline.value, exact(facts.baseline.value)),
        target=Measured(target.value, exact(target.value)),
        measurements=[Measured(value, exact(value))],
        expected=Measured(expected, exact(round(expected, 2))) if expected is not None else None,
    )


def progress_words(view: IndicatorView) -> str:
    """Say the way from baseline to target and how much of it is done; empty if it cannot be known."""
    facts, target, done = view.facts, view.facts.last_target, view.progress.share
    if done is None or facts.baseline is None or target is None or view.value is None:
        return ""
    said = {
        "base": exact(facts.baseline.value),
        "target": measured_words(target.value, view.indicator.unit),
        "year": target.year,
        "value": exact(view.value),
        "share": share(done),
    }
    return (
        _("De %(base)s a %(target)s hasta %(year)s. Va en %(value)s: %(share)s del camino.") % said
    )


def _targets(view: IndicatorView) -> Table:
    """Return baseline and yearly targets with where they come from and when they were fixed."""
    ordered = sorted(view.points, key=lambda point: (point.kind != PointKind.BASELINE, point.year))
    return Table(
        _("De dónde parte y adónde debe llegar"),
        (Column(_("Año")), Column(_("Fijado")), Column(_("Valor"), numeric=True)),
        [_target_cells(point) for point in ordered],
    )


def _target_cells(point: IndicatorPoint) -> list[Cell]:
    kind = _("línea base") if point.kind == PointKind.BASELINE else _("meta")
    fixed = short_date(point.fixed_at)  # type: ignore[attr-defined]  # annotated
    return [
        Cell(f"{point.year}, {kind}"),
        Cell(format_html("{} · {}", fixed, recorded(point.source)) if point.source else fixed),
        Cell(exact(point.value) if point.value is not None else _("sin fijar")),
    ]


def _measured_table(rows: Sequence[Measurement], unit: str) -> Table:
    return Table(
        _("Mediciones"),
        (Column(_("Día")), Column(_("Valor")), Column(_("Prueba"))),
        [
            [
                Cell(short_date(row.measured_on)),
                Cell(measurement_words(row, unit)),
                Cell(_("hecho %(n)s") % {"n": row.act.ordinal}, row.act.get_absolute_url()),
            ]
            for row in reversed(rows)
        ],
    )


def _group_table(rows: Sequence[Measurement], unit: str) -> Table:
    """Return measurements of parts: by parish, sex, age and self-identification."""
    return Table(
        _("Por parroquia y grupo"),
        (Column(_("Quiénes y dónde")), Column(_("Día")), Column(_("Valor")), Column(_("Prueba"))),
        [
            [
                Cell(group_words(row)),
                Cell(short_date(row.measured_on)),
                Cell(measurement_words(row, unit)),
                Cell(_("hecho %(n)s") % {"n": row.act.ordinal}, row.act.get_absolute_url()),
            ]
            for row in sorted(rows, key=lambda row: (group_words(row), row.measured_on))
        ],
    )


def group_words(row: Measurement) -> str:
    """Say of whom and where a measurement is: "Mujeres, indígena, Calderón"."""
    words = (
        str(SEX_LABELS[row.sex]) if row.sex else "",
        str(SELF_IDENTIFICATION_LABELS[row.self_identification]) if row.self_identification else "",
        _("%(age)s años") % {"age": row.age_group} if row.age_group else "",
        row.place.name if row.place else "",
    )
    return capitalized(", ".join(word for word in words if word))


def money_table(entries: Sequence[MoneyEntry]) -> Table:
    """Return the money of an activity by year and source."""
    return Table(
        _("Dinero por año y fuente"),
        (Column(_("Año")), Column(_("Fuente")), Column(_("Monto"), numeric=True)),
        [
            [
                Cell(f"{entry.year}, {str(MONEY_KIND_LABELS[entry.kind]).lower()}"),
                Cell(recorded(entry.source), entry.act.get_absolute_url()),
                Cell(money(entry.amount)),
            ]
            for entry in entries
        ],
    )
