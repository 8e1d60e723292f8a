"""How does a letter become a PDF? Set on A4 with the office's name, tagged and fit to be archived."""

from dataclasses import asdict
from pathlib import Path

from minga.kernel.typesetting import typeset
from minga.plan.documents.letter_paper import LetterPaper

TEMPLATE = Path(__file__).parent / "letter.typ"


def letter_pdf(paper: LetterPaper) -> bytes:
    """Return the letter as PDF/A-2a that is PDF/UA too: read aloud, and kept for ever."""
    return typeset(TEMPLATE, {**asdict(paper), "title": paper.title}, standards=("a-2a", "ua-1"))
