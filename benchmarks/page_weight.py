"""How heavy is a text page with all its files, compressed?"""

import gzip
import re
import urllib.request

from benchmarks.running import demonstration

PAGES = (
    "/",
    "/planes/quito-2019-2023/",
    "/planes/demostracion/actividades/2/",
    "/territorio/",
    "/territorio/parroquias/170161/",
    "/registro/",
)
FILES = re.compile(r'(?:href|src)="(/estatico/[^"#]+)')


def fetch(address: str) -> bytes:
    """Return what is sent over the wire, packed."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - our own address
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own address
        return bytes(answer.read())


def plain(body: bytes) -> str:
    """Return a body as text, unpacked if it was packed."""
    return (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()


def main() -> None:
    """Print the weight of each page: its HTML, then everything it asks for."""
    with demonstration() as running:
        for path in PAGES:
            html = fetch(running.address + path)
            files = set(FILES.findall(plain(html)))
            rest = sum(len(fetch(running.address + name)) for name in files)
            whole = (len(html) + rest) / 1000
            print(f"{path}: HTML {len(html) / 1000:.1f} kB, en total {whole:.1f} kB (meta 60)")


if __name__ == "__main__":
    main()
