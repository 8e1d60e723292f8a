"""Which addresses of plans should search engines know?"""

from django.urls import reverse

from minga.plan.models import Activity
from minga.plan.queries.plans import all_plans
from minga.record.public import Visibility


def public_paths() -> list[str]:
    """Return the pages of plans and activities, and the list of gestiones; two queries."""
    plans = [reverse("plan:plan-detail", args=(plan.slug,)) for plan in all_plans()]
    public = Activity.objects.filter(plan__case__visibility=Visibility.PUBLIC)
    rows = public.order_by("plan__slug", "number").values_list("plan__slug", "number")
    activities = [reverse("plan:activity-detail", args=row) for row in rows]
    return [reverse("plan:plan-list"), reverse("plan:casework-list"), *plans, *activities]
