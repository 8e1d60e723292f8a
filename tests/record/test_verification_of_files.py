"""It is true that a file that is cut, exchanged or no dump at all is told for what it is."""

import json
from collections.abc import Callable

import pytest

from minga.record.rules.dump_reading import LONGEST_LINE
from minga.record.rules.sealed_form import canonical
from tests.record.sealed_record import (
    SealedRecord,
    checked,
    edited,
    sentences,
)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"hola\n", b"{}\n", bytes(range(256)), b"[1]\n", b'{"type":"end"}\n']
)
def test_garbage_is_no_dump(content: bytes):
    assert sentences(content) == [
        "Este archivo no es un volcado del registro: la primera línea no dice que lo sea. Un volcado se hace con «minga record export»."
    ]


@pytest.mark.parametrize("missing", [1, 100, 200])
def test_a_dump_cut_at_its_end_is_found(honest: SealedRecord, missing: int):
    dump = honest.dump()[:-missing]
    line = 18 if missing < 150 else 17
    assert sentences(dump) == [
        f"El archivo está cortado después de la línea {line}: le falta el final. Vuelve a descargarlo."
    ]


@pytest.mark.parametrize("lines", [1, 3, 6, 12])
def test_a_dump_cut_anywhere_is_told_as_cut_first(honest: SealedRecord, lines: int):
    dump = b"".join(honest.dump().splitlines(keepends=True)[:lines])
    assert sentences(dump)[0] == (
        f"El archivo está cortado después de la línea {lines}: le falta el final. Vuelve a descargarlo."
    )


def swap(lines: list[bytes], one: int, other: int) -> None:
    lines[one], lines[other] = lines[other], lines[one]


@pytest.mark.parametrize(
    ("edit", "first"),
    [
        (lambda lines: swap(lines, 3, 4), "La línea 5 está fuera de su lugar en el archivo."),
        (lambda lines: swap(lines, 4, 5), "Faltan sellos de hechos a partir de la posición 0."),
        (lambda lines: lines.pop(5), "Faltan sellos de hechos a partir de la posición 3."),
        (lambda lines: lines.insert(1, lines[0]), "La línea 2 está fuera de su lugar en el archivo."),
        (lambda lines: lines.insert(1, b"\n"), "La línea 2 fue alterada y no se puede leer."),
    ],
)  # fmt: skip
def test_lines_that_are_not_acts_are_watched_too(
    honest: SealedRecord, edit: Callable[[list[bytes]], None], first: str
):
    assert sentences(edited(honest.dump(), edit))[0] == first


@pytest.mark.parametrize(
    ("field", "value"), [("format", "minga-dump/9"), ("demonstration", 1), ("institution", None)]
)
def test_an_opening_of_another_shape_is_no_dump(honest: SealedRecord, field: str, value: object):
    first, *rest = honest.dump().splitlines(keepends=True)
    opening = canonical(json.loads(first) | {field: value}) + b"\n"
    assert sentences(b"".join([opening, *rest]))[0].startswith("Este archivo no es un volcado")


def test_an_ending_that_says_more_is_unreadable(honest: SealedRecord):
    *lines, last = honest.dump().splitlines(keepends=True)
    ending = canonical(json.loads(last) | {"note": 1}) + b"\n"
    assert sentences(b"".join([*lines, ending])) == ["La línea 19 fue alterada y no se puede leer."]


def test_a_line_longer_than_any_of_ours_ends_the_reading(honest: SealedRecord):
    dump = honest.dump()
    endless = dump[: dump.index(b"\n") + 1] + b"x" * (LONGEST_LINE + 5)
    assert sentences(endless)[0] == "La línea 2 fue alterada y no se puede leer."


def test_a_line_after_the_end_is_found(honest: SealedRecord):
    dump = honest.dump()
    again = dump.splitlines(keepends=True)[-2]
    assert sentences(dump + again) == ["La línea 20 se añadió después del final del archivo."]
    assert sentences(dump + b"?\n") == ["La línea 20 fue alterada y no se puede leer."]


def test_many_findings_are_kept(honest: SealedRecord):
    honest.leaves.clear()
    assert [found.code for found in checked(honest.dump()).findings] == ["removed-range"]


def test_a_hash_list_that_begins_beyond_any_size_is_refused(honest: SealedRecord):
    dump = edited(
        honest.dump(),
        lambda lines: lines.__setitem__(5, lines[5].replace(b'"from":3', b'"from":9999999999')),
    )
    assert sentences(dump)[0] == "Faltan sellos de hechos a partir de la posición 3."
