"""What does whoever holds the code of a case see of it? What is public, and what its kind declares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from minga.record.act_words import TURNS, act_title, knots_of
from minga.record.case_kinds import act_label, case_kinds, kind_label, state_label
from minga.record.counter.models import CounterVisit, FollowCode
from minga.record.deadlines import DeadlineView, deadline_view
from minga.record.follow_codes import codes_of_case
from minga.record.labels import Visibility
from minga.record.models import Act, Case
from minga.record.queries import acts_of_case, ready, running_clocks
from minga.website.panels import fill
from minga.website.parts import Knot

SECTIONS = "followed_case.sections"


@dataclass(frozen=True)
class FollowedSection:
    """What the context that owns a kind of case tells its holder, in slot `followed_case.sections`."""

    title: str | Promise
    text: str | Promise = ""
    knots: Sequence[Knot] = ()
    action: str | Promise = ""
    url: str = ""


@dataclass(frozen=True)
class FollowedCase:
    """A case as its holder sees it."""

    case: Case
    kind: str
    state: str
    is_public: bool
    clocks: tuple[DeadlineView, ...]
    knots: tuple[Knot, ...]
    sections: tuple[FollowedSection, ...]
    codes: tuple[FollowCode, ...]
    visit: CounterVisit | None


def followed_case(code: FollowCode, today: date) -> FollowedCase:
    """Return the case that a living code opens; six queries, and those of the owning context."""
    case = code.case
    is_public = case.visibility == Visibility.PUBLIC
    return FollowedCase(
        case=case,
        kind=kind_label(case.kind),
        state=state_label(case.kind, case.state),
        is_public=is_public,
        clocks=tuple(deadline_view(clock, today) for clock in running_clocks(case)),
        knots=tuple(_public_knots(case) if is_public else _knots_for_holder(case)),
        sections=tuple(fill(SECTIONS, [case.pk])[case.pk]),
        codes=tuple(codes_of_case(case)),
        visit=case.visits.order_by("recorded_at", "pk").first(),
    )


def _public_knots(case: Case) -> list[Knot]:
    return knots_of(list(acts_of_case(case)))


def _knots_for_holder(case: Case) -> list[Knot]:
    """Return the acts that the kind shows to the holder; without addresses, which open nothing."""
    kinds = [kind for kind in case_kinds() if kind.code == case.kind]
    shown = [act for kind in kinds for act in kind.shown_to_holder]
    with_words = [act for kind in kinds for act in kind.words_to_holder]
    acts = ready(Act.objects.filter(case=case, kind__in=shown)).order_by("-ordinal")
    return [_knot(act, with_words=act.kind in with_words) for act in acts]


def _knot(act: Act, *, with_words: bool) -> Knot:
    label = act_label(act.case.kind, act.kind)
    return Knot(
        title=act_title(act) if with_words else str(label.label),
        at=act.happened_at,
        by=act.body.name if act.body else "",
        text=act.wording.text if with_words else "",
        turns=TURNS[label.weight],
    )
