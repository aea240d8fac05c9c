"""Turns a sheet file into a `Sheet`: cells in points, checked against the paper, the printer and the card."""

from __future__ import annotations

from itertools import product

from generator.diagnostics import Diagnostics, Span
from generator.impose.geometry import Cell
from generator.model.sheet import Grid, SheetFile
from generator.model.units import millimetres
from generator.record import NamedTuple
from generator.typeset.geometry import Rect, around

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
    def block(self) -> Rect:
        """The box round all cells."""
        return around(point for cell in self.cells for point in (cell.rect[:2], cell.rect[2:]))


def sheet_of(file: SheetFile, diagnostics: Diagnostics) -> Sheet | None:
    """The sheet, or None after errors: those of the file, or cells that leave the paper or lie on each other."""
    if diagnostics.has_errors:
        return None  # a grid with too many cells to look at, for example
    placed = [*_grid_cells(file.grid, file)] if file.grid else []
    placed += [(_cell(cell.at.right, cell.at.down, cell.turn, file), cell.span) for cell in file.cells]
    before = len(diagnostics)
    _report_off_paper(placed, file, diagnostics)
    _report_overlaps(placed, diagnostics)
    if len(diagnostics) > before:
        return None
    cells, (width, height) = tuple(cell for cell, _ in placed), file.paper
    return Sheet(width, height, cells, (file.card.width, file.card.height), file.margin, file.cut, file.span)


def _report_off_paper(placed: list[tuple[Cell, Span]], file: SheetFile, diagnostics: Diagnostics) -> None:
    """Report once for each span in the file, of a grid the cell farthest out."""
    worst: dict[Span, tuple[float, int]] = {}
    for number, (cell, span) in enumerate(placed, 1):
        over = max(-cell.x, -cell.y, cell.right - file.paper.width, cell.bottom - file.paper.height)
        if over > max(ROUNDING, worst.get(span, (0.0, 0))[0]):
            worst[span] = (over, number)
    for span, (over, number) in worst.items():
        message = f"cell {number} leaves the paper by {millimetres(over)}"
        diagnostics.error("cell-off-paper", message, span, _size_hint(placed[number - 1][0]))


def _report_overlaps(placed: list[tuple[Cell, Span]], diagnostics: Diagnostics) -> None:
    """Report once for each span in the file, of a grid the first two."""
    told: set[Span] = set()
    for number, (cell, span) in enumerate(placed, 1):
        for earlier, (other, first) in enumerate(placed[: number - 1], 1):
            if span not in told and cell.overlaps(other, ROUNDING):
                told.add(span)
                related = ((first, f"cell {earlier}"),) if first is not span else ()
                message = f"cells {earlier} and {number} lie on each other"
                diagnostics.error("cells-overlap", message, span, _size_hint(cell), related)


def _size_hint(cell: Cell) -> str:
    """The size of a cell, which may hold a turned card."""
    return f"A cell as it stands is {millimetres(cell.width)} wide and {millimetres(cell.height)} high."


def _grid_cells(grid: Grid, file: SheetFile) -> list[tuple[Cell, Span]]:
    """The cells of a grid, row by row."""
    (x, y), (right, down) = grid.at, grid.pitch
    places = product(range(grid.rows), range(grid.columns))
    return [(_cell(x + column * right, y + row * down, grid.turn, file), grid.span) for row, column in places]


def _cell(x: float, y: float, turn: int, file: SheetFile) -> Cell:
    width, height = file.card
    return Cell(x, y, height, width, turn) if turn % 180 else Cell(x, y, width, height, turn)


def paired(sheet: Sheet) -> Sheet | None:
    """The sheet with cells twice as wide, each made of two that touch side by side, for cards that are folded.

    None if some cell has no neighbour to be paired with.
    """
    cells = sorted(sheet.cells, key=lambda cell: (round(cell.y), cell.x))
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    apart = any(max(abs(other.x - cell.right), abs(other.y - cell.y)) > ROUNDING for cell, other in pairs)
    if apart or len(cells) % 2 or any(cell.turn for cell in cells):
        return None
    wide = tuple(cell._replace(width=other.right - cell.x) for cell, other in pairs)
    return sheet._replace(cells=wide, card=(2 * sheet.card[0], sheet.card[1]))
