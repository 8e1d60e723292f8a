"""Can every text be read? The contrast of each pair of tokens, by day and by night."""

import pytest

from tests.website.colours import (
    CSS,
    DARK_BY_SWITCH,
    DARK_BY_SYSTEM,
    Theme,
    contrast,
    dark,
    light,
    tokens,
)

# token: (on paper, on wool) by day, (on paper, on wool) by night; from the design text
PROMISED = {
    "ink": ((17.71, 15.56), (16.55, 14.77)),
    "ink2": ((9.24, 8.11), (10.48, 9.35)),
    "control": ((5.44, 4.78), (5.54, 4.95)),
    "hatch": ((3.44, 3.02), (4.17, 3.72)),
    "hair": ((1.68, 1.48), (1.72, 1.53)),
    "grana": ((8.01, 7.04), (9.35, 8.35)),
    "ok": ((8.31, 7.30), (11.04, 9.85)),
    "late": ((8.64, 7.60), (10.45, 9.33)),
}
DYES = {
    1: (9.34, 8.87),
    2: (8.27, 9.49),
    3: (7.56, 9.34),
    4: (8.75, 9.44),
    5: (7.59, 10.60),
    6: (7.35, 10.54),
    7: (8.01, 9.35),
}
TEXT = ("ink", "ink2", "grana", "ok", "late")
THEMES = pytest.mark.parametrize("theme", [light(), dark()], ids=["day", "night"])


@pytest.mark.parametrize("token", PROMISED)
def test_a_token_has_the_contrast_that_the_design_promises(token: str) -> None:
    by_day = (light().contrast(token, "paper"), light().contrast(token, "wool"))
    by_night = (dark().contrast(token, "paper"), dark().contrast(token, "wool"))
    assert (by_day, by_night) == PROMISED[token]


@pytest.mark.parametrize("number", DYES)
def test_a_dye_has_the_contrast_that_the_design_promises(number: int) -> None:
    dye = f"dye-{number}"
    assert (light().contrast(dye, "paper"), dark().contrast(dye, "paper")) == DYES[number]


@THEMES
@pytest.mark.parametrize("ground", ["paper", "wool"])
def test_every_text_has_seven_to_one(theme: Theme, ground: str) -> None:
    assert [token for token in TEXT if theme.contrast(token, ground) < 7] == []


@THEMES
def test_borders_of_fields_have_three_to_one(theme: Theme) -> None:
    assert theme.contrast("control", "paper") >= 3


@THEMES
def test_text_on_yellow_is_ink_in_both_themes(theme: Theme) -> None:
    assert theme.contrast("on-turn", "turn") == 11.65


@THEMES
def test_added_and_removed_text_can_be_read(theme: Theme) -> None:
    assert min(theme.contrast("ink", "ins"), theme.contrast("ink", "del")) >= 7


def test_added_and_removed_text_has_the_promised_contrast() -> None:
    by_day = (light().contrast("ink", "ins"), light().contrast("ink", "del"))
    by_night = (dark().contrast("ink", "ins"), dark().contrast("ink", "del"))
    assert (by_day, by_night) == ((14.52, 13.74), (11.07, 12.14))


@THEMES
def test_the_footer_can_be_read(theme: Theme) -> None:
    assert theme.contrast("on-ground", "ground") >= 7


@pytest.mark.parametrize(
    ("theme", "promised"),
    [
        (light(), [17.71, 12.81, 7.28, 6.20, 14.79]),
        (dark(), [16.55, 10.85, 5.43, 8.67, 15.81]),
    ],
    ids=["day", "night"],
)
def test_the_text_on_each_class_of_the_scale_can_be_read(
    theme: Theme, promised: list[float]
) -> None:
    assert [theme.contrast(f"on-q-{place}", f"q-{place}") for place in range(5)] == promised


def test_the_switch_of_the_browser_gives_the_same_night_as_the_system() -> None:
    assert tokens(DARK_BY_SWITCH) == tokens(DARK_BY_SYSTEM)


def test_the_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == 21.0


def test_a_dark_block_sets_no_token_that_the_day_does_not_know() -> None:
    assert set(tokens(DARK_BY_SYSTEM)) - set(light().colours) == set()


def test_nothing_is_rounded_shaded_or_faded() -> None:
    forbidden = ("linear-gradient(to", "radial-gradient", "text-shadow", "filter:", "@font-face")
    assert [word for word in forbidden if word in CSS] == []
    assert "border-radius: 0" in CSS
    assert CSS.count("border-radius") == CSS.count("border-radius: 0")
