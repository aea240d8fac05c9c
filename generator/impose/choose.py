"""Chooses the sheet for a paper and the size of a card, and says which sheets a card fits."""

from __future__ import annotations

from collections.abc import Iterable

from generator.impose.sheet import ROUNDING
from generator.model.sheet import SheetFile
from generator.model.units import paper_name


def sheet_for(paper: str, card: tuple[float, float], sheets: Iterable[tuple[str, SheetFile]]) -> str | None:
    """The first sheet, by its name, of a paper such as "a4" that is cut into cards of just this size, in points.

    Stock that is cut already is never chosen: whoever has it in the printer names it.
    """
    for name, file in sorted(sheets, key=lambda sheet: sheet[0]):
        same_paper = paper_name(*file.paper).lower() == paper.lower()
        if file.cut and same_paper and all(abs(left) <= ROUNDING for left in _left(file, card)):
            return name
    return None


def fits(file: SheetFile, card: tuple[float, float]) -> bool:
    """Whether a card, in points, is no larger than a sheet's cell; it turns with the cell, and no further."""
    return all(left >= -ROUNDING for left in _left(file, card))


def fitting(card: tuple[float, float], sheets: Iterable[tuple[str, SheetFile]]) -> tuple[str, ...]:
    """The names of all sheets that a card fits, in alphabetical order, for a message."""
    return tuple(sorted(name for name, file in sheets if fits(file, card)))


def _left(file: SheetFile, card: tuple[float, float]) -> tuple[float, float]:
    """How much wider and higher than the card a cell is, before both are turned."""
    return file.card.width - card[0], file.card.height - card[1]
