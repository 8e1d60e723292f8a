"""What do search engines and finders of weaknesses read? robots.txt, the site map, security.txt."""

from datetime import timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from minga.kernel import clock
from minga.website.page_cache import cached_page
from minga.website.panels import SITE, fill

PRIVATE = ("/despacho/", "/mi/", "/cuenta/", "/entrar/")
VALID_FOR = timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by machines; a demonstration asks not to be found."""
    del request
    closed = ("/",) if settings.DEMONSTRATION else PRIVATE
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines.append(f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cached_page("plan", "territory", "record")
def sitemap(request: HttpRequest) -> HttpResponse:
    """The addresses of public pages, as contexts name them in slot `sitemap`."""
    del request
    address = settings.SITE_ADDRESS
    entries = "".join(
        f"<url><loc>{escape(address + path)}</loc></url>" for path in fill("sitemap", [SITE])[SITE]
    )
    document = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>\n'
    )
    return HttpResponse(document, content_type="application/xml; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where a weakness is reported (RFC 9116); 404 while the operator has named no contact."""
    del request
    if not settings.SECURITY_CONTACT:
        return HttpResponse(status=404, content_type="text/plain; charset=utf-8")
    expires = (clock.now() + VALID_FOR).replace(microsecond=0, minute=0, second=0)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: es, en",
        f"Canonical: {settings.SITE_ADDRESS}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
