"""Under which user of the system do database, web and worker run?"""

import os
import pwd
import secrets
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from minga.config.running.refusal import OperationRefused

DOCUMENTED_USER = "minga"
SEARCH = {"PATH": "/usr/bin:/bin"}
DEMONSTRATION_USERS = (DOCUMENTED_USER, "postgres", "nobody")


class Identity(TypedDict, total=False):
    """The arguments by which `subprocess` starts a program as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A user of the operating system; `drops` when we are root and must become it."""

    name: str
    uid: int
    gid: int

    @property
    def drops(self) -> bool:
        return os.geteuid() == 0

    def identity(self) -> Identity:
        """Return what `subprocess.Popen` needs to run as this account."""
        return Identity(user=self.uid, group=self.gid, extra_groups=[]) if self.drops else {}

    def can_read(self, path: Path) -> bool:
        """Say whether this account reaches and reads `path`."""
        return self._may("-r", path) if self.drops else os.access(path, os.R_OK)

    def can_write(self, path: Path) -> bool:
        """Say whether this account reaches and writes `path`."""
        return self._may("-w", path) if self.drops else os.access(path, os.W_OK)

    def own(self, path: Path, mode: int) -> None:
        """Give `path` to this account with these permissions; never through a link."""
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            self.own_open(file, mode)
        finally:
            os.close(file)

    def own_open(self, file: int, mode: int) -> None:
        """Do the same with an open file."""
        os.fchmod(file, mode)
        if self.drops:
            os.fchown(file, self.uid, self.gid)

    def write(self, path: Path, text: str) -> None:
        """Write a private file of this account, whole or not at all.

        What stood there is replaced, never written through: as root we do not follow a link that
        the account has laid.
        """
        new = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            self.own_open(file, 0o600)
            os.write(file, text.encode())
            os.fsync(file)
        except OSError:
            new.unlink()
            raise
        finally:
            os.close(file)
        new.replace(path)

    def become(self) -> None:
        """Turn this process into one of the account, for good."""
        os.setgroups([])
        os.setgid(self.gid)
        os.setuid(self.uid)

    def _may(self, question: str, path: Path) -> bool:
        """Ask the kernel as the account itself: access lists and mounts count too."""
        words = ["test", question, str(path)]
        done = subprocess.run(words, cwd="/", env=SEARCH, check=False, **self.identity())  # noqa: S603 - our own words
        return done.returncode == 0


def choose_account(name: str | None = None, *, demonstration: bool = False) -> Account:
    """Return the account that runs the program.

    As an ordinary user: oneself. As root: `name`, else `minga`; only the demonstration falls
    back to `postgres`, then `nobody`. Raises OperationRefused for an unknown user, for root, and for
    another user's name when we are not root.
    """
    if os.geteuid() != 0:
        return _oneself(name)
    wanted = (name,) if name else DEMONSTRATION_USERS if demonstration else (DOCUMENTED_USER,)
    for candidate in wanted:
        if found := _known(candidate):
            return found
    raise OperationRefused(
        f"No existe el usuario «{wanted[0]}» en este sistema: créalo con "
        f"«useradd --system --home-dir /var/lib/minga {wanted[0]}» o elige otro con --user."
    )


def _oneself(name: str | None) -> Account:
    entry = pwd.getpwuid(os.geteuid())
    if name not in {None, entry.pw_name}:
        raise OperationRefused(
            f"Solo root puede arrancar como «{name}»; tú eres «{entry.pw_name}»: quita --user."
        )
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _known(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    if entry.pw_uid == 0:
        raise OperationRefused(
            "La base de datos y la web no corren como root: elige otro usuario con --user."
        )
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
