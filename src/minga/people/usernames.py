"""How may a username be written?"""

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _


@deconstructible
class UsernameValidator(UnicodeUsernameValidator):
    """Letters of any script, digits and the signs @ . + - _."""

    message = _("El usuario solo puede llevar letras, números y los signos @ . + - _")
