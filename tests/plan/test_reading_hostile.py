"""Bad files are refused with a code and a sentence; none takes the reader down."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minga.plan.reading import (
    Issue,
    IssueCode,
    ReadPlan,
    Unreadable,
    limits,
    read_plan,
    read_plan_bytes,
)
from minga.plan.reading.labels import (
    ISSUE_SENTENCES,
    REFUSAL_SENTENCES,
    issue_sentence,
    refusal_sentence,
)
from tests.plan.reading_files import (
    CAYAMBE,
    HEADINGS,
    as_docx,
    as_html,
    as_pdf,
    as_xlsx,
    marked,
    pdf_of,
    tabbed,
    zipped,
)

TYPES = "<Types/>"
BOMB_XML = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>'


def outcome(data: bytes, name: str = "plan") -> ReadPlan | str:
    """The plan that was read, or the code of the refusal; anything else is a failure."""
    try:
        return read_plan_bytes(name, data)
    except Unreadable as refusal:
        return refusal.code


def refused(data: bytes, name: str = "plan.docx") -> str:
    with pytest.raises(Unreadable) as caught:
        read_plan_bytes(name, data)
    sentence = refusal_sentence(caught.value)
    assert sentence.endswith(".")
    assert "{" not in sentence
    return caught.value.code


@pytest.mark.parametrize("data", [b"", b"   \n\t ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file(data):
    assert refused(data, "plan.txt") == "empty"


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x00\x01\x02\x03" * 500])
def test_noise_is_no_text(data):
    assert refused(data, "plan.txt") == "not_text"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{\\rtf1 hola}", "unsupported"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "unsupported"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "unsupported"),
        (b"\x1f\x8b\x08" + b"\x00" * 50, "unsupported"),
        (b"BM\x00\x00" + b"\x00" * 50, "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04" + b"garbage" * 10, "damaged"),
        (b"%PDF-1.7 nothing follows", "damaged"),
    ],
)
def test_other_formats_are_named_whatever_the_extension(data, code):
    assert refused(data, "plan.txt") == refused(data, "plan.docx") == code


def test_a_text_that_opens_like_a_picture_is_a_text():
    assert read_plan_bytes("plan.txt", b"BM es nuestro lema").title == "BM es nuestro lema"


@pytest.mark.parametrize(
    "parts",
    [
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"},
        {"ppt/presentation.xml": "<x/>"},
        {"xl/workbook.bin": b"\x00"},
        {"leeme.txt": "hola"},
    ],
)
def test_zips_that_hold_no_document(parts):
    assert refused(zipped(parts)) == "unsupported"


def test_macros_are_refused_by_part_and_by_type():
    word = {"[Content_Types].xml": TYPES, "word/document.xml": "<d/>", "word/vbaProject.bin": b"x"}
    assert refused(zipped(word)) == "macros"
    typed = "<Types><Override ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>"
    book = {"[Content_Types].xml": typed, "xl/workbook.xml": "<w/>"}
    assert refused(zipped(book), "plan.xlsm") == "macros"


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_entities_are_refused(part):
    parts = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": "<document><body/></document>",
        part: BOMB_XML,
    }
    assert refused(zipped(parts)) == "hostile_xml"
    wide = {**parts, part: BOMB_XML.encode("utf-16")}
    assert refused(zipped(wide)) == "hostile_xml"


def test_entities_in_a_sheet_are_refused():
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": f'<workbook xmlns:r="{related}"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Target="/xl/s.xml"/></R>',
        "xl/s.xml": BOMB_XML,
    }
    assert refused(zipped(parts), "plan.xlsx") == "hostile_xml"


def test_a_part_that_unpacks_beyond_measure():
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": b" " * (limits.SMALL_PART + 1)}
    assert refused(zipped(parts)) == "zip_bomb"


def test_a_directory_that_lies_about_sizes_does_not_help(monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_PART", 50_000)
    data = bytearray(
        zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"<d>" + b" " * 90_000})
    )
    honest = struct.pack("<I", 90_003)
    assert honest in data
    assert refused(bytes(data)) == "zip_bomb"
    lying = bytes(data).replace(honest, struct.pack("<I", 40_000))
    assert refused(lying) in {"zip_bomb", "damaged"}


def test_thousands_of_parts():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for n in range(limits.MOST_PARTS + 1):
            package.writestr(f"{n}", b"")
    assert refused(held.getvalue()) == "zip_bomb"


def test_the_sum_of_parts_counts_too(monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 1_000)
    assert refused(as_docx(CAYAMBE)) == "zip_bomb"


@pytest.mark.parametrize("writer", [as_docx, as_xlsx])
def test_half_a_document_is_damaged(writer):
    data = writer(CAYAMBE)
    assert refused(data[: len(data) // 2]) == "damaged"


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": "<document><body>"},
        {"word/document.xml": "<document/>"},
        {"xl/workbook.xml": "no es xml"},
    ],
)
def test_broken_xml_is_damaged(parts):
    assert refused(zipped({"[Content_Types].xml": TYPES, **parts})) == "damaged"


def test_a_part_locked_with_a_password():
    data = bytearray(zipped({"word/document.xml": "<document><body/></document>"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at] |= 1
    assert refused(bytes(data)) == "encrypted"


def test_an_encrypted_pdf():
    data = as_pdf(CAYAMBE)
    encrypt = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>] "
        % (b"11" * 32, b"22" * 32)
    )
    assert (
        refused(data.replace(b"/Root 1 0 R", encrypt + b"/Root 1 0 R"), "plan.pdf") == "encrypted"
    )


def test_a_pdf_without_text_says_that_it_is_a_picture():
    plan = read_plan_bytes("plan.pdf", pdf_of([b"0 0 100 100 re f"]))
    (issue,) = plan.issues
    assert (issue.code, issue.row) == (IssueCode.NO_MATRIX, None)
    assert "imágenes" in issue.message


def test_a_pdf_of_too_many_pages(monkeypatch):
    monkeypatch.setattr(limits, "MOST_PAGES", 2)
    assert refused(pdf_of([b""] * 3), "plan.pdf") == "too_many_pages"


def test_sizes_are_limited(monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_TEXT", 1_000)
    monkeypatch.setattr(limits, "LARGEST_FILE", 3_000)
    assert refused(b"a" * 1_001, "plan.txt") == "too_large"
    assert refused(b"PK\x03\x04" + b"a" * 3_000) == "too_large"


def test_a_file_is_measured_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_FILE", 10)
    path = tmp_path / "plan.txt"
    path.write_bytes(b"a" * 11)
    with pytest.raises(Unreadable, match="too_large"):
        read_plan(path)


@pytest.mark.parametrize("name", ["nada.txt", ""])
def test_a_missing_file_or_a_folder(tmp_path, name):
    with pytest.raises(Unreadable) as caught:
        read_plan(tmp_path / name)
    assert caught.value.code in {"not_found", "not_readable"}
    assert refusal_sentence(caught.value).startswith("No ")


@pytest.mark.parametrize(
    "writer", [as_docx, as_xlsx, as_html, lambda p: tabbed(*p.tables[0][1], *[("a",)] * 20)]
)
def test_rows_are_limited(writer, monkeypatch):
    monkeypatch.setattr(limits, "MOST_ROWS", 4)
    assert refused(writer(CAYAMBE), "plan") == "too_many_rows"


@pytest.mark.parametrize("writer", [as_docx, as_xlsx, as_html])
def test_cells_are_limited(writer, monkeypatch):
    monkeypatch.setattr(limits, "LONGEST_CELL", 10)
    assert refused(writer(CAYAMBE), "plan") == "cell_too_long"


def test_a_quotation_mark_that_swallows_the_file():
    data = 'Objetivo,Actividad,Año 1,Año 2\n"Crecer,' + "x," * 100_000
    assert refused(data.encode(), "plan.csv") == "cell_too_long"


def test_long_cells_below_the_limit_are_kept():
    row = ("", "Crecer", "y " * 20_000, "", "", *marked(1), "", "")
    plan = read_plan_bytes("plan.txt", tabbed(HEADINGS, row))
    assert [len(a.text) for a in plan.activities()] == [39_999]


def test_spans_of_millions_stay_small():
    html = (
        "<table><tr><th>Objetivo</th><th>Actividad</th><th>Año 1</th><th>Año 2</th></tr>"
        '<tr><td rowspan="99999999">Crecer</td><td colspan="99999999">Abrir</td></tr></table>'
    )
    plan = read_plan_bytes("plan.html", html.encode())
    assert plan.programmes == () or [a.text for a in plan.activities()] == ["Abrir"]


def test_a_page_nested_a_thousand_deep():
    deep = "<div>" * 3_000 + "hola" + "</div>" * 3_000
    read = outcome(f"<html><body>{deep}</body></html>".encode())
    assert read == "damaged" or (isinstance(read, ReadPlan) and read.programmes == ())


@settings(deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(data):
    read = outcome(data, "plan.txt")
    assert isinstance(read, ReadPlan) or read in REFUSAL_SENTENCES


@settings(deadline=None)
@given(
    st.binary(min_size=1, max_size=60),
    st.integers(0, 3_000),
    st.sampled_from([as_docx, as_xlsx, as_pdf]),
)
def test_any_damage_to_a_document_is_read_or_refused(noise, at, writer):
    data = writer(CAYAMBE)
    at = min(at, len(data) - 1)
    read = outcome(data[:at] + noise + data[at + len(noise) :])
    assert isinstance(read, ReadPlan) or read in REFUSAL_SENTENCES


@pytest.mark.parametrize("code", IssueCode)
def test_every_issue_has_a_sentence_that_can_be_translated(code):
    assert issue_sentence(Issue(code, 1, "")) == ISSUE_SENTENCES[code]
    assert issue_sentence(Issue(code, 1, ""), str.upper) == ISSUE_SENTENCES[code].upper()


@pytest.mark.parametrize("code", REFUSAL_SENTENCES)
def test_every_refusal_has_a_sentence(code):
    error = Unreadable(code, name="plan.txt", limit=5, format="RTF")
    assert refusal_sentence(error).endswith(".")


def sheet_with_merges(*references: str) -> bytes:
    merges = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>Texto</v></c></row>' for n in (1, 4_000))
    return zipped({
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": f'<workbook xmlns:r="{related}"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Target="s.xml"/></R>',
        "xl/s.xml": f"<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>",
    })  # fmt: skip


def test_merged_cells_over_a_whole_sheet_many_times():
    assert refused(sheet_with_merges(*["A1:XFD1048576"] * 50), "plan.xlsx") == "damaged"
    assert isinstance(outcome(sheet_with_merges("A1:D1", "Z9:AA10", "mal")), ReadPlan)


def test_a_page_of_ten_thousand_lines_is_a_drawing():
    lines = [f"{x} 10 m {x} 500 l S {10} {x} m 800 {x} l S".encode() for x in range(10, 600)]
    maze = [
        b"%d %d m %d %d l S" % (7 * n % 800, n % 590, 7 * n % 800 + 5, n % 590)
        for n in range(4_000)
    ]
    content = b"\n".join([*lines, *maze, b"BT /F1 8 Tf 40 580 Td (PLAN DE TRABAJO) Tj ET"])
    read = outcome(pdf_of([content]))
    assert isinstance(read, ReadPlan)
    assert read.programmes == ()


def test_a_thousand_tables_of_spaces():
    table = "Objetivo    Actividad     Año 1    Año 2\n\nCrecer      Abrir           x\n\n"
    read = outcome(("PLAN\n\n" + table * 1_200).encode(), "plan.txt")
    assert isinstance(read, ReadPlan)
    assert len(list(read.activities())) == 1_200
