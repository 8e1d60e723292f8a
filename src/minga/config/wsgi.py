"""Where does the web server enter? The application that answers every request."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minga.config.settings")

application = get_wsgi_application()
