"""The matrix that puts a printer's side right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.calibration.profiles import correction
from generator.model.printer import Factor, Millimetres, Side
from tests.impose.test_geometry import SIZES, close, there

MM = 72 / 25.4


@given(SIZES, SIZES, st.floats(-10, 10), st.floats(-10, 10), st.floats(0.98, 1.02), st.floats(0.98, 1.02))
def test_the_middle_moves_and_the_rest_is_scaled_about_it(
    width: float, height: float, right: float, down: float, wide: float, high: float
) -> None:
    side = Side(Millimetres(right), Millimetres(down), Factor(wide), Factor(high))
    matrix = correction(side, width, height)
    assert there(matrix, (width / 2, height / 2)) == close((width / 2 + right * MM, height / 2 + down * MM))
    x, y = there(matrix, (0, 0))
    assert there(matrix, (width, height)) == close((x + wide * width, y + high * height))
