"""It is true that `minga deadline` and `minga id check` answer as documented, without a database."""

import csv
import io
import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from minga.kernel.cli import DEADLINE_SETTINGS, app_deadline, id_app

app = typer.Typer()
app.command("deadline", context_settings=DEADLINE_SETTINGS)(app_deadline)
app.add_typer(id_app, name="id")

TERMS = "start_date,kind,amount,unit,place\n"


@pytest.fixture
def minga():
    def run(*words: object):
        return CliRunner().invoke(app, [str(word) for word in words])

    return run


@pytest.fixture
def file_of(tmp_path):
    def write(text: str, encoding: str = "utf-8"):
        path = tmp_path / "rows.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_a_deadline_is_explained_in_words(minga):
    told = minga("deadline", "2026-10-29", 3, "--kind", "termino")
    assert told.stdout.splitlines() == [
        "2026-11-05",
        "3 días término desde el 30 de octubre; se saltan 31 oct – 3 nov; vence el 5 de noviembre de 2026",
        "Base legal: COA 158, COA 159.",
        "Por verificar: desde qué día se empieza a contar.",
    ]
    assert (told.stderr, told.exit_code) == ("", 0)


def test_a_term_in_hours_names_no_article(minga):
    told = minga("deadline", "2026-10-26T10:00", 24, "--kind", "termino", "--unit", "hours")
    assert told.stdout.splitlines() == [
        "2026-10-27T10:00:00-05:00",
        "24 horas término desde las 10:00 del 26 de octubre; vence a las 10:00 del 27 de octubre de 2026",
        "Por verificar: desde qué día se empieza a contar.",
        "Por verificar: cómo se cuenta en horas: el COA no tiene plazos en horas.",
    ]


def test_a_deadline_is_one_json_document(minga):
    told = minga(
        "deadline", "2026-12-04", 1, "--kind", "termino", "--unit", "days", "--place", "quito", "--json"
    )  # fmt: skip
    assert json.loads(told.stdout) == {
        "start": "2026-12-04",
        "due": "2026-12-08",
        "kind": "termino",
        "amount": 1,
        "unit": "days",
        "place": "quito",
        "skipped": [
            {"date": "2026-12-05", "name": "sábado"},
            {"date": "2026-12-06", "name": "domingo"},
            {"date": "2026-12-07", "name": "Fundación de Quito"},
        ],
        "explanation": "1 día término desde el 8 de diciembre; se saltan 5 – 7 dic; "
        "vence el 8 de diciembre de 2026",
    }
    assert (told.stderr, told.exit_code) == ("", 0)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "reason"),
    [
        ("26/10/2026", "1", "days", "“26/10/2026” no es una fecha: escríbela como AAAA-MM-DD, por ejemplo 2026-10-26."),
        ("2026-10-26", "0", "days", "La cantidad debe ser 1 o más, y es 0."),
        ("2026-10-26", "-5", "days", "La cantidad debe ser 1 o más, y es -5."),
        ("2026-10-26", "uno", "days", "“uno” no es una cantidad: escribe un número entero."),
        ("2026-10-26", "9" * 50, "days", "La cantidad es demasiado grande: como mucho 1000000."),
        ("2026-10-26", "1", "years", "Un término se cuenta en días (COA 158): para meses o años usa un plazo."),
        ("0001-01-01", "1", "days", "El calendario responde de 1950 a 2199: revisa el año."),
        ("9999-12-31", "1", "hours", "El calendario responde de 1950 a 2199: revisa el año."),
    ],
)  # fmt: skip
def test_a_refused_deadline_says_why_on_stderr(minga, start, amount, unit, reason):
    told = minga("deadline", start, amount, "--kind", "termino", "--unit", unit, "--json")
    assert (told.stdout, told.stderr, told.exit_code) == ("", reason + "\n", 1)


@pytest.mark.parametrize(
    "words",
    [
        ["deadline"],
        ["deadline", "2026-10-26"],
        ["deadline", "2026-10-26", "10"],
        ["deadline", "2026-10-26", "10", "--kind", "otro"],
        ["deadline", "2026-10-26", "10", "--kind", "plazo", "--place", "guayaquil"],
        ["deadline", "2026-10-26", "10", "--kind", "plazo", "--jsn"],
        ["deadline", "2026-10-26", "--csv", "x.csv"],
        ["deadline", "--json", "--csv", "x.csv"],
        ["id"],
        ["id", "check"],
        ["id", "check", "1710034065", "--csv", "x.csv"],
    ],
)
def test_wrong_usage_ends_with_2_and_prints_no_answer(minga, words):
    told = minga(*words)
    assert told.exit_code == 2
    assert "{" not in told.stdout


