"""Which activities of a plan are wanted? Filters over hundreds of them, in five queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from minga.plan.models import PlanVersion
from minga.plan.queries.acts import Scope, in_plan, totals_by_root, under
from minga.plan.queries.measures import indicators_by_root
from minga.plan.queries.moments import Moment
from minga.plan.queries.rows import ActivityRow, Known, assigned_goals, has_baseline, has_target
from minga.plan.queries.texts import TextLine, texts_of
from minga.plan.rules.codes import ActivityStatus


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; empty wants everything. `has_…` None does not care."""

    words: str = ""
    programme: str = ""
    year: int | None = None
    status: ActivityStatus | None = None
    strategy: str = ""
    evaluation: str = ""
    goal: int | None = None
    has_acts: bool | None = None
    has_baseline: bool | None = None
    has_target: bool | None = None
    has_goal: bool | None = None

    @property
    def needs_measures(self) -> bool:
        """True when only the measures of an activity tell whether it is wanted."""
        return self.status is not None or (self.has_baseline, self.has_target) != (None, None)

    def takes_text(self, text: TextLine) -> bool:
        """Whether the words of the plan are those wanted."""
        return (
            text.matches
            and (not self.programme or text.programme_slug == self.programme)
            and (self.year is None or self.year in text.years)
            and (not self.strategy or self.strategy in text.strategy_terms)
            and (not self.evaluation or text.evaluation_term == self.evaluation)
        )

    def takes_facts(self, text: TextLine, known: Known) -> bool:
        """Whether its acts and goals are those wanted."""
        goals = known.goals_of(text)
        return (
            _agrees(self.has_acts, present=bool(known.acts_of(text).act_ids))
            and _agrees(self.has_goal, present=bool(goals))
            and (self.goal is None or self.goal in goals)
        )

    def takes_measures(self, text: TextLine, known: Known) -> bool:
        """Whether baseline, target and status are those wanted."""
        indicators = known.indicators_of(text)
        return (
            (self.has_baseline is None or self.has_baseline == has_baseline(text, indicators))
            and (self.has_target is None or self.has_target == has_target(text, indicators))
            and (self.status is None or self.status == known.progress_of(text)[1].code)
        )


def _agrees(wanted: bool | None, *, present: bool) -> bool:
    return wanted is None or wanted == present


@dataclass(frozen=True)
class Found:
    """The activities that were wanted, beside everything the version holds."""

    everything: Sequence[TextLine]
    texts: Sequence[TextLine]
    known: Known
    moment: Moment
    is_measured: bool

    @property
    def act_count(self) -> int:
        """How many acts serve what was found, each counted once."""
        acts = (self.known.acts_of(text).act_ids for text in self.texts)
        return len(frozenset().union(*acts))

    def rows(self, texts: Sequence[TextLine]) -> list[ActivityRow]:
        """Return some of what was found with its status; asks for their measures once."""
        if self.is_measured:
            return self.known.rows(texts)
        scope = self._scope(texts)
        known = replace(self.known, indicators=indicators_by_root(scope, self.moment))
        return known.rows(texts)

    def _scope(self, texts: Sequence[TextLine]) -> Scope:
        return scope_of(texts, self.everything, self.known.plan.pk)


def find_activities(version: PlanVersion, wanted: Wanted, moment: Moment) -> Found:
    """Return the activities of a version that a reader looks for, in order; five queries at most."""
    everything = texts_of(version, wanted.words)
    texts = [text for text in everything if wanted.takes_text(text)]
    known = _facts_of(version, texts, everything, moment)
    texts = [text for text in texts if wanted.takes_facts(text, known)]
    if wanted.needs_measures:
        scope = scope_of(texts, everything, version.plan_id)
        known = replace(known, indicators=indicators_by_root(scope, moment))
        texts = [text for text in texts if wanted.takes_measures(text, known)]
    return Found(everything, texts, known, moment, wanted.needs_measures)


def _facts_of(
    version: PlanVersion,
    texts: Sequence[TextLine],
    everything: Sequence[TextLine],
    moment: Moment,
) -> Known:
    scope = scope_of(texts, everything, version.plan_id)
    acts, goals = totals_by_root(scope, moment), assigned_goals(scope, moment)
    return Known(version.plan, moment.day, acts, goals, {})


def scope_of(texts: Sequence[TextLine], everything: Sequence[TextLine], plan_id: int) -> Scope:
    """Return the whole plan when all is asked for, else the activities themselves."""
    if len(texts) == len(everything):
        return in_plan(plan_id)
    return under(text.root for text in texts)


def strategies_of(texts: Iterable[TextLine]) -> list[str]:
    """Return the strategies of the plan, each spelling counted once, in order."""
    return sorted({term for text in texts for term in text.strategy_terms})


def evaluations_of(texts: Iterable[TextLine]) -> list[str]:
    """Return the means of evaluation of the plan, each spelling counted once, in order."""
    return sorted({text.evaluation_term for text in texts if text.evaluation_term})
