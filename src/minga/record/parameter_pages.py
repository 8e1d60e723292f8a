"""Where does anybody read the numbers of the law, and where does whoever is competent confirm them?"""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from minga.kernel import clock
from minga.kernel.refusal import Refused
from minga.people.public import staff_required, viewer_of
from minga.record.competence import registrar_of
from minga.record.confirmation import confirm_parameter
from minga.record.dependence import unverified_by_dependence
from minga.record.forms import ConfirmationForm, ParameterSearch, add_refusal
from minga.record.labels import STANDING_LABELS
from minga.record.models import Act, LegalParameter
from minga.record.parameter_labels import value_in_words
from minga.record.parameter_listing import (
    COLUMNS,
    ParameterLine,
    cells,
    confirmations_of,
    current_line,
    document,
    line_of,
    lines_of_key,
    parameter_lines,
)
from minga.record.parameters import Difference, parameter_names, reference_differences
from minga.record.registers import Registrar
from minga.website.data_formats import Entry, atom_response, csv_response, json_response
from minga.website.forms import FormPage, show_form
from minga.website.page_cache import cached_page
from minga.website.parts import Knot, Link
from minga.website.render import render_page

PAGE_SIZE = 25


def _asked(request: HttpRequest) -> tuple[ParameterSearch, Sequence[ParameterLine]]:
    search = ParameterSearch(request.GET.dict())
    return search, parameter_lines(evidence=search.asked("estado"), words=search.asked("palabras"))


@require_safe
@cached_page("record")
def parameter_list(request: HttpRequest) -> HttpResponse:
    """Every number of the law, filtered, with how sure it is."""
    search, lines = _asked(request)
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        "search": search,
        "page": page,
        "query": request.GET,
        "found": ngettext("%(count)s regla", "%(count)s reglas", len(lines))
        % {"count": len(lines)},
        "unverified": sum(line.is_unverified for line in lines),
        "kept": request.GET.urlencode(),
    }
    return render_page(request, "record/parameter_list.html", context, swap="results")


@require_safe
@cached_page("record")
def parameter_list_json(request: HttpRequest) -> HttpResponse:
    """The same list for programs."""
    return json_response({"parameters": [document(line) for line in _asked(request)[1]]})


@require_safe
@cached_page("record")
def parameter_list_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a table."""
    return csv_response("parametros-legales", COLUMNS, (cells(line) for line in _asked(request)[1]))


@require_safe
@cached_page("record")
def parameter_list_atom(request: HttpRequest) -> HttpResponse:
    """The latest confirmations of numbers of the law."""
    acts = Act.objects.filter(kind="confirm_parameter").select_related("wording", "case")
    return atom_response(
        request,
        title=_("Números de la ley confirmados"),
        path=reverse("record:parameter-list"),
        entries=[_entry(act) for act in acts.order_by("-recorded_at", "-pk")[:PAGE_SIZE]],
    )


def _entry(act: Act) -> Entry:
    path = reverse("record:parameter-detail", args=(act.payload["key"],))
    return Entry(
        key=f"{path}#{act.pk}",
        title=act.wording.title,
        path=path,
        updated_at=act.recorded_at,
        summary=act.wording.text,
        is_demonstration=act.is_demonstration,
    )


def _lines_or_404(key: str) -> Sequence[ParameterLine]:
    if lines := lines_of_key(key):
        return lines
    raise Http404


@require_safe
@cached_page("record")
def parameter_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One number of the law: what is in force, since when, how sure it is, and its history."""
    lines = _lines_or_404(key)
    acts = confirmations_of(key)
    context = {
        "current": current_line(lines, clock.today()),
        "first": lines[0],
        "lines": lines,
        "knots": [_knot(act) for act in acts],
        "acts": acts,
        "today": clock.today(),
    }
    return render_page(request, "record/parameter_detail.html", context)


@require_safe
@cached_page("record")
def parameter_json(request: HttpRequest, key: str) -> HttpResponse:
    """One number of the law for programs: all its rows, the newest first."""
    return json_response({"key": key, "rows": [document(line) for line in _lines_or_404(key)]})


def _knot(act: Act) -> Knot:
    return Knot(
        title=_("Se confirmó el número"),
        at=act.happened_at,
        url=reverse("record:act-detail", args=(act.case.number, act.ordinal)),
        by=act.body.name if act.body else "",
        text=act.wording.text,
        note=str(STANDING_LABELS[act.standing]),
        turns=2,
    )


@staff_required()
@require_safe
def parameter_desk(request: HttpRequest) -> HttpResponse:
    """The unverified numbers, those on which most open cases depend first."""
    viewer = viewer_of(request)
    rows = [(line_of(one.parameter), one) for one in unverified_by_dependence(viewer.on)]
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("pagina")),
        "query": request.GET,
        "needed": sum(one.open_cases > 0 for _line, one in rows),
        "count": len(rows),
        "may_confirm": registrar_of(viewer, viewer.on) is not None,
        "differences": [_difference(one) for one in reference_differences()],
    }
    return render_page(request, "record/parameter_desk.html", context)


def _difference(one: Difference) -> dict[str, str]:
    name, _note = parameter_names().get(one.key, (one.key, ""))
    return {
        "name": _(name),
        "url": reverse("record:parameter-detail", args=(one.key,)),
        "here": value_in_words(*one.here) if one.here else "",
        "reference": value_in_words(*one.reference),
    }


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def parameter_confirm(request: HttpRequest, parameter_id: int) -> HttpResponse:
    """Confirm one number, or say that the law gives another; only for whoever is competent."""
    viewer = viewer_of(request)
    registrar = registrar_of(viewer, viewer.on)
    if registrar is None:
        raise PermissionDenied
    row = get_object_or_404(LegalParameter, pk=parameter_id, superseded_at__isnull=True)
    form = ConfirmationForm(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _confirm(row, form, registrar):
        return redirect("record:parameter-detail", row.key)
    return show_form(request, _page(line_of(row), form))


def _confirm(row: LegalParameter, form: ConfirmationForm, by: Registrar) -> bool:
    """Confirm the number; False, with the sentence in the form, when it is refused."""
    try:
        confirm_parameter(
            parameter_id=row.pk, confirmation=form.confirmation(), by=by, at=clock.now()
        )
    except Refused as refusal:
        add_refusal(form, refusal)
    return not form.errors


def _page(line: ParameterLine, form: ConfirmationForm) -> FormPage:
    back = reverse("record:parameter-desk")
    return FormPage(
        title=line.name,
        form=form,
        submit=_("Confirmar y publicar"),
        intro=_(
            "Hoy el programa usa: %(value)s. Escribe lo que dice la norma; si es otro número, el "
            "anterior queda guardado con sus fechas. Un hecho publicado no se borra; se corrige con otro."
        )
        % {"value": line.said},
        path=(
            Link(_("Despacho"), reverse("record:desk")),
            Link(_("Números por verificar"), back),
        ),
        here=line.row.key,
        cancel=Link(_("Volver sin confirmar"), back),
    )
