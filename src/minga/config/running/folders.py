"""Where does an installation keep what it must not lose? One private folder of its own."""

import errno
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from minga.config.running.accounts import Account
from minga.config.running.refusal import OperationRefused

MARK = "minga.json"  # a folder that holds it is ours; no other folder's permissions are touched
SYSTEM_FOLDER = Path("/var/lib/minga")


def default_folder() -> Path:
    """Return MINGA_DATA, else /var/lib/minga for root, else the user's own data folder."""
    if chosen := os.environ.get("MINGA_DATA"):
        return Path(chosen)
    if os.geteuid() == 0:
        return SYSTEM_FOLDER
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "minga"


@dataclass(frozen=True)
class Folder:
    """The data folder of one installation."""

    path: Path

    @property
    def documents(self) -> Path:
        return self.path / "documents"

    @property
    def keys(self) -> Path:
        return self.path / "keys"

    @property
    def static(self) -> Path:
        return self.path / "static"

    @property
    def compiled(self) -> Path:
        """Where Python keeps compiled modules: the account may not write beside the sources."""
        return self.path / "compiled"

    @property
    def copies(self) -> Path:
        """What the account could not reach of Python and our packages."""
        return self.path / "python"

    @property
    def secret_key(self) -> Path:
        return self.keys / "secret_key"

    @property
    def backups(self) -> Path:
        return self.path / "backups.json"

    @property
    def erasures(self) -> Path:
        return self.path / "erasures.jsonl"

    def is_ours(self) -> bool:
        return (self.path / MARK).is_file()

    def is_demonstration(self) -> bool:
        """Say what the folder was made for."""
        return bool(json.loads((self.path / MARK).read_text(encoding="utf-8"))["demonstration"])

    def owner(self) -> str | None:
        """Return the user for whom the folder was made, if it is ours already."""
        try:
            return self.path.owner() if self.is_ours() else None
        except (OSError, KeyError):
            return None


def open_for(path: Path, account: Account) -> Folder:
    """As root, make the folder itself, empty, and give it to `account`, who makes the rest.

    Raises OperationRefused as `claim` does.
    """
    folder = Folder(path.absolute())
    try:
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not folder.is_ours():
            _refuse_foreign(folder)
            account.own(folder.path, 0o700)
    except OSError as error:
        raise OperationRefused(unwritable(folder.path, error)) from error
    _refuse_unreachable(folder, account)
    return folder


def claim(path: Path, account: Account, *, demonstration: bool) -> Folder:
    """Make or take over the data folder at `path` for `account`.

    Raises OperationRefused when it cannot be made or written, when it holds things that are not
    ours, and when it was made for the other kind of installation.
    """
    folder = Folder(path.absolute())
    try:
        _make(folder, account, demonstration=demonstration)
    except OSError as error:
        raise OperationRefused(unwritable(folder.path, error)) from error
    _refuse_unreachable(folder, account)
    if folder.is_demonstration() != demonstration:
        raise OperationRefused(wrong_kind(folder.path, demonstration=demonstration))
    return folder


def claim_new_files(folder: Folder, account: Account) -> None:
    """Give to `account` what root has written among documents and keys."""
    if not account.drops:
        return
    for place in (folder.documents, folder.keys):
        for path in place.rglob("*"):
            if path.lstat().st_uid == 0:
                os.chown(path, account.uid, account.gid, follow_symlinks=False)


def wrong_kind(path: Path, *, demonstration: bool) -> str:
    """Return the sentence for a start as the other kind of installation."""
    if demonstration:
        return (
            f"{path} guarda una instalación real: la demostración necesita otra carpeta (--data)."
        )
    return (
        f"{path} guarda una demostración y «minga up» no la sirve como real: "
        "usa «minga demo» u otra carpeta (--data)."
    )


def unwritable(path: Path, error: OSError) -> str:
    """Return the sentence for a folder that does not take our files."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"El disco de {path} está lleno: libera espacio o elige otra carpeta con --data."
    if error.errno == errno.EROFS:
        return f"El disco de {path} es de solo lectura: elige otra carpeta con --data."
    return f"No se puede escribir en {path}: elige otra carpeta con --data."


def _make(folder: Folder, account: Account, *, demonstration: bool) -> None:
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not folder.is_ours():
        _mark(folder, account, demonstration=demonstration)
    account.own(folder.path, 0o700)
    for made in (folder.documents, folder.keys, folder.static, folder.compiled):
        made.mkdir(mode=0o700, exist_ok=True)
        account.own(made, 0o700)
    _make_secret_key(folder, account)


def _refuse_unreachable(folder: Folder, account: Account) -> None:
    if not account.can_write(folder.path):
        raise OperationRefused(
            f"El usuario «{account.name}» no llega a la carpeta {folder.path}: "
            "elige otra con --data u otro usuario con --user."
        )


def _refuse_foreign(folder: Folder) -> None:
    if any(path != folder.copies for path in folder.path.iterdir()):
        raise OperationRefused(
            f"{folder.path} no está vacía y no es de Minga: elige otra carpeta con --data."
        )


def _mark(folder: Folder, account: Account, *, demonstration: bool) -> None:
    _refuse_foreign(folder)
    account.write(folder.path / MARK, json.dumps({"demonstration": demonstration}))


def _make_secret_key(folder: Folder, account: Account) -> None:
    """Make the key that signs sessions, once; nobody else may read it."""
    if not folder.secret_key.exists():
        account.write(folder.secret_key, secrets.token_urlsafe(50))
