"""Turns a sheet file into a `Sheet`: cells in points, checked against the paper, the printer and the card."""

from __future__ import annotations

from typing import NamedTuple

from generator.diagnostics import Diagnostics, Span
from generator.impose.geometry import Cell
from generator.model.sheet import Grid, SheetFile
from generator.model.units import millimetres

ROUNDING = 0.15  # points: lengths in a file are rounded to 0.05 mm or so


class Sheet(NamedTuple):
    """A sheet of paper with cells for cards. `margin` is what its printer leaves white; uncut stock wants marks."""

    width: float
    height: float
    cells: tuple[Cell, ...]
    card: tuple[float, float]
    margin: float
    cut: bool
    span: Span

    @property
    def block(self) -> tuple[float, float, float, float]:
        """The box round all cells: left, top, right, bottom."""
        return (
            min(cell.x for cell in self.cells),
            min(cell.y for cell in self.cells),
            max(cell.right for cell in self.cells),
            max(cell.bottom for cell in self.cells),
        )


def sheet_of(file: SheetFile, diagnostics: Diagnostics) -> Sheet | None:
    """The sheet, or None after errors: cells that leave the paper or lie on each other."""
    placed = [*_grid_cells(file.grid, file)] if file.grid else []
    placed += [(_cell(cell.at.right, cell.at.down, cell.turn, file), cell.span) for cell in file.cells]
    paper = file.paper
    for number, (cell, span) in enumerate(placed, 1):
        over = max(-cell.x, -cell.y, cell.right - paper.width, cell.bottom - paper.height)
        if over > ROUNDING:
            message = f"cell {number} leaves the paper by {millimetres(over)}"
            diagnostics.error("cell-off-paper", message, span, related=((file.span, "the sheet"),))
        for earlier, (other, first) in enumerate(placed[: number - 1], 1):
            if cell.overlaps(other, ROUNDING):
                related = ((first, f"cell {earlier}"),) if first is not span else ()
                diagnostics.error(
                    "cells-overlap", f"cells {earlier} and {number} lie on each other", span, None, related
                )
                break
    if diagnostics.has_errors:
        return None
    cells = tuple(cell for cell, _ in placed)
    return Sheet(paper.width, paper.height, cells, (file.card.width, file.card.height), file.margin, file.cut, file.span)


def _grid_cells(grid: Grid, file: SheetFile) -> list[tuple[Cell, Span]]:
    """Row by row."""
    return [
        (
            _cell(grid.at.right + column * grid.pitch.right, grid.at.down + row * grid.pitch.down, grid.turn, file),
            grid.span,
        )
        for row in range(grid.rows)
        for column in range(grid.columns)
    ]


def _cell(x: float, y: float, turn: int, file: SheetFile) -> Cell:
    width, height = file.card
    return Cell(x, y, height, width, turn) if turn % 180 else Cell(x, y, width, height, turn)
