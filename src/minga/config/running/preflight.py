"""What would make a start fail? Port, disk and clock are asked before anything is touched."""

import errno
import shutil
import socket
import time
from pathlib import Path

from minga.config.environment import env_number, env_text
from minga.config.running.refusal import OperationRefused

LEAST_FREE_MEGABYTES = 200
MEGABYTE = 1 << 20


def bind_address() -> str:
    """Return the address on which pages are served; a proxy stands before it in production."""
    return env_text("MINGA_BIND", "127.0.0.1")


def refuse_taken_port(port: int, patience: float = 0) -> None:
    """Raise OperationRefused when nobody could be served on `port`, also after `patience` seconds."""
    if not 0 < port < 65536:
        raise OperationRefused(f"El puerto {port} no existe: elige uno entre 1 y 65535 con --port.")
    limit = time.monotonic() + patience
    while error := _bind_error(port):
        if error.errno != errno.EADDRINUSE or time.monotonic() > limit:
            raise OperationRefused(_port_sentence(port, error)) from error
        time.sleep(0.1)


def _bind_error(port: int) -> OSError | None:
    host = bind_address()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error
    return None


def _port_sentence(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"El puerto {port} ya está ocupado por otro programa: elige otro con --port."
    if error.errno == errno.EACCES:
        return f"El puerto {port} es solo de root: elige uno mayor que 1023 con --port."
    return f"No se puede servir en {bind_address()}: corrige MINGA_BIND ({error.strerror})."


def free_megabytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free // MEGABYTE


def least_free_megabytes() -> int:
    return env_number("MINGA_LEAST_FREE_MB", LEAST_FREE_MEGABYTES)


def refuse_full_disk(folder: Path) -> None:
    """Raise OperationRefused when the database could not write for long."""
    free, least = free_megabytes(folder), least_free_megabytes()
    if free < least:
        raise OperationRefused(
            f"Al disco de {folder} le quedan {free} MB y hacen falta {least}: libera espacio."
        )
