"""How does a value travel to programs? Exact numbers as text, whole addresses, unknown as null."""

from decimal import Decimal

from django.conf import settings
from django.urls import reverse

from minga.website.data_formats import plain_decimal


def exact_text(value: Decimal | None) -> str | None:
    """Return an exact number as text: JSON readers would round it. None stays unknown."""
    return None if value is None else plain_decimal(value)


def whole_address(path: str) -> str:
    """Return an address that works outside this site too."""
    return f"{settings.SITE_ADDRESS}{path}"


def activity_address(plan_slug: str, number: int) -> str:
    """Return the whole address of an activity."""
    return whole_address(reverse("plan:activity-detail", args=(plan_slug, number)))
