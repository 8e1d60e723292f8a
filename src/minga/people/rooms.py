"""Which rooms of this context may a viewer enter, and what do others add to the own account?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.people.labels import Role
from minga.people.permissions import CODE_ISSUING_ROLES, Viewer, roles_held
from minga.people.queries import open_recoveries
from minga.website.parts import Link

DESK_READERS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
OWN_SECTIONS = "own.sections"
"""Slot: rows of `OwnSection` that higher contexts show at `/mi/`, by viewer."""

PRIVACY_SECTIONS = "privacy.sections"
"""Slot: rows of `OwnSection` that higher contexts show at `/privacidad/`, for the id `site`."""


@dataclass(frozen=True)
class OwnSection:
    """What another context says at `/mi/` or `/privacidad/`: a title, a sentence and one way on."""

    title: str
    text: str
    link: Link


@dataclass(frozen=True)
class DeskRoom:
    """A way from the desk into a room of this context, as slot `desk.acts` shows it."""

    label: str
    url: str
    text: str = ""


@dataclass(frozen=True)
class DeskNotice:
    """What this context says at the desk, as slot `desk.sections` shows it."""

    title: str
    text: str
    action: str
    url: str


def desk_rooms(viewers: Sequence[Viewer]) -> Mapping[Viewer, Sequence[DeskRoom]]:
    """Return for slot `desk.acts` what may be done at a counter for whoever stands there."""
    return {viewer: _counter_rooms(viewer) for viewer in viewers}


def _counter_rooms(viewer: Viewer) -> list[DeskRoom]:
    roles = roles_held(viewer, viewer.on)
    rooms: list[DeskRoom] = []
    if not roles.isdisjoint(CODE_ISSUING_ROLES):
        text = _("Para quien está delante con su documento")
        rooms.append(
            DeskRoom(_("Un código para contraseña nueva"), reverse("people:counter-code"), text)
        )
    return rooms


def desk_notices(viewers: Sequence[Viewer]) -> Mapping[Viewer, Sequence[DeskNotice]]:
    """Return for slot `desk.sections` the way to people and bodies, and what waits there.

    One query for administrators, none for others.
    """
    return {viewer: _notices(viewer) for viewer in viewers}


def _notices(viewer: Viewer) -> list[DeskNotice]:
    roles = roles_held(viewer, viewer.on)
    if roles.isdisjoint(DESK_READERS):
        return []
    waiting = open_recoveries().count() if Role.ADMINISTRATOR in roles else 0
    text = _("Quién tiene qué cargo, en qué cuerpo y hasta cuándo.")
    if waiting:
        text = ngettext(
            "%(count)s pedido de abrir una cuenta de nuevo espera.",
            "%(count)s pedidos de abrir una cuenta de nuevo esperan.",
            waiting,
        ) % {"count": waiting}
    action = _("Abrir personas y cargos")
    return [DeskNotice(_("Personas y cargos"), text, action, reverse("people:desk"))]


def rooms_for(viewer: Viewer) -> tuple[Link, ...]:
    """Return the desk pages of this context that the viewer's roles open."""
    roles = roles_held(viewer, viewer.on)
    rooms: list[Link] = []
    if not roles.isdisjoint(DESK_READERS):
        rooms.append(Link(_("Personas y cargos"), reverse("people:desk")))
    if not roles.isdisjoint(CODE_ISSUING_ROLES):
        rooms.append(Link(_("Código para contraseña nueva"), reverse("people:counter-code")))
    return tuple(rooms)
