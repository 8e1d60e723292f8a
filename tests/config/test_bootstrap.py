"""`scripts/bootstrap` finds or brings uv, and a Python that serves, on machines of many kinds."""

import ensurepip
import functools
import hashlib
import http.server
import shlex
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "bootstrap"
NEEDED = ("sh", "dirname", "sed", "tail", "mktemp", "mkdir", "rm", "env")
REAL = Path(sys._base_executable)  # type: ignore[attr-defined]
SHELLS = [shell for shell in ("dash", "bash", "busybox") if shutil.which(shell)]

OLD = '#!/bin/sh\ncase $1 in -c) case $2 in *3,\\ 12*) exit 1;; esac;; esac\nexec {real} "$@"\n'
GOOD = '#!/bin/sh\nexec {real} "$@"\n'
BROKEN_SHIM = "#!/bin/sh\necho 'pyenv: python: command not found' >&2\nexit 127\n"
FINE_UV = "#!/bin/sh\n[ \"$1\" = --version ] && echo 'uv 0.11.8'\n"
ANCIENT_UV = "#!/bin/sh\necho 'uv 0.4.2'\n"


class Machine:
    """A fictional machine: a checkout, a home and a path of its own."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "una carpeta"
        self.home = folder / "home"
        self.path = folder / "bin"
        for made in (self.checkout / "scripts", self.home, self.path):
            made.mkdir(parents=True)
        shutil.copy(SCRIPT, self.checkout / "scripts" / "bootstrap")
        for name in NEEDED:
            (self.path / name).symlink_to(shutil.which(name) or "/bin/false")
        self.variables: dict[str, str] = {}

    def has(self, name: str, text: str, *, under: Path | None = None) -> Path:
        program = (under or self.path) / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(text.replace("{real}", shlex.quote(str(REAL))), encoding="utf-8")
        program.chmod(0o755)
        return program

    def bootstrap(self, shell: str = "sh") -> subprocess.CompletedProcess[str]:
        words = [shutil.which(shell) or shell, *(["sh"] if shell == "busybox" else [])]
        return subprocess.run(
            [*words, str(self.checkout / "scripts" / "bootstrap")],
            env={"PATH": str(self.path), "HOME": str(self.home)} | self.variables,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def command(self, shell: str = "sh") -> list[str]:
        """Return the printed command as the words that a shell sees."""
        done = self.bootstrap(shell)
        assert done.returncode == 0, done.stderr
        return shlex.split(done.stdout)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """A folder of wheels with a tiny uv in it: pip finds it only through its index settings."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    with zipfile.ZipFile(folder / "uv-0.11.8-py3-none-any.whl", "w") as wheel:
        script = zipfile.ZipInfo("uv-0.11.8.data/scripts/uv")
        script.external_attr = 0o100755 << 16
        wheel.writestr(script, FINE_UV)
        about = "uv-0.11.8.dist-info"
        wheel.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: uv\nVersion: 0.11.8\n")
        tag = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{about}/WHEEL", tag)
        wheel.writestr(f"{about}/RECORD", "")
    return folder


@pytest.mark.parametrize("shell", SHELLS)
def test_a_new_python_only_under_pyenv_is_found_behind_an_old_default_one(
    machine: Machine, shell: str
) -> None:
    uv = machine.has("uv", FINE_UV)
    machine.has("python3", OLD)
    machine.has("python3.13", BROKEN_SHIM)
    machine.has("python", OLD, under=machine.home / ".pyenv/versions/3.11.7/bin")
    machine.has("python", GOOD, under=machine.home / ".pyenv/versions/3.12.1/bin")
    assert machine.command(shell) == ["env", f"UV_PYTHON={REAL}", str(uv)]


def test_a_python_beside_debians_old_one_is_found(machine: Machine) -> None:
    uv = machine.has("uv", FINE_UV)
    machine.has("python3", OLD)
    machine.has("python3.11", OLD)
    machine.has("python3.12", GOOD)
    assert machine.command() == ["env", f"UV_PYTHON={REAL}", str(uv)]


def test_behind_a_broken_shim_the_same_name_later_on_the_path_is_found(machine: Machine) -> None:
    shims = machine.home / ".pyenv/shims"
    machine.has("python3.12", BROKEN_SHIM, under=shims)
    machine.has("python3.12", GOOD)
    machine.has("uv", FINE_UV)
    machine.variables["PATH"] = f"{shims}:{machine.path}"
    assert machine.command()[1] == f"UV_PYTHON={REAL}"


