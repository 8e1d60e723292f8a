"""How is an act said on a page? Its title, who acted, its knot on the cord, its evidence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minga.kernel.clock import local_date
from minga.record.case_kinds import act_label
from minga.record.evidence import evidence_of
from minga.record.labels import STANDING_LABELS, Standing, Weight
from minga.record.models import Act, ActDocument
from minga.website.languages import recorded
from minga.website.parts import Evidence, Knot, Link

TURNS = {Weight.STEP: 1, Weight.DECISION: 2, Weight.EFFECT: 3}


def act_name(act: Act) -> str:
    """Return how people name an act: `SOL-2026-00012/3`."""
    return f"{act.case.number}/{act.ordinal}"


def act_title(act: Act) -> str:
    """Return the words of an act, or what its kind is called."""
    return act.wording.title or str(act_label(act.case.kind, act.kind).label)


def said_title(act: Act) -> str:
    """Return the same for a page, with its language where it is another one."""
    return recorded(act_title(act), title_language(act))


def title_language(act: Act) -> str:
    """Return the language of `act_title`: of who wrote it, or of the page, which names the kind."""
    return act.wording.language if act.wording.title else (get_language() or "")


def is_wordless(act: Act) -> bool:
    """True when the words of the act were erased at the request of who wrote them."""
    return not act.wording.salt


def actor_name(act: Act) -> str:
    """Return who acted where they hold or held a public office; nobody else is ever named.

    Who acts as a citizen is named by no office: it is their own affair.
    """
    if act.standing == Standing.CITIZEN:
        return ""
    identity = getattr(act.actor, "identity", None)
    return identity.name if identity and identity.is_public_figure else ""


def knots_of(acts: Sequence[Act]) -> list[Knot]:
    """Return acts loaded by `queries.ready` as knots of a cord; one query for their documents."""
    documents = evidence_of([act.pk for act in acts]) if acts else {}
    corrected = {act.corrects_id: local_date(act.recorded_at) for act in acts if act.corrects_id}
    return [_knot(act, documents.get(act.pk, ()), corrected) for act in acts]


def _knot(act: Act, documents: Iterable[ActDocument], corrected: Mapping[int, date]) -> Knot:
    label = act_label(act.case.kind, act.kind)
    return Knot(
        title=said_title(act),
        at=local_date(act.happened_at),
        url=act.get_absolute_url(),
        by=act.body.name if act.body else "",
        note=str(STANDING_LABELS[act.standing]),
        text=recorded(act.wording.text, act.wording.language),
        turns=TURNS[label.weight],
        evidence=[evidence_link(use) for use in documents],
        corrects=corrected_link(act),
        corrected_on=corrected.get(act.pk),
    )


def corrected_link(act: Act) -> Link | None:
    """Return the act that this one corrects."""
    if act.corrects is None:
        return None
    said = _("el hecho %(ordinal)s") % {"ordinal": act.corrects.ordinal}
    return Link(said, act.corrects.get_absolute_url())


def evidence_link(use: ActDocument) -> Evidence:
    """Return a document of an act with its format and size."""
    return Evidence(
        title=recorded(use.name),
        url=use.get_absolute_url(),
        kind=use.document.format,
        octets=use.document.size,
    )
