"""How is a document that was read written down? New plan, next version, or no difference."""

import uuid
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from minga.kernel import clock
from minga.people.public import Body, Person, Term
from minga.plan.models import PlanVersion, WorkPlan
from minga.plan.reading import ReadPlan
from minga.plan.reading.comparison import Difference, compare
from minga.plan.reading.stored import from_json
from minga.plan.reference import program_person
from minga.plan.rules.readings import folded
from minga.plan.rules.titles import PLAN_WORDS
from minga.plan.services.acts import Record
from minga.plan.services.filing import (
    Filing,
    Holder,
    fingerprint,
    register_plan,
    register_version,
)
from minga.record.public import DocumentRefused, Words, attach, refusal_sentence

_TURN = 0x4D504C414E  # the advisory lock of imports ("MPLAN")


class ImportRefused(Exception):
    """The document was read but cannot be registered; the message says why and how to mend it."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Outcome:
    """What an import did: which plan, which version, and what differs from the one before."""

    plan: str
    version: int
    changed: bool
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Incoming:
    """A document on its way in: as read, and the original when it is to be kept."""

    read: ReadPlan
    name: str
    content: bytes | None = None


def plan_for(read: ReadPlan, slug: str = "") -> WorkPlan | None:
    """Return the plan that this document is another version of; None when it is a new plan.

    Without `slug`: the plan whose latest version has the same jurisdiction, period and authors.
    Raises ImportRefused for a slug that does not exist.
    """
    if slug:
        plan = WorkPlan.objects.filter(slug=slug).first()
        if plan is None:
            raise ImportRefused(
                "plan-unknown", _("No hay ningún plan «%(slug)s».") % {"slug": slug}
            )
        return plan
    for version in _latest_versions():
        if _same_plan(version, read):
            return version.plan
    return None


def _latest_versions() -> list[PlanVersion]:
    return list(
        PlanVersion.objects.select_related("plan")
        .order_by("plan_id", "-number")
        .distinct("plan_id")
    )


def _same_plan(version: PlanVersion, read: ReadPlan) -> bool:
    known = (version.jurisdiction or "", version.period_start, version.period_end)
    return (
        folded(known[0]) == folded(read.jurisdiction or "")
        and known[1:] == (read.period.start, read.period.end)
        and [folded(name) for name in version.authors] == [folded(name) for name in read.authors]
    )


def differences_with(plan: WorkPlan, read: ReadPlan) -> tuple[Difference, ...]:
    """Return what the document says otherwise than the latest version of the plan."""
    latest = PlanVersion.objects.filter(plan=plan).latest("number")
    if latest.fingerprint == fingerprint(read):
        return ()
    return compare(from_json(latest.content), read)


@transaction.atomic
def import_incoming(
    *, incoming: Incoming, actor: Person, plan: WorkPlan | None, body: Body, slug: str = ""
) -> Outcome:
    """Register a document: as the next version of `plan`, or as a new plan of `body`.

    Imports take turns: of two people who bring the same new document at once, the second finds the
    plan of the first, without differences. Raises ImportRefused when it has no activities.
    """
    if not incoming.read.programmes:
        raise ImportRefused(
            "no-matrix", _("El documento no tiene una matriz plurianual que se pueda seguir.")
        )
    _wait_for_turn()
    plan = plan or _registered_meanwhile(incoming.read, body)
    record = Record(actor=actor, at=clock.now(), words=_words(incoming))
    attachments = record.words.attachments
    document = attachments[0].document if attachments else None
    filing = Filing(read=incoming.read, name=incoming.name[:200], document=document)
    if plan is None:
        made = register_plan(
            filing=filing, holder=_holder(incoming.read, body, slug), record=record
        )
        return Outcome(made.slug, 1, changed=True)
    differences = differences_with(plan, incoming.read)
    version = register_version(plan=plan, filing=filing, record=record)
    if version is None:
        return Outcome(plan.slug, plan.versions.count(), changed=False)
    return Outcome(plan.slug, version.number, changed=True, differences=differences)


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])


def _registered_meanwhile(read: ReadPlan, body: Body) -> WorkPlan | None:
    """Return the plan that somebody registered from this document since it was looked at."""
    plan = plan_for(read)
    return plan if plan and plan.body_id == body.pk else None


def _words(incoming: Incoming) -> Words:
    """Say where the plan came from, and keep the original where its type may be kept.

    Stored for everybody, so in Spanish, whatever the language of the page it was done on.
    """
    with translation.override("es"):
        return _spanish_words(incoming)


def _spanish_words(incoming: Incoming) -> Words:
    title = _("Se registró el plan desde «%(name)s»") % {"name": incoming.name}
    if incoming.content is None:
        return Words(title=title)
    try:
        kept = attach(ContentFile(incoming.content, name=incoming.name))
    except DocumentRefused as refused:
        note = _("El archivo original no se guardó. %(why)s") % {"why": refusal_sentence(refused)}
        return Words(title=title, text=note)
    return Words(title=title, attachments=(kept,))


def _holder(read: ReadPlan, body: Body, slug: str) -> Holder:
    term = Term.objects.filter(body=body, starts_on__year=read.period.start).first()
    # a document states years, not days: without a term on record the days stay unknown
    return Holder(
        slug=slug or free_slug(read),
        body=body,
        starts_on=term.starts_on if term else None,
        ends_on=term.ends_on if term else None,
        is_demonstration=body.is_demonstration,
    )


def free_slug(read: ReadPlan) -> str:
    """Return an address for a new plan that no other plan has."""
    words = " ".join([*read.authors[:1], str(read.period.start or ""), str(read.period.end or "")])
    base = slugify(words)[:60] or slugify(read.title)[:60] or "plan"
    if base not in PLAN_WORDS and not WorkPlan.objects.filter(slug=base).exists():
        return base
    return f"{base}-{uuid.uuid4().hex[:6]}"


def import_read_plan(
    *, read: ReadPlan, name: str, content: bytes, slug: str = "", body_slug: str = ""
) -> Outcome:
    """Register a document at the command line, in the name of the program itself.

    A new plan belongs to `body_slug`, else to the body of the main plan. Raises ImportRefused.
    """
    plan = plan_for(read, slug)
    body = plan.body if plan else _body_for(body_slug)
    incoming = Incoming(read, name, content)
    return import_incoming(
        incoming=incoming, actor=program_person(), plan=plan, body=body, slug=slug
    )


def _body_for(slug: str) -> Body:
    found = Body.objects.filter(slug=slug) if slug else _body_of_main_plan()
    body = found.first()
    if body is None:
        raise ImportRefused(
            "body-unknown",
            _("¿De qué órgano es el plan? Dilo con --body y su nombre corto."),
        )
    return body


def _body_of_main_plan() -> QuerySet[Body]:
    main = WorkPlan.objects.filter(is_main=True).values("body_id")
    return Body.objects.filter(pk__in=main)
