"""Whom does the clerk attend? The one screen from which everything in person starts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from minga.kernel import clock
from minga.people.public import FoundPersons, find_at_counter
from minga.record.counter.attending import persons_of_day, visits_of_day
from minga.record.counter.forms import ChoiceOfCounter, SearchForm
from minga.record.counter.hours import hours_on, reception
from minga.record.counter.pages.shared import counter_path
from minga.record.counter.receipts import act_words
from minga.record.counter.sitting import Sitting, at_counter, sit_down
from minga.record.counter.week import week_in_words
from minga.website.forms import FormPage, show_form
from minga.website.render import render_page

RECENT = 8


@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
@at_counter
def counter(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Look for a person, take one of today's again, register one, or attend without a name."""
    form = SearchForm(request.POST or None)
    found = _found(form, sitting) if request.method == "POST" and form.is_valid() else None
    if found:  # the first person found takes the keyboard
        form.fields["words"].widget.attrs.pop("autofocus")
    now = clock.now()
    received = reception(sitting.body, now)
    context = {
        "sitting": sitting,
        "form": form,
        "found": found,
        "recent": () if found else persons_of_day(sitting.body, now, RECENT),
        "closed_until": received.received_at if received.received_at > now else None,
        "hours": week_in_words(hours_on(sitting.body, clock.local_date(now))),
    }
    status = 422 if form.errors else 200
    return render_page(request, "record/counter_start.html", context, status=status)


def _found(form: SearchForm, sitting: Sitting) -> FoundPersons:
    words = form.cleaned_data["words"]
    return find_at_counter(words=words, clerk=sitting.clerk, at=clock.now())


@require_safe
@at_counter
def attended_today(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """What this counter attended today, the last first."""
    visits = visits_of_day(sitting.body, clock.now())
    rows = [(visit, act_words(visit.act)) for visit in visits]
    context = {"sitting": sitting, "rows": rows, "today": clock.today()}
    return render_page(request, "record/counter_today.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_counter
def where_i_sit(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Choose the counter and the paper of its printer, for this session."""
    initial = {"body": sitting.body.slug, "roll": "1" if sitting.roll else ""}
    form = ChoiceOfCounter(request.POST or None, bodies=sitting.bodies, initial=initial)
    if request.method == "POST" and form.is_valid():
        sit_down(request, slug=form.cleaned_data["body"], roll=bool(form.cleaned_data["roll"]))
        return redirect("record:counter")
    page = FormPage(
        title=_("Dónde atiendes"), form=form, submit=_("Guardar"), path=counter_path(),
        here=_("Dónde atiendes"),
    )  # fmt: skip
    return show_form(request, page)
