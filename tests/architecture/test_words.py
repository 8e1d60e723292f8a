"""It is true that the project speaks of itself alone and keeps its own rules of writing."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".md", ".html", ".css", ".js", ".toml", ".csv", ".txt", ".json", ".yml", ".sh", ""}
PATHS_OF_ONE_MACHINE = re.compile(r"/(?:work|root|home/\w+|farm)/[\w.]")
UPPER_TEXT = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
INDEXES = {"https://pypi.org", "https://files.pythonhosted.org", "https://registry.npmjs.org"}


def tracked_files() -> list[Path]:
    """Every text file under version control, or everything beside the ignored when not in git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    names = [name for name in listed.decode().split("\0") if name]
    paths = [ROOT / name for name in names]
    return [path for path in paths if path.is_file() and path.suffix in TEXT]


def test_no_file_holds_a_path_of_one_machine_or_unfinished_work() -> None:
    wrong = []
    for path in tracked_files():
        if path.name in {"LICENSE", "uv.lock", "package-lock.json", Path(__file__).name}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if PATHS_OF_ONE_MACHINE.search(text) or UPPER_TEXT.search(text):
            wrong.append(str(path.relative_to(ROOT)))
    assert wrong == []


def test_lock_files_hold_public_addresses_only() -> None:
    found = set()
    for name in ("uv.lock", "package-lock.json"):
        path = ROOT / name
        if path.exists():
            found |= set(re.findall(r"https?://[^/\"]+", path.read_text(encoding="utf-8")))
    assert found - INDEXES == set()


def test_other_files_name_no_package_index() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in tracked_files()
        if path.name not in {"uv.lock", "package-lock.json", Path(__file__).name}
        and re.search(r"pypi\.org/simple|registry\.npmjs", path.read_text("utf-8", "replace"))
    ]
    assert wrong == []


def test_every_switched_off_check_says_why() -> None:
    """`# noqa`, `# type: ignore` and `pragma` carry their reason on the same line."""
    bare = re.compile(r"# (?:noqa|type: ignore)(?:: [A-Z0-9, ]+|\[[\w\-, ]+\])?\s*$")
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked_files()
        if path.suffix == ".py" and "src" in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if bare.search(line) and "late:" not in line
    ]
    assert wrong == []
