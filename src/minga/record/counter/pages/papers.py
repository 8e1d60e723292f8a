"""Which paper forms are printed, and which are not yet accounted for?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.kernel import clock
from minga.record.counter.booklets import booklet_pdf
from minga.record.counter.forms import PapersForm, VoidForm
from minga.record.counter.pages.shared import counter_path
from minga.record.counter.papers import print_papers, unaccounted, void_paper
from minga.record.counter.refusals import CounterRefused
from minga.record.counter.sitting import Sitting, at_counter
from minga.record.counter.words import VoidReason
from minga.record.refusal_labels import refusal_sentence
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page


@require_safe
@at_counter
def papers(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The serials that nobody typed in or declared void, and the form that prints more."""
    context = {"sitting": sitting, "papers": unaccounted(sitting.bodies), "form": PapersForm()}
    return render_page(request, "record/counter_papers.html", context)


@require_POST
@at_counter
def print_booklet(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Print new numbered forms as a PDF; each printing takes new serials."""
    form = PapersForm(request.POST)
    if not form.is_valid():
        context = {"sitting": sitting, "papers": unaccounted(sitting.bodies), "form": form}
        return render_page(request, "record/counter_papers.html", context, status=422)
    printed = print_papers(
        body=sitting.body, count=form.cleaned_data["count"], by=sitting.clerk, at=clock.now()
    )
    response = HttpResponse(booklet_pdf(printed), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{printed[0].serial}.pdf"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@at_counter
def void(request: HttpRequest, sitting: Sitting, serial: str) -> HttpResponse:
    """Say why a form will never be typed in; 404 for one of another counter or accounted for."""
    get_object_or_404(unaccounted(sitting.bodies), serial=serial)
    form = VoidForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _void(form, sitting, serial):
        return redirect("record:counter-papers")
    page = FormPage(
        title=_("Anular la hoja %(serial)s") % {"serial": serial},
        form=form,
        submit=_("Anular la hoja"),
        path=counter_path(),
        here=serial,
        cancel=Link(_("Volver sin anular"), reverse("record:counter-papers")),
    )
    return show_form(request, page)


def _void(form: VoidForm, sitting: Sitting, serial: str) -> bool:
    reason = VoidReason(form.cleaned_data["reason"])
    try:
        void_paper(serial=serial, reason=reason, by=sitting.clerk, at=clock.now())
    except CounterRefused as refusal:
        form.add_error(None, refusal_sentence(refusal))
        return False
    return True
