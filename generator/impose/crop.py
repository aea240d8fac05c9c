"""Turns the cells of a sheet into cut lines, each with the marks that show where it runs.

A cut line is straight and lies where edges of cells lie. Crop marks are in the waste, never near a card; where cards
touch and there is waste, the shared edge is drawn as well. A line that has no waste at its ends gets ticks on itself,
between cards, where the cut takes them away (print-standards.md, D3; design.md, "Sheet").
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.impose.sheet import ROUNDING, Sheet
from generator.model.units import POINTS_PER
from generator.record import NamedTuple

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


class FoldLine(NamedTuple):
    """A line on which cards are folded, with its marks in the waste.

    Where there is none, `ticks` are short marks at the ends of the fold itself: there they lie on the card's spine.
    """

    down: bool
    at: float
    marks: tuple[Stretch, ...]
    ticks: tuple[Stretch, ...]


class _Edges(NamedTuple):
    """A cell as a line sees it: from where to where across the line, and along it."""

    near: float
    far: float
    start: float
    end: float


class _View(NamedTuple):
    """A sheet as all its lines of one direction see it. `breadth` is across them, `length` along them."""

    boxes: tuple[_Edges, ...]
    breadth: float
    length: float
    margin: float

    @classmethod
    def of(cls, sheet: Sheet, down: bool) -> _View:
        """The sheet as lines see it that run down, or else across."""
        if down:
            boxes = tuple(_Edges(cell.x, cell.right, cell.y, cell.bottom) for cell in sheet.cells)
            return cls(boxes, sheet.width, sheet.height, sheet.margin)
        boxes = tuple(_Edges(cell.y, cell.bottom, cell.x, cell.right) for cell in sheet.cells)
        return cls(boxes, sheet.height, sheet.width, sheet.margin)

    def is_printable(self, at: float) -> bool:
        """Whether a printer reaches a line there."""
        return self.margin <= at <= self.breadth - self.margin

    def printable(self, stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
        """What a printer reaches of stretches along a line."""
        reached = [(max(low, self.margin), min(high, self.length - self.margin)) for low, high in stretches]
        return tuple((low, high) for low, high in reached if high > low)


def cut_lines(sheet: Sheet) -> tuple[CutLine, ...]:
    """All lines to cut along: those across the paper from top to bottom, then those down it from left to right.

    There are none on stock that is cut already, nor within a millimetre of the paper's edge.
    """
    if not sheet.cut:
        return ()
    lines = []
    for down in (False, True):
        view = _View.of(sheet, down)
        lines += [_line(down, at, view) for at in _places(view)]
    return tuple(lines)


def _outward(view: _View, at: float, edges: Iterable[Stretch], clear: float) -> tuple[Stretch, ...]:
    """The marks on a line that point outwards from edges on it, as far as they are printable and clear of all cells."""
    margin, length, boxes = view.margin, view.length, view.boxes
    wanted: list[Stretch] = []
    for start, end in edges:
        wanted += [(start - clear - LENGTH, start - clear), (end + clear, end + clear + LENGTH)]
    marks = [(max(low, margin), min(high, length - margin)) for low, high in merged(wanted)]
    for box in boxes:
        if box.near - clear < at < box.far + clear:
            marks = [
                piece
                for low, high in marks
                for piece in ((low, min(high, box.start - clear)), (max(low, box.end + clear), high))
            ]
            marks = [(low, high) for low, high in marks if high - low >= SHORTEST - 1e-6]
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
        view = _View.of(sheet, down)
        is_marked = sheet.cut and view.is_printable(at)
        marks = _outward(view, at, edges, OFFSET) if is_marked else ()
        bare = view.printable(merged(edges)) if is_marked and not marks else ()
        ticks = [
            tick
            for low, high in bare
            if high - low > 2 * FOLD_TICK
            for tick in ((low, low + FOLD_TICK), (high - FOLD_TICK, high))
        ]
        found.append(FoldLine(down, at, marks, tuple(ticks)))
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


def _places(view: _View) -> list[float]:
    """Where edges of cells lie, each place once."""
    places: list[float] = []
    for at in sorted(edge for box in view.boxes for edge in (box.near, box.far)):
        if NO_CUT < at < view.breadth - NO_CUT and not (places and at - places[-1] <= ROUNDING):
            places.append(at)
    return places


def _line(down: bool, at: float, view: _View) -> CutLine:
    before = [(box.start, box.end) for box in view.boxes if abs(box.far - at) <= ROUNDING]
    after = [(box.start, box.end) for box in view.boxes if abs(box.near - at) <= ROUNDING]
    shared = _common(merged(before), merged(after))
    if not view.is_printable(at):
        return CutLine(down, at, (), (), (), shared)
    crop: tuple[Stretch, ...] = ()
    for clear in (OFFSET, NEAREST):
        if len(crop) < 2:
            crop = _outward(view, at, before + after, clear)
    ticks = () if crop else tuple(tick for stretch in view.printable(shared) for tick in _ticks(stretch))
    drawn = view.printable(shared) if crop else ()
    if not drawn and len(crop) + len(ticks) < 2:
        drawn = view.printable(merged(before + after))  # there is nowhere else but on the cards' own edges
    return CutLine(down, at, crop, ticks, drawn, shared)


def _common(some: Iterable[Stretch], others: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """What both have."""
    pairs = [(max(low, start), min(high, end)) for low, high in some for start, end in others]
    return tuple((low, high) for low, high in pairs if high - low > ROUNDING)


def _ticks(stretch: Stretch) -> tuple[Stretch, ...]:
    """Both ends of a stretch; the whole of a short one."""
    low, high = stretch
    if high - low < 2 * TICK:
        return ((low, high),)
    return (low, low + TICK), (high - TICK, high)
