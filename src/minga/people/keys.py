"""Where are this installation's own secrets kept? One file each, readable by the program only."""

import os
import secrets
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32


def installation_key(name: str) -> bytes:
    """Return the 32 bytes kept under a name, making them the first time.

    Two processes that start at once get the same key: the file is linked into place whole, and the
    one that comes second reads it. Losing the file makes what was hashed or locked with it mute.
    """
    path = Path(settings.KEY_FOLDER) / f"{name}.key"
    if not path.exists():
        _make_key(path)
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def _make_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(KEY_BYTES))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was faster: its key counts
    finally:
        draft.unlink()
