"""Who is at this page? The person behind a request, their address's pace, and the refusals of services."""

from collections.abc import Callable, Mapping

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.crypto import salted_hmac

from minga.dialogue.forms import RefusableForm
from minga.dialogue.labels import ContributionKind
from minga.dialogue.models import Contribution, PublicQuestion
from minga.dialogue.queries.threads import contribution_to_read
from minga.dialogue.refusals import DialogueRefused
from minga.dialogue.rules.limits import WORDS_AN_ADDRESS, is_reached
from minga.dialogue.topics import resolve
from minga.people.public import Body, Person, Viewer, is_staff, may_record_for, viewer_of
from minga.record.public import DocumentRefused, StaleCase, refusal_sentence


def person_at(request: HttpRequest) -> Person:
    """Return the signed-in person; `signed_in_required` guards every caller."""
    person = viewer_of(request).person
    if person is None:
        raise PermissionDenied
    return person


def question_or_404(number: str) -> PublicQuestion:
    """Return a question by its number, with case and words, or 404."""
    found = PublicQuestion.objects.select_related("case__body", "contribution").filter(
        case__number=number
    )
    question = found.first()
    if question is None:
        raise Http404
    return question


def contribution_or_404(pk: int) -> Contribution:
    """Return a contribution, readable or not, or 404."""
    found = contribution_to_read(pk)
    if found is None:
        raise Http404
    return found


def address_of(contribution: Contribution) -> str:
    """Return the public page on which a contribution is read, at its place."""
    if contribution.topic_kind == "case" and contribution.topic.startswith("case:PRE-"):
        return reverse("dialogue:question-detail", args=(contribution.topic.partition(":")[2],))
    if contribution.kind == ContributionKind.QUESTION:
        question = PublicQuestion.objects.select_related("case").get(contribution=contribution)
        return reverse("dialogue:question-detail", args=(question.case.number,))
    thread = reverse("dialogue:thread", args=(contribution.topic,))
    return f"{thread}#aporte-{contribution.pk}"


def may_answer(viewer: Viewer, contribution: Contribution) -> bool:
    """May the viewer say what the competent body made of it? Who records for the topic's body."""
    topic = resolve([contribution.topic]).get(contribution.topic)
    if topic is None or topic.body_id is None or not is_staff(viewer, viewer.on):
        return False
    return may_record_for(viewer, Body.objects.get(pk=topic.body_id), viewer.on)


def keeps_pace(request: HttpRequest, viewer: Viewer) -> None:
    """Count one more text from this address; raises DialogueRefused with `too-many`.

    Staff count against nobody: an office writes from one address all day. The counter lives an
    hour in the shared cache under a keyed hash.
    """
    if is_staff(viewer, viewer.on):
        return
    address = get_adapter().get_client_ip(request)
    key = f"dialogue-pace:{salted_hmac('dialogue-pace', address, algorithm='sha256').hexdigest()}"
    cache.add(key, 0, timeout=int(WORDS_AN_ADDRESS.span.total_seconds()))
    if is_reached(WORDS_AN_ADDRESS, cache.get(key, 0)):
        raise DialogueRefused("too-many")
    cache.incr(key)


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form sent, even nothing at all; None while it is only opened."""
    return request.POST if request.method == "POST" else None


def attempt[T](form: RefusableForm, act: Callable[[], T]) -> T | None:
    """Do what a valid form asks and return what came of it; None, with the reason in the form."""
    try:
        return act()
    except DialogueRefused as refused:
        form.refuse(refused)
    except StaleCase:
        form.refuse(DialogueRefused("stale-case"))
    except DocumentRefused as refused:
        form.add_error("evidence", refusal_sentence(refused))
    return None


def done(form: RefusableForm, act: Callable[[], object]) -> bool:
    """Do what a valid form asks; False, with the reason in the form, when it is refused."""
    attempt(form, act)
    return not form.errors


def asked_of(query: Mapping[str, str], name: str, longest: int = 200) -> str:
    """Return what an address asks under a name, cut to a sensible length."""
    return query.get(name, "").strip()[:longest]
