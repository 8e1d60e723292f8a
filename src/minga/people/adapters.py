"""What does Minga do differently from allauth? Persons behind accounts, locked secrets, plain words."""

import time
from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minga.kernel import clock
from minga.people.keys import installation_key
from minga.people.labels import AccountEventKind, IdentityLevel
from minga.people.models import Account
from minga.people.permissions import roles_of
from minga.people.services.accounts import create_person, normal_username
from minga.people.services.identity import raise_identity_level
from minga.people.services.journal import note_event


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signing up makes a person first; signing in is said in the words of this site."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Esta cuenta está cerrada."),
        "enter_current_password": _("Esa no es tu contraseña actual."),
        "incorrect_code": _("El código no es correcto. Espera el siguiente y escríbelo otra vez."),
        "incorrect_password": _("La contraseña no es correcta."),
        "invalid_login": _("No reconocemos esos datos."),
        "too_many_login_attempts": _(
            "Fueron demasiados intentos. Prueba otra vez en diez minutos."
        ),
        "username_blacklisted": _("Ese usuario no se puede usar. Escoge otro."),
        "username_password_mismatch": _("El usuario o la contraseña no son correctos."),
        "username_taken": _("Ese usuario ya existe. Escoge otro."),
        "rate_limited": _("Fueron demasiados intentos. Espera un momento."),
        "same_as_current": _("Escribe un valor distinto del actual."),
        "email_taken": _("Ese correo ya está en uso."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Citizens may sign up unless the installation closed it; staff comes by invitation."""
        return bool(settings.SIGN_UP_OPEN)

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Return the username as it is stored; raise what allauth raises."""
        return str(super().clean_username(normal_username(username), shallow))

    @transaction.atomic
    def save_user(
        self, request: HttpRequest, user: Account, form: BaseForm, commit: bool = True
    ) -> Account:
        """Make the person behind the account, then the account."""
        at = clock.now()
        user.person = create_person(name=form.cleaned_data.get("name", ""), at=at)
        user.created_at = at
        saved: Account = super().save_user(request, user, form, commit)
        note_event(person=user.person, kind=AccountEventKind.ACCOUNT_CREATED, at=at, by=user.person)
        return saved

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm the address; the program is then surer of who the person is."""
        confirmed = bool(super().confirm_email(request, email_address))
        if confirmed:
            raise_identity_level(
                person=email_address.user.person,
                level=IdentityLevel.CONTACT_CONFIRMED,
                at=clock.now(),
                by=None,
            )
        return confirmed

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again only when the last sign-in of this session is older than the timeout.

        Demonstration persons enter by a link and have nothing to be asked for.
        """
        account = self.request.user
        if settings.DEMONSTRATION and account.person.is_demonstration:
            return False
        records = get_authentication_records(self.request, account)
        newest = max((record["at"] for record in records), default=0)
        return bool(_seconds_now() - newest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to the account."""
        return reverse("people:my-account")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of codes are locked with a key beside the database: a stolen dump opens nothing."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Tu cargo pide un segundo factor: pon otro antes de quitar este."
        ),
        "cannot_generate_recovery_codes": _("Primero pon un segundo factor."),
        "incorrect_code": _("El código no es correcto. Espera el siguiente y escríbelo otra vez."),
    }

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        """Return the name that is proposed for a new key."""
        known = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Mi llave %(number)s") % {"number": known + 1}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keeps at least one second factor; anybody else may remove the last."""
        account = authenticator.user
        if not roles_of(account, clock.today()):
            return True
        strong = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        kept = Authenticator.objects.filter(user_id=account.pk, type__in=strong)
        return bool(kept.exclude(pk=authenticator.pk).exists())

    def encrypt(self, text: str) -> str:
        """Return the secret locked with the key of this installation."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; raises InvalidToken when the key is another one."""
        return _lock().decrypt(encrypted_text.encode()).decode()


def _lock() -> Fernet:
    return Fernet(urlsafe_b64encode(installation_key("second-factor")))


def _seconds_now() -> float:
    """Return the real time, as allauth records it; the demonstration's clock may be shifted."""
    return time.time()
