"""What do an office's gestiones need today? Answers awaited, needs nobody began, ends to be said."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.people.public import Body, BodyKind, Role, Viewer, may_record_for
from minga.plan.models import Casework, CaseworkStep
from minga.plan.rules.casework import OPEN, CaseworkState
from minga.record.public import Act, QueueLine

AWAITED_SHOWN = 25
REMINDER = "insistencia"  # the shipped letter that asks again


def offices_of(viewer: Viewer) -> list[Body]:
    """Return the bodies for which a viewer may record gestiones today, by name; one query."""
    if viewer.person is None or not viewer.appointments:
        return []
    held = {appointment.body_id for appointment in viewer.appointments}
    secretary = {
        appointment.body_id
        for appointment in viewer.appointments
        if appointment.role == Role.COUNCIL_SECRETARY
    }
    bodies = Body.objects.filter(
        Q(pk__in=held) | Q(parent__in=secretary), is_demonstration=viewer.person.is_demonstration
    )
    return [body for body in bodies if may_record_for(viewer, body, viewer.on)]


def offices_at_counter(*, is_demonstration: bool) -> QuerySet[Body]:
    """The councillors' offices to which a counter may bring a need."""
    return Body.objects.filter(kind=BodyKind.OFFICE, is_demonstration=is_demonstration)


def casework_of_offices(bodies: Iterable[Body]) -> QuerySet[Casework]:
    """Open gestiones of these bodies, the oldest first."""
    found = Casework.objects.filter(case__body__in=list(bodies), case__state__in=OPEN)
    return found.select_related("case__body", "place", "addressed_to").order_by(
        "case__opened_on", "pk"
    )


def awaited_answers(bodies: Iterable[Body]) -> QuerySet[CaseworkStep]:
    """Steps of open gestiones whose answer was asked for by a day and has not come, by that day.

    A step that another act corrected is not waited for: its correction is.
    """
    later = CaseworkStep.objects.filter(answers=OuterRef("pk"))
    corrections = Act.objects.filter(corrects=OuterRef("act_id"))
    return (
        CaseworkStep.objects.filter(
            ~Exists(later),
            ~Exists(corrections),
            answer_due_on__isnull=False,
            casework__case__body__in=list(bodies),
            casework__case__state__in=OPEN,
        )
        .select_related("casework__case", "addressed_to", "act__wording")
        .order_by("answer_due_on", "pk")
    )


def owed_lines(viewer: Viewer, today: date) -> list[QueueLine]:
    """Return what the gestiones of the viewer's offices owe; at most four queries."""
    bodies = offices_of(viewer)
    if not bodies:
        return []
    awaited = [_awaited_line(step, today) for step in awaited_answers(bodies)[:AWAITED_SHOWN]]
    return [*awaited, *_counted_lines(bodies)]


def _awaited_line(step: CaseworkStep, today: date) -> QueueLine:
    number = step.casework.case.number
    late = step.answer_due_on is not None and step.answer_due_on < today
    return QueueLine(
        title=_("Respuesta de %(entity)s: %(need)s")
        % {"entity": entity_name(step), "need": step.casework.case.title},
        url=reverse("plan:casework-act", args=(number, "respuesta")),
        action=_("Registrar la respuesta"),
        due_on=step.answer_due_on,
        consequence=_("No ha llegado: insiste con otra carta.") if late else "",
        case_number=number,
        other_action=_("Insistir") if late else "",
        other_url=reminder_url(number, step) if late else "",
    )


def reminder_url(number: str, step: CaseworkStep) -> str:
    """Return where a letter begins that insists on a step without answer."""
    url = reverse("plan:letter-new", args=(number, REMINDER))
    return f"{url}?sobre={step.act.ordinal}"


def entity_name(step: Casework | CaseworkStep) -> str:
    """Return with whom it is pursued, in words."""
    if step.addressed_to:
        return step.addressed_to.name
    return step.addressee or _("la entidad")


def _counted_lines(bodies: list[Body]) -> list[QueueLine]:
    """Needs that nobody began, and answers after which nothing was said: a line for all of each."""
    states = casework_of_offices(bodies).order_by().values_list("case__state", flat=True)
    found = list(states)
    begun = found.count(CaseworkState.REQUESTED)
    said = found.count(CaseworkState.ANSWERED)
    return [
        line
        for line in (
            _counted(
                begun,
                ngettext("%(n)s pedido sin empezar", "%(n)s pedidos sin empezar", begun),
                CaseworkState.REQUESTED,
            ),
            _counted(
                said,
                ngettext(
                    "%(n)s gestión respondida: falta decir cómo terminó",
                    "%(n)s gestiones respondidas: falta decir cómo terminaron",
                    said,
                ),
                CaseworkState.ANSWERED,
            ),
        )
        if line
    ]


def _counted(count: int, words: str, state: CaseworkState) -> QueueLine | None:
    if not count:
        return None
    return QueueLine(
        title=words % {"n": count},
        url=f"{reverse('plan:casework-desk')}?estado={state}",
        action=_("Verlas"),
        due_on=None,
    )


def with_askers(casework: QuerySet[Casework]) -> QuerySet[Casework]:
    """Load who asked with each: for the office alone."""
    return casework.prefetch_related("askers__person__identity").annotate(
        opened_on=F("case__opened_on")
    )
