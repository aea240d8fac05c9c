"""Contrast ratios against published pairs, and the shades that are offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.contrast import ENHANCED, Rgb, darkened, hexadecimal, is_darker, printed_ratio, ratio, readable
from generator.model.units import parse_colour

WHITE, BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)


def rgb(text: str) -> Rgb:
    colour = parse_colour(text)
    assert colour
    return colour


colours = st.tuples(*[st.integers(0, 255).map(lambda value: value / 255)] * 3)


@pytest.mark.parametrize(
    ("colour", "wanted"),
    [("#000000", 21.0), ("#595959", 7.0), ("#767676", 4.54), ("#B00020", 7.33), ("#8B0000", 10.0), ("#FFFFFF", 1.0)],
)
def test_ratios_on_white(colour: str, wanted: float) -> None:
    assert ratio(rgb(colour), WHITE) == pytest.approx(wanted, abs=0.05)
    assert ratio(WHITE, rgb(colour)) == ratio(rgb(colour), WHITE)


def test_the_greys_of_the_shipped_colours() -> None:
    """From the design reference: accent 11.80 in colour and 13.77 in grey, alarm 9.23 and 11.55."""
    assert printed_ratio(rgb("#003B5C"), WHITE) == pytest.approx(11.80, abs=0.01)
    assert printed_ratio(rgb("#8F1220"), WHITE) == pytest.approx(9.23, abs=0.01)
    assert printed_ratio(rgb("#003B5C"), rgb("#EAF1F5")) == pytest.approx(10.34, abs=0.01)


def test_red_and_black_are_far_apart_only_in_colour() -> None:
    assert printed_ratio(rgb("#FF0000"), BLACK) < ratio(rgb("#FF0000"), BLACK)


@given(colours)
def test_what_is_offered_passes_as_it_is_written(colour: Rgb) -> None:
    offered = rgb(hexadecimal(darkened(colour, WHITE, ENHANCED)))
    assert printed_ratio(offered, WHITE) >= ENHANCED


@given(colours, colours)
def test_the_darker_one_is_darkened_or_nothing_is_offered(one: Rgb, other: Rgb) -> None:
    light = other if is_darker(one, other) else one
    offered = readable(one, other, ENHANCED)
    assert (offered is None) == (printed_ratio(BLACK, light) < ENHANCED)
    if offered:
        assert printed_ratio(rgb(hexadecimal(offered)), light) >= ENHANCED
    assert readable(other, one, ENHANCED) == offered or ratio(one, BLACK) == ratio(other, BLACK)
