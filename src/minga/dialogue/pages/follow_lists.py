"""How does somebody see, change and stop what they follow? With an account, by a mail's link, by number and code."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from minga.dialogue.follow_forms import FrequencyForm, ListForm
from minga.dialogue.follow_labels import FREQUENCY_LABELS
from minga.dialogue.follow_links import FREQUENCY_WORDS, Door, row_of
from minga.dialogue.models import Follow, Follower
from minga.dialogue.queries.follows import (
    follows_of_list,
    follows_of_person,
    notice_rows,
    notices_of,
    rows_of,
)
from minga.dialogue.rules.follows import Channel
from minga.dialogue.services.follow_lists import change_frequency, stop_follows
from minga.dialogue.services.following import FollowRefused, list_of
from minga.dialogue.topics import Topic, resolve
from minga.kernel import clock
from minga.people.public import Person, signed_in_required, viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

PAGE_SIZE = 25
SESSION_KEY = "follow_list"
OPEN_FOR = timedelta(minutes=30)


def _person(request: HttpRequest) -> Person:
    """Return who is signed in; `signed_in_required` guards every caller."""
    person = viewer_of(request).person
    if person is None:
        raise AssertionError("page without signed_in_required")
    return person


# With an account


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_required
def own_follows(request: HttpRequest) -> HttpResponse:
    """What I follow; the form of each line changes how often, or stops."""
    follows = follows_of_person(_person(request))
    if request.method == "POST":
        _change(request, follows)
        return HttpResponseRedirect(reverse("dialogue:own-follows"))
    context = {"rows": rows_of(follows), "frequencies": FREQUENCY_LABELS.items()}
    return render_page(request, "dialogue/own_follows.html", context)


@require_safe
@signed_in_required
def own_notices(request: HttpRequest) -> HttpResponse:
    """What happened to what I follow, also for those who are sent nothing."""
    return render_page(
        request, "dialogue/own_notices.html", _notices(request, follows_of_person(_person(request)))
    )


def _notices(request: HttpRequest, follows: QuerySet[Follow]) -> dict[str, object]:
    notices = notices_of(follows).select_related("follow", "entry")
    page = Paginator(notices, PAGE_SIZE).get_page(request.GET.get("pagina"))
    return {"page": page, "notices": notice_rows(list(page)), "query": request.GET}


def _change(request: HttpRequest, follows: QuerySet[Follow]) -> None:
    """Do what the form of a line asks for; a line of another list is not found."""
    named = request.POST.get("follow", "")
    if not (named.isascii() and named.isdecimal() and len(named) < 19):
        raise Http404
    follow = get_object_or_404(follows, pk=int(named))
    form = FrequencyForm(request.POST)
    if "stop" in request.POST:
        stop_follows(Follow.objects.filter(pk=follow.pk))
        messages.success(request, _("Ya no lo sigues."))
    elif form.is_valid():
        change_frequency(follow=follow, frequency=form.chosen())
        messages.success(request, _("Listo, cambió cada cuánto te avisamos."))


# By the link of a mail, or by number and code


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_list(request: HttpRequest, token: str = "") -> HttpResponse:
    """One list, for whoever holds the link of its mails, or opened it with number and code."""
    follower = _list_of_link(token) if token else _list_of_session(request)
    if follower is None:
        return HttpResponseRedirect(reverse("dialogue:follow-number"))
    follows = follows_of_list(follower)
    if request.method == "POST":
        _change(request, follows)
        return HttpResponseRedirect(request.path)
    context = {
        "rows": rows_of(follows),
        "frequencies": FREQUENCY_LABELS.items(),
        "is_page_only": follower.channel == Channel.PAGE,
        **_notices(request, follows),
    }
    return render_page(request, "dialogue/follow_list.html", context)


def _list_of_link(token: str) -> Follower | None:
    row = row_of(Door.LIST, token)
    if row is None:
        raise Http404
    return Follower.objects.filter(pk=row).first()


def _list_of_session(request: HttpRequest) -> Follower | None:
    kept = request.session.get(SESSION_KEY)
    if not kept or datetime.fromisoformat(kept["until"]) <= clock.now():
        return None
    return Follower.objects.filter(pk=kept["list"]).first()


def opened_list(request: HttpRequest, follower: Follower) -> HttpResponse:
    """Open a list for half an hour in this browser, and show it."""
    until = clock.now() + OPEN_FOR
    request.session[SESSION_KEY] = {"list": follower.pk, "until": until.isoformat()}
    return HttpResponseRedirect(reverse("dialogue:follow-opened"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_number(request: HttpRequest) -> HttpResponse:
    """Open a list with its number and its code."""
    form = ListForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            follower = list_of(number=form.cleaned_data["number"], code=form.cleaned_data["code"])
        except FollowRefused as refused:
            form.refuse(refused)
        else:
            return opened_list(request, follower)
    page = FormPage(
        title=_("Lo que sigues"),
        form=form,
        submit=_("Abrir"),
        intro=_("Escribe el número y el código que te dimos."),
        cancel=Link(_("No tengo número: quiero seguir algo"), reverse("dialogue:follow-new")),
    )
    return show_form(request, page)


# Stop, without signing in


@csrf_exempt  # the token is the proof; a mail program sends this form (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop one follow. The link asks; the button, or the mail program's one click, stops."""
    row = row_of(Door.STOP_FOLLOW, token)
    if row is None:
        raise Http404
    return _stop(request, Follow.objects.filter(pk=row))


@csrf_exempt  # the token is the proof; a mail program sends this form (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def digest_stop(request: HttpRequest, frequency: str, token: str) -> HttpResponse:
    """Stop every follow of one list and frequency: what the header of each mail offers."""
    named = next((code for code, word in FREQUENCY_WORDS.items() if word == frequency), "")
    row = row_of(Door.STOP_DIGEST, token, named)
    if row is None or not named:
        raise Http404
    return _stop(request, Follow.objects.filter(follower=row, frequency=named))


def _stop(request: HttpRequest, follows: QuerySet[Follow]) -> HttpResponse:
    """Say the same when it was stopped before: what was asked for is so."""
    if request.method == "POST":
        stop_follows(follows)
        return render_page(request, "dialogue/follow_stopped.html")
    context = {"topics": _topics(follows)}
    return render_page(request, "dialogue/follow_stop.html", context)


def _topics(follows: QuerySet[Follow]) -> list[Topic]:
    return list(resolve(follows.order_by("since", "pk").values_list("topic", flat=True)).values())
