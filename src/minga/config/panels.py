"""What do pages show of contexts above them? The one table slot → functions."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.dialogue.public import (
    follow_links,
    followed_questions,
    moderation_sections,
    own_follow_section,
    own_sections,
)
from minga.dialogue.public import public_paths as dialogue_paths
from minga.people.public import OWN_SECTIONS, desk_notices, desk_rooms
from minga.plan.public import desk_acts, desk_sections, followed_casework, parish_casework
from minga.plan.public import public_paths as plan_paths
from minga.record.public import (
    counter_room,
    own_data_requests,
    privacy_acts,
    privacy_room,
    processing_section,
    register_acts,
)
from minga.territory.public import public_paths as territory_paths
from minga.website.context import MenuEntry
from minga.website.panels import SITE, Panel
from minga.website.panels import install as install_panels

MENU = (
    MenuEntry(_("Plan"), "plan:plan-list", ("/plan/", "/planes/")),
    MenuEntry(_("Gestiones"), "plan:casework-list", ("/gestiones/",)),
    MenuEntry(_("Preguntas"), "dialogue:question-list", ("/preguntas/",)),
    MenuEntry(_("Territorio"), "territory:parish-list", ("/territorio/",)),
    MenuEntry(_("Registro"), "record:registry", ("/registro/",)),
)
FOOTER = (
    MenuEntry(_("Sigue tu pedido"), "record:follow", ("/seguimiento/",)),
    MenuEntry(_("Despacho"), "record:desk", ("/despacho/",)),
    MenuEntry(_("Mi cuenta"), "people:my-account", ("/mi/",)),
    MenuEntry(_("Privacidad"), "people:privacy", ("/privacidad/",)),
)


def main_menu(_ids: Sequence[str]) -> Mapping[str, Sequence[MenuEntry]]:
    """The rooms that exist; later contexts add theirs here."""
    return {SITE: MENU}


def footer(_ids: Sequence[str]) -> Mapping[str, Sequence[MenuEntry]]:
    """The doors of staff and of one's own account, and what is done with personal data."""
    return {SITE: FOOTER}


def sitemap(_ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The addresses of public pages, for search engines."""
    return {
        SITE: [
            "/",
            *plan_paths(),
            *dialogue_paths(),
            *territory_paths(),
            reverse("record:registry"),
            reverse("record:processing-register"),
        ]
    }


PANELS: dict[str, tuple[Panel, ...]] = {
    "sitemap": (sitemap,),
    "main_menu": (main_menu,),
    "footer": (footer,),
    "follow": (follow_links,),
    OWN_SECTIONS: (
        own_sections,
        own_follow_section,
        own_data_requests,
    ),
    "desk.acts": (counter_room, desk_acts, register_acts, privacy_acts, desk_rooms),
    "parish.sections": (parish_casework,),
    "followed_case.sections": (
        followed_casework,
        followed_questions,
    ),
    "desk.sections": (desk_sections, moderation_sections, desk_notices, privacy_room),
    "privacy.sections": (processing_section,),
}


def install() -> None:
    """Install the whole table, once, at start."""
    install_panels(PANELS)
