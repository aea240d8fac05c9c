"""Turns a sheet file into a `Sheet`: cells in points, checked against the paper, the printer and the card."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, Span
from generator.impose.geometry import Cell
from generator.model.sheet import Grid, SheetFile
from generator.model.units import millimetres
from generator.record import NamedTuple

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
    """The sheet, or None after errors: those of the file, or cells that leave the paper or lie on each other."""
    if diagnostics.has_errors:
        return None  # a grid with too many cells to look at, for example
    placed = [*_grid_cells(file.grid, file)] if file.grid else []
    placed += [(_cell(cell.at.right, cell.at.down, cell.turn, file), cell.span) for cell in file.cells]
    off_paper = _report_off_paper(placed, file, diagnostics)
    if _report_overlaps(placed, diagnostics) or off_paper:
        return None
    cells, (width, height) = tuple(cell for cell, _ in placed), file.paper
    return Sheet(width, height, cells, (file.card.width, file.card.height), file.margin, file.cut, file.span)


def _report_off_paper(placed: list[tuple[Cell, Span]], file: SheetFile, diagnostics: Diagnostics) -> bool:
    """Report cells off the paper, once for each span in the file: of a grid the farthest. True if any are."""
    worst: dict[Span, tuple[float, int]] = {}
    for number, (cell, span) in enumerate(placed, 1):
        over = max(-cell.x, -cell.y, cell.right - file.paper.width, cell.bottom - file.paper.height)
        if over > max(ROUNDING, worst.get(span, (0.0, 0))[0]):
            worst[span] = (over, number)
    for span, (over, number) in worst.items():
        message = f"cell {number} leaves the paper by {millimetres(over)}"
        diagnostics.error("cell-off-paper", message, span, _size_hint(placed[number - 1][0]))
    return bool(worst)


def _report_overlaps(placed: list[tuple[Cell, Span]], diagnostics: Diagnostics) -> bool:
    """Report overlaps, once for each span in the file: of a grid the first. True if any are."""
    told: set[Span] = set()
    for number, (cell, span) in enumerate(placed, 1):
        for earlier, (other, first) in enumerate(placed[: number - 1], 1):
            if span not in told and cell.overlaps(other, ROUNDING):
                told.add(span)
                related = ((first, f"cell {earlier}"),) if first is not span else ()
                message = f"cells {earlier} and {number} lie on each other"
                diagnostics.error("cells-overlap", message, span, _size_hint(cell), related)
    return bool(told)


def _size_hint(cell: Cell) -> str:
    """The size of a cell, which may hold a turned card."""
    return f"A cell as it stands is {millimetres(cell.width)} wide and {millimetres(cell.height)} high."


def _grid_cells(grid: Grid, file: SheetFile) -> list[tuple[Cell, Span]]:
    """The cells of a grid, row by row."""
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


def paired(sheet: Sheet) -> Sheet | None:
    """The sheet with cells twice as wide, each made of two that touch side by side, for cards that are folded.

    None if some cell has no neighbour to be paired with.
    """
    if any(cell.turn for cell in sheet.cells):
        return None
    left = sorted(sheet.cells, key=lambda cell: (round(cell.y), cell.x))
    pairs: list[Cell] = []
    while left:
        cell = left.pop(0)
        other = left.pop(0) if left else None
        if other is None or abs(other.x - cell.right) > ROUNDING or abs(other.y - cell.y) > ROUNDING:
            return None
        pairs.append(cell._replace(width=other.right - cell.x))
    return sheet._replace(cells=tuple(pairs), card=(2 * sheet.card[0], sheet.card[1]))
