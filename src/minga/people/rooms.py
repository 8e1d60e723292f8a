"""Which rooms of this context may a viewer enter, and what do others add to the own account?"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from minga.people.labels import Role
from minga.people.permissions import CODE_ISSUING_ROLES, Viewer, roles_held
from minga.website.parts import Link

DESK_READERS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
OWN_SECTIONS = "own.sections"
"""Slot: rows of `OwnSection` that higher contexts show at `/mi/`, by viewer."""


@dataclass(frozen=True)
class OwnSection:
    """What another context says at `/mi/`: a title, a sentence and one way on."""

    title: str
    text: str
    link: Link


def rooms_for(viewer: Viewer) -> tuple[Link, ...]:
    """Return the desk pages of this context that the viewer's roles open."""
    roles = roles_held(viewer, viewer.on)
    rooms: list[Link] = []
    if not roles.isdisjoint(DESK_READERS):
        rooms.append(Link(_("Personas y cargos"), reverse("people:desk")))
    if not roles.isdisjoint(CODE_ISSUING_ROLES):
        rooms.append(Link(_("Código para contraseña nueva"), reverse("people:counter-code")))
    return tuple(rooms)
