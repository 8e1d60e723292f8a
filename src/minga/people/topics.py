"""Who may be followed? Bodies, and persons who hold or held a public office."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from minga.kernel.named import Named
from minga.people.models import Body, Identity


def bodies_named(slugs: Sequence[str], *, url: str) -> Mapping[str, Named]:
    """Return these bodies; `url` is the page on which all of them are found; one query."""
    return {
        body.slug: Named(body.name, url, body.pk, body.is_demonstration)
        for body in Body.objects.filter(slug__in=slugs)
    }


def persons_named(public_ids: Sequence[str], *, url: str) -> Mapping[str, Named]:
    """Return those of these persons whose office is public; nobody else is ever named; one query."""
    wanted = [one for text in public_ids if (one := _as_uuid(text))]
    found = Identity.objects.filter(person__public_id__in=wanted, is_public_figure=True)
    return {
        str(identity.person.public_id): Named(
            identity.name, url, is_demonstration=identity.person.is_demonstration
        )
        for identity in found.select_related("person")
    }


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
