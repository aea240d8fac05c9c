"""Places on the sheet that are free, and such that only rounding lays on each other."""

from __future__ import annotations

import pytest
from hypothesis import given

from generator.impose.geometry import Cell
from generator.impose.room import is_free
from generator.typeset.geometry import Rect
from tests.impose.test_geometry import CELLS

RECT = Rect(10, 20, 40, 60)
EPSILON = 1e-6


@pytest.mark.parametrize(
    ("other", "taken"),
    [
        (Rect(40, 20, 50, 60), False),  # at the right, at the left, below, above
        (Rect(0, 20, 10, 60), False),
        (Rect(10, 60, 40, 70), False),
        (Rect(10, 0, 40, 20), False),
        (Rect(39.9, 20, 50, 60), True),
        (Rect(0, 20, 10.1, 60), True),
        (Rect(10, 59.9, 40, 70), True),
        (Rect(10, 0, 40, 20.1), True),
        (Rect(20, 30, 30, 50), True),
        (Rect(0, 0, 100, 100), True),
        (Rect(39.9, 61, 50, 70), False),
    ],
)
def test_a_place_is_taken_that_shares_more_than_an_edge(other: Rect, taken: bool) -> None:
    assert is_free(RECT, [other]) is is_free(other, [RECT]) is not taken


@pytest.mark.parametrize(
    "other",
    [
        Rect(-5, 0, EPSILON, 10),
        Rect(10 - EPSILON, 0, 20, 10),
        Rect(0, -5, 10, EPSILON),
        Rect(0, 10 - EPSILON, 10, 20),
    ],
)
def test_a_hair_is_shared_by_rounding_alone(other: Rect) -> None:
    assert is_free(Rect(0, 0, 10, 10), [other])


@given(CELLS, CELLS)
def test_a_cell_is_free_that_overlaps_none(one: Cell, other: Cell) -> None:
    assert is_free(one.rect, [other.rect]) is not one.overlaps(other, EPSILON)
