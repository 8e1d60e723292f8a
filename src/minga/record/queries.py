"""What may be read of the record, and by whom? The one rule of what is public, and the reads on it."""

from django.db.models import QuerySet

from minga.record.labels import Visibility
from minga.record.models import Act, Case


def public_cases() -> QuerySet[Case]:
    """Cases that anybody may see."""
    return Case.objects.filter(visibility=Visibility.PUBLIC)


def public_acts() -> QuerySet[Act]:
    """Acts that anybody may see: those of public cases, newest first."""
    return Act.objects.filter(case__visibility=Visibility.PUBLIC).order_by("-happened_at", "-pk")
