"""How is a message written? A mail with plain text and simple HTML, or a few words for a phone."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.dialogue.channels import Outgoing
from minga.dialogue.follow_links import list_link, stop_digest_link, whole
from minga.dialogue.models import Delivery
from minga.dialogue.rules.follows import PHONE_CHANNELS, Frequency
from minga.dialogue.services.telling import Closing, News, Subject, Told
from minga.kernel.short_texts import LONGEST_ADDRESS, short_message, shortened

MOST_NEWS, MOST_SUBJECTS = 20, 20  # so many fit in less than 60 kB whatever their titles
MOST_SUBJECT = 120


@dataclass(frozen=True)
class Parts:
    """What the templates of a mail show."""

    told: Told
    news: tuple[News, ...]
    subjects: tuple[Subject, ...]
    closing: tuple[Closing, ...]
    left_out: int
    is_digest: bool
    list_url: str
    stop_all_url: str


def write_message(delivery: Delivery, told: Told, recipient: str) -> Outgoing:
    """Return the message of a delivery in the language of its follower."""
    with translation.override(delivery.follower.language):
        if delivery.follower.channel in PHONE_CHANNELS:
            return _for_phone(delivery, told, recipient)
        return _as_mail(delivery, told, recipient)


def subject_of(told: Told) -> str:
    """Return what happened, not what kind of mail it is."""
    first = told.news[0]
    words = " · ".join((first.title, *(one.title for one in first.subjects[:1])))
    more = len(told.news) - 1
    if more:
        tail = ngettext("y %(count)s novedad más", "y %(count)s novedades más", more)
        words = f"{shortened(words, MOST_SUBJECT - 25)} {tail % {'count': more}}"
    mark = f"[{_('Demostración')}] " if told.is_demonstration else ""
    return f"{mark}{shortened(words, MOST_SUBJECT)}"


def _as_mail(delivery: Delivery, told: Told, recipient: str) -> Outgoing:
    stop = stop_digest_link(delivery.follower_id, Frequency(delivery.frequency))
    parts = Parts(
        told=told,
        news=told.news[:MOST_NEWS],
        subjects=told.subjects[:MOST_SUBJECTS],
        closing=told.closing[:MOST_NEWS],
        left_out=len(told.news[MOST_NEWS:]),
        is_digest=delivery.frequency != Frequency.AT_ONCE,
        list_url=list_link(delivery.follower_id),
        stop_all_url=stop,
    )
    return Outgoing(
        recipient=recipient,
        key=str(delivery.key),
        subject=subject_of(told),
        text=render_to_string("dialogue/mail/notice.txt", {"mail": parts}),
        html=render_to_string("dialogue/mail/notice.html", {"mail": parts}),
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def _for_phone(delivery: Delivery, told: Told, recipient: str) -> Outgoing:
    first, more = told.news[0], len(told.news) - 1
    subject = first.subjects[0] if first.subjects else None
    said = ngettext("Y %(count)s novedad más.", "Y %(count)s novedades más.", more)
    text = short_message(
        _("Demostración.") if told.is_demonstration else "",
        f"{shortened(first.title, 90)}.",
        f"{shortened(subject.title, 60)}." if subject else "",
        said % {"count": more} if more else "",
        address=_addresses(first.url, subject.stop_url if subject else ""),
    )
    return Outgoing(recipient=recipient, key=str(delivery.key), text=text)


def _addresses(page: str, stop: str) -> str:
    """Return where it can be read and where it ends; what does not fit is left out, never cut."""
    both = _("%(page)s No seguir: %(stop)s") % {"page": page, "stop": stop} if stop else page
    fitting = (one for one in (both, page) if len(one) <= LONGEST_ADDRESS)
    return next(fitting, whole("/"))


def write_confirmation(*, recipient: str, key: str, link: str, topic: str) -> Outgoing:
    """Return the mail that asks whether a mailbox wants to follow."""
    words = {"link": link, "topic": topic}
    return Outgoing(
        recipient=recipient,
        key=key,
        subject=shortened(_("Confirma que quieres seguir: %(topic)s") % words, MOST_SUBJECT),
        text=render_to_string("dialogue/mail/confirm.txt", words),
        headers={"Auto-Submitted": "auto-generated"},
    )


def write_confirmation_code(*, recipient: str, key: str, code: str, topic: str) -> Outgoing:
    """Return the text that brings a phone its six digits."""
    said = _("%(code)s es tu código para seguir «%(topic)s». Si no lo pediste, no hagas nada.")
    text = shortened(said % {"code": code, "topic": shortened(topic, 120)}, 299)
    return Outgoing(recipient=recipient, key=key, text=text)
