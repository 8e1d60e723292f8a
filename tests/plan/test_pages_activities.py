"""It is true that an activity's page proves what it says, and that its list finds what is asked."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from minga.people.models import Body, Person
from minga.plan.models import Activity, WorkPlan
from minga.plan.rules.codes import Aggregation, MoneyKind, PointKind
from minga.plan.services.acts import Record, record_fact
from minga.plan.services.indicators import Group
from minga.plan.services.links import certify_act
from minga.record.public import Words, attach
from minga.territory.public import find_parish, load_reference
from tests.factories.plan import (
    a_fact,
    a_measurement,
    a_plan,
    a_point,
    activities_of,
    activity_read,
    an_indicator,
    measured,
    on,
    plan_read,
    some_goals,
    some_money,
)
from tests.plan.test_pages_plans import html, page

MARCH, APRIL, MAY = date(2024, 3, 5), date(2024, 4, 5), date(2024, 5, 6)
LIST = "/planes/ensayo/actividades/"
HERE = f"{LIST}1/"


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    read = plan_read(
        activity_read(1, "Renovar mercados", sdg=(8,)),
        activity_read(2, "Abrir ferias", years=(4,)),
        activity_read(3, "Renovar mercados"),
    )
    return a_plan(office, adviser, read)


@pytest.fixture
def market(plan: WorkPlan) -> Activity:
    return activities_of(plan)[0]


def test_without_indicator_there_is_no_percentage(client: Client, plan: WorkPlan) -> None:
    said = page(client, HERE)
    assert "Nadie ha registrado todavía un hecho sobre esta promesa." in said
    assert "El plan inscrito no fijó un indicador. Por eso no hay un porcentaje aquí" in said
    assert "%" not in said
    assert "Nadie ha registrado dinero" in said


def test_numbers_are_exact_and_human(client: Client, market: Activity, adviser: Person) -> None:
    indicator = an_indicator(
        market, adviser, MARCH, aggregation=Aggregation.WEIGHTED_MEAN, denominator="puestos"
    )
    a_point(indicator, adviser, PointKind.BASELINE, 2022, 0, MARCH)
    a_point(indicator, adviser, PointKind.TARGET, 2026, 1, MARCH)
    a_measurement(indicator, adviser, "0.285714", APRIL, parts=(60, 210))
    said = page(client, HERE)
    assert "De 0 a 1 mercados hasta 2026. Va en 0,2857: 28,6 % del camino." in said
    assert "0,285714 mercados (60 de 210)" in said
    assert re.findall(r"\d,\d{7}|,\d*0{3}\b", said) == []


def test_a_measured_activity_shows_targets_measurements_and_how_it_is_counted(
    client: Client, market: Activity, adviser: Person
) -> None:
    indicator = measured(market, adviser, "5", MARCH)
    a_point(indicator, adviser, PointKind.TARGET, 2025, 8, APRIL)
    said = page(client, HERE)
    assert "De 0 a 10 mercados hasta 2026. Va en 5: 50 % del camino." in said
    assert "2022, línea base 5 mar 2024 0 2025, meta 5 abr 2024 8 2026, meta 5 mar 2024 10" in said
    assert "Unidad: mercados; mientras más, mejor; vale la última medición." in said
    assert "6 mar 2024 5 mercados hecho 5" in said
    assert "Meta de 2025: 8 mercados" in said


def test_parts_of_the_people_and_places_stand_in_a_table_of_their_own(
    client: Client, market: Activity, adviser: Person
) -> None:
    load_reference()
    indicator = measured(market, adviser, "5", MARCH)
    calderon = find_parish("170155")
    group = Group(calderon, "WOMEN", "30-44", "INDIGENOUS")
    a_measurement(indicator, adviser, "2", APRIL, group=group)
    said = page(client, HERE)
    assert "Mujeres, Indígena, 30-44 años, Calderón 5 abr 2024 2 mercados" in said
    assert "Va en 5" in said


def test_parts_cut_in_two_ways_give_no_total(
    client: Client, market: Activity, adviser: Person
) -> None:
    indicator = an_indicator(market, adviser, MARCH, aggregation=Aggregation.SUM)
    a_measurement(indicator, adviser, "2", APRIL, group=Group(sex="WOMEN"))
    a_measurement(indicator, adviser, "3", APRIL, group=Group(age_group="30-44"))
    assert "Falta la línea base, la meta y una medición del total." in page(client, HERE)


def test_what_is_known_without_a_target_is_still_said(
    client: Client, market: Activity, adviser: Person
) -> None:
    indicator = an_indicator(market, adviser, MARCH)
    a_measurement(indicator, adviser, "1200", APRIL)
    said = page(client, HERE)
    assert "Falta la línea base y la meta." in said
    assert "Va en 1.200 mercados." in said


def test_every_status_explains_itself(
    client: Client, plan: WorkPlan, market: Activity, adviser: Person
) -> None:
    late = page(client, f"{LIST}2/")
    assert "Sin empezar. El plan la empieza el 14 de mayo de 2026." in late
    a_fact(adviser, market, day=MARCH)
    assert "En marcha, sin forma de medirla. Hay 1 hecho, pero falta el indicador" in page(
        client, HERE
    )
    stalled = page(client, HERE, date(2024, 12, 5))
    assert "Detenida. El último hecho registrado es de hace 275 días." in stalled
    measured(market, adviser, "10", date(2024, 12, 6))
    assert "Cumplida. Llegó a la meta que se fijó." in page(client, HERE, date(2024, 12, 8))


def test_evidence_is_linked_with_its_format_and_size(
    client: Client, market: Activity, adviser: Person
) -> None:
    kept = attach(ContentFile(b"%PDF-1.4\n%%EOF\n", name="acta.pdf"))
    with on(APRIL) as at:
        words = Words(title="Con prueba", attachments=(kept,))
        record_fact(activities=[market], record=Record(adviser, at, words=words))
    assert "acta.pdf (PDF, 1 kB)" in page(client, HERE)
    assert "acta.pdf (PDF, 1 kB)" in page(client, f"{HERE}?orden=cronologico")


def test_money_is_shown_by_year_and_source(
    client: Client, market: Activity, adviser: Person
) -> None:
    some_money(market, adviser, MoneyKind.PLANNED, "1200000.5", MARCH)
    said = page(client, HERE)
    assert "Planificado: USD 1.200.000,50 . Nadie ha registrado gasto." in said
    assert "2024, planificado partida de ensayo USD 1.200.000,50" in said
    some_money(market, adviser, MoneyKind.SPENT, "10", APRIL)
    assert "Gastado: USD 10,00 ." in page(client, HERE)


def test_goals_filed_and_assigned_later_are_told_apart(
    client: Client, market: Activity, adviser: Person
) -> None:
    some_goals(market, adviser, MARCH, (8, ""), (11, "11.3"))
    said = page(client, HERE)
    assert "8. Trabajo decente y crecimiento económico 11. Ciudades" in said
    assert "11. Ciudades y comunidades sostenibles meta 11.3 (asignado después)" in said


def test_siblings_and_neighbours_are_one_link_away(client: Client, plan: WorkPlan) -> None:
    shown = html(client, HERE)
    assert f'Mismo texto</dt><dd><a href="{LIST}3/">Actividad 3</a>' in shown
    assert f'<a rel="next" href="{LIST}2/">Actividad 2</a>' in shown
    assert 'rel="prev"' not in shown
    last = html(client, f"{LIST}3/")
    assert f'<a rel="prev" href="{LIST}2/">' in last
    assert 'rel="next"' not in last


def test_acts_hang_newest_first_or_in_the_order_in_which_they_happened(
    client: Client, market: Activity, adviser: Person
) -> None:
    a_fact(adviser, market, day=MARCH, title="Primero")
    wrong = a_fact(adviser, market, day=APRIL, title="Segundo")
    a_fact(adviser, market, day=MAY, title="Tercero", corrects=wrong)
    newest, oldest = page(client, HERE), page(client, f"{HERE}?orden=cronologico")
    assert newest.index("Tercero") < newest.index("Segundo") < newest.index("Primero")
    assert oldest.index("Primero") < oldest.index("Segundo") < oldest.index("Tercero")
    for said in (newest, oldest):
        assert "Corregido el 6 de mayo de 2024" in said
        assert "Corrige: el hecho del 5 de abril de 2024" in said
    assert "3 hechos, el último el 6 may 2024; 0 sellados." in newest


def test_an_act_that_was_certified_later_says_so(
    client: Client, market: Activity, adviser: Person
) -> None:
    fact = a_fact(adviser, market, day=MARCH)
    with on(APRIL) as at:
        certify_act(activity=market, certified=fact, record=Record(adviser, at))
    assert "Declarado; certificado el 5 de abril de 2024" in page(client, HERE)


def test_acts_are_counted_by_year_of_the_plan_and_outside_of_it(
    client: Client, plan: WorkPlan, market: Activity, adviser: Person
) -> None:
    for day in (date(2023, 7, 1), MARCH, date(2024, 7, 1), date(2028, 1, 1)):
        a_fact(adviser, market, day=day)
    said = page(client, HERE, date(2028, 1, 2))
    assert "2 hechos Año 1 1 hecho Año 2 0 hechos Año 3 0 hechos Año 4 1 hecho Fuera del" in said


def test_a_past_day_of_an_activity_knows_only_what_was_known(
    client: Client, market: Activity, adviser: Person
) -> None:
    a_fact(adviser, market, day=MARCH, title="Primero")
    a_fact(adviser, market, day=MAY, title="Segundo")
    said = page(client, f"{HERE}?al=2024-04-05")
    assert "Como se sabía el 5 de abril de 2024." in said
    assert "Primero" in said
    assert "Segundo" not in said
    page(client, f"{HERE}?al=2023-01-01", status=404)


@pytest.mark.parametrize("rows", [0, 1, 5])
def test_an_activity_costs_eight_queries_at_most(
    client: Client,
    market: Activity,
    adviser: Person,
    rows: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for row in range(rows):
        day = MARCH + timedelta(days=row)
        indicator = measured(market, adviser, "5", day)
        a_measurement(indicator, adviser, "1", day, group=Group(sex="MEN"))
        some_money(market, adviser, MoneyKind.SPENT, "1", day)
        some_goals(market, adviser, day, (row + 1, ""))
        a_fact(adviser, market, day=day)
    for address in (HERE, f"{HERE}?orden=cronologico", f"{HERE}?al=2024-04-01"):
        with on(MAY), django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("query", "found", "numbers"),
    [
        ("", "Las 3 actividades del plan", ["1", "2", "3"]),
        ("?palabras=mercado", "2 actividades de 3", ["1", "3"]),
        ("?anio=4&estado=not_started", "1 actividad de 3", ["2"]),
        ("?ods=8", "1 actividad de 3", ["1"]),
        ("?ods=no&hechos=no", "2 actividades de 3", ["2", "3"]),
        ("?estado=raro&anio=x&programa=", "Las 3 actividades del plan", ["1", "2", "3"]),
        ("?meta=si", "Ninguna actividad con esos filtros", []),
    ],
)
def test_the_list_finds_what_the_filters_say(
    client: Client, plan: WorkPlan, query: str, found: str, numbers: list[str]
) -> None:
    shown = html(client, LIST + query)
    assert re.findall(r'<h2 class="found">(.*?)</h2>', shown) == [found]
    assert re.findall(r'<th scope="row"><a href="[^"]+">(\d+)\.', shown) == numbers


def test_what_was_chosen_stays_chosen_and_goes_into_the_data(
    client: Client, plan: WorkPlan
) -> None:
    shown = html(client, f"{LIST}?palabras=mercado&estado=no_record&hechos=no&pagina=1")
    assert 'name="palabras" value="mercado"' in shown
    assert '<option value="no_record" selected>' in shown
    assert '<details class="more-filters" open>' in shown
    wanted = "palabras=mercado&amp;estado=no_record&amp;hechos=no"
    assert f'href="/planes/ensayo/actividades.csv?{wanted}"' in shown
    assert '<details class="more-filters">' in html(client, LIST)


def test_htmx_gets_only_the_results(client: Client, plan: WorkPlan) -> None:
    with on(MAY):
        answer = client.get(f"{LIST}?palabras=mercado", headers={"HX-Request": "true"})
    text = answer.content.decode().strip()
    assert text.startswith('<section id="resultados"')
    assert text.endswith("</section>")
    assert "HX-Request" in answer["Vary"]


def test_a_long_list_has_pages_that_keep_the_filters(
    client: Client, office: Body, adviser: Person
) -> None:
    a_plan(office, adviser, plan_read(*(activity_read(row) for row in range(1, 31))))
    first = html(client, f"{LIST}?anio=1")
    assert len(re.findall(r'<th scope="row">', first)) == 25
    assert '<a rel="next" href="?anio=1&amp;pagina=2">' in first
    second = html(client, f"{LIST}?anio=1&pagina=2")
    assert re.findall(r'<th scope="row"><a href="[^"]+">(\d+)\.', second) == [
        str(number) for number in range(26, 31)
    ]


def test_totals_say_that_a_shared_act_counts_once(
    client: Client, market: Activity, adviser: Person
) -> None:
    assert "Sin hechos registrados." in page(client, LIST)
    a_fact(adviser, market, day=MARCH)
    assert "1 hecho en total." in page(client, LIST)
    a_fact(adviser, market, day=APRIL)
    said = "2 hechos en total; uno que sirve a varias actividades cuenta una sola vez."
    assert said in page(client, LIST)


@pytest.mark.parametrize("activities", [1, 5])
@pytest.mark.parametrize("query", ["", "?estado=delayed", "?palabras=cosa&linea_base=si&ods=11"])
def test_the_list_costs_six_queries(
    client: Client,
    office: Body,
    adviser: Person,
    activities: int,
    query: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [activity_read(row, sdg=(11,)) for row in range(1, activities + 1)]
    for one in activities_of(a_plan(office, adviser, plan_read(*rows))):
        measured(one, adviser, "0")
    with on(MAY), django_assert_max_num_queries(6):
        answer = client.get(LIST + query)
    assert len(re.findall(r'<th scope="row">', answer.content.decode())) == activities
