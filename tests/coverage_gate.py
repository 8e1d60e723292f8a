"""Is enough of the program tested? Branch coverage: 95 % of all, 100 % of rules and kernel."""

import json
import subprocess
import sys
from pathlib import Path

WHOLE = 95.0
FULL = ("/kernel/", "/rules/")


def main() -> int:
    """Read the coverage of the last run, print what falls short, return 1 if anything does."""
    report = Path(".coverage.json")
    subprocess.run([sys.executable, "-m", "coverage", "json", "-q", "-o", str(report)], check=True)
    found = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    short = [
        f"{name}: {facts['summary']['percent_covered']:.1f} %, faltan {facts['missing_lines']}"
        for name, facts in found["files"].items()
        if any(part in name for part in FULL) and facts["summary"]["percent_covered"] < 100
    ]
    total = found["totals"]["percent_covered"]
    sys.stdout.write(f"Cobertura con ramas: {total:.2f} % (se pide {WHOLE} %)\n")
    sys.stdout.writelines(f"Debe ser 100 %: {line}\n" for line in short)
    return 1 if short or total < WHOLE else 0


if __name__ == "__main__":
    sys.exit(main())
