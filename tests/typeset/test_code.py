"""QR codes: every module of the symbol at its place, in the fewest rectangles of a row."""

from __future__ import annotations

from typing import Literal, get_args

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.structure import StructureNode
from generator.typeset.code import code_cells
from generator.typeset.items import Cells, Colour
from tests.support.fuzzing import times

Level = Literal["L", "M", "Q", "H"]
NODE = StructureNode("Figure")


def cells(address: str, level: Level, size: float = 100.0) -> Cells:
    return code_cells(address, level, size, Colour(0, 0, 0), NODE, None)


@pytest.mark.parametrize("level", get_args(Level))
@settings(max_examples=times(20))
@given(address=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=90))
def test_a_code_shows_its_symbol_module_by_module(address: str, level: Level) -> None:
    matrix = segno.make_qr(address, error=level, boost_error=False).matrix
    side = len(matrix)
    drawn = [[0] * side for _ in matrix]
    module = 100.0 / side
    for x, y, width, height in cells(address, level).rectangles:
        assert module <= height < 1.1 * module  # a hair more, so that no white shows between rows
        for column in range(round(x / module), round((x + width) / module)):
            drawn[round(y / module)][column] += 1
    assert drawn == [list(row) for row in matrix]


def test_a_code_fills_its_size_and_belongs_to_its_owner() -> None:
    found = cells("https://www.nhs.uk/conditions/back-pain/", "M", 70.9)
    assert min(x for x, *_ in found.rectangles) == 0
    assert max(x + width for x, _, width, _ in found.rectangles) == pytest.approx(70.9)
    assert max(y + height for _, y, _, height in found.rectangles) == pytest.approx(70.9, abs=0.05)
    assert found.owner is NODE


def test_more_correction_takes_more_modules() -> None:
    counts = [len(segno.make_qr("x" * 60, error=level, boost_error=False).matrix) for level in get_args(Level)]
    assert counts == sorted(counts)
    assert [len({y for _, y, _, _ in cells("x" * 60, level).rectangles}) for level in get_args(Level)] == counts
