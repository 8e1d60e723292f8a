"""Who administers first? Somebody invited from the command line; there is no default password."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from minga.kernel.clock import local_date
from minga.people.labels import BodyKind, Role
from minga.people.models import Body
from minga.people.services.bodies import found_body
from minga.people.services.invitations import Invitation, invite_staff
from minga.people.services.saving import PeopleRefused


@transaction.atomic
def invite_administrator(*, name: str, at: datetime, body_slug: str = "") -> Invitation:
    """Invite an administrator of a body and return the code to be printed.

    Without a body it is the council of this installation, founded under the institution's name
    when there is none. Raises PeopleRefused with `body-unknown`, or as `invite_staff`.
    """
    return invite_staff(
        name=name,
        body=_body(body_slug),
        role=Role.ADMINISTRATOR,
        starts_on=local_date(at),
        at=at,
        by=None,
    )


def _body(slug: str) -> Body:
    if slug:
        body = Body.objects.filter(slug=slug).first()
        if body is None:
            raise PeopleRefused("body-unknown")
        return body
    councils = Body.objects.filter(kind=BodyKind.COUNCIL).order_by("pk")
    if settings.DEMONSTRATION:
        return councils.filter(is_demonstration=True).first() or _found()
    return councils.filter(name=settings.INSTITUTION).first() or councils.first() or _found()


def _found() -> Body:
    name = settings.INSTITUTION
    return found_body(slug=slugify(name)[:80], kind=BodyKind.COUNCIL, name=name)
