"""What does the filed document say besides its matrix? Its parts, and which are summaries of ours."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minga.plan.models import AccountabilityMechanism, PlanVersion
from minga.website.languages import recorded
from minga.website.parts import Cell, Column, Table


@dataclass(frozen=True)
class Part:
    """A part of the document: one text or several; empty when the document lacks it."""

    name: str
    texts: tuple[str, ...]
    is_restated: bool = False


def parts_of(version: PlanVersion) -> list[Part]:
    """Return the parts of the document in the order of the law: diagnosis, objectives, the rest."""
    restated = set(version.restated)

    def part(field: str, name: str, *texts: str | None) -> Part:
        return Part(name, tuple(recorded(text) for text in texts if text), field in restated)

    return [
        part("authors", _("Quién lo firma"), *version.authors),
        part("list", _("Lista"), version.list_name),
        part("jurisdiction", _("Para dónde"), version.jurisdiction),
        Part(_("Período"), tuple(filter(None, [period_words(version)])), "period" in restated),
        part("diagnosis", _("Diagnóstico"), version.diagnosis),
        part("vision", _("Visión"), version.vision),
        part("general_objective", _("Objetivo general"), version.general_objective),
        part("specific_objectives", _("Objetivos específicos"), *version.specific_objectives),
        part("systems", _("Sistemas de desarrollo"), *version.systems),
    ]


def period_words(version: PlanVersion) -> str:
    """Return the years that the document states: "2019 a 2023"; empty when it states none."""
    start, end = version.period_start, version.period_end
    if start and end:
        return _("%(start)s a %(end)s") % {"start": start, "end": end}
    return str(start or end or "")


def mechanism_table(mechanisms: Sequence[AccountabilityMechanism]) -> Table:
    """Return how the document promises to answer for itself."""
    return Table(
        _("Cómo promete rendir cuentas"),
        (Column(_("Mecanismo")), Column(_("Herramientas")), Column(_("Cada cuánto"))),
        [
            [
                Cell(recorded(row.mechanism)),
                Cell(recorded(", ".join(row.tools)) or _("no lo dice")),
                Cell(recorded(row.frequency or "") or _("no lo dice")),
            ]
            for row in mechanisms
        ],
    )
