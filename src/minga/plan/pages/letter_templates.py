"""How does an office set how it writes? Its letterhead, and the letters it begins with."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.people.public import Body, staff_required, viewer_of
from minga.plan.forms.letter_templates import LetterheadForm, TemplateForm
from minga.plan.queries.casework_desk import offices_of
from minga.plan.queries.letters import Template, letterhead_of, template_of, templates_of
from minga.plan.rules.letters import LetterKind
from minga.plan.services.letter_templates import (
    Wording,
    is_shipped,
    keep_letterhead,
    keep_template,
    retire_template,
)
from minga.plan.services.letters import LetterRefused
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page


@staff_required()
@require_safe
def template_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The letterhead of an office and the letters it begins with."""
    office = _office_or_refuse(request, slug)
    context = {
        "office": office,
        "letterhead": letterhead_of(office),
        "templates": templates_of(office),
    }
    return render_page(request, "plan/template_list.html", context)


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(request: HttpRequest, slug: str) -> HttpResponse:
    """Set how an office writes."""
    office = _office_or_refuse(request, slug)
    now = letterhead_of(office)
    names = ("address", "signed_by", "signed_as")
    initial = {"start": now.prefix, **{name: getattr(now, name) for name in names}}
    form = LetterheadForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        keep_letterhead(body=office, prefix=said.pop("start"), **said)
        return HttpResponseRedirect(_list_url(office))
    title = _("Cómo escribe el despacho")
    return show_form(request, _page(title, form, office))


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def template_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a letter to begin with."""
    office = _office_or_refuse(request, slug)
    form = TemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_template(body=office, wording=_wording(form, LetterKind.REQUEST))
        return HttpResponseRedirect(_list_url(office))
    return show_form(request, _page(_("Modelo nuevo"), form, office))


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def template_change(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Change a letter to begin with; a shipped one becomes the office's own."""
    office = _office_or_refuse(request, slug)
    template = _template_or_404(office, code)
    initial = {name: getattr(template, name) for name in ("name", "kind", "subject", "text")}
    form = TemplateForm(request.POST or None, initial=initial, is_shipped=is_shipped(template))
    if request.method == "POST" and form.is_valid():
        keep_template(body=office, wording=_wording(form, template.kind), code=code)
        return HttpResponseRedirect(_list_url(office))
    return show_form(request, _page(template.name, form, office))


@require_POST
@staff_required()
def template_retire(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Offer a letter of the office no more, or take a shipped one as it came."""
    office = _office_or_refuse(request, slug)
    try:
        retire_template(body=office, code=code)
    except LetterRefused as refused:
        raise Http404 from refused
    return HttpResponseRedirect(_list_url(office))


def _wording(form: TemplateForm, kind: LetterKind) -> Wording:
    data = form.cleaned_data
    kind = LetterKind(data.get("kind") or kind)
    return Wording(kind, data["name"], data["subject"], data["text"])


def _office_or_refuse(request: HttpRequest, slug: str) -> Body:
    """Return an office for which the viewer records; 403 for any other."""
    for office in offices_of(viewer_of(request)):
        if office.slug == slug:
            return office
    raise PermissionDenied


def _template_or_404(office: Body, code: str) -> Template:
    template = template_of(office, code)
    if template is None:
        raise Http404
    return template


def _list_url(office: Body) -> str:
    return reverse("plan:template-list", args=(office.slug,))


def _page(title: str, form: LetterheadForm | TemplateForm, office: Body) -> FormPage:
    return FormPage(
        title=title,
        form=form,
        submit=_("Guardar"),
        intro=office.name,
        path=(
            Link(_("Cartas"), reverse("plan:letter-list")),
            Link(_("Modelos"), _list_url(office)),
        ),
        here=title,
        cancel=Link(_("Volver sin guardar"), _list_url(office)),
    )
