"""Whose plan it is, for which place and years, as covers of every level of government state it."""

import pytest

from minga.plan.reading import Period, ReadPlan, read_plan_bytes


def cover(*lines: str) -> ReadPlan:
    return read_plan_bytes("plan.txt", "\n\n".join(lines).encode())


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("PLAN DE TRABAJO", "DISTRITO METROPOLITANO DE QUITO"), "Distrito Metropolitano de Quito"),
        (("Plan de trabajo", "Concejales del Distrito Metropolitano de Quito 2023-2027"), "Distrito Metropolitano de Quito"),
        (("PLAN DE TRABAJO", "CANTÓN RUMIÑAHUI"), "Cantón Rumiñahui"),
        (("PLAN DE TRABAJO", "ALCALDÍA DEL CANTÓN SANTIAGO DE PÍLLARO"), "Cantón Santiago de Píllaro"),
        (("PLAN DE TRABAJO", "Candidato a Alcalde del cantón Loja"), "Cantón Loja"),
        (("PLAN DE TRABAJO", "Cantón: Loja", "Provincia: Loja", "Dignidad: Alcalde"), "Cantón Loja"),
        (("PLAN DE TRABAJO", "CANTÓN: PEDRO MONCAYO"), "Cantón Pedro Moncayo"),
        (("PLAN DE TRABAJO", "PREFECTURA DE PICHINCHA"), "Provincia de Pichincha"),
        (("PLAN DE TRABAJO", "Candidata a Prefecta", "Provincia de El Oro"), "Provincia de El Oro"),
        (("PLAN DE TRABAJO", "Dignidad: Prefecto", "Cantón: Machala", "Provincia: El Oro"), "Provincia de El Oro"),
        (("PLAN DE TRABAJO", "GAD PARROQUIAL RURAL DE PINTAG"), "Parroquia Pintag"),
        (("PLAN DE TRABAJO", "VOCALES DE LA JUNTA PARROQUIAL", "PARROQUIA NONO", "CANTÓN QUITO", "PROVINCIA DE PICHINCHA"), "Parroquia Nono"),
        (("PLAN DE TRABAJO", "GAD Municipal de Cuenca"), "Cantón Cuenca"),
        (("PLAN DE TRABAJO", "Gobierno Autónomo Descentralizado Municipal del Cantón Mejía"), "Cantón Mejía"),
        (("PLAN DE TRABAJO", "Alcaldía de Guayaquil"), "Cantón Guayaquil"),
        (("PLAN DE TRABAJO", "Jurisdicción: Cantón Tena"), "Cantón Tena"),
        (("PLAN DE TRABAJO",), None),
        (("PLAN DE TRABAJO", "Por una vida digna"), None),
    ],
)  # fmt: skip
def test_the_place_is_read_at_the_level_of_the_office(lines, place):
    assert cover(*lines).jurisdiction == place


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("2019 - 2023", 2019, 2023),
        ("2023-2027", 2023, 2027),
        ("PERÍODO 2014 – 2019", 2014, 2019),
        ("Período: 2023 a 2027", 2023, 2027),
        ("2023 al 2027", 2023, 2027),
        ("mayo 2023 - mayo 2027", 2023, 2027),
        ("14 de mayo de 2019 al 14 de mayo de 2023", 2019, 2023),
        ("PLAN 2023/2027", 2023, 2027),
        ("2027 - 2023", None, None),
        ("1990 - 2023", None, None),
        ("Elecciones 2023", None, None),
        ("Teléfono 2023-20271", None, None),
    ],
)
def test_the_period_is_a_span_of_years(line, start, end):
    assert cover("PLAN DE TRABAJO", line).period == Period(start, end)


def test_a_period_told_only_in_the_text_is_found_beside_its_word():
    plan = cover("PLAN DE TRABAJO", "DIAGNÓSTICO", "Entre 2001 y 2010 creció la población.", "Durante el período 2023-2027 se hará más.")  # fmt: skip
    assert plan.period == Period(2023, 2027)


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (("CANDIDATOS A CONCEJALES", "LUIS REINA CHAMORRO"), ("LUIS REINA CHAMORRO",)),
        (("CANDIDATO A ALCALDE", "Ing. Juan Pérez de la Torre"), ("Ing. Juan Pérez de la Torre",)),
        (("Candidata: María del Carmen Quishpe",), ("María del Carmen Quishpe",)),
        (("Nombre del candidato: JOSÉ TOAPANTA",), ("JOSÉ TOAPANTA",)),
        (("Autores: Ana Tipán, Luis Guamán y Rosa Lema",), ("Ana Tipán", "Luis Guamán", "Rosa Lema")),
        (("CANDIDATOS A VOCALES", "ANA TIPÁN GUALOTO", "LUIS GUAMÁN", "ANA TIPÁN GUALOTO"), ("ANA TIPÁN GUALOTO", "LUIS GUAMÁN")),
        (("CANDIDATO A ALCALDE", "JUNTOS POR LOJA", "UNIDOS SOMOS MÁS", "MOVIMIENTO ACCIÓN CÍVICA"), ()),
        (("ANA TIPÁN GUALOTO",), ()),
        ((), ()),
    ],
)  # fmt: skip
def test_authors_stand_beside_a_label_or_the_office(lines, authors):
    assert cover("PLAN DE TRABAJO", "CANTÓN LOJA", *lines).authors == authors


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("LISTA 35", "35"),
        ("Lista: 35", "35"),
        ("Lista N° 8", "8"),
        ("Listas 5-33", "5-33"),
        ("Alianza Vida Nueva, listas 1 y 18", "1 y 18"),
        ("Organización política: Movimiento Minga, Lista 62", "62"),
        ("Partido: Unión Andina", "Unión Andina"),
        ("Una lista de propuestas", None),
    ],
)
def test_the_list_or_organisation(line, value):
    assert cover("PLAN DE TRABAJO", line).list == value


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("PLAN DE TRABAJO", "2023"), "PLAN DE TRABAJO"),
        (
            ("CONSEJO NACIONAL ELECTORAL", "Plan de gobierno para Loja"),
            "Plan de gobierno para Loja",
        ),
        (("Propuesta de plan de trabajo 2023 - 2027",), "Propuesta de plan de trabajo 2023 - 2027"),
        (("Loja vive", "Más y mejor"), "Loja vive"),
        (("DIAGNÓSTICO", "Hay mucho por hacer."), ""),
    ],
)
def test_the_title_is_the_line_that_calls_it_a_plan(lines, title):
    assert cover(*lines).title == title


def test_a_small_table_of_labels_on_the_cover_is_read():
    html = (
        "<p>PLAN DE TRABAJO</p><table><tr><td>Candidato</td><td>Juan Pérez Vaca</td></tr>"
        "<tr><td>Lista</td><td>21</td></tr><tr><td>Cantón:</td><td>OTAVALO</td></tr>"
        "<tr><td>Período</td><td>2023 – 2027</td></tr></table>"
    )
    plan = read_plan_bytes("plan.html", html.encode())
    assert (plan.authors, plan.list) == (("Juan Pérez Vaca",), "21")
    assert (plan.jurisdiction, plan.period) == ("Cantón Otavalo", Period(2023, 2027))