def test_many_deadlines_keep_their_columns_and_gain_due(minga, file_of):
    path = file_of(
        "id,start_date,kind,amount,unit,place\n"
        "a,2026-10-26,termino,10,days,quito\n"
        "b,2026-08-31,plazo,6,months,national\n"
        "c,2026-10-26T10:00,termino,24,hours,quito\n"
    )
    told = minga("deadline", "--csv", path)
    assert told.stdout == (
        "id,start_date,kind,amount,unit,place,due\n"
        "a,2026-10-26,termino,10,days,quito,2026-11-11\n"
        "b,2026-08-31,plazo,6,months,national,2027-03-01\n"
        "c,2026-10-26T10:00,termino,24,hours,quito,2026-10-27T10:00:00-05:00\n"
    )
    assert (told.stderr, told.exit_code) == ("", 0)


def test_a_file_of_excel_is_answered_in_plain_csv(minga, file_of):
    path = file_of(
        "Año;place;unit;amount;kind;start_date\r\nseñal;Quito;days;10;Término;2026-10-26\r\n",
        "cp1252",
    )
    told = minga("deadline", "--csv", path)
    assert told.stdout == (
        "Año,place,unit,amount,kind,start_date,due\n"
        "señal,Quito,days,10,Término,2026-10-26,2026-11-11\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TERMS + "2026-10-26,plazo,1,days,quito\n2026-10-26,plazo,0,days,quito\n", "Línea 3: La cantidad debe ser 1 o más, y es 0."),
        (TERMS + "2026-10-26,plazo,1,days,quito\n\nayer,plazo,1,days,quito\n", "Línea 4: “ayer” no es una fecha: escríbela como AAAA-MM-DD, por ejemplo 2026-10-26."),
        (TERMS + "2026-10-26,plazo,1,days,loja\n", "Línea 2: “loja” no es un lugar con calendario propio: usa national, quito."),
        (TERMS + "2026-10-26,plazo,1,days,quito,más\n", "La línea 2 tiene 6 celdas y la cabecera 5: revisa comas y comillas."),
        ("start_date,kind\n", "Falta la columna “amount”: la primera fila debe nombrar start_date, kind, amount, unit, place."),
    ],
)  # fmt: skip
def test_one_row_that_cannot_be_counted_refuses_the_file(minga, file_of, text, reason):
    told = minga("deadline", "--csv", file_of(text))
    assert (told.stdout, told.stderr, told.exit_code) == ("", reason + "\n", 1)


def test_a_file_that_is_not_there_is_refused(minga, tmp_path):
    path = tmp_path / "nada.csv"
    told = minga("id", "check", "--csv", path)
    reason = f"No existe el archivo {path}: revisa el nombre y la carpeta.\n"
    assert (told.stdout, told.stderr, told.exit_code) == ("", reason, 1)


@pytest.mark.parametrize(
    ("number", "lines"),
    [
        ("171003406-5", ["Número bien formado: cédula 1710034065."]),
        ("1710034066", ["No es válido. El último dígito no cuadra con los demás: revisa si hay uno cambiado."]),
        (
            "1790011675001",
            [
                "Número bien formado: RUC de sociedad privada 1790011675001.",
                "El dígito verificador no cuadra. El SRI ha emitido RUC de sociedades así: compáralo con el certificado.",
            ],
        ),
        ("", ["No es válido. Falta el número."]),
    ],
)  # fmt: skip
def test_a_number_is_judged_in_words(minga, number, lines):
    told = minga("id", "check", number)
    assert (told.stdout.splitlines(), told.stderr, told.exit_code) == (lines, "", 0)


@pytest.mark.parametrize(
    ("number", "document"),
    [
        ("1710034065", {"number": "1710034065", "valid": True, "kind": "cedula", "warnings": []}),
        ("abc", {"number": "abc", "valid": False, "kind": None, "warnings": []}),
        (
            "1790011675001",
            {
                "number": "1790011675001",
                "valid": True,
                "kind": "ruc_private",
                "warnings": ["company-check-digit"],
            },
        ),
    ],
)
def test_a_number_is_judged_as_json(minga, number, document):
    told = minga("id", "check", number, "--json")
    assert json.loads(told.stdout) == document
    assert (told.stderr, told.exit_code) == ("", 0)


def test_many_numbers_are_judged_each_for_itself(minga, file_of):
    path = file_of('quién,value\n"Ana, Luz",1710034065\nB,1710034066\nC,\nD,1760001550001\n')
    told = minga("id", "check", "--csv", path)
    assert told.stdout == (
        "quién,value,valid,kind\n"
        '"Ana, Luz",1710034065,true,cedula\n'
        "B,1710034066,false,\n"
        "C,,false,\n"
        "D,1760001550001,true,ruc_public\n"
    )
    assert (told.stderr, told.exit_code) == ("", 0)


def test_a_large_file_passes_through_without_being_held(minga, file_of):
    path = file_of(
        "value,nota\n" + f"1710034065,{'x' * 200}\n" * 25_000
    )  # above what stays in memory
    rows = list(csv.reader(io.StringIO(minga("id", "check", "--csv", path).stdout)))
    assert len(rows) == 25_001
    assert rows[-1] == ["1710034065", "x" * 200, "true", "cedula"]


def test_the_commands_start_without_django_or_the_holidays_library():
    program = (
        "import sys, minga.kernel.cli; "
        "print(sorted({'django', 'holidays', 'numpy', 'dateutil', 'psycopg'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"
