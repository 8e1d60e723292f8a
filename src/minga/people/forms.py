"""What does a person type to sign in, sign up, be invited or be forgotten?"""

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from minga.people.labels import Role, body_kinds, roles
from minga.people.models import Body

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

type Words = StrPromise | str

PASSWORD_HELP = _("Doce letras o más. Una frase de cuatro palabras es fácil de recordar.")
CODE_HELP = _("Son dieciséis letras y números. Los guiones no hacen falta.")
SIX_DIGITS = _("Los seis números que muestra tu aplicación, o un código de recuperación.")


PLAIN_ERRORS: dict[str, Words] = {
    "required": _("Falta este dato."),
    "min_length": _("Es demasiado corto."),
    "max_length": _("Es demasiado largo."),
    "invalid": _("No está bien escrito."),
}


class PlainWords(forms.Form):
    """Puts this site's words on the fields and errors of a form; no words inside the fields."""

    words: ClassVar[dict[str, tuple[Words, Words]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.error_messages |= PLAIN_ERRORS
        for name in self.words.keys() & self.fields.keys():
            self.fields[name].label, self.fields[name].help_text = self.words[name]


class SignInForm(PlainWords, account_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Username and password."""

    words: ClassVar[dict[str, tuple[Words, Words]]] = {
        "login": (_("Usuario"), ""),
        "password": (_("Contraseña"), ""),
        "remember": (_("Recordarme en este equipo"), ""),
    }


class SignUpForm(PlainWords, account_forms.SignupForm):  # type: ignore[misc]  # allauth has no types
    """A citizen's account: no e-mail, no cédula, a name only if wanted."""

    name = forms.CharField(max_length=200, required=False)
    field_order = ("username", "password1", "name")
    words: ClassVar[dict[str, tuple[Words, Words]]] = {
        "username": (_("Usuario"), _("Con este nombre entras. Letras, números, puntos y guiones.")),
        "password1": (_("Contraseña"), PASSWORD_HELP),
        "name": (_("Nombre"), _("Cómo quieres que aparezca lo que escribas.")),
    }


class ChangePasswordForm(PlainWords, account_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The old password and the new one."""

    words: ClassVar[dict[str, tuple[Words, Words]]] = {
        "oldpassword": (_("Contraseña actual"), ""),
        "password1": (_("Contraseña nueva"), PASSWORD_HELP),
        "password2": (_("Contraseña nueva, otra vez"), ""),
    }


class SetPasswordForm(PlainWords, account_forms.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """A first password, for who entered with a passkey only."""

    words: ClassVar[dict[str, tuple[Words, Words]]] = {
        "password1": (_("Contraseña"), PASSWORD_HELP),
        "password2": (_("Contraseña, otra vez"), ""),
    }


class ResetPasswordKeyForm(PlainWords, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """A new password, from the link of an e-mail."""

    words: ClassVar[dict[str, tuple[Words, Words]]] = {
        "password1": (_("Contraseña nueva"), PASSWORD_HELP),
        "password2": (_("Contraseña nueva, otra vez"), ""),
    }


class ReauthenticateForm(PlainWords, account_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password once more, before something delicate."""

    words: ClassVar[dict[str, tuple[Words, Words]]] = {"password": (_("Contraseña"), "")}


class ActivateCodesForm(PlainWords, ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an application just linked."""

    words: ClassVar[dict[str, tuple[Words, Words]]] = {
        "code": (_("Código"), _("Los seis números que muestra ahora tu aplicación."))
    }


class SecondFactorForm(PlainWords, factor_forms.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second factor when signing in."""

    words: ClassVar[dict[str, tuple[Words, Words]]] = {"code": (_("Código"), SIX_DIGITS)}


class SecondFactorAgainForm(PlainWords, factor_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second factor once more, before something delicate."""

    words: ClassVar[dict[str, tuple[Words, Words]]] = {"code": (_("Código"), SIX_DIGITS)}


class AddPasskeyForm(PlainWords, AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey of this device or of a security key."""

    words: ClassVar[dict[str, tuple[Words, Words]]] = {
        "name": (_("Nombre de la llave"), _("Por ejemplo: mi teléfono.")),
        "passwordless": (_("Entrar solo con esta llave, sin contraseña"), ""),
    }


class _Code(PlainWords):
    """A printed code and a new password."""

    code = forms.CharField(
        label=_("Código"),
        help_text=CODE_HELP,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Contraseña nueva"),
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class PasswordByCodeForm(_Code):
    """What a person brings home from the counter."""


class InvitationForm(_Code):
    """What a new member of staff types from the printed invitation."""

    username = forms.CharField(
        label=_("Usuario"),
        help_text=_("Con este nombre entras. Letras, números, puntos y guiones."),
        min_length=3,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    field_order = ("code", "username", "password")


class OwnDataForm(PlainWords):
    """What a person may correct about themselves (LOPDP art. 14)."""

    name = forms.CharField(label=_("Nombre"), max_length=200, required=False)
    phone = forms.CharField(
        label=_("Teléfono"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


class NationalIdForm(PlainWords):
    """A cédula, of which only a keyed hash is kept."""

    number = forms.CharField(
        label=_("Cédula"),
        help_text=_("Diez números. Los guiones no hacen falta."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class EraseForm(PlainWords):
    """The own username, typed, so that nobody is erased by a slip."""

    username = forms.CharField(
        label=_("Escribe tu usuario para confirmar"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_username(self) -> str:
        """Raise ValidationError unless it is the account's own username."""
        typed = str(self.cleaned_data["username"]).strip().lower()
        if typed != self.expected:
            raise forms.ValidationError(_("Ese no es tu usuario."), code="other-username")
        return typed


class RoleForm(PlainWords):
    """A role in a body between two dates."""

    body = forms.ModelChoiceField(
        label=_("Cuerpo"), queryset=Body.objects.none(), empty_label=_("Escoge un cuerpo")
    )
    role = forms.ChoiceField(label=_("Cargo"), choices=roles)
    starts_on = forms.DateField(
        label=_("Desde"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Hasta"),
        required=False,
        help_text=_("Último día. Vacío si no está fijado."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["body"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        choice.queryset = Body.objects.order_by("name", "pk")

    def clean_role(self) -> Role:
        """Return the role as a code."""
        return Role(self.cleaned_data["role"])


class InviteForm(RoleForm):
    """A new member of staff."""

    name = forms.CharField(label=_("Nombre y apellido"), max_length=200)
    field_order = ("name", "body", "role", "starts_on", "ends_on")


class EndForm(PlainWords):
    """The last day of a role."""

    ends_on = forms.DateField(
        label=_("Último día en el cargo"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class CounterCodeForm(PlainWords):
    """Whose password is to be set anew; the clerk has seen the document."""

    username = forms.CharField(
        label=_("Usuario de la persona"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    seen = forms.BooleanField(label=_("Vi su documento de identidad"))


class PeopleFilter(forms.Form):
    """Which bodies and roles the list shows."""

    kind = forms.ChoiceField(label=_("Clase"), required=False)
    past = forms.BooleanField(label=_("También cargos terminados"), required=False)
    empty = forms.BooleanField(label=_("También cuerpos sin nadie"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["kind"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - narrows the type
        choice.choices = [("", _("Todas")), *body_kinds()]
