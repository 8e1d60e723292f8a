"""Which address opens which room? Spanish without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from minga.openness.urls import machine_addresses

urlpatterns = [
    *machine_addresses,
    *i18n_patterns(
        path("", include("minga.openness.urls")),
        path("", include("minga.plan.urls")),
        path("", include("minga.dialogue.urls")),
        path("", include("minga.record.urls")),
        path("", include("minga.people.urls")),
        path("", include("minga.territory.urls")),
        path("", include("minga.website.urls")),
        path("", include("minga.config.health_urls")),
        prefix_default_language=False,
    ),
]

handler400 = "minga.website.pages.bad_request"
handler403 = "minga.website.pages.permission_denied"
handler404 = "minga.website.pages.page_not_found"
handler500 = "minga.website.pages.server_error"
