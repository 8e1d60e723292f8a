"""Which addresses of plans should search engines know?"""

from django.urls import reverse

from minga.plan.models import Activity
from minga.plan.queries.plans import all_plans


def public_paths() -> list[str]:
    """Return the pages of plans and activities; two queries."""
    plans = [reverse("plan:plan-detail", args=(plan.slug,)) for plan in all_plans()]
    rows = Activity.objects.order_by("plan__slug", "number").values_list("plan__slug", "number")
    activities = [reverse("plan:activity-detail", args=row) for row in rows]
    return [reverse("plan:plan-list"), *plans, *activities]
