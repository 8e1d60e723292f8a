"""What may be read of the record, and by whom? The one rule of what is public, and the reads on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import FETCH_RAISE, F, QuerySet
from django.urls import reverse

from minga.kernel.clock import QUITO
from minga.record.labels import Visibility
from minga.record.models import Act, Case, Deadline, SealHead


def public_cases() -> QuerySet[Case]:
    """Cases that anybody may see."""
    return Case.objects.filter(visibility=Visibility.PUBLIC)


def public_acts() -> QuerySet[Act]:
    """Acts that anybody may see: those of public cases, newest first."""
    return Act.objects.filter(case__visibility=Visibility.PUBLIC).order_by("-happened_at", "-pk")


@dataclass(frozen=True)
class ActSearch:
    """Which acts a list of the registry holds; an empty value asks for nothing."""

    kind: str = ""
    standing: str = ""
    year: int | None = None


def listed_acts(search: ActSearch = ActSearch()) -> QuerySet[Act]:
    """Public acts ready for a list, the last recorded first; `position` is empty before the seal.

    One query however many; following another relation fails.
    """
    return ready(_searched(public_acts(), search))


def _searched(acts: QuerySet[Act], search: ActSearch) -> QuerySet[Act]:
    if search.kind:
        acts = acts.filter(case__kind=search.kind)
    if search.standing:
        acts = acts.filter(standing=search.standing)
    if search.year:
        starts, ends = _new_year(search.year), _new_year(search.year + 1)
        acts = acts.filter(happened_at__gte=starts, happened_at__lt=ends)
    return acts.order_by("-recorded_at", "-pk")


def found_acts(search: ActSearch) -> QuerySet[Act, int]:
    """The ids of `listed_acts`, to be cut into pages: a far page costs no rows that nobody reads."""
    return _searched(public_acts(), search).values_list("pk", flat=True)


def acts_by_id(act_ids: Iterable[int]) -> QuerySet[Act]:
    """These acts ready for a list, those that anybody may see, the last recorded first."""
    return ready(public_acts().filter(pk__in=list(act_ids))).order_by("-recorded_at", "-pk")


def ready(acts: QuerySet[Act]) -> QuerySet[Act]:
    """Load with each act what pages say of it, its corrections apart."""
    return (
        acts.select_related("case", "body", "wording", "actor__identity", "corrects__case")
        .annotate(position=F("leaf__position"))
        .fetch_mode(FETCH_RAISE)
    )


def first_year() -> int | None:
    """The year of the oldest public act; None when there is none."""
    oldest: datetime | None = (
        public_acts().order_by("happened_at").values_list("happened_at", flat=True).first()
    )
    return oldest.astimezone(QUITO).year if oldest else None


def acts_of_case(case: Case) -> QuerySet[Act]:
    """The acts of a public case, the last first."""
    return ready(public_acts().filter(case=case)).order_by("-ordinal")


def public_act(number: str, ordinal: int) -> Act:
    """Return one act; Act.DoesNotExist when there is none that anybody may see."""
    return ready(public_acts()).get(case__number=number, ordinal=ordinal)


def corrections_of(act: Act) -> QuerySet[Act]:
    """Public acts that correct this one, in their order."""
    return ready(public_acts().filter(corrects=act)).order_by("recorded_at", "pk")


def running_clocks(case: Case) -> QuerySet[Deadline]:
    """Clocks that run on a case, the first to end first."""
    running = case.deadlines.filter(stopped_by__isnull=True, expired_by__isnull=True)
    return running.select_related("parameter").order_by("due_on", "pk")


def heads_newest_first() -> QuerySet[SealHead]:
    """All signed heads."""
    return SealHead.objects.order_by("-number")


@dataclass(frozen=True)
class ProofLink:
    """Where an act is proven, and whether it is sealed yet."""

    url: str
    is_sealed: bool


def proof_of(act_ids: Iterable[int]) -> dict[int, ProofLink]:
    """Return where each of these acts is proven, those of public cases only; one query."""
    rows = public_acts().filter(pk__in=list(act_ids)).order_by("pk")
    return {
        pk: ProofLink(
            url=reverse("record:act-check", args=(number, ordinal)), is_sealed=position is not None
        )
        for pk, number, ordinal, position in rows.values_list(
            "pk", "case__number", "ordinal", "leaf__position"
        )
    }


def _new_year(year: int) -> datetime:
    """Return the first instant of a year in Quito."""
    return datetime(year, 1, 1, tzinfo=QUITO)
