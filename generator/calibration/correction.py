"""Turns the correction of one side of a sheet into the matrix that every page on that side is moved by."""

from __future__ import annotations

from generator.impose.geometry import Matrix
from generator.model.printer import Side
from generator.model.units import POINTS_PER


def correction(side: Side, width: float, height: float) -> Matrix:
    """The matrix that moves a page of this size, in points, so that it is printed where it should be.

    The page is scaled about its centre, and then moved. It is upright, as the target was on which the side was
    measured: nobody can know which way a printer turns a wide page.
    """
    right, down = side.right * POINTS_PER["mm"], side.down * POINTS_PER["mm"]
    wide, high = float(side.wide), float(side.high)
    return (wide, 0.0, 0.0, high, width / 2 * (1 - wide) + right, height / 2 * (1 - high) + down)
