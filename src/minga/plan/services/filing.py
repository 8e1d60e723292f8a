"""How does a filed document become a plan? Registration, new versions, and no silent overwrite."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from minga.kernel import clock
from minga.kernel.events import announce
from minga.kernel.lifecycle import check_transition
from minga.people.public import Body, Person
from minga.plan.events import PlanChanged
from minga.plan.models import (
    AccountabilityMechanism,
    Activity,
    ActivityText,
    Objective,
    PlanVersion,
    Programme,
    WorkPlan,
)
from minga.plan.procedure import PLAN_CASE
from minga.plan.reading import ReadActivity, ReadPlan, to_json
from minga.plan.rules.codes import PlanState
from minga.plan.rules.numbering import Filed, Numbered, first_with_same_text, keep_numbers
from minga.plan.rules.procedure import PLAN_MOVES, PlanFacts
from minga.plan.rules.readings import corrected, folded, term_of
from minga.plan.rules.titles import PLAN_WORDS, PROGRAMME_WORDS, plan_title
from minga.plan.services.acts import Record, write_plan_act
from minga.plan.services.sealed_facts import sealed_plan
from minga.record.public import Act, Document, append_act, register_case


class NoMatrix(Exception):
    """The document holds no multi-year matrix: there is nothing to follow."""

    code = "no-matrix"


class SlugTaken(Exception):
    """Another plan already has this address."""

    code = "slug-taken"


@dataclass(frozen=True)
class Filing:
    """A document as read, its name, and the stored original when there is one."""

    read: ReadPlan
    name: str
    document: Document | None = None


@dataclass(frozen=True)
class Holder:
    """Whose plan it is, at which address and for which term."""

    slug: str
    body: Body
    person: Person | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    is_main: bool = False
    is_demonstration: bool = False


def fingerprint(read: ReadPlan) -> str:
    """Return the SHA-256 of what the document says: equal for equal content in any format."""
    return content_fingerprint(to_json(read))


def content_fingerprint(content: Mapping[str, object]) -> str:
    """Return the same of what was kept as JSON: what the reader noticed is not part of it."""
    said = {name: value for name, value in content.items() if name != "issues"}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def register_plan(*, filing: Filing, holder: Holder, record: Record) -> WorkPlan:
    """Register a plan from a document: a case, its first act and its first version.

    Raises NoMatrix when the document has no activities, SlugTaken when the address is in use,
    TransitionRefused when real and fictional would mix.
    """
    if not filing.read.programmes:
        raise NoMatrix
    if holder.slug in PLAN_WORDS or WorkPlan.objects.filter(slug=holder.slug).exists():
        raise SlugTaken
    period = filing.read.period
    title = plan_title(filing.read.title, period.start, period.end)
    case = register_case(
        kind=PLAN_CASE.code,
        title=title,
        state=PlanState.REGISTERED,
        opened_on=clock.local_date(record.at),
        body=holder.body,
        is_demonstration=holder.is_demonstration,
    )
    plan = WorkPlan.objects.create(
        case=case,
        slug=holder.slug,
        title=title,
        holder=holder.person,
        body=holder.body,
        starts_on=holder.starts_on,
        ends_on=holder.ends_on,
        is_main=holder.is_main,
        is_demonstration=holder.is_demonstration,
    )
    facts = PlanFacts(holder.is_demonstration, record.actor.is_demonstration)
    act = append_act(
        case,
        check_transition(PLAN_MOVES, "register_plan", None, facts),
        actor=record.actor,
        happened_at=record.at,
        source=record.source,
        words=record.words,
        payload={**_payload(filing, 1), **sealed_plan(plan)},
    )
    _keep_version(plan, 1, filing, act)
    announce(PlanChanged(plan_id=plan.pk))
    return plan


@transaction.atomic
def register_version(*, plan: WorkPlan, filing: Filing, record: Record) -> PlanVersion | None:
    """Register a changed document as the next version; None when nothing differs.

    Activities keep their numbers; one that is gone is marked as withdrawn in this version.
    Raises NoMatrix when the document has no activities.
    """
    if not filing.read.programmes:
        raise NoMatrix
    WorkPlan.objects.select_for_update().get(pk=plan.pk)
    latest = PlanVersion.objects.filter(plan=plan).latest("number")
    if latest.fingerprint == fingerprint(filing.read):
        return None
    number = latest.number + 1
    act = write_plan_act(
        plan=plan, act="register_version", record=record, payload=_payload(filing, number)
    )
    return _keep_version(plan, number, filing, act)


def _payload(filing: Filing, number: int) -> dict[str, str | int]:
    return {"version": number, "content": fingerprint(filing.read)}


def _keep_version(plan: WorkPlan, number: int, filing: Filing, act: Act) -> PlanVersion:
    version = _create_version(plan, number, filing, act)
    _keep_mechanisms(version, filing.read)
    programmes = _programmes_of(plan, filing.read)
    numbers = _numbers_of(plan, filing.read)
    _keep_texts(version, filing.read, programmes, numbers)
    _mark_withdrawn(version, set(numbers.values()))
    _mark_repetitions(version)
    return version


def _create_version(plan: WorkPlan, number: int, filing: Filing, act: Act) -> PlanVersion:
    read = filing.read
    return PlanVersion.objects.create(
        plan=plan,
        number=number,
        act=act,
        document=filing.document,
        source_name=filing.name,
        fingerprint=fingerprint(read),
        title=read.title,
        jurisdiction=read.jurisdiction,
        period_start=read.period.start,
        period_end=read.period.end,
        years_count=_years_count(read),
        authors=list(read.authors),
        list_name=read.list,
        vision=read.vision,
        general_objective=read.general_objective,
        specific_objectives=list(read.specific_objectives),
        diagnosis=read.diagnosis,
        systems=list(read.systems),
        restated=sorted(read.restated),
        content=to_json(read),
    )


def _years_count(read: ReadPlan) -> int:
    """Number of years: the latest marked, or the length of the stated period."""
    marked = max((year for item in read.activities() for year in item.years), default=0)
    start, end = read.period.start, read.period.end
    stated = end - start if start and end and end > start else 0
    return max(marked, stated, 1)


def _keep_mechanisms(version: PlanVersion, read: ReadPlan) -> None:
    AccountabilityMechanism.objects.bulk_create(
        AccountabilityMechanism(
            version=version,
            position=position,
            mechanism=row.mechanism,
            tools=list(row.tools),
            frequency=row.frequency,
        )
        for position, row in enumerate(read.accountability, start=1)
    )


def _programmes_of(plan: WorkPlan, read: ReadPlan) -> list[Programme]:
    """Return the programme of each part of the document; new ones take the next numbers."""
    known = {programme.key: programme for programme in Programme.objects.filter(plan=plan)}
    found = []
    for part in read.programmes:
        key = _key(part.name)
        if key not in known:
            known[key] = _create_programme(plan, part.name, key, known.values())
        found.append(known[key])
    return found


def _key(name: str) -> str:
    """Return what makes a programme the same one in another version: its name, folded."""
    return folded(name)[:300]


def _create_programme(
    plan: WorkPlan, name: str, key: str, others: Iterable[Programme]
) -> Programme:
    taken = PROGRAMME_WORDS.union(programme.slug for programme in others)
    number = max((programme.number for programme in others), default=0) + 1
    base = slugify(name)[:70] or f"programa-{number}"
    slug = base if base not in taken else f"{base}-{number}"
    called = name.strip().rstrip(":")[:300] or _called_by_number(number)
    return Programme.objects.create(plan=plan, number=number, slug=slug, name=called, key=key)


def _called_by_number(number: int) -> str:
    """Name a programme that the document leaves without one; stored, so in Spanish for everybody."""
    with translation.override("es"):
        return _("Programa %(n)s") % {"n": number}


def _numbers_of(plan: WorkPlan, read: ReadPlan) -> dict[int, int]:
    texts = (
        ActivityText.objects.filter(version__plan=plan)
        .order_by("activity__number", "-version__number")
        .distinct("activity__number")
        .values_list("activity__number", "activity__programme__key", "text")
    )
    old = [Numbered(number, name, text) for number, name, text in texts]
    new = [
        Filed(activity.row, _key(part.name), activity.text)
        for part in read.programmes
        for activity in part.activities
    ]
    return keep_numbers(old, new)


def _keep_texts(
    version: PlanVersion, read: ReadPlan, programmes: list[Programme], numbers: dict[int, int]
) -> None:
    issues = _issues_by_row(read)
    known = {item.number: item for item in Activity.objects.filter(plan=version.plan)}
    for part, programme in zip(read.programmes, programmes, strict=True):
        for position, objective in enumerate(part.objectives, start=1):
            stated = Objective.objects.create(
                version=version,
                programme=programme,
                position=position,
                text=objective.text,
                is_restated=objective.restated,
            )
            for item in objective.activities:
                number = numbers[item.row]
                if number not in known:
                    known[number] = Activity.objects.create(
                        plan=version.plan, programme=programme, number=number
                    )
                _create_text(version, known[number], stated, item, issues.get(item.row, []))


def _create_text(
    version: PlanVersion,
    activity: Activity,
    objective: Objective,
    item: ReadActivity,
    issues: list[str],
) -> None:
    ActivityText.objects.create(
        version=version,
        activity=activity,
        objective=objective,
        row=item.row,
        text=item.text,
        reading=corrected(item.text),
        years=list(item.years),
        sdg=list(item.sdg),
        baseline=item.baseline,
        target=item.target,
        strategies=list(item.strategies),
        strategy_terms=list(dict.fromkeys(term_of(value)[:80] for value in item.strategies)),
        evaluation=item.evaluation,
        evaluation_term=term_of(item.evaluation)[:120] if item.evaluation else "",
        issues=issues,
    )


def _issues_by_row(read: ReadPlan) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = {}
    for issue in read.issues:
        if issue.row is not None:
            rows.setdefault(issue.row, []).append(str(issue.code))
    return rows


def _mark_withdrawn(version: PlanVersion, kept: set[int]) -> None:
    """Say in which version an activity disappeared; one that returns is whole again."""
    activities = Activity.objects.filter(plan=version.plan)
    activities.filter(number__in=kept, withdrawn_in__isnull=False).update(withdrawn_in=None)
    activities.exclude(number__in=kept).filter(withdrawn_in__isnull=True).update(
        withdrawn_in=version
    )


def _mark_repetitions(version: PlanVersion) -> None:
    texts = list(
        ActivityText.objects.filter(version=version)
        .order_by("activity__number")
        .values_list("activity__number", "text")
    )
    repeats = first_with_same_text(texts)
    activities = {item.number: item for item in Activity.objects.filter(plan=version.plan)}
    for number, item in activities.items():
        first = activities.get(repeats.get(number, 0))
        if item.repeats_id != (first.pk if first else None):
            item.repeats = first
            item.save(update_fields=["repeats"])
