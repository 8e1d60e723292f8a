"""Where is the key that signs the heads? One file of its owner alone, made when the record begins.

A key is never made in silence once heads exist: a new key is what a rewritten history looks like.
"""

import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from minga.record.models import SealHead
from minga.record.rules.heads import fingerprint

KEY_FILE = "seal-ed25519.pem"


SENTENCES = {
    "signing-key-missing": _(
        "La clave que firma el registro no está en %(path)s. Restáurala de la copia; si se perdió, crea otra con «minga record key --new»: el cambio quedará a la vista."
    ),
    "signing-key-exposed": _(
        "Otros pueden leer la clave que firma el registro. Ejecuta: chmod 600 %(path)s"
    ),
    "signing-key-unreadable": _("El archivo %(path)s no es una clave Ed25519 que se pueda leer."),
}


class SigningKeyRefused(Exception):
    """The key cannot be used; `code` says why, `path` where it was looked for."""

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path

    @property
    def sentence(self) -> str:
        """What happened and how to mend it."""
        return str(SENTENCES[self.code]) % {"path": self.path}


def ensure_signing_key() -> Ed25519PrivateKey:
    """Return the key that signs heads; make it if nothing was ever signed.

    Raises SigningKeyRefused: `signing-key-missing` when heads exist and their key does not,
    `signing-key-exposed` when others may read the file, `signing-key-unreadable` else.
    """
    path = _path()
    if not path.exists():
        if SealHead.objects.exists():
            raise SigningKeyRefused("signing-key-missing", path)
        make_signing_key()
    return _load(path)


def signing_fingerprint() -> str:
    """Return the fingerprint of the key that signs now; SigningKeyRefused as `ensure_signing_key`."""
    public = ensure_signing_key().public_key()
    return fingerprint(public.public_bytes(Encoding.Raw, PublicFormat.Raw))


def make_signing_key() -> bool:
    """Write a new key, mode 0600, unless one is there; say whether it was made.

    Two processes may try at once: one file wins whole, and both then read it.
    """
    path = _path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
    draft = Path(name)
    with os.fdopen(descriptor, "wb") as file:
        file.write(_new_pem())
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def _path() -> Path:
    return Path(settings.KEY_FOLDER) / KEY_FILE


def _new_pem() -> bytes:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _load(path: Path) -> Ed25519PrivateKey:
    if path.stat().st_mode & 0o077:
        raise SigningKeyRefused("signing-key-exposed", path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise SigningKeyRefused("signing-key-unreadable", path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SigningKeyRefused("signing-key-unreadable", path)
    return key
