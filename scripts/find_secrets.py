"""Does a tracked file hold a secret? Exits 1 and names the line; a line that only looks like one is reworded.

python scripts/find_secrets.py
"""

import subprocess
import sys
from pathlib import Path

from detect_secrets import SecretsCollection
from detect_secrets.settings import transient_settings

ROOT = Path(__file__).resolve().parents[1]
PLUGINS = (
    *("AWSKeyDetector", "BasicAuthDetector", "JwtTokenDetector", "PrivateKeyDetector"),
    *("SlackDetector", "StripeDetector", "GitHubTokenDetector", "SendGridDetector"),
)
LOCKS = {"uv.lock", "package-lock.json", "LICENSE"}


def tracked() -> list[str]:
    """Return the files under version control and those about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git from the path
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    return [name for name in listed.decode().split("\0") if name and Path(name).name not in LOCKS]


def main() -> int:
    """Print what looks like a secret."""
    secrets = SecretsCollection(root=str(ROOT))
    with transient_settings({"plugins_used": [{"name": name} for name in PLUGINS]}):
        secrets.scan_files(*[name for name in tracked() if (ROOT / name).is_file()])
    found = list(secrets)
    for name, secret in found:
        sys.stderr.write(f"{name}:{secret.line_number}: {secret.type}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
