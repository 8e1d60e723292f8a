"""Which days do not count this year, and where does whoever is competent declare another?"""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.kernel import clock
from minga.kernel.holidays import FIRST_YEAR, LAST_YEAR, Holiday
from minga.kernel.refusal import Refused
from minga.people.public import staff_required, viewer_of
from minga.record.competence import registrar_of
from minga.record.forms import HolidayForm, add_refusal
from minga.record.holidays import (
    DECLARATIONS,
    declare_holiday,
    demonstration_days,
    holidays_of_year,
    moved_by,
)
from minga.record.models import Act, DeclaredHoliday
from minga.record.registers import Registrar
from minga.record.rules.counted_term import iso
from minga.website.data_formats import csv_response, json_response
from minga.website.forms import FormPage, show_form
from minga.website.page_cache import cached_page
from minga.website.parts import Link
from minga.website.render import render_page

COLUMNS = ("date", "name", "place", "source", "moved_from", "demo")


def _days(year: int) -> Sequence[Holiday]:
    """Return the days of a year, or 404 outside of the calendar; ask this before anything else."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return holidays_of_year(year)


@require_safe
@cached_page("record")
def holiday_list(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The days of rest of a year in Quito, computed and declared."""
    year = clock.today().year if year is None else year
    found = _days(year)
    fictional = demonstration_days(year)
    context = {
        "year": year,
        "days": [(day, str(day.scope), day.on in fictional) for day in found],
        "worked": DeclaredHoliday.objects.filter(on__year=year, is_working=True),
        "previous_year": max(year - 1, FIRST_YEAR),
        "next_year": min(year + 1, LAST_YEAR),
    }
    return render_page(request, "record/holiday_list.html", context)


@require_safe
@cached_page("record")
def holiday_list_csv(request: HttpRequest, year: int) -> HttpResponse:
    """The same days as a table."""
    found = _days(year)
    fictional = demonstration_days(year)
    rows = (
        (day.on, day.name, str(day.scope), day.source, day.moved_from, day.on in fictional)
        for day in found
    )
    return csv_response(f"feriados-{year}", COLUMNS, rows)


@require_safe
@cached_page("record")
def holiday_list_json(request: HttpRequest, year: int) -> HttpResponse:
    """The same days for programs."""
    found = _days(year)
    fictional = demonstration_days(year)
    days = [
        {
            "date": day.on.isoformat(),
            "name": day.name,
            "place": str(day.scope),
            "source": day.source,
            "moved_from": iso(day.moved_from),
            "demo": day.on in fictional,
        }
        for day in found
    ]
    return json_response({"year": year, "holidays": days})


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def holiday_declare(request: HttpRequest) -> HttpResponse:
    """Declare a day, and say which clocks moved; only for whoever is competent."""
    viewer = viewer_of(request)
    registrar = registrar_of(viewer, viewer.on)
    if registrar is None:
        raise PermissionDenied
    form = HolidayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (act := _declare(form, registrar)):
        return redirect("record:holiday-declared", act.pk)
    return show_form(request, _page(form))


def _declare(form: HolidayForm, by: Registrar) -> Act | None:
    """Declare the day; None, with the sentence in the form, when it is refused."""
    try:
        return declare_holiday(form.declaration(), by=by, at=clock.now())
    except Refused as refusal:
        add_refusal(form, refusal)
        return None


@staff_required()
@require_safe
def holiday_declared(request: HttpRequest, act_id: int) -> HttpResponse:
    """Which clocks a declaration moved, from when to when."""
    declarations = Act.objects.filter(kind__in=DECLARATIONS).select_related("case", "wording")
    act = get_object_or_404(declarations, pk=act_id)
    moved = moved_by(act)
    context = {"act": act, "day": date.fromisoformat(act.payload["on"]), "moved": moved}
    return render_page(request, "record/holiday_declared.html", context)


def _page(form: HolidayForm) -> FormPage:
    return FormPage(
        title=_("Declarar un día del calendario"),
        form=form,
        submit=_("Declarar y publicar"),
        intro=_(
            "Los plazos que corren sobre ese día se cuentan de nuevo y cada uno recibe un hecho con sus "
            "dos fechas. Los que ya vencieron no cambian."
        ),
        path=(Link(_("Despacho"), reverse("record:desk")),),
        here=_("Días del calendario"),
        cancel=Link(_("Volver sin declarar"), reverse("record:holiday-list")),
    )
