"""How are the open sessions of an account ended?"""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from minga.people.models import Account


def end_sessions(*, account: Account) -> int:
    """End every session of the account and return how many were known."""
    known = UserSession.objects.filter(user_id=account.pk)
    keys = list(known.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    known.delete()
    return len(keys)
