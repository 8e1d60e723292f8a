"""How does an account get what it cannot reach? A copy in its own folder, written by itself.

Root reads, the account writes: a link laid in its folder leads nowhere that it may not go itself.
"""

import contextlib
import json
import os
import subprocess
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import IO

from minga.config.running.accounts import SEARCH, Account
from minga.config.running.refusal import OperationRefused

MARK = "copied-from.json"
UNPACK = """
set -e
umask 022
rm -rf "$1.new"
mkdir -p "$1.new"
tar -x -C "$1.new" -f -
rm -rf "$1"
mv "$1.new" "$1"
"""


def copy_for(
    account: Account, target: Path, parts: Iterable[tuple[Path, str]], left_out: Iterable[str] = ()
) -> None:
    """Copy each (source, name) below `target` as `account`, unless the copy there is current.

    Raises OperationRefused when it cannot be written.
    """
    found = list(parts)
    stamp = _stamp(found)
    if _is_current(target, stamp):
        return
    command = ["sh", "-c", UNPACK, "sh", str(target)]
    with subprocess.Popen(  # noqa: S603 - our own words
        command,
        cwd="/",
        env=SEARCH,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **account.identity(),
    ) as unpacking:
        if unpacking.stdin is None or unpacking.stderr is None:
            raise OperationRefused(f"No se pudo copiar a {target}.")
        # when the account cannot write the pipe breaks, and its own words follow
        with contextlib.suppress(BrokenPipeError), unpacking.stdin as pipe:
            _pack(pipe, found, stamp, frozenset(left_out))
        said = unpacking.stderr.read().decode(errors="replace").strip()
    if unpacking.returncode:
        raise OperationRefused(f"No se pudo copiar a {target}: {said}")


def _pack(
    pipe: IO[bytes], parts: list[tuple[Path, str]], stamp: str, left_out: frozenset[str]
) -> None:
    import tarfile  # noqa: PLC0415 - late: heavy (a start that copies nothing does without)

    def keep(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
        return None if Path(member.name).name in left_out else member

    with tarfile.open(fileobj=pipe, mode="w|") as tar:
        for source, name in parts:
            tar.add(source, name, filter=keep)
        mark = tarfile.TarInfo(MARK)
        mark.size = len(stamp.encode())
        tar.addfile(mark, BytesIO(stamp.encode()))


def _stamp(parts: list[tuple[Path, str]]) -> str:
    """Return a text that changes when anything that would be copied does."""
    newest = [
        max((file.stat().st_mtime_ns for file in _files(source)), default=0) for source, _n in parts
    ]
    return json.dumps([[str(source) for source, _name in parts], newest, os.uname().machine])


def _files(source: Path) -> Iterable[Path]:
    """Return the files that count; compiled modules come and go."""
    found = [source] if source.is_file() else source.rglob("*")
    return (path for path in found if "__pycache__" not in path.parts)


def _is_current(target: Path, stamp: str) -> bool:
    try:
        return (target / MARK).read_text(encoding="utf-8") == stamp
    except OSError:
        return False
