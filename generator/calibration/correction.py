"""Turns the correction of a printer's side into the matrix that moves a page of that side."""

from __future__ import annotations

from generator.impose.geometry import Matrix
from generator.model.printer import Side
from generator.model.units import POINTS_PER


def correction(side: Side, width: float, height: float) -> Matrix:
    """What takes the points of a page of this size to where they must stand to be printed in their place.

    The page is scaled about its centre, and then moved. It is as high as it is wide or higher, as the target was on
    which the side was measured: which way a printer turns a wide page, nobody can know.
    """
    right, down = side.right * POINTS_PER["mm"], side.down * POINTS_PER["mm"]
    wide, high = float(side.wide), float(side.high)
    return (wide, 0.0, 0.0, high, width / 2 * (1 - wide) + right, height / 2 * (1 - high) + down)
