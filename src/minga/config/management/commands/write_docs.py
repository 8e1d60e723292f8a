"""How are the generated parts of docs/ remade? `manage.py write_docs`, or `make docs`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from minga.config.documentation.legal_rules import legal_rules

CHECKOUT = Path(settings.PACKAGE).parents[1]


class Command(BaseCommand):
    """Writes docs/legal-rules.md and the pictures of handbook and README."""

    help = "Remake docs/legal-rules.md and the pictures of the handbook."
    requires_system_checks = ()  # they ask for a database, and this needs none

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let whoever changed only rules leave the pictures as they are."""
        parser.add_argument("--without-pictures", action="store_true")
        parser.add_argument("--port", type=int, default=8123, help="where the demonstration runs")
        parser.add_argument(
            "--root", type=Path, default=CHECKOUT, help="the checkout to write into"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Write what is asked for; CommandError outside of a checkout."""
        docs: Path = options["root"] / "docs"
        if not docs.is_dir():
            raise CommandError(f"{docs} no existe: ejecuta la orden en una copia del repositorio.")
        rules = docs / "legal-rules.md"
        rules.write_text(legal_rules(options["root"] / "tests"), encoding="utf-8")
        self.stdout.write(f"{rules}")
        if not options["without_pictures"]:
            self._take_pictures(docs, options["port"])

    def _take_pictures(self, docs: Path, port: int) -> None:
        from minga.config.documentation.album import (  # noqa: PLC0415 - late: optional dependency
            take_album,
        )

        for path in take_album(docs, port):
            self.stdout.write(f"{path}")
