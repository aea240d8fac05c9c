"""Where the cells of a sheet come to stand, and which sheets cannot be."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostics
from generator.impose.sheet import Sheet, sheet_of
from generator.model.sheet import SheetFile
from generator.source.decode import decode
from generator.source.reader import read_text

MM = 72 / 25.4


def placed(text: str) -> tuple[Sheet | None, list[str]]:
    """The sheet of a file, and what is said of it."""
    diagnostics = Diagnostics()
    node = read_text(f"paper: [100 mm, 80 mm]\ncard: [20 mm, 30 mm]\n{text}\n".encode(), "sheet.yaml", diagnostics)
    assert node
    file = decode(node, SheetFile, diagnostics)
    assert file
    return sheet_of(file, diagnostics), [problem.message for problem in diagnostics.sorted()]


def boxes(text: str) -> list[tuple[float, ...]]:
    """Left, top, width, height and turn of each cell, in millimetres and degrees."""
    sheet, said = placed(text)
    assert sheet
    assert said == []
    return [(*(round(side / MM, 6) for side in cell[:4]), cell.turn) for cell in sheet.cells]


def test_a_grid_runs_row_by_row_by_its_pitch() -> None:
    grid = "grid: {columns: 2, rows: 2, at: [5 mm, 6 mm], pitch: [25 mm, 35 mm]}"
    assert boxes(grid) == [(5, 6, 20, 30, 0), (30, 6, 20, 30, 0), (5, 41, 20, 30, 0), (30, 41, 20, 30, 0)]


def test_a_turned_cell_lies_on_its_side_with_its_corner_where_it_was() -> None:
    assert boxes("cells: [{at: [5 mm, 6 mm], turn: 90}]") == [(5, 6, 30, 20, 90)]
    assert boxes("cells: [{at: [5 mm, 6 mm], turn: 180}, [40 mm, 6 mm]]") == [(5, 6, 20, 30, 180), (40, 6, 20, 30, 0)]


def test_the_block_is_the_box_round_all_cells() -> None:
    sheet, _ = placed("cells: [[40 mm, 6 mm], {at: [5 mm, 40 mm], turn: 90}]")
    assert sheet
    assert sheet.block == pytest.approx((5 * MM, 6 * MM, 60 * MM, 60 * MM))
    assert (sheet.width, sheet.height) == pytest.approx((100 * MM, 80 * MM))
    assert sheet.card == pytest.approx((20 * MM, 30 * MM))


def test_cells_may_touch_each_other_and_the_edge_of_the_paper() -> None:
    grid = "grid: {columns: 5, rows: 2, at: [0 mm, 20 mm], pitch: [20 mm, 30 mm]}"
    assert len(boxes(grid)) == 10


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cells: [[0 mm, 51 mm]]", "cell 1 leaves the paper by 1.0 mm"),
        ("cells: [[0 mm, 0 mm], {at: [71.5 mm, 0 mm], turn: 270}]", "cell 2 leaves the paper by 1.5 mm"),
        ("cells: [[-0.1 mm, 0 mm]]", "cell 1 leaves the paper by 0.1 mm"),
        ("cells: [[0 mm, -3 mm]]", "cell 1 leaves the paper by 3.0 mm"),
        ("cells: [[0 mm, 0 mm], [50 mm, 0 mm], [19 mm, 29 mm]]", "cells 1 and 3 lie on each other"),
        ("cells: [{at: [0 mm, 0 mm], turn: 90}, [29 mm, 0 mm]]", "cells 1 and 2 lie on each other"),
        # A grid is one mistake: the cell that is farthest out, the first two that lie on each other.
        ("grid: {columns: 5, rows: 2, at: [1 mm, 30 mm], pitch: [20 mm, 30 mm]}", "cell 6 leaves the paper by 10.0 mm"),
        ("grid: {columns: 4, rows: 2, at: [1 mm, 1 mm], pitch: [19 mm, 30 mm]}", "cells 1 and 2 lie on each other"),
        ("grid: {columns: 2, rows: 2, at: [1 mm, 1 mm], pitch: [0 mm, 31 mm]}", "cells 1 and 2 lie on each other"),
    ],
)
def test_what_cannot_be_cut(text: str, told: str) -> None:
    assert placed(text) == (None, [told])


def test_a_pitch_may_go_upwards_or_to_the_left() -> None:
    assert boxes("grid: {columns: 2, rows: 1, at: [50 mm, 0 mm], pitch: [-30 mm, 0 mm]}")[1] == (20, 0, 20, 30, 0)


def test_where_there_are_too_many_cells_none_is_looked_at() -> None:
    """Theirs could be millions, and what is said of the number is enough."""
    sheet, said = placed("grid: {columns: 30, rows: 30, at: [0 mm, 0 mm], pitch: [20 mm, 30 mm]}")
    assert sheet is None
    assert len(said) == 1
