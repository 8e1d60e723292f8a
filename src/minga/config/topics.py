"""What can be asked about and followed? The one table kind of topic → source."""

from collections.abc import Callable, Mapping, Sequence

from minga.dialogue.public import (
    ActTopics,
    Resolver,
    Topic,
    body_topics,
    case_topics,
    install_topics,
    person_topics,
    searches_named,
    topics_of_question_acts,
)
from minga.kernel.named import Named
from minga.plan.public import (
    activities_named,
    goals_named,
    places_of_measured_acts,
    plans_named,
    programmes_named,
    topics_of_casework_acts,
    topics_of_plan_acts,
)
from minga.record.public import topics_of_record_acts
from minga.territory.public import places_named

type Source = Callable[[Sequence[str]], Mapping[str, Named]]


def named_by(kind: str, source: Source) -> Resolver:
    """Return the topics of a kind from a source that knows nothing of topics."""

    def found(names: Sequence[str]) -> Mapping[str, Topic]:
        return {
            name: Topic(
                key=f"{kind}:{name}",
                title=one.title,
                url=one.url,
                body_id=one.body_id,
                is_demonstration=one.is_demonstration,
                case_id=one.case_id,
            )
            for name, one in source(names).items()
        }

    return found


# The kinds of case that have a page of their own, by the name of its route
CASE_PAGES: Mapping[str, str] = {
    "GES": "plan:casework-detail",
    "PRE": "dialogue:question-detail",
}

RESOLVERS: Mapping[str, Resolver] = {
    "case": case_topics(CASE_PAGES),
    "body": body_topics,
    "person": person_topics,
    "place": named_by("place", places_named),
    "plan": named_by("plan", plans_named),
    "programme": named_by("programme", programmes_named),
    "activity": named_by("activity", activities_named),
    "goal": named_by("goal", goals_named),
    "search": named_by("search", searches_named),
}
ACT_TOPICS: tuple[ActTopics, ...] = (
    topics_of_record_acts,
    topics_of_question_acts,
    topics_of_plan_acts,
    topics_of_casework_acts,
    places_of_measured_acts,
)


def install() -> None:
    """Install both tables, once, at start."""
    install_topics(RESOLVERS, ACT_TOPICS)
