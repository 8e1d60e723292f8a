"""Has anything changed? Counters in memory that all processes of one machine share."""

import mmap
import os
import struct
import tempfile
from pathlib import Path

CONTEXTS = ("website", "territory", "people", "record", "dialogue", "plan", "openness")
COUNTS = ("hits", "misses")
_CELL = struct.Struct("<Q")
_SIZE = _CELL.size * (len(CONTEXTS) + len(COUNTS))


class Versions:
    """One counter a context, in a file that every process maps; any change moves it upwards.

    A lost update between two processes that bump at once still moves the counter: nobody asks
    how far, only whether.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if os.fstat(descriptor).st_size < _SIZE:
                os.ftruncate(descriptor, _SIZE)
            self._map = mmap.mmap(descriptor, _SIZE)
        finally:
            os.close(descriptor)
        self._places = {name: place * _CELL.size for place, name in enumerate((*CONTEXTS, *COUNTS))}

    def read(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """Return the counters of the names; KeyError for a context that does not exist."""
        return tuple(_CELL.unpack_from(self._map, self._places[name])[0] for name in names)

    def bump(self, name: str) -> None:
        """Move one counter."""
        place = self._places[name]
        value: int = _CELL.unpack_from(self._map, place)[0]
        _CELL.pack_into(self._map, place, value + 1)

    def bump_all(self) -> None:
        """Move every context: after a lost connection nobody knows what changed."""
        for name in CONTEXTS:
            self.bump(name)

    def close(self) -> None:
        """Give the memory back."""
        self._map.close()


def shared_file() -> Path:
    """Return where the counters of this installation live: in memory where the system has that."""
    folder = os.environ.get("MINGA_RUN") or os.environ.get("MINGA_DATA")
    return Path(folder or tempfile.gettempdir()) / "cache" / "page-versions"
