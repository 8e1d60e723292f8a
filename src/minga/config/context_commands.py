"""Which commands do the contexts bring, and what does each need before it runs?

A context is imported only when its command is asked for: a deadline, an identity number, a plan
read with `--dry-run` and a dump verified offline need neither Django nor a database.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

import typer

from minga.config.environment import env_text
from minga.config.running.folders import claim_new_files
from minga.config.running.installation import SETTINGS, find_installation

type NeedsDatabase = Callable[[Sequence[str]], bool]


def always(_words: Sequence[str]) -> bool:
    return True


def never(_words: Sequence[str]) -> bool:
    return False


def unless_dry_run(words: Sequence[str]) -> bool:
    return "--dry-run" not in words


def unless_a_dump_is_named(words: Sequence[str]) -> bool:
    """`record verify DUMP` answers offline; every other use asks the database."""
    rest = [word for word in words if not word.startswith("-")]
    return not (rest[:1] == ["verify"] and len(rest) > 1 + ("--head" in words))


@dataclass(frozen=True)
class ContextCommand:
    """One word after `minga`: where it lives, what it is for, when it needs a database."""

    name: str
    module: str
    attribute: str
    help: str
    needs_database: NeedsDatabase
    settings: str = ""  # the attribute of the module that holds the settings of a single command

    def exists(self) -> bool:
        return find_spec(self.module) is not None

    def join(self, app: typer.Typer) -> None:
        """Import the context's module and add what it offers under our name."""
        module = import_module(self.module)
        offered = getattr(module, self.attribute)
        if isinstance(offered, typer.Typer):
            app.add_typer(offered, name=self.name, help=self.help)
        else:
            settings = getattr(module, self.settings) if self.settings else None
            app.command(self.name, context_settings=settings)(offered)

    def announce(self, app: typer.Typer) -> None:
        """Add only the name, for the list of commands."""
        app.command(self.name, help=self.help)(lambda: None)


COMMANDS = (
    ContextCommand("plan", "minga.plan.cli", "app", "Planes de trabajo.", unless_dry_run),
    ContextCommand("record", "minga.record.cli", "app", "El registro y sus pruebas.", unless_a_dump_is_named),
    ContextCommand("territory", "minga.territory.cli", "app", "Lugares y límites.", always),
    ContextCommand("mail", "minga.dialogue.cli", "mail_app", "El correo de esta instalación.", always),
    ContextCommand("admin", "minga.people.cli", "admin_app", "Quien administra.", always),
    ContextCommand("deadline", "minga.kernel.cli", "app_deadline", "Cuándo vence un término o plazo.", never, "DEADLINE_SETTINGS"),
    ContextCommand("id", "minga.kernel.cli", "id_app", "Cédulas y RUC.", never),
)  # fmt: skip


def join_contexts(app: typer.Typer, words: Sequence[str]) -> ContextCommand | None:
    """Add the command that `words` ask for, and the bare names of all others."""
    asked = None
    for command in COMMANDS:
        if not command.exists():
            continue
        if words[:1] == [command.name]:
            command.join(app)
            asked = command
        else:
            command.announce(app)
    return asked


@contextmanager
def surroundings(command: ContextCommand | None, words: Sequence[str]) -> Iterator[None]:
    """Give the command the database of the installation, run meanwhile if nothing runs it.

    Raises OperationRefused when there is no installation. What root writes is given to the
    account of the installation afterwards, so that web and worker reach it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    helps = not words or "--help" in words
    if command is None or helps or not command.needs_database(words) or env_text("DATABASE_URL"):
        yield
        return
    installation = find_installation()
    before = dict(os.environ)
    with installation.open_database():
        os.environ.update(installation.environment_here())
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
            claim_new_files(installation.folder, installation.account)
