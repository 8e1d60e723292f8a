"""What is written to a person by mail about their account? Only where mail leaves, to a confirmed address."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.people.models import Recovery


def tell_by_mail(*, recovery_id: int) -> int:
    """Write that an administrator asked to open the account anew; return how many letters left.

    A request that was closed meanwhile is not written about. Without mail or a confirmed address
    the person reads of it at their account alone.
    """
    recovery = Recovery.objects.filter(pk=recovery_id, closed_at=None).first()
    if recovery is None or not settings.MAIL_LEAVES:
        return 0
    address = EmailAddress.objects.filter(
        user__person_id=recovery.person_id, verified=True
    ).order_by("-primary", "pk")
    words = {
        "recovery": recovery,
        "address": f"{settings.SITE_ADDRESS}{reverse('people:my-account')}",
    }
    return sum(
        send_mail(
            _("Pidieron abrir tu cuenta de nuevo"),
            render_to_string("people/email/recovery_asked.txt", words),
            None,
            [one.email],
        )
        for one in address[:1]
    )
