"""Is it true that a pasted text is read by whole words, and that what is doubtful is said to be?"""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minga.plan.rules.pasted import (
    LONGEST,
    Names,
    PeopleSaid,
    bodies_named,
    case_numbers,
    cleaned,
    gist,
    parishes_named,
    people_said,
    sharing_words,
    telling_words,
)

PARISHES = Names(
    {
        "Calderón": "Calderón",
        "San Juan": "San Juan",
        "San Isidro del Inca": "San Isidro",
        "La Libertad": "La Libertad",
        "Pacto": "Pacto",
        "Checa": "Checa",
        "Nono": "Nono",
        "Iñaquito": "Iñaquito",
        "Mariscal Sucre": "Mariscal Sucre",
        "San Antonio": "San Antonio",
        "San Antonio de Pichincha": "San Antonio",
        "El Condado": "El Condado",
        "Solanda": "Solanda",
        "": "nothing",
    }
)
BODIES = Names({"Secretaría de Movilidad": 1, "EPMAPS": 2, "Empresa de Agua": 2})


@pytest.mark.parametrize(
    ("text", "sure", "perhaps"),
    [
        ("La vereda de Calderón está rota", ["Calderón"], []),
        ("en calderon, sector alto", ["Calderón"], []),
        ("INAQUITO pide luz", ["Iñaquito"], []),
        ("Las calles de San Isidro del Inca y de San Juan", ["San Isidro", "San Juan"], []),
        ("San Antonio de Pichincha", ["San Antonio"], []),
        ("barrio San Juan de Calderón", ["Calderón"], []),
        ("los moradores del barrio Solanda", [], ["Solanda"]),
        ("la calle San Juan y la av. Mariscal Sucre", [], []),
        ("el aeropuerto Mariscal Sucre", [], []),
        ("la avenida Mariscal Sucre, en El Condado", ["El Condado"], []),
        ("firmaron un pacto por la libertad de todos", [], []),
        ("EL PACTO POR LA LIBERTAD", [], []),
        ("la parroquia de pacto", ["Pacto"], []),
        ("la Parroquia Rural Nono", ["Nono"], []),
        ("Vivo en Pacto", [], ["Pacto"]),
        ("María Checa pide", [], ["Checa"]),
        ("La Liga Barrial Solanda juega en Nono", [], ["Solanda", "Nono"]),
        ("Solanda Fútbol Club", [], ["Solanda"]),
        ("Calderonazo y Solandino no son nada", [], []),
        ("Quito, 3 de noviembre", [], []),
        ("Solanda. Solanda. Calderón.", ["Solanda", "Calderón"], []),
        ("", [], []),
    ],
)
def test_a_parish_is_told_from_what_bears_its_name(
    text: str, sure: list[str], perhaps: list[str]
) -> None:
    found = parishes_named(text, PARISHES)
    assert [one.key for one in found if one.is_sure] == sure
    assert [one.key for one in found if not one.is_sure] == perhaps


def test_what_was_found_is_quoted_as_it_was_written() -> None:
    (found,) = parishes_named("por INAQUITO, Iñaquito", PARISHES)
    assert (found.said, found.times) == ("INAQUITO", 2)


def test_bodies_are_found_by_their_names() -> None:
    text = "A la Secretaria de  Movilidad y a la EPMAPS (Empresa de Agua)"
    assert [(one.key, one.times) for one in bodies_named(text, BODIES)] == [(2, 2), (1, 1)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Ref. GES-2026-00012 y ges 2026 00012", ["GES-2026-00012"]),
        ("GES–2026–12345, GES-2026-00001", ["GES-2026-12345", "GES-2026-00001"]),
        ("GES-26-1, OGES-2026-00012, GES-2026-0001", []),
        (" ".join(f"GES-2026-{n:05d}" for n in range(9)), [f"GES-2026-{n:05d}" for n in range(5)]),
    ],
)
def test_numbers_of_gestiones_are_found(text: str, numbers: list[str]) -> None:
    assert case_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Vinieron 23 personas: 14 mujeres y 9 hombres", PeopleSaid(23, 14, 9)),
        ("somos doce vecinos", PeopleSaid(12)),
        ("45 moradores y 3 moradores", PeopleSaid(45)),
        ("firmaron 1.250 personas", PeopleSaid()),
        ("2 varones", PeopleSaid(men=2)),
        ("las mujeres del barrio", PeopleSaid()),
    ],
)
def test_people_are_counted_when_it_is_said(text: str, said: PeopleSaid) -> None:
    assert people_said(text) == said


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Quito, 3 de mayo\nAsunto: Luz en la calle\nDe mi consideración", "Luz en la calle"),
        ("De mi consideración:\nLa vereda está rota", "La vereda está rota"),
        ("La vereda\n está   rota", "La vereda está rota"),
        ("", ""),
    ],
)
def test_a_text_is_about_its_subject_or_its_beginning(text: str, about: str) -> None:
    assert gist(text) == about


def test_a_pasted_text_is_cut_and_composed() -> None:
    assert cleaned(" dí\r\na\x00\rb ") == "dí\na\nb"
    assert len(cleaned("x" * (LONGEST + 5))) == LONGEST


def test_words_of_every_letter_tell_nothing() -> None:
    text = (
        "Estimada señora: pido, pedimos y solicitamos el techo del mercado. El Techo. Atentamente"
    )
    assert telling_words(text) == ["y", "el", "techo", "del", "mercado"]


def test_rare_words_tell_more_and_common_ones_nothing() -> None:
    common = {number: frozenset({"quit", "barri"}) for number in range(10, 22)}
    things = {
        1: frozenset({"mercad", "techo", "quit"}),
        2: frozenset({"mercad", "feri", "quit"}),
        3: frozenset({"mercad", "quit"}),
        **common,
    }
    found = sharing_words({"mercad", "techo", "feri", "quit", "barri"}, things)
    assert [(one.key, one.words) for one in found] == [
        (1, ("techo", "mercad")),
        (2, ("feri", "mercad")),
    ]
    assert sharing_words(set(), things) == sharing_words({"mercad"}, {}) == []


PIECES = st.sampled_from(
    ["San Juan ", "de ", "Calderón", " parroquia ", "la ", "12 personas", "Pacto", "İ"]
)


@settings(max_examples=200)
@given(st.lists(PIECES | st.text(max_size=8), max_size=60).map("".join))
def test_any_text_is_read(raw: str) -> None:
    text = cleaned(raw)
    for one in parishes_named(text, PARISHES):
        assert one.said in text
        assert one.times >= 1
    assert gist(text) == " ".join(gist(text).split())
    people_said(text)
    case_numbers(text)


@pytest.mark.parametrize(
    "piece",
    [
        "San Juan de ",
        "la ",
        "a",
        "GES-2026-00012 ",
        "12 personas ",
        "Asunto: ",
        "\n",
        "İ",
        "Señor\n",
    ],
)
def test_a_long_text_costs_little(piece: str) -> None:
    raw = piece * LONGEST
    spent = []
    for _turn in range(3):
        before = process_time()
        text = cleaned(raw)
        parishes_named(text, PARISHES)
        bodies_named(text, BODIES)
        people_said(text)
        case_numbers(text)
        gist(text)
        spent.append(process_time() - before)
    assert min(spent) < 0.05
