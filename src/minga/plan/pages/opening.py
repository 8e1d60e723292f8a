"""Which plan, in which version, does an address open, and on which day is it read?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.plan.models import PlanVersion, WorkPlan
from minga.plan.queries.moments import Moment, moment_of
from minga.plan.queries.plans import all_plans, version_at, version_in_force
from minga.website.drawing.rows import Span
from minga.website.page_cache import cached_page
from minga.website.render import render_page

SHOWN_CONTEXTS = ("plan", "record", "people", "territory")


@dataclass(frozen=True)
class Opened:
    """A plan as an address opens it: the version in force at the moment."""

    plan: WorkPlan
    version: PlanVersion
    moment: Moment

    @property
    def span(self) -> Span | None:
        """The days of the plan for drawings; None when its dates are not known."""
        return span_of(self.plan, self.version)


def of_plan(
    view: Callable[Concatenate[HttpRequest, Opened, ...], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Open the plan named by `slug` (none: the main plan) as of `?al=` for a page that only reads.

    404 without such a plan; before it was registered, a page that says since when it is here.
    """

    @require_safe
    @cached_page(*SHOWN_CONTEXTS)
    @wraps(view)
    def opened(request: HttpRequest, /, slug: str = "", **rest: Any) -> HttpResponse:
        moment = moment_of(request.GET.get("al", ""))
        version = version_in_force(slug, moment)
        if version is None:
            return _not_yet(request, slug, moment)
        return view(request, Opened(version.plan, version, moment), **rest)

    return opened


def _not_yet(request: HttpRequest, slug: str, moment: Moment) -> HttpResponse:
    """Say since when the plan is registered here; 404 when it never was."""
    plan = all_plans().filter(**({"slug": slug} if slug else {"is_main": True})).first()
    first = plan.versions.order_by("number").select_related("act").first() if plan else None
    if plan is None or first is None:
        raise Http404
    context = {
        "plan": plan,
        "moment": moment,
        "registered_at": first.act.recorded_at,
        "real": real_words(plan),
    }
    return render_page(request, "plan/not_yet.html", context, status=HTTPStatus.NOT_FOUND)


def version_or_404(plan: WorkPlan, moment: Moment) -> PlanVersion:
    """Return the version in force at the moment; 404 before the plan was registered."""
    version = version_at(plan, moment)
    if version is None:
        raise Http404
    return version


def show(
    request: HttpRequest,
    opened: Opened,
    template: str,
    context: Mapping[str, Any],
    *,
    address: str,
    swap: str = "",
) -> HttpResponse:
    """Render a page of a plan; `address` is its own, also when it was opened under /plan/."""
    shared = {
        "plan": opened.plan,
        "version": opened.version,
        "moment": opened.moment,
        "span": opened.span,
        "canonical": canonical(address),
        "real": real_words(opened.plan),
    }
    return render_page(request, template, {**shared, **context}, swap=swap)


def real_words(plan: WorkPlan) -> str:
    """Return what stands in the strip of a demonstration over a plan that is real; empty for others.

    Safe to say: nobody fictional can act on it (`rules.procedure`).
    """
    if plan.is_demonstration:
        return ""
    return _("Plan real, solo con hechos reales y con fuente")


def canonical(address: str) -> str:
    """Return the one full address of a page."""
    return f"{settings.SITE_ADDRESS}{address}"


def address_of(opened: Opened, name: str, *parts: str | int) -> str:
    """Return the address of a page of this plan."""
    return reverse(f"plan:{name}", args=(opened.plan.slug, *parts))


def span_of(plan: WorkPlan, version: PlanVersion) -> Span | None:
    """Return the days of the plan for drawings; None when its dates are not known."""
    if plan.starts_on is None or plan.ends_on is None:
        return None
    return Span(plan.starts_on, plan.ends_on, version.years_count)
