"""Which things below can be asked about? Bodies, people in office and cases, as topics."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from minga.dialogue.models import PublicQuestion
from minga.dialogue.topics import Resolver, Topic
from minga.kernel import clock
from minga.people.public import Appointment, Body, BodyKind, in_office
from minga.record.public import Visibility, public_cases


def body_topics(slugs: Sequence[str]) -> Mapping[str, Topic]:
    """Return public bodies by their slugs; organisations answer to nobody here. One query."""
    found = Body.objects.filter(slug__in=slugs).exclude(kind=BodyKind.ORGANISATION)
    return {
        body.slug: Topic(
            key=f"body:{body.slug}",
            title=body.name,
            url=f"{reverse('dialogue:question-list')}?organo={body.slug}",
            body_id=body.pk,
            is_demonstration=body.is_demonstration,
        )
        for body in found
    }


def person_topics(public_ids: Sequence[str]) -> Mapping[str, Topic]:
    """Return people in office today by their public identifiers; their body answers. One query."""
    ids = [public_id for public_id in public_ids if _is_uuid(public_id)]
    held = Appointment.objects.filter(
        person__public_id__in=ids, person__identity__is_public_figure=True
    ).select_related("person__identity", "body")
    now = in_office(tuple(held.order_by("-starts_on", "-pk")), clock.today())
    return {str(one.person.public_id): _person_topic(one) for one in reversed(now)}


def _person_topic(held: Appointment) -> Topic:
    key = f"person:{held.person.public_id}"
    return Topic(
        key=key,
        title=held.person.identity.name,
        url=f"{reverse('dialogue:question-list')}?sobre={key}",
        body_id=held.body_id,
        is_demonstration=held.person.is_demonstration,
    )


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def topics_of_question_acts(act_ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Return public act of a question → what it was asked about; one query."""
    asked = PublicQuestion.objects.filter(
        case__acts__in=act_ids, case__visibility=Visibility.PUBLIC
    )
    return {act: [key] for act, key in asked.values_list("case__acts", "contribution__topic")}


def case_topics(pages: Mapping[str, str]) -> Resolver:
    """Return the source of public cases; `pages` names the page of each kind that has one of its own.

    A case without a body of its own cannot be asked about. One query.
    """

    def found(numbers: Sequence[str]) -> Mapping[str, Topic]:
        cases = public_cases().filter(number__in=numbers)
        return {
            case.number: Topic(
                key=f"case:{case.number}",
                title=f"{case.number}: {case.title}",
                url=_page_of(case.number, pages.get(case.kind)) or case.get_absolute_url(),
                body_id=case.body_id,
                is_demonstration=case.is_demonstration,
                case_id=case.pk,
            )
            for case in cases
        }

    return found


def _page_of(number: str, name: str | None) -> str:
    return reverse(name, args=(number,)) if name else ""
