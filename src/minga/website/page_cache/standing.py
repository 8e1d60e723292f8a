"""How is the gate put before the program?"""

import psycopg
from django.conf import settings

from minga.website.page_cache.gate import Application, PageCache
from minga.website.page_cache.listening import Watcher
from minga.website.page_cache.publishing import versions


def standing_before(application: Application) -> PageCache:
    """Return the program behind the page cache; its watcher starts with the first request."""
    return PageCache(application, versions(), Watcher(versions(), _connect))


def _connect() -> psycopg.Connection:
    return psycopg.connect(settings.DATABASE_DIRECT_URL, autocommit=True, connect_timeout=5)
