"""Puts cells into rows: those of a grid, and those of a table, whose columns are as wide as their words want.

The tops of cells in a row align, and a row never breaks.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from generator.model.looks import Look
from generator.record import NamedTuple
from generator.structure import Artifact, StructureNode
from generator.typeset.geometry import moved
from generator.typeset.items import CheckBox, Item, LinkArea
from generator.typeset.vlist import NEVER, Box, DecoratedList, Flow, Glue, ListNode, Penalty


class Claim(NamedTuple):
    """What a column needs: its widest word, and its widest cell on one line."""

    least: float = 0.0
    most: float = 0.0


Places = tuple[tuple[float, float], ...]  # of columns: x and width


def columns_of(rows: list[list[Claim]], width: float, gap: float, stretch: bool) -> tuple[Places, float]:
    """Where the columns of a table stand in `width`, and by how much their words are too wide for it."""
    claims = [Claim(*map(max, zip(*column, strict=True))) for column in zip(*rows, strict=True)]
    room = width - gap * (len(claims) - 1)
    widths = column_widths(claims, room, stretch)
    xs = [sum(widths[:index]) + gap * index for index in range(len(widths))]
    return tuple(zip(xs, widths, strict=True)), sum(widths) - room


def column_widths(claims: list[Claim], width: float, stretch: bool) -> list[float]:
    """Widths of the columns in `width`, from the least and the most that each claims.

    If all cells fit on one line, each column takes what it claims; `stretch` shares out what is left over in the same
    proportion. Else every column has its widest word, and the rest is shared out by the square roots of what more they
    claim: where the long cells stand in different rows, that makes the sum of the rows' heights least. If not even the
    words fit, their widths come back: more than there is room for.
    """
    most = sum(claim.most for claim in claims)
    if most <= width:
        grow = width / most if stretch and most else 1.0
        return [claim.most * grow for claim in claims]
    widths = [claim.least for claim in claims]
    left = width - sum(widths)
    growing = {index: sqrt(claim.most - claim.least) for index, claim in enumerate(claims) if claim.most > claim.least}
    while growing and left > 0:
        part = left / sum(growing.values())
        full = [index for index, weight in growing.items() if widths[index] + part * weight >= claims[index].most]
        for index in full or growing:
            wider = claims[index].most if full else widths[index] + part * growing[index]
            left -= wider - widths[index]
            widths[index] = wider
        growing = {index: weight for index, weight in growing.items() if full and index not in full}
    return widths


def under_header(header: Box, body: tuple[ListNode, ...], gap: float) -> DecoratedList:
    """The body of a table under its header, which is drawn anew over every part on a further page or column.

    It was said once: what is drawn again is an artifact.
    """
    again = tuple(
        item._replace(owner=Artifact.PAGINATION) if isinstance(item.owner, StructureNode) else item
        for item in header.items
        if not isinstance(item, (LinkArea, CheckBox))
    )
    return DecoratedList(
        Flow((header, Penalty(NEVER), Glue(gap), *body)),
        top_rest=header.height + gap,
        decorate=lambda height, first, last: () if first else again,
    )


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
