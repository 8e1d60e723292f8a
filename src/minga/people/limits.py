"""Is this too often? Attempts are counted for all web processes together, by address and by key."""

from allauth.core import ratelimit
from django.http import HttpRequest


def is_within_limits(request: HttpRequest, action: str, *, key: str = "") -> bool:
    """Count one attempt of an action of `ACCOUNT_RATE_LIMITS`; say whether it is still within it.

    `key` is what the narrow limit counts by (a case number); the wide one counts by address, since a
    whole office sits behind one.
    """
    return bool(ratelimit.consume(request, action=action, key=key))
