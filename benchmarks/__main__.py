"""Run every benchmark, print what it measures and keep it in docs/benchmarks.md.

python -m benchmarks            # all
python -m benchmarks queries    # some
"""

import os
import platform
import subprocess
import sys
from pathlib import Path

ALL = (
    "first_page",
    "memory",
    "cached_page",
    "queries",
    "page_weight",
    "plan_import",
    "seals",
    "dialogue",
    "digests",
    "casework",
)
REPORT = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench`. Whole-process figures on a shared machine: {machine}. Targets are in brackets.

"""


def main(names: list[str]) -> int:
    """Run the named benchmarks, each in a process of its own."""
    lines = []
    for name in names or ALL:
        print(f"# {name}", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        print(done.stdout, flush=True)
        lines += [f"## {name}", "", *(f"- {line}" for line in done.stdout.splitlines() if line)]
        lines += ["", *([] if done.returncode == 0 else ["- no terminó", ""])]
    if not names:
        machine = f"{os.cpu_count()} núcleos, {platform.system()} {platform.machine()}"
        REPORT.write_text(HEAD.format(machine=machine) + "\n".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
