"""Which words did a person accept? Exactly those they were shown, named by their digest.

LOPDP 7: consent is one of the bases on which personal data may be used; it is free, specific,
informed and unequivocal, silence is none, and who holds the data must be able to prove it.
"""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class ShownText:
    """The words of a purpose exactly as they stand on a page, in its language."""

    purpose: str
    title: str
    text: str
    language: str

    @property
    def digest(self) -> str:
        """The SHA-256 of purpose, language and words: what a form sends back to say what it showed."""
        return sha256(f"{self.purpose}\n{self.language}\n{self.text}".encode()).hexdigest()
