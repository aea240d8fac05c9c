"""Draws the marks beside the cards of a sheet: cut and fold lines, a ruler, a line that says what it is."""

from __future__ import annotations

from itertools import product
from math import hypot
from typing import Literal

from generator.impose.crop import CROP_WEIGHT, MM, TICK_WEIGHT, CutLine, FoldLine, Stretch, cut_lines, fold_lines
from generator.impose.geometry import Cell
from generator.impose.lettering import BLACK, Lettering
from generator.impose.room import CLEAR, is_free, kept_clear, room_for
from generator.impose.ruler import FIFTY, measure, ruler_face, text_face
from generator.impose.sheet import Sheet
from generator.model.locale import SheetWords
from generator.record import NamedTuple
from generator.structure import Artifact
from generator.typeset.geometry import Rect, around, moved
from generator.typeset.items import Item, Page, Path, Placed, Rule, Segment

_BAR = 3 * MM  # at the ends of the cross
_DASH = (2.0, 1.5)
_CENTRE = (3 * MM, 4 * MM)  # a centre mark: across the line that runs through the paper's middle, and along it
_BESIDE = 3 * MM  # between the ruler and its label

# What shows whether a print was scaled: a ruler in the waste, else a cross where cuts meet, else a line on one cut.
Gauge = Literal["ruler", "cross", "line"]


class Marks(NamedTuple):
    """What stands beside the cards, and in the cut lines between them, in points from the top left of the sheet.

    All are artifacts; those that are turned are `placed`.
    """

    items: tuple[Item, ...] = ()
    placed: tuple[Placed, ...] = ()


class Stencil(NamedTuple):
    """The marks that all sheets of a job have in common, and what of the paper is taken by them and the cards.

    `gauge` is what shows the scale of a print, if any has room.
    """

    sheet: Sheet
    marks: Marks
    taken: tuple[Rect, ...]
    gauge: Gauge | None

    def with_job(self, job: str | None, lettering: Lettering) -> Marks:
        """The marks of one sheet, with a line that says what it is, if there is room for it."""
        face = text_face(job, lettering) if job and self.sheet.cut else None
        place = face and room_for(face.width, face.height, self.sheet, self.taken)
        return _added(self.marks, face, place) if face and place else self.marks


def stencil(sheet: Sheet, lettering: Lettering, words: SheetWords, folds: tuple[float, ...]) -> Stencil:
    """The marks of every sheet: crop marks, cut and fold lines, the ruler or the cross, the middle of the paper.

    `folds` are the x of fold lines on the unturned card, in points. Stock that is cut already has no marks.
    """
    if not sheet.cut:
        return Stencil(sheet, Marks(), (), None)
    lines = cut_lines(sheet)
    strokes: list[Rule | Path] = [rule for line in lines for rule in _cut_rules(line)]
    strokes += [path for line in fold_lines(sheet, folds) for path in _fold_paths(line)]
    taken = [*kept_clear(sheet), *(_box(stroke).grown(CLEAR) for stroke in strokes)]
    marks = Marks(tuple(strokes))
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


def _cross(sheet: Sheet, lines: tuple[CutLine, ...]) -> tuple[Rule, ...]:
    """The cross of exactly 50 mm both ways on cut lines between cards, nearest to the middle; nothing without room."""
    reach = FIFTY / 2
    places = [
        (down.at, across.at)
        for down, across in product((line for line in lines if line.down), (line for line in lines if not line.down))
        if _holds(down.shared, across.at, reach)
        and _holds(across.shared, down.at, reach)
        and sheet.margin + reach <= down.at <= sheet.width - sheet.margin - reach
        and sheet.margin + reach <= across.at <= sheet.height - sheet.margin - reach
    ]
    if not places:
        return ()
    x, y = min(places, key=lambda place: hypot(place[0] - sheet.width / 2, place[1] - sheet.height / 2))
    return (*measure(x - reach, y, FIFTY, _BAR, True), *measure(x, y - reach, FIFTY, _BAR, False))


