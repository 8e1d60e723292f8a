"""What is said about a thing? Its page of threads, and the same for programs."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from minga.dialogue.labels import ANSWER_STATUS_LABELS, CONTRIBUTION_KIND_LABELS, ContributionKind
from minga.dialogue.models import Anchor, WordingProposal
from minga.dialogue.queries.threads import (
    NEWEST,
    OLDEST,
    ORDERS,
    SUPPORTED,
    Node,
    Tally,
    Thread,
    contributions_on,
    tallies_of,
    thread_of,
)
from minga.dialogue.rulebook import opening_of, refusal_of
from minga.dialogue.rules.difference import Change, Run, difference
from minga.dialogue.rules.openings import Part
from minga.dialogue.texts import text_of
from minga.dialogue.topics import Topic, resolve
from minga.dialogue.wording import unreadable_words, voice_of
from minga.kernel import clock
from minga.kernel.clock import local_date
from minga.website.data_formats import Entry, atom_response, csv_response, json_response
from minga.website.dates import plain_date
from minga.website.page_cache import cached_page, ends_at
from minga.website.parts import Link
from minga.website.render import render_page

SHOWN = ("dialogue", "record", "people", "plan")
FEED_LENGTH = 50
FRESH = timedelta(seconds=5)
COLUMNS = (
    *("id", "kind", "in_reply_to", "written_on", "voice", "language", "text", "quote", "wording"),
    *("for", "against", "address", "demo"),
)


@dataclass(frozen=True)
class AnsweredBy:
    """What the competent body answered to a contribution."""

    status: str
    text: str
    by: str
    on: str
    url: str


@dataclass(frozen=True)
class Said:
    """A contribution as one item of a thread, every word of it ready."""

    pk: int
    base: str
    css: str
    heading: str
    voice: str
    on: str
    text: str
    tag: str
    unreadable: str
    quote: str
    difference: list[Run]
    tally: str
    answers: list[AnsweredBy]


def tally_words(tally: Tally) -> str:
    """Return "3 a favor, 1 en contra"; empty while nobody took a side."""
    if not tally.total:
        return ""
    return _("%(yes)s a favor, %(no)s en contra") % {"yes": tally.yes, "no": tally.no}


class Sayings:
    """Says each day and address once: a page has many contributions of few days."""

    def __init__(self) -> None:
        self._days: dict[date, str] = {}
        zero = reverse("dialogue:contribution-reply", args=(0,))
        self._contributions = zero.removesuffix("0/responder/")

    def day(self, day: date) -> str:
        """Return a day in words."""
        if day not in self._days:
            self._days[day] = plain_date(day)
        return self._days[day]

    def address(self, pk: int) -> str:
        """Return where people reply to a contribution, support it and report it."""
        return f"{self._contributions}{pk}/"


def said_of(node: Node, sayings: Sayings) -> Said:
    """Return a contribution ready for its page; hidden words do not leave this function."""
    words, unreadable = node.words, unreadable_words(node.words)
    anchor = getattr(words, "anchor", None)
    proposal = getattr(words, "proposal", None)
    return Said(
        pk=words.pk,
        base=sayings.address(words.pk),
        css=f"d{node.shown_depth}",
        heading=""
        if words.kind == ContributionKind.COMMENT
        else str(CONTRIBUTION_KIND_LABELS[words.kind]),
        voice=voice_of(words),
        on=sayings.day(local_date(words.written_at)),
        text="" if unreadable else words.text,
        tag="" if words.language == "es" else words.language,
        unreadable=unreadable,
        quote=anchor.quote if anchor else "",
        difference=_difference(anchor, proposal) if not unreadable else [],
        tally=tally_words(node.tally),
        answers=[
            AnsweredBy(
                status=str(ANSWER_STATUS_LABELS[answer.status]),
                text=answer.act.wording.text,
                by=answer.act.body.name if answer.act.body else "",
                on=sayings.day(local_date(answer.act.happened_at)),
                url=answer.act.get_absolute_url(),
            )
            for answer in node.answers
        ],
    )


def _difference(anchor: Anchor | None, proposal: WordingProposal | None) -> list[Run]:
    return difference(anchor.quote, proposal.wording) if anchor and proposal else []


@dataclass(frozen=True)
class ThreadShown:
    """What template `dialogue/_thread.html` shows on the page of a thing."""

    items: list[Said]
    thread: Thread
    found: str
    url: str
    comment_url: str
    proposal_url: str
    closed: str


def thread_shown(topic: Topic, thread: Thread) -> ThreadShown:
    """Return a thread ready for its page, with the way to write, or why it is closed."""
    sayings = Sayings()
    closed = refusal_of(topic, Part.COMMENTS, clock.today())
    return ThreadShown(
        items=[said_of(node, sayings) for node in thread.nodes],
        thread=thread,
        found=found_words(thread.count),
        url=reverse("dialogue:thread", args=(topic.key,)),
        comment_url="" if closed else reverse("dialogue:comment-new", args=(topic.key,)),
        proposal_url=_proposal_url(topic),
        closed=closed or "",
    )


def _proposal_url(topic: Topic) -> str:
    closed = refusal_of(topic, Part.PROPOSALS, clock.today())
    if closed or text_of(topic.key) is None:
        return ""
    return reverse("dialogue:proposal-new", args=(topic.key,))


def found_words(count: int) -> str:
    """Say how much was said."""
    if not count:
        return _("Todavía nadie ha comentado")
    return ngettext("%(n)s aporte", "%(n)s aportes", count) % {"n": count}


def topic_or_404(key: str) -> Topic:
    """Return a topic on which comments or proposals are switched on, or 404."""
    topic = resolve([key]).get(key)
    parts = (Part.COMMENTS, Part.PROPOSALS)
    if topic is None or not any(opening_of(topic, part) for part in parts):
        raise Http404
    return topic


@require_safe
@cached_page(*SHOWN)
def thread(request: HttpRequest, key: str) -> HttpResponse:
    """Everything that was said about a thing, in the order that was asked for."""
    topic = topic_or_404(key)
    order = request.GET.get("orden", "")
    order = order if order in ORDERS else NEWEST
    shown = thread_shown(topic, thread_of(key, order=order, page=request.GET.get("pagina")))
    words = {
        NEWEST: _("Lo nuevo primero"),
        OLDEST: _("Lo antiguo primero"),
        SUPPORTED: _("Lo más apoyado primero"),
    }
    context = {
        "topic": topic,
        "shown": shown,
        "page": shown.thread.page,
        "query": request.GET,
        "orders": [(Link(words[one], f"?orden={one}"), one == order) for one in ORDERS],
    }
    return _soon_over(render_page(request, "dialogue/thread.html", context))


def _soon_over(response: HttpResponse) -> HttpResponse:
    """Let a kept page with tallies end after seconds: supports are too many to be announced."""
    ends_at(response, clock.now() + FRESH)
    return response


def _nodes(key: str) -> list[Node]:
    found = list(contributions_on(topic_or_404(key).key).order_by("written_at", "pk"))
    tallies = tallies_of(one.key for one in found)
    return [Node(one, 0, tallies[one.key]) for one in found]


def _document(node: Node, address: str) -> dict[str, str | int | bool | None]:
    words, said = node.words, said_of(node, Sayings())
    return {
        "id": words.pk,
        "kind": words.kind,
        "in_reply_to": words.parent_id,
        "written_on": local_date(words.written_at).isoformat(),
        "voice": said.voice,
        "language": words.language,
        "text": said.unreadable or said.text,
        "quote": said.quote,
        "wording": "".join(run.text for run in said.difference if run.change != Change.REMOVED),
        "for": node.tally.yes,
        "against": node.tally.no,
        "address": f"{settings.SITE_ADDRESS}{address}#aporte-{words.pk}",
        "demo": words.is_demonstration,
    }


@require_safe
@cached_page(*SHOWN)
def thread_json(request: HttpRequest, key: str) -> HttpResponse:
    """The same for programs."""
    del request
    address = reverse("dialogue:thread", args=(key,))
    return _soon_over(
        json_response({"contributions": [_document(node, address) for node in _nodes(key)]})
    )


@require_safe
@cached_page(*SHOWN)
def thread_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The same as a table."""
    del request
    address = reverse("dialogue:thread", args=(key,))
    documents = [_document(node, address) for node in _nodes(key)]
    rows = [[document[column] for column in COLUMNS] for document in documents]
    return _soon_over(csv_response("dialogo", COLUMNS, rows))


@require_safe
@cached_page(*SHOWN)
def thread_atom(request: HttpRequest, key: str) -> HttpResponse:
    """The newest of them, as a feed."""
    topic = topic_or_404(key)
    address = reverse("dialogue:thread", args=(key,))
    newest = contributions_on(key).order_by("-written_at", "-pk")[:FEED_LENGTH]
    entries = [
        Entry(
            key=f"{address}{one.pk}",
            title=voice_of(one),
            path=f"{address}#aporte-{one.pk}",
            updated_at=one.written_at,
            summary=unreadable_words(one) or one.text,
            is_demonstration=one.is_demonstration,
        )
        for one in newest
    ]
    title = _("Lo que se dice de: %(topic)s") % {"topic": topic.title}
    return atom_response(request, title=title, path=address, entries=entries)
