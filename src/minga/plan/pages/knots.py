"""How do the acts of an activity hang on its cord?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from minga.kernel.clock import local_date
from minga.plan.labels import MONEY_KIND_LABELS, POINT_KIND_LABELS
from minga.plan.models import IndicatorPoint, Measurement, MoneyEntry
from minga.plan.pages.words import measured_words
from minga.plan.queries.measures import IndicatorView
from minga.plan.services.casework import CASEWORK
from minga.record.public import (
    STANDING_LABELS,
    Act,
    ActDocument,
    Weight,
    act_label,
    evidence_of,
)
from minga.website.dates import plain_date
from minga.website.languages import recorded
from minga.website.numbers import exact, money
from minga.website.parts import Evidence, Knot, Link

TURNS = {Weight.STEP: 1, Weight.DECISION: 2, Weight.EFFECT: 3}


@dataclass(frozen=True)
class Sayings:
    """What acts say in figures, by act: measurements, points of indicators, money."""

    words: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, indicators: Iterable[IndicatorView], money: Iterable[MoneyEntry]) -> "Sayings":
        """Gather what the acts of an activity say."""
        found: dict[int, str] = {}
        for view in indicators:
            unit = view.indicator.unit
            found.update({row.act_id: measurement_words(row, unit) for row in view.measurements})
            found.update({point.act_id: point_words(point, unit) for point in view.points})
        found.update({entry.act_id: money_words(entry) for entry in money})
        return cls(found)


def measurement_words(row: Measurement, unit: str) -> str:
    """Say the value that was measured: never a bare percentage when its parts are known."""
    value = measured_words(row.value, unit)
    if row.numerator is None or row.denominator is None:
        return value
    parts = {"part": exact(row.numerator), "whole": exact(row.denominator)}
    return f"{value} ({_('%(part)s de %(whole)s') % parts})"


def point_words(point: IndicatorPoint, unit: str) -> str:
    """Say a baseline or a target with its year."""
    said = {
        "kind": POINT_KIND_LABELS[point.kind],
        "year": point.year,
        "value": measured_words(point.value, unit) if point.value is not None else _("sin fijar"),
    }
    return _("%(kind)s de %(year)s: %(value)s") % said


def money_words(entry: MoneyEntry) -> str:
    """Say an amount with its kind, year and source."""
    said = {
        "kind": MONEY_KIND_LABELS[entry.kind],
        "year": entry.year,
        "amount": money(entry.amount),
        "source": entry.source,
    }
    return _("%(kind)s en %(year)s: %(amount)s (%(source)s)") % said


def knots_of(acts: Sequence[Act], sayings: Sayings) -> list[Knot]:
    """Return the knots of these acts with their evidence; one query for the documents."""
    evidence = evidence_of([act.pk for act in acts]) if acts else {}
    later = Later.of(acts)
    return [_knot(act, evidence, sayings, later) for act in acts]


@dataclass(frozen=True)
class Later:
    """What later acts did to earlier ones: on which day each was corrected or certified."""

    corrected: Mapping[int, date]
    certified: Mapping[tuple[int, int], date]

    @classmethod
    def of(cls, acts: Iterable[Act]) -> "Later":
        """Gather it from the acts themselves; a certificate names the place of its act in the case."""
        corrected, certified = {}, {}
        for act in acts:
            day = local_date(act.recorded_at)
            if act.corrects_id:
                corrected[act.corrects_id] = day
            if "certifies" in act.payload:
                certified[act.case_id, act.payload["certifies"]] = day
        return cls(corrected, certified)

    def standing_of(self, act: Act) -> str:
        """Return on whose word an act stands, and since when it is certified."""
        standing = str(STANDING_LABELS[act.standing])
        day = self.certified.get((act.case_id, act.ordinal))
        if day is None:
            return standing
        said = {"standing": standing, "day": plain_date(day)}
        return _("%(standing)s; certificado el %(day)s") % said


def _knot(
    act: Act,
    evidence: Mapping[int, Sequence[ActDocument]],
    sayings: Sayings,
    later: Later,
) -> Knot:
    label = act_label(act.case.kind, act.kind)
    return Knot(
        title=recorded(act.wording.title, act.wording.language) or str(label.label),
        at=local_date(act.happened_at),
        url=act.get_absolute_url(),
        by=act.body.name if act.body else "",
        note=later.standing_of(act),
        text=_text(act, sayings),
        turns=TURNS[label.weight],
        evidence=[evidence_link(item) for item in evidence.get(act.pk, ())],
        corrects=_corrects(act),
        corrected_on=later.corrected.get(act.pk),
    )


def _text(act: Act, sayings: Sayings) -> str:
    """Return of which gestión an act is, what it says in figures, then in words."""
    said = (
        f"«{act.case.title}»." if act.case.kind == CASEWORK else "",
        sayings.words.get(act.pk, ""),
        recorded(act.wording.text, act.wording.language),
    )
    return format_html_join(" ", "{}", ((part,) for part in said if part))


def evidence_link(item: ActDocument) -> Evidence:
    """Return a document of an act with its format and size."""
    document = item.document
    return Evidence(
        title=recorded(item.name),
        url=item.get_absolute_url(),
        kind=document.format,
        octets=document.size,
    )


def _corrects(act: Act) -> Link | None:
    if act.corrects is None:
        return None
    day = plain_date(local_date(act.corrects.happened_at))
    return Link(_("el hecho del %(day)s") % {"day": day}, act.corrects.get_absolute_url())
