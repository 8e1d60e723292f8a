"""What does the desk show of plans? What may be recorded on them, and what they lack."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.people.public import Viewer, may_record_for
from minga.plan.models import WorkPlan
from minga.plan.queries.casework_desk import offices_of
from minga.plan.queries.evaluations_desk import means_unnamed
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import all_plans, version_at
from minga.plan.queries.rows import activity_rows
from minga.record.public import DeskAct, DeskSection


def plans_of(viewer: Viewer) -> list[WorkPlan]:
    """Return the plans on which a viewer may record today."""
    if viewer.person is None:
        return []
    return [
        plan
        for plan in all_plans()
        if may_record_for(viewer, plan.body, viewer.on)
        and plan.is_demonstration == viewer.person.is_demonstration
    ]


def desk_acts(viewers: Sequence[Viewer]) -> Mapping[Viewer, Sequence[DeskAct]]:
    """Return for slot `desk.acts` one way in for each plan, and the import of another."""
    return {viewer: _acts(viewer) for viewer in viewers}


def _acts(viewer: Viewer) -> list[DeskAct]:
    plans = plans_of(viewer)
    acts = _casework_acts(viewer)
    acts += [
        DeskAct(
            label=_("Un hecho o una medición de una actividad"),
            url=reverse("plan:desk-plan", args=(plan.slug,)),
            text=plan.title,
        )
        for plan in plans
    ]
    if any(may_record_for(viewer, held.body, viewer.on) for held in viewer.appointments):
        acts.append(
            DeskAct(_("Un plan de trabajo, desde su documento"), reverse("plan:import-new"))
        )
    return acts


def _casework_acts(viewer: Viewer) -> list[DeskAct]:
    if not offices_of(viewer):
        return []
    return [
        DeskAct(
            _("Un pedido de alguien, o un paso de una gestión"),
            reverse("plan:casework-desk"),
            _("Cartas, reuniones, visitas, llamadas, respuestas"),
        )
    ]


def desk_sections(viewers: Sequence[Viewer]) -> Mapping[Viewer, Sequence[DeskSection]]:
    """Return for slot `desk.sections` what each plan of the viewer lacks."""
    return {
        viewer: [
            section
            for plan in plans_of(viewer)
            for section in (*_lacks(plan, viewer), *_unnamed(plan, viewer))
        ]
        for viewer in viewers
    }


def _lacks(plan: WorkPlan, viewer: Viewer) -> list[DeskSection]:
    moment = Moment(viewer.on, is_past=False)
    version = version_at(plan, moment)
    rows = activity_rows(version, moment) if version else []
    without = sum(1 for row in rows if not row.indicators)
    if not without:
        return []
    text = ngettext(
        "%(n)s actividad de «%(plan)s» no tiene indicador: nadie puede saber cuánto avanza.",
        "%(n)s actividades de «%(plan)s» no tienen indicador: nadie puede saber cuánto avanzan.",
        without,
    ) % {"n": without, "plan": plan.title}
    url = reverse("plan:desk-plan", args=(plan.slug,))
    return [DeskSection(_("Lo que le falta al plan"), text, _("Fijar indicadores"), url)]


def _unnamed(plan: WorkPlan, viewer: Viewer) -> list[DeskSection]:
    """Ask whom the plan means by its words for who evaluates, while nobody has said so."""
    moment = Moment(viewer.on, is_past=False)
    found = means_unnamed(plan, moment)
    if not found:
        return []
    words = ", ".join(f"«{one.filed}»" for one in found)
    said = {"plan": plan.title, "words": words}
    text = _("«%(plan)s» dice que evalúa %(words)s: nadie ha dicho quién es.") % said
    url = reverse("plan:evaluation-desk", args=(plan.slug,))
    return [DeskSection(_("Quién evalúa"), text, _("Decir quién evalúa"), url)]
