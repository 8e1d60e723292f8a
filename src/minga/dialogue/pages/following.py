"""How does anybody begin to follow? Choose how often and by which way, then prove that it is theirs."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minga.dialogue.channels.telegram import chat_link
from minga.dialogue.follow_forms import FOLLOWING, FollowForm, PhoneCodeForm
from minga.dialogue.follow_links import Door, row_of, token_of
from minga.dialogue.pages.follow_lists import opened_list
from minga.dialogue.rules.follows import Channel
from minga.dialogue.rules.searches import PREFIX, search_key
from minga.dialogue.services.following import (
    FollowRefused,
    add_follow,
    ask_to_follow,
    confirm_by_code,
    confirm_mailbox,
    follow_as,
    follow_with_code,
    list_of,
)
from minga.dialogue.topics import Topic, resolve
from minga.kernel import clock
from minga.people.public import Person, confirmed_addresses, viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_new(request: HttpRequest) -> HttpResponse:
    """Follow the topic of `?tema=`; without one, say what can be followed."""
    asked = request.GET.get("tema", "")
    if not asked:
        return render_page(request, "dialogue/follow_what.html")
    topic = _topic(asked)
    person = viewer_of(request).person
    mailbox = confirmed_addresses([person.pk]).get(person.pk, "") if person else ""
    form = FollowForm(request.POST or None, mailbox=mailbox, is_signed_in=person is not None)
    if request.method == "POST" and form.is_valid():
        try:
            return _follow(request, form, topic, person)
        except FollowRefused as refused:
            form.refuse(refused, "number")
    return show_form(request, _page(form, topic))


def _topic(asked: str) -> Topic:
    """Return the public thing behind a key, or 404; a search has one key however it is written."""
    key = search_key(asked.removeprefix(PREFIX)) if asked.startswith(PREFIX) else asked
    found = resolve([key]) if key else {}
    topic = found.get(key or "")
    if topic is None:
        raise Http404
    return topic


def _page(form: FollowForm, topic: Topic) -> FormPage:
    return FormPage(
        title=_("Seguir"),
        form=form,
        submit=_("Seguir"),
        intro=topic.title,
        cancel=Link(_("Volver sin seguir"), topic.url),
        privacy=FOLLOWING.text,
    )


def _follow(
    request: HttpRequest, form: FollowForm, topic: Topic, person: Person | None
) -> HttpResponse:
    """Do what the valid form asks for; raises FollowRefused when the named list does not open."""
    wish, channel, at = form.wish(topic.key), form.channel_chosen(), clock.now()
    if person and (channel is Channel.PAGE or (channel is Channel.MAIL and form.own_mailbox)):
        follow_as(person=person, wish=wish, channel=channel, at=at)
        return _done(request, topic)
    if channel is Channel.PAGE:
        return _follow_with_code(request, form, topic)
    follower = ask_to_follow(wish=wish, channel=channel, address=form.address, person=person, at=at)
    if follower.confirmed_at:
        return _done(request, topic)
    return _ask(request, topic, channel, follower.pk)


def _done(request: HttpRequest, topic: Topic) -> HttpResponse:
    messages.success(request, _("Ya sigues: %(topic)s") % {"topic": topic.title})
    return HttpResponseRedirect(reverse("dialogue:own-follows"))


def _follow_with_code(request: HttpRequest, form: FollowForm, topic: Topic) -> HttpResponse:
    at, wish = clock.now(), form.wish(topic.key)
    if named := form.list_key():
        follower = list_of(number=named[0], code=named[1])
        add_follow(follower, wish, at)
        return opened_list(request, follower)
    _made, key = follow_with_code(wish=wish, at=at)
    return render_page(request, "dialogue/follow_key.html", {"key": key, "topic": topic})


def _ask(request: HttpRequest, topic: Topic, channel: Channel, row: int) -> HttpResponse:
    """Say what to do next; the same words whether or not the mailbox or the phone is known."""
    if channel is Channel.SMS:
        token = token_of(Door.PHONE, row)
        return HttpResponseRedirect(reverse("dialogue:follow-code", args=(token,)))
    chat = chat_link(token_of(Door.CHAT, row)) if channel is Channel.TELEGRAM else ""
    return render_page(request, "dialogue/follow_check.html", {"topic": topic, "chat": chat})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a mailbox: the link shows a button, so that a program which opens links confirms nothing."""
    row = row_of(Door.CONFIRM, token)
    if row is None:
        raise Http404
    if request.method != "POST":
        return render_page(request, "dialogue/follow_confirm.html")
    follower = confirm_mailbox(follower_id=row, at=clock.now())
    if follower is None:
        return render_page(request, "dialogue/follow_gone.html", status=410)
    token = token_of(Door.LIST, follower.pk)
    return HttpResponseRedirect(reverse("dialogue:follow-list", args=(token,)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_code(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a phone by the six digits that it got."""
    row = row_of(Door.PHONE, token)
    if row is None:
        raise Http404
    form = PhoneCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key = confirm_by_code(follower_id=row, code=form.cleaned_data["code"], at=clock.now())
        except FollowRefused as refused:
            form.refuse(refused)
        else:
            if key is None:
                return HttpResponseRedirect(reverse("dialogue:own-follows"))
            return render_page(request, "dialogue/follow_key.html", {"key": key})
    page = FormPage(
        title=_("Confirma tu teléfono"),
        form=form,
        submit=_("Confirmar"),
        intro=_(
            "Si ese número puede recibir mensajes, en un momento llega un código. Sirve una hora."
        ),
    )
    return show_form(request, page)