def _line(sheet: Sheet, lines: tuple[CutLine, ...]) -> tuple[Rule, ...]:
    """A line of exactly 50 mm by which to measure the scale of a print where no cross has room.

    It is centred on an edge that two cards share: of those long enough, the one nearest to the middle of the paper.
    Nothing if there is none.
    """
    places: list[tuple[float, float, bool]] = []
    for line in lines:
        breadth, length = (sheet.width, sheet.height) if line.down else (sheet.height, sheet.width)
        if sheet.margin + _BAR / 2 <= line.at <= breadth - sheet.margin - _BAR / 2:
            for low, high in line.shared:
                low, high = max(low, sheet.margin), min(high, length - sheet.margin)
                if high - low >= FIFTY:
                    middle = (low + high) / 2
                    places.append((line.at, middle, True) if line.down else (middle, line.at, False))
    if not places:
        return ()
    x, y, down = min(places, key=lambda place: hypot(place[0] - sheet.width / 2, place[1] - sheet.height / 2))
    return measure(x, y - FIFTY / 2, FIFTY, _BAR, False) if down else measure(x - FIFTY / 2, y, FIFTY, _BAR, True)


def _holds(stretches: tuple[Stretch, ...], at: float, reach: float) -> bool:
    return any(low <= at - reach and at + reach <= high for low, high in stretches)


def _cut_rules(line: CutLine) -> list[Rule]:
    return [
        Rule(*_corners(line, stretch), weight, BLACK, Artifact.LAYOUT, None)
        for stretches, weight in ((line.crop, CROP_WEIGHT), (line.ticks, TICK_WEIGHT), (line.drawn, CROP_WEIGHT))
        for stretch in stretches
    ]


def _fold_paths(line: FoldLine) -> list[Path]:
    paths = []
    for stretches, weight in ((line.marks, TICK_WEIGHT), (line.ticks, CROP_WEIGHT)):
        for stretch in stretches:
            x1, y1, x2, y2 = _corners(line, stretch)
            segments = Segment("m", ((x1, y1),)), Segment("l", ((x2, y2),))
            paths.append(Path(segments, None, BLACK, weight, False, Artifact.LAYOUT, None, _DASH))
    return paths


def _corners(line: CutLine | FoldLine, stretch: Stretch) -> tuple[float, float, float, float]:
    low, high = stretch
    return (line.at, low, line.at, high) if line.down else (low, line.at, high, line.at)


def _centres(sheet: Sheet) -> list[tuple[tuple[Rule, ...], Rect]]:
    """A small cross at the middle of each side of the paper, with the room that it takes."""
    wide, long = _CENTRE
    found = []
    x, y = sheet.width / 2, sheet.height / 2
    for top in (sheet.height - sheet.margin - long, sheet.margin):
        box = Rect(x - wide / 2, top, x + wide / 2, top + long)
        found.append((_plus(box), box.grown(CLEAR)))
    for left in (sheet.margin, sheet.width - sheet.margin - long):
        box = Rect(left, y - wide / 2, left + long, y + wide / 2)
        found.append((_plus(box), box.grown(CLEAR)))
    return found


def _plus(box: Rect) -> tuple[Rule, ...]:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return (
        Rule(box.left, y, box.right, y, CROP_WEIGHT, BLACK, Artifact.LAYOUT, None),
        Rule(x, box.top, x, box.bottom, CROP_WEIGHT, BLACK, Artifact.LAYOUT, None),
    )


def _added(marks: Marks, face: Page, place: Cell) -> Marks:
    """The marks and a face; as plain items if it is not turned, as a placed one is an object of the file."""
    if place.turn:
        clip = Rect(0.0, 0.0, face.width, face.height).grown(CLEAR)  # letters may have accents that stand above it
        return marks._replace(placed=(*marks.placed, Placed(face, place.matrix(), True, clip)))
    return marks._replace(items=(*marks.items, *_elsewhere(face.items, place.x, place.y)))


def _elsewhere(items: tuple[Item, ...], right: float, down: float) -> tuple[Item, ...]:
    return tuple(moved(item, right, down) for item in items)


def _box(item: Rule | Path) -> Rect:
    """The box of a stroke's middle line."""
    if isinstance(item, Rule):
        return around([(item.x1, item.y1), (item.x2, item.y2)])
    return around([point for segment in item.segments for point in segment.points])
