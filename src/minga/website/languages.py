"""In which language is a text that was recorded? Said wherever the page speaks another one."""

from django.utils.html import format_html
from django.utils.translation import get_language

SPANISH = "es"


def foreign(language: str) -> str:
    """Return the language of a text when the page speaks another one, else nothing."""
    here = (get_language() or SPANISH).partition("-")[0]
    return language if language != here else ""


def recorded(text: str, language: str = SPANISH) -> str:
    """Return a text as it was recorded, ready for a page, with its language where it is foreign.

    Titles, filed wording and evidence stay in the words of who wrote them: a reader of the screen
    must know how to say them (WCAG 3.1.2). In its own language a text is returned as it is.
    """
    if not text or not foreign(language):
        return text
    return format_html('<span lang="{}">{}</span>', language, text)
