"""What do moderators see, and what does everybody see of their work?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import FETCH_RAISE, Count, Exists, Min, OuterRef, Q, QuerySet, Subquery

from minga.dialogue.models import (
    Contribution,
    ContributionReport,
    ModerationAppeal,
    ModerationBatch,
    ModerationDecision,
    ModerationLock,
)
from minga.kernel import clock
from minga.people.public import Person


def reported(at: datetime) -> QuerySet[Contribution]:
    """Contributions with open reports, the oldest report first; for moderators, two queries a page.

    `reports_count`, `first_reported_at` and `held_by` (who looks at it now) come with each.
    """
    opened = Q(reports__closed_by=None)
    holder = ModerationLock.objects.filter(contribution=OuterRef("pk"), until__gt=at)
    found = Contribution.objects.annotate(
        reports_count=Count("reports", filter=opened),
        first_reported_at=Min("reports__reported_at", filter=opened),
        held_by=Subquery(holder.values("by")[:1]),
    ).filter(reports_count__gt=0)
    ready = found.select_related("speaks_for", "parish").fetch_mode(FETCH_RAISE)
    return ready.order_by("first_reported_at", "pk")


def open_appeals(person: Person | None = None) -> QuerySet[ModerationAppeal]:
    """Appeals that wait, the oldest first; without those about decisions of `person`."""
    found = ModerationAppeal.objects.filter(decided_at=None)
    if person is not None:
        found = found.exclude(hidden_by=person)
    related = ("decision__contribution__speaks_for", "decision__contribution__parish", "hidden_by")
    return found.select_related(*related).fetch_mode(FETCH_RAISE).order_by("asked_at", "pk")


def contributions_for_moderation() -> QuerySet[Contribution]:
    """Every contribution with its words, hidden or not; for moderators alone."""
    related = ("speaks_for", "parish", "proposal", "anchor", "author")
    return Contribution.objects.select_related(*related).fetch_mode(FETCH_RAISE)


def reports_on(contribution: Contribution) -> QuerySet[ContributionReport]:
    """Open reports of a contribution with rule and note, never with who reported; for moderators."""
    return contribution.reports.filter(closed_by=None).order_by("reported_at", "pk")


@dataclass(frozen=True)
class FloodSearch:
    """Which contributions belong to a flood; `like` is one of it, None chooses nothing by it."""

    like: Contribution
    by_author: bool = False
    by_text: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def is_narrow(self) -> bool:
        """True when at least author or text is asked for: a time alone would be everybody."""
        return self.by_author or self.by_text


def flood(search: FloodSearch) -> QuerySet[Contribution]:
    """What a flood holds that is still shown, the oldest first; for the preview of moderators."""
    found = contributions_for_moderation().filter(hidden_at=None, erased_at=None)
    if not search.is_narrow:
        return found.none()
    if search.by_author:
        found = found.filter(author=search.like.author_id)
    if search.by_text:
        found = found.filter(fingerprint=search.like.fingerprint).exclude(fingerprint="")
    if search.since:
        found = found.filter(written_at__gte=_midnight(search.since))
    if search.until:
        found = found.filter(written_at__lt=_midnight(search.until + timedelta(days=1)))
    return found.order_by("written_at", "pk")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.QUITO)


def batches() -> QuerySet[ModerationBatch]:
    """Decisions over many at once, the last first, each with how many it hid; for moderators."""
    return ModerationBatch.objects.annotate(
        count=Count("decisions", filter=Q(decisions__kind="HIDE"))
    ).order_by("-applied_at", "-pk")


def public_log() -> QuerySet[ModerationDecision]:
    """What moderators decided, the last first: kinds, rules and days, no words and no names."""
    return (
        ModerationDecision.objects.select_related("contribution")
        .defer("contribution__text", "contribution__background")
        .only(
            *("kind", "rule", "decided_at", "batch"),
            *("contribution__kind", "contribution__topic", "contribution__is_demonstration"),
        )
        .fetch_mode(FETCH_RAISE)
        .order_by("-decided_at", "-pk")
    )


def own_contributions(person: Person) -> QuerySet[Contribution]:
    """What a person wrote, the last first, hidden words included; for that person."""
    appealed = ModerationAppeal.objects.filter(
        decision__contribution=OuterRef("pk"), decision__decided_at=OuterRef("hidden_at")
    )
    found = Contribution.objects.filter(author=person).annotate(is_appealed=Exists(appealed))
    related = ("speaks_for", "parish", "question__case", "parent__question__case")
    return found.select_related(*related).fetch_mode(FETCH_RAISE).order_by("-written_at", "-pk")
