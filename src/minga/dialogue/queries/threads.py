"""What was said about a thing? Its threads with supports and official answers, at a fixed cost."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import FETCH_RAISE, Count, Q, QuerySet

from minga.dialogue.labels import ContributionKind, Side
from minga.dialogue.models import Contribution, OfficialAnswer, Support

IN_THREADS = (ContributionKind.COMMENT, ContributionKind.PROPOSAL, ContributionKind.REASON)
SHOWN = (
    *("kind", "topic", "root", "parent", "text", "language", "written_at"),
    *("hidden_at", "hidden_for", "erased_at", "is_demonstration"),
    *("speaks_for__name", "parish__name", "anchor__quote", "proposal__wording"),
)
"""The columns that a page of threads reads; salts and search words stay where they are."""
ROOTS_SHOWN = 150
DEEPEST_SHOWN = 3
NEWEST, OLDEST, SUPPORTED = "recientes", "antiguos", "apoyados"
ORDERS = (NEWEST, OLDEST, SUPPORTED)


@dataclass(frozen=True)
class Tally:
    """How many people are for a thing, and how many against it."""

    yes: int = 0
    no: int = 0

    @property
    def total(self) -> int:
        """How many took a side."""
        return self.yes + self.no


@dataclass(frozen=True)
class Node:
    """A contribution in its thread: how deep it stands, who supports it, what was answered."""

    words: Contribution
    depth: int
    tally: Tally
    answers: Sequence[OfficialAnswer] = ()
    side: int | None = None

    @property
    def shown_depth(self) -> int:
        """How far it is set in; deeper ones stand no further to the right."""
        return min(self.depth, DEEPEST_SHOWN)


@dataclass(frozen=True)
class Thread:
    """The threads of one topic on one page, each root followed by its replies, in reading order."""

    topic: str
    nodes: Sequence[Node] = field(default=())
    page: Page[int] | None = None
    count: int = 0
    order: str = NEWEST


def contributions_on(topic: str) -> QuerySet[Contribution]:
    """Everything said on a topic, ready to be shown; words of hidden ones are for nobody's eyes here."""
    found = Contribution.objects.filter(topic=topic, kind__in=IN_THREADS)
    ready = found.select_related("speaks_for", "parish", "anchor", "proposal").only(*SHOWN)
    return ready.fetch_mode(FETCH_RAISE)


def thread_of(topic: str, *, order: str = NEWEST, page: str | None = None) -> Thread:
    """Return the threads of a topic, sorted by their roots; five queries, however many replies."""
    roots = _sorted_roots(topic, order)
    shown = Paginator(roots, ROOTS_SHOWN).get_page(page)
    wanted = list(shown)
    found = list(
        contributions_on(topic)
        .filter(Q(pk__in=wanted) | Q(root__in=wanted))
        .order_by("written_at", "pk")
    )
    tallies = tallies_of(one.key for one in found)
    nodes = _in_reading_order(wanted, found, tallies, _answers([one.pk for one in found]))
    count = Contribution.objects.filter(topic=topic, kind__in=IN_THREADS).count()
    return Thread(topic, nodes, shown, count, order)


def _sorted_roots(topic: str, order: str) -> list[int]:
    roots = Contribution.objects.filter(topic=topic, kind__in=IN_THREADS, parent=None)
    ids = list(
        roots.order_by("written_at" if order == OLDEST else "-written_at", "pk").values_list(
            "pk", flat=True
        )
    )
    if order != SUPPORTED:
        return ids
    tallies = tallies_of(f"contribution:{pk}" for pk in ids)
    return sorted(ids, key=lambda pk: -tallies[f"contribution:{pk}"].yes)


def tallies_of(targets: Iterable[str]) -> Mapping[str, Tally]:
    """Return who is for and against each thing; those without anybody are zero. One query."""
    found: defaultdict[str, Tally] = defaultdict(Tally)
    rows = Support.objects.filter(target__in=list(targets)).order_by().values_list("target")
    counted = rows.annotate(
        yes=Count("pk", filter=Q(side=Side.FOR)), no=Count("pk", filter=Q(side=Side.AGAINST))
    )
    for target, yes, no in counted:
        found[target] = Tally(yes, no)
    return found


def _answers(ids: Sequence[int]) -> Mapping[int, Sequence[OfficialAnswer]]:
    found: defaultdict[int, list[OfficialAnswer]] = defaultdict(list)
    rows = OfficialAnswer.objects.filter(contribution__in=ids)
    for row in rows.select_related("act__wording", "act__body", "act__case").order_by("act_id"):
        found[row.contribution_id].append(row)
    return found


def _in_reading_order(
    roots: Sequence[int],
    found: Sequence[Contribution],
    tallies: Mapping[str, Tally],
    answers: Mapping[int, Sequence[OfficialAnswer]],
) -> list[Node]:
    """Put each contribution behind the one it replies to; no depth is too deep for the stack."""
    children: defaultdict[int, list[Contribution]] = defaultdict(list)
    by_id = {one.pk: one for one in found}
    for one in found:
        if one.parent_id is not None:
            children[one.parent_id].append(one)
    nodes: list[Node] = []
    waiting = [(by_id[pk], 0) for pk in reversed(roots) if pk in by_id]
    while waiting:
        one, depth = waiting.pop()
        nodes.append(Node(one, depth, tallies[one.key], answers.get(one.pk, ())))
        waiting += [(child, depth + 1) for child in reversed(children[one.pk])]
    return nodes


def contribution_to_read(pk: int) -> Contribution | None:
    """Return one contribution by itself, readable or not; None when there is none."""
    return Contribution.objects.defer("words").filter(pk=pk).first()
