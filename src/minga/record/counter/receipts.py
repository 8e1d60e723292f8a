"""What does a person take home from the counter? One receipt: on the screen, on A4, on a roll of 80 mm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.kernel.typesetting import typeset
from minga.record.counter.acts import ReceiptLine, counter_acts
from minga.record.counter.attending import Attended
from minga.record.counter.hours import hours_on
from minga.record.counter.models import CounterVisit
from minga.record.counter.week import week_in_words
from minga.record.counter.words import RECEPTION_LABELS
from minga.record.deadlines import DeadlineView, deadline_view
from minga.record.queries import running_clocks
from minga.record.rules.reception import Reception
from minga.website.dates import long_date, weekday_date

TEMPLATE = Path(__file__).parent / "paper" / "receipt.typ"
SALT = "minga.record.counter.receipt"
PRINTED_WITHIN = 60 * 60


@dataclass(frozen=True)
class Receipt:
    """Everything a receipt says; `code` is in clear, this once."""

    visit: CounterVisit
    act: str
    lines: tuple[tuple[str, str], ...]
    number: str
    code: str
    clocks: tuple[DeadlineView, ...]
    follow: tuple[str, ...]
    where: str
    is_demonstration: bool

    @property
    def received(self) -> str:
        """When it counts as received, and why; empty where that is simply when it arrived."""
        visit = self.visit
        why = str(RECEPTION_LABELS[visit.received_because])
        if visit.received_because == Reception.OPEN:
            return ""
        if visit.received_at == visit.arrived_at:
            return why
        pending = _(" (regla del programa, por verificar)") if self.clocks else ""
        return f"{long_date(visit.received_at)}. {why}{pending}"

    @property
    def qr(self) -> str:
        """The drawing that opens the page of follow-up with the number, never the code; as SVG."""
        if not self.code:
            return ""
        # late: heavy (segno)
        import segno  # noqa: PLC0415 - late: heavy (segno)

        made = segno.make(follow_address(self.number), error="m", micro=False)
        return str(made.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))


def receipt_of(done: Attended, lines: Sequence[ReceiptLine], today: date) -> Receipt:
    """Return the receipt of what was just done; three queries."""
    said = [(str(line.label), str(line.text)) for line in lines]
    return _receipt(done.visit, done.issued.code if done.issued else "", said, today)


def _receipt(
    visit: CounterVisit, code: str, lines: Sequence[Sequence[str]], today: date
) -> Receipt:
    case = visit.case
    title = ((_("Asunto"), case.title),) if case else ()
    clocks = running_clocks(case) if case else ()
    return Receipt(
        visit=visit,
        act=act_words(visit.act),
        lines=(*title, *((label, text) for label, text in lines)),
        number=case.number if case else "",
        code=code,
        clocks=tuple(deadline_view(clock, today) for clock in clocks),
        follow=_how_to_follow(code=bool(code), number=case.number if case else ""),
        where=_where_to_ask(visit, today),
        is_demonstration=visit.clerk.is_demonstration,
    )


def act_words(code: str) -> str:
    """Return how an act is called; its code when nobody declares it any more."""
    return next((str(act.label) for act in counter_acts() if act.code == code), code)


def follow_address(number: str) -> str:
    """Return where a number is followed; the code stands in no address."""
    return f"{settings.SITE_ADDRESS}{reverse('record:follow')}?{urlencode({'numero': number})}"


def _how_to_follow(*, code: bool, number: str) -> tuple[str, ...]:
    if not code:
        return ()
    address = f"{settings.SITE_ADDRESS}{reverse('record:follow')}"
    return (
        _("Para seguirlo: entra en %(address)s con el número y el código. No necesitas cuenta.")
        % {"address": address},
        _("Sin internet: pregunta con el número en esta ventanilla."),
        _("Cuida el código: quien lo tenga puede ver tu pedido. Si lo pierdes, aquí te dan otro."),
    )


def _where_to_ask(visit: CounterVisit, today: date) -> str:
    hours = week_in_words(hours_on(visit.body, today))
    return f"{visit.body.name}. {hours}"


def kept_for_printing(receipt: Receipt) -> str:
    """Return the receipt as its page keeps it for printing: signed, in no address and no table."""
    visit, skipped = receipt.visit, 1 if receipt.number else 0
    facts = {"visit": str(visit.public_id), "code": receipt.code, "lines": receipt.lines[skipped:]}
    return signing.dumps(facts, salt=SALT, compress=True)


def receipt_kept(token: str, body_ids: Sequence[int], today: date) -> Receipt | None:
    """Return the receipt that its page kept, for an hour, at the counters named; else None."""
    try:
        facts = signing.loads(token, salt=SALT, max_age=PRINTED_WITHIN)
    except signing.BadSignature:
        return None
    visits = CounterVisit.objects.select_related("body", "case", "clerk", "person__identity")
    visit = visits.filter(public_id=facts["visit"], body__in=body_ids).first()
    return _receipt(visit, facts["code"], facts["lines"], today) if visit else None


def receipt_pdf(receipt: Receipt, *, roll: bool) -> bytes:
    """Return the receipt as a PDF, for a sheet of A4 or a roll of 80 mm."""
    return typeset(TEMPLATE, _facts(receipt, roll=roll))


def _facts(receipt: Receipt, *, roll: bool) -> dict[str, object]:
    mark = _("Demostración: personas y hechos ficticios") if receipt.is_demonstration else ""
    return {
        "roll": roll,
        "title": receipt.act,
        "institution": settings.INSTITUTION,
        "demonstration": mark,
        "lines": receipt.lines,
        "number": receipt.number,
        "code": receipt.code,
        "arrived": _moment(receipt.visit.arrived_at),
        "received": receipt.received,
        "clocks": [_clock(clock) for clock in receipt.clocks],
        "qr": receipt.qr,
        "follow": receipt.follow,
        "where": receipt.where,
        "words": {
            "number": _("Número"),
            "code": _("Código"),
            "arrived": _("Llegó"),
            "received": _("Cuenta como recibido"),
            "due": _("Te respondemos hasta el"),
            "qr": _("Dibujo que abre la página de seguimiento con tu número"),
        },
    }


def _clock(clock: DeadlineView) -> dict[str, str]:
    pending = "" if clock.is_verified else _("Plazo por verificar")
    return {
        "due": weekday_date(clock.due_on),
        "sentence": clock.sentence,
        "basis": ". ".join(part for part in (clock.articles, pending) if part),
    }


def _moment(instant: datetime) -> str:
    return long_date(instant)
