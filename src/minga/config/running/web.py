"""How are pages served? granian with as many workers as cores, two at most unless asked."""

import gc
import multiprocessing
import os
import signal
import sys
from importlib import import_module

from django.conf import settings
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from minga.config.environment import env_number
from minga.config.running.preflight import bind_address
from minga.config.running.processes import die_with_parent

MOST_WORKERS = 2
THREADS = 4


def worker_count() -> int:
    """Return how many web processes run: one a core, two at most unless MINGA_WEB_WORKERS says."""
    return env_number("MINGA_WEB_WORKERS", min(MOST_WORKERS, os.cpu_count() or 1))


def serve(application: str, port: int) -> None:
    """Serve until told to end."""
    server = Granian(
        application,
        address=bind_address(),
        port=port,
        interface=Interfaces.WSGI,
        workers=worker_count(),
        blocking_threads=env_number("MINGA_WEB_THREADS", THREADS),
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    server.serve()


def load() -> str:
    """Load the program once before the workers fork, so that they share its memory.

    Nothing may be opened by loading it: connections and threads belong to a worker. Return the
    name under which granian finds it.
    """
    multiprocessing.set_start_method("fork")
    module, _dot, name = settings.WSGI_APPLICATION.rpartition(".")
    import_module(module)
    gc.collect()
    gc.freeze()
    os.register_at_fork(after_in_child=lambda: die_with_parent(signal.SIGKILL))
    return f"{module}:{name}"


if __name__ == "__main__":
    serve(load(), int(sys.argv[1]))
