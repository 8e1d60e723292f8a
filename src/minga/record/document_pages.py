"""Who may open a document, and how is it handed over so that it can do no harm?"""

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from minga.people.public import Viewer, may_work_in, viewer_of
from minga.record.case_kinds import readers_of
from minga.record.documents import path_of
from minga.record.labels import Visibility
from minga.record.models import ActDocument
from minga.record.rules.document_types import PHOTOS, DocumentType, kind_of

# Shown in the page; everything else is downloaded: a browser would run more than it shows.
SHOWN = PHOTOS | {DocumentType.TXT}
ONE_HOUR = 3600
# A directive without values is written as one empty value.
POLICY: dict[str, list[str]] = {"default-src": [CSP.NONE], "sandbox": [""]}


@require_safe
@csp_override(POLICY)
def document_file(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:
    """Hand over a document under a name it bears as evidence of an act that the viewer may see.

    Any other name is unknown: nobody makes this site say what it does not say.
    """
    use = _visible_use(sha256, name, viewer_of(request))
    if use is None:
        raise Http404
    public = _is_public(use)
    tag = f'"{use.document.sha256}"'
    # asked before the file is opened: who has it already costs nothing
    response = get_conditional_response(request, etag=tag) or _handed_over(use)
    response.headers["ETag"] = tag
    cached = f"public, max-age={ONE_HOUR}" if public else "private, no-store"
    response.headers["Cache-Control"] = cached
    return response


def _visible_use(sha256: str, name: str, viewer: Viewer) -> ActDocument | None:
    """Return an act's use of the document under this name that the viewer may see, a public one first."""
    uses = ActDocument.objects.filter(document__sha256=sha256, name=name)
    return next((use for use in _public_first(uses) if _may_see(viewer, use)), None)


def _public_first(uses: QuerySet[ActDocument]) -> QuerySet[ActDocument]:
    return uses.select_related("document", "act__case__body").order_by(
        "act__case__visibility", "visibility", "pk"
    )


def _is_public(use: ActDocument) -> bool:
    return {use.visibility, use.act.case.visibility} == {Visibility.PUBLIC}


def _may_see(viewer: Viewer, use: ActDocument) -> bool:
    case = use.act.case
    if _is_public(use):
        return True
    if readers := readers_of(case.kind):
        return readers(viewer, viewer.on)
    return case.body is not None and may_work_in(viewer, case.body, viewer.on)


def _handed_over(use: ActDocument) -> FileResponse:
    kind = kind_of(use.document.media_type)
    return FileResponse(
        default_storage.open(path_of(use.document.sha256)),
        as_attachment=kind not in SHOWN,
        filename=use.name,
        content_type=use.document.media_type,
    )
