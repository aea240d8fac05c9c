"""Computes where a cell on the front of a sheet lies on its back, and the matrix that puts a face into it.

Points, from the top left corner of a page as it is looked at. A turn is to the right, in quarters of 90 degrees.
"""

from __future__ import annotations

from typing import Literal

from generator.model.units import POINTS_PER
from generator.record import NamedTuple
from generator.typeset.geometry import Rect, around

Matrix = tuple[float, float, float, float, float, float]  # as in `items.Placed`
FlipEdge = Literal["long-edge", "short-edge"]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_COSINE_SINE = {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}


class Cell(NamedTuple):
    """A place for a card: what it covers of the page, and the turn of the card in it."""

    x: float
    y: float
    width: float
    height: float
    turn: int = 0

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def rect(self) -> Rect:
        """The part of the page that it covers."""
        return Rect(self.x, self.y, self.right, self.bottom)

    def overlaps(self, other: Cell, tolerance: float) -> bool:
        """Whether two cells share more paper than a strip of the width `tolerance`."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > tolerance and down > tolerance

    def matrix(self, x: float = 0.0, y: float = 0.0) -> Matrix:
        """The matrix that puts a face into the cell, its corner at (`x`, `y`) of the unturned card."""
        cosine, sine = _COSINE_SINE[self.turn]
        # The card's own corner, after the turn, is another corner of the box.
        left = self.x + {0: 0.0, 90: self.width, 180: self.width, 270: 0.0}[self.turn]
        top = self.y + {0: 0.0, 90: 0.0, 180: self.height, 270: self.height}[self.turn]
        return (cosine, sine, -sine, cosine, left + cosine * x - sine * y, top + sine * x + cosine * y)


def behind(cell: Cell, width: float, height: float, edge: FlipEdge) -> Cell:
    """Where the back of a card stands on the back of its sheet, when a printer turns the paper over at that edge.

    A card is turned over like the page of a book, so its back must stand upright then: it is turned half round where
    the sheet itself is turned over upwards.
    """
    if over_the_side(width, height, edge):
        return Cell(width - cell.right, cell.y, cell.width, cell.height, -cell.turn % 360)
    return Cell(cell.x, height - cell.bottom, cell.width, cell.height, (180 - cell.turn) % 360)


def over_the_side(width: float, height: float, edge: FlipEdge) -> bool:
    """Whether the sheet is turned over like the page of a book, and not upwards like that of a calendar."""
    return (edge == "long-edge") == (height >= width)


def combined(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (g * a + i * b, h * a + j * b, g * c + i * d, h * c + j * d, g * e + i * f + k, h * e + j * f + m)


def transformed(rect: Rect, matrix: Matrix) -> Rect:
    """The box round a rectangle that a matrix has moved."""
    a, b, c, d, e, f = matrix
    return around((a * x + c * y + e, b * x + d * y + f) for x in rect[::2] for y in rect[1::2])


def in_millimetres(points: float) -> float:
    """A length as values of JSON give it."""
    return round(points / POINTS_PER["mm"], 2)
