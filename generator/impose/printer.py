"""Turns the correction of a printer's side into the matrix that moves a page of that side."""

from __future__ import annotations

from generator.impose.geometry import Matrix, corrected
from generator.model.printer import Side
from generator.model.units import POINTS_PER


def correction(side: Side, width: float, height: float) -> Matrix:
    """What takes the points of a page of this size to where they must stand to be printed in their place.

    The page is as high as it is wide or higher, as the target was on which the side was measured: which way a printer
    turns a wide page, nobody can know.
    """
    millimetre = POINTS_PER["mm"]
    return corrected(width, height, side.right * millimetre, side.down * millimetre, side.wide, side.high)
