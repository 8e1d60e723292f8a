"""What did reading a file do, or what would it do?"""

from dataclasses import dataclass

from minga.territory.rules.issues import Issue
from minga.territory.services.settle import Tally


@dataclass(frozen=True)
class ImportReport:
    """What a file holds, what was or would be written, and every finding.

    `written` is false in a preview and whenever the file was refused: then nothing stayed behind.
    """

    what: str
    tally: Tally
    issues: tuple[Issue, ...]
    written: bool

    @property
    def refused(self) -> bool:
        """Whether a finding refuses the file."""
        return any(issue.refuses for issue in self.issues)
