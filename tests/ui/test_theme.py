"""Colours that mean something can be told apart by who sees no colours."""

from itertools import pairwise

from coach.reports.html.colours import FAULT, INK, MUTED, PHASES, RIM, RIMS, TEAL

PAGE = "#FAF7F1"
BAR_RIM = "#857B68"
"""Of the score bars, in style.css."""


def light(colour: str) -> float:
    """Relative luminance, as WCAG reckons it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_rim_of_each_band_stands_out_from_it_and_from_the_page() -> None:
    for fill in {*PHASES.values(), PAGE}:
        assert contrast(RIM, fill) >= 3


def test_bands_have_rims_and_greys_of_their_own() -> None:
    fills = sorted(set(PHASES.values()), key=light)
    assert len({tuple(RIMS[fill]) for fill in fills}) == len(fills)
    in_a_rep = [PHASES[name] for name in ("Lowering", "At the bottom", "Lifting")]
    for darker, brighter in pairwise(sorted(in_a_rep, key=light)):
        assert contrast(darker, brighter) >= 1.2


def test_the_line_stands_out_from_each_band() -> None:
    assert min(contrast(INK, fill) for fill in PHASES.values()) >= 4.5


def test_score_bars_have_a_rim_and_a_fill_that_stand_out() -> None:
    for colour in (BAR_RIM, TEAL, FAULT, MUTED):
        assert contrast(colour, PAGE) >= 3
