"""Puts cells, each an unbreakable box, into rows: tops align, and a row never breaks."""

from __future__ import annotations

from collections.abc import Callable

from generator.model.looks import Look
from generator.record import NamedTuple
from generator.typeset.geometry import moved
from generator.typeset.items import Item
from generator.typeset.vlist import Box, Glue, ListNode


class GridCell(NamedTuple):
    """A child as one box; a wide one takes a row of its own."""

    box: Box
    wide: bool
    look: Look


def grid_rows(
    cells: list[GridCell], xs: tuple[float, ...], gap: float, arrow: Callable[[Look, float, float], tuple[Item, ...]]
) -> tuple[ListNode, ...]:
    """The cells row by row, with glue between rows. `arrow` draws from one cell of a row to the next."""
    rows: list[list[GridCell]] = []
    for cell in cells:
        if cell.wide or not rows or len(rows[-1]) == len(xs) or rows[-1][0].wide:
            rows.append([])
        rows[-1].append(cell)
    nodes: list[ListNode] = []
    for row in rows:
        if nodes:
            nodes.append(Glue(gap))
        items: list[Item] = []
        for index, cell in enumerate(row):
            items.extend(moved(item, xs[index], 0.0) for item in cell.box.items)
            if index:
                items.extend(arrow(cell.look, xs[index - 1], xs[index]))
        nodes.append(Box(max(cell.box.height for cell in row), tuple(items), row[0].box.span))
    return tuple(nodes)


def ends_odd(cells: list[GridCell], columns: int) -> bool:
    """Whether the last cell stands alone in its row, in a grid of two columns and no wide cells."""
    return columns == 2 and len(cells) % 2 == 1 and not any(cell.wide for cell in cells)
