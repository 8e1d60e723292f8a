"""A page is set with the fonts of the program, and what people typed is text, never markup."""

from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minga.kernel.typesetting import typeset

PLAIN = b"""#let facts = json(bytes(sys.inputs.facts))
#set page(width: 200mm, height: auto)
#set text(font: "Source Sans Pro")
#facts.words"""


def text_of(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(pdf)[0]
    return page.get_textpage().get_text_bounded()


def template_in(folder: Path) -> Path:
    template = folder / "plain.typ"
    template.write_bytes(PLAIN)
    return template


def test_the_fonts_stand_inside_the_document(tmp_path: Path) -> None:
    pdf = typeset(template_in(tmp_path), {"words": "Ñandú, pingüino"})
    assert text_of(pdf) == "Ñandú, pingüino"
    assert b"SourceSansPro" in pdf


@settings(max_examples=20, deadline=None)
@given(words=st.text(alphabet='abc#$*_[]{}"\\@=<>', min_size=1, max_size=30))
def test_signs_of_the_language_are_printed_as_they_are(
    tmp_path_factory: pytest.TempPathFactory, words: str
) -> None:
    template = template_in(tmp_path_factory.mktemp("typst"))
    assert text_of(typeset(template, {"words": f"x{words}x"})).replace("\r\n", "") == f"x{words}x"
