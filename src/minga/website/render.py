"""How does a page answer? Whole, or only the part that htmx asks for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    swap: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the whole page, or only partial `swap` when htmx asks for it."""
    wants_partial = swap and request.headers.get("HX-Request") == "true"
    name = f"{template}#{swap}" if wants_partial else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
