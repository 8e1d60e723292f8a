"""How is the whole program run for a benchmark? In a folder and on a port of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MINGA = str(Path(sys.executable).parent / "minga")
PATIENCE = 180


@dataclass(frozen=True)
class Running:
    """A program that answers at an address; `seconds` is how long its first page took."""

    address: str
    folder: Path
    pid: int
    seconds: float


def free_port() -> int:
    """Return a port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, started: float) -> float:
    """Return the seconds until the address answers; TimeoutError after three minutes."""
    while time.perf_counter() - started < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return time.perf_counter() - started
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(address)


@contextmanager
def demonstration(size: str = "normal", folder: Path | None = None) -> Iterator[Running]:
    """Run `minga demo` until the block ends; a new folder unless one is given."""
    where = folder or Path(tempfile.mkdtemp(prefix="minga-bench-", dir="/var/tmp"))
    where.chmod(0o755)
    port = free_port()
    started = time.perf_counter()
    process = subprocess.Popen(
        [MINGA, "demo", "--port", str(port), "--data", str(where / "data"), "--size", size],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
    )
    try:
        address = f"http://127.0.0.1:{port}"
        yield Running(address, where, process.pid, wait_for(address + "/", started))
    finally:
        process.terminate()
        process.wait(timeout=30)


def processes_under(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            waiting += [int(child) for child in task.read_text().split()]
    return found


def memory_of(pid: int) -> int:
    """Return the proportional set size of a process in bytes; 0 when it has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    line = next(line for line in text.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) * 1024
