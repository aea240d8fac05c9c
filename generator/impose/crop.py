"""Turns the cells of a sheet into cut lines, each with the marks that show where it runs.

A cut line is straight and lies where edges of cells lie. Crop marks are in the waste, never near a card; where cards
touch and there is waste, the shared edge is drawn as well. A line that has no waste at its ends gets ticks on itself,
between cards, where the cut takes them away.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.impose.sheet import ROUNDING, Sheet
from generator.model.units import POINTS_PER
from generator.record import NamedTuple
from generator.typeset.geometry import Rect

MM = POINTS_PER["mm"]
OFFSET = 3 * MM  # from a card's edge to a crop mark
NEAREST = 1 * MM  # the same where the waste is narrow; a cut is this exact
LENGTH = 6 * MM  # of a crop mark (Ghent Workgroup)
SHORTEST = 2 * MM
TICK = 8 * MM  # of a mark on the cut line itself
FOLD_TICK = 3 * MM  # of a mark on the fold itself
NO_CUT = 1 * MM  # nobody cuts off a strip as narrow as that
CROP_WEIGHT = 0.25
TICK_WEIGHT = 0.5  # what office printers print with certainty

Stretch = tuple[float, float]  # from where to where along a line


class CutLine(NamedTuple):
    """A line to cut along. `at` is its x where it runs `down` the sheet, else its y; stretches are along it.

    `crop` are crop marks, `ticks` marks on the line where cards touch, `drawn` are whole edges. `shared` is where cards
    touch, whether that is drawn or not.
    """

    down: bool
    at: float
    crop: tuple[Stretch, ...]
    ticks: tuple[Stretch, ...]
    drawn: tuple[Stretch, ...]
    shared: tuple[Stretch, ...]

    def facing(self, rect: Rect) -> Rect:
        """The rectangle as if the line ran down: its left and right are across the line, top and bottom along it."""
        return rect if self.down else _transposed(rect)


class FoldLine(NamedTuple):
    """A line on which cards are folded, with its marks in the waste.

    Where there is none, `ticks` are short marks at the ends of the fold itself: there they lie on the card's spine.
    """

    down: bool
    at: float
    marks: tuple[Stretch, ...]
    ticks: tuple[Stretch, ...]


class _Facing(NamedTuple):
    """A sheet, transposed for lines that run across it: all its lines run down then, and need one rule only."""

    cells: tuple[Rect, ...]
    width: float
    height: float
    margin: float

    @classmethod
    def of(cls, sheet: Sheet, down: bool) -> _Facing:
        """The sheet for its lines that run down, or else for those across."""
        if down:
            return cls(tuple(cell.rect for cell in sheet.cells), sheet.width, sheet.height, sheet.margin)
        return cls(tuple(_transposed(cell.rect) for cell in sheet.cells), sheet.height, sheet.width, sheet.margin)

    def is_printable(self, at: float) -> bool:
        """Whether a printer reaches a line there."""
        return self.margin <= at <= self.width - self.margin

    def printable(self, stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
        """What a printer reaches of stretches along a line."""
        reached = [(max(low, self.margin), min(high, self.height - self.margin)) for low, high in stretches]
        return tuple((low, high) for low, high in reached if high > low)


def cut_lines(sheet: Sheet) -> tuple[CutLine, ...]:
    """All lines to cut along: those across the paper from top to bottom, then those down it from left to right.

    There are none on stock that is cut already, nor within a millimetre of the paper's edge.
    """
    if not sheet.cut:
        return ()
    lines = []
    for down in (False, True):
        facing = _Facing.of(sheet, down)
        lines += [_line(down, at, facing) for at in _places(facing)]
    return tuple(lines)


def _outward(sheet: _Facing, at: float, edges: Iterable[Stretch], clear: float) -> tuple[Stretch, ...]:
    """The marks on a line that point outwards from edges on it, as far as they are printable and clear of all cells."""
    wanted: list[Stretch] = []
    for start, end in edges:
        wanted += [(start - clear - LENGTH, start - clear), (end + clear, end + clear + LENGTH)]
    marks = [(max(low, sheet.margin), min(high, sheet.height - sheet.margin)) for low, high in merged(wanted)]
    for cell in sheet.cells:
        if cell.left - clear < at < cell.right + clear:
            marks = [
                part
                for low, high in marks
                for part in ((low, min(high, cell.top - clear)), (max(low, cell.bottom + clear), high))
                if part[1] - part[0] >= SHORTEST - 1e-6
            ]
    return merged(mark for mark in marks if mark[1] - mark[0] >= SHORTEST - 1e-6)


def fold_lines(sheet: Sheet, folds: tuple[float, ...]) -> tuple[FoldLine, ...]:
    """The lines on which cards fold, from their x on the unturned card, in points. Stock that is cut has no marks."""
    lines: dict[tuple[bool, float], list[Stretch]] = {}
    for cell in sheet.cells:
        a, b, _, _, e, f = cell.matrix()
        for fold in folds:
            down = cell.turn % 180 == 0
            at = e + a * fold if down else f + b * fold
            stretch = (cell.y, cell.bottom) if down else (cell.x, cell.right)
            known = next((key for key in lines if key[0] == down and abs(key[1] - at) <= ROUNDING), (down, at))
            lines.setdefault(known, []).append(stretch)
    found = []
    for (down, at), edges in sorted(lines.items()):
        facing = _Facing.of(sheet, down)
        is_marked = sheet.cut and facing.is_printable(at)
        marks = _outward(facing, at, edges, OFFSET) if is_marked else ()
        bare = facing.printable(merged(edges)) if is_marked and not marks else ()
        found.append(FoldLine(down, at, marks, _ticks(bare, FOLD_TICK)))
    return tuple(found)


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same stretches in their order, those that meet as one."""
    whole: list[Stretch] = []
    for low, high in sorted(stretches):
        if whole and low <= whole[-1][1] + ROUNDING:
            whole[-1] = (whole[-1][0], max(whole[-1][1], high))
        else:
            whole.append((low, high))
    return tuple(whole)


