"""Which small parts do the pages of accounts share? Privacy notice, messages, words of codes."""

from typing import Any

from django import template
from django.conf import settings
from django.contrib.messages import get_messages
from django.template.context import Context

from minga.people import labels
from minga.people.consents import consent_title
from minga.people.counter_words import SEARCHED_BY_LABELS, SHOWN_DOCUMENT_LABELS
from minga.people.notices import PrivacyNotice, notice_of

register = template.Library()


@register.inclusion_tag("people/_privacy_notice.html")
def privacy_notice(notice: PrivacyNotice | str) -> dict[str, PrivacyNotice]:
    """Show what a form asks for, what for, on which basis, for how long and who sees it.

    Takes the notice, or the name of one of this context.
    """
    return {"notice": notice if isinstance(notice, PrivacyNotice) else notice_of(notice)}


@register.inclusion_tag("people/_messages.html", takes_context=True)
def account_messages(context: Context) -> dict[str, Any]:
    """Show, once, what was just done."""
    return {"messages": get_messages(context["request"])}


@register.simple_tag
def mail_leaves() -> bool:
    """Can this installation send e-mail? Without it the pages offer the counter only."""
    return bool(settings.MAIL_LEAVES)


@register.filter
def role_words(code: str) -> str:
    """Return the words of a role."""
    return str(labels.ROLE_LABELS.get(code, code))


@register.filter
def level_words(code: str) -> str:
    """Return the words of an identity level."""
    return str(labels.IDENTITY_LEVEL_LABELS.get(code, code))


@register.filter
def detail_words(code: str) -> str:
    """Return the words of the detail of an account event: a role, a level, a request, a consent."""
    known = (
        labels.ROLE_LABELS
        | labels.IDENTITY_LEVEL_LABELS
        | labels.RECOVERY_LABELS
        | SEARCHED_BY_LABELS
        | SHOWN_DOCUMENT_LABELS
    )
    return str(known.get(code) or consent_title(code))


@register.filter
def factor_words(code: str) -> str:
    """Return the words of a kind of second factor."""
    return str(labels.SECOND_FACTOR_LABELS.get(code, code))
