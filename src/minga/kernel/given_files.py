"""Can the file that was named at the command line be read? Else it is refused input, not wrong usage."""

from pathlib import Path

import typer

from minga.kernel.labels import refusal_sentence
from minga.kernel.refusal import Refused

REFUSED = 1


def readable_file(path: Path | None) -> Path | None:
    """Return the path of a file that can be read, or None when none was named; a callback of typer.

    Else say why in one sentence on stderr and end with exit code 1.
    """
    if path and (refusal := _why_not(path)):
        typer.echo(refusal_sentence(refusal), err=True)
        raise typer.Exit(REFUSED)
    return path


def _why_not(path: Path) -> Refused | None:
    try:
        with path.open("rb"):
            return None
    except FileNotFoundError:
        return Refused("file-not-found", path=str(path))
    except OSError:
        return Refused("file-unreadable", path=str(path))
