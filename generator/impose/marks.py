"""Draws the marks beside the cards of a sheet: cut and fold lines, a ruler, a line that says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from math import hypot
from typing import Literal

from generator.impose.crop import CROP_WEIGHT, MM, OFFSET, TICK_WEIGHT, SheetLine, Stretch, cut_lines, fold_lines
from generator.impose.geometry import Cell
from generator.impose.lettering import BLACK, FIFTY, Lettering, measure, ruler_face, text_face
from generator.impose.room import CLEAR, is_free, room_for
from generator.impose.sheet import Sheet
from generator.model.locale import SheetWords
from generator.record import NamedTuple
from generator.structure import Artifact
from generator.typeset.geometry import Rect, moved
from generator.typeset.items import Item, Page, Path, Placed, Rule, Segment

_BAR = 3 * MM  # at the ends of the cross
_DASH = (2.0, 1.5)
_CENTRE = (3 * MM, 4 * MM)  # a centre mark: across the line that runs through the paper's middle, and along it
_BESIDE = 3 * MM  # between the ruler and its label

# What shows whether a print was scaled: a ruler in the waste, else a cross where cuts meet, else a line on one cut.
Gauge = Literal["ruler", "cross", "line"]


class Stencil(NamedTuple):
    """The marks that all sheets of a job have in common, and what of the paper is taken by them and the cards.

    All marks are artifacts, beside the cards or in the cut lines between them. `gauge` is what there is on it to
    measure, if anything has room.
    """

    sheet: Sheet
    marks: Page
    taken: tuple[Rect, ...]
    gauge: Gauge | None

    def with_job(self, job: str | None, lettering: Lettering) -> Page:
        """The marks of one sheet, with a line that says what it is, if there is room for it."""
        face = text_face(job, lettering) if job and self.sheet.cut else None
        place = face and room_for(face.width, face.height, self.sheet, self.taken)
        return _added(self.marks, face, place) if face and place else self.marks


def stencil(sheet: Sheet, lettering: Lettering, words: SheetWords, folds: tuple[float, ...]) -> Stencil:
    """The marks of every sheet: crop marks, cut and fold lines, the ruler or the cross, the middle of the paper.

    `folds` are the x of fold lines on the unturned card, in points. Stock that is cut already has no marks.
    """
    if not sheet.cut:
        return Stencil(sheet, Page(sheet.width, sheet.height, ()), (), None)
    lines = cut_lines(sheet)
    strokes = [stroke for line in lines for stroke in _strokes(line, is_fold=False)]
    strokes += [stroke for line in fold_lines(sheet, folds) for stroke in _strokes(line, is_fold=True)]
    taken = [*(cell.rect.grown(OFFSET) for cell in sheet.cells), *(box.grown(CLEAR) for _, box in strokes)]
    marks = Page(sheet.width, sheet.height, tuple(stroke for stroke, _ in strokes))
    centres = [(pair, box) for pair, box in _centres(sheet) if is_free(box, taken)]
    # The ruler goes round the marks in the middle if it can, but it is rather upright than turned.
    around = [*taken, *(box for _, box in centres)]
    found: tuple[tuple[Page, Cell], ...] = ()
    for kept, turns in ((around, (0,)), (taken, (0,)), (around, (270,)), (taken, (0, 270))):
        found = found or _ruler(sheet, kept, turns, words, lettering)
    for face, place in found:
        marks = _added(marks, face, place)
        taken.append(place.rect.grown(CLEAR))
    for pair, box in centres:
        if is_free(box, [place.rect for _, place in found]):
            marks = marks._replace(items=(*marks.items, *pair))
            taken.append(box)
    cross = () if found else _cross(sheet, lines)
    line = () if found or cross else _line(sheet, lines)
    gauge: Gauge | None = "ruler" if found else "cross" if cross else "line" if line else None
    return Stencil(sheet, marks._replace(items=(*marks.items, *cross, *line)), tuple(taken), gauge)


def _ruler(
    sheet: Sheet, taken: list[Rect], turns: tuple[int, ...], words: SheetWords, lettering: Lettering
) -> tuple[tuple[Page, Cell], ...]:
    """The ruler and its label with their places: side by side, one above the other, or apart. Nothing without room."""
    ruler, label = ruler_face(words, lettering), text_face(words.ruler.plain, lettering)
    beside = Page(
        ruler.width + _BESIDE + label.width,
        ruler.height,
        (*ruler.items, *_elsewhere(label.items, ruler.width + _BESIDE, (ruler.height - label.height) / 2)),
    )
    above = Page(
        max(ruler.width, label.width),
        label.height + CLEAR + ruler.height,
        (*label.items, *_elsewhere(ruler.items, 0.0, label.height + CLEAR)),
    )
    for face in (beside, above):
        if place := room_for(face.width, face.height, sheet, taken, turns):
            return ((face, place),)
    if place := room_for(ruler.width, ruler.height, sheet, taken, turns):
        rest = [*taken, place.rect.grown(CLEAR)]
        if second := room_for(label.width, label.height, sheet, rest, turns):
            return (ruler, place), (label, second)
    return ()


def _cross(sheet: Sheet, lines: tuple[SheetLine, ...]) -> tuple[Rule, ...]:
    """The cross of exactly 50 mm both ways on cut lines between cards, nearest to the middle; nothing without room."""
    reach = FIFTY / 2
    inside = Rect(0.0, 0.0, sheet.width, sheet.height).grown(-sheet.margin - reach)
    places = [
        (down.at, across.at)
        for down, across in product((line for line in lines if line.down), (line for line in lines if not line.down))
        if _holds(down.shared, across.at, reach)
        and _holds(across.shared, down.at, reach)
        and inside.holds(Rect(down.at, across.at, down.at, across.at))
    ]
    return tuple(
        rule
        for x, y in _most_central(places, sheet)
        for rule in (*measure(x - reach, y, FIFTY, _BAR, True), *measure(x, y - reach, FIFTY, _BAR, False))
    )


def _line(sheet: Sheet, lines: tuple[SheetLine, ...]) -> tuple[Rule, ...]:
    """A line of exactly 50 mm by which to measure the scale of a print where no cross has room.

    It is centred on an edge that two cards share: of those long enough, the one nearest to the middle of the paper.
    Nothing if there is none.
    """
    places: dict[tuple[float, float], bool] = {}  # whether the line runs down there
    for line in lines:
        breadth, length = (sheet.width, sheet.height) if line.down else (sheet.height, sheet.width)
        if sheet.margin + _BAR / 2 <= line.at <= breadth - sheet.margin - _BAR / 2:
            for low, high in line.shared:
                low, high = max(low, sheet.margin), min(high, length - sheet.margin)
                if high - low >= FIFTY:
                    middle = (low + high) / 2
                    places.setdefault((line.at, middle) if line.down else (middle, line.at), line.down)
    for x, y in _most_central(places, sheet):
        down = places[x, y]
        return measure(x, y - FIFTY / 2, FIFTY, _BAR, False) if down else measure(x - FIFTY / 2, y, FIFTY, _BAR, True)
    return ()


def _most_central(places: Iterable[tuple[float, float]], sheet: Sheet) -> list[tuple[float, float]]:
    """The place nearest to the middle of the paper, if there is one."""
    return sorted(places, key=lambda place: hypot(place[0] - sheet.width / 2, place[1] - sheet.height / 2))[:1]


def _holds(stretches: tuple[Stretch, ...], at: float, reach: float) -> bool:
    return any(low <= at - reach and at + reach <= high for low, high in stretches)


def _strokes(line: SheetLine, *, is_fold: bool) -> Iterator[tuple[Item, Rect]]:
    """The marks of a line with the boxes of their middle lines; those of folds are dashed."""
    weights = (TICK_WEIGHT, CROP_WEIGHT, 0.0) if is_fold else (CROP_WEIGHT, TICK_WEIGHT, CROP_WEIGHT)
    for stretches, weight in zip((line.crop, line.ticks, line.drawn), weights, strict=True):
        for low, high in stretches:
            box = line.facing(Rect(line.at, low, line.at, high))
            if is_fold:
                ends = Segment("m", (box[:2],)), Segment("l", (box[2:],))
                yield Path(ends, None, BLACK, weight, False, Artifact.LAYOUT, None, _DASH), box
            else:
                yield Rule(*box, weight, BLACK, Artifact.LAYOUT, None), box


def _centres(sheet: Sheet) -> list[tuple[tuple[Rule, ...], Rect]]:
    """A small cross at the middle of each side of the paper, with the room that it takes."""
    (wide, long), x, y = _CENTRE, sheet.width / 2, sheet.height / 2
    right, bottom = sheet.width - sheet.margin, sheet.height - sheet.margin
    boxes = [Rect(x - wide / 2, top, x + wide / 2, top + long) for top in (bottom - long, sheet.margin)]
    boxes += [Rect(left, y - wide / 2, left + long, y + wide / 2) for left in (sheet.margin, right - long)]
    return [(_plus(box), box.grown(CLEAR)) for box in boxes]


def _plus(box: Rect) -> tuple[Rule, ...]:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    ends = (box.left, y, box.right, y), (x, box.top, x, box.bottom)
    return tuple(Rule(*corners, CROP_WEIGHT, BLACK, Artifact.LAYOUT, None) for corners in ends)


def _added(marks: Page, face: Page, place: Cell) -> Page:
    """What is not turned goes among the items: every placed face is an object of the file for itself."""
    if place.turn:
        clip = Rect(0.0, 0.0, face.width, face.height).grown(CLEAR)  # letters may have accents that stand above it
        return marks._replace(placed=(*marks.placed, Placed(face, place.matrix(), True, clip)))
    return marks._replace(items=(*marks.items, *_elsewhere(face.items, place.x, place.y)))


def _elsewhere(items: tuple[Item, ...], right: float, down: float) -> tuple[Item, ...]:
    return tuple(moved(item, right, down) for item in items)
