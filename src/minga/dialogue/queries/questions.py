"""Which public questions are there, what was answered, who waits? For anybody, at a fixed cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.search import SearchQuery
from django.db.models import FETCH_RAISE, Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from minga.dialogue.labels import ContributionKind
from minga.dialogue.models import AnswerOpinion, Contribution, PublicQuestion, Support
from minga.dialogue.rules.procedure import ANSWERS, WAITING_STATES, QuestionState
from minga.dialogue.topics import Topic, resolve
from minga.kernel.clock import local_date
from minga.record.public import Act, ActDocument, Visibility, evidence_of

ORDERS = {
    "recientes": ("-case__opened_on", "-case__pk"),
    "antiguas": ("case__opened_on", "case__pk"),
    "esperan": ("-waiting", "case__opened_on", "case__pk"),
}
SHOWN_STATES = (QuestionState.ASKED, QuestionState.REOPENED, QuestionState.ANSWERED)


@dataclass(frozen=True)
class QuestionSearch:
    """Which questions a list holds; an empty value asks for nothing."""

    states: Sequence[str] = SHOWN_STATES
    topic: str = ""
    topic_kind: str = ""
    body: str = ""
    words: str = ""
    order: str = "recientes"


@dataclass(frozen=True)
class Answer:
    """An answer of the competent body, with its documents."""

    act: Act
    documents: Sequence[ActDocument] = ()

    @property
    def on(self) -> date:
        """The day on which it was given."""
        return local_date(self.act.happened_at)


@dataclass(frozen=True)
class QuestionView:
    """A question with everything a page shows of it."""

    question: PublicQuestion
    words: Contribution
    topic: Topic | None
    waiting: int
    today: date
    answers: Sequence[Answer] = ()
    follow_up: Contribution | None = None
    merged_into: str = ""

    @property
    def number(self) -> str:
        """The number of its case."""
        return self.question.case.number

    @property
    def state(self) -> QuestionState:
        """Where it stands."""
        return QuestionState(self.question.case.state)

    @property
    def asked_on(self) -> date:
        """The day from which it waits: that of the follow-up where there is one open."""
        if self.follow_up is not None and self.state is QuestionState.REOPENED:
            return local_date(self.follow_up.written_at)
        return self.question.case.opened_on

    @property
    def days_waiting(self) -> int:
        """How many days passed since, counted in calendar days; no law sets a term here."""
        return (self.today - self.asked_on).days

    @property
    def is_waiting(self) -> bool:
        """True while somebody owes an answer."""
        return self.state in WAITING_STATES

    @property
    def answer(self) -> Answer | None:
        """The answer in force: the last one."""
        return self.answers[-1] if self.answers else None


def public_questions(search: QuestionSearch = QuestionSearch()) -> QuerySet[PublicQuestion]:
    """Questions that anybody may see, ready for a list; hidden words are found by no search."""
    found = PublicQuestion.objects.filter(case__visibility=Visibility.PUBLIC)
    if search.states:
        found = found.filter(case__state__in=search.states)
    if search.topic:
        found = found.filter(contribution__topic=search.topic)
    if search.topic_kind:
        found = found.filter(contribution__topic_kind=search.topic_kind)
    if search.body:
        found = found.filter(case__body__slug=search.body)
    if search.words:
        query = SearchQuery(search.words, config="minga_es", search_type="websearch")
        found = found.filter(contribution__words=query, contribution__hidden_at__isnull=True)
    return _ready(found).order_by(*ORDERS.get(search.order, ORDERS["recientes"]))


def _ready(found: QuerySet[PublicQuestion]) -> QuerySet[PublicQuestion]:
    related = (
        *("case__body", "contribution__speaks_for", "contribution__parish"),
        "merged_into__case",
    )
    return found.select_related(*related).annotate(waiting=_waiting()).fetch_mode(FETCH_RAISE)


def _waiting() -> Coalesce:
    """How many people wait for the answer of a question; one index-only count a row."""
    key = Concat(Value("case:"), OuterRef("case__number"))
    counted = (
        Support.objects.filter(target=key)
        .order_by()
        .values("target")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return Coalesce(Subquery(counted), 0)


def question_views(questions: Sequence[PublicQuestion], today: date) -> list[QuestionView]:
    """Return questions of `public_questions` with topics, answers and follow-ups; four queries at most."""
    topics = resolve(question.contribution.topic for question in questions)
    answers = _answers([question.case_id for question in questions])
    follow_ups = _follow_ups([f"case:{question.case.number}" for question in questions])
    return [
        QuestionView(
            question=question,
            words=question.contribution,
            topic=topics.get(question.contribution.topic),
            waiting=question.waiting,  # type: ignore[attr-defined]  # annotated
            today=today,
            answers=answers.get(question.case_id, ()),
            follow_up=follow_ups.get(f"case:{question.case.number}"),
            merged_into=question.merged_into.case.number if question.merged_into else "",
        )
        for question in questions
    ]


def _answers(case_ids: Sequence[int]) -> Mapping[int, Sequence[Answer]]:
    if not case_ids:
        return {}
    acts = list(
        Act.objects.filter(case__in=case_ids, kind__in=ANSWERS)
        .select_related("case", "body", "wording")
        .order_by("case_id", "ordinal")
        .fetch_mode(FETCH_RAISE)
    )
    documents = evidence_of([act.pk for act in acts]) if acts else {}
    found: dict[int, list[Answer]] = {}
    for act in acts:
        found.setdefault(act.case_id, []).append(Answer(act, documents.get(act.pk, ())))
    return found


def _follow_ups(keys: Sequence[str]) -> Mapping[str, Contribution]:
    if not keys:
        return {}
    rows = Contribution.objects.filter(topic__in=keys, kind=ContributionKind.FOLLOW_UP)
    return {row.topic: row for row in rows.select_related("speaks_for", "parish")}


def public_question(number: str, today: date) -> QuestionView | None:
    """Return one question of any state, or None; seven queries at most."""
    found = list(public_questions(QuestionSearch(states=())).filter(case__number=number)[:1])
    return question_views(found, today)[0] if found else None


@dataclass(frozen=True)
class Opinions:
    """How many of those who asked say that the answer answers, and how many that it does not."""

    yes: int = 0
    no: int = 0

    @property
    def total(self) -> int:
        """How many said anything."""
        return self.yes + self.no


def opinions_of(answer: Answer | None) -> Opinions:
    """Return what those who asked say of an answer; one query."""
    if answer is None:
        return Opinions()
    rows = AnswerOpinion.objects.filter(answer=answer.act).values_list("is_answered")
    counted = dict(rows.order_by().annotate(count=Count("pk")))
    return Opinions(counted.get(True, 0), counted.get(False, 0))


@dataclass(frozen=True)
class QuestionsAbout:
    """The questions on the page of a thing: the first few, how many there are, and the ways on."""

    topic: str
    views: Sequence[QuestionView] = field(default=())
    count: int = 0
    unanswered: int = 0


def questions_about(topic: str, today: date, limit: int = 3) -> QuestionsAbout:
    """Return the questions about a topic, unanswered and most waited for first; six queries at most."""
    found = public_questions(QuestionSearch(topic=topic, order="esperan"))
    states = dict(
        PublicQuestion.objects.filter(contribution__topic=topic, case__visibility=Visibility.PUBLIC)
        .order_by()
        .values_list("case__state")
        .annotate(count=Count("pk"))
    )
    unanswered = sum(states.get(state, 0) for state in WAITING_STATES)
    first = found.order_by(F("case__state").desc(), *ORDERS["esperan"])[:limit] if states else ()
    return QuestionsAbout(
        topic=topic,
        views=question_views(list(first), today),
        count=unanswered + states.get(QuestionState.ANSWERED, 0),
        unanswered=unanswered,
    )


def waiting_for(body_ids: Sequence[int]) -> QuerySet[PublicQuestion]:
    """Questions that these bodies owe an answer, the oldest first; for their desks."""
    found = PublicQuestion.objects.filter(case__body__in=body_ids, case__state__in=WAITING_STATES)
    return _ready(found).order_by("case__opened_on", "case__pk")
