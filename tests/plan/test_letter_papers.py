"""Is it true that what is printed bears its number, its letterhead and its mark, and reads well?"""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from shutil import which

import docx
import pytest

from minga.people.labels import BodyKind
from minga.people.models import Body, Person
from minga.people.services.bodies import found_body
from minga.plan.documents.letter_paper import DEMONSTRATION, paper_of
from minga.plan.documents.letters_docx import letter_docx
from minga.plan.documents.letters_pdf import letter_pdf
from minga.plan.models import Casework, Letter
from minga.plan.services.letter_templates import keep_letterhead
from tests.factories.plan import on
from tests.plan.casework_world import ASKED_ON, a_casework
from tests.plan.letter_world import a_draft, a_letter, pages_of

SOURCES = Path(__file__).parents[2] / "src"
HEAVY = ("typst", "docx", "pypdfium2", "openpyxl", "font_source_sans_pro", "shapely")


@pytest.fixture
def casework(office: Body, adviser: Person, citizen: Person) -> Casework:
    return a_casework(office, adviser, asker=citizen, said="en mis palabras")


def a_fictional_letter() -> Letter:
    """A long letter of a fictional office."""
    fictional = found_body(
        slug="ficticio", kind=BodyKind.OFFICE, name="Despacho Ficticio", is_demonstration=True
    )
    with on(ASKED_ON) as at:
        person = Person.objects.create(created_at=at, is_demonstration=True)
    keep_letterhead(body=fictional, prefix="DEM", address="Calle Ficticia 1")
    text = "\n\n".join(
        f"Párrafo {turn}: #let *nada* _de_ $esto$ <es> `código`. " * 4 for turn in range(30)
    )
    draft = a_draft(text=text, subject="Asunto #1 con *signos*", position="Gerente General")
    return a_letter(a_casework(fictional, person), person, draft)


def test_every_page_of_a_pdf_bears_letterhead_number_and_mark(db: None) -> None:
    pdf = letter_pdf(paper_of(a_fictional_letter()))
    pages = pages_of(pdf)
    assert len(pages) > 1
    marks = (DEMONSTRATION, "Despacho Ficticio", "Calle Ficticia 1", "DEM-2024-00001")
    assert [[mark for mark in marks if mark not in page] for page in pages] == [[]] * len(pages)
    first, last = pages[0], pages[-1]
    said = (
        "Carta DEM-2024-00001",
        "Quito, 4 de marzo de 2024",
        "Gerente General",
        "Empresa de obras de ensayo",
        "Asunto: Asunto #1 con *signos*",
        "Párrafo 0: #let *nada* _de_ $esto$ <es> `código`.",
        f"Página 1 de {len(pages)}",
    )
    assert [words for words in said if words not in first] == []
    assert [
        words for words in ("Atentamente", "Carmen Nudo", "Concejala") if words not in last
    ] == []


def test_a_pdf_is_tagged_and_fit_to_be_archived(
    casework: Casework, adviser: Person, tmp_path: Path
) -> None:
    pdf = letter_pdf(paper_of(a_letter(casework, adviser)))
    marks = (b"/MarkInfo", b"/StructTreeRoot", b"pdfaid:part>2<", b"pdfuaid:part>1<", b"/Lang")
    assert [mark for mark in marks if mark not in pdf] == []
    assert DEMONSTRATION not in pages_of(pdf)[0]
    program = which("pdfinfo")
    if program is None:
        pytest.skip("sin poppler: lo demás del PDF ya se comprobó")
    file = tmp_path / "carta.pdf"
    file.write_bytes(pdf)
    told = subprocess.run([program, str(file)], capture_output=True, text=True, check=True).stdout
    facts = dict(re.findall(r"^([^:]+):\s+(.*)$", told, re.M))
    assert (facts["Title"], facts["Author"], facts["Tagged"]) == (
        "Carta OF-2024-00001",
        "Despacho de Ensayo",
        "yes",
    )


def test_a_word_document_has_real_styles_on_a4_and_its_mark(db: None) -> None:
    document = docx.Document(BytesIO(letter_docx(paper_of(a_fictional_letter()))))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    head = [(one.style.name, one.text) for one in page.header.paragraphs]
    assert head == [
        ("Demostración", DEMONSTRATION),
        ("Membrete", "Despacho Ficticio"),
        ("Membrete menor", "Concejo Metropolitano de Quito"),
        ("Membrete menor", "Calle Ficticia 1"),
    ]
    assert page.footer.paragraphs[0].text.startswith("DEM-2024-00001 · Página ")
    assert not page.different_first_page_header_footer
    written = [(one.style.name, one.text) for one in document.paragraphs]
    assert written[:4] == [
        ("Número de carta", "Carta DEM-2024-00001"),
        ("Fecha de carta", "Quito, 4 de marzo de 2024"),
        ("Destinatario", "Gerente General\nEmpresa de obras de ensayo\nPresente"),
        ("Heading 1", "Asunto: Asunto #1 con *signos*"),
    ]
    assert [style for style, _text in written[4:34]] == ["Texto de carta"] * 30
    assert written[-1] == ("Firma de carta", "Carmen Nudo\nConcejala")
    properties = document.core_properties
    assert (properties.title, properties.language) == ("Carta DEM-2024-00001", "es-EC")


def test_a_web_process_that_printed_nothing_holds_no_heavy_part() -> None:
    look = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'minga.config.settings';"
        "os.environ['DATABASE_URL'] = 'postgresql:///none'; import django; django.setup();"
        "import minga.config.urls; from django.urls import get_resolver; get_resolver().url_patterns;"
        f"print(sorted({{one.partition('.')[0] for one in sys.modules}} & set({HEAVY!r})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", look],
        env={"PYTHONPATH": str(SOURCES), "PATH": "/usr/bin:/bin", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
