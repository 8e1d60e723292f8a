"""Is this data folder in use? One supervisor holds it; the lock dies with its process."""

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from minga.config.running.accounts import Account
from minga.config.running.refusal import OperationRefused

LOCK = "minga.lock"


@dataclass(frozen=True)
class Holder:
    """Who holds a data folder: its process, and its address when it serves pages."""

    pid: int
    address: str = ""


@contextmanager
def hold(folder: Path, account: Account, address: str = "") -> Iterator[bool]:
    """Hold `folder` alone until the end of the block; raise OperationRefused when it is taken.

    Gives whether the last holder was killed: what it started may still be ending.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
    descriptor = os.open(folder / LOCK, flags, 0o600)  # not inherited by children
    try:
        account.own_open(descriptor, 0o600)
        _lock(descriptor, folder)
        was_killed = os.fstat(descriptor).st_size > 0
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(asdict(Holder(os.getpid(), address))).encode())
        try:
            yield was_killed
        finally:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = holder_of(folder)
        where = f" en {holder.address}" if holder and holder.address else ""
        who = f" (proceso {holder.pid})" if holder else ""
        raise OperationRefused(f"Minga ya usa la carpeta {folder}{where}{who}.") from error


def holder_of(folder: Path) -> Holder | None:
    """Return who holds `folder` now, if anybody does."""
    try:
        descriptor = os.open(folder / LOCK, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise OperationRefused(
            f"No puedes leer la carpeta {folder}: es de otro usuario."
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _written(os.pread(descriptor, 4096, 0))
    else:
        return None
    finally:
        os.close(descriptor)


def _written(text: bytes) -> Holder | None:
    try:
        return Holder(**json.loads(text))
    except ValueError:
        return None  # between taking the lock and writing the name


def stop_holder(folder: Path, timeout: float = 60) -> Holder:
    """End in order what runs on `folder` and return who it was.

    Raises OperationRefused when nothing runs there or it does not end in time.
    """
    holder = holder_of(folder)
    if holder is None:
        raise OperationRefused(f"Minga no está en marcha en {folder}.")
    try:
        os.kill(holder.pid, signal.SIGTERM)
    except PermissionError as error:
        raise OperationRefused(
            f"El proceso {holder.pid} es de otro usuario: detenlo como ese usuario o como root."
        ) from error
    limit = time.monotonic() + timeout
    while holder_of(folder) is not None:
        if time.monotonic() > limit:
            raise OperationRefused(f"El proceso {holder.pid} no termina.")
        time.sleep(0.05)
    return holder
