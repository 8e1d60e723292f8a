"""How do the acts of an activity hang on its cord?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from minga.kernel.clock import local_date
from minga.plan.models import Measurement
from minga.record.public import (
    STANDING_LABELS,
    Act,
    ActDocument,
    Weight,
    act_label,
    evidence_of,
)
from minga.website.numbers import number
from minga.website.parts import Evidence, Knot, Link

TURNS = {Weight.STEP: 1, Weight.DECISION: 2, Weight.EFFECT: 3}


def knots_of(acts: Sequence[Act], measurements: Iterable[Measurement]) -> list[Knot]:
    """Return the knots of these acts with their evidence; one query for the documents."""
    evidence = evidence_of([act.pk for act in acts])
    measured = {row.act_id: row for row in measurements}
    corrected = {act.corrects_id: local_date(act.recorded_at) for act in acts if act.corrects_id}
    return [_knot(act, evidence, measured, corrected) for act in acts]


def _knot(
    act: Act,
    evidence: Mapping[int, Sequence[ActDocument]],
    measured: Mapping[int, Measurement],
    corrected: Mapping[int, date],
) -> Knot:
    label = act_label(act.case.kind, act.kind)
    return Knot(
        title=act.wording.title or str(label.label),
        at=local_date(act.happened_at),
        url=act.get_absolute_url(),
        by=act.body.name if act.body else "",
        note=str(STANDING_LABELS[act.standing]),
        text=_measured_words(measured.get(act.pk)) or act.wording.text,
        turns=TURNS[label.weight],
        evidence=[_evidence(item) for item in evidence.get(act.pk, ())],
        corrects=_corrects(act),
        corrected_on=corrected.get(act.pk),
    )


def _measured_words(row: Measurement | None) -> str:
    """Say the value that was measured: never a bare percentage when its parts are known."""
    if row is None:
        return ""
    value = f"{number(row.value)} {row.indicator.unit}"
    if row.numerator is None or row.denominator is None:
        return value
    parts = {"part": number(row.numerator), "whole": number(row.denominator)}
    return f"{value} ({_('%(part)s de %(whole)s') % parts})"


def _evidence(item: ActDocument) -> Evidence:
    document = item.document
    return Evidence(
        title=item.name,
        url=item.get_absolute_url(),
        kind=document.media_type.rpartition("/")[2].upper()[:5],
        octets=document.size,
    )


def _corrects(act: Act) -> Link | None:
    if act.corrects is None:
        return None
    return Link(_("el hecho anterior"), f"../{act.corrects.ordinal}/")
