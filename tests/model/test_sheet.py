"""What a sheet file may say, and what it becomes; tests/errors/sheet-*.yaml has what it may not."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostics
from generator.model.sheet import DEAD_EDGE, MOST_CELLS, SheetFile
from generator.source.decode import decode
from generator.source.reader import read_text

MM = 72 / 25.4
GRID = "grid: {columns: 2, rows: 5, at: [15 mm, 13.5 mm], pitch: [95 mm, 54 mm]}"


def read(text: str) -> tuple[SheetFile | None, list[str]]:
    """The sheet in a text, and the rules of what is said of it."""
    diagnostics = Diagnostics()
    node = read_text(f"paper: A4\ncard: [85 mm, 54 mm]\n{text}\n".encode(), "sheet.yaml", diagnostics)
    assert node
    return decode(node, SheetFile, diagnostics), [problem.rule for problem in diagnostics.sorted()]


def sound(text: str) -> SheetFile:
    file, said = read(text)
    assert file
    assert said == []
    return file


def test_a_grid_has_everything_in_points() -> None:
    file = sound(GRID)
    assert file.grid
    assert (file.grid.columns, file.grid.rows, file.grid.turn) == (2, 5, 0)
    assert file.grid.at == pytest.approx((15 * MM, 13.5 * MM))
    assert file.grid.pitch == pytest.approx((95 * MM, 54 * MM))
    assert file.paper == pytest.approx((210 * MM, 297 * MM))
    assert file.card == pytest.approx((85 * MM, 54 * MM))
    assert file.cells == ()


def test_what_need_not_be_said() -> None:
    file = sound(GRID)
    assert file.margin == DEAD_EDGE == pytest.approx(0.25 * 72)  # a quarter of an inch
    assert file.cut
    assert file.about == ""


def test_cells_stand_anywhere_and_are_turned_each_by_itself() -> None:
    file = sound("cells:\n  - [1 in, 36 pt]\n  - {at: [1 in, 300 pt], turn: 270}\nmargin: 4 mm\ncut: false")
    assert [cell.at for cell in file.cells] == [(72, 36), (72, 300)]
    assert [cell.turn for cell in file.cells] == [0, 270]
    assert [cell.span.line for cell in file.cells] == [4, 5]
    assert file.margin == pytest.approx(4 * MM)
    assert not file.cut


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_card_stands_in_four_ways(turn: int) -> None:
    file = sound(GRID.replace("}", f", turn: {turn}}}"))
    assert file.grid
    assert file.grid.turn == turn


@pytest.mark.parametrize("turn", ["45", "360", "-90", "90.0", "'90'", "left", "null", "[90]"])
def test_and_in_no_other(turn: str) -> None:
    assert read(GRID.replace("}", f", turn: {turn}}}")) == (None, ["unknown-value"])


@pytest.mark.parametrize("place", ["[]", "[15 mm]", "[15 mm, 1 mm, 1 mm]", "15 mm", "{right: 15 mm}", "null"])
def test_a_place_has_two_sides(place: str) -> None:
    assert read(GRID.replace("[15 mm, 13.5 mm]", place)) == (None, ["wrong-type"])


@pytest.mark.parametrize(("columns", "rows"), [(0, 5), (-1, -1), (2, 0), (MOST_CELLS + 1, 1), (10**14, 10**14)])
def test_a_grid_has_cells_and_not_too_many(columns: int, rows: int) -> None:
    _, said = read(GRID.replace("columns: 2, rows: 5", f"columns: {columns}, rows: {rows}"))
    assert said == ["out-of-range"]


def test_so_have_cells_one_by_one() -> None:
    cells = "cells: [" + "[0 mm, 0 mm], " * MOST_CELLS
    assert read(f"{cells}]")[1] == []
    assert read(f"{cells}[0 mm, 0 mm]]")[1] == ["out-of-range"]


@pytest.mark.parametrize("text", ["", "cells: []", "grid: null", f"{GRID}\ncells: [[0 mm, 0 mm]]"])
def test_there_is_a_grid_or_cells_and_not_both(text: str) -> None:
    assert read(text)[1] == ["one-of"]
