"""Where the web server enters the site of one page."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
