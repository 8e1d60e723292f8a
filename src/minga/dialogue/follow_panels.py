"""Where does one begin to follow what a page shows, and what does one follow already? For pages below."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.dialogue.follow_links import follow_address
from minga.dialogue.models import Follow
from minga.people.public import OwnSection, Viewer
from minga.website.parts import Link


def follow_links(topics: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return for slot `follow` the address of each topic; no query."""
    return {topic: [follow_address(topic)] for topic in topics}


def own_follow_section(viewers: Sequence[Viewer]) -> Mapping[Viewer, Sequence[OwnSection]]:
    """Return for slot `own.sections` how many things a person follows; one query each."""
    return {viewer: [_section(viewer)] for viewer in viewers if viewer.person is not None}


def _section(viewer: Viewer) -> OwnSection:
    count = Follow.objects.filter(follower__person=viewer.person).count()
    said = ngettext("Sigues %(count)s cosa.", "Sigues %(count)s cosas.", count) % {"count": count}
    text = said if count else _("Aún no sigues nada.")
    link = Link(_("Ver lo que sigo y mis avisos"), reverse("dialogue:own-follows"))
    return OwnSection(_("Lo que sigues"), text, link)