def _places(sheet: _Facing) -> list[float]:
    """Where edges of cells lie, each place once."""
    places: list[float] = []
    for at in sorted(edge for cell in sheet.cells for edge in (cell.left, cell.right)):
        if NO_CUT < at < sheet.width - NO_CUT and not (places and at - places[-1] <= ROUNDING):
            places.append(at)
    return places


def _line(down: bool, at: float, sheet: _Facing) -> CutLine:
    """The line at a place where cells end, with the marks that show it."""
    before = [(cell.top, cell.bottom) for cell in sheet.cells if abs(cell.right - at) <= ROUNDING]
    after = [(cell.top, cell.bottom) for cell in sheet.cells if abs(cell.left - at) <= ROUNDING]
    shared = _common(merged(before), merged(after))
    if not sheet.is_printable(at):
        return CutLine(down, at, (), (), (), shared)
    crop: tuple[Stretch, ...] = ()
    for clear in (OFFSET, NEAREST):
        if len(crop) < 2:
            crop = _outward(sheet, at, before + after, clear)
    ticks = () if crop else _ticks(sheet.printable(shared), TICK)
    drawn = sheet.printable(shared) if crop else ()
    if not drawn and len(crop) + len(ticks) < 2:
        drawn = sheet.printable(merged(before + after))  # there is nowhere else but on the cards' own edges
    return CutLine(down, at, crop, ticks, drawn, shared)


def _common(some: Iterable[Stretch], others: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The parts in both."""
    pairs = [(max(low, start), min(high, end)) for low, high in some for start, end in others]
    return tuple((low, high) for low, high in pairs if high - low > ROUNDING)


def _ticks(stretches: Iterable[Stretch], length: float) -> tuple[Stretch, ...]:
    """Marks of that length at both ends of stretches; the whole of a short one."""
    found: list[Stretch] = []
    for low, high in stretches:
        found += [(low, high)] if high - low < 2 * length else [(low, low + length), (high - length, high)]
    return tuple(found)


def _transposed(rect: Rect) -> Rect:
    """Right and down exchanged: a line that runs across it runs down then."""
    return Rect(rect.top, rect.left, rect.bottom, rect.right)
