"""Where does the web server enter? The application that answers every request, behind its cache."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minga.config.settings")

django_application = get_wsgi_application()

# late: import cycle in Django app loading
from minga.website.page_cache.standing import standing_before  # noqa: E402 - models need Django set up

application = standing_before(django_application)
