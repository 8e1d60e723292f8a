"""How does a letter become a Word document? Real styles on A4, so that the office may go on writing."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from minga.plan.documents.letter_paper import LetterPaper

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Calibri"
LANGUAGE = "es-EC"
# name of a style, its size in points, bold, space after in points
STYLES = (
    ("Membrete", 14, True, 0),
    ("Membrete menor", 9, False, 0),
    ("Demostración", 10, True, 4),
    ("Número de carta", 11, True, 0),
    ("Fecha de carta", 11, False, 18),
    ("Destinatario", 11, False, 18),
    ("Texto de carta", 11, False, 9),
    ("Firma de carta", 11, False, 0),
)
SPACE_TO_SIGN = 48


def letter_docx(paper: LetterPaper) -> bytes:
    """Return the letter as a Word document: the same words as its PDF, ready to be edited."""
    document = _new_document(paper)
    _head_and_foot(document, paper)
    _write(document, f"Carta {paper.number}", "Número de carta")
    _write(document, paper.dated, "Fecha de carta")
    _write_lines(document, paper.addressee, "Destinatario")
    document.add_heading(f"Asunto: {paper.subject}", level=1)
    for lines in paper.paragraphs:
        _write_lines(document, lines, "Texto de carta")
    _sign(document, paper)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _new_document(paper: LetterPaper) -> "Document":
    # late: heavy (docx)
    import docx  # noqa: PLC0415 - late: heavy (docx)
    from docx.shared import Mm  # noqa: PLC0415 - late: heavy (docx)

    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = paper.title, paper.office, LANGUAGE
    properties.comments = ""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(28), Mm(25)
    page.top_margin, page.bottom_margin = Mm(38), Mm(25)
    _add_styles(document)
    return document


def _add_styles(document: "Document") -> None:
    """Put the styles of a letter under the names that people see in their editor."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - late: heavy (docx)
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - late: heavy (docx)

    normal = document.styles["Normal"]
    _set_font(normal, 11)
    _speak_spanish(normal)
    for name, size, is_bold, after in STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _set_font(style, size)
        style.font.bold = is_bold
        style.paragraph_format.space_after = Pt(after)
    heading = document.styles["Heading 1"]
    _set_font(heading, 11)
    heading.font.color.rgb = RGBColor(0, 0, 0)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(0), Pt(12)


def _set_font(style: Any, size: int) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - late: heavy (docx)
    from docx.shared import Pt  # noqa: PLC0415 - late: heavy (docx)

    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _speak_spanish(style: Any) -> None:
    """Say the language once: the editor checks the spelling and the reader pronounces in it."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - late: heavy (docx)
    from docx.oxml.ns import qn  # noqa: PLC0415 - late: heavy (docx)

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    style.element.get_or_add_rPr().append(language)


def _head_and_foot(document: "Document", paper: LetterPaper) -> None:
    """The letterhead and, in a demonstration, its mark stand on every page; so do number and page."""
    page = document.sections[0]
    head = [
        (paper.demonstration, "Demostración"),
        (paper.office, "Membrete"),
        (paper.institution, "Membrete menor"),
        (paper.address, "Membrete menor"),
    ]
    first, *others = [(words, style) for words, style in head if words]
    page.header.paragraphs[0].text, page.header.paragraphs[0].style = first
    for words, style in others:
        page.header.add_paragraph(words, style)
    foot = page.footer.paragraphs[0]
    foot.style = "Membrete menor"
    foot.add_run(f"{paper.number} · Página ")
    _add_field(foot, "PAGE")
    foot.add_run(" de ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Any, name: str) -> None:
    """Put a number in that the editor counts itself."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - late: heavy (docx)
    from docx.oxml.ns import qn  # noqa: PLC0415 - late: heavy (docx)

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def _write(document: "Document", words: str, style: str) -> Any:
    return document.add_paragraph(words, style)


def _write_lines(document: "Document", lines: tuple[str, ...], style: str) -> Any:
    return _write(document, "\n".join(lines), style)


def _sign(document: "Document", paper: LetterPaper) -> None:
    """Leave room for a hand, and keep greeting and name on one page."""
    from docx.shared import Pt  # noqa: PLC0415 - late: heavy (docx)

    farewell = _write(document, "Atentamente,", "Firma de carta")
    farewell.paragraph_format.space_after = Pt(SPACE_TO_SIGN)
    farewell.paragraph_format.keep_with_next = True
    signature = (paper.signed_by, paper.signed_as)
    _write_lines(document, tuple(line for line in signature if line), "Firma de carta")
