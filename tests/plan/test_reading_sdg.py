"""Goals are known by number, list or Spanish title, whatever the capitals and accents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minga.plan.reading.sdg import read_goals

SHORT = (
    "Fin de la pobreza", "Hambre cero", "Salud y bienestar", "Educación de calidad",
    "Igualdad de género", "Agua limpia y saneamiento", "Energía asequible y no contaminante",
    "Trabajo decente y crecimiento económico", "Industria, innovación e infraestructura",
    "Reducción de las desigualdades", "Ciudades y comunidades sostenibles",
    "Producción y consumo responsables", "Acción por el clima", "Vida submarina",
    "Vida de ecosistemas terrestres", "Paz, justicia e instituciones sólidas",
    "Alianzas para lograr los objetivos",
)  # fmt: skip
LONG = (
    "Poner fin a la pobreza en todas sus formas y en todo el mundo",
    "Poner fin al hambre, lograr la seguridad alimentaria y la mejora de la nutrición y promover la agricultura sostenible",
    "Garantizar una vida sana y promover el bienestar de todos a todas las edades",
    "Garantizar una educación inclusiva y equitativa de calidad y promover oportunidades de aprendizaje permanente para todos",
    "Lograr la igualdad de género y empoderar a todas las mujeres y las niñas",
    "Garantizar la disponibilidad y la gestión sostenible del agua y el saneamiento para todos",
    "Garantizar el acceso a una energía asequible, fiable, sostenible y moderna para todos",
    "Promover el crecimiento económico sostenido, inclusivo y sostenible, el empleo pleno y productivo y el trabajo decente para todos",
    "Construir infraestructuras resilientes, promover la industrialización inclusiva y sostenible y fomentar la innovación",
    "Reducir la desigualdad en los países y entre ellos",
    "Lograr que las ciudades y los asentamientos humanos sean inclusivos, seguros, resilientes y sostenibles",
    "Garantizar modalidades de consumo y producción sostenibles",
    "Adoptar medidas urgentes para combatir el cambio climático y sus efectos",
    "Conservar y utilizar sosteniblemente los océanos, los mares y los recursos marinos para el desarrollo sostenible",
    "Proteger, restablecer y promover el uso sostenible de los ecosistemas terrestres, gestionar sosteniblemente los bosques, luchar contra la desertificación, detener e invertir la degradación de las tierras y detener la pérdida de biodiversidad",
    "Promover sociedades pacíficas e inclusivas para el desarrollo sostenible, facilitar el acceso a la justicia para todos y construir a todos los niveles instituciones eficaces e inclusivas que rindan cuentas",
    "Fortalecer los medios de implementación y revitalizar la Alianza Mundial para el Desarrollo Sostenible",
)


@pytest.mark.parametrize("titles", [SHORT, LONG])
@pytest.mark.parametrize("spelled", [str, str.upper, str.lower])
def test_every_title_names_its_goal_and_no_other(titles, spelled):
    assert [read_goals(spelled(title)) for title in titles] == [(n,) for n in range(1, 18)]


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("11", (11,)),
        ("ODS 11", (11,)),
        ("ODS11", (11,)),
        ("O.D.S. 4", (4,)),
        ("4, 5 y 16", (4, 5, 16)),
        ("16; 5; 4; 5", (4, 5, 16)),
        ("4,5", (4, 5)),
        ("ODS 1 al 3", (1, 2, 3)),
        ("Objetivo 6 y Objetivo 13", (6, 13)),
        ("11.2", (11,)),
        ("Meta 11.a", (11,)),
        ("ODS 3: Salud y bienestar; ODS 5: Igualdad de género", (3, 5)),
        ("11. Ciudades y Comunidades Sostenibles", (11,)),
        ("Paz, justicia e instituciones fuertes", (16,)),
        ("Acción climática", (13,)),
        ("Agua limpia\ny saneamiento", (6,)),
        ("Agenda 2030", ()),
        ("18", ()),
        ("0", ()),
        ("", ()),
        ("—", ()),
        ("todos", ()),
    ],
)
def test_numbers_lists_and_wordings(text, goals):
    assert read_goals(text) == goals


@settings(deadline=None)
@given(st.sets(st.integers(1, 17), min_size=1), st.sampled_from([", ", "; ", " y ", "\n", " - "]))
def test_any_list_of_goals_is_read_back_sorted(goals, separator):
    assert read_goals(separator.join(str(n) for n in goals)) == tuple(sorted(goals))


@settings(deadline=None)
@given(st.text(max_size=80))
def test_whatever_is_written_goals_lie_between_1_and_17(text):
    goals = read_goals(text)
    assert list(goals) == sorted(set(goals))
    assert all(1 <= n <= 17 for n in goals)
