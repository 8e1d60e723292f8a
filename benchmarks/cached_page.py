"""How many kept pages a second, quiet and while something is published every second?"""

import re
import shutil
import subprocess
import threading
import time
from pathlib import Path

import psycopg

from benchmarks.running import Running, demonstration

PAGE = "/planes/demostracion/"
SECONDS = 10


def wrk(address: str) -> tuple[float, str]:
    """Return requests a second and the 99th percentile of 32 connections."""
    done = subprocess.run(
        [
            "wrk",
            "-t2",
            "-c32",
            f"-d{SECONDS}s",
            "--latency",
            "-H",
            "Accept-Encoding: gzip",
            address,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    late = re.search(r"99%\s+(\S+)", done.stdout)
    failed = re.search(r"Non-2xx.*", done.stdout)
    if failed:
        raise RuntimeError(failed.group())
    return float(rate.group(1)) if rate else 0.0, late.group(1) if late else "?"


def publish_every_second(running: Running) -> None:
    """Tell the cache once a second that the plan has changed, as a recorded act does."""
    with psycopg.connect(database_url(running), autocommit=True) as connection:
        for _ in range(SECONDS + 1):
            with connection.transaction():
                connection.execute("INSERT INTO website_pagechange (context) VALUES ('plan')")
                connection.execute("SELECT pg_notify('minga_pages', 'plan')")
            time.sleep(1)


def database_url(running: Running) -> str:
    """Return the address of the database that this program runs."""
    socket = next(Path(running.folder).rglob(".s.PGSQL.*"), None)
    if socket is None:
        socket = next(Path("/run").rglob(".s.PGSQL.*"))
    return f"postgresql://minga_app@/minga?host={socket.parent}&port={socket.suffix.lstrip('.')}"


def main() -> None:
    """Print both figures."""
    if shutil.which("wrk") is None:
        print("falta wrk: instálalo con el paquete wrk de Debian")
        return
    with demonstration() as running:
        time.sleep(2)
        wrk(running.address + PAGE)
        rate, late = wrk(running.address + PAGE)
        print(
            f"página del plan guardada, 32 conexiones: {rate:.0f} por segundo, p99 {late} (meta 20.000, 10 ms)"
        )
        publisher = threading.Thread(target=publish_every_second, args=(running,))
        publisher.start()
        rate, late = wrk(running.address + PAGE)
        print(f"con una publicación por segundo: {rate:.0f} por segundo, p99 {late} (meta 15.000)")
        publisher.join()


if __name__ == "__main__":
    main()
