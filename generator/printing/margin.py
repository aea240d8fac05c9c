"""Judges whether the ink of cards on a print sheet stays clear of the edge that its printer leaves white."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, InputError
from generator.impose import Imposed
from generator.impose.geometry import Matrix
from generator.impose.sheet import Sheet
from generator.model.units import POINTS_PER, millimetres
from generator.typeset.geometry import Rect, around

EXACT = 0.1 * POINTS_PER["mm"]  # a printer's margin is not known better


def check_margin(side: Imposed, sheet: Sheet, correction: Matrix, found: Diagnostics) -> None:
    """Raise InputError for ink in the strip that is left white; if only the `correction` takes it there, warn of it.

    Marks keep to the margin themselves.
    """
    moved = _farthest(correction, sheet)
    for face, matrix in side.faces:
        near = _nearest(face.ink, matrix, sheet)
        if near >= sheet.margin - EXACT:
            continue
        message = (
            f"a card's ink comes to {millimetres(near)} from the edge of the paper, "
            f"and the printer leaves {millimetres(sheet.margin)} white"
        )
        if near < sheet.margin - EXACT - moved:
            hint = "Choose a sheet with fewer cards: handout sheets."
            found.error("sheet-margin", message, sheet.span, hint)
            raise InputError(found.sorted())
        hint = f"The printer's correction of {millimetres(moved)} does that: look whether a print is whole."
        found.warning("sheet-moved", message, sheet.span, hint)


def _farthest(correction: Matrix, sheet: Sheet) -> float:
    """How far a correction moves a corner of the paper to one side."""
    a, b, c, d, e, f = correction
    corners = [(x, y) for x in (0.0, sheet.width) for y in (0.0, sheet.height)]
    return max(max(abs(a * x + c * y + e - x), abs(b * x + d * y + f - y)) for x, y in corners)


def _nearest(ink: Rect, matrix: Matrix, sheet: Sheet) -> float:
    """How near a face's ink comes to an edge of the paper."""
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (ink.left, ink.right) for y in (ink.top, ink.bottom)]
    box = around(corners)
    return min(box.left, box.top, sheet.width - box.right, sheet.height - box.bottom)
