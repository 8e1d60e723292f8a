"""How is one process started, watched, started again after a death, and ended in order?"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from minga.config.running.accounts import Account

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None

FIRST_PAUSE = 0.25  # seconds before the second try; doubled for each further one
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0  # a process that lived this long has recovered: its failures are forgotten


def die_with_parent(number: signal.Signals) -> None:
    """Ask Linux to send `number` when the parent dies: a killed supervisor leaves nobody behind."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(number))


def spawn(
    command: Sequence[str],
    *,
    account: Account,
    environment: Mapping[str, str],
    at_parents_death: signal.Signals = signal.SIGKILL,
    output: IO[bytes] | None = None,
    answer: IO[bytes] | int | None = None,
) -> subprocess.Popen[bytes]:
    """Start `command` as `account` in a group of its own, so that Ctrl-C reaches only us."""
    return subprocess.Popen(  # noqa: S603 - commands are our own words
        command,
        cwd="/",
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output if answer is None else answer,
        stderr=output,
        start_new_session=True,
        preexec_fn=lambda: die_with_parent(at_parents_death),
        **account.identity(),
    )


@dataclass
class Watched:
    """One process that must live; `start` runs it, `interrupt` asks it to end in order."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    interrupt: signal.Signals = signal.SIGTERM
    patience: float = 20
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0
    next_start: float = field(default=0)

    def run(self) -> subprocess.Popen[bytes]:
        """Start it now."""
        self.process = self.start()
        self.started_at = time.monotonic()
        return self.process

    def tend(self, now: float) -> int | None:
        """Start it again when its time has come; return the exit code of a death found now."""
        if self.process is None:
            if now >= self.next_start:
                self._try(now)
            return None
        code = self.process.poll()
        if code is None:
            return None
        self._mourn(now)
        return code

    def _try(self, now: float) -> None:
        try:
            self.run()
        except OSError:  # a full disk, no memory: the next try may succeed
            self._mourn(now)

    def _mourn(self, now: float) -> None:
        """Sweep away its children and set the time of the next try."""
        if self.process is not None:
            kill_group(self.process.pid)
        self.process = None
        self.failures = 0 if now - self.started_at > HEALTHY_AFTER else self.failures
        self.next_start = now + min(LONGEST_PAUSE, FIRST_PAUSE * 2**self.failures)
        self.failures += 1

    def end(self) -> None:
        """Ask it to end, wait, and kill it only when it does not."""
        process, self.process = self.process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(self.interrupt)
        try:
            process.wait(self.patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        kill_group(process.pid)


def kill_group(leader: int) -> None:
    """Kill what a dead process left in its group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
