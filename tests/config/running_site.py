"""A real installation for the tests: our command line, our supervisor, a database and a site of one page."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from functools import cache
from pathlib import Path

import coverage
import psycopg

from minga.config.running.accounts import choose_account
from minga.config.running.postgres import Cluster

HERE = Path(__file__).parent
SOURCES = HERE.parents[1] / "src"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def child_processes(parent: int) -> list[int]:
    """Return the processes that `parent` started and that still live."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return sorted(found)


def is_alive(pid: int) -> bool:
    """Say whether a process runs; one that ended and awaits its parent does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def words_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


MEASURED = """[run]
branch = true
parallel = true
source = minga
omit = */migrations/*
data_file = {folder}/.coverage
"""
MEASURE = "import coverage\n\ncoverage.process_startup()\n"


class Measurement:
    """Lets coverage see the processes of a site too, when it watches this one."""

    def __init__(self, home: Path) -> None:
        self.ours = coverage.Coverage.current()
        self.folder = home / "coverage"
        if self.ours:
            self.folder.mkdir()
            self.folder.chmod(0o777)  # web and worker write as their own account
            settings = MEASURED.format(folder=self.folder)
            (self.folder / "settings").write_text(settings, encoding="utf-8")
            (home / "site" / "sitecustomize.py").write_text(MEASURE, encoding="utf-8")

    @property
    def variables(self) -> dict[str, str]:
        return {"COVERAGE_PROCESS_START": str(self.folder / "settings")} if self.ours else {}

    def hand_over(self) -> None:
        """Put what was measured where the run combines it."""
        if self.ours:
            target = Path(self.ours.config.data_file).absolute()
            for part in self.folder.glob(".coverage.*"):
                shutil.move(
                    part, target.with_name(target.name + part.name.removeprefix(".coverage"))
                )


class Site:
    """One data folder and the commands that are given for it."""

    def __init__(self, home: Path, *, demonstration: bool = True) -> None:
        self.home = home
        self.data = home / "data"
        self.port = free_port()
        self.kind = "demo" if demonstration else "up"
        self.measurement = Measurement(home)
        self.variables = self.measurement.variables
        self.process: subprocess.Popen[str] | None = None
        self.account = choose_account(demonstration=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        foreign = ("MINGA_", "DATABASE_", "COV_", "COVERAGE_", "PYTHONDONTWRITE")
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(foreign)}
        return inherited | {
            "PYTHONPYCACHEPREFIX": str(compiled_modules()),
            "PYTHONPATH": os.pathsep.join([str(SOURCES), str(self.home / "site")]),
            "DJANGO_SETTINGS_MODULE": "probe_site",
            **self.variables,
        }

    def words(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "minga.config.cli", *words]

    def minga(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            self.words(*words),
            env=self.environment,
            cwd="/",
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def starting_words(self, *more: str) -> list[str]:
        user = ["--user", self.account.name] if self.account.drops else []
        return [self.kind, "--data", str(self.data), "--port", str(self.port), *user, *more]

    def refused_start(self, *more: str) -> str:
        """Start, and return the sentence by which that was refused."""
        done = self.minga(*self.starting_words(*more))
        assert (done.returncode, done.stdout) == (1, ""), done
        return done.stderr

    def start(self, *more: str) -> str:
        """Start in the background and return what was announced."""
        with (self.home / "stderr").open("ab") as errors:
            self.process = subprocess.Popen(
                self.words(*self.starting_words(*more)),
                env=self.environment,
                cwd="/",
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        assert self.process.stdout is not None
        said = ""
        while "Ctrl-C" not in said:
            line = self.process.stdout.readline()
            assert line, (self.home / "stderr").read_text(encoding="utf-8")
            said += line
        return said

    def end(self) -> int:
        """Ask it to end, as Ctrl-C does, and return its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.reap()

    def reap(self) -> int:
        assert self.process is not None
        code = self.process.wait(60)
        if self.process.stdout:
            self.process.stdout.close()
        self.process = None
        return code

    def processes(self) -> dict[str, list[int]]:
        """Return the living processes by what they do; the parent of each kind first."""
        assert self.process is not None
        kinds = {
            "database": "bin/postgres -D",
            "worker": "running.worker",
            "web": "running.web",
        }
        children = {pid: words_of(pid) for pid in child_processes(self.process.pid)}
        found = {
            kind: [p for p, w in children.items() if sign in w] for kind, sign in kinds.items()
        }
        found["web"] += [child for pid in found["web"] for child in child_processes(pid)]
        return found

    def pids(self) -> set[int]:
        return {pid for found in self.processes().values() for pid in found}

    def get(self, path: str, timeout: float = 10) -> int:
        """Return the status of a page; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=timeout) as answer:  # noqa: S310 - our own address
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    def wait_for(self, path: str, status: int) -> None:
        limit = time.monotonic() + 60
        while self.get(path) != status:
            assert time.monotonic() < limit, f"{path} never answered {status}"
            time.sleep(0.1)

    def connect(self, role: str = "minga_owner") -> psycopg.Connection[tuple[object, ...]]:
        url = Cluster(self.data, account=self.account).url(role)
        return psycopg.connect(url, autocommit=True)

    def make_probe_table(self) -> None:
        with self.connect() as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS probe (number integer PRIMARY KEY)")
            connection.execute("GRANT SELECT, INSERT ON probe TO minga_app")

    def numbers(self) -> set[int]:
        with self.connect() as connection:
            return {int(str(row[0])) for row in connection.execute("SELECT number FROM probe")}

    def destroy(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.reap()
        self.measurement.hand_over()
        shutil.rmtree(self.home, ignore_errors=True)


@cache
def compiled_modules() -> Path:
    """Return a folder that all sites share, so that each module is compiled once a run."""
    folder = Path(tempfile.mkdtemp(prefix="minga-compiled-"))
    folder.chmod(0o777)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def new_site(*, demonstration: bool = True) -> Site:
    """Return a site in a folder of its own that every account reaches."""
    home = Path(tempfile.mkdtemp(prefix="minga-site-"))
    home.chmod(0o755)
    (home / "site").mkdir()
    for name in ("probe_site.py", "probe_wsgi.py"):
        shutil.copy(HERE / name, home / "site")
    return Site(home, demonstration=demonstration)
