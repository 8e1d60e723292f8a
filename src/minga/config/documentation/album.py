"""How are the pictures taken? A throw-away demonstration on a fixed day, seen by Debian's Chromium."""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management.base import CommandError
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from minga.config.documentation.pictures import PICTURES, Picture

DAY = "2027-03-01"  # the same day whenever they are taken: a picture changes only with the site
MOST_BYTES = 120_000
COLOURS = (192, 96, 48, 24)
_LINK = re.compile(r"^  (\S+).*?(/entrar/\S+)", re.MULTILINE)
NOT_INHERITED = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_DIRECT_URL", "MINGA_DATA")


@dataclass
class Site:
    """A running demonstration: its address, the links that open it once, and who came in already."""

    address: str
    links: Mapping[str, str]
    contexts: dict[str, BrowserContext] = field(default_factory=dict)

    def visit(self, browser: Browser, who: str) -> BrowserContext:
        """Return the browser's room of one person; the first visit uses their link up."""
        if who not in self.contexts:
            context = browser.new_context(locale="es-EC", reduced_motion="reduce")
            if who:
                context.new_page().goto(f"{self.address}{self.links[who]}")
            self.contexts[who] = context
        return self.contexts[who]


def take_album(docs: Path, port: int) -> Iterator[Path]:
    """Take every picture into `docs` and give each path; CommandError where Chromium is missing."""
    with demonstration(port) as site, chromium() as browser:
        yield from take(PICTURES, site, browser, docs)


def take(pictures: Sequence[Picture], site: Site, browser: Browser, docs: Path) -> Iterator[Path]:
    """Take these pictures; CommandError names the first that shows a failure."""
    for picture in pictures:
        path = docs / picture.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(small(_screenshot(picture, site, browser)))
        yield path


def _screenshot(picture: Picture, site: Site, browser: Browser) -> bytes:
    page = site.visit(browser, picture.who).new_page()
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    answer = page.goto(f"{site.address}{picture.path}")
    if answer is None or not answer.ok:
        raise CommandError(f"{picture.path}: respondió {answer.status if answer else 'nada'}")
    if picture.steps:
        picture.steps(page)
    taken = page.screenshot()
    page.close()
    return taken


def small(taken: bytes) -> bytes:
    """Return the picture with as many colours as its size allows."""
    image = Image.open(io.BytesIO(taken)).convert("RGB")
    for colours in COLOURS:
        out = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            return out.getvalue()
    raise CommandError(f"una imagen pasa de {MOST_BYTES} bytes aun con pocos colores")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Debian's Chromium; CommandError with one sentence where it is missing."""
    program = shutil.which("chromium")
    if program is None:
        raise CommandError("Falta Chromium: instálalo (en Debian: apt install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox"],
        )
        yield browser
        browser.close()


@contextmanager
def demonstration(port: int) -> Iterator[Site]:
    """Run `minga demo` on a throw-away folder until the end of the block."""
    home = Path(tempfile.mkdtemp(prefix="minga-album-"))
    home.chmod(0o755)  # another account may run it and must reach the folder inside
    words = ["demo", "--port", str(port), "--data", str(home / "data"), "--at", DAY]
    environment = {k: v for k, v in os.environ.items() if k not in NOT_INHERITED}
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-P", "-m", "minga.config.cli", *words],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield _announced(process, port)
        finally:
            process.terminate()
            process.wait()
            shutil.rmtree(home, ignore_errors=True)


def _announced(process: "subprocess.Popen[str]", port: int) -> Site:
    """Read what the demonstration says until its last line, and return where it is."""
    said = ""
    for line in process.stdout or ():
        said += line
        if "Ctrl-C" in line:
            return Site(f"http://127.0.0.1:{port}", dict(_LINK.findall(said)))
    raise CommandError("La demostración no arrancó: el motivo está en las líneas de arriba.")
