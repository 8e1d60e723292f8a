"""What does a candidate's work plan document say? Bytes in any common format to a `ReadPlan`; pure Python."""

from pathlib import Path

from minga.plan.reading import limits
from minga.plan.reading.document import (
    Issue,
    IssueCode,
    Mechanism,
    Period,
    ReadActivity,
    ReadObjective,
    ReadPlan,
    ReadProgramme,
    Unreadable,
    to_json,
)
from minga.plan.reading.reader import read_source
from minga.plan.reading.sources import read_blocks

__all__ = [
    "Issue",
    "IssueCode",
    "Mechanism",
    "Period",
    "ReadActivity",
    "ReadObjective",
    "ReadPlan",
    "ReadProgramme",
    "Unreadable",
    "read_plan",
    "read_plan_bytes",
    "to_json",
]


def read_plan_bytes(name: str, data: bytes) -> ReadPlan:
    """Read a plan from the bytes of a file.

    Raises Unreadable with a code of `labels.REFUSAL_SENTENCES` when the file cannot be read.
    """
    return read_source(read_blocks(name, data))


def read_plan(path: Path) -> ReadPlan:
    """Read a plan from a file, measured before it is read.

    Raises Unreadable as `read_plan_bytes` does, or with "not_found" or "not_readable".
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise Unreadable("not_found", name=path.name) from error
    except OSError as error:
        raise Unreadable("not_readable", name=path.name or str(path)) from error
    return read_plan_bytes(path.name, data)
