"""Judges whether the ink on a print sheet stays clear of the edge that its printer leaves white."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, InputError
from generator.impose import Imposed
from generator.impose.geometry import Matrix
from generator.impose.sheet import Sheet
from generator.model.units import POINTS_PER, millimetres
from generator.structure import StructureNode
from generator.typeset.geometry import Rect, ink_box
from generator.typeset.items import Page

EXACT = 0.1 * POINTS_PER["mm"]  # a printer's margin is not known better
KEPT = 64  # boxes of faces


class MarginRule:
    """Looks at the sides of one run of sheets, with the corrections of its printer's front and back."""

    def __init__(self, sheet: Sheet, corrections: tuple[Matrix, Matrix], found: Diagnostics) -> None:
        self._sheet = sheet
        self._moved = tuple(_farthest(correction, sheet) for correction in corrections)
        self._found = found
        self._boxes: dict[int, tuple[Page, Rect]] = {}  # of the ink on faces, by their ids

    def see(self, side: Imposed) -> None:
        """Ink in the strip that is left white would be lost; if only the correction takes it there, it may be.

        Raises InputError for the former, and warns of the latter.
        """
        sheet, moved = self._sheet, self._moved[side.is_back]
        for placed in side.page.placed:
            if not _is_read(placed.face):
                continue  # marks keep to the margin themselves
            near = _nearest(self._ink(placed.face), placed.matrix, sheet)
            if near < sheet.margin - EXACT:
                message = (
                    f"a card's ink comes to {millimetres(near)} from the edge of the paper, "
                    f"and the printer leaves {millimetres(sheet.margin)} white"
                )
                if near >= sheet.margin - EXACT - moved:
                    hint = f"The printer's correction of {millimetres(moved)} does that: look whether a print is whole."
                    self._found.warning("sheet-moved", message, sheet.span, hint)
                    continue
                hint = "Choose a sheet with fewer cards: handout sheets."
                self._found.error("sheet-margin", message, sheet.span, hint)
                raise InputError(self._found.sorted())

    def _ink(self, face: Page) -> Rect:
        """The box of all ink on a face."""
        known = self._boxes.get(id(face))
        if known is None:
            if len(self._boxes) > KEPT:
                self._boxes.clear()
            boxes = [box for item in face.items if (box := ink_box(item))] or [Rect(0.0, 0.0, face.width, face.height)]
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            # The face is kept beside its box, so that its id cannot be given to another.
            known = self._boxes[id(face)] = (face, Rect(min(lefts), min(tops), max(rights), max(bottoms)))
        return known[1]


def _is_read(face: Page) -> bool:
    """Whether anything on it is read out, as on a card, or all of it stands around the cards."""
    return any(isinstance(item.owner, StructureNode) for item in face.items)


def _farthest(correction: Matrix, sheet: Sheet) -> float:
    """How far a correction moves a corner of the paper to one side."""
    a, b, c, d, e, f = correction
    corners = [(x, y) for x in (0.0, sheet.width) for y in (0.0, sheet.height)]
    return max(max(abs(a * x + c * y + e - x), abs(b * x + d * y + f - y)) for x, y in corners)


def _nearest(ink: Rect, matrix: Matrix, sheet: Sheet) -> float:
    """How near a face's ink comes to an edge of the paper."""
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (ink.left, ink.right) for y in (ink.top, ink.bottom)]
    return min(min(x, y, sheet.width - x, sheet.height - y) for x, y in corners)
