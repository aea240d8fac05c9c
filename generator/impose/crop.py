"""Turns the cells of a sheet into cut lines, each with the marks that show where it runs.

A cut line is straight and lies where edges of cells lie. Crop marks are in the waste, never near a card; where cards
touch and there is waste, the shared edge is drawn as well. A line that has no waste at its ends gets ticks on itself,
between cards, where the cut takes them away.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.impose.geometry import Cell
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


class SheetLine(NamedTuple):
    """A line to cut or to fold along. `at` is its x where it runs `down` the sheet, else its y; stretches are along it.

    `crop` are marks in the waste, `ticks` marks on the line itself: where cards touch, or for a fold without waste at
    the ends of the card's spine. `drawn` are whole edges. `shared` is where cards touch, whether that is drawn or not.
    """

    down: bool
    at: float
    crop: tuple[Stretch, ...] = ()
    ticks: tuple[Stretch, ...] = ()
    drawn: tuple[Stretch, ...] = ()
    shared: tuple[Stretch, ...] = ()

    def facing(self, rect: Rect) -> Rect:
        """The rectangle as if the line ran down: its left and right are across the line, top and bottom along it."""
        return rect if self.down else Rect(rect.top, rect.left, rect.bottom, rect.right)


def cut_lines(sheet: Sheet) -> tuple[SheetLine, ...]:
    """All lines to cut along: those across the paper from top to bottom, then those down it from left to right.

    There are none on stock that is cut already, nor within a millimetre of the paper's edge.
    """
    if not sheet.cut:
        return ()
    both = ((down, _facing(sheet, down)) for down in (False, True))
    return tuple(_line(down, at, facing) for down, facing in both for at in _places(facing))


def _facing(sheet: Sheet, down: bool) -> Sheet:
    """The sheet, transposed for lines that run across it: all its lines run down then, and need one rule only."""
    if down:
        return sheet
    cells = tuple(Cell(cell.y, cell.x, cell.height, cell.width) for cell in sheet.cells)
    return sheet._replace(width=sheet.height, height=sheet.width, cells=cells)


def _is_printable(at: float, sheet: Sheet) -> bool:
    """Whether a printer reaches a line there."""
    return sheet.margin <= at <= sheet.width - sheet.margin


def _printable(stretches: Iterable[Stretch], sheet: Sheet) -> tuple[Stretch, ...]:
    """What a printer reaches of stretches along a line."""
    reached = [(max(low, sheet.margin), min(high, sheet.height - sheet.margin)) for low, high in stretches]
    return tuple((low, high) for low, high in reached if high > low)


def _outward(sheet: Sheet, at: float, edges: Iterable[Stretch], clear: float) -> tuple[Stretch, ...]:
    """The marks on a line that point outwards from edges on it, as far as they are printable and clear of all cells."""
    wanted: list[Stretch] = []
    for start, end in edges:
        wanted += [(start - clear - LENGTH, start - clear), (end + clear, end + clear + LENGTH)]
    marks = _printable(merged(wanted), sheet)
    for cell in sheet.cells:
        if cell.x - clear < at < cell.right + clear:
            marks = tuple(
                part
                for low, high in marks
                for part in ((low, min(high, cell.y - clear)), (max(low, cell.bottom + clear), high))
                if part[1] > part[0]
            )
    return merged(mark for mark in marks if mark[1] - mark[0] >= SHORTEST - 1e-6)


def fold_lines(sheet: Sheet, folds: tuple[float, ...]) -> tuple[SheetLine, ...]:
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
        facing = _facing(sheet, down)
        is_marked = sheet.cut and _is_printable(at, facing)
        marks = _outward(facing, at, edges, OFFSET) if is_marked else ()
        bare = _printable(merged(edges), facing) if is_marked and not marks else ()
        found.append(SheetLine(down, at, marks, _ticks(bare, FOLD_TICK)))
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


def _places(sheet: Sheet) -> list[float]:
    """Where edges of cells lie, each place once."""
    places: list[float] = []
    for at in sorted(edge for cell in sheet.cells for edge in (cell.x, cell.right)):
        if NO_CUT < at < sheet.width - NO_CUT and not (places and at - places[-1] <= ROUNDING):
            places.append(at)
    return places


def _line(down: bool, at: float, sheet: Sheet) -> SheetLine:
    """The line at a place where cells end, with the marks that show it."""
    before = [(cell.y, cell.bottom) for cell in sheet.cells if abs(cell.right - at) <= ROUNDING]
    after = [(cell.y, cell.bottom) for cell in sheet.cells if abs(cell.x - at) <= ROUNDING]
    pairs = [(max(low, start), min(high, end)) for low, high in merged(before) for start, end in merged(after)]
    shared = tuple((low, high) for low, high in pairs if high - low > ROUNDING)
    if not _is_printable(at, sheet):
        return SheetLine(down, at, shared=shared)
    crop = _outward(sheet, at, before + after, OFFSET)
    if len(crop) < 2:
        crop = _outward(sheet, at, before + after, NEAREST)
    drawn = _printable(shared, sheet)
    ticks = () if crop else _ticks(drawn, TICK)
    drawn = drawn if crop else ()
    if not drawn and len(crop) + len(ticks) < 2:
        drawn = _printable(merged(before + after), sheet)  # there is nowhere else but on the cards' own edges
    return SheetLine(down, at, crop, ticks, drawn, shared)


def _ticks(stretches: Iterable[Stretch], length: float) -> tuple[Stretch, ...]:
    """Marks of that length at both ends of stretches; the whole of a short one."""
    found: list[Stretch] = []
    for low, high in stretches:
        found += [(low, high)] if high - low < 2 * length else [(low, low + length), (high - length, high)]
    return tuple(found)