def test_the_newest_version_is_asked_first(machine: Machine) -> None:
    machine.has("uv", FINE_UV)
    machine.has("python3.12", GOOD)
    newer = "#!/bin/sh\necho /opt/python3.14\n"
    machine.has("python", newer, under=machine.home / ".pyenv/versions/3.14.2/bin")
    assert machine.command()[1] == "UV_PYTHON=/opt/python3.14"


def test_uv_may_download_a_python_only_when_none_is_there(machine: Machine) -> None:
    machine.has("uv", FINE_UV)
    machine.has("python3", OLD)
    assert machine.command()[1] == "UV_PYTHON=3.13"


def test_a_python_that_only_uv_knows_is_used(machine: Machine) -> None:
    machine.has("uv", FINE_UV + '[ "$1 $2" = "python find" ] && echo "/opt/su python"\n')
    assert machine.command()[1] == "UV_PYTHON=/opt/su python"


def test_a_missing_uv_is_installed_through_pips_own_settings(
    machine: Machine, wheels: Path
) -> None:
    machine.has("python3", GOOD)
    machine.variables |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
    installed = machine.checkout / ".tools/bin/uv"
    assert machine.command() == ["env", f"UV_PYTHON={REAL}", str(installed)]
    (machine.path / "python3").unlink()
    assert machine.command()[2] == str(installed)


def test_an_ancient_uv_is_passed_over(machine: Machine, wheels: Path) -> None:
    machine.has("uv", ANCIENT_UV)
    machine.has("python3", GOOD)
    machine.variables |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
    assert machine.command()[2] == str(machine.checkout / ".tools/bin/uv")


def without(*modules: str) -> str:
    """Return a Python that lacks `modules`, as Debian's without python3-venv or python3-pip."""
    lines = [f'"-m {name}") echo "No module named {name}" >&2; exit 1;;' for name in modules]
    return '#!/bin/sh\ncase "$1 $2" in\n' + "\n".join(lines) + '\nesac\nexec {real} "$@"\n'


def test_without_ensurepip_the_pip_that_is_there_serves(machine: Machine, wheels: Path) -> None:
    machine.has("python3", without("venv"))
    machine.variables |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
    assert machine.command()[2] == str(machine.checkout / ".tools/packages/bin/uv")


@pytest.fixture
def index(wheels: Path) -> Iterator[str]:
    """A package index on this machine that offers uv and pip."""
    bundled = next((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))
    shutil.copy(bundled, wheels)
    for name in ("uv", "pip"):
        (wheels / name).mkdir()
        (wheel,) = wheels.glob(f"{name}-*.whl")
        proof = hashlib.sha256(wheel.read_bytes()).hexdigest()
        page = f'<a href="../{wheel.name}#sha256={proof}">{wheel.name}</a>'
        (wheels / name / "index.html").write_text(page, encoding="utf-8")
    serve = functools.partial(QuietPages, directory=str(wheels))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class QuietPages(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Keep the test's output clean."""


def test_without_ensurepip_and_without_pip_it_still_arrives(machine: Machine, index: str) -> None:
    machine.has("python3", without("venv", "pip"))
    machine.variables["PIP_INDEX_URL"] = index
    assert machine.command()[2] == str(machine.checkout / ".tools/packages/bin/uv")


def test_no_python_at_all_is_said_in_one_sentence(machine: Machine) -> None:
    done = machine.bootstrap()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Falta Python 3: instálalo (en Debian: apt install python3 python3-venv) y repite la orden.\n"
    )


def test_an_index_without_uv_is_said_in_one_sentence(machine: Machine, tmp_path: Path) -> None:
    machine.has("python3", without("venv"))
    machine.variables |= {"PIP_NO_INDEX": "1", "PIP_INDEX_URL": (tmp_path / "nada").as_uri()}
    done = machine.bootstrap()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"No se pudo instalar uv en {machine.checkout}/.tools (")


def test_nothing_is_left_in_the_temporary_folder(machine: Machine, tmp_path: Path) -> None:
    machine.has("uv", FINE_UV)
    machine.has("python3", GOOD)
    spare = tmp_path / "tmp"
    spare.mkdir()
    machine.variables["TMPDIR"] = str(spare)
    machine.command()
    assert list(spare.iterdir()) == []
