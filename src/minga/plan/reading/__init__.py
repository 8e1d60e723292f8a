"""What does a candidate's work plan document say? Bytes in any common format to a `ReadPlan`; pure Python."""

from pathlib import Path

from minga.plan.reading import limits
from minga.plan.reading.document import (
    Issue as Issue,
)
from minga.plan.reading.document import (
    IssueCode as IssueCode,
)
from minga.plan.reading.document import (
    Mechanism as Mechanism,
)
from minga.plan.reading.document import (
    Period as Period,
)
from minga.plan.reading.document import (
    ReadActivity as ReadActivity,
)
from minga.plan.reading.document import (
    ReadObjective as ReadObjective,
)
from minga.plan.reading.document import (
    ReadPlan,
)
from minga.plan.reading.document import (
    ReadProgramme as ReadProgramme,
)
from minga.plan.reading.document import (
    Unreadable as Unreadable,
)
from minga.plan.reading.document import (
    to_json as to_json,
)
from minga.plan.reading.reader import read_source
from minga.plan.reading.sources import read_blocks


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
        raise Unreadable("not_readable", name=path.name) from error
    return read_plan_bytes(path.name, data)
