"""How does the public record leave the house? As one file, written whole or not at all."""

import os
from datetime import datetime
from pathlib import Path

from minga.record.rules.dump import write_lines
from minga.record.sealing.stored_record import opening, public_record


def export_record(out: Path, at: datetime) -> int:
    """Write the public record to `out` and return how many octets it has; OSError as the disk says.

    The file takes its name when it is complete: an interrupted export leaves none.
    """
    draft = out.with_name(f"{out.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            file.writelines(write_lines(opening(at), public_record()))
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return size
