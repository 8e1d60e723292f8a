"""How are public pages served without asking the database? A cache before Django, never stale.

Pages say on which contexts they depend (`cached_page`); services say which context changed
(`publish`); the gate answers from memory while nothing changed and the day is the same.
"""

from minga.website.page_cache.marking import cached_page, ends_at
from minga.website.page_cache.publishing import counters, publish
from minga.website.page_cache.reading import read_public_page

__all__ = ["cached_page", "counters", "ends_at", "publish", "read_public_page"]
