"""Characters are read as filed in every encoding, and a guess is always reported."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minga.plan.reading import IssueCode, Unreadable, read_plan_bytes
from minga.plan.reading.encoding import decode, is_mojibake, repair_mojibake
from tests.plan.reading_files import HEADINGS, marked, tabbed

ROW = (
    "",
    "Economía: crecer",
    "Diseñar vías «rápidas» en Ñuñoa",
    "",
    "",
    *marked(1),
    "Créditos",
    "Sesión",
)
TEXT = tabbed(HEADINGS, ROW, before="PLAN DE TRABAJO\n\nCANTÓN MEJÍA\n\n2023 - 2027").decode()


def guessed(plan):
    return [i.row for i in plan.issues if i.code is IssueCode.ENCODING_GUESSED]


def activity(plan):
    (only,) = plan.activities()
    return only


@pytest.mark.parametrize(
    ("encoding", "is_guess"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-16-le", True),
        ("utf-16-be", True),
        ("utf-32", False),
        ("cp1252", True),
        ("latin-1", True),
        ("cp850", True),
        ("mac_roman", True),
    ],
)
def test_every_encoding_gives_the_same_text(encoding, is_guess):
    plan = read_plan_bytes("plan.txt", TEXT.encode(encoding))
    assert activity(plan).text == "Diseñar vías «rápidas» en Ñuñoa"
    assert plan.jurisdiction == "Cantón Mejía"
    assert guessed(plan) == ([None] if is_guess else [])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(newline):
    plan = read_plan_bytes("plan.txt", TEXT.replace("\n", newline).encode())
    assert (activity(plan).evaluation, activity(plan).years) == ("Sesión", (1,))


def test_typographic_signs_of_windows_survive():
    text = TEXT.replace("«rápidas»", "“rápidas” – 80 €")
    plan = read_plan_bytes("plan.txt", text.encode("cp1252"))
    assert activity(plan).text == "Diseñar vías “rápidas” – 80 € en Ñuñoa"


PAGE = "<html><head>{meta}</head><body><table>{rows}</table></body></html>"
HTML_ROWS = "".join(
    "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADINGS, ROW)
)


@pytest.mark.parametrize(
    "meta",
    ['<meta charset="windows-1252">', "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>"],
)  # fmt: skip
def test_a_page_that_declares_its_charset_is_no_guess(meta):
    plan = read_plan_bytes("plan.html", PAGE.format(meta=meta, rows=HTML_ROWS).encode("cp1252"))
    assert activity(plan).text == "Diseñar vías «rápidas» en Ñuñoa"
    assert guessed(plan) == []


def test_a_page_that_declares_nothing_is_a_guess():
    plan = read_plan_bytes("plan.html", PAGE.format(meta="", rows=HTML_ROWS).encode("cp1252"))
    assert activity(plan).text == "Diseñar vías «rápidas» en Ñuñoa"
    assert guessed(plan) == [None]


def test_an_unknown_declaration_declares_nothing():
    page = PAGE.format(meta='<meta charset="klingon">', rows=HTML_ROWS).encode("cp1252")
    assert guessed(read_plan_bytes("plan.html", page)) == [None]


def test_a_scar_in_utf8_is_a_damaged_cell_not_another_encoding():
    data = TEXT.encode().replace("Sesión".encode(), b"Sesi\xc3n")
    plan = read_plan_bytes("plan.txt", data)
    assert activity(plan).text == "Diseñar vías «rápidas» en Ñuñoa"
    assert activity(plan).evaluation is None
    assert [i.code for i in plan.issues if i.row == 1][-1] is IssueCode.UNREADABLE_CELL
    assert guessed(plan) == []


@pytest.mark.parametrize("name", ["plan.txt", "plan.csv"])
def test_text_encoded_twice_is_mended_and_reported(name):
    data = TEXT.encode().decode("latin-1").encode()
    plan = read_plan_bytes(name, data)
    assert activity(plan).text == "Diseñar vías «rápidas» en Ñuñoa"
    assert plan.jurisdiction == "Cantón Mejía"
    assert guessed(plan) == [None]


def test_one_damaged_cell_is_mended_beside_sound_ones():
    plan = read_plan_bytes("plan.txt", TEXT.replace("Créditos", "CrÃ©ditos").encode())
    assert activity(plan).strategies == ("Créditos",)
    assert activity(plan).text == "Diseñar vías «rápidas» en Ñuñoa"
    assert guessed(plan) == [None]


def test_zero_bytes_are_dropped():
    plan = read_plan_bytes("plan.txt", TEXT.encode().replace(b"Cr", b"C\x00r", 1))
    assert activity(plan).strategies == ("Créditos",)


@settings(deadline=None)
@given(st.text(st.sampled_from("abcdeñáéíóúüÑÁÉÍÓÚ ¿¡°º–“”€"), min_size=1, max_size=60))
def test_text_encoded_twice_always_comes_back(text):
    broken = text.encode().decode("cp1252", "replace")
    if "\ufffd" not in broken and broken != text:
        assert repair_mojibake(broken) == text


@settings(deadline=None)
@given(st.text(st.sampled_from("abcñáéíóúÑÁÉÍÓÚüÃÂ °–“”«»"), max_size=60))
def test_sound_spanish_is_left_alone(text):
    if not is_mojibake(text):
        assert repair_mojibake(text) == text


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data):
    assert "\x00" not in decoded_or_code(data)


def decoded_or_code(data: bytes) -> str:
    try:
        return decode(data).text
    except Unreadable as refusal:
        return refusal.code
