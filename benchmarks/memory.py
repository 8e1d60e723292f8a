"""How much memory do all processes hold, idle, with the demonstration world?"""

import time
import urllib.request

from benchmarks.running import demonstration, memory_of, processes_under


def main() -> None:
    """Ask for a few pages, wait, and print the proportional set size of every process."""
    with demonstration() as running:
        for path in ("/", "/planes/demostracion/", "/territorio/", "/registro/"):
            urllib.request.urlopen(running.address + path).read()  # noqa: S310 - our own address
        time.sleep(20)
        found = {pid: memory_of(pid) for pid in processes_under(running.pid)}
        total = sum(found.values()) / 2**20
        print(f"memoria de los {len(found)} procesos en reposo: {total:.0f} MB (meta 350)")


if __name__ == "__main__":
    main()
