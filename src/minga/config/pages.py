"""Which pages belong to the deployment itself? What is well, for people and for Prometheus."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from minga.config.health import health, metrics
from minga.website.render import render_page


@never_cache
@require_safe
def health_page(request: HttpRequest) -> HttpResponse:
    """Show what is well; the status is 503 when something is not."""
    checks = health()
    well = all(check.is_well for check in checks)
    context = {"checks": checks, "well": well}
    return render_page(request, "config/health.html", context, status=200 if well else 503)


@never_cache
@require_safe
def metrics_page(_request: HttpRequest) -> HttpResponse:
    """Write the figures that Prometheus collects; none of them is about a person."""
    return HttpResponse(metrics(), content_type="text/plain; version=0.0.4; charset=utf-8")
