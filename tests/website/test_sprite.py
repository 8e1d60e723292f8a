"""Is the one sprite what its generator says, and are the weaves those of the design?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.website.drawing import sprite as drawn
from minga.website.drawing.motifs import MOTIFS, Weave, blocks, motif_path, weave_of
from minga.website.marks import State
from minga.website.pieces import ICON_WORDS
from tests.website.trees import svg

BYTE_ROWS = st.lists(st.integers(0, 255), min_size=8, max_size=8)


def threads_of(rows: str) -> list[str]:
    """Return the motif as eight lines of # and dots, painted from its rectangles."""
    cloth = [["."] * 8 for _ in range(8)]
    for block in blocks(rows):
        for top in range(block.top, block.top + block.height):
            for left in range(block.left, block.left + block.width):
                assert cloth[top][left] == ".", "two rectangles lie over each other"
                cloth[top][left] = "#"
    return ["".join(row) for row in cloth]


def test_the_files_are_those_that_the_generator_writes() -> None:
    assert drawn.SPRITE.read_text(encoding="utf-8") == drawn.sprite() + "\n"
    assert drawn.FAVICON.read_text(encoding="utf-8") == drawn.favicon() + "\n"


def test_the_generator_writes_both_files(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("static")
    monkeypatch.setattr(drawn, "SPRITE", folder / "sprite.svg")
    monkeypatch.setattr(drawn, "FAVICON", folder / "mark.svg")
    drawn.main()
    assert sorted(file.name for file in folder.iterdir()) == ["mark.svg", "sprite.svg"]


def test_every_name_of_the_sprite_is_there_once() -> None:
    names = [symbol.get("id") for symbol in svg(drawn.sprite())]
    icons = [f"i-{name}" for name, _word in ICON_WORDS]
    states = [f"s-{state}" for state in State]
    motifs = [f"m-{number}" for number in range(1, 8)]
    knots = [f"k-{name}{turns}" for name in ("tied", "hollow", "open") for turns in (1, 2, 3)]
    assert names == [*icons, *states, *motifs, *knots, "mark"]


def test_the_sprite_names_no_colour_of_its_own() -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,6}", drawn.sprite()) == []


def test_the_third_motif_is_a_stair() -> None:
    assert threads_of(MOTIFS[2]) == [
        "......##",
        "......##",
        "....####",
        "....####",
        "..######",
        "..######",
        "########",
        "########",
    ]


def test_the_seventh_motif_is_a_spiral() -> None:
    assert threads_of(MOTIFS[6]) == [
        "########",
        "#......#",
        "#.####.#",
        "#.#..#.#",
        "#.#.##.#",
        "#.#....#",
        "#.######",
        "#.......",
    ]


@given(BYTE_ROWS)
def test_the_rectangles_of_any_rows_paint_exactly_their_threads(numbers: list[int]) -> None:
    rows = " ".join(f"{number:02X}" for number in numbers)
    expected = [f"{number:08b}".replace("1", "#").replace("0", ".") for number in numbers]
    assert threads_of(rows) == expected


def test_equal_rows_are_one_rectangle() -> None:
    assert motif_path("FF FF FF FF FF FF FF FF") == "M0 0h8v8h-8z"


def test_the_eighth_programme_turns_the_first_weave_around() -> None:
    assert [weave_of(number) for number in (1, 7, 8, 14, 15)] == [
        Weave(1, 1, mirrored=False),
        Weave(7, 7, mirrored=False),
        Weave(1, 1, mirrored=True),
        Weave(7, 7, mirrored=True),
        Weave(1, 1, mirrored=False),
    ]


def test_a_programme_without_a_place_has_no_weave() -> None:
    with pytest.raises(ValueError, match="programme number 0"):
        weave_of(0)
